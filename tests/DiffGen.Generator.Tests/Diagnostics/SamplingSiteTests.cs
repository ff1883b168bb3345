using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Xunit;

namespace DiffGen.Generator.Tests.Diagnostics;

/// <summary>What is told of methods with sampling sites: what has no sound estimate is refused at its place, and each site says how the gradient goes through it.</summary>
public class SamplingSiteTests
{
    private static readonly ImmutableArray<Refusal> s_refused =
    [
        new("second derivatives", "DG1010", """
                [Differentiable(Hvp = true)] public static double [|Bad|](double p, ref Noise noise) => Sample.Bernoulli(p, ref noise) ? p : 1;
            """),
        new("a result that is no number", "DG1010", """
                [Differentiable] public static (double, double) [|Bad|](double p, ref Noise noise) => Sample.Bernoulli(p, ref noise) ? (p, 1) : (1, p);
            """) { DeclaresCompanions = false },
        new("a stream by value", "DG1010", """
                [Differentiable] public static double [|Bad|](double p, Noise noise) => Sample.Bernoulli(p, ref noise) ? p : 1;
            """),
        new("a stream of its own", "DG1010", """
                [Differentiable] public static double [|Bad|](double p) { var noise = new Noise(3); return Sample.Bernoulli(p, ref noise) ? p : 1; }
            """) { DeclaresCompanions = false },
        new("a buffer that is written", "DG1010", """
                [Differentiable] public static double [|Bad|](Span<double> x, ref Noise noise) { x[0] = Sample.Normal(x[0], 1.0, ref noise); return x[0] * x[0]; }
            """),
        new("a recursion that draws", "DG1010", """
                [Differentiable] public static double Bad(double p, ref Noise noise) => [|Flips(p, 3, ref noise)|];

                private static double Flips(double p, int n, ref Noise noise) => n == 0 ? p : Sample.Bernoulli(p, ref noise) ? Flips(p, n - 1, ref noise) : 1;
            """),
        new("a copy of the stream", "DG1010", """
                [Differentiable] public static double Bad(double p, ref Noise noise)
                {
                    Noise copy = noise;
                    double a = Sample.Normal(p, 1.0, ref copy);
                    double b = [|Sample.Normal(p, 1.0, ref noise)|];
                    return a * b;
                }
            """),
        new("a copy in each iteration", "DG1010", """
                [Differentiable] public static double Bad(double p, ref Noise noise)
                {
                    double sum = 0;
                    for (int i = 0; i < 3; i++)
                    {
                        Noise copy = noise;
                        sum += [|Sample.Normal(p, 1.0, ref copy)|];
                    }

                    return sum;
                }
            """),
        new("measures of a vector of low rank", "DG1010", """
                [Differentiable] public static double Bad(ReadOnlySpan<double> m, ReadOnlySpan<double> w, ReadOnlySpan<double> s, ref Noise noise)
                {
                    Span<double> x = stackalloc double[3];
                    [|Sample.LowRankNormal(m, w, s, x, ref noise, Strategy.MeasureValued)|];
                    return x[0] * x[1] * x[2];
                }
            """),
        new("measures of a vector", "DG1010", """
                [Differentiable] public static double Bad(ReadOnlySpan<double> a, ref Noise noise)
                {
                    Span<double> x = stackalloc double[3];
                    [|Sample.Dirichlet(a, x, ref noise, Strategy.MeasureValued)|];
                    return x[0] * x[1] * x[2];
                }
            """),
        new("enumeration of counts that are read by another name", "DG1010", """
                [Differentiable] public static double Bad(ReadOnlySpan<double> a, ref Noise noise)
                {
                    Span<int> all = stackalloc int[6];
                    [|Sample.Multinomial(2, a, all.Slice(0, 3), ref noise, Strategy.Enumerate)|];
                    return all[0] * all[1];
                }
            """),
        new("enumeration of counts that are changed before the cost reads them", "DG1010", """
                [Differentiable] public static double Bad(ReadOnlySpan<double> a, ref Noise noise)
                {
                    Span<int> x = stackalloc int[3];
                    [|Sample.Multinomial(2, a, x, ref noise, Strategy.Enumerate)|];
                    x[0] = x[1];
                    return x[0] * x[1];
                }
            """),
        new("enumeration of counts that are kept for later iterations", "DG1010", """
                [Differentiable] public static double Bad(ReadOnlySpan<double> a, ref Noise noise)
                {
                    Span<int> x = stackalloc int[3];
                    double sum = 0;
                    for (int i = 0; i < 4; i++)
                    {
                        sum += x[0] * x[1];
                        [|Sample.Multinomial(2, a, x, ref noise, Strategy.Enumerate)|];
                    }

                    return sum;
                }
            """),
        new("enumeration of a ranking that decides what is written", "DG1010", """
                [Differentiable] public static double Bad(ReadOnlySpan<double> a, ref Noise noise)
                {
                    Span<int> x = stackalloc int[3];
                    Span<double> y = stackalloc double[3];
                    [|Sample.PlackettLuce(a, x, ref noise, Strategy.Enumerate)|];
                    for (int i = 0; i < 3; i++) { y[x[i]] = i; }
                    return y[0] * y[1];
                }
            """),
        new("measures of counts", "DG1010", """
                [Differentiable] public static double Bad(ReadOnlySpan<double> a, ref Noise noise)
                {
                    Span<int> x = stackalloc int[3];
                    [|Sample.Multinomial(2, a, x, ref noise, Strategy.MeasureValued)|];
                    return x[0] * x[1];
                }
            """),
        new("the path of a ranking", "DG1010", """
                [Differentiable] public static double Bad(ReadOnlySpan<double> a, ref Noise noise)
                {
                    Span<int> x = stackalloc int[3];
                    [|Sample.PlackettLuce(a, x, ref noise, Strategy.Reparameterise)|];
                    return x[0] * a[0];
                }
            """),
        new("enumeration of a mixture", "DG1010", """
                [Differentiable] public static double Bad(ReadOnlySpan<double> a, ref Noise noise) => [|Sample.NormalMixture(a, a, a, ref noise, Strategy.Enumerate)|];
            """),
        new("enumeration of a category whose vector is changed", "DG1010", """
                [Differentiable] public static double Bad(ReadOnlySpan<double> a, ref Noise noise)
                {
                    Span<double> x = stackalloc double[3];
                    [|Sample.OneHot(a, x, ref noise, Strategy.Enumerate)|];
                    x[0] *= 2;
                    return x[0] * a[0];
                }
            """),
        new("enumeration of draws into a buffer", "DG1010", """
                [Differentiable] public static double Bad(ReadOnlySpan<double> a, ref Noise noise)
                {
                    Span<int> x = stackalloc int[3];
                    [|Sample.Poisson(a, x, ref noise, Strategy.Enumerate)|];
                    return x[0] * x[1];
                }
            """),
        new("a jump that a parameter moves in a vector", "DG1010", """
                [Differentiable] public static double Bad(ReadOnlySpan<double> a, double m, ref Noise noise)
                {
                    Span<double> x = stackalloc double[3];
                    Sample.Dirichlet(a, x, ref noise);
                    [|return x[0] > m ? m : 1;|]
                }
            """),
        new("a density that ends where a parameter moves its end", "DG1010", """
                [Differentiable] public static double Bad(double m, ref Noise noise) => [|Math.Exp(DiffGen.Distributions.Uniform.LogProbability(Sample.Uniform(0.0, 1.0, ref noise), 0.0, m))|];
            """),
        new("a density whose value a parameter moves past its end", "DG1010", """
                [Differentiable] public static double Bad(double m, ref Noise noise) => [|Math.Exp(DiffGen.Distributions.Exponential.LogProbability(Sample.Normal(0.0, 1.0, ref noise) + m, 1.0))|];
            """),
        new("the path of a discrete draw", "DG1010", """
                [Differentiable] public static double Bad(double p, ref Noise noise) => [|Sample.Bernoulli(p, ref noise, Strategy.Reparameterise)|] ? p : 1;
            """),
        new("an expansion around the mean of a category", "DG1010", """
                [Differentiable] public static double Bad(ReadOnlySpan<double> a, ref Noise noise) => [|Sample.Categorical(a, ref noise, Strategy.MuProp)|];
            """),
        new("an expansion around the mean of an index", "DG1010", """
                [Differentiable] public static double Bad(double p, ReadOnlySpan<double> a, ref Noise noise) => a[[|Sample.Poisson(p, ref noise, Strategy.MuProp)|]];
            """),
        new("an expansion of a walk", "DG1010", """
                [Differentiable] public static double Bad(double p, ref Noise noise)
                {
                    double x = 0;
                    for (int i = 0; i < 3; i++)
                    {
                        x = x * x + [|Sample.Poisson(p, ref noise, Strategy.MuProp)|];
                    }

                    return x;
                }
            """),
        new("enumeration of a continuous draw", "DG1010", """
                [Differentiable] public static double Bad(double p, ref Noise noise) => [|Sample.Exponential(p, ref noise, Strategy.Enumerate)|] * p;
            """),
        new("enumeration of a count that iterations hand on", "DG1010", """
                [Differentiable] public static double Bad(double p, ref Noise noise)
                {
                    double x = 1;
                    for (int i = 0; i < 3; i++)
                    {
                        x = x * x + [|Sample.Poisson(p, ref noise, Strategy.Enumerate)|];
                    }

                    return x;
                }
            """),
        new("an antithetic pair by its probability", "DG1010", """
                [Differentiable] public static double Bad(double p, ref Noise noise) => [|Sample.Bernoulli(p, ref noise, Strategy.DisArm)|] ? p : 1;
            """),
        new("a temperature of a draw that is not relaxed", "DG1010", """
                [Differentiable] public static double Bad(double p, ref Noise noise) => Sample.WithTemperature([|Sample.Bernoulli(p, ref noise)|], 0.1) ? p : 1;
            """),
        new("a temperature that depends on its draw", "DG1010", """
                [Differentiable] public static double Bad(double p, ref Noise noise) { bool b; return Sample.WithTemperature(b = [|Sample.Bernoulli(p, ref noise, Strategy.GumbelSoftmax)|], b ? 1.0 : 2) ? p : 1; }
            """),
        new("enumeration of counts whose buffer hands them on", "DG1010", """
                [Differentiable] public static double Bad(ReadOnlySpan<double> a, ref Noise noise)
                {
                    Span<int> x = stackalloc int[2];
                    double sum = 0;
                    for (int i = 0; i < 3; i++)
                    {
                        sum += x[0] * x[1];
                        [|Sample.Multinomial(2, a, x, ref noise, Strategy.Enumerate)|];
                    }

                    return sum;
                }
            """),
        new("measures of a shape", "DG1010", """
                [Differentiable] public static double Bad(double p, ref Noise noise) => [|Sample.Gamma(p, 1.0, ref noise, Strategy.MeasureValued)|];
            """),
        new("measures of an angle", "DG1010", """
                [Differentiable] public static double Bad(double p, ref Noise noise) => Math.Cos([|Sample.VonMises(p, 1.0, ref noise, Strategy.MeasureValued)|]);
            """),
        new("enumeration of what iterations hand on", "DG1010", """
                [Differentiable] public static double Bad(double p, ref Noise noise)
                {
                    double x = 0;
                    for (int i = 0; i < 5; i++)
                    {
                        x += [|Sample.Bernoulli(p / (1 + x), ref noise, Strategy.Enumerate)|] ? 1 : 0.5;
                    }

                    return x * x;
                }
            """),
        new("measures inside a branch whose result is squared outside", "DG1010", """
                [Differentiable] public static double Bad(double p, bool twice, ref Noise noise)
                {
                    double x = 1;
                    if (twice)
                    {
                        x = [|Sample.Poisson(p, ref noise, Strategy.MeasureValued)|];
                    }

                    return x * x;
                }
            """),
        new("a write that depends on an enumerated draw", "DG1010", """
                [Differentiable] public static double Bad(double p, ref Noise noise)
                {
                    Span<double> x = stackalloc double[2];
                    x[[|Sample.Bernoulli(p, ref noise, Strategy.Enumerate)|] ? 1 : 0] = p;
                    return x[0];
                }
            """),
        new("memory that is written before the cost that reads it", "DG1010", """
                [Differentiable] public static double Bad(double p, ref Noise noise)
                {
                    Span<double> x = stackalloc double[2];
                    x[1] = p;
                    double y = x[[|Sample.Bernoulli(p, ref noise, Strategy.Enumerate)|] ? 1 : 0];
                    x[0] = 3;
                    return y;
                }
            """),
        new("a score inside what is enumerated in a loop", "DG1010", """
                [Differentiable] public static double Bad(ReadOnlySpan<double> logits, double q, ref Noise noise)
                {
                    int k = Sample.Categorical(logits, ref noise, Strategy.Enumerate);
                    return Math.Sqrt(1 + [|Sample.Poisson(q * (1 + k), ref noise)|]);
                }
            """),
        new("straight through a category", "DG1010", """
                [Differentiable] public static double Bad(ReadOnlySpan<double> a, ref Noise noise) => [|Sample.Categorical(a, ref noise, Strategy.StraightThrough)|];
            """),
        new("straight through a draw that has a path", "DG1010", """
                [Differentiable] public static double Bad(double p, ref Noise noise) => [|Sample.Exponential(p, ref noise, Strategy.StraightThrough)|];
            """),
        new("straight through an index", "DG1010", """
                [Differentiable] public static double Bad(double p, ReadOnlySpan<double> a, ref Noise noise) => a[[|Sample.Poisson(p, ref noise, Strategy.StraightThrough)|]];
            """),
        new("straight through a branch that draws", "DG1010", """
                [Differentiable] public static double Bad(double p, ref Noise noise) => [|Sample.Bernoulli(p, ref noise, Strategy.StraightThrough)|] ? Sample.Normal(p, 1.0, ref noise) : 1;
            """),
        new("a relaxed category", "DG1010", """
                [Differentiable] public static double Bad(ReadOnlySpan<double> a, ref Noise noise) => [|Sample.Categorical(a, ref noise, Strategy.GumbelSoftmax)|];
            """),
        new("a relaxed coin that counts turns", "DG1010", """
                [Differentiable] public static double Bad(double p, ref Noise noise)
                {
                    double x = 1;
                    bool b = [|Sample.Bernoulli(p, ref noise, Strategy.GumbelSoftmax)|];
                    for (int i = 0; i < (b ? 3 : 5); i++)
                    {
                        x *= p;
                    }

                    return x;
                }
            """),
        new("a lab of matrices", "DG1010", """
                [Differentiable(EstimatorLab = true)] public static double [|Bad|](double[,] p, ref Noise noise) => Sample.Bernoulli(p[0, 0], ref noise) ? 2 : 1;
            """),
        new("a baseline that is made of its own draw", "DG1017", """
                [Differentiable] public static double Bad(double p, ref Noise noise)
                {
                    bool b;
                    return [|Sample.WithBaseline(b = Sample.Bernoulli(p, ref noise), b ? p : 1)|] ? p : 1;
                }
            """),
        new("a baseline that its own draw decides, by what is drawn behind it", "DG1017", """
                [Differentiable] public static double Bad(double p, ref Noise noise)
                {
                    double x = 0;
                    for (int i = 0; i < 3; i++)
                    {
                        int n;
                        x += [|Sample.WithLearnedBaseline(n = Sample.Poisson(p, ref noise), x + Math.Sqrt(Sample.Exponential(1.0 + n, ref noise)))|];
                    }

                    return x;
                }
            """),
        new("a baseline of a number", "DG1010", """
                [Differentiable] public static double Bad(double p, ref Noise noise) => Sample.WithBaseline([|p|], 2.0) * Sample.Poisson(p, ref noise);
            """),
        new("a jump that a parameter moves in a draw that is a constant", "DG1010", """
                [Differentiable] public static double Bad(double p, ref Noise noise) => [|Sample.Uniform(0.0, 1.0, ref noise) < p ? p : 2|];
            """),
        new("a jump that a parameter moves in a draw that scores", "DG1010", """
                [Differentiable] public static double Bad(double m, ref Noise noise)
                {
                    double x = Sample.Normal(m, 1.0, ref noise);
                    [|bool above = x > m;|]
                    return above ? m : 1;
                }
            """),
        new("a jump that a parameter moves, behind memory and a loop", "DG1010", """
                [Differentiable] public static double Bad(ReadOnlySpan<double> w, ref Noise noise)
                {
                    Span<double> h = stackalloc double[3];
                    for (int i = 0; i < 3; i++)
                    {
                        h[i] = Math.Max(0, w[i] + Sample.Normal(0.0, 1.0, ref noise));
                    }

                    [|double n = Math.Floor(h[0] + h[1]);|]
                    return n + h[2];
                }
            """),
        new("a number of turns that a parameter moves", "DG1010", """
                [Differentiable] public static double Bad(double p, ref Noise noise)
                {
                    double t = 0;
                    int k = 0;
                    [|while (t < 3)
                    {
                        t += Sample.Exponential(1.0, ref noise) / p;
                        k++;
                    }|]

                    return k;
                }
            """),
        new("a distribution that jumps where a parameter moves it", "DG1010", """
                [Differentiable] public static double Bad(double m, ref Noise noise)
                {
                    [|bool above = m + Sample.Normal(0.0, 1.0, ref noise) > 0;|]
                    return Sample.Bernoulli(above ? 0.2 : 0.7, ref noise) ? m : 1;
                }
            """),
        new("chance from elsewhere", "DG1015", """
                [Differentiable] public static double Bad(double p, ref Noise noise) => Sample.Exponential(p, ref noise) * [|Random.Shared|].NextDouble();
            """),
        new("chance from an object", "DG1015", """
                [Differentiable] public static double Bad(double p, Random random, ref Noise noise) => Sample.Exponential(p, ref noise) * [|random.NextDouble()|];
            """),
        new("the time", "DG1015", """
                [Differentiable] public static double Bad(double p, ref Noise noise) => Sample.Exponential(p, ref noise) * [|Environment.TickCount64|];
            """),
        new("a strategy that varies", "DG1010", """
                [Differentiable] public static double Bad(double p, Strategy strategy, ref Noise noise) => Sample.Poisson(p, ref noise, [|strategy|]) * p;
            """),
        new("a score that misses the ends of the range", "DG1010", """
                [Differentiable] public static double Bad(double a, ref Noise noise) => [|Sample.Uniform(0.0, a, ref noise)|] > 1 ? a : 1;
            """),
    ];

    public static TheoryData<string> Refused => [.. s_refused.Select(refusal => refusal.Name)];

    /// <summary>A method, and what its sites say, in order.</summary>
    public static TheoryData<string, string> Choices => new()
    {
        { "double F(double m, ref Noise noise) => Math.Exp(Sample.Normal(m, 1.0, ref noise));", "the path of the draw: what follows is continuous in it" },
        { "double F(ReadOnlySpan<double> a, ref Noise noise) { Span<double> x = stackalloc double[3]; Sample.Dirichlet(a, x, ref noise); return x[0] * x[1]; }", "the path of the draw: what follows is continuous in it" },
        { "double F(ReadOnlySpan<double> a, ref Noise noise) { Span<double> x = stackalloc double[3]; Sample.RelaxedOneHot(a, 0.5, x, ref noise); return x[0] > 0.5 ? 1 : 2; }", "the score function: its path may jump at 'return x[0] > 0.5 ? 1 : 2;'" },
        { "double F(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ref Noise noise) { Span<double> x = stackalloc double[3]; Sample.MultivariateNormal(a, b, x, ref noise); return x[0] * x[1]; }", "the path of the draw: what follows is continuous in it" },
        { "double F(ReadOnlySpan<double> a, ref Noise noise) { Span<int> x = stackalloc int[3]; Sample.Multinomial(5, a, x, ref noise); return x[0] * x[1]; }", "the score function: the draw is discrete" },
        { "double F(ReadOnlySpan<double> m, ReadOnlySpan<double> w, ReadOnlySpan<double> s, ref Noise noise) { Span<double> x = stackalloc double[3]; Sample.LowRankNormal(m, w, s, x, ref noise); return x[0] * x[1]; }", "the path of the draw: what follows is continuous in it" },
        { "double F(ReadOnlySpan<double> m, ReadOnlySpan<double> w, ReadOnlySpan<double> s, ref Noise noise) { Span<double> x = stackalloc double[3]; Sample.LowRankNormal(m, w, s, x, ref noise); return x[0] > 0.5 ? 1 : 2; }", "the score function: its path may jump at 'return x[0] > 0.5 ? 1 : 2;'" },
        { "double F(ReadOnlySpan<double> a, ref Noise noise) => Math.Exp(Sample.NormalMixture(a, a, a, ref noise));", "the path of the draw: what follows is continuous in it" },
        { "double F(double m, ref Noise noise) { double x = Sample.Normal(m, 1.0, ref noise); return DiffGen.Distributions.Normal.LogProbability(2.0, x, 1.0) - DiffGen.Distributions.Normal.LogProbability(x, m, 1.0); }", "the path of the draw: what follows is continuous in it" },
        { "double F(double m, ref Noise noise) { double x = Sample.Gamma(m, 1.0, ref noise); return DiffGen.Distributions.Exponential.LogProbability(x, 1.0) + DiffGen.Distributions.Beta.LogProbability(0.3, x, Constrained.Softplus(x)); }", "the path of the draw: what follows is continuous in it" },
        { "double F(double m, ref Noise noise) { double x = Sample.Normal(m, 1.0, ref noise); return DiffGen.Distributions.Elbo.Bound(Math.Sin(x), DiffGen.Distributions.KullbackLeibler.Normal(x, 1.0, 0.0, 1.0), 0.0, 5, 2); }", "the path of the draw: what follows is continuous in it" },
        { "double F(double m, ref Noise noise) { double x = Sample.Normal(m, 1.0, ref noise); return Math.Exp(DiffGen.Distributions.Exponential.LogProbability(x, 1.0)); }", "the score function: its path may jump at 'return Math.Exp(DiffGen.Distributions.Exponential.LogProbability(x, 1.0));'" },
        { "double F(double m, ref Noise noise) { double x = Sample.Normal(m, 1.0, ref noise); return x > 0 ? x : 0; }", "the path of the draw: what follows is continuous in it" },
        { "double F(double m, ref Noise noise) { double x = Sample.Normal(m, 1.0, ref noise); return x > 2 ? 3 * (x - 1) : x * x - 1; }", "the score function: its path may jump at 'return x > 2 ? 3 * (x - 1) : x * x - 1;'" },
        { "double F(double m, ref Noise noise) { double x = Sample.Normal(m, 1.0, ref noise); return Math.Floor(x) > 2.5 ? Math.Floor(x) : 2.5; }", "the score function: its path may jump at 'return Math.Floor(x) > 2.5 ? Math.Floor(x) : 2.5;'" },
        { "double F(double m, ref Noise noise) { double x = Sample.Normal(m, 1.0, ref noise); return x + Math.Round(x); }", "the score function for one cost, its mean for one cost: its path may jump at 'return x + Math.Round(x);'" },
        { "double F(double m, ref Noise noise) { double x = Sample.Normal(m, 1.0, ref noise); return x - x * x + Math.Round(x); }", "the score function for one cost, the path of the draw for one cost, its mean for one cost: its path may jump at 'return x - x * x + Math.Round(x);'" },
        { "double F(double m, ref Noise noise) { double x = Math.Sin(Sample.Normal(m, 1.0, ref noise)); return x + Math.Round(x); }", "the score function: its path may jump at 'return x + Math.Round(x);'" },
        { "double F(double m, double[] t, ref Noise noise) => t[(int)Sample.Exponential(m, ref noise)];", "the score function: its path may jump at 't[(int)Sample.Exponential(m, ref noise)]'" },
        { "double F(double m, ref Noise noise) { double x = Sample.Normal(m, 1.0, ref noise), s = 0; while (x > 0) { s += m; x -= 1; } return s; }", "the score function: its path may jump at 'while (x > 0)'" },
        { "double F(double m, ref Noise noise) { double a = Sample.VonMises(m, 2.0, ref noise); return Math.Cos(a); }", "the score function: the draw is an angle, whose path jumps" },
        { "double F(double m, ref Noise noise) { double a = Sample.VonMises(m, 2.0, ref noise, Strategy.ImplicitReparameterise); return Math.Cos(a); }", "the path of the draw, as asked for" },
        { "double F(double m, ref Noise noise) => Sample.Bernoulli(m, ref noise) ? 1 : 2;", "enumeration, exact at this site: the values are few; 17 operations are added" },
        { "double F(double m, ReadOnlySpan<double> a, ref Noise noise) { int k = Sample.Categorical(a, ref noise); return m * Math.Sqrt(k + Sample.Poisson(2.0 + k * k, ref noise)); }", "enumeration, exact at this site: the values are few, and else, with more than 4,096 runs in a call, the score function; 48 operations are added" },
        { "double F(double m, ReadOnlySpan<double> a, ref Noise noise) { int k = Sample.Categorical(a, ref noise); return m * Math.Sqrt(k + Sample.Poisson(m + k * k, ref noise)); }", "the score function: the draw is discrete; of several samples without baselines less the mean result of the others (leave one out); the score function: the draw is discrete" },
        { "double F(double m, double[] a, ref Noise noise) { bool b = Sample.Bernoulli(m, ref noise); double x = 0; foreach (double y in a) { x += b ? y : y * y; } return Math.Exp(x); }", "the score function: the draw is discrete; of several samples without baselines less the mean result of the others (leave one out)" },
        { "double F(double m, double[] a, ref Noise noise) { bool b = Sample.Bernoulli(m, ref noise); double x = 0; foreach (double y in a) { x += b ? y : y * y; } return Math.Exp(x) + m; }", "the score function: the draw is discrete" },
        { "double F(double m, double[] a, ref Noise noise) { bool b = Sample.Bernoulli(m, ref noise); double x = 0; foreach (double y in a) { x += b ? y : y * y; } Console.WriteLine(); return Math.Exp(x); }", "the score function: the draw is discrete" },
        { "double F(double m, double[] a, ref Noise noise) { bool b = Sample.Bernoulli(m, ref noise, Strategy.Score); double x = 0; foreach (double y in a) { x += b ? y : y * y; } return Math.Exp(x); }", "the score function: as asked for" },
        { "double F(double m, double[] a, ref Noise noise) { bool b = Sample.WithBaseline(Sample.Bernoulli(m, ref noise), m); double x = 0; foreach (double y in a) { x += b ? y : y * y; } return Math.Exp(x); }", "the score function: the draw is discrete" },
        { "double F(double m, double[] a, [NoDiff] double[] seen, ref Noise noise) { bool b = Sample.Bernoulli(m, ref noise); double x = 0; foreach (double y in a) { x += b ? y : y * y; } seen[0] = 1; return Math.Exp(x); }", "the score function: the draw is discrete" },
        { "double F(double m, ref Noise noise) { double s = 0; for (int i = 0; i < 9; i++) { s += Sample.Bernoulli(m, ref noise) ? i : m; } return s * s; }", "the score function: the draw is discrete; of several samples without baselines less the mean result of the others (leave one out)" },
        { "double F(double m, ref Noise noise) { double s = 0, t = 0; for (int i = 0; i < 9; i++) { s += Sample.Bernoulli(m, ref noise) ? i : m; t += s * s; } return t; }", "the score function: the draw is discrete" },
        { "double F(double m, ref Noise noise) { bool b = Sample.Bernoulli(m, ref noise); int n = Sample.Poisson(b ? m : m * m, ref noise, Strategy.MeasureValued); return Math.Exp(n); }", "enumeration, exact at this site: the values are few; 49 operations are added; the difference of two measures, as asked for; 15 operations are added" },
        { "double F(double m, double[] a, ref Noise noise) { bool b = Sample.BernoulliLogit(m, ref noise); double x = 0; foreach (double y in a) { x += b ? y : y * y; } return Math.Exp(x); }", "the score function: the draw is discrete; of several samples without baselines DisARM, as its costs can be run again for an antithetic pair" },
        { "double F(double m, double[] a, ref Noise noise) { double s = 0; for (int i = 0; i < 4; i++) { bool b = Sample.BernoulliLogit(m, ref noise); double x = 0; foreach (double y in a) { x += b ? y : y * y; } s += Math.Exp(x); } return s; }", "the score function: the draw is discrete" },
        { "double F(double m, ref Noise noise) => Math.Exp(Sample.WithTemperature(Sample.Bernoulli(m, ref noise, Strategy.GumbelSoftmax), 0.1) ? 1 : 2);", "the path of a relaxed draw at the temperature that is given, biased, as asked for; 16 operations are added" },
        { "double F(double m, ref Noise noise) => m * Sample.Poisson(m, ref noise, Strategy.StraightThrough);", "straight through, as if the draw were its mean, as asked for: biased" },
        { "double F(double m, ref Noise noise) => m * Sample.Poisson(3.0, ref noise, Strategy.StraightThrough);", "" },
        { "double F(double m, ref Noise noise) => Math.Exp(Sample.Bernoulli(m, ref noise, Strategy.GumbelSoftmax) ? 1 : 2);", "the path of a relaxed draw at the temperature ½, biased, as asked for; 15 operations are added" },
        { "double F(double m, ref Noise noise) => Math.Exp(Sample.Bernoulli(m, ref noise, Strategy.MuProp) ? 1 : 2);", "MuProp, the score function of what an expansion around the mean leaves, as asked for; 23 operations are added" },
        { "double F(double m, ref Noise noise) { double z = Sample.Normal(m, 1.0, ref noise), n = Sample.Poisson(Math.Exp(z), ref noise, Strategy.MuProp); return n > 2.5 ? z : 3; }", "the path of the draw: what follows is continuous in it; MuProp, the score function of what an expansion around the mean leaves, as asked for; 18 operations are added" },
        { "double F(double m, ref Noise noise) => m * Sample.Poisson(m, ref noise);", "its mean: what follows is affine in the draw" },
        { "double F(double m, ref Noise noise) { int n = Sample.Poisson(m, ref noise); return m * n * Math.Sqrt(n); }", "the score function: the draw is discrete" },
        { "double F(double m, ref Noise noise) { double n = Sample.Poisson(m, ref noise); return m * n + Math.Sqrt(Sample.Geometric(m, ref noise)) * n; }", "its mean: what follows is affine in the draw; the score function: the draw is discrete" },
        { "double F(double m, ref Noise noise) { double x = Sample.Gamma(m, 1.0, ref noise); return x / m - (x > 2 ? 1 : 0); }", "the score function for one cost, its mean for one cost: its path may jump at 'return x / m - (x > 2 ? 1 : 0);'" },
        { "double F(double m, ref Noise noise) { double x = Sample.Gamma(m, 1.0, ref noise); return x / m - x * x; }", "the path of the draw for one cost, its mean for one cost: what follows is continuous in it" },
        { "double F(double m, ref Noise noise) { double x = Sample.Normal(m, 1.0, ref noise), s = 0; for (int i = 0; i < 3; i++) { s = s * m + x; } return m > 1 ? s : -x; }", "its mean: what follows is affine in the draw" },
        { "double F(double m, ref Noise noise) { double x = Sample.Normal(m, 1.0, ref noise), s = 1; for (int i = 0; i < 3; i++) { s = s * x + m; } return s; }", "the path of the draw: what follows is continuous in it" },
        { "double F(double m, ref Noise noise) { double x = Sample.Normal(m, 1.0, ref noise); return Diff.Stop(x) * x; }", "the path of the draw: what follows is continuous in it" },
        { "double F(double m, ref Noise noise) { double y = m + Sample.Normal(0.0, 1.0, ref noise); return y > 0 ? y : 0; }", "" },
        { "double F(double m, ref Noise noise) { double x = Sample.Normal(m, 1.0, ref noise); return x > Diff.Stop(m) ? 1 : 0; }", "the score function: its path may jump at 'return x > Diff.Stop(m) ? 1 : 0;'" },
        { "double F(double m, ref Noise noise) { double c = m; int n = Sample.Poisson(m, ref noise); while (c < 3 && n > 0) { c = c * 0.5 + 1 + m; n--; } return c * c; }", "the score function: the draw is discrete" },
        { "double F(double p, ref Noise noise) { double t = 0; int k = 0; while (t < 3) { t += Sample.Exponential(p, ref noise); k++; } return k * p; }", "the score function: its path may jump at 'while (t < 3)'" },
        { "double F(double m, ref Noise noise) => m * Sample.Cauchy(m, 1.0, ref noise);", "the path of the draw: what follows is continuous in it" },
        { "double F(double m, ref Noise noise) { int n = Sample.Poisson(m, ref noise); return m; }", "nothing: no cost depends on it" },
        { "double F(double m, ref Noise noise) { int n = Sample.Poisson(m, ref noise); return m + Diff.Stop((double)n); }", "nothing: no cost depends on it" },
        { "double F(double m, ref Noise noise) => m * Sample.Poisson(m, ref noise, Strategy.Stop);", "stopped: nothing goes through it" },
        { "double F(double m, ref Noise noise) => m * Sample.Poisson(3.0, ref noise);", "" },
        { "double F(double m, ref Noise noise) => Math.Exp(Sample.Normal(m, 1.0, ref noise, Strategy.Score));", "the score function: as asked for" },
        { "double F(double m, ref Noise noise) => Math.Sqrt(Sample.Poisson(Math.Exp(Sample.Normal(m, 1.0, ref noise)), ref noise));", "the score function: the draw is discrete; the path of the draw: what follows is continuous in it" },
        { "double F(double m, ref Noise noise) { double z = Sample.Normal(m, 1.0, ref noise); double y = Sample.Normal(z, 1.0, ref noise); return y > 0 ? 1 : 0; }", "the path of the draw: what follows is continuous in it; the score function: its path may jump at 'return y > 0 ? 1 : 0;'" },
        { "double F(double m, ref Noise noise) { double z = Sample.Normal(m, 1.0, ref noise); double y = Sample.Uniform(0.0, z, ref noise); return z * y * y; }", "the path of the draw: what follows is continuous in it; the path of the draw: what follows is continuous in it" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_has_no_sound_estimate_is_refused_at_its_place(string name)
    {
        Refusal refusal = s_refused.Single(r => r.Name == name);
        Generated generated = refusal.Run();
        Assert.Equal(
            refusal.Spans.Select(span => $"{refusal.Id} {span}"),
            generated.Diagnostics.Select(diagnostic => $"{diagnostic.Id} {diagnostic.Location.SourceSpan} {(refusal.Spans.Contains(diagnostic.Location.SourceSpan) ? "" : diagnostic)}".TrimEnd()));
        Assert.Empty(generated.After.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        IMethodSymbol[] companions = [.. generated.After.GetSymbolsWithName(n => n.StartsWith("BadExpectation", StringComparison.Ordinal), SymbolFilter.Member).OfType<IMethodSymbol>()];
        if (refusal.DeclaresCompanions)
        {
            Assert.Equal(["BadExpectationGradient", "BadExpectationVjp"], companions.Select(method => method.Name).Distinct().Order());
        }

        Assert.All(companions, method => Assert.Contains("NotSupportedException", method.DeclaringSyntaxReferences.Single().GetSyntax().ToString(), StringComparison.Ordinal));
    }

    /// <summary>The compiler does not run a loop again unasked, nor more than 256 operations.</summary>
    [Theory]
    [InlineData("bool b = [|Sample|].Bernoulli(p, ref noise); double x = 0; for (int i = 0; i < n; i++) { x += b ? i : 2; } return Math.Exp(x);", "a loop that depends on it would be run for each of its values")]
    [InlineData("bool a = [|Sample|].Bernoulli(p, ref noise), b = Sample.Bernoulli(a ? p : p * p, ref noise), c = Sample.Bernoulli(b == a ? p : p * p, ref noise), d = Sample.Bernoulli(c == b ? p : a ? 0.3 : p * p, ref noise), e = Sample.Bernoulli(d ? p : 0.4, ref noise); return Math.Exp((a ? p : 2) + (b ? p : 2) * (c ? p : 2) * (d ? p : 2) - (e ? p : 3));", "that would add more than 256 operations")]
    [InlineData("int k = 0; double s = 0; while (k < n) { bool b = [|Sample|].Bernoulli(p, ref noise); s += b ? p : 2; k++; } return s;", "it is not known before the loop how often it would be run for each of its values")]
    public void What_is_too_much_to_enumerate_unasked_is_told(string body, string reason)
    {
        string text = "using System;\nusing DiffGen;\npublic static partial class M\n{\n    [Differentiable] public static double F(double p, int n, ref Noise noise) { " + body + " }\n}\n";
        int start = text.IndexOf("[|", StringComparison.Ordinal), end = text.IndexOf("|]", StringComparison.Ordinal) - 2;
        Generated generated = Generated.Run(text.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal));
        Diagnostic told = Assert.Single(generated.Told, diagnostic => diagnostic.Id == "DG3007");
        Assert.Equal((start, end), (told.Location.SourceSpan.Start, told.Location.SourceSpan.End));
        Assert.Equal("Sample.Bernoulli has finitely many values, but is not enumerated unasked: " + reason + "; Strategy.Enumerate asks for it", told.GetMessage(CultureInfo.InvariantCulture));
        generated = Generated.Run(text.Replace("[|", "", StringComparison.Ordinal).Replace("|].Bernoulli(p, ref noise)", ".Bernoulli(p, ref noise, Strategy.Enumerate)", StringComparison.Ordinal));
        Assert.DoesNotContain(generated.Told, diagnostic => diagnostic.Id == "DG3007");
        Assert.Empty(generated.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    [Theory]
    [InlineData("double s = 0; [|for|] (int i = 0; i < n; i++) { s += Math.Sqrt(Sample.Poisson(p, ref noise)); } return s;", "In this loop iterations meet in sums only: a draw answers for the costs of its own iteration")]
    [InlineData("double s = 0, x = 0; [|for|] (int i = 0; i < n; i++) { x += Sample.Poisson(p, ref noise); s += x * x; } return s;", "In this loop a draw answers for the costs of later iterations, too, since 'x', which it decides, is handed on; its scores are recorded; Diff.Checkpoint() at its beginning asks to run it twice instead")]
    [InlineData("double s = 1; [|while|] (s < n) { s = s * 1.5 + Sample.Poisson(p, ref noise); } return s;", "In this loop a draw answers for the costs of later iterations, too, since 's', which it decides, is handed on; its scores are recorded; Diff.Checkpoint() at its beginning asks to run it twice instead")]
    [InlineData("Span<double> h = stackalloc double[1]; double s = 0; [|for|] (int i = 0; i < n; i++) { h[0] = Sample.Poisson(p, ref noise); s += Math.Sqrt(h[0]); } return s;", "In this loop iterations meet in sums only: a draw answers for the costs of its own iteration")]
    [InlineData("Span<double> h = stackalloc double[1]; double s = 0; [|for|] (int i = 0; i < n; i++) { s += Math.Sqrt(h[0]); h[0] = Sample.Poisson(p, ref noise); } return s;", "In this loop a draw answers for the costs of later iterations, too, since what it decides is handed on; its scores are recorded, as its draws are made behind costs that the same iteration adds up")]
    public void A_loop_says_what_its_draws_answer_for(string body, string expected)
    {
        string text = "using System;\nusing DiffGen;\npublic static partial class M\n{\n    [Differentiable] public static double F(double p, int n, ref Noise noise) { " + body + " }\n}\n";
        int start = text.IndexOf("[|", StringComparison.Ordinal), end = text.IndexOf("|]", StringComparison.Ordinal) - 2;
        Generated generated = Generated.Run(text.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal));
        Diagnostic told = Assert.Single(generated.Told, diagnostic => diagnostic.Id == "DG3008");
        Assert.Equal((start, end, expected), (told.Location.SourceSpan.Start, told.Location.SourceSpan.End, told.GetMessage(CultureInfo.InvariantCulture)));
    }

    [Theory]
    [MemberData(nameof(Choices))]
    public void Each_site_says_how_the_gradient_goes_through_it(string method, string expected)
    {
        Generated generated = Generated.Run("using System;\nusing DiffGen;\npublic static partial class M\n{\n    [Differentiable] public static " + method + "\n}\n");
        IEnumerable<string> told = generated.Told.Where(diagnostic => diagnostic.Id == "DG3003").OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .Select(diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture).Split(": ", 2)[1]);
        Assert.Equal(expected, string.Join("; ", told));
        Assert.Empty(generated.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }
}
