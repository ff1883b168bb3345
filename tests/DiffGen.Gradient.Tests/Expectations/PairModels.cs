using System;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>A coin behind which a loop is run: too much to enumerate unasked.</summary>
public static partial class PairModels
{
    [Differentiable]
    public static double Fold(double logit, ReadOnlySpan<double> x, ref Noise noise) => Folded(Sample.BernoulliLogit(logit, ref noise), x);

    [Differentiable]
    public static double FoldByPairs(double logit, ReadOnlySpan<double> x, ref Noise noise) => Folded(Sample.BernoulliLogit(logit, ref noise, Strategy.DisArm), x);

    [Differentiable]
    public static double FoldByScore(double logit, ReadOnlySpan<double> x, ref Noise noise) => Folded(Sample.BernoulliLogit(logit, ref noise, Strategy.Score), x);

    /// <summary>Two coins, the second of which the first decides, and a count by its score.</summary>
    [Differentiable]
    public static double Two(double a, double b, ReadOnlySpan<double> x, ref Noise noise)
    {
        bool first = Sample.BernoulliLogit(a, ref noise), second = Sample.BernoulliLogit(first ? b : a * b, ref noise);
        double n = Sample.Poisson(Math.Exp(a), ref noise, Strategy.Score);
        return Folded(first, x) * Folded(second, x) + n * n;
    }

    private static double Folded(bool coin, ReadOnlySpan<double> x)
    {
        double product = coin ? 1.3 : 0.4;
        for (int i = 0; i < x.Length; i++)
        {
            product *= 1 + (coin ? 0.2 : -0.3) * x[i];
        }

        return product * product;
    }
}
