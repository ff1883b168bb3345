using System;
using System.Linq;
using System.Numerics;
using Xunit;

namespace DiffGen.Runtime.Tests.Estimators;

/// <summary>The noise of node sites: gaps, and repeats whose noise is orthogonal.</summary>
public sealed class NodeNoiseTests
{
    private static readonly NodeNoise s_signs = new(new NoiseKey(141), Step: 2, Example: 3, Distribution: DirectionNoise.Rademacher);

    /// <summary>Without gaps and repeats it is the noise of the site's key at (step, instance, example), as it was when the format was fixed.</summary>
    [Fact]
    public void An_address_is_that_of_the_key()
    {
        double[] noise = new double[100], expected = new double[100];
        s_signs.Fill<double>(noise, 7, 8);
        new NoiseKey(141).Split(7).FillRademacher<double>(expected, 2, 8, 3);
        Assert.Equal(expected, noise);
        Assert.Equal(noise[0], s_signs.Number<double>(7, 8));
    }

    /// <summary>Repeats of a buffer, and of numbers that are met one after the other, are orthogonal over as many nodes as the power of two.</summary>
    [Theory]
    [InlineData(8, 1)]
    [InlineData(1, 8)]
    [InlineData(24, 2)]
    [InlineData(3, 16)]
    public void Repeats_are_orthogonal(int length, int times)
    {
        Check<double>();
        Check<float>();

        void Check<R>()
            where R : unmanaged, IFloatingPointIeee754<R>
        {
            R[][] repeats = [.. Enumerable.Range(0, 8).Select(_ => new R[length * times])];
            for (uint repeat = 0; repeat < 8; repeat++)
            {
                for (uint instance = 0; instance < times; instance++)
                {
                    (s_signs with { Repeat = repeat }).Fill(repeats[repeat].AsSpan((int)instance * length, length), 5, instance);
                }
            }

            for (int i = 0; i < 8; i++)
            {
                Assert.All(repeats[i], v => Assert.True(v == R.One || v == R.NegativeOne));
                for (int j = 0; j <= i; j++)
                {
                    double dot = repeats[i].Zip(repeats[j], (a, b) => double.CreateTruncating(a * b)).Sum();
                    Assert.Equal(i == j ? length * times : 0, dot);
                }
            }
        }
    }

    /// <summary>Each repeat alone is noise of independent signs: mean 0 and uncorrelated over steps.</summary>
    [Fact]
    public void Each_repeat_is_white()
    {
        const int steps = 40_000;
        double[] sums = new double[6], products = new double[36], noise = new double[6];
        for (uint step = 0; step < steps; step++)
        {
            (s_signs with { Step = step, Repeat = 5 }).Fill<double>(noise, 0, 0);
            for (int i = 0; i < 6; i++)
            {
                sums[i] += noise[i];
                for (int j = 0; j < i; j++)
                {
                    products[(6 * i) + j] += noise[i] * noise[j];
                }
            }
        }

        Assert.All(sums, s => Assert.InRange(s / Math.Sqrt(steps), -5, 5));
        Assert.All(products, s => Assert.InRange(s / Math.Sqrt(steps), -5, 5));
    }

    [Fact]
    public void Gaps_have_their_share_and_are_made_up_for()
    {
        const int n = 100_000;
        double[] noise = new double[n], whole = new double[n];
        float[] single = new float[n];
        NodeNoise gaps = s_signs with { Sparsity = 0.75 };
        gaps.Fill<double>(noise, 1, 4);
        gaps.Fill<float>(single, 1, 4);
        s_signs.Fill<double>(whole, 1, 4);
        int kept = noise.Count(v => v != 0);
        Assert.InRange((kept - (0.25 * n)) / Math.Sqrt(n * 0.25 * 0.75), -5, 5);
        for (int i = 0; i < n; i++)
        {
            Assert.True(noise[i] == 0 || noise[i] == 2 * whole[i]);
            Assert.Equal(noise[i] == 0, single[i] == 0);
        }

        // Other nodes at another step.
        double[] later = new double[n];
        (gaps with { Step = 9 }).Fill<double>(later, 1, 4);
        double both = noise.Zip(later, (a, b) => a != 0 && b != 0 ? 1.0 : 0).Sum(), share = 1.0 / 16;
        Assert.InRange((both - (share * n)) / Math.Sqrt(n * share * (1 - share)), -5, 5);
    }

    [Fact]
    public void Settings_that_do_not_fit_are_refused()
    {
        Refused(s_signs with { Sparsity = 1 }, "Sparsity");
        Refused(s_signs with { Sparsity = -0.1 }, "Sparsity");
        Refused(s_signs with { Sparsity = double.NaN }, "Sparsity");
        Refused(s_signs with { Sparsity = 0.5, Distribution = DirectionNoise.Sphere }, "Sphere");
        Refused(s_signs with { Repeat = 1, Distribution = DirectionNoise.Gaussian }, "Repeat");
        Refused(s_signs with { Repeat = 1, Sparsity = 0.5 }, "Repeat");
        Refused(s_signs with { Distribution = (DirectionNoise)9 }, "noise is 9");

        static void Refused(NodeNoise noise, string said)
        {
            ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => noise.Number<double>(0, 0));
            Assert.Equal("noise", error.ParamName);
            Assert.Contains(said, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        double[] noise = new double[100];
        Allocations.AssertNone(() => (s_signs with { Repeat = 3 }).Fill<double>(noise, 1, 1));
        Allocations.AssertNone(() => (s_signs with { Sparsity = 0.3 }).Fill<double>(noise, 1, 1));
    }
}
