using System;
using DiffGen;

namespace Golden.Models;

public static partial class NodeRecurrence
{
    /// <summary>A recurrent network whose pre-activations are nodes: its node gradient undoes each step as soon as it has run. The output has no node.</summary>
    [Differentiable]
    public static double Loss([Sample(Length = 6)] ReadOnlySpan<double> w, double output, [NoDiff, Sample(Length = 4)] ReadOnlySpan<double> x)
    {
        Span<double> h = stackalloc double[2];
        Span<double> a = stackalloc double[2];
        double loss = 0;
        for (int t = 0; t < x.Length; t++)
        {
            for (int i = 0; i < 2; i++)
            {
                a[i] = w[2 * i] * h[0] + w[2 * i + 1] * h[1] + w[4 + i] * x[t];
            }

            Node.Site(a);
            h[0] = Math.Tanh(a[0]);
            h[1] = Math.Tanh(a[1]);
            double error = output * (h[0] + h[1]) - x[t];
            loss += error * error;
        }

        return loss / x.Length;
    }
}
