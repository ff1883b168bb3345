using System;
using DiffGen;
using Golden;

namespace DiffGen.Gradient.Tests.Nodes;

/// <summary>Two blocks that learn by losses of their own, each a method whose input is a constant; the same in one method with stops; a layer that is normalised.</summary>
public static partial class LocalModels
{
    /// <summary>The first block: two tanh units, and a head without parameters.</summary>
    [Differentiable]
    public static double First([Sample(Length = 4)] ReadOnlySpan<double> w, [NoDiff, Sample(Length = 2)] ReadOnlySpan<double> x, [NoDiff] double target)
    {
        Span<double> h = stackalloc double[2];
        Hidden(w, x, h);
        double error = h[0] + h[1] - target;
        return error * error;
    }

    /// <summary>The second block, which reads the first one's units as constants.</summary>
    [Differentiable]
    public static double Second([Sample(Length = 4)] ReadOnlySpan<double> w, [NoDiff, Sample(Length = 2)] ReadOnlySpan<double> h, [NoDiff] double target)
    {
        double error = -target;
        for (int i = 0; i < h.Length; i++)
        {
            double a = Node.Site((w[2 * i] * h[0]) + (w[(2 * i) + 1] * h[1]));
            error += Math.Sin(a);
        }

        return error * error;
    }

    /// <summary>Both losses in one method, nothing handed back between the blocks.</summary>
    [Differentiable]
    [Sample(ByHand = true)]
    public static double Both([Sample(Length = 8)] ReadOnlySpan<double> w, [NoDiff, Sample(Length = 2)] ReadOnlySpan<double> x, [NoDiff] double target)
    {
        Span<double> h = stackalloc double[2];
        Hidden(w, x, h);
        double first = h[0] + h[1] - target, second = -target, h0 = Diff.Stop(h[0]), h1 = Diff.Stop(h[1]);
        for (int i = 0; i < 2; i++)
        {
            double a = Node.Site((w[4 + (2 * i)] * h0) + (w[5 + (2 * i)] * h1));
            second += Math.Sin(a);
        }

        return (first * first) + (second * second);
    }

    private static void Hidden(ReadOnlySpan<double> w, ReadOnlySpan<double> x, Span<double> h)
    {
        for (int i = 0; i < h.Length; i++)
        {
            h[i] = Math.Tanh(Node.Site((w[2 * i] * x[0]) + (w[(2 * i) + 1] * x[1])));
        }
    }

    private static double Energy(double a, double b) => (Math.Sin(a * b) * b) + (a * a);

    /// <summary>A loss of two groups of one number each.</summary>
    [Differentiable]
    public static double Groups(double a, double b) => Energy(a, b);

    /// <summary>The loss once for each group, the other one stopped: the same value, and half of the gradient for each.</summary>
    [Differentiable]
    [Sample(ByHand = true)]
    public static double Replicated(double a, double b) => (0.5 * Energy(a, Diff.Stop(b))) + (0.5 * Energy(Diff.Stop(a), b));

    /// <summary>Weights, a layer norm with gain and shift, nodes behind it, a head: what nodes are credited with goes back through the norm.</summary>
    [Differentiable]
    public static double Normalised([Sample(Length = 19)] ReadOnlySpan<double> w, [NoDiff, Sample(Length = 2)] ReadOnlySpan<double> x)
    {
        const int n = 4;
        Span<double> a = stackalloc double[n];
        double mean = 0;
        for (int i = 0; i < n; i++)
        {
            a[i] = (w[2 * i] * x[0]) + (w[(2 * i) + 1] * x[1]);
            mean += a[i] / n;
        }

        double variance = 0;
        for (int i = 0; i < n; i++)
        {
            variance += (a[i] - mean) * (a[i] - mean) / n;
        }

        double scale = 1 / Math.Sqrt(variance + 1e-5);
        for (int i = 0; i < n; i++)
        {
            a[i] = ((a[i] - mean) * scale * w[8 + i]) + w[12 + i];
        }

        Node.Site(a);
        double y = w[18];
        for (int i = 0; i < n; i++)
        {
            y += Math.Tanh(a[i]) * w[14 + i];
        }

        y = Node.Site(y);
        return y * y;
    }

    /// <summary>One site of four nodes, met once or, a number at a time, four times.</summary>
    [Differentiable]
    public static double Four([Sample(Length = 8)] ReadOnlySpan<double> w, [NoDiff] bool apart)
    {
        Span<double> a = stackalloc double[4];
        for (int i = 0; i < 4; i++)
        {
            a[i] = w[i] * w[4 + i];
            if (apart)
            {
                a[i] = Node.Site(a[i]);
            }
        }

        if (!apart)
        {
            Node.Site(a);
        }

        return (Math.Sin(a[0] * a[1]) * a[2]) + (a[3] * a[0]);
    }

    /// <summary>The same with four sites of one node, one after the other.</summary>
    [Differentiable]
    public static double FourSites([Sample(Length = 8)] ReadOnlySpan<double> w)
    {
        double a = Node.Site(w[0] * w[4]), b = Node.Site(w[1] * w[5]), c = Node.Site(w[2] * w[6]), d = Node.Site(w[3] * w[7]);
        return (Math.Sin(a * b) * c) + (d * a);
    }
}
