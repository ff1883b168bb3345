using System;
using DiffGen;

namespace Golden.Models;

public static partial class NodePerturbation
{
    /// <summary>A hidden layer whose pre-activations are nodes, an output that is one, and a penalty that no node lies in.</summary>
    [Differentiable]
    public static double Loss([Sample(Length = 6)] ReadOnlySpan<double> w, double bias, [NoDiff, Sample(Length = 2)] ReadOnlySpan<double> x, [NoDiff] double target)
    {
        int hidden = w.Length / 3;
        Span<double> a = stackalloc double[hidden];
        for (int i = 0; i < hidden; i++)
        {
            a[i] = w[2 * i] * x[0] + w[2 * i + 1] * x[1];
        }

        Node.Site(a);
        double y = bias;
        for (int i = 0; i < hidden; i++)
        {
            y += w[2 * hidden + i] * Math.Tanh(a[i]);
        }

        double error = Node.Site(y) - target, squares = 0;
        foreach (double weight in w)
        {
            squares += weight * weight;
        }

        return error * error + 0.01 * squares;
    }
}
