using System;
using DiffGen;
using Golden;

namespace DiffGen.Gradient.Tests.Nodes;

/// <summary>Networks whose nodes are sites.</summary>
public static partial class NodeNetworks
{
    /// <summary>A network inputs-hidden-outputs of tanh units with biases: its pre-activations are the nodes.</summary>
    [Differentiable(Simd = false, NodeDifference = true)]
    public static double Mlp([Sample(Length = 9)] ReadOnlySpan<double> w, [NoDiff, Sample(Length = 2)] ReadOnlySpan<double> x, [NoDiff, Sample(Length = 1)] ReadOnlySpan<double> y, [Sample(Values = "2")] int hidden)
    {
        int inputs = x.Length, outputs = y.Length, second = hidden * (inputs + 1);
        Span<double> a = stackalloc double[hidden];
        for (int i = 0; i < hidden; i++)
        {
            double sum = w[hidden * inputs + i];
            for (int j = 0; j < inputs; j++)
            {
                sum += w[i * inputs + j] * x[j];
            }

            a[i] = sum;
        }

        Node.Site(a);
        double loss = 0;
        for (int i = 0; i < outputs; i++)
        {
            double sum = w[second + hidden * outputs + i];
            for (int j = 0; j < hidden; j++)
            {
                sum += w[second + i * hidden + j] * Math.Tanh(a[j]);
            }

            double difference = Node.Site(sum) - y[i];
            loss += 0.5 * difference * difference;
        }

        return loss;
    }

    /// <summary>A linear layer with a quadratic loss; its outputs are the nodes.</summary>
    [Differentiable]
    public static double LinearNodes([Sample(Length = 4)] ReadOnlySpan<double> w, [NoDiff, Sample(Length = 2)] ReadOnlySpan<double> x, [NoDiff, Sample(Length = 2)] ReadOnlySpan<double> y)
    {
        double loss = 0;
        for (int i = 0; i < y.Length; i++)
        {
            double sum = 0;
            for (int j = 0; j < x.Length; j++)
            {
                sum += w[i * x.Length + j] * x[j];
            }

            double error = Node.Site(sum) - y[i];
            loss += 0.5 * error * error;
        }

        return loss;
    }

    /// <summary>The mean loss of a batch in one method, the examples one after the other: all its nodes share one change of one loss.</summary>
    [Differentiable]
    public static double BatchNodes([Sample(Length = 4)] ReadOnlySpan<double> w, [NoDiff, Sample(Length = 6)] ReadOnlySpan<double> xs, [NoDiff, Sample(Length = 6)] ReadOnlySpan<double> ys, [Sample(Values = "3")] int examples)
    {
        int p = xs.Length / examples, q = ys.Length / examples;
        double loss = 0;
        for (int n = 0; n < examples; n++)
        {
            loss += LinearNodes(w, xs.Slice(n * p, p), ys.Slice(n * q, q));
        }

        return loss / examples;
    }

    /// <summary>The same layer; its weights are the nodes.</summary>
    [Differentiable]
    public static double LinearWeights([Sample(Length = 4)] ReadOnlySpan<double> w, [NoDiff, Sample(Length = 2)] ReadOnlySpan<double> x, [NoDiff, Sample(Length = 2)] ReadOnlySpan<double> y)
    {
        ReadOnlySpan<double> nodes = Node.Site(w);
        double loss = 0;
        for (int i = 0; i < y.Length; i++)
        {
            double error = -y[i];
            for (int j = 0; j < x.Length; j++)
            {
                error += nodes[i * x.Length + j] * x[j];
            }

            loss += 0.5 * error * error;
        }

        return loss;
    }

    /// <summary>A recurrent network of n units and a linear output: h ← tanh(W h + u x). Nodes: the pre-activations of each step; the output has no site.</summary>
    [Differentiable(NodeDifference = true)]
    public static double Rnn([Sample(Length = 6)] ReadOnlySpan<double> w, [Sample(Length = 2)] ReadOnlySpan<double> output, [NoDiff, Sample(Length = 3)] ReadOnlySpan<double> x, [Sample(Values = "2")] int n)
    {
        Span<double> h = stackalloc double[n];
        Span<double> a = stackalloc double[n];
        double loss = 0;
        for (int t = 0; t < x.Length; t++)
        {
            for (int i = 0; i < n; i++)
            {
                double sum = w[n * n + i] * x[t];
                for (int j = 0; j < n; j++)
                {
                    sum += w[i * n + j] * h[j];
                }

                a[i] = sum;
            }

            Node.Site(a);
            double y = 0;
            for (int i = 0; i < n; i++)
            {
                h[i] = Math.Tanh(a[i]);
                y += output[i] * h[i];
            }

            loss += (y - 0.5) * (y - 0.5);
        }

        return loss / x.Length;
    }

    /// <summary>Residual layers that share their weights, h ← h + tanh(W h), a linear head behind the last node, and a penalty on all of it.</summary>
    [Differentiable(Simd = false)]
    public static double Residual([Sample(Length = 4)] ReadOnlySpan<double> w, [Sample(Length = 2)] ReadOnlySpan<double> head, [NoDiff, Sample(Length = 2)] ReadOnlySpan<double> x, int layers, [NoDiff] double penalty)
    {
        int n = x.Length;
        Span<double> h = stackalloc double[n];
        Span<double> a = stackalloc double[n];
        x.CopyTo(h);
        for (int l = 0; l < layers; l++)
        {
            for (int i = 0; i < n; i++)
            {
                double sum = 0;
                for (int j = 0; j < n; j++)
                {
                    sum += w[i * n + j] * h[j];
                }

                a[i] = Node.Site(sum);
            }

            for (int i = 0; i < n; i++)
            {
                h[i] += Math.Tanh(a[i]);
            }
        }

        double y = 0, squares = 0;
        for (int i = 0; i < n; i++)
        {
            y += head[i] * h[i];
        }

        for (int i = 0; i < w.Length; i++)
        {
            squares += w[i] * w[i];
        }

        return (y - 1) * (y - 1) + penalty * squares;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>A long short-term memory of n cells that learns the state it begins with: h0 and c0 after the weights of its four gates.</summary>
    [Differentiable]
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
                h[i] = Sigmoid(gates[3 * n + i]) * Math.Tanh(c[i]);
            }

            loss += h[0] * h[0] - h[0] * x[t];
        }

        return loss;
    }
}
