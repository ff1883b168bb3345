using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DiffGen.Generator.Frontend;

/// <summary>Whether a method may write the elements of a buffer that it is given, or the members of its receiver. Whatever is not seen to be reading counts as writing.</summary>
/// <param name="compilation">Where the methods are declared.</param>
/// <param name="cancellation">Observed at every body.</param>
internal sealed class WrittenMemory(Compilation compilation, CancellationToken cancellation)
{
    /// <summary>What the question at hand has come to already, whose answer is a part of its own.</summary>
    private readonly HashSet<ISymbol> _asked = new(SymbolEqualityComparer.Default);

    /// <summary>The files of the bodies that were looked at.</summary>
    public HashSet<SyntaxTree> LookedAt { get; } = [];

    /// <summary>Whether a method may write elements of a buffer that one of its parameters is.</summary>
    public bool Through(IParameterSymbol parameter)
    {
        _asked.Clear();
        return MayWrite(parameter);
    }

    /// <summary>Whether a method of a struct may write members of its receiver.</summary>
    public bool OfReceiver(IMethodSymbol method)
    {
        _asked.Clear();
        return MayWriteReceiver(method);
    }

    private bool MayWrite(IParameterSymbol parameter)
    {
        IParameterSymbol definition = parameter.OriginalDefinition;
        return !IsReadOnlySpan(definition.Type) && (!IsBuffer(definition.Type) || definition.ContainingSymbol is not IMethodSymbol method
            || IsWritten(definition, method, o => o is IParameterReferenceOperation use && SymbolEqualityComparer.Default.Equals(use.Parameter, definition)));
    }

    private bool MayWriteReceiver(IMethodSymbol method) => method.ContainingType.TypeKind == TypeKind.Interface || (SignatureReader.MayAssignReceiver(method) && !IsAutoGetter(method)
        && IsWritten(method.OriginalDefinition, method.OriginalDefinition, o => o is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }
            or IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } }));

    private bool IsWritten(ISymbol key, IMethodSymbol method, Func<IOperation, bool> isUse)
    {
        cancellation.ThrowIfCancellationRequested();
        method = method.PartialImplementationPart ?? method;
        if (method.IsVirtual || method.IsOverride || method.IsAbstract || method.DeclaringSyntaxReferences.IsEmpty || !compilation.ContainsSyntaxTree(method.DeclaringSyntaxReferences[0].SyntaxTree))
        {
            return true;
        }

        if (!_asked.Add(key))
        {
            return false;
        }

        SyntaxNode declaration = method.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        LookedAt.Add(declaration.SyntaxTree);
        return compilation.GetSemanticModel(declaration.SyntaxTree).GetOperation(declaration, cancellation) is not { } body || body.Descendants().Any(o => isUse(o) && !OnlyReads(o));
    }

    private static bool IsAutoGetter(IMethodSymbol method) => method is { MethodKind: MethodKind.PropertyGet, AssociatedSymbol: IPropertySymbol property } && CompositeReader.IsAuto(property);

    /// <summary>Whether the memory that an operation names, or is a part of, is read and nothing else.</summary>
    private bool OnlyReads(IOperation place)
    {
        while (true)
        {
            switch (place.Parent)
            {
                case IFieldReferenceOperation:
                case IArrayElementReferenceOperation element when ReferenceEquals(element.ArrayReference, place):
                case IImplicitIndexerReferenceOperation indexer when ReferenceEquals(indexer.Instance, place):
                case IPropertyReferenceOperation { Arguments.Length: 1, Property.ReturnsByRef: true } span when ReferenceEquals(span.Instance, place):
                case IPropertyReferenceOperation { Property: var stored } whole when ReferenceEquals(whole.Instance, place) && CompositeReader.IsAuto(stored):
                case ITupleOperation when !IsBuffer(place.Type):
                case IParenthesizedOperation:
                case IConversionOperation { OperatorMethod: null } conversion when IsBuffer(place.Type) && (IsBuffer(conversion.Type) || conversion.Parent is IForEachLoopOperation):
                case IInvocationOperation { TargetMethod: { Name: "Slice", ContainingType.Name: "Span" } } slice when ReferenceEquals(slice.Instance, place):
                    place = place.Parent;
                    if (IsReadOnlySpan(place.Type))
                    {
                        return true;
                    }

                    continue;
                case IPropertyReferenceOperation property when ReferenceEquals(property.Instance, place):
                    return property.Property.GetMethod is { } getter && (IsBuffer(place.Type) ? !property.Property.ReturnsByRef : !MayWriteReceiver(getter)) && !IsTarget(property);
                case IInvocationOperation call when ReferenceEquals(call.Instance, place):
                    return IsBuffer(place.Type) ? call.TargetMethod.Name is "CopyTo" or "ToArray" or "GetLength" or "GetUpperBound" or "TryCopyTo" : !MayWriteReceiver(call.TargetMethod);
                case IArgumentOperation { Parameter: { } parameter }:
                    return parameter.RefKind is not (RefKind.Ref or RefKind.Out) && (!IsBuffer(place.Type) || !MayWrite(parameter));
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: var kind } }:
                    return kind == RefKind.RefReadOnly || (kind == RefKind.None && !IsBuffer(place.Type));
                case IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation { Symbol.RefKind: RefKind.None or RefKind.RefReadOnly } }:
                    return true;
                case IReturnOperation:
                    return !IsBuffer(place.Type) && place.SemanticModel?.GetEnclosingSymbol(place.Syntax.SpanStart, cancellation) is IMethodSymbol { ReturnsByRef: false };
                case IAssignmentOperation assignment when ReferenceEquals(assignment.Target, place):
                case IIncrementOrDecrementOperation:
                case IAddressOfOperation:
                case null:
                    return false;
                case ISimpleAssignmentOperation { IsRef: true }:
                    return false;
                default:
                    return !IsBuffer(place.Type);
            }
        }
    }

    private static bool IsTarget(IOperation operation) => operation.Parent is IIncrementOrDecrementOperation || (operation.Parent is IAssignmentOperation assignment && ReferenceEquals(assignment.Target, operation)) || operation.Parent is ITupleOperation;

    private static bool IsBuffer(ITypeSymbol? type) => type is IArrayTypeSymbol || type is INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    private static bool IsReadOnlySpan(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "ReadOnlySpan", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
}
