using System;
using System.Linq;
using System.Reflection;
using DiffGen.Distributions;
using DiffGen.Runtime.Tests.Sampling;
using Xunit;

namespace DiffGen.Runtime.Tests.Distributions;

/// <summary>The samplers against the distribution functions of this folder, which quadrature has confirmed.</summary>
public sealed class SamplesTests
{
    private const int Count = 10_000;

    public static TheoryData<int> Cases() => DistributionTable.Indices();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Samplers_draw_their_distributions(int index)
    {
        DistributionCase c = DistributionTable.Cases[index];
        double[] draws = Draw(c, new Noise((ulong)(1000 + index)));
        if (c.IsDiscrete)
        {
            Assert.InRange(Statistics.ChiSquare([.. draws.Select(x => (int)x)], k => Math.Exp(c.LogProbability(k))), -Statistics.NormalBound, Statistics.NormalBound);
        }
        else
        {
            Assert.InRange(Statistics.Kolmogorov(draws, c.Cdf), 0, Statistics.KolmogorovBound);
        }
    }

    /// <summary>Where linear space has no numbers left: Kolmogorov and Smirnov on logarithms and logits.</summary>
    [Theory]
    [InlineData("ExpGamma", 1e-4, 1)]
    [InlineData("ExpGamma", 1e10, 3)]
    [InlineData("LogitBeta", 1e-3, 1e-3)]
    [InlineData("LogitBeta", 1e-3, 2)]
    [InlineData("LogitBeta", 65536 + 1039, 1.5)]
    [InlineData("VonMises", 0, 1e-9)]
    [InlineData("VonMises", 0, 1e-3)]
    [InlineData("VonMises", 0, 1e7)]
    [InlineData("Gamma", 1e8, 1)]
    public void Samplers_at_extreme_parameters(string name, double a, double b)
    {
        DistributionCase c = new(name, [a, b], 0, 0, []);
        double[] draws = Draw(c, new Noise(77));
        Assert.All(draws, x => Assert.True(double.IsFinite(x)));
        Assert.InRange(Statistics.Kolmogorov(draws, c.Cdf), 0, Statistics.KolmogorovBound);
    }

    [Fact]
    public void Samplers_in_the_far_tail()
    {
        foreach ((double lower, double upper) in ((double, double)[])[(8, double.PositiveInfinity), (40, 41), (-38.6, -38.5), (0.5, 0.5001), (3, 100)])
        {
            DistributionCase c = new("TruncatedNormal", [0, 1, lower, upper], lower, upper, []);
            double[] draws = Draw(c, new Noise(78));
            Assert.All(draws, x => Assert.InRange(x, lower, upper));
            Assert.InRange(Statistics.Kolmogorov(draws, c.Cdf), 0, Statistics.KolmogorovBound);
        }

        Noise noise = new(79);
        Assert.Equal(1e300, Sample.TruncatedNormal(0.0, 1e-300, 1e300, double.PositiveInfinity, ref noise));
        for (int i = 0; i < 1000; i++)
        {
            Assert.InRange(Sample.Gamma(1e-4, 1.0, ref noise), double.Epsilon, double.MaxValue);
            Assert.InRange(Sample.Gamma(1e-4f, 1f, ref noise), float.Epsilon, float.MaxValue);
            Assert.InRange(Sample.Beta(1e-3, 1e-3, ref noise), double.Epsilon, 1 - 1e-16);
            Assert.InRange(Sample.Beta(1e-3f, 1e-3f, ref noise), float.Epsilon, 1 - 1e-8f);
            Assert.True(double.IsFinite(Sample.StudentT(1e-3, 0.0, 1.0, ref noise)));
            Assert.True(float.IsFinite(Sample.Cauchy(0f, 1e37f, ref noise)));
        }
    }

    /// <summary>A draw's log-probability and path are finite numbers wherever it falls.</summary>
    [Fact]
    public void Draws_can_be_scored()
    {
        Noise noise = new(80);
        for (int i = 0; i < 300; i++)
        {
            float gamma = Sample.Gamma(1e-3f, 1f, ref noise), beta = Sample.Beta(1e-2f, 3f, ref noise);
            Assert.True(float.IsFinite(Gamma.LogProbabilityVjp(gamma, 1e-3f, 1f, 1f).ShapeGrad) && float.IsFinite(Gamma.PathwiseVjp(gamma, 1e-3f, 1f, 1f).ShapeGrad));
            Assert.True(float.IsFinite(Beta.LogProbabilityVjp(beta, 1e-2f, 3f, 1f).AGrad) && float.IsFinite(Beta.PathwiseVjp(beta, 1e-2f, 3f, 1f).BGrad));
            double t = Sample.StudentT(0.01, 0.0, 1.0, ref noise);
            Assert.True(double.IsFinite(StudentT.LogProbability(t, 0.01, 0.0, 1.0)));
            double logit = Sample.LogitBeta(1e-4, 1e-4, ref noise);
            Assert.True(double.IsFinite(LogitBeta.LogProbabilityVjp(logit, 1e-4, 1e-4, 1.0).AGrad) && double.IsFinite(LogitBeta.PathwiseVjp(logit, 1e-4, 1e-4, 1.0).AGrad));
        }
    }

    private static double[] Draw(DistributionCase c, Noise noise)
    {
        MethodInfo method = typeof(Sample).GetMethods().Single(m => m.Name == c.Name && !m.GetParameters().Any(p => p.ParameterType.IsByRefLike)).MakeGenericMethod(typeof(double));
        object[] arguments = [.. c.Parameters.Select((p, i) => Convert.ChangeType(p, method.GetParameters()[i].ParameterType, null)), noise, Strategy.Auto];
        double[] draws = new double[Count];
        for (int i = 0; i < Count; i++)
        {
            // The reference to the stream is written back into the array.
            draws[i] = Convert.ToDouble(method.Invoke(null, arguments), null);
        }

        return draws;
    }
}
