using System;
using System.Collections.Immutable;
using System.Linq;
using System.Numerics;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Tests.Primitives;

/// <summary>
/// Computes with the table as generated code would: a row is what its C# text calls, and tangents meet partials in the row's product.
/// </summary>
/// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
internal static class FormulaEvaluator<T>
    where T : IFloatingPointIeee754<T>
{
    private static readonly Lazy<ImmutableDictionary<string, Func<T[], T>>> s_functions = new(RowFunctions.Of<T>);

    /// <summary>Whether the row has a result of this type.</summary>
    public static bool Has(Primitive row) => (typeof(T) == typeof(double) ? row.Double : row.Float) is not null;

    public static T Call(Primitive row, params T[] operands) => s_functions.Value[row.Name](operands);

    /// <summary>The value of a formula over the operands of a row.</summary>
    public static T Value(Formula formula, T[] operands, T result) => formula switch
    {
        Formula.Operand operand => operands[operand.Index],
        Formula.Result => result,
        Formula.Number number => T.CreateChecked(number.Value),
        Formula.Application application => Call(PrimitiveTable.Get(application.Primitive), [.. application.Operands.Select(o => Value(o, operands, result))]),
        _ => throw new NotSupportedException(formula.ToString()),
    };

    /// <summary>The partial of a row with respect to an operand. A row that has no form of this type does not name its result in its partials.</summary>
    public static T Partial(Primitive row, int operand, params T[] operands) => Value(row.Partials[operand]!, operands, Has(row) ? Call(row, operands) : T.NaN);

    /// <summary>The partial's own partial with respect to another operand.</summary>
    public static T SecondPartial(Primitive row, int first, int second, params T[] operands)
    {
        var at = new (T Value, T Tangent)[operands.Length];
        for (int i = 0; i < operands.Length; i++)
        {
            at[i] = (operands[i], i == second ? T.One : T.Zero);
        }

        if (row.Carries is not null)
        {
            at[^1] = Tangent(PrimitiveTable.Get(row.Carries), at[..^1]);
        }

        return Tangent(row.Partials[first]!, at, Tangent(row, at)).Tangent;
    }

    /// <summary>The value and the tangent of a formula.</summary>
    public static (T Value, T Tangent) Tangent(Formula formula, (T Value, T Tangent)[] operands, (T Value, T Tangent) result) => formula switch
    {
        Formula.Operand operand => operands[operand.Index],
        Formula.Result => result,
        Formula.Number number => (T.CreateChecked(number.Value), T.Zero),
        Formula.Application application =>
            Tangent(PrimitiveTable.Get(application.Primitive), [.. application.Operands.Select(o => Tangent(o, operands, result))]),
        _ => throw new NotSupportedException(formula.ToString()),
    };

    private static (T Value, T Tangent) Tangent(Primitive row, (T Value, T Tangent)[] operands)
    {
        T[] values = [.. operands.Select(o => o.Value)];
        T result = Has(row) ? Call(row, values) : T.NaN, tangent = T.Zero;
        for (int i = 0; i < row.Arity; i++)
        {
            if (row.Partials[i] is { } partial)
            {
                tangent += Call(PrimitiveTable.Get(row.Product), operands[i].Tangent, Value(partial, values, result));
            }
        }

        return (result, tangent);
    }
}
