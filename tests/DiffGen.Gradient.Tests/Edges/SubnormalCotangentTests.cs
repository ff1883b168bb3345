using System;
using System.Linq;
using Xunit;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>Points in lanes whose cotangents are subnormal, or almost: against the same points one by one, every element of a gradient by itself.</summary>
public static class SubnormalCotangentTests
{
    private const int Points = 75, Components = 4, Dimensions = 5;

    private static readonly Random s_random = new(20261123);
    private static readonly double[] s_w = Numbers(Components * Dimensions), s_x = Numbers(Points * Dimensions), s_lower = Numbers(Components * Dimensions * (Dimensions - 1) / 2);
    private static readonly double[] s_wTangent = Numbers(s_w.Length), s_lowerTangent = Numbers(s_lower.Length);

    /// <summary>The weight of each point and component, as a power of two.</summary>
    public static TheoryData<string, Func<int, int, double>> Weights => new()
    {
        { "of all sizes", (i, k) => -1100 + (1100 * ((i * 7) + (k * 3)) % 61 / 60.0) },
        { "a component that is small for all points", (i, k) => k == 1 ? -1005 - (i % 30) : 0 },
        { "a component that is small for all points but one", (i, k) => k == 1 && i != 20 ? -1040 : 0 },
        { "one point in ten that is not small", (i, k) => i % 10 == 3 ? 0 : -1005 - (i % 30) },
        { "a component that is small for all points, and subnormal for some", (i, k) => k == 2 ? -901 - (i % 150) : 0 },
        { "all are small", (i, k) => -1001 - ((i + k) % 60) },
        { "none but zeros and small ones for a component", (i, k) => k == 3 ? -1030 - (60 * (i % 2)) : 0 },
        { "a component that is not quite small for one point, and small for the others", (i, k) => k == 1 ? i == 20 ? -995 : -1005 : 0 },
    };

    [Theory]
    [MemberData(nameof(Weights))]
    public static void Gradients_are_those_of_points_one_by_one(string which, Func<int, int, double> powers)
    {
        double[] weights = Of(powers);
        double[] grad = new double[s_w.Length], expected = new double[s_w.Length];
        double value = SubnormalCotangents.SharedGradient(s_w, s_x, weights, Dimensions, grad);
        RequireClose(which, SubnormalCotangents.SharedOneByOneGradient(s_w, s_x, weights, Dimensions, expected), value);
        RequireClose(which, expected, grad);

        double[] own = new double[s_x.Length], expectedOwn = new double[s_x.Length];
        SubnormalCotangents.OwnGradient(s_w, s_x, weights, Dimensions, grad, own);
        SubnormalCotangents.OwnOneByOneGradient(s_w, s_x, weights, Dimensions, expected, expectedOwn);
        RequireClose(which, expected, grad);
        RequireClose(which, expectedOwn, own);
        RequireMixed(which, s_x, weights);
    }

    /// <summary>What is left out is as large as anything where it is multiplied by what is as large.</summary>
    [Theory]
    [InlineData(1e3)]
    [InlineData(1e12)]
    [InlineData(1e13)]
    [InlineData(1e150)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public static void Large_numbers_of_one_point_are_seen_whatever_its_weight(double large)
    {
        double[] x = [.. s_x];
        x[(20 * Dimensions) + 3] *= large;
        RequireMixed("large", x, Of((i, k) => i == 20 ? -1010 - k : 0));
        RequireMixed("large, without others", x, Of((i, k) => i == 20 ? -1010 - k : -1100));
        RequireMixed("large, with small others", x, Of((i, k) => i == 20 ? -1010 - k : -700));
    }

    /// <summary>Parts of which one has nothing but small weights for a component.</summary>
    [Fact]
    public static void Points_in_parts_are_those_of_points_one_by_one()
    {
        const int Many = 6000;
        double[] x = Numbers(Many * Dimensions), weights = [.. Enumerable.Range(0, Many * Components).Select(n => n % Components == 1 && n > 1000 || n % 7 == 0 ? Math.ScaleB(1.5, -1005 - (n % 60)) : 1)];
        double[] grad = new double[s_w.Length], lower = new double[s_lower.Length], expected = new double[s_w.Length], expectedLower = new double[s_lower.Length];
        SubnormalCotangents.MixedInPartsGradient(s_w, s_lower, x, weights, Dimensions, grad, lower);
        SubnormalCotangents.MixedOneByOneGradient(s_w, s_lower, x, weights, Dimensions, expected, expectedLower);
        RequireClose("parts", expected, grad);
        RequireClose("parts", expectedLower, lower);
    }

    /// <summary>The seed is a factor of all cotangents.</summary>
    [Theory]
    [InlineData(1e-250)]
    [InlineData(1e-305)]
    [InlineData(1e20)]
    [InlineData(1e200)]
    public static void Seeds_of_all_sizes_are_kept(double seed)
    {
        double[] weights = Of((i, k) => -((i + k) * 37 % 1060)), grad = new double[s_w.Length], lower = new double[s_lower.Length], expected = new double[s_w.Length], expectedLower = new double[s_lower.Length];
        SubnormalCotangents.MixedVjp(s_w, s_lower, s_x, weights, Dimensions, seed, grad, lower);
        SubnormalCotangents.MixedOneByOneVjp(s_w, s_lower, s_x, weights, Dimensions, seed, expected, expectedLower);
        RequireClose("a seed", expected, grad);
        RequireClose("a seed", expectedLower, lower);
    }

    /// <summary>A feature that only one point has, with a small weight: its gradient is small, and not zero, whatever the weights of others are.</summary>
    [Fact]
    public static void What_no_other_point_has_a_share_in_is_kept()
    {
        double[] x = [.. s_x.Select((v, n) => n % Dimensions == Dimensions - 1 && n / Dimensions != 20 ? 0 : v)];
        double[] weights = Of((i, _) => i == 20 ? -1010 : 0), grad = new double[s_w.Length], expected = new double[s_w.Length];
        SubnormalCotangents.SharedGradient(s_w, x, weights, Dimensions, grad);
        SubnormalCotangents.SharedOneByOneGradient(s_w, x, weights, Dimensions, expected);
        Assert.All(expected, g => Assert.NotEqual(0, g));
        RequireClose("one point", expected, grad);
        Assert.All(RequireMixed("one point", x, weights), g => Assert.NotEqual(0, g));
    }

    [Fact]
    public static void What_is_small_times_infinity_is_infinite()
    {
        double[] w = [.. s_w.Select(v => v - 0.75)], x = [.. s_x.Select(v => v + 0.75)];
        x[(20 * Dimensions) + 3] = w[(2 * Dimensions) + 3];
        double[] weights = Of((i, k) => i == 20 && k == 2 ? -1010 : 0), grad = new double[w.Length];
        SubnormalCotangents.PolesGradient(w, x, weights, Dimensions, grad);
        Assert.Equal(double.NegativeInfinity, grad[(2 * Dimensions) + 3]);
        Assert.All(grad, (g, n) => Assert.True(double.IsFinite(g) || n == (2 * Dimensions) + 3));
    }

    [Fact]
    public static void In_single_precision_too()
    {
        float[] w = [.. s_w.Select(v => (float)v)], x = [.. s_x.Select(v => (float)v)];
        foreach (int component in new[] { 0, 1 })
        {
            // The first time every point has a small weight for the component, the second time some have one of ordinary size.
            float[] weights = [.. Enumerable.Range(0, Points * Components).Select(n => (float)Math.ScaleB(1, n % Components == 1 && (component == 0 || n % 3 > 0) ? -118 - (n / Components % 25) : 0))];
            float[] grad = new float[w.Length], expected = new float[w.Length];
            SubnormalCotangents.SingleGradient(w, x, weights, Dimensions, grad);
            SubnormalCotangents.SingleOneByOneGradient(w, x, weights, Dimensions, expected);
            for (int i = 0; i < grad.Length; i++)
            {
                Assert.True(Math.Abs(grad[i] - expected[i]) <= (1e-5 * Math.Abs(expected[i])) + (200 * float.Epsilon), $"component {component}, element {i}: {grad[i]:R} and {expected[i]:R}");
            }
        }
    }

    /// <returns>The gradient, which is added to what its buffers held.</returns>
    private static double[] RequireMixed(string which, double[] x, double[] weights)
    {
        double[] grad = new double[s_w.Length], lower = new double[s_lower.Length], expected = new double[s_w.Length], expectedLower = new double[s_lower.Length];
        double value = SubnormalCotangents.MixedGradient(s_w, s_lower, x, weights, Dimensions, grad, lower);
        RequireClose(which, SubnormalCotangents.MixedOneByOneGradient(s_w, s_lower, x, weights, Dimensions, expected, expectedLower), value);
        RequireClose(which, expected, grad);
        RequireClose(which, expectedLower, lower);

        double[] of = new double[s_w.Length], ofLower = new double[s_lower.Length], second = new double[s_w.Length], secondLower = new double[s_lower.Length], expectedSecond = new double[s_w.Length], expectedSecondLower = new double[s_lower.Length];
        SubnormalCotangents.MixedHvp(s_w, s_lower, x, weights, Dimensions, s_wTangent, s_lowerTangent, of, ofLower, second, secondLower);
        RequireClose(which, expected, of);
        RequireClose(which, expectedLower, ofLower);
        SubnormalCotangents.MixedOneByOneHvp(s_w, s_lower, x, weights, Dimensions, s_wTangent, s_lowerTangent, of, ofLower, expectedSecond, expectedSecondLower);
        RequireClose(which, expectedSecond, second);
        RequireClose(which, expectedSecondLower, secondLower);
        return grad;
    }

    private static double[] Of(Func<int, int, double> powers) =>
        [.. Enumerable.Range(0, Points).SelectMany(i => Enumerable.Range(0, Components).Select(k => Math.ScaleB(1 + (i % 5 / 8.0), (int)powers(i, k))))];

    private static double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => 0.5 + s_random.NextDouble())];

    private static void RequireClose(string which, double expected, double found) => RequireClose(which, [expected], [found]);

    /// <summary>A product of a subnormal number is rounded to a multiple of the least one.</summary>
    private static void RequireClose(string which, double[] expected, double[] found)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(found[i].Equals(expected[i]) || Math.Abs(found[i] - expected[i]) <= (1e-12 * Math.Abs(expected[i])) + (200 * double.Epsilon), $"{which}, element {i}: {found[i]:R} and {expected[i]:R}");
        }
    }
}
