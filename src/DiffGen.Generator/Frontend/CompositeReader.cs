using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DiffGen.Generator.Frontend;

/// <summary>Structs marked <c>[Differentiable]</c>, tuples with real numbers, and the vectors of <c>System.Numerics</c> as layouts.</summary>
internal static class CompositeReader
{
    /// <returns>The layout, or null for a type that is no composite.</returns>
    public static CompositeType? Read(ITypeSymbol type)
    {
        if (ParameterTypes.IsParameterClass(type) && ParameterTypes.RealOf((INamedTypeSymbol)type) is not RealKind.None and var real)
        {
            string spelled = TypeReader.Spell(type.WithNullableAnnotation(NullableAnnotation.None));
            var item = new IrType(spelled, RealKind.None, BufferKind.None, "", false);
            return new CompositeType(spelled, CompositeKind.Model, ImmutableArray.Create(
                new CompositeField(ParameterClass.Parameters, IrType.BufferOf(BufferKind.Span, IrType.OfReal(real).Text, real), NoDiff: false, null),
                new CompositeField("", item, NoDiff: false, null)));
        }

        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None } named)
        {
            return null;
        }

        if (named.IsTupleType)
        {
            var elements = named.TupleElements.Select(e => new CompositeField(SignatureReader.Identifier(e.Name), TypeReader.Read(e.Type), NoDiff: false, null)).ToImmutableArray();
            return elements.Any(e => e.Type.HoldsReals) ? new CompositeType(TypeReader.Spell(type.WithNullableAnnotation(NullableAnnotation.None)), CompositeKind.Tuple, elements) : null;
        }

        if (IsVector(named))
        {
            int count = named.Name[named.Name.Length - 1] - '0';
            return new CompositeType(TypeReader.Spell(named), CompositeKind.Vector, "XYZW".Take(count).Select(c => new CompositeField(c.ToString(), IrType.Float, false, null)).ToImmutableArray());
        }

        return IsMarked(named) && Fault(named) is null && !HoldsItself(named, ImmutableStack<ISymbol>.Empty) ? new CompositeType(TypeReader.Spell(named), CompositeKind.Struct, Fields(named)) : null;
    }

    /// <summary>Why a marked struct is not its fields, one beside the other, and what to do; null where it is.</summary>
    public static string? Fault(INamedTypeSymbol type)
    {
        if (type.IsRefLikeType)
        {
            return "a ref struct has no derivatives; make it an ordinary struct";
        }

        foreach (AttributeData attribute in type.OriginalDefinition.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "InlineArrayAttribute")
            {
                return "an inline array has no derivatives; use a span, or a field for each element";
            }

            if (attribute.AttributeClass?.Name == "StructLayoutAttribute"
                && (attribute.ConstructorArguments is not [{ Value: 0 or (short)0 }] || attribute.NamedArguments.Any(a => a.Key is "Size" or "Pack" && a.Value.Value is not 0)))
            {
                return "in a layout of its own fields may share memory or have gaps between them; leave [StructLayout] out, or make it plainly sequential";
            }
        }

        return null;
    }

    /// <summary>Structs are nested to this depth at most; <c>struct S&lt;T&gt; { S&lt;S&lt;T&gt;&gt; x; }</c> has no end.</summary>
    private const int DeepestNesting = 24;

    /// <summary>Whether a struct has itself among its fields, or buffers of itself: such a type has no leaves.</summary>
    private static bool HoldsItself(ITypeSymbol type, ImmutableStack<ISymbol> around)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                return HoldsItself(array.ElementType, around);
            case INamedTypeSymbol { IsTupleType: true } tuple:
                return tuple.TupleElements.Any(e => HoldsItself(e.Type, around));
            case INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", Arity: 1 } span:
                return HoldsItself(span.TypeArguments[0], around);
            case INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None } named when IsMarked(named):
                return around.Contains(named, SymbolEqualityComparer.Default) || around.Count() > DeepestNesting || FieldsOf(named).Any(f => HoldsItself(f.Type, around.Push(named)));
            default:
                return false;
        }
    }

    public static bool IsVector(ITypeSymbol type) => type is { Name: "Vector2" or "Vector3" or "Vector4", ContainingNamespace: { Name: "Numerics", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } };

    public static bool IsMarked(ITypeSymbol type) => SignatureReader.Has(type.OriginalDefinition, "DifferentiableAttribute");

    /// <summary>The instance fields of a struct, those behind its properties included, in the order of their declaration.</summary>
    public static ImmutableArray<IFieldSymbol> FieldsOf(INamedTypeSymbol type) => type.GetMembers().OfType<IFieldSymbol>().Where(f => !f.IsStatic && !f.IsConst).ToImmutableArray();

    /// <summary>The property that reads and writes the field; null for a field of its own. In a referenced assembly the names say so.</summary>
    public static IPropertySymbol? PropertyOf(IFieldSymbol field) => field.AssociatedSymbol as IPropertySymbol
        ?? (field.Name.StartsWith("<", System.StringComparison.Ordinal) && field.Name.EndsWith(">k__BackingField", System.StringComparison.Ordinal)
            ? field.ContainingType.GetMembers(field.Name.Substring(1, field.Name.IndexOf('>') - 1)).OfType<IPropertySymbol>().FirstOrDefault(p => !p.IsStatic)
            : null);

    /// <summary>The parameter of the primary constructor that the field keeps for the type's members; null for other fields.</summary>
    public static IParameterSymbol? Captured(IFieldSymbol field) => field.Name.StartsWith("<", System.StringComparison.Ordinal) && field.Name.EndsWith(">P", System.StringComparison.Ordinal)
        ? field.ContainingType.InstanceConstructors.SelectMany(c => c.Parameters).FirstOrDefault(p => field.Name == "<" + p.Name + ">P")
        : null;

    /// <summary>The number of the field that keeps a parameter of the primary constructor; -1 where none does.</summary>
    public static int CapturingField(INamedTypeSymbol type, ISymbol parameter) => parameter is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } }
        ? FieldsOf(type).TakeWhile(f => f.Name != "<" + parameter.Name + ">P").Count() is var index && index < FieldsOf(type).Length ? index : -1
        : -1;

    private static ImmutableArray<CompositeField> Fields(INamedTypeSymbol type) => FieldsOf(type).Select(field =>
    {
        IPropertySymbol? property = PropertyOf(field);
        ISymbol member = (ISymbol?)property ?? (ISymbol?)Captured(field) ?? field;
        bool noDiff = SignatureReader.Has(member, "NoDiffAttribute") || SignatureReader.Has(field, "NoDiffAttribute") || IsMarkedParameter(type, property);
        bool isOpen = property is null
            ? IsSeen(field) && !field.IsReadOnly
            : IsSeen(property) && IsAuto(property.GetMethod) && property.SetMethod is { } setter && IsSeen(setter) && IsAuto(setter);
        return new CompositeField(SignatureReader.Identifier(member.Name), TypeReader.Read(field.Type), noDiff, isOpen ? null : field.Name)
        {
            Storage = isOpen && property is null ? null : field.Name,
            IsSettable = isOpen && property is { SetMethod.IsInitOnly: false },
        };
    }).ToImmutableArray();

    /// <summary>The property of a record's parameter that is marked.</summary>
    private static bool IsMarkedParameter(INamedTypeSymbol type, IPropertySymbol? property) => property is not null
        && type.InstanceConstructors.Any(c => (c.DeclaringSyntaxReferences.IsEmpty || c.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is TypeDeclarationSyntax)) && c.Parameters.Any(p => p.Name == property.Name && SignatureReader.Has(p, "NoDiffAttribute")));

    private static bool IsSeen(ISymbol member) => member.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    /// <summary>A property that only reads and writes the field behind it.</summary>
    public static bool IsAuto(IPropertySymbol property) => IsAuto(property.GetMethod) && (property.SetMethod is null || IsAuto(property.SetMethod));

    /// <summary>So the compiler marks accessors without a body, and the members that it gives a record.</summary>
    public static bool IsMadeByCompiler(IMethodSymbol accessor) => accessor.GetAttributes().Any(a => a.AttributeClass?.Name == "CompilerGeneratedAttribute");

    /// <summary>An accessor without a body of its own: it reads or writes the field behind the property.</summary>
    public static bool IsAuto(IMethodSymbol? accessor) => accessor is not null && (!accessor.DeclaringSyntaxReferences.IsEmpty || accessor.IsImplicitlyDeclared || IsMadeByCompiler(accessor)) && accessor.DeclaringSyntaxReferences.All(r => r.GetSyntax() is not AccessorDeclarationSyntax { Body: not null } and not AccessorDeclarationSyntax { ExpressionBody: not null } and not ArrowExpressionClauseSyntax);
}
