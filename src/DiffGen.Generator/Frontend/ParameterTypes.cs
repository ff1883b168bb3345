using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DiffGen.Generator.Frontend;

/// <summary>Classes of parameters as symbols: what they hold, of this project and of others.</summary>
internal static class ParameterTypes
{
    /// <summary>A class or record marked <c>[Differentiable]</c>.</summary>
    public static bool IsParameterClass(ITypeSymbol type) => type is INamedTypeSymbol { TypeKind: TypeKind.Class } && SignatureReader.Has(type, "DifferentiableAttribute");

    /// <summary>
    /// The precision of a class's numbers: that of its first member, or of the interface where its generated part is seen; none where no member tells.
    /// </summary>
    public static RealKind RealOf(INamedTypeSymbol type) => RealOf(type, new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default));

    /// <summary>
    /// What a property of a class of parameters is in its buffer; null for what lies outside (computed properties, <c>[NoDiff]</c>,
    /// generated members) and for what is refused.
    /// </summary>
    public static ParameterKind? KindOf(IPropertySymbol property)
    {
        if (property.IsStatic || property.IsIndexer || !IsParameterClass(property.ContainingType) || SignatureReader.Has(property, "NoDiffAttribute"))
        {
            return null;
        }

        // Where the generated part is seen, in another project, the method of the offset tells; elsewhere the missing implementation.
        bool isInBuffer = property.ContainingType.GetMembers(ParameterClass.OffsetOf(property.Name)).OfType<IMethodSymbol>().Any(m => m.Parameters.Length == 0)
            || (IsPartial(property) && !IsImplemented(property));
        return isInBuffer ? KindOf(property.Type) : null;
    }

    /// <summary>What a partial property of the type is; null for a type that has no place in the buffer.</summary>
    public static ParameterKind? KindOf(ITypeSymbol type) =>
        NumberReal(type) != RealKind.None ? ParameterKind.Scalar
        : ElementOf(type) is { } element && NumberReal(element) != RealKind.None ? ParameterKind.View
        : IsParameterClass(type) ? ParameterKind.Part
        : null;

    /// <summary>The precision of the numbers that a member of the type has in the buffer.</summary>
    public static RealKind MemberReal(ITypeSymbol type) => KindOf(type) switch
    {
        ParameterKind.Scalar => NumberReal(type),
        ParameterKind.View => NumberReal(ElementOf(type)!),
        ParameterKind.Part => RealOf((INamedTypeSymbol)type),
        _ => RealKind.None,
    };

    public static bool IsPartial(IPropertySymbol property) => Syntax(property) is { } syntax && syntax.Modifiers.Any(SyntaxKind.PartialKeyword);

    /// <summary>The user, and not the generator, gives the partial property's accessors.</summary>
    public static bool IsImplemented(IPropertySymbol property) =>
        property.ContainingType.DeclaringSyntaxReferences
            .SelectMany(r => r.GetSyntax() is TypeDeclarationSyntax type ? type.Members.OfType<PropertyDeclarationSyntax>() : [])
            .Any(p => p.Identifier.ValueText == property.Name && p.Modifiers.Any(SyntaxKind.PartialKeyword) && HasBody(p));

    public static bool HasBody(BasePropertyDeclarationSyntax property) =>
        property is PropertyDeclarationSyntax { ExpressionBody: not null } or IndexerDeclarationSyntax { ExpressionBody: not null }
        || (property.AccessorList?.Accessors.Any(a => a.Body is not null || a.ExpressionBody is not null) ?? false);

    public static BasePropertyDeclarationSyntax? Syntax(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as BasePropertyDeclarationSyntax;

    /// <summary>The members in the order of the buffer: as declared, and file after file by name where the class has several parts.</summary>
    public static ImmutableArray<ISymbol> InOrder(INamedTypeSymbol type) =>
        type.GetMembers()
            .OrderBy(m => m.Locations.FirstOrDefault()?.SourceTree?.FilePath ?? "", StringComparer.Ordinal)
            .ThenBy(m => m.Locations.FirstOrDefault()?.SourceSpan.Start ?? 0)
            .ToImmutableArray();

    /// <summary>Whether a class is the one sought, or has it as a part, directly or not.</summary>
    public static bool Holds(INamedTypeSymbol type, INamedTypeSymbol sought)
    {
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<INamedTypeSymbol>([type]);
        while (open.Count > 0)
        {
            INamedTypeSymbol next = open.Pop();
            if (SymbolEqualityComparer.Default.Equals(next, sought))
            {
                return true;
            }

            if (seen.Add(next))
            {
                foreach (IPropertySymbol part in next.GetMembers().OfType<IPropertySymbol>().Where(p => KindOf(p) == ParameterKind.Part))
                {
                    open.Push((INamedTypeSymbol)part.Type);
                }
            }
        }

        return false;
    }

    private static RealKind NumberReal(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Double => RealKind.Double,
        SpecialType.System_Single => RealKind.Float,
        _ => RealKind.None,
    };

    private static RealKind RealOf(INamedTypeSymbol type, HashSet<INamedTypeSymbol> seen)
    {
        if (!seen.Add(type))
        {
            return RealKind.None;
        }

        INamedTypeSymbol? implemented = type.AllInterfaces.FirstOrDefault(i => i is { Name: "IParameters", Arity: 1, ContainingNamespace: { Name: "DiffGen", ContainingNamespace.IsGlobalNamespace: true } });
        if (implemented is not null)
        {
            return NumberReal(implemented.TypeArguments[0]);
        }

        return InOrder(type).OfType<IPropertySymbol>()
            .Where(p => KindOf(p) is not null)
            .Select(p => KindOf(p) == ParameterKind.Part ? RealOf((INamedTypeSymbol)p.Type, seen) : MemberReal(p.Type))
            .FirstOrDefault(r => r != RealKind.None);
    }

    /// <summary>The element of a span.</summary>
    private static ITypeSymbol? ElementOf(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", Arity: 1, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } span ? span.TypeArguments[0] : null;
}
