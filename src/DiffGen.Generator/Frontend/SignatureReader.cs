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

    public static IrParameter ReadParameter(IParameterSymbol parameter, Value value)
    {
        string name = Identifier(parameter.Name);
        string scoped = parameter.ScopedKind == ScopedKind.ScopedValue && parameter.RefKind == RefKind.None && !parameter.IsParams ? "scoped " : "";
        string text = scoped + (parameter.RefKind == RefKind.In ? "in " : "") + TypeReader.Spell(parameter.Type) + " " + name;
        return new IrParameter(value, name, text, parameter.HasExplicitDefaultValue ? DefaultText(parameter) : null, Has(parameter, "NoDiffAttribute"), Has(parameter, "OutputAttribute"));
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
