using System;
using System.Linq;
using DiffGen.Sampling;
using Xunit;

namespace DiffGen.Runtime.Tests.Sampling;

public sealed class ContinuousSamplerTests
{
    private const int Count = 100_000;

    public static TheoryData<int> Cases() => [.. Enumerable.Range(0, SamplerTable.Cases.Length)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Draws_have_their_distribution(int index)
    {
        SamplerCase sampler = SamplerTable.Cases[index];
        double[] draws = Fill(sampler.Fill, new Noise((ulong)index));
        Assert.InRange(Statistics.Kolmogorov(draws, sampler.Cdf), 0, Statistics.KolmogorovBound);
        // The test has the power to see it: a twentieth of the spread off, and it fails.
        double[] sorted = [.. draws.Order()];
        double shift = 0.05 * (sorted[^(Count / 4)] - sorted[Count / 4]);
        double[] planted = [.. draws.Select(x => x + (shift * Math.CopySign(1, sorted[Count / 2] - x)))];
        Assert.False(Statistics.Kolmogorov(planted, x => Math.Clamp(sampler.Cdf(Math.Clamp(x, sorted[0], sorted[^1])), 0, 1)) <= Statistics.KolmogorovBound);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void All_forms_draw_the_same(int index)
    {
        SamplerCase sampler = SamplerTable.Cases[index];
        Noise scalar = new(99), each = scalar, fill = scalar, single = scalar;
        double[] a = new double[100], b = new double[100];
        sampler.Each(a, ref each);
        sampler.Fill(b, ref fill);
        Assert.Equal(a, b);
        for (int i = 0; i < a.Length; i++)
        {
            double x = sampler.Draw(ref scalar);
            Assert.Equal(x, a[i]);
            // Single precision is double precision with parameters and draw rounded.
            Assert.Equal(x, sampler.DrawSingle(ref single), 1e-5 * Math.Max(1, Math.Abs(x)));
        }

        Assert.Equal(100ul, scalar.Position);
        Assert.True(scalar == each && scalar == fill && scalar == single);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Nothing_is_allocated(int index)
    {
        SamplerCase sampler = SamplerTable.Cases[index];
        double[] x = new double[20];
        double sum = 0;
        Allocations.AssertNone(() =>
        {
            Noise noise = new(1);
            sum += sampler.Draw(ref noise) + sampler.DrawSingle(ref noise);
            sampler.Fill(x, ref noise);
        });
    }

    [Fact]
    public void A_scale_of_zero_is_one_point()
    {
        Noise noise = new(1);
        Assert.Equal(2.5, Sample.Normal(2.5, 0.0, ref noise));
        Assert.Equal(0.0, Sample.HalfNormal(0.0, ref noise));
        Assert.Equal(Math.Exp(0.5), Sample.LogNormal(0.5, 0.0, ref noise), 1e-15);
        Assert.Equal(2.5, Sample.Laplace(2.5, 0.0, ref noise));
        Assert.Equal(2.5, Sample.Cauchy(2.5, 0.0, ref noise));
        Assert.Equal(2.5, Sample.StudentT(0.001, 2.5, 0.0, ref noise));
    }

    /// <summary>The words that give the smallest and the largest uniforms, first and second, and then whatever comes.</summary>
    [Fact]
    public void Words_at_the_ends_give_finite_draws()
    {
        ulong[] ends = [0, ulong.MaxValue, 0xFFF, ~0xFFFul];
        foreach (ulong first in ends)
        {
            foreach (ulong second in ends)
            {
                ulong[] script = [first, second];
                Check(w => Draws.Normal(1, 2, ref w), double.NegativeInfinity, double.PositiveInfinity);
                Check(w => Draws.LogNormal(1, 2, ref w), 0, double.PositiveInfinity);
                Check(w => Draws.Uniform(-1, 1, ref w), -1, 1);
                Check(w => Draws.Exponential(2, ref w), 0, double.PositiveInfinity);
                Check(w => Draws.Laplace(1, 2, ref w), double.NegativeInfinity, double.PositiveInfinity);
                Check(w => Draws.Logistic(1, 2, ref w), double.NegativeInfinity, double.PositiveInfinity);
                Check(w => Draws.Gumbel(1, 2, ref w), double.NegativeInfinity, double.PositiveInfinity);
                Check(w => Draws.Cauchy(1, 2, ref w), double.NegativeInfinity, double.PositiveInfinity);
                Check(w => Draws.HalfCauchy(2, ref w), 0, double.PositiveInfinity);
                Check(w => Draws.Weibull(0.5, 2, ref w), 0, double.PositiveInfinity);
                Check(w => Draws.Pareto(1, 2, ref w), 1, double.PositiveInfinity);
                Check(w => Draws.Rayleigh(2, ref w), 0, double.PositiveInfinity);
                Check(w => Draws.Kumaraswamy(2, 2, ref w), 0, 1);
                Check(w => Draws.LogGamma(0.5, ref w), double.NegativeInfinity, double.PositiveInfinity);
                Check(w => Draws.LogGamma(5, ref w), double.NegativeInfinity, double.PositiveInfinity);
                Check(w => Draws.LogitBeta(0.5, 5, ref w), double.NegativeInfinity, double.PositiveInfinity);
                Check(w => Draws.StudentT(3, 0, 1, ref w), double.NegativeInfinity, double.PositiveInfinity);
                Check(w => Draws.VonMises(0, 2, ref w), -Math.PI, Math.PI);
                Check(w => Draws.TruncatedNormal(0, 1, 2, 3, ref w), 2, 3);
                Check(w => Draws.TruncatedNormal(0, 1, -0.5, 0.5, ref w), -0.5, 0.5);
                Check(w => Draws.RelaxedBernoulli(700, 0.5, ref w), 0, 1);
                Check(w => Draws.Poisson(3, ref w), 0, 1000);
                Check(w => Draws.Poisson(300, ref w), 0, 1000);
                Check(w => Draws.Binomial(10, 0.3, ref w), 0, 10);
                Check(w => Draws.Binomial(1000, 0.3, ref w), 0, 1000);
                Check(w => Draws.Geometric(0.01, ref w), 0, 5000);

                void Check(Func<ScriptedWords, double> draw, double lower, double upper)
                {
                    double x = draw(new ScriptedWords(script, new Noise(3)));
                    Assert.True(double.IsFinite(x) && x >= lower && x <= upper, $"{x} from {first:x}, {second:x}");
                }
            }
        }
    }

    private static double[] Fill(SamplerCase.Many fill, Noise noise)
    {
        double[] draws = new double[Count];
        fill(draws, ref noise);
        return draws;
    }
}
