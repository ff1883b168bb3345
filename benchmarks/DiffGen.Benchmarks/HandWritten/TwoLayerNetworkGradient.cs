using System;
using GradientsWithoutBackprop.Models;

namespace DiffGen.Benchmarks.HandWritten;

/// <summary>Backpropagation through the 784-128-10 network in plain C#.</summary>
internal static class TwoLayerNetworkGradient
{
    private const int Inputs = TwoLayerNetwork.Inputs;
    private const int Hidden = TwoLayerNetwork.Hidden;
    private const int Classes = TwoLayerNetwork.Classes;

    public static float Loss(ReadOnlySpan<float> parameters, ReadOnlySpan<float> images, ReadOnlySpan<byte> labels, Span<float> parametersGrad)
    {
        parametersGrad.Clear();
        ReadOnlySpan<float> weights2 = parameters.Slice(Hidden * Inputs + Hidden, Classes * Hidden);
        Span<float> weights1Grad = parametersGrad[..(Hidden * Inputs)];
        Span<float> biases1Grad = parametersGrad.Slice(Hidden * Inputs, Hidden);
        Span<float> weights2Grad = parametersGrad.Slice(Hidden * Inputs + Hidden, Classes * Hidden);
        Span<float> biases2Grad = parametersGrad[(Hidden * Inputs + Hidden + Classes * Hidden)..];
        Span<float> hidden = stackalloc float[Hidden];
        Span<float> hiddenGrad = stackalloc float[Hidden];
        Span<float> scores = stackalloc float[Classes];
        Span<float> scoresGrad = stackalloc float[Classes];
        float scale = 1f / labels.Length;
        float total = 0;
        for (int n = 0; n < labels.Length; n++)
        {
            ReadOnlySpan<float> image = images.Slice(n * Inputs, Inputs);
            TwoLayerNetwork.Scores(parameters, image, hidden, scores);
            total += CrossEntropyGradient.Of(scores, labels[n], scale, scoresGrad);

            hiddenGrad.Clear();
            for (int c = 0; c < scoresGrad.Length; c++)
            {
                float grad = scoresGrad[c];
                ReadOnlySpan<float> row = weights2.Slice(c * Hidden, Hidden);
                Span<float> rowGrad = weights2Grad.Slice(c * Hidden, Hidden);
                for (int h = 0; h < rowGrad.Length; h++)
                {
                    rowGrad[h] += grad * hidden[h];
                    hiddenGrad[h] += grad * row[h];
                }

                biases2Grad[c] += grad;
            }

            for (int h = 0; h < hiddenGrad.Length; h++)
            {
                if (hidden[h] > 0)
                {
                    float grad = hiddenGrad[h];
                    Span<float> rowGrad = weights1Grad.Slice(h * Inputs, Inputs);
                    for (int i = 0; i < rowGrad.Length; i++)
                    {
                        rowGrad[i] += grad * image[i];
                    }

                    biases1Grad[h] += grad;
                }
            }
        }

        return total / labels.Length;
    }
}
