using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Primitives;
using Xunit;

namespace DiffGen.Generator.Tests.Primitives;

/// <summary>Every partial of every row against differences of the function that the row's C# text calls, and second partials against differences of the partials.</summary>
public class PrimitiveFormulaTests
{
    public static TheoryData<string> Names => [.. PrimitiveTable.All.Select(row => row.Name)];

    public static TheoryData<string> OnFloat => [.. PrimitiveTable.All.Where(FormulaEvaluator<float>.Has).Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
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
    [MemberData(nameof(Names))]
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
                    Close(FormulaEvaluator<double>.Value(formula, same, double.NaN), partial, 1e-6, place);
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

    /// <summary>What the base library adds up in an order of its own is what its row is differentiated as.</summary>
    [Fact]
    public void Functions_on_float_alone_are_those_that_they_are_differentiated_as()
    {
        foreach (Primitive row in PrimitiveTable.All.Where(row => !FormulaEvaluator<double>.Has(row)))
        {
            foreach (double[] point in Grid(row))
            {
                Close(Exact(row, point), FormulaEvaluator<float>.Call(row, [.. point.Select(v => (float)v)]), 1e-5, $"{row.Name} at ({string.Join(", ", point)})");
            }
        }
    }

    /// <summary>The forms on a type parameter give the bits of those on its type.</summary>
    [Fact]
    public void Functions_on_a_type_parameter_are_those_on_its_type()
    {
        foreach ((string name, Func<double[], double> function) in RowFunctions.OfParameter<double>())
        {
            Primitive row = PrimitiveTable.Get(name);
            foreach (double[] point in Grid(row))
            {
                Assert.True(FormulaEvaluator<double>.Call(row, point).Equals(function(point)), $"{name} at ({string.Join(", ", point)}): {function(point):R}");
            }
        }
    }

    private static IEnumerable<double[]> Grid(Primitive row)
    {
        if (Independent(row) > 4)
        {
            // Too many for a grid: a sequence that fills the box evenly, by the fractions of multiples of square roots of primes.
            int[] primes = [2, 3, 5, 7, 11, 13, 17, 19];
            return Enumerable.Range(1, 40).Select(k => (double[])[.. Enumerable.Range(0, row.Arity).Select(i =>
                row.Domain[i].Low + (row.Domain[i].High - row.Domain[i].Low) * (k * Math.Sqrt(primes[i]) % 1))]);
        }

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
        "Narrow" => point[0],
        "VectorDot2" or "VectorDot3" or "VectorDot4" => Enumerable.Range(0, row.Arity / 2).Sum(i => point[i] * point[(row.Arity / 2) + i]),
        "VectorCrossX" => (point[1] * point[5]) - (point[2] * point[4]),
        "VectorCrossY" => (point[2] * point[3]) - (point[0] * point[5]),
        "VectorCrossZ" => (point[0] * point[4]) - (point[1] * point[3]),
        "VectorLerp" => (point[0] * (1 - point[2])) + (point[1] * point[2]),
        "VectorReflect" => point[1] - (2 * point[0] * point[2]),
        _ => FormulaEvaluator<double>.Call(row, point),
    };

    private static void Close(double expected, double actual, double tolerance, string place) =>
        Assert.True(
            Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)),
            $"{place}: {actual:R}, expected {expected:R}");
}
