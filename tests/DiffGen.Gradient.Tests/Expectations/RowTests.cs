using System;
using System.Linq;
using DiffGen.Sampling;
using Golden.Expectations;
using Xunit;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Closed forms of single questions: what goes through a draw, which costs it answers for, and what a wrong route would give.</summary>
public class RowTests
{
    /// <summary>y² along y = μ + σz: 2μ and 2σ, and the variance 4σ² of the first.</summary>
    [Fact]
    public void A_square_along_its_path()
    {
        const double mu = 0.9, sigma = 0.7;
        Estimates.AreUnbiased(n => Alternatives.SquareByPathExpectationGradient(mu, sigma, ref n).MuGrad, 2 * mu, 40_000);
        Estimates.AreUnbiased(n => Alternatives.SquareByPathExpectationGradient(mu, sigma, ref n).SigmaGrad, 2 * sigma, 120_000);
        Estimates.HasVariance(n => Alternatives.SquareByPathExpectationGradient(mu, sigma, ref n).MuGrad, 4 * sigma * sigma, 40_000);
    }

    /// <summary>The silent bias: of x² + (x > 0) the path gives 2μ = 1 in the mean, and 2μ + φ(μ) = 1.3520653 is right.</summary>
    [Fact]
    public void A_path_alone_misses_the_jump()
    {
        const double mu = 0.5, exact = 1.3520653;
        Estimates.AreUnbiased(n => RowModels.MixedByPathExpectationGradient(mu, ref n).MuGrad, 1, 150_000);
        (double mean, double deviation, _) = Estimates.Moments(n => RowModels.MixedByPathExpectationGradient(mu, ref n).MuGrad, 150_000);
        Assert.True((exact - mean) / (deviation / Math.Sqrt(150_000)) > 8);
        Estimates.AreUnbiased(n => Sites.MixedExpectationGradient(mu, ref n).MuGrad, exact, 200_000);
    }

    /// <summary>b* = (1 − θ) J(1) + θ J(0) leaves no variance at any θ.</summary>
    [Theory]
    [InlineData(0.02)]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.75)]
    [InlineData(0.99)]
    public void The_optimal_baseline_of_one_coin(double theta)
    {
        const double t = 0.45, yes = (1 - t) * (1 - t), no = t * t;
        double logit = Math.Log(theta / (1 - theta)), exact = theta * (1 - theta) * (yes - no);
        var values = Enumerable.Range(0, 400).Select(seed =>
        {
            var noise = new Noise((ulong)seed);
            var baselines = new Alternatives.TargetByScoreBaselines();
            baselines.BernoulliLogit.Kind = BaselineKind.Given;
            baselines.BernoulliLogit.Given = ((1 - theta) * yes) + (theta * no);
            (double value, double gradient, _) = Alternatives.TargetByScoreExpectationGradient(logit, t, ref noise, ref baselines);
            Assert.Equal(exact, gradient, 14);
            return value;
        }).Distinct();
        Assert.Equal(2, values.Count());
    }

    /// <summary>ln(a + b) is not taken apart: the exact mean, and the second moment of both draws answering for the whole of it.</summary>
    [Fact]
    public void The_logarithm_of_a_sum_is_one_cost()
    {
        const double p = 0.35, q = 0.6;
        double[] moments = Estimates.Expectation(
            noise =>
            {
                (_, double pGrad, double qGrad) = RowModels.LogarithmOfSumExpectationGradient(p, q, ref noise);
                return [pGrad, qGrad, qGrad * qGrad];
            },
            noise =>
            {
                bool a = Sample.Bernoulli(p, ref noise), b = Sample.Bernoulli(q, ref noise);
                return ($"{a}{b}", (a ? p : 1 - p) * (b ? q : 1 - q));
            });
        double pExact = 0, qExact = 0, qSquare = 0;
        foreach ((bool a, bool b) in new[] { (false, false), (false, true), (true, false), (true, true) })
        {
            double sum = (a ? 1.5 : 0.5) + (b ? 3 : p), pa = a ? p : 1 - p, pb = b ? q : 1 - q, score = b ? 1 / q : -1 / (1 - q);
            pExact += pb * (((a ? 1 : -1) * Math.Log(sum)) + (b ? 0 : pa / sum));
            qExact += pa * (b ? 1 : -1) * Math.Log(sum);
            qSquare += pa * pb * Math.Pow(Math.Log(sum) * score, 2);
        }

        Assert.Equal(pExact, moments[0], 12);
        Assert.Equal(qExact, moments[1], 12);
        Assert.Equal(qSquare, moments[2], 12);
    }

    /// <summary>A baseline for each iteration, (1 − θᵢ) Jᵢ(1) + θᵢ Jᵢ(0): no estimate differs from the gradient, though costs differ tenfold.</summary>
    [Fact]
    public void A_baseline_for_each_iteration()
    {
        double[] logits = [0.4, -1, 2], gradient = new double[3], theta = [.. logits.Select(l => 1 / (1 + Math.Exp(-l)))];
        double[] own = [.. theta.Select((t, i) => ((1 - t) * 10 * (i + 1)) + (t * 0.5))], common = [.. own.Select(_ => own.Average())];
        double worst = 0;
        for (ulong seed = 0; seed < 60; seed++)
        {
            Noise noise = new(seed), again = noise;
            RowModels.OwnBaselinesExpectationGradient(logits, own, ref noise, gradient);
            for (int i = 0; i < 3; i++)
            {
                Assert.Equal(theta[i] * (1 - theta[i]) * ((10 * (i + 1)) - 0.5), gradient[i], 12);
            }

            RowModels.OwnBaselinesExpectationGradient(logits, common, ref again, gradient);
            worst = Math.Max(worst, Math.Abs(gradient[2] - (theta[2] * (1 - theta[2]) * 29.5)));
        }

        Assert.True(worst > 1, "one baseline for all iterations is to leave a variance");
    }

    /// <summary>A count of 64 values, enumerated: 10 and −56.25 at 0.4 but for what lies beyond, without variance.</summary>
    [Fact]
    public void A_truncated_count_is_enumerated()
    {
        const double p = 0.4;
        double tail = Math.Pow(1 - p, 63) * 63 * 64 * 64 / (p * p);
        for (ulong seed = 0; seed < 20; seed++)
        {
            var noise = new Noise(seed);
            Assert.InRange(RowModels.TruncatedExpectationGradient(p, ref noise).PGrad + 56.25, -tail - 1e-10, tail + 1e-10);
        }
    }

    /// <summary>Estimates of loops of any length allocate nothing once they have been called, with baselines and without.</summary>
    [Fact]
    public void Warm_estimates_allocate_nothing()
    {
        double[] logits = new double[500], gradient = new double[500];
        var walk = default(Loops.WalkBaselines);
        var coins = default(Loops.CoinsBaselines);
        double sum = 0;
        for (int turn = 0; turn < 3; turn++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            var noise = new Noise(3);
            sum += Loops.WalkExpectationGradient(20, 10, ref noise).PGrad + Loops.WalkExpectationGradient(20, 2_000, ref noise, ref walk, 3).PGrad;
            sum += Loops.CoinsExpectationGradient(logits, ref noise, gradient) + Loops.CoinsExpectationGradient(logits, ref noise, gradient, ref coins);
            Assert.True(turn == 0 || GC.GetAllocatedBytesForCurrentThread() == before);
        }

        Assert.True(double.IsFinite(sum));
    }

    /// <summary>Steps up E = 20p² + 190p³ − 210p⁴, of estimates, to the maximum 24.97456 at 0.742689. The steps 1/(503 (t + 1)) by the curvature there leave the noise of the mean step, below 10⁻⁴.</summary>
    [Fact]
    public void The_maximum_of_an_expectation_is_climbed()
    {
        static double Exact(double p) => (20 * p * p) + (190 * p * p * p) - (210 * p * p * p * p);
        double x = 0.6;
        var noise = new Noise(3);
        double squares = 0;
        const int steps = 6_000, samples = 20;
        for (int t = 0; t < steps; t++)
        {
            double g = Alternatives.CompositeExpectationGradient(x, ref noise, samples).PGrad;
            x = Math.Clamp(x + (g / (503 * (t + 1.0))), 0.3, 0.9);
            squares += t >= steps / 2 ? g * g : 0;
        }

        double error = Math.Sqrt(squares / (steps / 2) / steps) / 503;
        Assert.True(error < 1e-4, $"{error}");
        Assert.True(Math.Abs(x - 0.742689) < (5 * error) + 2e-5, $"{x}, standard error {error}");
        Assert.Equal(24.97456, Exact(0.742689), 5);
        Assert.InRange(Exact(x), 24.97456 - 1e-5, 24.97456 + 1e-5);
    }
}
