using System;
using GradientsWithoutBackprop.Models;

namespace DiffGen.Benchmarks.HandWritten;

/// <summary>The gradient of softmax regression in plain C#.</summary>
internal static class SoftmaxRegressionGradient
{
    public static float Loss(ReadOnlySpan<float> parameters, ReadOnlySpan<float> images, ReadOnlySpan<byte> labels, Span<float> parametersGrad)
    {
        parametersGrad.Clear();
        Span<float> weightsGrad = parametersGrad[..(SoftmaxRegression.Classes * SoftmaxRegression.Inputs)];
        Span<float> biasesGrad = parametersGrad[(SoftmaxRegression.Classes * SoftmaxRegression.Inputs)..];
        Span<float> scores = stackalloc float[SoftmaxRegression.Classes];
        Span<float> scoresGrad = stackalloc float[SoftmaxRegression.Classes];
        float scale = 1f / labels.Length;
        float total = 0;
        for (int n = 0; n < labels.Length; n++)
        {
            ReadOnlySpan<float> image = images.Slice(n * SoftmaxRegression.Inputs, SoftmaxRegression.Inputs);
            SoftmaxRegression.Scores(parameters, image, scores);
            total += CrossEntropyGradient.Of(scores, labels[n], scale, scoresGrad);
            for (int c = 0; c < scoresGrad.Length; c++)
            {
                float grad = scoresGrad[c];
                Span<float> rowGrad = weightsGrad.Slice(c * SoftmaxRegression.Inputs, SoftmaxRegression.Inputs);
                for (int i = 0; i < rowGrad.Length; i++)
                {
                    rowGrad[i] += grad * image[i];
                }

                biasesGrad[c] += grad;
            }
        }

        return total / labels.Length;
    }
}
