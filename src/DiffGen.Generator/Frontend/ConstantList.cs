using DiffGen.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace DiffGen.Generator.Frontend;

/// <summary>A collection of constants whose elements <c>foreach</c> gives in the order of their indices.</summary>
/// <param name="Count">The property that counts them.</param>
/// <param name="Effect">Of reading an element, or their number.</param>
internal sealed record ConstantList(ITypeSymbol Element, string Count, Effect Effect)
{
    /// <summary>The list that a type is, null for any other type.</summary>
    public static ConstantList? Of(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_String)
        {
            return new ConstantList(((IPropertySymbol)type.GetMembers("this[]")[0]).Type, "Length", Effect.Pure);
        }

        if (type is IArrayTypeSymbol { Rank: 1 } array)
        {
            return new ConstantList(array.ElementType, "Length", Effect.Reads);
        }

        return type is not INamedTypeSymbol { TypeArguments: [var element] } named ? null : named.OriginalDefinition.ToDisplayString() switch
        {
            "System.Collections.Immutable.ImmutableArray<T>" => new ConstantList(element, "Length", Effect.Pure),
            "System.Collections.Generic.List<T>" => new ConstantList(element, "Count", Effect.Reads),
            "System.Collections.Generic.IReadOnlyList<T>" or "System.Collections.Generic.IList<T>" => new ConstantList(element, "Count", Effect.Unknown),
            _ => null,
        };
    }
}
