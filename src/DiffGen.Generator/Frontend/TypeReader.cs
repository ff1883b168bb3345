using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace DiffGen.Generator.Frontend;

/// <summary>C# types as IR types.</summary>
internal static class TypeReader
{
    public static readonly SymbolDisplayFormat FullName = SymbolDisplayFormat.FullyQualifiedFormat.WithMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>A type parameter of numbers has no question mark, which <c>var</c> and <c>default</c> give it where null may stand.</summary>
    public static string Spell(ITypeSymbol type) => (IsRealParameter(type) ? type.WithNullableAnnotation(NullableAnnotation.None) : type).ToDisplayString(FullName);

    public static IrType Read(ITypeSymbol type)
    {
        switch (type.SpecialType)
        {
            case SpecialType.System_Double:
                return IrType.Double;
            case SpecialType.System_Single:
                return IrType.Float;
            case SpecialType.System_Int32:
                return IrType.Int;
            case SpecialType.System_Int64:
                return IrType.Long;
            case SpecialType.System_Boolean:
                return IrType.Bool;
        }

        if (IsRealParameter(type))
        {
            return IrType.OfParameter(Spell(type));
        }

        if (type is IArrayTypeSymbol { Rank: 1 } array && array.ElementType is not IArrayTypeSymbol)
        {
            return Buffer(BufferKind.Array, array.ElementType);
        }

        if (type is IArrayTypeSymbol { Rank: 2 } matrix && matrix.ElementType is not IArrayTypeSymbol)
        {
            return Buffer(BufferKind.Matrix, matrix.ElementType);
        }

        if (type is INamedTypeSymbol { Arity: 1, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } named)
        {
            if (named.Name == "Span")
            {
                return Buffer(BufferKind.Span, named.TypeArguments[0]);
            }

            if (named.Name == "ReadOnlySpan")
            {
                return Buffer(BufferKind.ReadOnlySpan, named.TypeArguments[0]);
            }
        }

        if (type is IArrayTypeSymbol { Rank: 1, ElementType: IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Double or SpecialType.System_Single } row })
        {
            return Buffer(BufferKind.Jagged, row.ElementType);
        }

        if (CompositeReader.Read(type) is { } layout)
        {
            return IrType.Of(layout);
        }

        return new IrType(Spell(type), RealKind.None, BufferKind.None, "", type.IsUnmanagedType && type is not IPointerTypeSymbol) { IsEnum = type is INamedTypeSymbol { EnumUnderlyingType.SpecialType: SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Int32 } };
    }

    /// <summary>A type parameter that stands for <c>double</c> or <c>float</c>.</summary>
    public static bool IsRealParameter(ITypeSymbol type) => type is ITypeParameterSymbol parameter
        && parameter.ConstraintTypes.Any(c => c.Name is "IFloatingPointIeee754" or "IBinaryFloatingPointIeee754" && c.ContainingNamespace?.ToDisplayString() == "System.Numerics");

    private static IrType Buffer(BufferKind kind, ITypeSymbol element)
    {
        RealKind real = element.SpecialType switch
        {
            SpecialType.System_Double => RealKind.Double,
            SpecialType.System_Single => RealKind.Float,
            _ => IsRealParameter(element) ? RealKind.Generic : RealKind.None,
        };
        if (real == RealKind.None && kind != BufferKind.Matrix && CompositeReader.Read(element) is { Uniform: not (RealKind.None or RealKind.Generic) } layout)
        {
            // The numbers of an array of composites are seen through a span. Those of a type parameter need not be a struct, which such a view of an array takes.
            IrType numbers = IrType.OfReal(layout.Uniform);
            return IrType.BufferOf(kind == BufferKind.Array ? BufferKind.Span : kind, numbers.Text, numbers.Real) with { Layout = layout, IsDeclaredArray = kind == BufferKind.Array };
        }

        if (real == RealKind.None && kind is not (BufferKind.Matrix or BufferKind.Jagged) && CompositeReader.Read(element) is { Kind: CompositeKind.Struct, IsActive: true } members && members.Leaves.All(l => !l.Type.IsBuffer && l.Type.Real != RealKind.Generic))
        {
            return IrType.BufferOf(kind, Spell(element), RealKind.Mixed) with { Members = members };
        }

        return IrType.BufferOf(kind, Spell(element), real);
    }

    /// <summary>Whether values of the type hold real numbers that <see cref="Read"/> does not make active: they would be silent constants.</summary>
    public static bool HoldsHiddenReals(ITypeSymbol type) => HoldsReals(type, []) && Read(type) is { Real: RealKind.None, IsComposite: false };

    /// <summary>The type, or the elements of it as a tuple and of tuples in it, that hold real numbers and are not active: they would be silent constants.</summary>
    public static IEnumerable<(IFieldSymbol? Element, ITypeSymbol Type)> HiddenParts(ITypeSymbol type, IFieldSymbol? element = null) => type is INamedTypeSymbol { IsTupleType: true } tuple
        ? tuple.TupleElements.SelectMany(e => HiddenParts(e.Type, e))
        : HoldsHiddenReals(type) ? [(element, type)] : [];

    /// <summary>Whether values of the type hold real numbers, active or not.</summary>
    public static bool HoldsReals(ITypeSymbol type) => HoldsReals(type, []);

    /// <summary>A type that the contract makes active, though this compiler cannot differentiate it yet.</summary>
    public static bool IsActiveLater(ITypeSymbol type) => type switch
    {
        _ when Read(type) is { IsComposite: true } => true,
        IArrayTypeSymbol array => array.Rank > 2 || array.ElementType is IArrayTypeSymbol || IsActiveLater(array.ElementType),
        INamedTypeSymbol { Name: "Tensor" or "TensorSpan" or "ReadOnlyTensorSpan" } => true,
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", Arity: 1 } span => IsActiveLater(span.TypeArguments[0]),
        ITypeParameterSymbol parameter => !IsRealParameter(parameter) && parameter.ConstraintTypes.Any(c => c.Name.StartsWith("IFloatingPoint", System.StringComparison.Ordinal)),
        INamedTypeSymbol named => named.GetAttributes().Any(a => a.AttributeClass?.ToDisplayString() == "DiffGen.DifferentiableAttribute"),
        _ => false,
    };

    private static bool HoldsReals(ITypeSymbol type, HashSet<ITypeSymbol> seen)
    {
        if (type.SpecialType is SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Decimal)
        {
            return true;
        }

        if (type.TypeKind == TypeKind.Interface)
        {
            return type.AllInterfaces.Append(type).OfType<INamedTypeSymbol>().Any(i => i.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T && HoldsReals(i.TypeArguments[0], seen));
        }

        if (type.SpecialType != SpecialType.None && type.SpecialType != SpecialType.System_Nullable_T)
        {
            return false;
        }

        switch (type)
        {
            case IArrayTypeSymbol array:
                return HoldsReals(array.ElementType, seen);
            case ITypeParameterSymbol parameter:
                return parameter.ConstraintTypes.Any(c => c.Name.StartsWith("IFloatingPoint", System.StringComparison.Ordinal));
            case INamedTypeSymbol { TypeKind: TypeKind.Struct or TypeKind.Class } named:
                if (!seen.Add(named))
                {
                    return false;
                }

                if (named.ContainingNamespace?.ToDisplayString() is "System" && named.Name is "Half")
                {
                    return true;
                }

                if (named.TypeArguments.Any(t => HoldsReals(t, seen)))
                {
                    return true;
                }

                return named.GetMembers().OfType<IFieldSymbol>().Any(f => !f.IsStatic && HoldsReals(f.Type, seen));
            default:
                return false;
        }
    }
}
