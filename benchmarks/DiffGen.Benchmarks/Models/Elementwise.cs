using System;

namespace DiffGen.Benchmarks.Models;

/// <summary>Loops whose iterations meet in sums alone.</summary>
internal static partial class Elementwise
{
    [Differentiable]
    public static double Softplus(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += Math.Log(1 + Math.Exp(x[i]));
        }

        return sum;
    }

    /// <summary>The logarithm of a Gaussian density, up to a constant.</summary>
    [Differentiable]
    public static double LogDensity(double mean, double deviation, [NoDiff] ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double z = (x[i] - mean) / deviation;
            sum -= 0.5 * z * z + Math.Log(deviation);
        }

        return sum;
    }

    /// <summary>A layer of activations, and half the sum of their squares.</summary>
    [Differentiable]
    public static float Tanh(ReadOnlySpan<float> x, Span<float> hidden)
    {
        for (int i = 0; i < x.Length; i++)
        {
            hidden[i] = MathF.Tanh(x[i]);
        }

        float sum = 0;
        for (int i = 0; i < hidden.Length; i++)
        {
            sum += 0.5f * hidden[i] * hidden[i];
        }

        return sum;
    }

    /// <summary>Rows of data, one after another.</summary>
    [Differentiable]
    public static double LogisticLoss(ReadOnlySpan<double> weights, [NoDiff] ReadOnlySpan<double> rows, [NoDiff] ReadOnlySpan<double> labels)
    {
        double loss = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            double score = 0;
            for (int j = 0; j < weights.Length; j++)
            {
                score += weights[j] * rows[i * weights.Length + j];
            }

            loss += Math.Log(1 + Math.Exp(-labels[i] * score));
        }

        return loss;
    }
}
