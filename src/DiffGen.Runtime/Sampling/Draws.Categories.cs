using System;
using System.Numerics;

namespace DiffGen.Sampling;

/// <summary>The samplers over categories that are given by their logits.</summary>
internal static partial class Draws
{
    /// <summary>The category where the sum of the weights exp(logit − largest logit) passes u times their sum.</summary>
    public static int Categorical<R, W>(ReadOnlySpan<R> logits, ref W words)
        where R : IFloatingPointIeee754<R>
        where W : struct, IWords
    {
        double largest = Largest(logits), total = 0;
        foreach (R logit in logits)
        {
            total += Math.Exp(Real.ToDouble(logit) - largest);
        }

        double threshold = FineUniform(ref words) * total, sum = 0;
        int last = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            double weight = Math.Exp(Real.ToDouble(logits[i]) - largest);
            if (weight > 0)
            {
                last = i;
                sum += weight;
                if (threshold < sum)
                {
                    break;
                }
            }
        }

        return last;
    }

    public static double Largest<R>(ReadOnlySpan<R> logits)
        where R : IFloatingPointIeee754<R>
    {
        double largest = double.NegativeInfinity;
        foreach (R logit in logits)
        {
            largest = Math.Max(largest, Real.ToDouble(logit));
        }

        return largest;
    }

    /// <summary>exp(xᵢ)/Σ exp(xⱼ), in place.</summary>
    public static void SoftMax(Span<double> x)
    {
        double largest = Largest<double>(x), total = 0;
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = Math.Exp(x[i] - largest);
            total += x[i];
        }

        for (int i = 0; i < x.Length; i++)
        {
            x[i] /= total;
        }
    }

    /// <summary>Counts of n draws of categories: one after the other, each a binomial draw from those that are left. One position for each category.</summary>
    public static void Multinomial(int n, ReadOnlySpan<double> logits, Span<int> counts, ref Noise noise)
    {
        using Scratch scratch = new(logits.Length);
        Span<double> tail = scratch.Span;
        double largest = Largest(logits), sum = 0;
        for (int i = logits.Length - 1; i >= 0; i--)
        {
            sum += Math.Exp(logits[i] - largest);
            tail[i] = sum;
        }

        for (int i = 0; i < logits.Length; i++)
        {
            DrawWords words = noise.Draw();
            bool isLast = i + 1 == logits.Length || tail[i + 1] == 0;
            counts[i] = n == 0 ? 0 : isLast ? n : Binomial(n, Math.Exp(logits[i] - largest) / tail[i], ref words);
            n -= counts[i];
        }
    }
}
