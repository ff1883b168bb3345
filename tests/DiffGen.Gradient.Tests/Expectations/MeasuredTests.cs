using System;
using System.Linq;
using Golden.Expectations;
using Xunit;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Differences of two measures, and antithetic pairs: exact means, and variances against their closed forms.</summary>
public class MeasuredTests
{
    /// <summary>Var[2n + 1] = 4λ = 12 of n² at λ = 3, where the score function has 388.3.</summary>
    [Fact]
    public void Poisson()
    {
        const double lambda = 3;
        Estimates.AreUnbiased(n => Alternatives.CountExpectationGradient(lambda, ref n).LambdaGrad, (2 * lambda) + 1, 20_000);
        Estimates.HasVariance(n => Alternatives.CountExpectationGradient(lambda, ref n).LambdaGrad, 12, 20_000);
        double probability = Math.Exp(-lambda), second = 0;
        for (int n = 0; n < 100; n++)
        {
            double score = n * n * ((n / lambda) - 1);
            second += probability * score * score;
            probability *= lambda / (n + 1);
        }

        Assert.Equal(388.3, second - 49, 1);
        Estimates.HasVariance(n => Alternatives.CountByScoreExpectationGradient(lambda, ref n).LambdaGrad, second - 49, 100_000);
        Estimates.AreUnbiased(n => Alternatives.CountByScoreExpectationGradient(lambda, ref n).LambdaGrad, 7, 400_000);
    }

    /// <summary>x² at μ = σ = 1: (8/π)(2 − π/2) = 1.0930 by measures, 4 by the path, 30 by the score.</summary>
    [Fact]
    public void Normal()
    {
        Estimates.AreUnbiased(n => Alternatives.SquareExpectationGradient(1, 1, ref n).MuGrad, 2, 40_000);
        Estimates.AreUnbiased(n => Alternatives.SquareExpectationGradient(1, 1, ref n).SigmaGrad, 2, 100_000);
        Estimates.HasVariance(n => Alternatives.SquareExpectationGradient(1, 1, ref n).MuGrad, 8 / Math.PI * (2 - (Math.PI / 2)), 40_000);
        Estimates.HasVariance(n => Alternatives.SquareByPathExpectationGradient(1, 1, ref n).MuGrad, 4, 40_000);
        Estimates.HasVariance(n => Alternatives.SquareByScoreExpectationGradient(1, 1, ref n).MuGrad, 30, 100_000);
    }

    /// <summary>(b − 0.45)² at θ = 0.3: the gradient 0.021; of the pairs (1, 0), (0, 1) and (0, 0) the variance 2.940e-4.</summary>
    [Fact]
    public void An_antithetic_pair()
    {
        const double theta = 0.3, t = 0.45;
        double logit = Math.Log(theta / (1 - theta));
        double[] moments = Estimates.Expectation(
            noise =>
            {
                double g = Alternatives.TargetExpectationGradient(logit, t, ref noise).LogitGrad;
                return [g, g * g];
            },
            noise =>
            {
                Noise low = noise, high = noise;
                bool first = Sample.Bernoulli(theta, ref low), below = Sample.Bernoulli(1 - theta, ref high);
                return first ? ("10", theta) : below ? ("00", 1 - (2 * theta)) : ("01", theta);
            });
        Assert.Equal(0.021, moments[0], 12);
        Assert.Equal(2.940e-4, moments[1] - (moments[0] * moments[0]), 7);
    }

    /// <summary>At θ = ½ one of the pair is always true: no variance; the score function has 0.0156251 at t = 0.499, about a gradient of 5e-4.</summary>
    [Fact]
    public void An_even_antithetic_pair_has_no_variance()
    {
        for (ulong seed = 0; seed < 30; seed++)
        {
            var noise = new Noise(seed);
            Assert.Equal(5e-4, Alternatives.TargetExpectationGradient(0, 0.499, ref noise).LogitGrad, 15);
        }

        double[] moments = Estimates.Expectation(
            noise =>
            {
                double g = Alternatives.TargetByScoreExpectationGradient(0, 0.499, ref noise).LogitGrad;
                return [g, g * g];
            },
            noise => Sample.Bernoulli(0.5, ref noise) ? ("1", 0.5) : ("0", 0.5));
        Assert.Equal(5e-4, moments[0], 12);
        Assert.Equal(0.0156251, moments[1] - (moments[0] * moments[0]), 7);
    }

    [Fact]
    public void The_measures_of_a_coin_in_single_precision()
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            var noise = new Noise(seed);
            Assert.Equal(0.021f, Alternatives.TargetByMeasuresExpectationGradient(MathF.Log(0.3f / 0.7f), 0.45f, ref noise).LogitGrad, 7);
        }
    }

    [Fact]
    public void Pairs_in_a_loop()
    {
        const double a = 0.2, w = 0.7, h = 1e-4;
        static double Cost(double a, double w) => Enumerable.Range(0, 3).Sum(i => ((w * (i + 1) / (1 + Math.Exp(-a - i))) + (0.25 / (1 + Math.Exp(a + i)))) * 4 * w) * 0.5;
        Estimates.AreUnbiased(n => Alternatives.PairsExpectationGradient(a, w, ref n).AGrad, (Cost(a + h, w) - Cost(a - h, w)) / (2 * h), 40_000);
        Estimates.AreUnbiased(n => Alternatives.PairsExpectationGradient(a, w, ref n).WGrad, (Cost(a, w + h) - Cost(a, w - h)) / (2 * h), 40_000);
    }

    /// <summary>Bin(Bin(10, p), p) has the mean 10 p²; above ½ the pairs are those of the other end.</summary>
    [Theory]
    [InlineData(0.3)]
    [InlineData(0.7)]
    public void Binomial_of_a_binomial(double p) => Estimates.AreUnbiased(n => Alternatives.NestedExpectationGradient(p, ref n).PGrad, 20 * p, 60_000);

    /// <summary>Of what follows, costs that jump, each with its closed form.</summary>
    [Fact]
    public void Every_kind()
    {
        const double mu = 0.4, scale = 1.3, p = 0.45, h = 1e-4;
        Estimates.AreUnbiased(n => Alternatives.MeasuresExpectationGradient(mu, scale, p, ref n).MuGrad, (Measures(mu + h, scale, p) - Measures(mu - h, scale, p)) / (2 * h), 60_000);
        Estimates.AreUnbiased(n => Alternatives.MeasuresExpectationGradient(mu, scale, p, ref n).ScaleGrad, (Measures(mu, scale + h, p) - Measures(mu, scale - h, p)) / (2 * h), 200_000);
        Estimates.AreUnbiased(n => Alternatives.MeasuresExpectationGradient(mu, scale, p, ref n).PGrad, (Measures(mu, scale, p + h) - Measures(mu, scale, p - h)) / (2 * h), 60_000);
    }

    /// <summary>X of StochasticAD: E = 20p² + 190p³ − 210p⁴, whose derivative is 47.76 at 0.6.</summary>
    [Fact]
    public void Composite()
    {
        Estimates.AreUnbiased(n => Alternatives.CompositeExpectationGradient(0.6, ref n).Value, 21.024, 60_000);
        Estimates.AreUnbiased(n => Alternatives.CompositeExpectationGradient(0.6, ref n).PGrad, 47.76, 60_000);
        (_, double measured, _) = Estimates.Moments(n => Alternatives.CompositeExpectationGradient(0.6, ref n).PGrad, 20_000);
        (_, double scored, _) = Estimates.Moments(n => Sites.CompositeExpectationGradient(0.6, ref n).PGrad, 20_000);
        Assert.True(measured < 0.7 * scored, $"{measured} against {scored} by the score");
    }

    /// <summary>The same noise gives the value of the plain call, and the stream stands where it would.</summary>
    [Fact]
    public void Values_are_those_of_the_plain_call()
    {
        double[] logits = [0.2, -0.5, 1], costs = [1, 2.5, 4], g = new double[3], c = new double[3];
        for (ulong seed = 0; seed < 100; seed++)
        {
            Noise plain = new(seed), other = new(seed);
            Assert.Equal(Alternatives.Route(0.3, 1.2, ref plain), Alternatives.RouteExpectationGradient(0.3, 1.2, ref other).Value);
            Assert.Equal(Alternatives.Places(0.3, 1.2, ref plain), Alternatives.PlacesExpectationGradient(0.3, 1.2, ref other).Value);
            Assert.Equal(Alternatives.Coins(logits, 1.5, ref plain), Alternatives.CoinsExpectationGradient(logits, 1.5, ref other, g).Value);
            Assert.Equal(Alternatives.Category(logits, costs, 0.4, ref plain), Alternatives.CategoryExpectationGradient(logits, costs, 0.4, ref other, g, c).Value);
            Assert.Equal(Alternatives.Measures(0.4, 1.3, 0.45, ref plain), Alternatives.MeasuresExpectationGradient(0.4, 1.3, 0.45, ref other).Value);
            Assert.Equal(Alternatives.Pairs(0.2, 0.7, ref plain), Alternatives.PairsExpectationGradient(0.2, 0.7, ref other).Value);
            Assert.Equal(plain, other);
        }
    }

    private static double Measures(double mu, double scale, double p)
    {
        // P(y > 0) = E Φ(x/scale) over the Laplace density, by the midpoint rule on both sides of its kink.
        double above = 0;
        const int intervals = 20_000;
        for (int i = 0; i < intervals; i++)
        {
            double d = (i + 0.5) * 30 * 0.7 / intervals, weight = Math.Exp(-d / 0.7) / 1.4 * 30 * 0.7 / intervals;
            above += weight * (Special.NormalCdf((mu + d) / scale) + Special.NormalCdf((mu - d) / scale));
        }

        double lower = -scale, upper = mu + 2, failures = 2 * (1 - p) / p;
        return above
            + (((upper * upper * upper) - (lower * lower * lower)) / (3 * (upper - lower)))
            + (Math.Exp(-scale) * (1 + (1 / scale)))
            + (1.5 / scale * Special.GammaQ(2.5, scale))
            + (scale * scale)
            + Math.Exp(-1 / (2 * scale * scale))
            + ((1 - p) / p)
            + (0.1 * ((failures / p) + (failures * failures)));
    }
}
