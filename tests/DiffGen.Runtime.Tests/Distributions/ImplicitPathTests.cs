using System;
using DiffGen.Distributions;
using Xunit;

namespace DiffGen.Runtime.Tests.Distributions;

/// <summary>The mean of a path's derivative is the derivative of the mean, by quadrature: ∫ f(x) h′(x) ∂x/∂θ dx = d E h/dθ.</summary>
public sealed class ImplicitPathTests
{
    [Theory]
    [InlineData(2, 0.6449340668)]
    [InlineData(0.5, 4.934802200)]
    public void Gamma_by_shape_of_ln_x_is_trigamma(double shape, double expected)
    {
        double mean = Integral.Over(x => Math.Exp(Gamma.LogProbability(x, shape, 1.0)) * Gamma.PathwiseVjp(x, shape, 1.0, 1 / x).ShapeGrad, 0, double.PositiveInfinity, shape, shape);
        Assert.Equal(expected, mean, 1e-9);
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(0.5, 0.8)]
    [InlineData(60, 20)]
    public void Beta_by_both_shapes(double a, double b)
    {
        double n = a + b, byA = Mean(x => Beta.PathwiseVjp(x, a, b, 1.0).AGrad), byB = Mean(x => Beta.PathwiseVjp(x, a, b, 1.0).BGrad);
        Assert.Equal(b / (n * n), byA, 1e-9);
        Assert.Equal(-a / (n * n), byB, 1e-9);

        double Mean(Func<double, double> path) => Integral.Over(x => Math.Exp(Beta.LogProbability(x, a, b)) * path(x), 0, 1, a / n, 0.1);
    }

    /// <summary>Shapes at which other libraries return ∞ (2¹⁶ + 1039) or biased numbers (10⁻³, where only logits have digits).</summary>
    [Fact]
    public void Beta_at_extreme_shapes()
    {
        double a = 65536 + 1039, b = 1.5, n = a + b;
        double mean = Integral.Over(y => Math.Exp(Beta.LogProbability(1 - y, a, b)) * Beta.PathwiseVjp(1 - y, a, b, 1.0).AGrad, 0, 1e-2, 2e-5, 2e-5);
        Assert.Equal(b / (n * n), mean, 1e-7 * b / (n * n));

        foreach ((double first, double second) in ((double, double)[])[(1e-3, 1e-3), (1e-3, 2)])
        {
            double logit = Integral.Over(x => Math.Exp(LogitBeta.LogProbability(x, first, second)) * LogitBeta.PathwiseVjp(x, first, second, 1.0).AGrad, double.NegativeInfinity, double.PositiveInfinity, 0, 100);
            Assert.Equal(Special.Trigamma(first), logit, 1e-7 * Special.Trigamma(first));
        }

        double log = Integral.Over(x => Math.Exp(ExpGamma.LogProbability(x, 1e-4, 1.0)) * ExpGamma.PathwiseVjp(x, 1e-4, 1.0, 1.0).ShapeGrad, double.NegativeInfinity, double.PositiveInfinity, 0, 1000);
        Assert.Equal(Special.Trigamma(1e-4), log, 1e-7 * Special.Trigamma(1e-4));
    }

    /// <summary>d E x/da = b/(a + b)² and −a/(a + b)² at a = 10⁻³, in linear space and by the logit.</summary>
    [Theory]
    [InlineData(1e-3, 1.5)]
    [InlineData(1e-3, 1e-3)]
    public void The_mean_of_a_beta_draw_at_a_small_shape(double a, double b)
    {
        double n = a + b;
        if (b > 1)
        {
            Assert.Equal(b / (n * n), Integral.Over(x => Math.Exp(Beta.LogProbability(x, a, b)) * Beta.PathwiseVjp(x, a, b, 1.0).AGrad, 0, 1, 0.5, 0.1), 1e-9);
            Assert.Equal(-a / (n * n), Integral.Over(x => Math.Exp(Beta.LogProbability(x, a, b)) * Beta.PathwiseVjp(x, a, b, 1.0).BGrad, 0, 1, 0.5, 0.1), 1e-9);
        }

        // dx = x (1 − x) dy
        Assert.Equal(b / (n * n), ByLogit(y => LogitBeta.PathwiseVjp(y, a, b, Slope(y)).AGrad), 1e-9 * Math.Max(1, b / (n * n)));
        Assert.Equal(-a / (n * n), ByLogit(y => LogitBeta.PathwiseVjp(y, a, b, Slope(y)).BGrad), 1e-9 * Math.Max(1, a / (n * n)));

        double ByLogit(Func<double, double> path) => Integral.Over(y => Math.Exp(LogitBeta.LogProbability(y, a, b)) * path(y), double.NegativeInfinity, double.PositiveInfinity, 0, 1);

        static double Slope(double y) => Math.Exp(-Math.Abs(y)) / Math.Pow(1 + Math.Exp(-Math.Abs(y)), 2);
    }

    /// <summary>d E x²/dν = −2/(ν − 2)².</summary>
    [Fact]
    public void Student_t_by_freedom()
    {
        double mean = Integral.Over(x => Math.Exp(StudentT.LogProbability(x, 5.0, 0.0, 1.0)) * 2 * x * StudentT.PathwiseVjp(x, 5.0, 0.0, 1.0, 1.0).NuGrad, double.NegativeInfinity, double.PositiveInfinity, 0, 1);
        Assert.Equal(-2.0 / 9, mean, 1e-9);
    }

    /// <summary>d E cos x/dκ = d/dκ I₁(κ)/I₀(κ).</summary>
    [Theory]
    [InlineData(0.3)]
    [InlineData(4)]
    [InlineData(100)]
    public void Von_mises_by_concentration(double kappa)
    {
        double mean = Integral.Over(x => Math.Exp(VonMises.LogProbability(x, 0.0, kappa)) * -Math.Sin(x) * VonMises.PathwiseVjp(x, 0.0, kappa, 1.0).KappaGrad, -Math.PI, Math.PI, 0, 0.2);
        double ratio = Special.BesselRatio(kappa);
        Assert.Equal(1 - (ratio / kappa) - (ratio * ratio), mean, 1e-9);
    }
}
