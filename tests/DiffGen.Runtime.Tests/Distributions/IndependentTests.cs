using System;
using System.Linq;
using DiffGen.Distributions;
using Xunit;

namespace DiffGen.Runtime.Tests.Distributions;

/// <summary>Log-probabilities of independent variables are the sums of those of one, with their derivatives: in vectors and one by one, outside the support and the range of the parameters too.</summary>
public sealed class IndependentTests
{
    private delegate double Reverse(double[][] inputs, double valueGrad, double[][] grads);

    private delegate (double Value, double Tangent) Forward(double[][] inputs, double[][] tangents);

    /// <param name="Name">The distribution.</param>
    /// <param name="Columns">Numbers for each input.</param>
    /// <param name="Odd">Rows that are not ordinary.</param>
    /// <param name="Value">The sum.</param>
    /// <param name="Jvp">Its forward derivative.</param>
    /// <param name="Vjp">Its reverse derivative.</param>
    /// <param name="One">Value and partials of one variable; those of a count are 0.</param>
    private sealed record Case(string Name, Func<int, double[]> Columns, double[][] Odd, Func<double[][], double> Value, Forward Jvp, Reverse Vjp, Func<double[], double[]> One);

    private const double Infinity = double.PositiveInfinity;

    private static readonly Case[] s_cases =
    [
        new("Normal", i => [Wave(i), Wave(i + 5), 0.3 + (0.2 * i)], [[1, 2, 0], [1, 2, -1], [1, 2, Infinity], [double.NaN, 1, 1], [Infinity, 1, 1]], a => Normal.LogProbability<double>(a[0], a[1], a[2]),
            (a, t) => Normal.LogProbabilityJvp<double>(a[0], a[1], a[2], t[0], t[1], t[2]), (a, g, d) => Normal.LogProbabilityVjp(a[0], a[1], a[2], g, d[0], d[1], d[2]),
            a => Three(Normal.LogProbabilityVjp(a[0], a[1], a[2], 1.0))),
        new("LogNormal", i => [0.1 + (0.3 * i), Wave(i + 5), 0.3 + (0.2 * i)], [[0, 1, 1], [-1, 1, 1], [1, 1, -1], [1e-310, 0, 2], [double.NaN, 1, 1]], a => LogNormal.LogProbability<double>(a[0], a[1], a[2]),
            (a, t) => LogNormal.LogProbabilityJvp<double>(a[0], a[1], a[2], t[0], t[1], t[2]), (a, g, d) => LogNormal.LogProbabilityVjp(a[0], a[1], a[2], g, d[0], d[1], d[2]),
            a => Three(LogNormal.LogProbabilityVjp(a[0], a[1], a[2], 1.0))),
        new("Laplace", i => [Wave(i), Wave(i + 5), 0.3 + (0.2 * i)], [[2, 2, 1], [1, 2, 0], [1, 2, -1], [double.NaN, 1, 1], [1, double.NaN, 1]], a => Laplace.LogProbability<double>(a[0], a[1], a[2]),
            (a, t) => Laplace.LogProbabilityJvp<double>(a[0], a[1], a[2], t[0], t[1], t[2]), (a, g, d) => Laplace.LogProbabilityVjp(a[0], a[1], a[2], g, d[0], d[1], d[2]),
            a => Three(Laplace.LogProbabilityVjp(a[0], a[1], a[2], 1.0))),
        new("Exponential", i => [0.4 * i, 0.3 + (0.2 * i)], [[-1, 2], [1, 0], [1, -1], [double.NaN, 1]], a => Exponential.LogProbability<double>(a[0], a[1]),
            (a, t) => Exponential.LogProbabilityJvp<double>(a[0], a[1], t[0], t[1]), (a, g, d) => Exponential.LogProbabilityVjp(a[0], a[1], g, d[0], d[1]),
            a => Two(Exponential.LogProbabilityVjp(a[0], a[1], 1.0))),
        new("Bernoulli", i => [i % 2, 0.02 + (0.017 * i)], [[1, 1], [0, 0], [1, 0], [0, 1], [1, 1.5], [0, double.NaN]], a => Bernoulli.LogProbability<double>(a[0], a[1]),
            (a, t) => Bernoulli.LogProbabilityJvp<double>(a[0], a[1], t[0], t[1]), (a, g, d) => Bernoulli.LogProbabilityVjp(a[0], a[1], g, d[0], d[1]),
            a => OfTruth(a, Bernoulli.LogProbabilityVjp(a[0] == 1, a[1], 1.0), Bernoulli.LogProbability(true, a[1]) - Bernoulli.LogProbability(false, a[1]))),
        new("BernoulliLogit", i => [i % 2, Wave(i)], [[1, 800], [0, -800], [1, -800], [0, 0], [1, double.NaN]], a => BernoulliLogit.LogProbability<double>(a[0], a[1]),
            (a, t) => BernoulliLogit.LogProbabilityJvp<double>(a[0], a[1], t[0], t[1]), (a, g, d) => BernoulliLogit.LogProbabilityVjp(a[0], a[1], g, d[0], d[1]),
            a => OfTruth(a, BernoulliLogit.LogProbabilityVjp(a[0] == 1, a[1], 1.0), a[1])),
        new("Gamma", i => [0.1 + (0.3 * i), 0.4 + (0.2 * i), 0.3 + (0.1 * i)], [[-1, 2, 1], [1, -2, 1], [1, 2, double.NaN]], a => Gamma.LogProbability<double>(a[0], a[1], a[2]),
            (a, t) => Gamma.LogProbabilityJvp<double>(a[0], a[1], a[2], t[0], t[1], t[2]), (a, g, d) => Gamma.LogProbabilityVjp(a[0], a[1], a[2], g, d[0], d[1], d[2]),
            a => Three(Gamma.LogProbabilityVjp(a[0], a[1], a[2], 1.0))),
        new("Beta", i => [0.02 + (0.023 * i), 0.4 + (0.2 * i), 0.3 + (0.1 * i)], [[-1, 2, 1], [2, 2, 1], [0.5, 2, -1]], a => Beta.LogProbability<double>(a[0], a[1], a[2]),
            (a, t) => Beta.LogProbabilityJvp<double>(a[0], a[1], a[2], t[0], t[1], t[2]), (a, g, d) => Beta.LogProbabilityVjp(a[0], a[1], a[2], g, d[0], d[1], d[2]),
            a => Three(Beta.LogProbabilityVjp(a[0], a[1], a[2], 1.0))),
        new("StudentT", i => [Wave(i), 1.5 + i, Wave(i + 5), 0.3 + (0.2 * i)], [[1, -1, 0, 1], [1, 2, 0, -1]], a => StudentT.LogProbability<double>(a[0], a[1], a[2], a[3]),
            (a, t) => StudentT.LogProbabilityJvp<double>(a[0], a[1], a[2], a[3], t[0], t[1], t[2], t[3]), (a, g, d) => StudentT.LogProbabilityVjp(a[0], a[1], a[2], a[3], g, d[0], d[1], d[2], d[3]),
            a =>
            {
                (double value, double byX, double byNu, double byMu, double bySigma) = StudentT.LogProbabilityVjp(a[0], a[1], a[2], a[3], 1.0);
                return [value, byX, byNu, byMu, bySigma];
            }),
        new("Poisson", i => [i, 0.4 + i], [[-1, 2], [0, 0], [1, -1]], a => Poisson.LogProbability<double>(Ints(a), a[1]),
            (a, t) => Poisson.LogProbabilityJvp<double>(Ints(a), a[1], t[1]), (a, g, d) => Poisson.LogProbabilityVjp(Ints(a), a[1], g, d[1]),
            a => OfCount(Poisson.LogProbabilityVjp((int)a[0], a[1], 1.0))),
        new("Geometric", i => [i, 0.02 + (0.017 * i)], [[-1, 0.5], [0, 1], [1, 1.5]], a => Geometric.LogProbability<double>(Ints(a), a[1]),
            (a, t) => Geometric.LogProbabilityJvp<double>(Ints(a), a[1], t[1]), (a, g, d) => Geometric.LogProbabilityVjp(Ints(a), a[1], g, d[1]),
            a => OfCount(Geometric.LogProbabilityVjp((int)a[0], a[1], 1.0))),
        new("Binomial", i => [i % 21, 0.02 + (0.017 * i)], [[-1, 0.5], [21, 0.5], [20, 1], [0, 0], [3, 1.5]], a => Binomial.LogProbability<double>(Ints(a), 20, a[1]),
            (a, t) => Binomial.LogProbabilityJvp<double>(Ints(a), 20, a[1], t[1]), (a, g, d) => Binomial.LogProbabilityVjp(Ints(a), 20, a[1], g, d[1]),
            a => OfCount(Binomial.LogProbabilityVjp((int)a[0], 20, a[1], 1.0))),
        new("NegativeBinomial", i => [i, 0.5 + i, 0.02 + (0.017 * i)], [[-1, 1, 0.5], [1, -1, 0.5], [0, 2, 1]], a => NegativeBinomial.LogProbability<double>(Ints(a), a[1], a[2]),
            (a, t) => NegativeBinomial.LogProbabilityJvp<double>(Ints(a), a[1], a[2], t[1], t[2]), (a, g, d) => NegativeBinomial.LogProbabilityVjp(Ints(a), a[1], a[2], g, d[1], d[2]),
            a =>
            {
                (double value, double byR, double byP) = NegativeBinomial.LogProbabilityVjp((int)a[0], a[1], a[2], 1.0);
                return [value, 0, byR, byP];
            }),
    ];

    public static TheoryData<string> Names() => [.. s_cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Sums_are_those_of_the_single_ones(string name)
    {
        Case c = s_cases.Single(c => c.Name == name);
        foreach (int n in (int[])[0, 1, 2, 7, 8, 9, 15, 16, 17, 40])
        {
            Check(c, [.. Enumerable.Range(0, n).Select(c.Columns)]);
        }

        foreach (double[] odd in c.Odd)
        {
            foreach (int at in (int[])[0, 5, 8, 18])
            {
                double[][] rows = [.. Enumerable.Range(0, 19).Select(c.Columns)];
                rows[at] = odd;
                Check(c, rows);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public void Rows_of_categories(int count)
    {
        int[] k = [.. Enumerable.Range(0, count).Select(i => (2 * i) % 3)];
        double[] logits = [.. Enumerable.Range(0, 3 * count).Select(i => Wave(i))], grads = [.. logits.Select(_ => 7.0)], tangents = [.. logits.Select((_, i) => 0.2 - (0.1 * i))];
        double value = 0, along = 0;
        double[] exact = new double[3 * count];
        for (int i = 0; i < count; i++)
        {
            value += Categorical.LogProbabilityVjp(k[i], logits.AsSpan(3 * i, 3), 1.5, exact.AsSpan(3 * i, 3));
        }

        Assert.Equal(value, Categorical.LogProbability<double>(k, logits), 1e-13);
        Assert.Equal(value, Categorical.LogProbabilityVjp(k, logits, 1.5, grads), 1e-13);
        for (int i = 0; i < logits.Length; i++)
        {
            Assert.Equal(7 + exact[i], grads[i], 1e-14);
            along += exact[i] / 1.5 * tangents[i];
        }

        Assert.Equal(along, Categorical.LogProbabilityJvp<double>(k, logits, tangents).Tangent, 1e-12);
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        double[] two = new double[2], three = new double[3];
        Named("logits", () => Categorical.LogProbability<double>([0, 1], three));
        Named("logits", () => Categorical.LogProbability<double>([], three));
        Named("k", () => Categorical.LogProbability<double>([0, 2], [1.0, 1, 1, 1]));
        Named("rate", () => Gamma.LogProbability<double>(two, two, three));
        Named("lambda", () => Poisson.LogProbability<double>([1, 2], three));
        Named("p", () => Binomial.LogProbability<double>([1, 2], 4, three));
        Named("xTangent", () => Exponential.LogProbabilityJvp<double>(two, two, three, two));
        Named("pGrad", () => Bernoulli.LogProbabilityVjp(two, [0.5, 0.5], 1.0, new double[2], three));
        Assert.Equal(0, Categorical.LogProbability<double>([], []));

        static void Named(string name, Action action) => Assert.Equal(name, Assert.ThrowsAny<ArgumentException>(action).ParamName);
    }

    [Fact]
    public void Single_precision_is_double_precision_rounded()
    {
        float[] x = [.. Enumerable.Range(0, 19).Select(i => 0.25f * i)], rate = [.. Enumerable.Range(1, 19).Select(i => 0.5f * i)], xGrad = new float[19], rateGrad = new float[19];
        double[] wideX = [.. x.Select(v => (double)v)], wideRate = [.. rate.Select(v => (double)v)], wideXGrad = new double[19], wideRateGrad = new double[19];
        Assert.Equal((float)Exponential.LogProbabilityVjp(wideX, wideRate, 1.0, wideXGrad, wideRateGrad), Exponential.LogProbabilityVjp(x, rate, 1f, xGrad, rateGrad));
        Assert.Equal([.. wideXGrad.Select(v => (float)v)], xGrad);
        Assert.Equal([.. wideRateGrad.Select(v => (float)v)], rateGrad);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        double[] x = [.. Enumerable.Range(1, 19).Select(i => 0.05 * i)], grads = new double[19], other = new double[19];
        double sum = 0;
        int[] counts = new int[19];
        Allocations.AssertNone(() =>
        {
            sum += Exponential.LogProbabilityVjp(x, x, 1.0, grads, other);
            sum += Bernoulli.LogProbabilityJvp<double>(x, x, x, x).Tangent;
            sum += Poisson.LogProbabilityVjp(counts, x, 1.0, grads);
        });
    }

    private static void Check(Case c, double[][] rows)
    {
        int inputs = c.Columns(0).Length;
        double[][] columns = [.. Enumerable.Range(0, inputs).Select(k => rows.Select(r => r[k]).ToArray())], grads = [.. columns.Select(a => Enumerable.Repeat(7.0, a.Length).ToArray())];
        double[][] tangents = [.. columns.Select((a, k) => a.Select((_, i) => 0.3 + (0.1 * k) - (0.05 * i)).ToArray())];
        double value = 0, size = 0, along = 0, alongSize = 0;
        double[] results = [c.Value(columns), c.Vjp(columns, 1.5, grads), c.Jvp(columns, tangents).Value];
        for (int i = 0; i < rows.Length; i++)
        {
            double[] one = c.One(rows[i]);
            value += one[0];
            size += Math.Abs(one[0]);
            for (int k = 0; k < inputs; k++)
            {
                Near(7 + (1.5 * one[k + 1]), grads[k][i], 7 + Math.Abs(1.5 * one[k + 1]), $"{c.Name} of {rows.Length}, input {k}[{i}]");

                // A tangent of exactly zero gives zero whatever the partial.
                double product = tangents[k][i] == 0 ? 0 : one[k + 1] * tangents[k][i];
                along += product;
                alongSize += Math.Abs(product);
            }
        }

        Assert.All(results, r => Near(value, r, size, $"{c.Name} of {rows.Length}"));
        Assert.All(results, r => Assert.Equal(results[0], r));
        Near(along, c.Jvp(columns, tangents).Tangent, alongSize, $"{c.Name} of {rows.Length}, tangent");
    }

    private static void Near(double expected, double actual, double size, string what) =>
        Assert.True(double.IsFinite(expected) ? Math.Abs(expected - actual) <= 4e-15 * size : expected.Equals(actual), $"{what}: expected {expected:R}, was {actual:R}");

    private static double Wave(int i) => 3 * Math.Sin(1 + (1.7 * i));

    private static int[] Ints(double[][] inputs) => [.. inputs[0].Select(v => (int)v)];

    private static double[] Two((double Value, double X, double A) one) => [one.Value, one.X, one.A];

    private static double[] Three((double Value, double X, double A, double B) one) => [one.Value, one.X, one.A, one.B];

    private static double[] OfCount((double Value, double Grad) one) => [one.Value, 0, one.Grad];

    private static double[] OfTruth(double[] row, (double Value, double Grad) one, double byX) => [one.Value, byX, one.Grad];
}
