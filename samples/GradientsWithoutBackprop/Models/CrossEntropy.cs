using System;
using DiffGen;

namespace GradientsWithoutBackprop.Models;

/// <summary>The loss of a classifier.</summary>
internal static partial class CrossEntropy
{
    /// <summary>−log of the probability that softmax(<paramref name="scores"/>) gives to <paramref name="label"/>; no score is too large for it.</summary>
    [Differentiable]
    public static float Of(ReadOnlySpan<float> scores, int label)
    {
        float max = scores[0];
        for (int c = 1; c < scores.Length; c++)
        {
            if (scores[c] > max)
            {
                max = scores[c];
            }
        }

        float sum = 0;
        for (int c = 0; c < scores.Length; c++)
        {
            sum += MathF.Exp(scores[c] - max);
        }

        return max + MathF.Log(sum) - scores[label];
    }
}
