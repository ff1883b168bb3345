using System;
using DiffGen;

namespace Golden.Models;

public static partial class NodeDifference
{
    /// <summary>The 0/1 error of a network with a hidden layer whose units are nodes, which it leaves in a buffer of the caller's.</summary>
    [Differentiable(NodeDifference = true)]
    public static float Error([Sample(Length = 6)] ReadOnlySpan<float> w, [NoDiff, Sample(Length = 2)] ReadOnlySpan<float> x, [Sample(Length = 2)] Span<float> hidden, bool label)
    {
        for (int i = 0; i < hidden.Length; i++)
        {
            hidden[i] = w[2 * i] * x[0] + w[2 * i + 1] * x[1];
        }

        Node.Site(hidden);
        float y = 0;
        for (int i = 0; i < hidden.Length; i++)
        {
            y += w[2 * hidden.Length + i] * MathF.Max(hidden[i], 0);
        }

        return Node.Site(y) > 0 == label ? 0 : 1;
    }
}
