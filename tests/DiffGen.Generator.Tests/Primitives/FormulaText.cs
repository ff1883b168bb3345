using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Tests.Primitives;

/// <summary>Formulas as docs/primitives.md writes them: operands x, y, z (x₁, x₂, … where there are more), a carried operand c, the result r.</summary>
internal static class FormulaText
{
    private static readonly Dictionary<double, string> constants = new()
    {
        [Math.Log(2)] = "ln 2",
        [Math.Log(10)] = "ln 10",
        [1.44269504088896340736] = "(1 / ln 2)",
        [0.43429448190325182765] = "(1 / ln 10)",
        [Math.PI] = "π",
        [-Math.PI] = "-π",
        [1 / Math.PI] = "(1 / π)",
        [-1 / Math.PI] = "(-1 / π)",
        [2 / Math.Sqrt(Math.PI)] = "(2 / √π)",
        [1 / Math.Sqrt(2 * Math.PI)] = "(1 / √(2π))",
        [Math.PI / 180] = "π / 180",
        [180 / Math.PI] = "180 / π",
    };

    /// <summary>How C# calls a row; one of the compiler's own goes by its name.</summary>
    public static string Call(Primitive row)
    {
        string[] operands = [.. Enumerable.Range(0, row.Arity).Select(i => Operand(row, i))];
        return row.Methods.IsEmpty && row.Precedence == Precedences.Call
            ? $"{row.Name}({string.Join(", ", operands)})"
            : string.Format(CultureInfo.InvariantCulture, (row.Double ?? row.Float)!.Replace("global::System.", "", StringComparison.Ordinal).Replace("global::DiffGen.", "", StringComparison.Ordinal), operands);
    }

    /// <summary>The partials of a row: 0 of a flat one, none of an integer or carried operand.</summary>
    public static string Partials(Primitive row) => string.Join("; ", Enumerable.Range(0, row.Arity).Select(i =>
        row.Partials[i] is { } partial ? $"`{Write(partial, row, 0)}`"
        : row.IntegerOperands.Contains(i) || (row.Carries is not null && i == row.Arity - 1) ? "–"
        : "`0`"));

    private static string Operand(Primitive row, int index) =>
        row.Carries is not null && index == row.Arity - 1 ? "c"
        : row.Arity > 3 ? "x" + "₁₂₃₄₅₆₇₈"[index]
        : "xyz"[index].ToString();

    private static string Write(Formula formula, Primitive row, int outer)
    {
        switch (formula)
        {
            case Formula.Operand operand:
                return Operand(row, operand.Index);
            case Formula.Result:
                return "r";
            case Formula.Number number:
                return constants.TryGetValue(number.Value, out string? name) ? name : number.Value.ToString("R", CultureInfo.InvariantCulture);
            case Formula.Application application:
                Primitive called = PrimitiveTable.Get(application.Primitive);
                if (called.Precedence == Precedences.Call)
                {
                    return called.Name + "(" + string.Join(", ", application.Operands.Select(o => Write(o, row, 0))) + ")";
                }

                // On the right, an operand of the same strength needs its parentheses: a - (b - c).
                string text = string.Format(
                    CultureInfo.InvariantCulture,
                    called.Double!,
                    [.. application.Operands.Select((o, i) => (object)Write(o, row, called.Precedence + (i == 0 && called.Arity == 2 ? 0 : 1)))]);
                return called.Precedence < outer ? "(" + text + ")" : text;
            default:
                throw new NotSupportedException(formula.ToString());
        }
    }
}
