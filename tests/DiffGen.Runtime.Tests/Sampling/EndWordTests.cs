using System;
using System.Globalization;
using System.Linq;
using DiffGen.CompilerServices;
using DiffGen.Sampling;
using Xunit;

namespace DiffGen.Runtime.Tests.Sampling;

/// <summary>Streams that begin with 32-bit words of zeros or ones only, in every combination of eight: no sampler gives anything outside its support, NaN or ∞, in double or in single precision.</summary>
public sealed class EndWordTests
{
    private delegate double Draw(ref ScriptedWords words);

    private delegate int Count(ref ScriptedWords words);

    /// <summary>Two words of the generator make one of a draw.</summary>
    private static readonly ulong[][] s_scripts = [.. Enumerable.Range(0, 256).Select(bits => Enumerable.Range(0, 4).Select(k => Half(bits, 2 * k) | Half(bits, (2 * k) + 1) << 32).ToArray())];

    private static ulong Half(int bits, int k) => (bits >> k & 1) == 0 ? 0 : uint.MaxValue;

    /// <summary>Any number, and the rounding of the sampler of that name.</summary>
    [Fact]
    public void Numbers()
    {
        Check((ref ScriptedWords w) => Draws.Normal(1, 2, ref w), Real.Finite<double>, Real.Finite<float>);
        Check((ref ScriptedWords w) => Draws.Normal(0, 1e308, ref w), Real.Finite<double>, Real.Finite<float>);
        Check((ref ScriptedWords w) => Draws.Laplace(1, 2, ref w), Real.Finite<double>, Real.Finite<float>);
        Check((ref ScriptedWords w) => Draws.Logistic(1, 2, ref w), Real.Finite<double>, Real.Finite<float>);
        Check((ref ScriptedWords w) => Draws.Gumbel(1, 2, ref w), Real.Finite<double>, Real.Finite<float>);
        Check((ref ScriptedWords w) => Draws.Cauchy(1, 1e38, ref w), Real.Finite<double>, Real.Finite<float>);
        Check((ref ScriptedWords w) => Draws.ExpGamma(1e-4, 2, ref w), Real.Finite<double>, Real.Finite<float>);
        Check((ref ScriptedWords w) => Draws.ExpGamma(5, 2, ref w), Real.Finite<double>, Real.Finite<float>);
        Check((ref ScriptedWords w) => Draws.LogitBeta(1e-3, 1e-3, ref w), Real.Finite<double>, Real.Finite<float>);
        Check((ref ScriptedWords w) => Draws.LogitBeta(65536 + 1039, 1.5, ref w), Real.Finite<double>, Real.Finite<float>);
        Check((ref ScriptedWords w) => Draws.StudentT(0.01, 0, 1, ref w), Real.Finite<double>, Real.Finite<float>);
        Check((ref ScriptedWords w) => Draws.StudentT(30, 0, 1, ref w), Real.Finite<double>, Real.Finite<float>);
    }

    [Fact]
    public void Numbers_of_zero_and_more()
    {
        Check((ref ScriptedWords w) => Draws.HalfNormal(3, ref w), Real.Finite<double>, Real.Finite<float>, 0);
        Check((ref ScriptedWords w) => Draws.Exponential(1e-300, ref w), Real.Finite<double>, Real.Finite<float>, 0);
        Check((ref ScriptedWords w) => Draws.HalfCauchy(1e38, ref w), Real.Finite<double>, Real.Finite<float>, 0);
        Check((ref ScriptedWords w) => Draws.Rayleigh(2, ref w), Real.Finite<double>, Real.Finite<float>, 0);
    }

    [Fact]
    public void Positive_numbers()
    {
        Check((ref ScriptedWords w) => Draws.LogNormal(1, 200, ref w), Real.Positive<double>, Real.Positive<float>, double.Epsilon);
        Check((ref ScriptedWords w) => Draws.Weibull(0.01, 2, ref w), Real.Positive<double>, Real.Positive<float>, double.Epsilon);
        Check((ref ScriptedWords w) => Draws.Pareto(1, 0.01, ref w), Real.Positive<double>, Real.Positive<float>, 1);
        Check((ref ScriptedWords w) => Draws.Gamma(1e-4, 1, ref w), Real.Positive<double>, Real.Positive<float>, double.Epsilon);
        Check((ref ScriptedWords w) => Draws.Gamma(1e8, 1, ref w), Real.Positive<double>, Real.Positive<float>, double.Epsilon);
        Check((ref ScriptedWords w) => Draws.InverseGamma(1e-4, 1, ref w), Real.Positive<double>, Real.Positive<float>, double.Epsilon);
        Check((ref ScriptedWords w) => Draws.ChiSquared(0.01, ref w), Real.Positive<double>, Real.Positive<float>, double.Epsilon);
    }

    /// <summary>Inside (0, 1): never an end.</summary>
    [Fact]
    public void Numbers_between_zero_and_one()
    {
        Check((ref ScriptedWords w) => Draws.Beta(1e-3, 1e-3, ref w), Real.OpenUnit<double>, Real.OpenUnit<float>, double.Epsilon, double.BitDecrement(1), float.BitDecrement(1));
        Check((ref ScriptedWords w) => Draws.Beta(65536 + 1039, 1.5, ref w), Real.OpenUnit<double>, Real.OpenUnit<float>, double.Epsilon, double.BitDecrement(1), float.BitDecrement(1));
        Check((ref ScriptedWords w) => Draws.Kumaraswamy(0.01, 0.01, ref w), Real.OpenUnit<double>, Real.OpenUnit<float>, double.Epsilon, double.BitDecrement(1), float.BitDecrement(1));
        Check((ref ScriptedWords w) => Draws.RelaxedBernoulli(700, 0.01, ref w), Real.OpenUnit<double>, Real.OpenUnit<float>, double.Epsilon, double.BitDecrement(1), float.BitDecrement(1));
        Check((ref ScriptedWords w) => Draws.RelaxedBernoulli(-700, 0.01, ref w), Real.OpenUnit<double>, Real.OpenUnit<float>, double.Epsilon, double.BitDecrement(1), float.BitDecrement(1));
    }

    [Fact]
    public void Numbers_of_an_interval()
    {
        Check((ref ScriptedWords w) => Draws.Uniform(-1, 3, ref w), x => Real.Inside(x, -1.0, 3.0), x => Real.Inside(x, -1f, 3f), -1, double.BitDecrement(3), float.BitDecrement(3));
        Check((ref ScriptedWords w) => Draws.TruncatedNormal(0, 1, 2, 3, ref w), Real.Finite<double>, Real.Finite<float>, 2, 3, 3);
        Check((ref ScriptedWords w) => Draws.TruncatedNormal(0, 1, -0.5, 0.5, ref w), Real.Finite<double>, Real.Finite<float>, -0.5, 0.5, 0.5f);
        Check((ref ScriptedWords w) => Draws.TruncatedNormal(0, 1, 8, double.PositiveInfinity, ref w), Real.Finite<double>, Real.Finite<float>, 8);
        foreach (double kappa in new[] { 0, 1e-6, 2, 1e7 })
        {
            Check((ref ScriptedWords w) => Draws.VonMises(0, kappa, ref w), Real.Finite<double>, Real.Finite<float>, -Math.PI, Math.PI, MathF.PI);
        }
    }

    [Fact]
    public void Counts()
    {
        foreach (double p in new[] { 1e-300, 0.5, 1 - 1e-16 })
        {
            Check((ref ScriptedWords w) => Draws.Bernoulli(p, ref w) ? 1 : 0, 1);
            Check((ref ScriptedWords w) => Draws.Binomial(1000, p, ref w), 1000);
            Check((ref ScriptedWords w) => Draws.Binomial(int.MaxValue, p, ref w), int.MaxValue);
        }

        foreach (double logit in new[] { -700.0, 0, 700, double.NegativeInfinity, double.PositiveInfinity })
        {
            Check((ref ScriptedWords w) => Draws.BernoulliLogit(logit, ref w) ? 1 : 0, 1);
            Check((ref ScriptedWords w) => Draws.Categorical<double, ScriptedWords>([double.NegativeInfinity, 0, 1, double.IsFinite(logit) ? logit : 2], ref w), 3, lower: 1);
        }

        foreach (double lambda in new[] { 0, 1e-6, 3, 300, 1e6, Parameters.LargestPoissonMean })
        {
            Check((ref ScriptedWords w) => Draws.Poisson(lambda, ref w), int.MaxValue);
        }

        Check((ref ScriptedWords w) => Draws.Binomial(1000, 1 - 1e-12, ref w), 1000);
        Check((ref ScriptedWords w) => Draws.Geometric(Parameters.SmallestGeometricProbability, ref w), int.MaxValue);
        Check((ref ScriptedWords w) => Draws.Geometric(1, ref w), 0);
        Check((ref ScriptedWords w) => Draws.NegativeBinomial(0.01, 0.3, ref w), int.MaxValue);
        Check((ref ScriptedWords w) => Draws.NegativeBinomial(20, 0.3, ref w), int.MaxValue);
    }

    /// <summary>Points of a simplex: what the samplers of vectors make of numbers of this kind.</summary>
    [Fact]
    public void Vectors()
    {
        foreach (ulong[] script in s_scripts)
        {
            foreach ((double shape, double tau) in ((double, double)[])[(1e-6, 1e-3), (1e-2, 0.1), (3, 5)])
            {
                ScriptedWords words = new(script, new Noise(3));
                double[] gammas = [Draws.LogGamma(shape, ref words), Draws.LogGamma(2, ref words), Draws.LogGamma(shape, ref words)];
                words = new(script, new Noise(3));
                double[] gumbels = [Draws.StandardGumbel(ref words) / tau, (700 + Draws.StandardGumbel(ref words)) / tau, (-700 + Draws.StandardGumbel(ref words)) / tau];
                foreach (double[] logarithms in new[] { gammas, gumbels })
                {
                    Draws.SoftMax(logarithms);
                    Assert.All(logarithms, x => Assert.True(VectorDraws.Share<double>(x) is > 0 and <= 1 && VectorDraws.Share<float>(x) is > 0 and <= 1, $"{x}"));
                    Assert.Equal(1, logarithms.Sum(), 1e-14);
                }
            }
        }
    }

    private static void Check(Draw draw, Func<double, double> round, Func<double, float> roundSingle, double lower = double.MinValue, double upper = double.MaxValue, float upperSingle = float.MaxValue)
    {
        foreach (ulong[] script in s_scripts)
        {
            ScriptedWords words = new(script, new Noise(3));
            double drawn = draw(ref words), x = round(drawn);
            float single = roundSingle(drawn), least = Math.Max(float.MinValue, (float)lower);
            string from = $"{drawn} from {string.Join(", ", script.Select(w => w.ToString("x16", CultureInfo.InvariantCulture)))}";
            Assert.True(double.IsFinite(x) && x >= lower && x <= upper, from);
            Assert.True(float.IsFinite(single) && single >= least && single <= upperSingle && (lower <= 0 || single > 0), from);
        }
    }

    private static void Check(Count draw, int upper, int lower = 0)
    {
        foreach (ulong[] script in s_scripts)
        {
            ScriptedWords words = new(script, new Noise(3));
            Assert.InRange(draw(ref words), lower, upper);
        }
    }
}
