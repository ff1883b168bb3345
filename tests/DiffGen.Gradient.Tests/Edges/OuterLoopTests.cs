using System;
using System.Linq;
using Golden;
using Xunit;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>Loops over points that run several points at a time: against the same loops one point at a time, and where a point throws.</summary>
public static partial class OuterLoopTests
{
    [Differentiable]
    internal static double Points([Sample(Length = 3)] ReadOnlySpan<double> w, [NoDiff, Sample(Length = 57)] ReadOnlySpan<double> x, [Sample(Values = "1 2 3 2 1 3 3 2 1 2 3 1 2 3 3 1 2 1 3")] ReadOnlySpan<int> counts, [Sample(Values = "3")] int limit)
    {
        double[] scratch = new double[3];
        double total = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            if (counts[i] > limit)
            {
                throw new InvalidOperationException("point " + i);
            }

            double level = 0;
            for (int j = 0; j < counts[i]; j++)
            {
                level = (0.5 * level) + Math.Tanh(w[j] * x[(i * 3) + j]);
                scratch[j] = level;
            }

            for (int j = 0; j < counts[i]; j++)
            {
                total += Math.Exp(scratch[j]) * w[counts[i] - 1];
            }
        }

        return total;
    }

    [Differentiable(Simd = false)]
    internal static double OneByOne([Sample(Length = 3)] ReadOnlySpan<double> w, [NoDiff, Sample(Length = 57)] ReadOnlySpan<double> x, [Sample(Values = "1 2 3 2 1 3 3 2 1 2 3 1 2 3 3 1 2 1 3")] ReadOnlySpan<int> counts, [Sample(Values = "3")] int limit) => Points(w, x, counts, limit);

    private static readonly double[] s_weights = [0.4, -0.7, 1.1];
    private static readonly double[] s_numbers = [.. Enumerable.Range(0, 61).Select(i => Math.Sin(1.7 * i))];
    private static readonly int[] s_counts = [.. Enumerable.Range(0, 20).Select(i => (i * i) % 4)];

    [Fact]
    public static void Points_together_are_points_one_by_one()
    {
        for (int points = 0; points <= s_counts.Length; points++)
        {
            int[] counts = s_counts[..points];
            double[] together = [1, 2, 3], apart = [1, 2, 3];
            Assert.Equal(OneByOneVjp(s_weights, s_numbers, counts, 3, 0.5, apart), PointsVjp(s_weights, s_numbers, counts, 3, 0.5, together), 1e-12);
            Assert.All(apart.Zip(together), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
            Assert.Equal(OneByOneJvp(s_weights, s_numbers, counts, 3, together).Tangent, PointsJvp(s_weights, s_numbers, counts, 3, together).Tangent, 1e-12);
        }
    }

    [Fact]
    public static void A_point_that_throws_is_the_first_that_does_and_gradients_stay()
    {
        int[] counts = [.. s_counts[..13], 9, 8, .. s_counts[15..]];
        double[] gradient = [1, 2, 3];
        Exception thrown = Assert.Throws<InvalidOperationException>(() => PointsVjp(s_weights, s_numbers, counts, 8, 1, gradient));
        Assert.Equal("point 13", thrown.Message);
        Assert.Throws<IndexOutOfRangeException>(() => PointsVjp(s_weights, s_numbers, counts, 9, 1, gradient));
        Assert.Throws<IndexOutOfRangeException>(() => PointsVjp(s_weights, s_numbers.AsSpan(0, 40), s_counts, 9, 1, gradient));
        Assert.Throws<IndexOutOfRangeException>(() => PointsGradient(s_weights, s_numbers.AsSpan(0, 40), s_counts, 9, gradient));
        Assert.Equal([1, 2, 3], gradient);
    }

    private static double Level(ReadOnlySpan<double> w, double x)
    {
        double level = 0;
        for (int j = 0; j < w.Length; j++)
        {
            level = (0.5 * level) + Math.Exp(w[j] * x);
        }

        return level;
    }

    [Differentiable]
    internal static double Limited([Sample(Length = 3)] ReadOnlySpan<double> w, [Sample(Length = 1)] ReadOnlySpan<double> v, [NoDiff, Sample(Length = 19)] ReadOnlySpan<double> x, [NoDiff, Sample(Values = "100")] double limit, [Sample(Values = "2")] ReadOnlySpan<int> scale)
    {
        double total = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double level = 0;
            for (int j = 0; j < w.Length; j++)
            {
                level = (0.5 * level) + Math.Exp(w[j] * x[i]);
            }

            total += level * v[0] * scale[level > limit ? 1 : 0];
        }

        return total;
    }

    [Differentiable(Simd = false)]
    internal static double LimitedOneByOne([Sample(Length = 3)] ReadOnlySpan<double> w, [Sample(Length = 1)] ReadOnlySpan<double> v, [NoDiff, Sample(Length = 19)] ReadOnlySpan<double> x, [NoDiff, Sample(Values = "100")] double limit, [Sample(Values = "2")] ReadOnlySpan<int> scale) => Limited(w, v, x, limit, scale);

    /// <summary>Scalar and vector functions differ by an ulp at some of these numbers: there only the points that run together meet the limit, and all run again one by one.</summary>
    [Fact]
    public static void Points_that_run_again_are_counted_once()
    {
        double[] x = new double[24];
        for (int k = 0; k < 400; k++)
        {
            for (int i = 0; i < x.Length; i++)
            {
                x[i] = (0.01 * i) + (0.001 * k);
            }

            x[23] = 1.5 + (0.001 * k);
            double limit = Level(s_limited, x[23]);
            double[] together = new double[3], apart = new double[3], scaled = [1], scaledApart = [1];
            Assert.Equal(LimitedOneByOneVjp(s_limited, [1.5], x, limit, s_scale, 0.5, apart, scaledApart), LimitedVjp(s_limited, [1.5], x, limit, s_scale, 0.5, together, scaled), 1e-10);
            Assert.All(apart.Zip(together), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
            Assert.Equal(scaledApart[0], scaled[0], 1e-10);
        }
    }

    private static readonly int[] s_scale = [2];
    private static readonly double[] s_limited = [0.4, 0.7, 1.1];

    [Fact]
    public static void Nothing_is_allocated_but_what_the_method_allocates()
    {
        double[] gradient = new double[3];
        PointsGradient(s_weights, s_numbers, s_counts, 3, gradient);
        long before = GC.GetAllocatedBytesForCurrentThread();
        PointsGradient(s_weights, s_numbers, s_counts, 3, gradient);
        long there = GC.GetAllocatedBytesForCurrentThread();
        Points(s_weights, s_numbers, s_counts, 3);
        Assert.True(there - before <= GC.GetAllocatedBytesForCurrentThread() - there);
    }
}
