using System;
using DiffGen;
using Golden;

namespace DiffGen.Gradient.Tests.Nodes;

/// <summary>Recurrent methods with loops in each step, and with states that they learn to begin with. Each is undone step by step; beside those that begin with something is the same method with a path that makes it recorded.</summary>
public static partial class NodeStates
{
    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>Layers on layers, each with a state; a site of a buffer in each layer of each step.</summary>
    [Differentiable(NodeDifference = true)]
    public static double Stacked([Sample(Length = 8)] ReadOnlySpan<double> w, [NoDiff, Sample(Length = 3)] ReadOnlySpan<double> x, [Sample(Values = "2")] int layers, [Sample(Values = "1")] int n)
    {
        Span<double> h = stackalloc double[layers * n];
        Span<double> a = stackalloc double[n];
        Span<double> below = stackalloc double[n];
        double loss = 0;
        for (int t = 0; t < x.Length; t++)
        {
            below.Fill(x[t]);
            for (int l = 0; l < layers; l++)
            {
                for (int i = 0; i < n; i++)
                {
                    double sum = 0;
                    for (int j = 0; j < n; j++)
                    {
                        sum += w[(2 * l * n + i) * n + j] * below[j] + w[((2 * l + 1) * n + i) * n + j] * h[l * n + j];
                    }

                    a[i] = sum;
                }

                Node.Site(a);
                for (int i = 0; i < n; i++)
                {
                    h[l * n + i] = below[i] = Math.Tanh(a[i]);
                }
            }

            loss += (below[0] - 0.1) * (below[0] - 0.1) * w[^1];
        }

        return loss;
    }

    /// <summary>A site of one number, in a loop over units in a loop over layers.</summary>
    [Differentiable]
    public static double Units([Sample(Length = 8)] ReadOnlySpan<double> w, [NoDiff, Sample(Length = 3)] ReadOnlySpan<double> x, [Sample(Values = "2")] int layers, [Sample(Values = "1")] int n)
    {
        Span<double> h = stackalloc double[layers * n];
        double loss = 0;
        for (int t = 0; t < x.Length; t++)
        {
            for (int l = 0; l < layers; l++)
            {
                for (int i = 0; i < n; i++)
                {
                    double sum = w[l * n + i] * x[t];
                    for (int j = 0; j < n; j++)
                    {
                        sum += w[layers * n + (l * n + i) * n + j] * h[l * n + j];
                    }

                    h[l * n + i] = Math.Tanh(Node.Site(sum));
                }
            }

            loss += h[^1] * h[^1];
        }

        return loss * w[0];
    }

    /// <summary>The layers' states are parts of one buffer, computed in place: a site of each part.</summary>
    [Differentiable]
    public static double Parts([Sample(Length = 8)] ReadOnlySpan<double> w, [NoDiff, Sample(Length = 3)] ReadOnlySpan<double> x, [Sample(Values = "2")] int layers, [Sample(Values = "1")] int n)
    {
        Span<double> h = stackalloc double[layers * n];
        Span<double> old = stackalloc double[n];
        double loss = 0;
        for (int t = 0; t < x.Length; t++)
        {
            for (int l = 0; l < layers; l++)
            {
                Span<double> layer = h.Slice(l * n, n);
                layer.CopyTo(old);
                for (int i = 0; i < n; i++)
                {
                    double sum = w[l * n + i] * x[t];
                    for (int j = 0; j < n; j++)
                    {
                        sum += w[layers * n + (l * n + i) * n + j] * old[j];
                    }

                    layer[i] = sum;
                }

                Node.Site(layer);
                for (int i = 0; i < n; i++)
                {
                    layer[i] = Math.Tanh(layer[i]);
                }
            }

            loss += h[^1] * h[0];
        }

        return loss + h[0] * w[0];
    }

    /// <summary>As <see cref="Parts"/>, with an element of the next part written before the site of this one: it is not cut there, and goes into the next step.</summary>
    [Differentiable]
    public static double Beside([Sample(Length = 4)] ReadOnlySpan<double> w, [NoDiff, Sample(Length = 3)] ReadOnlySpan<double> x)
    {
        Span<double> h = stackalloc double[2];
        double loss = 0;
        for (int t = 0; t < x.Length; t++)
        {
            Span<double> own = h.Slice(0, 1), other = h.Slice(1, 1);
            own[0] = Math.Tanh(w[0] * x[t] + w[1] * h[1]);
            other[0] = Math.Sin(w[2] * x[t] + h[1] * w[3]);
            Node.Site(own);
            loss += own[0] * other[0];
        }

        return loss;
    }

    /// <summary>A number that is learnt, as the state begins, and is read behind the loop.</summary>
    [Differentiable(NodeDifference = true)]
    public static double Number(double w, double h0, double v, [NoDiff] ReadOnlySpan<double> x)
    {
        double h = h0, loss = 0;
        for (int t = 0; t < x.Length; t++)
        {
            loss += h * h * v;
            h = Math.Tanh(Node.Site(w * h + x[t]));
        }

        return loss * v + h * w;
    }

    /// <inheritdoc cref="Number"/>
    [Differentiable]
    public static double NumberRecorded(double w, double h0, double v, [NoDiff] ReadOnlySpan<double> x)
    {
        double h = h0, loss = 0, trace = 0;
        for (int t = 0; t < x.Length; t++)
        {
            trace = 0.5 * trace + w * x[t];
            loss += h * h * v;
            h = Math.Tanh(Node.Site(w * h + x[t]));
        }

        return loss * v + h * w + 0 * trace;
    }

    /// <summary>The state is the caller's, who gives what it begins with and gets its gradient; generic.</summary>
    [Differentiable]
    public static T Given<T>([Sample(Length = 2)] ReadOnlySpan<T> w, [Sample(Length = 2)] Span<T> h, [NoDiff, Sample(Length = 3)] ReadOnlySpan<T> x)
        where T : System.Numerics.IFloatingPointIeee754<T>
    {
        T loss = T.Zero;
        for (int t = 0; t < x.Length; t++)
        {
            loss += h[0] * h[1] * w[0];
            for (int i = 0; i < h.Length; i++)
            {
                h[i] = T.Tanh(Node.Site(w[i] * h[i] + w[0] * x[t]));
            }
        }

        return loss + h[0] * w[1];
    }

    /// <summary>No path without a site reaches the sum but that of the state's beginning; a loop of which nothing is known beforehand.</summary>
    [Differentiable]
    public static double Until(double w, double h0, [NoDiff] ReadOnlySpan<double> x)
    {
        double h = h0 * h0, loss = 0;
        int t = 0;
        while (t < x.Length && x[t] != 0)
        {
            h = Node.Site(w * h + x[t]);
            loss += h * h;
            t++;
        }

        return loss + h * h0;
    }

    /// <summary>
    /// A long short-term memory of n cells that learns the state it begins with: h0 and c0 after the weights of its four gates. Gates and cells are nodes.
    /// </summary>
    [Differentiable(NodeDifference = true)]
    public static double Lstm([Sample(Length = 28)] ReadOnlySpan<double> w, [NoDiff, Sample(Length = 3)] ReadOnlySpan<double> x, [Sample(Values = "2")] int n)
    {
        Span<double> h = stackalloc double[n];
        Span<double> c = stackalloc double[n];
        Span<double> gates = stackalloc double[4 * n];
        int states = 4 * n * (n + 1);
        w.Slice(states, n).CopyTo(h);
        w.Slice(states + n, n).CopyTo(c);
        double loss = 0;
        for (int t = 0; t < x.Length; t++)
        {
            for (int i = 0; i < 4 * n; i++)
            {
                double sum = w[4 * n * n + i] * x[t];
                for (int j = 0; j < n; j++)
                {
                    sum += w[i * n + j] * h[j];
                }

                gates[i] = sum;
            }

            Node.Site(gates);
            for (int i = 0; i < n; i++)
            {
                c[i] = Sigmoid(gates[n + i]) * c[i] + Sigmoid(gates[i]) * Math.Tanh(gates[2 * n + i]);
            }

            loss += c[0] * c[0];
            Node.Site(c);
            for (int i = 0; i < n; i++)
            {
                h[i] = Sigmoid(gates[3 * n + i]) * Math.Tanh(c[i]);
            }

            loss += h[0] * h[0] - h[0] * x[t];
        }

        return loss * loss + h[0] * w[0];
    }

    /// <inheritdoc cref="Lstm"/>
    [Differentiable]
    public static double LstmRecorded([Sample(Length = 28)] ReadOnlySpan<double> w, [NoDiff, Sample(Length = 3)] ReadOnlySpan<double> x, [Sample(Values = "2")] int n)
    {
        Span<double> h = stackalloc double[n];
        Span<double> c = stackalloc double[n];
        Span<double> gates = stackalloc double[4 * n];
        int states = 4 * n * (n + 1);
        w.Slice(states, n).CopyTo(h);
        w.Slice(states + n, n).CopyTo(c);
        double loss = 0, trace = 0;
        for (int t = 0; t < x.Length; t++)
        {
            trace = 0.5 * trace + w[0] * x[t];
            for (int i = 0; i < 4 * n; i++)
            {
                double sum = w[4 * n * n + i] * x[t];
                for (int j = 0; j < n; j++)
                {
                    sum += w[i * n + j] * h[j];
                }

                gates[i] = sum;
            }

            Node.Site(gates);
            for (int i = 0; i < n; i++)
            {
                c[i] = Sigmoid(gates[n + i]) * c[i] + Sigmoid(gates[i]) * Math.Tanh(gates[2 * n + i]);
            }

            loss += c[0] * c[0];
            Node.Site(c);
            for (int i = 0; i < n; i++)
            {
                h[i] = Sigmoid(gates[3 * n + i]) * Math.Tanh(c[i]);
            }

            loss += h[0] * h[0] - h[0] * x[t];
        }

        return loss * loss + h[0] * w[0] + 0 * trace;
    }
}
