using System;
using System.Numerics;
using DiffGen;

namespace Golden.Combinations;

/// <summary>What looks at real numbers and gives none: guards that throw, searches, integers; and values of the base library that carry no derivative.</summary>
public static partial class Looked
{
    [Differentiable]
    public static double Guarded(double[] x, double scale)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, 100.0, "size");
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfEqual(x[i], -1.0);
            sum += Math.Exp(-x[i] / scale);
        }

        return sum;
    }

    [Differentiable(Batch = true, Hvp = true)]
    public static double GuardedNumber(double x, double y)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        return Math.Sqrt(x) * y;
    }

    [Differentiable(Hvp = true)]
    public static double InterpolatedArray([Sample(Values = "0 1 2.5 4 7")] double[] nodes, double[] values, [Sample(Values = "-0.3 | 0.4 | 1.7 | 3.3 | 6.1 | 8.2")] double at)
    {
        int i = Array.BinarySearch(nodes, at);
        i = Math.Clamp(i < 0 ? ~i : i, 1, nodes.Length - 1);
        double share = (at - nodes[i - 1]) / (nodes[i] - nodes[i - 1]);
        return values[i - 1] + (values[i] - values[i - 1]) * share * share;
    }

    /// <summary>The nodes are others in each round.</summary>
    [Differentiable]
    public static double InterpolatedSpan([Sample(Values = "0 1 2.5 4 7")] ReadOnlySpan<float> nodes, ReadOnlySpan<float> values, [Sample(Values = "0.4 | 1.7 | 3.3")] float at)
    {
        Span<float> moved = nodes.ToArray();
        double sum = 0;
        for (int round = 0; round < 3; round++)
        {
            int i = moved.BinarySearch(at);
            i = Math.Clamp(i < 0 ? ~i : i, 1, moved.Length - 1);
            sum += values[i - 1] + (values[i] - values[i - 1]) * ((at - moved[i - 1]) / (moved[i] - moved[i - 1]));
            for (int k = 0; k < moved.Length; k++)
            {
                moved[k] = moved[k] * 1.25f + 0.125f;
            }
        }

        return sum;
    }

    [Differentiable]
    public static double ByPrecision(double x, float y, [Sample(Values = "0.2 1.3 2.6 3.1")] ReadOnlySpan<double> places) => Powered(x) * Powered(y) * Drawn(places);

    private static T Powered<T>(T x)
        where T : IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double))
        {
            return x * x;
        }

        return typeof(float) != typeof(T) ? T.NaN : x * x * x;
    }

    /// <summary><c>var</c> is the type parameter, whatever null may do.</summary>
    private static T Drawn<T>(ReadOnlySpan<T> places)
        where T : IFloatingPointIeee754<T>
    {
        var sum = default(T)!;
        foreach (var place in places)
        {
            sum += (place - T.CreateChecked(int.CreateTruncating(place))) * T.CreateChecked(long.CreateChecked(place) + 1);
        }

        return sum;
    }

    [Differentiable]
    public static double Discounted(double rate, [NoDiff] DateTime from, [NoDiff] TimeSpan lag)
    {
        DateTime end = from + lag;
        double years = (end - from).TotalDays / 365.25;
        if (end > from && lag != TimeSpan.Zero)
        {
            years += -(-lag).TotalDays;
        }

        TimeSpan late = lag;
        double sum = 0;
        for (int i = 0; i < 3; i++)
        {
            late += lag * 2;
            end -= late;
            sum += Math.Exp(-rate * years * (from - end).TotalDays);
        }

        return sum;
    }
}

/// <summary>Numbers whose type says nothing of references: companions, without an objective.</summary>
internal static partial class LookedIn<T>
    where T : IFloatingPointIeee754<T>
{
    [Differentiable]
    public static T Norm(ReadOnlySpan<T> x)
    {
        T sum = T.Zero;
        foreach (var value in x)
        {
            sum += value * value;
        }

        return T.Sqrt(sum);
    }
}

/// <summary>Those that have none have an objective.</summary>
internal static partial class LookedAt<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [Differentiable]
    public static T Norm(ReadOnlySpan<T> x)
    {
        T sum = T.Zero;
        foreach (var value in x)
        {
            sum += value * value;
        }

        return T.Sqrt(sum);
    }
}
