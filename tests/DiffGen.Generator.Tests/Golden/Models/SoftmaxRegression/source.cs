using System;
using DiffGen;

namespace Golden.Models;

public static partial class SoftmaxRegression
{
    /// <summary>The mean cross-entropy of a linear classifier over a batch of images.</summary>
    [Differentiable]
    public static double Loss(
        [Sample(Length = 9)] ReadOnlySpan<double> weights,
        [Sample(Length = 3)] ReadOnlySpan<double> biases,
        [NoDiff, Sample(Length = 12)] ReadOnlySpan<double> images,
        [Sample(Values = "0 2 1 1")] ReadOnlySpan<int> labels)
    {
        int classes = biases.Length;
        int pixels = weights.Length / classes;
        Span<double> scores = stackalloc double[classes];
        double loss = 0;
        for (int n = 0; n < labels.Length; n++)
        {
            ReadOnlySpan<double> image = images.Slice(n * pixels, pixels);
            double largest = double.NegativeInfinity;
            for (int c = 0; c < classes; c++)
            {
                double score = biases[c];
                for (int p = 0; p < pixels; p++)
                    score += weights[c * pixels + p] * image[p];
                scores[c] = score;
                if (score > largest)
                    largest = score;
            }

            double sum = 0;
            for (int c = 0; c < classes; c++)
                sum += Math.Exp(scores[c] - largest);
            loss += largest + Math.Log(sum) - scores[labels[n]];
        }

        return loss / labels.Length;
    }
}
