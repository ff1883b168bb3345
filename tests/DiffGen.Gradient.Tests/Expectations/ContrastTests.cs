using System;
using Golden.Expectations;
using Xunit;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>ARM and REBAR at sampling sites: unbiased, with the variances of their closed forms.</summary>
public class ContrastTests
{
    private const double H = 1e-4;

    /// <summary>D²/48 at θ = ½; 3.390e-4 for (b − 0.45)² at θ = 0.3, about the gradient 0.021.</summary>
    [Theory]
    [InlineData(0.5, 0.2, 0.36 / 48)]
    [InlineData(0.3, 0.45, 3.390e-4)]
    public void An_antithetic_pair_weighed_by_its_noise(double theta, double t, double variance)
    {
        double logit = Math.Log(theta / (1 - theta)), difference = 1 - (2 * t), exact = theta * (1 - theta) * difference;

        // Of u below min(θ, 1 − θ) and above the larger one the pair differs: 2 D² ∫ (½ − u)² − g²
        double low = Math.Min(theta, 1 - theta), square = 2 * difference * difference * ((1.0 / 24) - (Math.Pow(0.5 - low, 3) / 3));
        Assert.Equal(variance, square - (exact * exact), 6);
        Estimates.HasVariance(n => Contrasts.TargetByPairExpectationGradient(logit, t, ref n).LogitGrad, square - (exact * exact), 100_000);
        Estimates.AreUnbiased(n => Contrasts.TargetByPairExpectationGradient(logit, t, ref n).LogitGrad, exact, 100_000);
    }

    /// <summary>Mean and variance of [f(b) − f(s̃)] s + ∂f(s) − ∂f(s̃) by quadrature over both uniforms, the mean being the gradient of the coin.</summary>
    [Theory]
    [InlineData(0.3, 0.45)]
    [InlineData(0.5, 0.3)]
    [InlineData(0.9, 0.6)]
    public void A_coin_against_its_relaxation(double theta, double t)
    {
        double logit = Math.Log(theta / (1 - theta)), exact = theta * (1 - theta) * (1 - (2 * t)), mean = 0, square = 0;
        const int nodes = 400;
        for (int i = 0; i < nodes; i++)
        {
            // The two halves of the uniform that decides: true below θ.
            foreach (bool b in new[] { true, false })
            {
                double within = (i + 0.5) / nodes, u = b ? theta * within : theta + ((1 - theta) * within), weight = (b ? theta : 1 - theta) / nodes / nodes;
                double z = logit + Math.Log((1 - u) / u), score = (b ? 1 : 0) - theta, f = ((b ? 1 : 0) - t) * ((b ? 1 : 0) - t);
                for (int k = 0; k < nodes; k++)
                {
                    double v = (k + 0.5) / nodes;
                    double latent = b ? Math.Log((1 - (theta * v)) / ((1 - theta) * v)) : Math.Log(theta * v / (1 - ((1 - theta) * v)));
                    double slope = b ? theta - (v * theta * (1 - theta) / (1 - (theta * v))) : 1 - theta - (v * theta * (1 - theta) / (1 - ((1 - theta) * v)));
                    double s = Sigmoid(2 * latent), g = ((f - ((s - t) * (s - t))) * score) + Derivative(z) - (Derivative(latent) * slope);
                    mean += weight * g;
                    square += weight * g * g;
                }
            }
        }

        Assert.Equal(exact, mean, 5);
        Estimates.HasVariance(n => Contrasts.TargetExpectationGradient(logit, t, ref n).LogitGrad, square - (mean * mean), 100_000);
        Estimates.AreUnbiased(n => Contrasts.TargetExpectationGradient(logit, t, ref n, 20).LogitGrad, exact, 80_000);

        double Derivative(double latent) => 2 * (Sigmoid(2 * latent) - t) * Sigmoid(2 * latent) * Sigmoid(-2 * latent) * 2;
    }

    [Fact]
    public void Coins_of_coins_in_single_precision()
    {
        const double p = 0.4, w = 0.7;
        static double Cost(double p, double w)
        {
            double sum = 0;
            foreach ((double x, bool y) in new[] { (0.0, false), (0.0, true), (1.0, false), (1.0, true) })
            {
                double q = 0.25 + (0.5 * x * p);
                sum += (x > 0 ? p : 1 - p) * (y ? q : 1 - q) * (Math.Exp((w * x) + (y ? p : 0.2)) + (y ? 1.5 : x * w));
            }

            return sum;
        }

        Estimates.AreUnbiased(n => Contrasts.ChainExpectationGradient((float)p, (float)w, ref n).PGrad, Slope(v => Cost(v, w), p), 200_000);
        Estimates.AreUnbiased(n => Contrasts.ChainExpectationGradient((float)p, (float)w, ref n).WGrad, Slope(v => Cost(p, v), w), 60_000);
    }

    /// <summary>By quadrature over the noise of the first draw, the second being integrated out.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Between_two_paths(bool folds)
    {
        const double mu = 0.3, scale = 0.7;
        double Cost(double mu, double scale)
        {
            double sum = 0;
            const int count = 4_000;
            for (int turn = 0; turn < 2; turn++)
            {
                for (int i = 0; i < count; i++)
                {
                    double noise = -8 + (16 * (i + 0.5) / count), z = mu + turn + (0.5 * noise), weight = Math.Exp(-noise * noise / 2) / Math.Sqrt(2 * Math.PI) * 16 / count;
                    foreach (double x in new[] { 0.0, 1.0 })
                    {
                        double m = x * z, standard = (m - 0.3) / scale;
                        double folded = 0.3 + ((m - 0.3) * Special.NormalCdf(standard)) + (scale * Math.Exp(-standard * standard / 2) / Math.Sqrt(2 * Math.PI)) + (Math.Abs(x - 0.4) * z);
                        sum += weight * Sigmoid(x > 0 ? z : -z) * (folds ? folded : (m * m) + (scale * scale) + (0.3 * x * z));
                    }
                }
            }

            return sum;
        }

        Estimates.AreUnbiased(n => Contrasts.BetweenExpectationGradient(mu, scale, folds, ref n).MuGrad, Slope(v => Cost(v, scale), mu), 200_000);
        Estimates.AreUnbiased(n => Contrasts.BetweenExpectationGradient(mu, scale, folds, ref n).ScaleGrad, Slope(v => Cost(mu, v), scale), 150_000);
    }

    [Fact]
    public void Pairs_behind_a_draw_that_scores()
    {
        const double p = 0.4, a = 0.6;
        static double Cost(double p, double a)
        {
            double first = Sigmoid(a), second = Sigmoid(p - a);
            return (p * 2 * ((first * Math.Exp(p)) + ((1 - first) * a))) + ((1 - p) * 0.5 * ((second * Math.Exp(p)) + ((1 - second) * a)));
        }

        Estimates.AreUnbiased(n => Contrasts.BehindExpectationGradient(p, a, ref n).PGrad, Slope(v => Cost(v, a), p), 100_000);
        Estimates.AreUnbiased(n => Contrasts.BehindExpectationGradient(p, a, ref n).AGrad, Slope(v => Cost(p, v), a), 200_000);
    }

    [Fact]
    public void Values_are_those_of_the_plain_call()
    {
        for (ulong seed = 0; seed < 100; seed++)
        {
            Noise plain = new(seed), other = new(seed);
            Assert.Equal(Contrasts.TargetByPair(0.3, 0.45, ref plain), Contrasts.TargetByPairExpectationGradient(0.3, 0.45, ref other).Value);
            Assert.Equal(Contrasts.Target(0.3, 0.45, ref plain), Contrasts.TargetExpectationGradient(0.3, 0.45, ref other).Value);
            Assert.Equal(Contrasts.Chain(0.3f, 0.45f, ref plain), Contrasts.ChainExpectationGradient(0.3f, 0.45f, ref other).Value);
            Assert.Equal(Contrasts.Between(0.3, 0.45, false, ref plain), Contrasts.BetweenExpectationGradient(0.3, 0.45, false, ref other).Value);
            Assert.Equal(Contrasts.Behind(0.3, 0.45, ref plain), Contrasts.BehindExpectationGradient(0.3, 0.45, ref other).Value);
            Assert.Equal(plain, other);
        }
    }

    private static double Sigmoid(double a) => 1 / (1 + Math.Exp(-a));

    /// <summary>A difference quotient of order four.</summary>
    private static double Slope(Func<double, double> f, double x) => ((8 * (f(x + H) - f(x - H))) - (f(x + (2 * H)) - f(x - (2 * H)))) / (12 * H);
}
