using System;
using DiffGen.Distributions;
using DiffGen.Runtime.Tests.Estimators;
using Xunit;

namespace DiffGen.Runtime.Tests.ControlVariates;

/// <summary>LAX over a normal draw.</summary>
public sealed class LaxTests
{
    /// <summary>c = f is the path, sample by sample, and c = 0 the score.</summary>
    [Fact]
    public void Between_score_and_path()
    {
        var noise = new Noise(3);
        for (int i = 0; i < 50; i++)
        {
            (double x, double score, double path) = Draw(ref noise);
            Assert.Equal(2 * x * path, Lax.Estimate(x * x, x * x, 2 * x, score, path));
            Assert.Equal(x * x * score, Lax.Estimate(x * x, 0, 0, score, path));
        }
    }

    /// <summary>f jumps, where there is no path; any c leaves φ(μ) in the mean, and one that is near to f takes variance out.</summary>
    [Fact]
    public void Of_a_cost_that_jumps()
    {
        const double mu = 0.3;
        double[] exact = [Math.Exp(-mu * mu / 2) / Math.Sqrt(2 * Math.PI)];
        Draws sine = new(exact), near = new(exact), plain = new(exact), withoutSlope = new(exact);
        var noise = new Noise(5);
        for (int i = 0; i < 200_000; i++)
        {
            (double x, double score, double path) = Draw(ref noise);
            double f = x > 0 ? 1 : 0, soft = 1 / (1 + Math.Exp(-2 * x));
            sine.Add([Lax.Estimate(f, Math.Sin(x), Math.Cos(x), score, path)]);
            near.Add([Lax.Estimate(f, soft, 2 * soft * (1 - soft), score, path)]);
            plain.Add([Lax.Estimate(f, 0, 0, score, path)]);
            withoutSlope.Add([Lax.Estimate(f, soft, 0, score, path)]);
        }

        sine.AssertUnbiased();
        near.AssertUnbiased();
        plain.AssertUnbiased();
        withoutSlope.AssertBiased();
        Assert.True(near.TotalVariance < 0.3 * plain.TotalVariance, $"{near.TotalVariance} against {plain.TotalVariance}");
    }

    private static (double X, double Score, double Path) Draw(ref Noise noise)
    {
        double x = Sample.Normal(0.3, 1.0, ref noise);
        return (x, Normal.LogProbabilityVjp(x, 0.3, 1.0, 1.0).MuGrad, Normal.PathwiseVjp(x, 0.3, 1.0, 1.0).MuGrad);
    }
}
