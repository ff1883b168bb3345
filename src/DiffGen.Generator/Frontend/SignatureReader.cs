using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DiffGen.Generator.Frontend;

/// <summary>Parameters as companions repeat them.</summary>
internal static class SignatureReader
{
    /// <summary>A name as C# code may spell it.</summary>
    public static string Identifier(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    /// <summary>What a method is called where an identifier is wanted: a constructor its type, an accessor its property.</summary>
    public static string NameOf(IMethodSymbol method)
    {
        string name = method.MethodKind is MethodKind.Constructor or MethodKind.StaticConstructor ? method.ContainingType.Name : method.AssociatedSymbol is IPropertySymbol property ? (property.IsIndexer ? "Item" : property.Name) : method.Name;
        return name.Substring(name.LastIndexOf('.') + 1);
    }

    /// <summary>What a method is called in a comment: <c>operator +</c>, <c>new Spot</c>, <c>Length</c>.</summary>
    public static string TitleOf(IMethodSymbol method) => method.MethodKind switch
    {
        MethodKind.Constructor => "new " + method.ContainingType.Name,
        MethodKind.UserDefinedOperator => "operator " + SyntaxFacts.GetText(SyntaxFacts.GetOperatorKind(method.MetadataName)),
        MethodKind.Conversion => "operator " + method.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
        _ => NameOf(method),
    };

    /// <summary>A parameter, and the parameters of the IR that it becomes.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="type">Its type.</param>
    /// <param name="first">The number of IR parameters before it.</param>
    /// <param name="fresh">Makes a value.</param>
    public static (IrArgument Argument, ImmutableArray<IrParameter> Parameters) Read(IParameterSymbol parameter, IrType type, int first, Func<IrType, string, Value> fresh)
    {
        string name = Identifier(parameter.Name);
        string scoped = parameter.ScopedKind == ScopedKind.ScopedValue && parameter.RefKind == RefKind.None && !parameter.IsParams ? "scoped " : "";
        (string modifier, Passing passing) = parameter.RefKind switch
        {
            RefKind.None => ("", Passing.Value),
            RefKind.Ref => ("ref ", Passing.Ref),
            RefKind.Out => ("out ", Passing.Out),
            RefKind.RefReadOnlyParameter => ("ref readonly ", Passing.In),
            _ => ("in ", Passing.In),
        };
        string text = scoped + modifier + (type.Layout is not null ? type.Declared : type.Real != RealKind.Generic && Mentions(parameter.Type) ? type.Text : TypeReader.Spell(parameter.Type)) + " " + name;
        bool noDiff = Has(parameter, "NoDiffAttribute");
        string? byDefault = parameter.HasExplicitDefaultValue ? DefaultText(parameter) : null;
        ImmutableArray<IrParameter> leaves = passing == Passing.Out ? ImmutableArray<IrParameter>.Empty : Leaves(name, type, noDiff, text, byDefault, Has(parameter, "OutputAttribute"), passing is Passing.Value or Passing.In, fresh);
        return (new IrArgument(name, text, byDefault, type, passing, first, leaves.Length, noDiff) { IsUniform = Has(parameter, "UniformAttribute") }, leaves);
    }

    /// <summary>A type parameter stands in a type: what is called with types of its own holds those.</summary>
    private static bool Mentions(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => true,
        IArrayTypeSymbol array => Mentions(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(Mentions),
        _ => false,
    };

    /// <summary>The receiver of a method of a marked type.</summary>
    public static (IrArgument Argument, ImmutableArray<IrParameter> Parameters) ReadReceiver(IMethodSymbol method, IrType type, Func<IrType, string, Value> fresh)
    {
        ImmutableArray<IrParameter> leaves = Leaves("this", type, false, "", null, false, false, fresh);
        return (new IrArgument("this", "", null, type, MayAssignReceiver(method) ? Passing.Ref : Passing.Value, 0, leaves.Length, false) { IsUniform = true }, leaves);
    }

    /// <summary>Whether a method of a struct may write its receiver.</summary>
    public static bool MayAssignReceiver(IMethodSymbol method) => !method.IsStatic && method.ContainingType is { TypeKind: TypeKind.Struct, IsReadOnly: false } && !method.IsReadOnly;

    private static ImmutableArray<IrParameter> Leaves(string name, IrType type, bool noDiff, string text, string? byDefault, bool isOutput, bool isPlain, Func<IrType, string, Value> fresh)
    {
        if (!type.IsComposite)
        {
            string own = type.Layout is null ? name : name.TrimStart('@') + "Numbers";
            return ImmutableArray.Create(new IrParameter(fresh(type, own), own, isPlain && type.Layout is null && type.IsBuffer ? text : type.Text + " " + own, byDefault, noDiff, isOutput));
        }

        return IrArgument.LeavesOf(type, noDiff).Select(leaf =>
        {
            string own = name.TrimStart('@') + leaf.Suffix;
            return new IrParameter(fresh(leaf.Type, own), own, leaf.Type.Text + " " + own, null, leaf.NoDiff, false);
        }).ToImmutableArray();
    }

    /// <summary>A method without its body.</summary>
    public static IrFunction Function(IMethodSymbol method, string key, bool isMarked = false)
    {
        int id = 0;
        Value Fresh(IrType type, string name) => new(id++, type, name);
        var arguments = ImmutableArray.CreateBuilder<IrArgument>();
        var parameters = ImmutableArray.CreateBuilder<IrParameter>();
        var outputs = ImmutableArray.CreateBuilder<IrOutput>();
        bool isConstructor = method.MethodKind == MethodKind.Constructor;
        IrType? result = isConstructor ? TypeReader.Read(method.ContainingType) : method.ReturnsVoid ? null : TypeReader.Read(method.ReturnType);
        Outputs(result, -1, false);
        if (!method.IsStatic && !isConstructor && TypeReader.Read(method.ContainingType) is { IsComposite: true } receiver)
        {
            Add(ReadReceiver(method, receiver, Fresh));
        }

        foreach (IParameterSymbol parameter in method.Parameters)
        {
            (IrArgument argument, ImmutableArray<IrParameter> leaves) = Read(parameter, TypeReader.Read(parameter.Type), parameters.Count, Fresh);

            // A [NoDiff] parameter of a record marks its property.
            Add(isConstructor ? (argument, leaves.Select(l => l with { NoDiff = false }).ToImmutableArray()) : (argument, leaves));
        }

        return new IrFunction(key, NameOf(method), parameters.ToImmutable(), result, Region.Empty, id, ImmutableArray<OriginText>.Empty)
        {
            Arguments = arguments.ToImmutable(),
            Outputs = outputs.ToImmutable(),
            CallName = TypeReader.Spell(method.ContainingType) + "." + Identifier(method.Name) + (method.IsGenericMethod ? "<" + string.Join(", ", method.TypeArguments.Select(TypeReader.Spell)) + ">" : ""),
            DeclaringType = TypeReader.Spell(method.ContainingType),
            IsMarked = isMarked,
            IsVisible = Lowering.IsVisible(method),
            VirtualRoot = isMarked && Virtuality.IsMarked(method) ? Lowering.Key(Virtuality.RootOf(method)) : null,
        };

        void Add((IrArgument Argument, ImmutableArray<IrParameter> Parameters) read)
        {
            if (read.Argument.Passing is Passing.Ref or Passing.Out)
            {
                Outputs(read.Argument.Type, arguments.Count, read.Argument.NoDiff);
            }

            arguments.Add(read.Argument);
            parameters.AddRange(read.Parameters);
        }

        void Outputs(IrType? type, int argument, bool noDiff)
        {
            int leaf = 0;
            foreach (Leaf part in type is null ? ImmutableArray<Leaf>.Empty : IrArgument.LeavesOf(type, noDiff))
            {
                outputs.Add(new IrOutput(part.Type, argument, leaf++, part.NoDiff));
            }
        }
    }

    public static bool Has(ISymbol symbol, string attribute) => symbol.GetAttributes().Any(a => a.AttributeClass is { } c && c.Name == attribute && c.ContainingNamespace?.ToDisplayString() == "DiffGen");

    private static string DefaultText(IParameterSymbol parameter) => parameter.ExplicitDefaultValue is null ? "default" : Literal(parameter.ExplicitDefaultValue, parameter.Type);

    /// <summary>A constant in C#, reading back to the same bits.</summary>
    public static string Literal(object value, ITypeSymbol type)
    {
        string text = value switch
        {
            double d => Literals.Real(d),
            float f => Literals.Real(f),
            bool b => b ? "true" : "false",
            string s => SymbolDisplay.FormatLiteral(s, quote: true),
            char c => SymbolDisplay.FormatLiteral(c, quote: true),
            long l => l == long.MinValue ? "long.MinValue" : l.ToString(CultureInfo.InvariantCulture) + "L",
            ulong u => u.ToString(CultureInfo.InvariantCulture) + "UL",
            uint u => u.ToString(CultureInfo.InvariantCulture) + "U",
            decimal m => m.ToString(CultureInfo.InvariantCulture) + "M",
            int i => i == int.MinValue ? "int.MinValue" : i.ToString(CultureInfo.InvariantCulture),
            _ => System.Convert.ToString(value, CultureInfo.InvariantCulture) ?? "default",
        };
        if (type.TypeKind == TypeKind.Enum)
        {
            return "(" + TypeReader.Spell(type) + ")(" + text + ")";
        }

        return type.SpecialType is SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_UInt16
            ? "(" + TypeReader.Spell(type) + ")" + (text.StartsWith("-", System.StringComparison.Ordinal) ? "(" + text + ")" : text)
            : text;
    }
}
