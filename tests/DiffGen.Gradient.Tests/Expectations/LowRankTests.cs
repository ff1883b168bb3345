using System;
using System.Linq;
using DiffGen.Distributions;
using Xunit;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Draws of low rank into buffers: differences with frozen noise along the path, closed forms by the score and of bounds.</summary>
public class LowRankTests
{
    private static readonly double[] s_mu = [0.4, -0.8, 1.1], s_factor = [1.2, 0.3, -0.5, 0.8, 0.3, -0.9], s_sigma = [0.6, 0.9, 0.4], s_matrix = [1, 0.5, -1, 0, 2, 0.3, 0.2, -0.7, 0.4];

    private delegate double Plain(ref Noise noise);

    /// <summary>Sample by sample the derivative of the simulation with the same noise; in the mean (A + Aᵀ) W and 2 aᵢᵢ sigmaᵢ.</summary>
    [Fact]
    public void Along_the_path()
    {
        double[] muGrad = new double[3], factorGrad = new double[6], sigmaGrad = new double[3];
        for (ulong seed = 0; seed < 20; seed++)
        {
            var noise = new Noise(seed);
            LowRankModels.QuadraticExpectationGradient(s_mu, s_factor, s_sigma, s_matrix, ref noise, muGrad, factorGrad, sigmaGrad);
            for (int k = 0; k < 3; k++)
            {
                Assert.Equal(Slope(s_mu, k, mu => Run((ref Noise n) => LowRankModels.Quadratic(mu, s_factor, s_sigma, s_matrix, ref n), seed)), muGrad[k], 8);
                Assert.Equal(Slope(s_sigma, k, sigma => Run((ref Noise n) => LowRankModels.Quadratic(s_mu, s_factor, sigma, s_matrix, ref n), seed)), sigmaGrad[k], 8);
            }

            for (int k = 0; k < 6; k++)
            {
                Assert.Equal(Slope(s_factor, k, factor => Run((ref Noise n) => LowRankModels.Quadratic(s_mu, factor, s_sigma, s_matrix, ref n), seed)), factorGrad[k], 8);
            }
        }

        for (int k = 0; k < 6; k++)
        {
            int at = k, i = k / 2, j = k % 2;
            double exact = Enumerable.Range(0, 3).Sum(m => (s_matrix[(3 * i) + m] + s_matrix[(3 * m) + i]) * s_factor[(2 * m) + j]);
            Estimates.AreUnbiased(
                n =>
                {
                    LowRankModels.QuadraticExpectationGradient(s_mu, s_factor, s_sigma, s_matrix, ref n, muGrad, factorGrad, sigmaGrad);
                    return factorGrad[at];
                },
                exact,
                20_000,
                hasPower: false);
        }

        Estimates.AreUnbiased(
            n =>
            {
                LowRankModels.QuadraticExpectationGradient(s_mu, s_factor, s_sigma, s_matrix, ref n, muGrad, factorGrad, sigmaGrad);
                return sigmaGrad[1];
            },
            2 * s_matrix[4] * s_sigma[1],
            200_000);
    }

    /// <summary>E x₀x₁ = μ₀μ₁ + w₀w₁, by the score given the noise of the factor. A score that takes sigma for all of the deviation is seen.</summary>
    [Fact]
    public void By_the_score()
    {
        double[] mu = [0.9, -0.7], factor = [0.8, 1.1], sigma = [0.7, 0.9], exact = [-0.7, 0.9, 1.1, 0.8, 0, 0];
        double[][] g = [new double[2], new double[2], new double[2]];
        for (int k = 0; k < 6; k++)
        {
            int at = k;
            Estimates.AreUnbiased(
                n =>
                {
                    LowRankModels.ProductByScoreExpectationGradient(mu, factor, sigma, ref n, g[0], g[1], g[2]);
                    return g[at / 2][at % 2];
                },
                exact[k],
                300_000,
                hasPower: false);
        }

        double Planted(Noise n)
        {
            double[] x = new double[2];
            Sample.LowRankNormal(mu, factor, sigma, x, ref n);
            return x[0] * x[1] * (x[0] - mu[0]) / (sigma[0] * sigma[0]);
        }

        Assert.ThrowsAny<Exception>(() => Estimates.AreUnbiased(Planted, exact[0], 300_000, hasPower: false));
    }

    /// <summary>P(x₁ > 0.3) = Φ((μ₁ − 0.3)/s) with s² = w₁² + sigma₁², and half of E x₀² besides.</summary>
    [Fact]
    public void A_cost_that_jumps()
    {
        double[] mu = [0.9, -0.1], factor = [0.8, 0.5], sigma = [0.4, 0.9];
        double[][] parameters = [mu, factor, sigma], g = [new double[2], new double[2], new double[2]];
        static double Exact(double[] m, double[] w, double[] s) =>
            Special.NormalCdf((m[1] - 0.3) / Math.Sqrt((w[1] * w[1]) + (s[1] * s[1]))) + (0.5 * ((m[0] * m[0]) + (w[0] * w[0]) + (s[0] * s[0])));
        for (int k = 0; k < 6; k++)
        {
            int kind = k / 2, at = k % 2;
            double exact = Slope(parameters[kind], at, p => Exact(kind == 0 ? p : mu, kind == 1 ? p : factor, kind == 2 ? p : sigma));
            Estimates.AreUnbiased(
                n =>
                {
                    LowRankModels.OrthantExpectationGradient(mu, factor, sigma, ref n, g[0], g[1], g[2]);
                    return g[kind][at];
                },
                exact,
                k == 0 ? 900_000 : 250_000,
                hasPower: k == 0);
        }
    }

    [Fact]
    public void In_single_precision()
    {
        float[] mu = [0.3f, -0.6f], factor = [0.9f, 0.4f], sigma = [0.5f, 1.1f];
        float[][] g = [new float[2], new float[2], new float[2]];
        double[][] parameters = [[0.3f, -0.6f], [0.9f, 0.4f], [0.5f, 1.1f]];
        double[] x = new double[2];
        for (ulong seed = 0; seed < 20; seed++)
        {
            var noise = new Noise(seed);
            LowRankModels.SingleExpectationGradient(mu, factor, sigma, ref noise, g[0], g[1], g[2]);
            double At(double[] m, double[] w, double[] s)
            {
                var stream = new Noise(seed);
                Sample.LowRankNormal(m, w, s, x, ref stream);
                return Math.Sin(x[0]) * x[1];
            }

            for (int k = 0; k < 6; k++)
            {
                int kind = k / 2;
                Assert.Equal(Slope(parameters[kind], k % 2, p => At(kind == 0 ? p : parameters[0], kind == 1 ? p : parameters[1], kind == 2 ? p : parameters[2])), g[kind][k % 2], 1e-5);
            }
        }
    }

    /// <summary>The posterior of a regression, its covariance I − a aᵀ/(1 + a · a) written as w wᵀ + diag(sigma²): every draw gives the evidence, and the gradient is zero in the mean; elsewhere it is −(I + a aᵀ)(μ − μ*).</summary>
    [Fact]
    public void The_bound_of_a_guide()
    {
        double[] a = [0.8, -1.2];
        const double y = 1.5, w0 = 0.6;
        double norm = (a[0] * a[0]) + (a[1] * a[1]), w1 = -a[0] * a[1] / (1 + norm) / w0;
        double[] mu = [.. a.Select(v => v * y / (1 + norm))], factor = [w0, w1];
        double[] sigma = [Math.Sqrt(1 - (a[0] * a[0] / (1 + norm)) - (w0 * w0)), Math.Sqrt(1 - (a[1] * a[1] / (1 + norm)) - (w1 * w1))];
        double[][] g = [new double[2], new double[2], new double[2]];
        double evidence = Normal.LogProbability(y, 0.0, Math.Sqrt(1 + norm));
        for (ulong seed = 0; seed < 50; seed++)
        {
            var noise = new Noise(seed);
            Assert.Equal(evidence, LowRankModels.BoundExpectationGradient(mu, factor, sigma, a, y, ref noise, g[0], g[1], g[2]), 1e-12);
        }

        for (int k = 0; k < 6; k++)
        {
            int kind = k / 2, at = k % 2;
            Estimates.AreUnbiased(n => Grad(mu, n, kind, at), 0, 20_000, hasPower: false);
            if (kind == 0)
            {
                Estimates.AreUnbiased(n => Grad([mu[0] + 1, mu[1]], n, kind, at), -((at == 0 ? 1 : 0) + (a[at] * a[0])), 100_000);
            }
        }

        double Grad(double[] mean, Noise n, int kind, int at)
        {
            LowRankModels.BoundExpectationGradient(mean, factor, sigma, a, y, ref n, g[0], g[1], g[2]);
            return g[kind][at];
        }
    }

    [Fact]
    public void The_same_noise_gives_the_value_of_the_plain_call_and_moves_on_as_it_does()
    {
        double[] g = new double[3], h = new double[6], i = new double[3], two = [0.9, -0.7], w = [0.8, 1.1], s = [0.4, 0.3];
        float[] single = [0.3f, 1.2f], f = new float[2], e = new float[2], d = new float[2];
        for (ulong seed = 0; seed < 100; seed++)
        {
            Agree(seed, (ref Noise n) => LowRankModels.Quadratic(s_mu, s_factor, s_sigma, s_matrix, ref n), (ref Noise n) => LowRankModels.QuadraticExpectationGradient(s_mu, s_factor, s_sigma, s_matrix, ref n, g, h, i));
            Agree(seed, (ref Noise n) => LowRankModels.ProductByScore(two, w, s, ref n), (ref Noise n) => LowRankModels.ProductByScoreExpectationGradient(two, w, s, ref n, g.AsSpan(0, 2), h.AsSpan(0, 2), i.AsSpan(0, 2)));
            Agree(seed, (ref Noise n) => LowRankModels.Orthant(two, w, s, ref n), (ref Noise n) => LowRankModels.OrthantExpectationGradient(two, w, s, ref n, g.AsSpan(0, 2), h.AsSpan(0, 2), i.AsSpan(0, 2)));
            Agree(seed, (ref Noise n) => LowRankModels.Single(single, single, single, ref n), (ref Noise n) => LowRankModels.SingleExpectationGradient(single, single, single, ref n, f, e, d));
        }
    }

    /// <summary>What the sampler throws, before anything is drawn.</summary>
    [Fact]
    public void Wrong_parameters_throw_what_the_sampler_throws()
    {
        double[] g = new double[3], h = new double[6], i = new double[3];
        foreach ((string name, double[] mu, double[] factor, double[] sigma) in ((string, double[], double[], double[])[])[("factor", s_mu, [1, 2, 3, 4], s_sigma), ("sigma", s_mu, s_factor, [1, -1, 1]), ("sigma", s_mu, s_factor, [1, 1]), ("mu", [double.NaN, 0, 0], s_factor, s_sigma)])
        {
            ArgumentException expected = Assert.ThrowsAny<ArgumentException>(() => Run((ref Noise n) => LowRankModels.Quadratic(mu, factor, sigma, s_matrix, ref n), 1));
            ArgumentException actual = Assert.ThrowsAny<ArgumentException>(() => Run((ref Noise n) => LowRankModels.QuadraticExpectationGradient(mu, factor, sigma, s_matrix, ref n, g, h.AsSpan(0, factor.Length), i.AsSpan(0, sigma.Length)), 1));
            Assert.Equal(name, expected.ParamName);
            Assert.Equal(expected.Message, actual.Message);
        }
    }

    /// <summary>Once warm, by the least of several rounds.</summary>
    [Fact]
    public void Nothing_is_allocated()
    {
        double[] g = new double[3], h = new double[6], i = new double[3];
        Assert.Equal(0, Enumerable.Range(0, 6).Select(_ => Bytes()).ToArray().Min());

        long Bytes()
        {
            var noise = new Noise(5);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int k = 0; k < 10; k++)
            {
                LowRankModels.QuadraticExpectationGradient(s_mu, s_factor, s_sigma, s_matrix, ref noise, g, h, i);
                LowRankModels.OrthantExpectationGradient(s_mu, s_factor, s_sigma, ref noise, g, h, i);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static void Agree(ulong seed, Plain plain, Plain companion)
    {
        Noise first = new(seed), second = first;
        Assert.Equal(plain(ref first), companion(ref second));
        Assert.Equal(first, second);
    }

    private static double Run(Plain method, ulong seed)
    {
        var noise = new Noise(seed);
        return method(ref noise);
    }

    /// <summary>A difference of fourth order.</summary>
    private static double Slope(double[] at, int index, Func<double[], double> f)
    {
        const double h = 1e-3;
        double At(double step) => f([.. at.Select((x, i) => i == index ? x + step : x)]);
        return ((8 * (At(h) - At(-h))) - (At(2 * h) - At(-2 * h))) / (12 * h);
    }
}
