using System;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Methods of one question each: which costs a draw answers for, what a path misses, what a baseline learns.</summary>
public static partial class RowModels
{
    /// <summary>The path of a draw whose second cost jumps, asked for: biased, which DG2006 says.</summary>
#pragma warning disable DG2006
    [Differentiable]
    public static double MixedByPath(double mu, ref Noise noise)
    {
        double x = Sample.Normal(mu, 1.0, ref noise, Strategy.Reparameterise);
        return x * x + (x > 0 ? 1 : 0);
    }
#pragma warning restore DG2006

    /// <summary>E = (a + b)² + 1 + 0.02 b.</summary>
    [Differentiable]
    public static double MovedByTwo(double a, double b, ref Noise noise)
    {
        double x = Sample.Normal(a + b, 1.0, ref noise), y = Sample.Normal(0.0, 1.0, ref noise);
        return x * x + b * (0.1 * y + 0.02);
    }

    /// <summary>The same, a part of whose derivative by b is dropped.</summary>
    [Differentiable]
    public static double MovedByTwoWithoutPart(double a, double b, ref Noise noise)
    {
        double x = Sample.Normal(a + b, 1.0, ref noise), y = Sample.Normal(0.0, 1.0, ref noise);
        return x * x + b * 0.1 * y + 0.02 * Diff.Stop(b);
    }

    /// <summary>The logarithm of a sum is one cost: both draws answer for all of it.</summary>
    [Differentiable]
    public static double LogarithmOfSum(double p, double q, ref Noise noise)
    {
        double a = Sample.Bernoulli(p, ref noise, Strategy.Score) ? 1.5 : 0.5, b = Sample.Bernoulli(q, ref noise, Strategy.Score) ? 3 : p;
        return Math.Log(a + b);
    }

    /// <summary>Coins of independent iterations, each with a baseline of its own.</summary>
    [Differentiable]
    public static double OwnBaselines(ReadOnlySpan<double> logits, [NoDiff] ReadOnlySpan<double> baselines, ref Noise noise)
    {
        double cost = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            cost += Sample.WithBaseline(Sample.BernoulliLogit(logits[i], ref noise, Strategy.Score), baselines[i]) ? 10 * (i + 1) : 0.5;
        }

        return cost;
    }

    /// <summary>(n + 1)² of a count of failures, all from 63 on taken for one: the log-probabilities of 64 values, which are enumerated.</summary>
    [Differentiable]
    public static double Truncated(double p, ref Noise noise)
    {
        Span<double> logits = stackalloc double[64];
        for (int k = 0; k < 64; k++)
        {
            logits[k] = k * Math.Log(1 - p) + (k < 63 ? Math.Log(p) : 0);
        }

        double y = 1.0 + Sample.Categorical<double>(logits, ref noise, Strategy.Enumerate);
        return y * y;
    }

    /// <summary>A category whose baseline is a polynomial of the input, learned.</summary>
    [Differentiable]
    public static double Learned(ReadOnlySpan<double> logits, ReadOnlySpan<double> v, [NoDiff] ReadOnlySpan<double> costs, [NoDiff] double x, ref Noise noise) =>
        costs[Sample.WithLearnedBaseline(Sample.Categorical(logits, ref noise, Strategy.Score), v[0] + v[1] * x + v[2] * x * x)];

    /// <summary>Coins in arrays that the method makes; the cost is the product of the first two numbers.</summary>
    [Differentiable]
    public static double CoinsInArrays(ReadOnlySpan<double> logits, ref Noise noise)
    {
        double[] x = new double[logits.Length];
        int[] heads = new int[logits.Length];
        for (int i = 0; i < logits.Length; i++)
        {
            heads[i] = Sample.BernoulliLogit(logits[i], ref noise, Strategy.Score) ? 1 : 0;
            x[i] = 0.5 + heads[i] * (i + 0.5);
        }

        return x[0] * x[1];
    }

    /// <summary>Of the program of the ADEV paper only what goes through the draw.</summary>
    [Differentiable]
    public static double BothByScoreAlone(double theta, ref Noise noise) => Sample.Bernoulli(theta, ref noise, Strategy.Score) ? 0 : -Diff.Stop(theta) / 2;

    /// <summary>Two independent draws.</summary>
    [Differentiable]
    public static double TwoDraws(double mu, ref Noise noise)
    {
        double x = Sample.Normal(mu, 1.0, ref noise, Strategy.Reparameterise), y = Sample.Normal(mu, 1.0, ref noise, Strategy.Reparameterise);
        return x * x * y;
    }

    /// <summary>One draw in the place of two.</summary>
    [Differentiable]
    public static double OneDraw(double mu, ref Noise noise)
    {
        double x = Sample.Normal(mu, 1.0, ref noise, Strategy.Reparameterise);
        return x * x * x;
    }
}
