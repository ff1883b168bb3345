using System;
using System.Linq;
using DiffGen.Distributions;
using Xunit;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Evidence lower bounds of conjugate models: at the posterior the bound is the evidence, and its gradient is zero.</summary>
public class ElboTests
{
    private static readonly double[] s_data = [1.3, 0.2, 2.1, 0.9, 1.6, -0.4];

    /// <summary>Precisions add: ¼ of the prior and 1 of each number.</summary>
    private static (double Mu, double Rho) Posterior()
    {
        double precision = 0.25 + s_data.Length;
        return (((0.25 * 0.5) + s_data.Sum()) / precision, Constrained.SoftplusInverse(1 / Math.Sqrt(precision)));
    }

    /// <summary>ln p(data) by the chain rule of predictive distributions.</summary>
    private static double Evidence()
    {
        double log = 0, mean = 0.5, variance = 4;
        foreach (double x in s_data)
        {
            log += Normal.LogProbability(x, mean, Math.Sqrt(variance + 1));
            double precision = (1 / variance) + 1;
            mean = ((mean / variance) + x) / precision;
            variance = 1 / precision;
        }

        return log;
    }

    [Fact]
    public void At_the_posterior_every_draw_gives_the_evidence_and_no_gradient()
    {
        (double mu, double rho) = Posterior();
        double evidence = Evidence();
        for (ulong seed = 0; seed < 50; seed++)
        {
            var noise = new Noise(seed);
            (double value, double muGrad, double rhoGrad) = ElboModels.LocationAtTheDrawExpectationGradient(mu, rho, s_data, ref noise);
            Assert.Equal(evidence, value, 1e-12);
            Assert.Equal(0, muGrad, 1e-12);
            Assert.Equal(0, rhoGrad, 1e-12);
            (_, muGrad, _) = ElboModels.LocationAtTheDrawExpectationGradient(mu + 0.1, rho, s_data, ref noise);
            Assert.True(Math.Abs(muGrad) > 0.1);
        }
    }

    /// <summary>Elsewhere −∂KL and the derivative of −½ Σ ((xᵢ − μ)² + σ²); with the divergence in closed form the path alone is random.</summary>
    [Fact]
    public void The_bound_of_a_location()
    {
        (double mu, double rho) = Posterior();
        foreach ((double m, double r) in ((double, double)[])[(mu, rho), (0.2, 0.4)])
        {
            double sigma = Constrained.Softplus(r), slope = 1 / (1 + Math.Exp(-r)), precision = 0.25 + s_data.Length;
            double byMu = s_data.Sum() + (0.25 * 0.5) - (precision * m), byRho = ((1 / sigma) - (precision * sigma)) * slope;
            bool atPosterior = m == mu;
            Estimates.AreUnbiased(n => ElboModels.LocationExpectationGradient(m, r, s_data, s_data.Length, ref n).MuGrad, byMu, 60_000, hasPower: !atPosterior);
            Estimates.AreUnbiased(n => ElboModels.LocationExpectationGradient(m, r, s_data, s_data.Length, ref n).RhoGrad, byRho, 250_000, hasPower: !atPosterior);
        }

        Estimates.AreUnbiased(n => ElboModels.LocationExpectationGradient(mu, rho, s_data, s_data.Length, ref n).Value, Evidence(), 20_000);
    }

    /// <summary>The mean over three batches of two, of the same draw, is the bound of all six numbers.</summary>
    [Fact]
    public void Batches_are_scaled()
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            Noise whole = new(seed);
            (double value, double muGrad, double rhoGrad) = ElboModels.LocationExpectationGradient(0.2, 0.4, s_data, s_data.Length, ref whole);
            (double Value, double MuGrad, double RhoGrad)[] parts = [.. Enumerable.Range(0, 3).Select(b =>
            {
                Noise noise = new(seed);
                return ElboModels.LocationExpectationGradient(0.2, 0.4, s_data.AsSpan(2 * b, 2), s_data.Length, ref noise);
            })];
            Assert.Equal(value, parts.Average(p => p.Value), 1e-12);
            Assert.Equal(muGrad, parts.Average(p => p.MuGrad), 1e-12);
            Assert.Equal(rhoGrad, parts.Average(p => p.RhoGrad), 1e-12);
        }
    }

    /// <summary>
    /// Guide and model are methods of their own; the method that names both is trained on batches of two of eight examples. The best guide of independent numbers has the mean of the posterior and the precisions on the
    /// diagonal of its precision, Λ = I + 4 Σ (1, x)(1, x)ᵀ. A step allocates nothing.
    /// </summary>
    [Fact]
    public void A_guide_and_a_model_are_trained_on_batches()
    {
        double[] x = [-1, -0.6, -0.3, 0, 0.2, 0.5, 0.9, 1.4], y = [-0.9, 0.1, 0.3, 0.4, 1.1, 1.2, 2.2, 2.1];
        double a = 1 + (4 * x.Length), b = 4 * x.Sum(), c = 1 + (4 * x.Sum(v => v * v)), first = 4 * y.Sum(), second = 4 * x.Zip(y, (u, v) => u * v).Sum(), determinant = (a * c) - (b * b);
        double[] mean = [((c * first) - (b * second)) / determinant, ((a * second) - (b * first)) / determinant], deviation = [1 / Math.Sqrt(a), 1 / Math.Sqrt(c)];
        double[] parameters = new double[4], gradient = new double[4], sum = new double[4];
        var adam = new Adam<double>(4, 0.02);
        Noise noise = new(11);
        const int steps = 12_000, kept = 8_000;
        long allocated = 0;
        for (int step = 0; step < steps; step++)
        {
            int from = 2 * (step % 4);
            long before = GC.GetAllocatedBytesForCurrentThread();
            ElboModels.LineExpectationGradient(parameters.AsSpan(0, 2), parameters.AsSpan(2, 2), x.AsSpan(from, 2), y.AsSpan(from, 2), x.Length, ref noise, gradient.AsSpan(0, 2), gradient.AsSpan(2, 2));
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            for (int k = 0; k < 4; k++)
            {
                gradient[k] = -gradient[k];
            }

            adam.Step(parameters, gradient);
            for (int k = 0; k < 4 && step >= steps - kept; k++)
            {
                sum[k] += parameters[k] / kept;
            }
        }

        Assert.Equal(0, allocated);
        for (int k = 0; k < 2; k++)
        {
            // The gradient is affine in mu: the average of the steps is about the optimum. In rho it is bent: steps that spread leave a part of that.
            Assert.Equal(mean[k], sum[k], 0.02);
            Assert.InRange(Constrained.Softplus(sum[2 + k]) / deviation[k], 0.93, 1.07);
            double[] mu = [.. mean], rho = [.. deviation.Select(s => Constrained.SoftplusInverse(s))], muGrad = new double[2], rhoGrad = new double[2];
            int at = k;
            Estimates.AreUnbiased(n => Grad(n, muGrad), 0, 20_000, hasPower: false);
            Estimates.AreUnbiased(n => Grad(n, rhoGrad), 0, 20_000, hasPower: false);

            double Grad(Noise n, double[] part)
            {
                ElboModels.LineExpectationGradient(mu, rho, x, y, x.Length, ref n, muGrad, rhoGrad);
                return part[at];
            }
        }
    }

    /// <summary>Six heads, four tails and Beta(10, 10) are Beta(16, 14); the evidence is B(16, 14)/B(10, 10).</summary>
    [Fact]
    public void The_bound_of_a_coin()
    {
        double a = Constrained.SoftplusInverse(16.0), b = Constrained.SoftplusInverse(14.0), evidence = Special.LogBeta(16.0, 14.0) - Special.LogBeta(10.0, 10.0);
        for (ulong seed = 0; seed < 50; seed++)
        {
            var noise = new Noise(seed);
            (double value, double aGrad, double bGrad) = ElboModels.CoinAtTheDrawExpectationGradient(a, b, 6, 4, ref noise);
            Assert.Equal(evidence, value, 1e-11);
            Assert.Equal(0, aGrad, 1e-10);
            Assert.Equal(0, bGrad, 1e-10);
        }

        Estimates.AreUnbiased(n => ElboModels.CoinExpectationGradient(a, b, 6, 4, ref n).AGrad, 0, 20_000, hasPower: false);
        Estimates.AreUnbiased(n => ElboModels.CoinExpectationGradient(a, b, 6, 4, ref n).BGrad, 0, 20_000, hasPower: false);
        double start = Constrained.SoftplusInverse(5.0);
        Estimates.AreUnbiased(n => ElboModels.CoinExpectationGradient(start, start, 6, 4, ref n).AGrad, Slope(x => Bound(Constrained.Softplus(x), 5), start), 40_000);

        static double Bound(double alpha, double beta) => (6 * (Special.Digamma(alpha) - Special.Digamma(alpha + beta))) + (4 * (Special.Digamma(beta) - Special.Digamma(alpha + beta))) - KullbackLeibler.Beta(alpha, beta, 10.0, 10.0);
    }

    /// <summary>Counts (3, 1, 2) and Dirichlet(1, 2, 1.5) are Dirichlet(4, 3, 3.5).</summary>
    [Fact]
    public void The_bound_of_shares()
    {
        double[] prior = [1, 2, 1.5], counts = [3, 1, 2], posterior = [.. prior.Zip(counts, (p, c) => Constrained.SoftplusInverse(p + c))], start = [.. prior.Select(p => Constrained.SoftplusInverse(p))], g = new double[3];
        for (int k = 0; k < 3; k++)
        {
            int at = k;
            double Grad(double[] free, Noise n)
            {
                ElboModels.SharesExpectationGradient(free, prior, counts, ref n, g);
                return g[at];
            }

            Estimates.AreUnbiased(n => Grad(posterior, n), 0, 20_000, hasPower: false);
            double exact = Slope(x => Bound([.. start.Select((s, i) => Constrained.Softplus(i == at ? x : s))]), start[k]);
            Estimates.AreUnbiased(n => Grad(start, n), exact, 100_000, hasPower: k == 0);
        }

        double Bound(double[] alpha) => counts.Zip(alpha, (c, a) => c * (Special.Digamma(a) - Special.Digamma(alpha.Sum()))).Sum() - KullbackLeibler.Dirichlet<double>(alpha, prior);
    }

    /// <summary>The posterior has the precision I + a aᵀ and the mean a y/(1 + a · a).</summary>
    [Fact]
    public void The_bound_of_a_regression()
    {
        double[] a = [0.8, -1.2];
        const double y = 1.5;
        double norm = (a[0] * a[0]) + (a[1] * a[1]);
        double[] mu = [.. a.Select(x => x * y / (1 + norm))], covariance = [1 - (a[0] * a[0] / (1 + norm)), -a[0] * a[1] / (1 + norm), 1 - (a[1] * a[1] / (1 + norm))];
        double l00 = Math.Sqrt(covariance[0]), l10 = covariance[1] / l00, l11 = Math.Sqrt(covariance[2] - (l10 * l10));
        double[] free = [Math.Log(l00), l10, Math.Log(l11)], muGrad = new double[2], freeGrad = new double[free.Length];
        for (int k = 0; k < 2 + free.Length; k++)
        {
            int at = k;
            double Grad(double[] mean, Noise n)
            {
                ElboModels.RegressionExpectationGradient(mean, free, a, y, ref n, muGrad, freeGrad);
                return at < 2 ? muGrad[at] : freeGrad[at - 2];
            }

            Estimates.AreUnbiased(n => Grad(mu, n), 0, 40_000, hasPower: false);
            if (k < 2)
            {
                // Elsewhere −(I + a aᵀ) (μ − μ*).
                Estimates.AreUnbiased(n => Grad([mu[0] + 1, mu[1]], n), -((at == 0 ? 1 : 0) + (a[at] * a[0])), 40_000);
            }
        }
    }

    /// <summary>A coin is enumerated: no variance; at the posterior logit 2x the bound is the evidence.</summary>
    [Fact]
    public void The_bound_of_a_coin_behind_a_number()
    {
        const double x = 0.7;
        for (ulong seed = 0; seed < 10; seed++)
        {
            Noise noise = new(seed), other = noise;
            Assert.Equal(0, ElboModels.MixtureExpectationGradient(2 * x, x, ref noise).AGrad, 1e-14);
            double p = 1 / (1 + Math.Exp(-0.3));
            Assert.Equal(p * (1 - p) * ((2 * x) - 0.3), ElboModels.MixtureExpectationGradient(0.3, x, ref other).AGrad, 1e-14);
        }
    }

    private static double Slope(Func<double, double> f, double x)
    {
        const double h = 1e-3;
        return ((8 * (f(x + h) - f(x - h))) - (f(x + (2 * h)) - f(x - (2 * h)))) / (12 * h);
    }
}
