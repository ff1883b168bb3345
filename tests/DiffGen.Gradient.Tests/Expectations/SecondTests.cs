using System;
using System.Linq;
using DiffGen.Distributions;
using Golden.Expectations;
using Xunit;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Second derivatives of expectations: exact sums over all outcomes, derivatives of the gradient at fixed noise along paths, closed forms of kinks.</summary>
public class SecondTests
{
    private const double H = 1e-3;

    private delegate (double Value, double Tangent, double AGrad, double BGrad, double AHvp, double BHvp) Product(double a, double b, ref Noise noise, double aTangent, double bTangent);

    private delegate double Density(double x, double a, double b);

    /// <summary>A coin that decides the next: value, tangent, gradient and Hessian of the exact expectation.</summary>
    [Fact]
    public void Coins_that_decide_coins()
    {
        const double p = 0.35, q = 0.6, tp = 0.7, tq = -1.3;
        double[] mean = Estimates.Expectation(
            noise =>
            {
                (double value, double tangent, double pGrad, double qGrad, double pHvp, double qHvp) = Seconds.ChainExpectationHvp(p, q, ref noise, tp, tq);
                return [value, tangent, pGrad, qGrad, pHvp, qHvp];
            },
            noise =>
            {
                bool a = Sample.Bernoulli(p, ref noise), b = Sample.BernoulliLogit(a ? q : p - q, ref noise);
                return ($"{a}{b}", (a ? p : 1 - p) * Sigmoid((a ? q : p - q) * (b ? 1 : -1)));
            });
        static double Exact(double p, double q)
        {
            double sum = 0;
            foreach ((bool a, bool b) in new[] { (false, false), (false, true), (true, false), (true, true) })
            {
                sum += (a ? p : 1 - p) * Sigmoid((a ? q : p - q) * (b ? 1 : -1)) * (((a ? q : 2) * (b ? Math.Exp(p) : 0.5)) + (a ? p * p : 0.25));
            }

            return sum;
        }

        double[] exact = Derivatives(Exact, p, q, tp, tq);
        for (int i = 0; i < 6; i++)
        {
            Assert.True(Math.Abs(exact[i] - mean[i]) <= (i == 0 ? 1e-13 : 1e-8), $"{i}: {mean[i]}, exact {exact[i]}");
        }
    }

    /// <summary>Gamma of the call at the money, 0.01984763, straight from the payoff; vega and vanna beside it.</summary>
    [Fact]
    public void The_gamma_of_a_call()
    {
        const double spot = 100, strike = 100, sigma = 0.2, gamma = 0.01984763;
        static double Price(double s, double sigma)
        {
            double d = (Math.Log(s / 100) / sigma) + (sigma / 2);
            return (s * Special.NormalCdf(d)) - (100 * Special.NormalCdf(d - sigma));
        }

        double[] exact = Derivatives((s, v) => Price(100 * s, v), 1, sigma, 1, 0);
        Assert.Equal(gamma, exact[4] / 10_000, 6);
        Estimates.AreUnbiased(n => Seconds.CallExpectationHvp(spot, strike, sigma, ref n, 1, 0).SpotHvp, gamma, 1_500_000);
        Estimates.AreUnbiased(n => Seconds.CallExpectationHvp(spot, strike, sigma, ref n, 1, 0).SigmaHvp, exact[5] / 100, 400_000, hasPower: false);
        Estimates.AreUnbiased(n => Seconds.CallExpectationHvp(spot, strike, sigma, ref n, 1, 0).SpotGrad, exact[2] / 100, 200_000);

        // What the path alone would give: 1{price > strike} is constant in the price where it has a derivative.
        Estimates.AreUnbiased(n => Seconds.CallExpectationGradient(spot, strike, sigma, ref n).SpotGrad, exact[2] / 100, 60_000);
    }

    /// <summary>Along paths a product is the derivative of the gradient at its noise, sample by sample.</summary>
    [Fact]
    public void Paths()
    {
        double[] theta = [0.4, 0.8, 1.6], tangent = [0.3, -0.7, 0.5], g = new double[3], product = new double[3], above = new double[3], below = new double[3], farAbove = new double[3], farBelow = new double[3];
        for (ulong seed = 0; seed < 100; seed++)
        {
            var noise = new Noise(seed);
            (double value, double directional) = Seconds.PathsExpectationHvp(theta, ref noise, tangent, g, product);
            Noise plain = new(seed), same = new(seed);
            Assert.Equal(Seconds.Paths(theta, ref plain), value);
            Assert.Equal(plain, noise);
            Seconds.PathsExpectationGradient(theta, ref same, above);
            for (int i = 0; i < 3; i++)
            {
                Assert.True(Math.Abs(above[i] - g[i]) <= 1e-10 * (1 + Math.Abs(g[i])), $"seed {seed}, {i}: {g[i]}, gradient {above[i]}");
            }

            Assert.Equal(g.Zip(tangent, (a, b) => a * b).Sum(), directional, 9);
            At(1, above);
            At(-1, below);
            At(2, farAbove);
            At(-2, farBelow);
            for (int i = 0; i < 3; i++)
            {
                double slope = ((8 * (above[i] - below[i])) - (farAbove[i] - farBelow[i])) / (12 * 1e-4);
                Assert.True(Math.Abs(slope - product[i]) <= 1e-5 * (1 + Math.Abs(slope)), $"seed {seed}, {i}: {product[i]}, difference {slope}");
            }

            void At(int steps, double[] gradient)
            {
                var again = new Noise(seed);
                Seconds.PathsExpectationGradient([.. theta.Zip(tangent, (t, v) => t + (steps * 1e-4 * v))], ref again, gradient);
            }
        }
    }

    /// <summary>d²/dμ² E[x³ + (x &gt; 0)] = 6μ − μ φ(μ); of |x| by way of a root, 2φ(μ).</summary>
    [Fact]
    public void Jumps_and_hidden_kinks()
    {
        const double mu = 0.5;
        double density = Math.Exp(-mu * mu / 2) / Math.Sqrt(2 * Math.PI);
        Estimates.AreUnbiased(n => Seconds.MixedExpectationHvp(mu, ref n, 1).MuHvp, (6 * mu) - (mu * density), 300_000);
        Estimates.AreUnbiased(n => SecondModels.FoldExpectationHvp(mu, ref n, 1).MuHvp, 2 * density, 650_000);
    }

    /// <summary>Three steps behind a draw on its path, against quadrature over that draw.</summary>
    [Fact]
    public void Steps_behind_a_path()
    {
        const double p = 0.3, scale = 0.6;
        static double Exact(double p, double scale)
        {
            double sum = 0;
            const int count = 2_000;
            for (int i = 0; i < count; i++)
            {
                double t = -8 + (16 * (i + 0.5) / count);
                sum += Math.Exp(-t * t / 2) / Math.Sqrt(2 * Math.PI) * 16 / count * Step(p + (scale * t), 0, 0);
            }

            return sum * scale;
        }

        static double Step(double z, double x, int i)
        {
            double up = Sigmoid(z - (0.5 * x)), above = x + 1, below = x - 0.5;
            return i == 3 ? 0 : (up * ((above * above) + Step(z, above, i + 1))) + ((1 - up) * ((below * below) + Step(z, below, i + 1)));
        }

        double[] exact = Derivatives(Exact, p, scale, 1, 0.5);
        Estimates.AreUnbiased(n => Seconds.WalkExpectationHvp((float)p, (float)scale, ref n, 1, 0.5f).PHvp, exact[4], 600_000, hasPower: false);
        Estimates.AreUnbiased(n => Seconds.WalkExpectationHvp((float)p, (float)scale, ref n, 1, 0.5f).ScaleHvp, exact[5], 600_000);
        Estimates.AreUnbiased(n => Seconds.WalkExpectationHvp((float)p, (float)scale, ref n, 1, 0.5f).PGrad, exact[2], 200_000);
    }

    [Fact]
    public void Categories_and_counts()
    {
        double[] logits = [0.2, -0.4, 0.7], tangent = [0.5, -1, 0.3], g = new double[3], product = new double[3];
        const double rate = 1.4, rateTangent = 0.6;
        double[] mean = Estimates.Expectation(
            noise =>
            {
                (double value, double directional, double rateGrad, double rateHvp) = Seconds.CountsExpectationHvp(logits, rate, ref noise, tangent, rateTangent, g, product);
                return [value, directional, rateGrad, rateHvp, .. g, .. product];
            },
            noise =>
            {
                int k = Sample.Categorical<double>(logits, ref noise), n = Sample.Binomial(k + 1, 0.3 * rate, ref noise);
                return ($"{k} {n}", Math.Exp(logits[k]) / logits.Sum(Math.Exp) * Math.Exp(Binomial.LogProbability(n, k + 1, 0.3 * rate)));
            });
        static double Exact(double[] a, double rate) => a.Select((l, k) => Math.Exp(l) / a.Sum(Math.Exp) * Enumerable.Range(0, k + 2).Sum(n => Math.Exp(Binomial.LogProbability(n, k + 1, 0.3 * rate)) * Math.Sqrt(1 + k + n) * rate)).Sum();

        double Along(double[] direction, double rateDirection, double s, double t) =>
            Exact([.. logits.Select((l, i) => l + (s * tangent[i]) + (t * direction[i]))], rate + (s * rateTangent) + (t * rateDirection));

        Assert.Equal(Exact(logits, rate), mean[0], 12);
        for (int i = 0; i < 4; i++)
        {
            double[] unit = [.. Enumerable.Range(0, 3).Select(k => k == i ? 1.0 : 0)];
            double[] exact = Derivatives((s, t) => Along(unit, i == 3 ? 1 : 0, s, t), 0, 0, 1, 0);
            Assert.Equal(exact[2], mean[1], 8);
            Assert.Equal(exact[3], i == 3 ? mean[2] : mean[4 + i], 8);
            Assert.Equal(exact[5], i == 3 ? mean[3] : mean[7 + i], 7);
        }
    }

    /// <summary>x (S″ v + S′ (S′ · v)) with S = log p(x; a, b), by differences of the log-probability at the draw.</summary>
    [Fact]
    public void Scores_of_each_distribution()
    {
        Check(SecondModels.NormalExpectationHvp, (x, a, b) => Distributions.Normal.LogProbability(x, a, b), 0.3, 0.8);
        Check(SecondModels.LogNormalExpectationHvp, (x, a, b) => Distributions.LogNormal.LogProbability(x, a, b), 0.3, 0.8);
        Check(SecondModels.LogisticExpectationHvp, (x, a, b) => Distributions.Logistic.LogProbability(x, a, b), 0.3, 0.8);
        Check(SecondModels.GumbelExpectationHvp, (x, a, b) => Distributions.Gumbel.LogProbability(x, a, b), 0.3, 0.8);
        Check(SecondModels.CauchyExpectationHvp, (x, a, b) => Distributions.Cauchy.LogProbability(x, a, b), 0.3, 0.8);
        Check(SecondModels.WeibullExpectationHvp, (x, a, b) => Distributions.Weibull.LogProbability(x, a, b), 1.3, 0.8);
        Check(First(SecondModels.HalfNormalExpectationHvp), (x, a, b) => Distributions.HalfNormal.LogProbability(x, a), 0.7, 0);
        Check(First(SecondModels.RayleighExpectationHvp), (x, a, b) => Distributions.Rayleigh.LogProbability(x, a), 0.7, 0);
        Check(First(SecondModels.ExponentialExpectationHvp), (x, a, b) => Distributions.Exponential.LogProbability(x, a), 0.7, 0);
        Check(Second(SecondModels.GammaExpectationHvp), (x, a, b) => Distributions.Gamma.LogProbability(x, 1.7, b), 1.7, 0.7);
        Check(Second(SecondModels.InverseGammaExpectationHvp), (x, a, b) => Distributions.InverseGamma.LogProbability(x, 1.7, b), 1.7, 0.7);
        Check(First(SecondModels.PoissonExpectationHvp), (x, a, b) => Distributions.Poisson.LogProbability((int)x, a), 1.2, 0);
        Check(First(SecondModels.GeometricExpectationHvp), (x, a, b) => Distributions.Geometric.LogProbability((int)x, a), 0.4, 0);
        Check(Second(SecondModels.NegativeBinomialExpectationHvp), (x, a, b) => Distributions.NegativeBinomial.LogProbability((int)x, 1.7, b), 1.7, 0.4);
        Check(Second(SecondModels.BinomialExpectationHvp), (x, a, b) => Distributions.Binomial.LogProbability((int)x, 5, b), 0, 0.4);

        static void Check(Product product, Density density, double a, double b)
        {
            const double ta = 0.8, tb = -0.6;
            for (ulong seed = 0; seed < 40; seed++)
            {
                var noise = new Noise(seed);
                (double x, double tangent, double aGrad, double bGrad, double aHvp, double bHvp) = product(a, b, ref noise, ta, tb);
                double[] s = Derivatives((u, v) => density(x, u, v), a, b, ta, tb);
                double along = (s[2] * ta) + (s[3] * tb);
                double[] expected = [x * along, x * s[2], x * s[3], x * (s[4] + (s[2] * along)), x * (s[5] + (s[3] * along))], actual = [tangent, aGrad, bGrad, aHvp, bHvp];
                for (int i = 0; i < 5; i++)
                {
                    Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-6 * (1 + Math.Abs(expected[i]) + Math.Abs(x)), $"seed {seed}, x {x}, {i}: {actual[i]}, expected {expected[i]}");
                }
            }
        }
    }

    [Fact]
    public void Values_are_those_of_the_plain_call()
    {
        double[] logits = [0.2, -0.4, 0.7], g = new double[3], product = new double[3];
        for (ulong seed = 0; seed < 100; seed++)
        {
            Noise plain = new(seed), other = new(seed);
            Assert.Equal(Seconds.Chain(0.3, 1.2, ref plain), Seconds.ChainExpectationHvp(0.3, 1.2, ref other, 1, 0).Value);
            Assert.Equal(Seconds.Call(100, 95, 0.2, ref plain), Seconds.CallExpectationHvp(100, 95, 0.2, ref other, 1, 0).Value);
            Assert.Equal(Seconds.Mixed(0.3, ref plain), Seconds.MixedExpectationHvp(0.3, ref other, 1).Value);
            Assert.Equal(Seconds.Walk(0.3f, 0.7f, ref plain), Seconds.WalkExpectationHvp(0.3f, 0.7f, ref other, 1, 0).Value);
            Assert.Equal(Seconds.Counts(logits, 1.3, ref plain), Seconds.CountsExpectationHvp(logits, 1.3, ref other, logits, 1, g, product).Value);
            Assert.Equal(plain, other);
        }
    }

    private delegate (double Value, double Tangent, double Grad, double Hvp) Single(double a, double b, ref Noise noise, double tangent);

    private static Product First(Single product) => (double a, double b, ref Noise noise, double ta, double tb) =>
    {
        (double value, double tangent, double grad, double hvp) = product(a, b, ref noise, ta);
        return (value, tangent, grad, 0, hvp, 0);
    };

    private static Product Second(Single product) => (double a, double b, ref Noise noise, double ta, double tb) =>
    {
        (double value, double tangent, double grad, double hvp) = product(a, b, ref noise, tb);
        return (value, tangent, 0, grad, 0, hvp);
    };

    /// <summary>Value, directional derivative, gradient and Hessian times the direction, by differences of order four.</summary>
    private static double[] Derivatives(Func<double, double, double> f, double a, double b, double ta, double tb)
    {
        double First(Func<double, double> g) => ((8 * (g(H) - g(-H))) - (g(2 * H) - g(-2 * H))) / (12 * H);
        double aGrad = First(s => f(a + s, b)), bGrad = First(s => f(a, b + s));
        double aHvp = First(t => First(s => f(a + (t * ta) + s, b + (t * tb)))), bHvp = First(t => First(s => f(a + (t * ta), b + (t * tb) + s)));
        return [f(a, b), (aGrad * ta) + (bGrad * tb), aGrad, bGrad, aHvp, bHvp];
    }

    private static double Sigmoid(double a) => 1 / (1 + Math.Exp(-a));
}
