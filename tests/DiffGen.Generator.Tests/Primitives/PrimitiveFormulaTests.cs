using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Primitives;
using Xunit;

namespace DiffGen.Generator.Tests.Primitives;

/// <summary>Every partial of every row against differences of the function that the row's C# text calls, and second partials against differences of the partials.</summary>
public class PrimitiveFormulaTests
{
    public static TheoryData<string> OnDouble => [.. PrimitiveTable.All.Where(FormulaEvaluator<double>.Has).Select(row => row.Name)];

    public static TheoryData<string> OnFloat => [.. PrimitiveTable.All.Where(FormulaEvaluator<float>.Has).Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(OnDouble))]
    public void Partials_agree_with_differences(string name)
    {
        Primitive row = PrimitiveTable.Get(name);
        foreach (double[] point in Grid(row))
        {
            for (int i = 0; i < Independent(row); i++)
            {
                if (IsWhole(row, i))
                {
                    Assert.Null(row.Partials[i]);
                    continue;
                }

                int operand = i;
                double numeric = Differences.Derivative(v => Exact(row, With(row, point, operand, v)), point[i], row.IsFlat ? 1e-3 : 0.05);
                double partial = row.Partials[i] is null ? 0 : FormulaEvaluator<double>.Partial(row, i, point);
                Close(numeric, partial, 1e-8, $"{name}, operand {i}, at ({string.Join(", ", point)})");
            }
        }
    }

    [Theory]
    [MemberData(nameof(OnDouble))]
    public void Second_partials_agree_with_differences(string name)
    {
        Primitive row = PrimitiveTable.Get(name);
        foreach (double[] point in Grid(row))
        {
            for (int i = 0; i < Independent(row); i++)
            {
                for (int j = 0; row.Partials[i] is not null && j < Independent(row); j++)
                {
                    if (IsWhole(row, j))
                    {
                        continue;
                    }

                    int first = i, second = j;
                    double numeric = Differences.Derivative(v => FormulaEvaluator<double>.Partial(row, first, With(row, point, second, v)), point[j]);
                    double partial = FormulaEvaluator<double>.SecondPartial(row, i, j, point);
                    Close(numeric, partial, 1e-8, $"{name}, operands {i} and {j}, at ({string.Join(", ", point)})");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(OnFloat))]
    public void In_float_the_same_to_the_digits_of_float(string name)
    {
        Primitive row = PrimitiveTable.Get(name);
        foreach (double[] point in Grid(row))
        {
            float[] single = [.. point.Select(v => (float)v)];
            double[] same = [.. single.Select(v => (double)v)];
            for (int i = 0; i < Independent(row); i++)
            {
                if (row.Partials[i] is not { } formula)
                {
                    continue;
                }

                string place = $"{name}, operand {i}, at ({string.Join(", ", same)})";
                float partial = FormulaEvaluator<float>.Partial(row, i, single);
                if (!FormulaEvaluator<double>.Has(row))
                {
                    Close(FormulaEvaluator<double>.Value(formula, same, double.NaN), partial, 0, place);
                    continue;
                }

                Close(FormulaEvaluator<double>.Partial(row, i, same), partial, 1e-5, place);
                for (int j = 0; j < Independent(row); j++)
                {
                    if (!IsWhole(row, j))
                    {
                        Close(FormulaEvaluator<double>.SecondPartial(row, i, j, same), FormulaEvaluator<float>.SecondPartial(row, i, j, single), 3e-5, place);
                    }
                }
            }
        }
    }

    private static IEnumerable<double[]> Grid(Primitive row)
    {
        IEnumerable<double[]> points = [[]];
        for (int i = 0; i < Independent(row); i++)
        {
            (double low, double high) = row.Domain[i];
            double[] values = IsWhole(row, i)
                ? [.. Enumerable.Range((int)low, (int)(high - low) + 1).Select(n => (double)n)]
                : [.. Enumerable.Range(0, 7).Select(k => low + (high - low) * (k + 0.43) / 7)];
            points = points.SelectMany(point => values.Select(value => (double[])[.. point, value]));
        }

        return points.Select(point => row.Carries is null ? point : [.. point, Carried(row, point)]);
    }

    /// <summary>An integer, or a real operand that only ever holds one.</summary>
    private static bool IsWhole(Primitive row, int operand) => row.IntegerOperands.Contains(operand) || (row.Name, operand) is ("RootNX", 1) or ("ScaleBX", 0);

    /// <summary>The number of operands that are their own: the carried one is not.</summary>
    private static int Independent(Primitive row) => row.Carries is null ? row.Arity : row.Arity - 1;

    private static double Carried(Primitive row, double[] point) => FormulaEvaluator<double>.Call(PrimitiveTable.Get(row.Carries!), point);

    private static double[] With(Primitive row, double[] point, int operand, double value)
    {
        var moved = (double[])point.Clone();
        moved[operand] = value;
        if (row.Carries is not null)
        {
            moved[^1] = Carried(row, moved[..^1]);
        }

        return moved;
    }

    /// <summary>The function that a row is differentiated as.</summary>
    private static double Exact(Primitive row, double[] point) => row.Name switch
    {
        "ReciprocalEstimate" => 1 / point[0],
        "ReciprocalSqrtEstimate" => 1 / Math.Sqrt(point[0]),
        _ => FormulaEvaluator<double>.Call(row, point),
    };

    private static void Close(double expected, double actual, double tolerance, string place) =>
        Assert.True(
            Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)),
            $"{place}: {actual:R}, expected {expected:R}");
}
