using System;
using System.Linq;
using DiffGen.Sampling;
using Golden.Expectations;
using Xunit;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Baselines that a method gives, learned or not, and those of each parameter of a distribution.</summary>
public class GivenBaselineTests
{
    private static readonly double[] s_p = [0.2, 0.3, 0.5];
    private static readonly double[] s_logits = [.. s_p.Select(p => Math.Log(p))];
    private static readonly double[] s_costs = [1, 2, 4];

    /// <summary>E[b s] = 0, whatever the baseline is; its own parameters get the gradient of half its squared error.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0.5)]
    [InlineData(-10, 100)]
    public void A_baseline_does_not_move_the_mean(double v0, double v1)
    {
        const double p = 0.3, logit = 0.8;
        double[] v = [v0, v1], g = new double[2];
        double[] mean = Estimates.Expectation(
            noise =>
            {
                (double value, double pGrad, double logitGrad) = Given.PairExpectationGradient(p, logit, v, ref noise, g);
                return [value, pGrad, logitGrad, .. g];
            },
            noise =>
            {
                bool b = Sample.Bernoulli(p, ref noise), c = Sample.BernoulliLogit(logit, ref noise);
                return ($"{b}{c}", (b ? p : 1 - p) * (c ? Sigmoid(logit) : 1 - Sigmoid(logit)));
            });
        double t = Sigmoid(logit), second = (1.5 * t) + (0.5 * (1 - t)), first = (p * logit) + (2 * (1 - p)), error = v0 + (v1 * logit) - (first * second), scale = Math.Max(1, Math.Abs(v0 + v1));
        double[] exact = [(first * second) + 3, (logit - 2) * second, (p * second) + (first * t * (1 - t)), error, error * logit];
        for (int i = 0; i < exact.Length; i++)
        {
            Assert.True(Math.Abs(exact[i] - mean[i]) <= 1e-12 * scale, $"{i}: {exact[i]}, was {mean[i]}");
        }
    }

    /// <summary>A baseline of the state, learned step by step: gradients of policy and baseline over all 16 walks.</summary>
    [Fact]
    public void Baselines_of_a_state()
    {
        float[] policy = [0.2f, -0.6f], value = [0.5f, 0.3f], policyGrad = new float[2], valueGrad = new float[2];
        double[] mean = Estimates.Expectation(
            noise =>
            {
                Given.WalkExpectationGradient(policy, value, ref noise, policyGrad, valueGrad);
                return [policyGrad[0], policyGrad[1], valueGrad[0], valueGrad[1]];
            },
            noise =>
            {
                float state = 0;
                string draws = "";
                double probability = 1;
                for (int i = 0; i < 4; i++)
                {
                    float logit = policy[0] + (policy[1] * state);
                    bool up = Sample.BernoulliLogit(logit, ref noise);
                    draws += up ? "1" : "0";
                    probability *= up ? Sigmoid(logit) : 1 - Sigmoid(logit);
                    state += up ? 0.5f : -0.5f;
                }

                return (draws, probability);
            });
        const double h = 1e-4;
        double[] errors = new double[2];
        Errors(0, 0, 1);
        Assert.Equal((Cost(0.2 + h, -0.6, 0, 0) - Cost(0.2 - h, -0.6, 0, 0)) / (2 * h), mean[0], 5);
        Assert.Equal((Cost(0.2, -0.6 + h, 0, 0) - Cost(0.2, -0.6 - h, 0, 0)) / (2 * h), mean[1], 5);
        Assert.Equal(errors[0], mean[2], 5);
        Assert.Equal(errors[1], mean[3], 5);

        double Cost(double a, double b, int t, double state)
        {
            double up = Sigmoid(a + (b * state)), above = state + 0.5, below = state - 0.5;
            return t == 4 ? 0 : (up * ((above * above) + Cost(a, b, t + 1, above))) + ((1 - up) * ((below * below) + Cost(a, b, t + 1, below)));
        }

        // Σ_t E[(v_t − E[J_t | state]) ∂v_t]
        void Errors(int t, double state, double probability)
        {
            if (t == 4)
            {
                return;
            }

            double error = probability * (0.5 + (0.3 * state) - Cost(0.2, -0.6, t, state)), up = Sigmoid(0.2 - (0.6 * state));
            errors[0] += error;
            errors[1] += error * state;
            Errors(t + 1, state + 0.5, probability * up);
            Errors(t + 1, state - 0.5, probability * (1 - up));
        }
    }

    /// <summary>A step up the gradient, w = −1, is a step down the error of the baseline none the less.</summary>
    [Fact]
    public void A_baseline_learns_downhill_whatever_the_weight()
    {
        double[] v = [1, 0.5], down = new double[2], up = new double[2];
        Noise a = new(3), b = new(3);
        Given.PairExpectationVjp(0.3, 0.8, v, ref a, 2, down);
        Given.PairExpectationVjp(0.3, 0.8, v, ref b, -2, up);
        Assert.NotEqual(0, down[0]);
        Assert.Equal(down, up);
    }

    /// <summary>The variances of (J − b) s over a category with costs 1, 2, 4: no baseline, E[J], the best common one, and b* of each logit.</summary>
    [Fact]
    public void Variances_of_baselines()
    {
        double[] optimal = [1.45, 8.2 / 3.5, 2.8];
        Variances(0, null, [0.3664, 1.2684, 1.99], 3.6248);
        Variances(2.8, null, null, 0.5112);
        Variances(2.296774, null, null, 0.354194);
        Variances(7, optimal, [0.03, 0.115714, 0.03], 0.175714);
    }

    /// <summary>b*ᵢ of three tables of costs, learned within two per cent of the exact ones: what an average of J s² and s² for each input gives.</summary>
    [Fact]
    public void Learned_for_each_input()
    {
        double[][] tables = [[1, 2, 4], [5, 1, 2], [0.5, 0.5, 8]];
        double[] g = new double[3], unused = new double[3];
        var noise = new Noise(17);
        foreach (double[] costs in tables)
        {
            var baselines = new Sites.CategoryBaselines();
            baselines.Categorical.Kind = BaselineKind.Optimal;
            var each = new OptimalBaseline(3, 0.99995);
            baselines.Categorical.PerParameter = each;
            for (int i = 0; i < 4_000; i++)
            {
                Sites.CategoryExpectationGradient(s_logits, costs, ref noise, g, unused, ref baselines, 25);
            }

            for (int k = 0; k < 3; k++)
            {
                double[] squares = [.. Enumerable.Range(0, 3).Select(x => s_p[x] * Math.Pow((x == k ? 1 : 0) - s_p[k], 2))];
                double exact = squares.Zip(costs, (s, c) => s * c).Sum() / squares.Sum(), learned = each[k];
                Assert.True(Math.Abs(learned - exact) <= 0.02 * exact, $"{k}: {learned}, exact {exact}");
            }
        }
    }

    /// <summary>Of a distribution of two parameters each has its own; besides, the category has one that the method gives.</summary>
    [Fact]
    public void Each_parameter()
    {
        const double r = 2, p = 0.5, h = 1e-4;
        static double Exact(double r, double p) => 0.1 * ((r * (1 - p) / (p * p)) + (r * r * (1 - p) * (1 - p) / (p * p)));
        var baselines = new Given.EachBaselines();
        baselines.NegativeBinomial.Kind = BaselineKind.Optimal;
        OptimalBaseline both = new(2, 0.999), logits = new(3, 0.999);
        baselines.NegativeBinomial.PerParameter = both;
        baselines.Categorical.Kind = BaselineKind.Optimal;
        baselines.Categorical.PerParameter = logits;
        double[] g = new double[3], unused = new double[3];
        var warm = new Noise(3);
        Given.EachExpectationGradient(r, p, s_logits, s_costs, ref warm, g, unused, ref baselines, 100_000);

        // Frozen: an estimate enters what it notes in a copy.
        (double, double) One(Noise n)
        {
            Given.EachBaselines frozen = baselines;
            frozen.NegativeBinomial.PerParameter = both.Clone();
            (_, double rGrad, double pGrad) = Given.EachExpectationGradient(r, p, s_logits, s_costs, ref n, g, unused, ref frozen);
            return (rGrad, pGrad);
        }

        Estimates.AreUnbiased(n => One(n).Item1, (Exact(r + h, p) - Exact(r - h, p)) / (2 * h), 60_000, hasPower: false);
        Estimates.AreUnbiased(n => One(n).Item2, (Exact(r, p + h) - Exact(r, p - h)) / (2 * h), 60_000, hasPower: false);
        (_, double with, _) = Estimates.Moments(n => One(n).Item2, 20_000);
        (_, double without, _) = Estimates.Moments(n => Given.EachExpectationGradient(r, p, s_logits, s_costs, ref n, g, unused).PGrad, 20_000);
        Assert.True(with * with < 0.8 * without * without, $"{with} with baselines, {without} without");

        // b* = 2.8 of the third logit, less the 1 that the method gives.
        Assert.InRange(logits[2], 1.75, 1.85);
    }

    [Fact]
    public void A_wrong_number_of_parameters_is_told()
    {
        var baselines = new Sites.CategoryBaselines();
        baselines.Categorical.Kind = BaselineKind.Optimal;
        baselines.Categorical.PerParameter = new OptimalBaseline(4, 0.9);
        var noise = new Noise(3);
        double[] g = new double[3], unused = new double[3];
        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => Sites.CategoryExpectationGradient(s_logits, s_costs, ref noise, g, unused, ref baselines));
        Assert.Contains("4 baselines", thrown.Message, StringComparison.Ordinal);
    }

    private static void Variances(double common, double[]? each, double[]? expected, double sum)
    {
        double[] moments = Estimates.Expectation(
            noise =>
            {
                double[] g = new double[3], unused = new double[3];
                var baselines = new Sites.CategoryBaselines();
                baselines.Categorical.Kind = BaselineKind.Optimal;
                baselines.Categorical.Mean = common;
                if (each is not null)
                {
                    var exact = new OptimalBaseline(3, 0.9);
                    for (int i = 0; i < 3; i++)
                    {
                        exact.Numerators[i] = 2 * each[i];
                        exact.Denominators[i] = 2;
                    }

                    baselines.Categorical.PerParameter = exact;
                }

                Sites.CategoryExpectationGradient(s_logits, s_costs, ref noise, g, unused, ref baselines);
                return [.. g, .. g.Select(x => x * x)];
            },
            noise =>
            {
                int k = Sample.Categorical<double>(s_logits, ref noise);
                return (k.ToString(System.Globalization.CultureInfo.InvariantCulture), s_p[k]);
            });
        double[] gradient = [-0.36, -0.24, 0.6], variances = [.. Enumerable.Range(0, 3).Select(i => moments[3 + i] - (gradient[i] * gradient[i]))];
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(gradient[i], moments[i], 12);
            Assert.True(expected is null || Math.Abs(expected[i] - variances[i]) < 1e-6, $"{i}: {variances[i]}");
        }

        Assert.Equal(sum, variances.Sum(), 6);
    }

    private static double Sigmoid(double a) => 1 / (1 + Math.Exp(-a));
}
