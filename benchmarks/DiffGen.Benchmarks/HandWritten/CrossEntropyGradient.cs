using System;

namespace DiffGen.Benchmarks.HandWritten;

/// <summary>The gradient of the cross-entropy: softmax(scores) minus one at the label.</summary>
internal static class CrossEntropyGradient
{
    public static float Of(ReadOnlySpan<float> scores, int label, float valueGrad, Span<float> scoresGrad)
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
            scoresGrad[c] = MathF.Exp(scores[c] - max);
            sum += scoresGrad[c];
        }

        float scale = valueGrad / sum;
        for (int c = 0; c < scoresGrad.Length; c++)
        {
            scoresGrad[c] *= scale;
        }

        scoresGrad[label] -= valueGrad;
        return max + MathF.Log(sum) - scores[label];
    }
}
