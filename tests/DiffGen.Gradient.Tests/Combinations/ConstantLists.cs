using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using DiffGen;

namespace Golden.Combinations;

/// <summary>Lists of constants, and constants that may be null.</summary>
public static partial class ConstantLists
{
    private static readonly List<int> s_powers = [3, 1, 2];
    private static readonly IReadOnlyList<float> s_weights = [0.5f, -0.25f, 1.5f];
    private static readonly IList<Quote> s_quotes = [new(1.1, 0.2, null), new(0.9, 0.4, new Fee(0.1, 2)), new(1.3, -0.1, new Fee(0.3, null))];
    private static readonly ImmutableArray<(double X, double Y)> s_points = [(0.1, 0.2), (0.4, -0.3), (0.8, 0.5)];

    internal sealed record Fee(double Rate, double? Cap);

    internal sealed record Quote(double Strike, double Price, Fee? Fee);

    [Differentiable(Hvp = true)]
    public static double Powers(double x)
    {
        double sum = 0;
        foreach (int power in s_powers)
        {
            x = Math.Sin(x) + (0.1 * power);
            sum += Math.Pow(x, power);
        }

        return sum;
    }

    /// <summary>The elements are converted to the variable's type.</summary>
    [Differentiable(Hvp = true)]
    public static double Weights(ReadOnlySpan<double> x)
    {
        double product = 1;
        foreach (double weight in s_weights)
        {
            if (weight < 0)
            {
                continue;
            }

            product *= 1 + (weight * x[0] * x[^1]);
        }

        return product;
    }

    [Differentiable]
    public static double Points(double a, double b)
    {
        double sum = 0;
        foreach ((double x, double y) in s_points)
        {
            double error = (a * x) + b - y;
            sum += error * error;
        }

        return sum;
    }

    [Differentiable]
    public static double Letters(double x, [Sample(Values = "0 | 1")] int way)
    {
        double sum = x;
        foreach (char c in way == 0 ? "" : "abca")
        {
            sum = (sum * x) + (c - 'a');
        }

        return sum;
    }

    /// <summary>The list is read as it is when the loop starts, while the method goes on with another.</summary>
    [Differentiable]
    public static double Swapped(double x)
    {
        IReadOnlyList<float> list = s_weights;
        foreach (float weight in list)
        {
            list = Array.Empty<float>();
            x = Math.Exp(-x * x) + (weight * x);
        }

        return x * (list.Count + 1);
    }

    [Differentiable]
    public static double Nulls(double x, double y)
    {
        double sum = 0;
        foreach (Quote quote in s_quotes)
        {
            double fee = quote.Fee?.Rate ?? x;
            double cap = quote.Fee?.Cap ?? (y * y);
            sum += Math.Exp(-quote.Strike * x * fee) * cap;
        }

        return sum;
    }

    [Differentiable]
    public static double Rates(double x, [Sample(Values = "0 | 1 | 2")] int way)
    {
        double? rate = way == 0 ? null : 0.25 * way;
        string? name = way == 1 ? null : "ab";
        return (x * (rate ?? (0.5 * x))) + ((name?.Length ?? 3) * x * x) + (rate.HasValue ? Math.Sin(x * rate.Value) : 0);
    }

    [Differentiable]
    public static double Thrown(double x, [Sample(Values = "1")] int way)
    {
        string name = (way == 0 ? null : "abc") ?? throw new ArgumentNullException(nameof(way));
        return x * x * name.Length;
    }

    private static readonly int[][] s_neighbours = [[1], [0, 2], [1, 0, 2]];

    /// <summary>Counted from the end: of lists, immutable arrays, arrays of arrays, text.</summary>
    [Differentiable]
    public static double FromTheEnd(double x, [Sample(Values = "1 | 2 | 3")] int n)
    {
        double sum = s_powers[^1] + s_points[^n].X + s_neighbours[^1][^n] + s_neighbours[^n].Length + ("abc"[^n] == 'b' ? 0.5 : 0);
        for (int i = 1; i <= s_powers.Count; i++)
        {
            sum = Math.Sin(sum * x) * s_powers[^i] + s_points[^i].Y;
        }

        return sum;
    }
}
