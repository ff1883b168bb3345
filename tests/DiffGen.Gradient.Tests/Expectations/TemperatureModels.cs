using System;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Relaxed draws at temperatures of their own.</summary>
public static partial class TemperatureModels
{
    [Differentiable]
    public static double Softened(double logit, double t, double temperature, ref Noise noise)
    {
        double b = Sample.WithTemperature(Sample.BernoulliLogit(logit, ref noise, Strategy.GumbelSoftmax), temperature) ? 1.0 : 0.0;
        return (b - t) * (b - t);
    }

    [Differentiable]
    public static double AtHalf(double logit, double t, ref Noise noise)
    {
        double b = Sample.BernoulliLogit(logit, ref noise, Strategy.GumbelSoftmax) ? 1.0 : 0.0;
        return (b - t) * (b - t);
    }

    [Differentiable]
    public static float Single(float p, [NoDiff] double temperature, ref Noise noise)
    {
        float x = Sample.WithTemperature(Sample.Bernoulli(p, ref noise, Strategy.GumbelSoftmax), temperature) ? 2f : 0.5f;
        return x * x;
    }

    /// <summary>It falls from iteration to iteration.</summary>
    [Differentiable]
    public static double Cooling(ReadOnlySpan<double> logits, [NoDiff] double temperature, ref Noise noise)
    {
        double sum = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            double b = Sample.WithTemperature(Sample.BernoulliLogit(logits[i], ref noise, Strategy.GumbelSoftmax), temperature / (1 + i)) ? 1.0 : 0.0;
            sum += Math.Exp(b * 0.5) * (1 + i);
        }

        return sum;
    }
}
