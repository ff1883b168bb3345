using System;
using System.Linq;
using DiffGen.Distributions;
using DiffGen.Runtime.Tests.Sampling;
using Xunit;

namespace DiffGen.Runtime.Tests.Distributions;

public sealed class MeasureValuedTests
{
    private delegate double Estimate(ref Noise noise);

    /// <summary>Poisson, f = n² at λ = 3: mean 7, variance 12, against 388.3 of the score function; sums over the support.</summary>
    [Fact]
    public void Poisson_has_its_closed_form_variance()
    {
        double mean = 0, square = 0, score = 0, scoreSquare = 0;
        for (int n = 0; n < 200; n++)
        {
            double p = Math.Exp(Poisson.LogProbability(n, 3.0));
            (double scale, int positive, int negative) = MeasureValued.PoissonLambda(n, 3.0);
            double estimate = scale * (((double)positive * positive) - ((double)negative * negative)), ordinary = (double)n * n * Poisson.LogProbabilityVjp(n, 3.0, 1.0).LambdaGrad;
            mean += p * estimate;
            square += p * estimate * estimate;
            score += p * ordinary;
            scoreSquare += p * ordinary * ordinary;
        }

        Assert.Equal(7, mean, 1e-12);
        Assert.Equal(12, square - (mean * mean), 1e-11);
        Assert.Equal(7, score, 1e-12);
        Assert.Equal(388.3333333333, scoreSquare - (score * score), 1e-8);
    }

    /// <summary>Binomial, f = x³: the derivative of the mean by enumeration, on both sides of ½; the values stay on the support.</summary>
    [Theory]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(1.0)]
    public void Binomial_is_exact_by_enumeration(double p)
    {
        const int n = 7;
        double mean = 0, expected = 0;
        for (int x = 0; x <= n; x++)
        {
            double probability = Math.Exp(Binomial.LogProbability(x, n, p));
            (double scale, int positive, int negative) = MeasureValued.BinomialP(x, n, p);
            Assert.InRange(positive, 0, n);
            Assert.InRange(negative, 0, n);
            mean += probability * scale * (Math.Pow(positive, 3) - Math.Pow(negative, 3));
        }

        // E x³ = n p + 3 n(n − 1) p² + n(n − 1)(n − 2) p³
        expected = n + (6 * n * (n - 1) * p) + (3 * n * (n - 1) * (n - 2) * p * p);
        Assert.Equal(expected, mean, 1e-10);
    }

    [Fact]
    public void Bernoulli_is_exact()
    {
        Assert.Equal((1.0, true, false), MeasureValued.BernoulliP(0.3));
        (double scale, bool positive, bool negative) = MeasureValued.BernoulliLogit(-0.7);
        double p = 1 / (1 + Math.Exp(0.7));
        Assert.Equal(p * (1 - p), scale, 1e-15);
        Assert.True(positive && !negative);
    }

    /// <summary>Nested binomial, Bin(Bin(10, p), p): the inner by its decomposition and the outer by its own give 20 p (6 at 0.3, 14 at 0.7), by enumeration.</summary>
    [Theory]
    [InlineData(0.3, 6)]
    [InlineData(0.7, 14)]
    public void Nested_binomials(double p, double expected)
    {
        double mean = 0;
        for (int n = 0; n <= 10; n++)
        {
            double outer = Math.Exp(Binomial.LogProbability(n, 10, p));
            (double scale, int positive, int negative) = MeasureValued.BinomialP(n, 10, p);
            mean += outer * scale * (positive - negative) * p;
            for (int x = 0; x <= n; x++)
            {
                (double inner, int more, int less) = MeasureValued.BinomialP(x, n, p);
                mean += outer * Math.Exp(Binomial.LogProbability(x, n, p)) * inner * (more - less);
            }
        }

        Assert.Equal(expected, mean, 1e-12);
    }

    /// <summary>f = x² at mu = 1: mean 2, variance (8/π)(2 − π/2) = 1.0930, below the 4 of the path and the 30 of the score.</summary>
    [Fact]
    public void Normal_mean_has_its_closed_form_variance()
    {
        double[] estimates = Draw((ref Noise noise) =>
        {
            (double scale, double positive, double negative) = MeasureValued.NormalMu(1.0, 1.0, ref noise);
            return scale * ((positive * positive) - (negative * negative));
        });
        Statistics.AssertMean(2, estimates);
        double variance = 8 / Math.PI * (2 - (Math.PI / 2));
        Statistics.AssertMean(variance, [.. estimates.Select(e => (e - 2) * (e - 2))]);
    }

    /// <summary>Unbiased by z-tests with 200,000 draws at a fixed seed, |z| ≤ 5; 5 % more would be seen with eight standard errors.</summary>
    [Fact]
    public void Decompositions_are_unbiased()
    {
        Check("Normal sigma, x²", 2 * 0.8, (ref Noise noise) => Difference(MeasureValued.NormalSigma(0.3, 0.8, ref noise), x => x * x));
        Check("Normal sigma, cos x", -0.8 * Math.Cos(0.3) * Math.Exp(-0.32), (ref Noise noise) => Difference(MeasureValued.NormalSigma(0.3, 0.8, ref noise), Math.Cos));
        Check("Normal mu, sin x", Math.Cos(0.3) * Math.Exp(-0.32), (ref Noise noise) => Difference(MeasureValued.NormalMu(0.3, 0.8, ref noise), Math.Sin));
        Check("Laplace mu, x²", 2 * 0.9, (ref Noise noise) => Difference(MeasureValued.LaplaceMu(0.9, 0.5, ref noise), x => x * x));
        Check("Uniform lower, x²", (3 + (2 * 1.0)) / 3, (ref Noise noise) => Difference(MeasureValued.UniformLower(Sample.Uniform(1.0, 3.0, ref noise), 1.0, 3.0), x => x * x));
        Check("Uniform upper, x²", (1 + (2 * 3.0)) / 3, (ref Noise noise) => Difference(MeasureValued.UniformUpper(Sample.Uniform(1.0, 3.0, ref noise), 1.0, 3.0), x => x * x));
        Check("Exponential rate, √x", -0.25 * Math.Sqrt(Math.PI) * Math.Pow(0.7, -1.5), (ref Noise noise) => Difference(MeasureValued.ExponentialRate(Sample.Exponential(0.7, ref noise), 0.7, ref noise), Math.Sqrt));
        Check("Gamma rate, x", -2.5 / 0.49, (ref Noise noise) => Difference(MeasureValued.GammaRate(Sample.Gamma(2.5, 0.7, ref noise), 2.5, 0.7, ref noise), x => x));
        Check("Weibull scale, x", Weibull.Mean(1.7, 1.0), (ref Noise noise) => Difference(MeasureValued.WeibullScale(Sample.Weibull(1.7, 3.0, ref noise), 1.7, 3.0, ref noise), x => x));
        Check("Rayleigh sigma, x", Math.Sqrt(Math.PI / 2), (ref Noise noise) => Difference(MeasureValued.RayleighSigma(Sample.Rayleigh(2.0, ref noise), 2.0, ref noise), x => x));
        Check("Geometric p, (x + 1)²", -(4 - 0.4) / (0.4 * 0.4 * 0.4), (ref Noise noise) => Count(MeasureValued.GeometricP(Sample.Geometric(0.4, ref noise), 0.4, ref noise), x => (x + 1) * (x + 1)));
        Check("Negative binomial p, x", -3 / 0.16, (ref Noise noise) => Count(MeasureValued.NegativeBinomialP(Sample.NegativeBinomial(3.0, 0.4, ref noise), 3.0, 0.4, ref noise), x => x));

        static double Difference((double Scale, double Positive, double Negative) parts, Func<double, double> f) => parts.Scale * (f(parts.Positive) - f(parts.Negative));

        static double Count((double Scale, int Positive, int Negative) parts, Func<double, double> f) => parts.Scale * (f(parts.Positive) - f(parts.Negative));

        static void Check(string name, double expected, Estimate estimate)
        {
            double[] estimates = Draw(estimate);
            double z = Statistics.Z(estimates, expected);
            Assert.True(Math.Abs(z) <= 5, $"{name}: z = {z:F2}");
            double error = Math.Sqrt(estimates.Average(e => (e - expected) * (e - expected)) / estimates.Length);
            Assert.True(0.05 * Math.Abs(expected) >= 8 * error, $"{name}: 5 % more would be seen with z = {0.05 * Math.Abs(expected) / error:F1} only");
        }
    }

    /// <summary>DisARM at σ(logit) = 0.3 and f = (b − 0.45)²: the four outcomes of the pair by their probabilities give the derivative 0.021 and the variance 2.940e-4.</summary>
    [Fact]
    public void DisArm_is_exact_by_enumeration()
    {
        double logit = Math.Log(0.3 / 0.7), mean = 0, square = 0;
        // u < 0.3: (true, false); u > 0.7: (false, true); between: (false, false).
        foreach ((bool first, bool second, double probability) in ((bool, bool, double)[])[(true, false, 0.3), (false, true, 0.3), (false, false, 0.4)])
        {
            double estimate = BernoulliLogit.DisArmFactor(first, second, logit) * (F(first) - F(second));
            mean += probability * estimate;
            square += probability * estimate * estimate;
        }

        Assert.Equal(0.021, mean, 1e-15);
        Assert.Equal(2.940e-4, square - (mean * mean), 1e-15);
        // At a = 0 the pair always differs and the estimate has no variance.
        Assert.Equal(0.25 * (F(true) - F(false)), BernoulliLogit.DisArmFactor(true, false, 0.0) * (F(true) - F(false)), 1e-16);
        Assert.Equal(0.25 * (F(true) - F(false)), BernoulliLogit.DisArmFactor(false, true, 0.0) * (F(false) - F(true)), 1e-16);

        static double F(bool b) => ((b ? 1 : 0) - 0.45) * ((b ? 1 : 0) - 0.45);
    }

    [Fact]
    public void Antithetic_pairs_have_their_distribution_and_the_simulated_draw_first()
    {
        Noise noise = new(3), simulation = noise;
        const int draws = 40_000;
        int first = 0, second = 0, both = 0;
        for (int i = 0; i < draws; i++)
        {
            (bool a, bool b) = BernoulliLogit.AntitheticPair(Math.Log(0.3 / 0.7), ref noise);
            Assert.Equal(Sample.BernoulliLogit(Math.Log(0.3 / 0.7), ref simulation), a);
            first += a ? 1 : 0;
            second += b ? 1 : 0;
            both += a && b ? 1 : 0;
        }

        double deviation = Math.Sqrt(0.21 * draws);
        Assert.InRange((first - (0.3 * draws)) / deviation, -5, 5);
        Assert.InRange((second - (0.3 * draws)) / deviation, -5, 5);
        Assert.Equal(0, both);
        Assert.Equal((true, true), BernoulliLogit.AntitheticPair(double.PositiveInfinity, ref noise));
        Assert.Throws<ArgumentOutOfRangeException>(() => BernoulliLogit.AntitheticPair(double.NaN, ref noise));
    }

    private static double[] Draw(Estimate estimate)
    {
        Noise noise = new(2024);
        double[] estimates = new double[200_000];
        for (int i = 0; i < estimates.Length; i++)
        {
            estimates[i] = estimate(ref noise);
        }

        return estimates;
    }
}
