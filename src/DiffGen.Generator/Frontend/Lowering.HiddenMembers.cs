using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace DiffGen.Generator.Frontend;

/// <summary>What a body names that other types may not.</summary>
internal sealed partial class Lowering
{
    /// <summary>A marked method of an object whose body names what cannot be named here: it is called through the members that it has in its own type.</summary>
    private bool StaysInItsType(IMethodSymbol method) => SignatureReader.Has(method, "DifferentiableAttribute") && !SignatureReader.Has(method, "CheckpointAttribute")
        && IsVisible(method) && FindRule(method) is null && NamesHidden(method, new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default)) == true;

    /// <summary>The files of the bodies that were looked at.</summary>
    private readonly HashSet<SyntaxTree> _lookedAt = [];

    /// <summary>Whether a body, or an unmarked one that it runs, names what cannot be named here; null where node sites would be lost.</summary>
    private bool? NamesHidden(IMethodSymbol method, HashSet<IMethodSymbol> seen)
    {
        bool hidden = false;
        _lookedAt.UnionWith(method.DeclaringSyntaxReferences.Select(r => r.SyntaxTree));
        SyntaxNode declaration = method.DeclaringSyntaxReferences[0].GetSyntax(_cancellation);
        foreach (IOperation operation in _compilation.GetSemanticModel(declaration.SyntaxTree).GetOperation(declaration, _cancellation)?.Descendants() ?? [])
        {
            ISymbol? named = operation switch
            {
                IInvocationOperation call => call.TargetMethod,
                IObjectCreationOperation made => made.Constructor,
                IMemberReferenceOperation member => member.Member,
                _ => null,
            };
            if (named is null)
            {
                continue;
            }

            hidden |= !IsAccessible(named, operation);
            if (named is IMethodSymbol { ContainingType: { Name: "Node", ContainingNamespace.Name: "DiffGen" } })
            {
                return null;
            }

            IMethodSymbol? run = named is IPropertySymbol property ? property.GetMethod : named as IMethodSymbol;
            if (run is not null && HasBody(run) && !SignatureReader.Has(run, "DifferentiableAttribute") && seen.Add(run.OriginalDefinition))
            {
                bool? inner = NamesHidden(run, seen);
                if (inner is null)
                {
                    return null;
                }

                hidden |= inner.Value;
            }
        }

        return hidden;
    }

    /// <summary>Whether the type that will hold the code may name a symbol so: a protected member through an object of its own type only.</summary>
    private bool IsAccessible(ISymbol symbol, IOperation at)
    {
        IOperation? instance = at switch
        {
            IInvocationOperation call => call.Instance,
            IMemberReferenceOperation member => member.Instance,
            _ => null,
        };
        return instance?.Type is { } through && instance.Syntax is not BaseExpressionSyntax
            ? _compilation.IsSymbolAccessibleWithin(symbol, _within, _types.Of(through))
            : _compilation.IsSymbolAccessibleWithin(symbol, _within);
    }

    private void CheckAccessible(ISymbol symbol, IOperation at)
    {
        if (!IsAccessible(symbol, at))
        {
            throw new RefusedException(Descriptors.NotAccessible, at.Syntax.GetLocation(), _method.Name, symbol.Name);
        }

        if (symbol.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal or Accessibility.ProtectedOrInternal)
        {
            _namesPrivateMembers = true;
        }

        if (symbol.ContainingType is { } container)
        {
            CheckAccessibleType(container);
        }
    }

    private void CheckAccessibleType(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { DeclaredAccessibility: Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal })
        {
            _namesPrivateMembers = true;
        }
    }
}
