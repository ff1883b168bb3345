using System;
using System.Linq;
using DiffGen.Sampling;
using Golden.Expectations;
using Xunit;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Baselines that are regressions on the input x ∈ {0, 1, 2}, which decides between three tables of costs of one category.</summary>
public class RegressionTests
{
    private static readonly double[] s_p = [0.2, 0.3, 0.5];
    private static readonly double[] s_logits = [.. s_p.Select(p => Math.Log(p))];
    private static readonly double[][] s_tables = [[1, 2, 4], [5, 1, 2], [0.5, 0.5, 8]];

    /// <summary>
    /// b*ᵢ(x) = E[J sᵢ² | x]/E[sᵢ² | x] by two regressions for each logit, of J sᵢ² and of sᵢ² on polynomials of x, each step of which is one down a squared error: after 10⁵ steps within 2 % of the exact ones. The
    /// estimates that they are learned of go on being unbiased.
    /// </summary>
    [Fact]
    public void Optimal_baselines_of_the_input()
    {
        const int steps = 100_000;
        double[,] numerator = new double[3, 3], denominator = new double[3, 3];
        double[] g = new double[3], unused = new double[3], sum = new double[3], squares = new double[3];
        var baselines = new Sites.CategoryBaselines();
        baselines.Categorical.Kind = BaselineKind.Optimal;
        var each = new OptimalBaseline(3, 0.5);
        baselines.Categorical.PerParameter = each;
        for (int t = 0; t < steps; t++)
        {
            int x = t % 3;
            double[] f = Features(x);
            for (int i = 0; i < 3; i++)
            {
                double square = At(denominator, i, f);
                each.Denominators[i] = square > 1e-3 ? square : 1;
                each.Numerators[i] = square > 1e-3 ? At(numerator, i, f) : 0;
            }

            Noise noise = new(new NoiseKey(9), (ulong)t * 16), draw = noise;
            int k = Sample.Categorical<double>(s_logits, ref draw);
            Sites.CategoryExpectationGradient(s_logits, s_tables[x], ref noise, g, unused, ref baselines);
            double cost = baselines.Categorical.LatestCost;
            Assert.Equal(s_tables[x][k], cost);
            for (int i = 0; i < 3; i++)
            {
                double s = (k == i ? 1 : 0) - s_p[i], rate = 1 / (t + 10.0);
                Descend(numerator, i, f, cost * s * s, rate);
                Descend(denominator, i, f, s * s, rate);
                double off = g[i] - Gradient(x)[i];
                sum[i] += off;
                squares[i] += off * off;
            }
        }

        for (int x = 0; x < 3; x++)
        {
            for (int i = 0; i < 3; i++)
            {
                double[] weights = [.. Enumerable.Range(0, 3).Select(k => s_p[k] * Math.Pow((k == i ? 1 : 0) - s_p[i], 2))];
                double exact = weights.Zip(s_tables[x], (w, c) => w * c).Sum() / weights.Sum(), learned = At(numerator, i, Features(x)) / At(denominator, i, Features(x));
                Assert.True(Math.Abs(learned - exact) <= 0.02 * exact, $"x = {x}, logit {i}: {learned}, exact {exact}");
            }
        }

        for (int i = 0; i < 3; i++)
        {
            double z = sum[i] / Math.Sqrt(squares[i]);
            Assert.True(Math.Abs(z) <= 5, $"logit {i}: z {z}");
        }
    }

    /// <summary>The baseline that the method learns comes within 1 % of E[J | x]; the variance is then that of b = E[J], 0.5112 for the first table.</summary>
    [Fact]
    public void The_mean_cost_of_the_input()
    {
        const int steps = 400_000;
        double[] v = new double[3], g = new double[3], vGrad = new double[3];
        for (int t = 0; t < steps; t++)
        {
            int x = t % 3;
            var noise = new Noise(new NoiseKey(7), (ulong)t * 16);
            RowModels.LearnedExpectationGradient(s_logits, v, s_tables[x], x, ref noise, g, vGrad);

            // One coordinate after another, along the polynomials that are independent of each other over the inputs.
            double error = vGrad[0], rate = 1 / (t + 10.0);
            double[] f = Features(x);
            double c0 = -rate * error * f[0], c1 = -rate * error * f[1], c2 = -rate * error * f[2], linear = Math.Sqrt(1.5), square = Math.Sqrt(0.5);
            Assert.Equal(error * x, vGrad[1], 12);
            Assert.Equal(error * x * x, vGrad[2], 12);
            v[0] += c0 - (c1 * linear) + (c2 * square);
            v[1] += (c1 * linear) - (6 * c2 * square);
            v[2] += 3 * c2 * square;
        }

        for (int x = 0; x < 3; x++)
        {
            double learned = v[0] + (v[1] * x) + (v[2] * x * x), exact = Mean(x);
            Assert.True(Math.Abs(learned - exact) <= 0.01 * exact, $"x = {x}: {learned}, exact {exact}");
        }

        Assert.Equal(0.5112, Variance(0, [2.8, 0, 0]), 12);
        Assert.InRange(Variance(0, v), 0.5112 * 0.96, 0.5112 * 1.04);
        Assert.Equal(3.6248, Variance(0, [0, 0, 0]), 12);
    }

    /// <summary>Costs in proportion to an input of 0.5, 2 or 8: the variances, over all inputs and draws, of one constant for all and of E[J | x] have the ratio of their closed forms.</summary>
    [Fact]
    public void A_baseline_of_the_input_against_a_constant()
    {
        double[] inputs = [0.5, 2, 8];
        double byInput = 0, byConstant = 0, constantExact = 0, inputExact = 0, mean = 2.8 * inputs.Average();
        foreach (double x in inputs)
        {
            byInput += Spread(x, 2.8 * x) / 3;
            byConstant += Spread(x, mean) / 3;
            inputExact += 0.5112 * x * x / 3;
            for (int i = 0; i < 3; i++)
            {
                double g = x * Gradient(0)[i];
                constantExact += Enumerable.Range(0, 3).Sum(k => s_p[k] * Math.Pow(((x * s_tables[0][k]) - mean) * ((k == i ? 1 : 0) - s_p[i]), 2)) / 3;
                constantExact -= g * g / 3;
            }
        }

        Assert.Equal(inputExact, byInput, 11);
        Assert.Equal(constantExact, byConstant, 11);
        Assert.Equal(constantExact / inputExact, byConstant / byInput, 11);
        Assert.True(byConstant > 2 * byInput, $"{byConstant} against {byInput}");

        // E‖ĝ − g(x)‖² of draws with x given.
        static double Spread(double x, double baseline)
        {
            double[] costs = [.. s_tables[0].Select(c => c * x)], moments = Estimates.Expectation(
                noise =>
                {
                    double[] g = new double[3], unused = new double[3];
                    var baselines = new Sites.CategoryBaselines();
                    baselines.Categorical.Kind = BaselineKind.Given;
                    baselines.Categorical.Given = baseline;
                    Sites.CategoryExpectationGradient(s_logits, costs, ref noise, g, unused, ref baselines);
                    return [.. g, g.Sum(v => v * v)];
                },
                Drawn);
            for (int i = 0; i < 3; i++)
            {
                Assert.Equal(x * Gradient(0)[i], moments[i], 12);
            }

            return moments[3] - Enumerable.Range(0, 3).Sum(i => moments[i] * moments[i]);
        }
    }

    private static double Variance(int x, double[] v)
    {
        double[] moments = Estimates.Expectation(
            noise =>
            {
                double[] g = new double[3], unused = new double[3];
                RowModels.LearnedExpectationGradient(s_logits, v, s_tables[x], x, ref noise, g, unused);
                return [.. g, g.Sum(w => w * w)];
            },
            Drawn);
        return moments[3] - Enumerable.Range(0, 3).Sum(i => moments[i] * moments[i]);
    }

    private static (string, double) Drawn(Noise noise)
    {
        int k = Sample.Categorical<double>(s_logits, ref noise);
        return (k.ToString(System.Globalization.CultureInfo.InvariantCulture), s_p[k]);
    }

    /// <summary>1, √1.5 (x − 1) and √½ (3 (x − 1)² − 2): over the three inputs they are independent and of mean square 1.</summary>
    private static double[] Features(int x) => [1, Math.Sqrt(1.5) * (x - 1), Math.Sqrt(0.5) * ((3 * (x - 1) * (x - 1)) - 2)];

    private static double At(double[,] model, int i, double[] f) => (model[i, 0] * f[0]) + (model[i, 1] * f[1]) + (model[i, 2] * f[2]);

    private static void Descend(double[,] model, int i, double[] f, double target, double rate)
    {
        double error = At(model, i, f) - target;
        for (int k = 0; k < 3; k++)
        {
            model[i, k] -= rate * error * f[k];
        }
    }

    private static double Mean(int x) => s_p.Zip(s_tables[x], (p, c) => p * c).Sum();

    private static double[] Gradient(int x) => [.. s_p.Select((p, i) => p * (s_tables[x][i] - Mean(x)))];
}
