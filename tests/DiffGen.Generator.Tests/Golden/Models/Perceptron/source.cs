using System;
using DiffGen;

namespace Golden.Models;

public static partial class Perceptron
{
    /// <summary>A network with one hidden layer in single precision.</summary>
    [Differentiable]
    public static float Loss(
        [Sample(Length = 6, Low = -1, High = 1)] ReadOnlySpan<float> w1,
        [Sample(Length = 3, Low = -1, High = 1)] ReadOnlySpan<float> b1,
        [Sample(Length = 3, Low = -1, High = 1)] ReadOnlySpan<float> w2,
        float b2,
        [NoDiff, Sample(Length = 8)] ReadOnlySpan<float> inputs,
        [NoDiff, Sample(Length = 4)] ReadOnlySpan<float> targets)
    {
        int features = w1.Length / b1.Length;
        Span<float> hidden = stackalloc float[b1.Length];
        float loss = 0;
        for (int n = 0; n < targets.Length; n++)
        {
            for (int h = 0; h < hidden.Length; h++)
            {
                float a = b1[h];
                for (int f = 0; f < features; f++)
                    a += w1[h * features + f] * inputs[n * features + f];
                hidden[h] = MathF.Tanh(a);
            }

            float output = b2;
            for (int h = 0; h < hidden.Length; h++)
                output += w2[h] * hidden[h];
            float error = output - targets[n];
            loss += error * error;
        }

        return loss / targets.Length;
    }
}
