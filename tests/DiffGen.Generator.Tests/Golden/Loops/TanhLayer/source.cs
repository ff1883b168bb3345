using System;
using DiffGen;

namespace Golden.Loops;

public static partial class TanhLayer
{
    /// <summary>Sixteen numbers of single precision at a time: elements read, and others written.</summary>
    [Differentiable]
    public static float Energy([Sample(Length = 37)] ReadOnlySpan<float> x, [Sample(Length = 37)] ReadOnlySpan<float> bias, [Sample(Length = 37), Output] Span<float> hidden)
    {
        for (int i = 0; i < x.Length; i++)
        {
            hidden[i] = MathF.Tanh(x[i] + bias[i]);
        }

        float energy = 0;
        for (int i = 0; i < hidden.Length; i++)
        {
            energy += hidden[i] * hidden[i];
        }

        return energy;
    }
}
