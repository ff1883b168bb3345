using System;
using System.Numerics;
using DiffGen;

namespace DiffGen.Gradient.Tests.Nodes;

/// <summary>Loops with sites. Where one lies in every path from one iteration to the next, iterations are undone as they run.</summary>
public static partial class NodeLoops
{
    /// <summary>Numbers only; a sum that some iterations add to, and that a parameter reaches without a site.</summary>
    [Differentiable(NodeDifference = true)]
    public static double Numbers(double w, double u, double v, [NoDiff] ReadOnlySpan<double> x)
    {
        double h = 0, loss = u * v;
        for (int t = 0; t < x.Length; t++)
        {
            h = Math.Tanh(Node.Site(w * h + u * x[t]));
            if (t > 0)
            {
                loss += v * h * h;
            }
        }

        return Math.Sin(loss) / x.Length + 0.1 * w * w;
    }

#pragma warning disable DG2007 // That nodes decide is the point.
    /// <summary>A loop that ends by what it computes; a second site in it, a branch, memory of its own, a sum in an inner loop.</summary>
    [Differentiable]
    public static double Inner(double w, ReadOnlySpan<double> v, int n, [NoDiff] double tolerance)
    {
        Span<double> h = stackalloc double[2];
        h[0] = 1;
        h[1] = -0.5;
        double sum = 0, scale = w * v[0];
        int steps = 0;
        while (Math.Abs(h[0]) > tolerance && steps < n)
        {
            double[] a = new double[2];
            for (int i = 0; i < 2; i++)
            {
                a[i] = scale * h[1 - i] + v[i] * w;
            }

            Node.Site(a);
            for (int i = 0; i < 2; i++)
            {
                h[i] = a[i] > 0 ? 0.8 * a[i] : Math.Sin(a[i]);
                sum -= v[i] * h[i] * Math.Exp(w);
            }

            if (steps == 1)
            {
                h[1] = Node.Site(h[1] * v[1]);
            }

            steps++;
        }

        return sum * sum + h[0] * w + scale;
    }
#pragma warning restore DG2007

    /// <summary>A loop, something behind it that reads what it left, and a second loop.</summary>
    [Differentiable(NodeDifference = true)]
    public static double Twice(ReadOnlySpan<double> w, [NoDiff] ReadOnlySpan<double> x)
    {
        double[] h = new double[1];
        for (int t = 0; t < x.Length; t++)
        {
            h[0] = Math.Sin(Node.Site(w[0] * h[0] + w[1] * x[t]));
        }

        double between = h[0] * w[0], sum = 0;
        for (int t = x.Length - 1; t >= 0; t--)
        {
            h[0] = Node.Site(h[0] * w[1] + between * x[t]) * 0.5;
            sum = sum + h[0] * h[0];
        }

        return sum * w[0] + between;
    }

    /// <summary>Generic; no path without a site reaches the loss, which the loop sums.</summary>
    [Differentiable(NodeDifference = true)]
    public static T Generic<T>(ReadOnlySpan<T> w, [NoDiff] ReadOnlySpan<T> x)
        where T : IFloatingPointIeee754<T>
    {
        T h = T.Zero, loss = T.Zero;
        foreach (T input in x)
        {
            h = T.Tanh(Node.Site(w[0] * h + w[1] * input));
            loss += h * h;
        }

        return loss;
    }

    /// <summary>Parts of one buffer, made outside of the loop: what is written by one name is read by the other.</summary>
    [Differentiable(NodeDifference = true)]
    public static double Views(ReadOnlySpan<double> w, [NoDiff] ReadOnlySpan<double> x)
    {
        Span<double> all = stackalloc double[2];
        Span<double> other = all.Slice(0, 2);
        ReadOnlySpan<double> second = w.Slice(1);
        double h = 0, loss = 0;
        for (int t = 0; t < x.Length; t++)
        {
            all[0] = w[0] * x[t] + h;
            other[1] = second[0] * h + other[0] * w[1];
            loss += other[1] * all[0] * second[0];
            Node.Site(all);
            h = other[0] * all[1];
        }

        return loss * w[0];
    }

    /// <summary>The same content is a node in each iteration, and is read behind the loop: the first site cuts what came before, the last what comes after.</summary>
    [Differentiable(NodeDifference = true)]
    public static double Unwritten(double p, double q, ReadOnlySpan<double> w, int n)
    {
        Span<double> b = stackalloc double[2];
        b[0] = w[0] * q;
        double loss = 0;
        for (int t = 0; t < n; t++)
        {
            Node.Site(b);
            loss += p * w[1];
        }

        return loss + b[0] * q;
    }

    /// <summary>A buffer that is cleared in each iteration, and holds an active value at its end: recorded.</summary>
    [Differentiable(NodeDifference = true)]
    public static double Cleared(ReadOnlySpan<double> w, [NoDiff] ReadOnlySpan<double> x)
    {
        Span<double> part = stackalloc double[2];
        double h = 0, loss = 0;
        for (int t = 0; t < x.Length; t++)
        {
            part.Clear();
            part[0] = w[0] * x[t];
            part[1] += w[1] * h + part[0] * part[0];
            h = Node.Site(part[1]);
            loss += h * x[t] - part[0] * w[1];
        }

        return loss;
    }
}
