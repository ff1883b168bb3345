using System;
using DiffGen;
using Golden;

namespace DiffGen.Gradient.Tests.Nodes;

/// <summary>Methods whose loops run over the examples of a batch.</summary>
public static partial class NodeExampleModels
{
    /// <summary>The losses of some examples of <see cref="NodeNetworks.Mlp"/>, summed.</summary>
    [Differentiable(NodeExamples = true)]
    public static double Mlps(
        [Sample(Length = 9)] ReadOnlySpan<double> w,
        [NoDiff, Sample(Length = 6)] ReadOnlySpan<double> xs,
        [NoDiff, Sample(Length = 3)] ReadOnlySpan<double> ys,
        [Sample(Values = "2 0 1")] ReadOnlySpan<int> examples,
        [Sample(Values = "2")] int hidden)
    {
        int inputs = xs.Length / ys.Length;
        double loss = 0;
        foreach (int n in examples)
        {
            loss += NodeNetworks.Mlp(w, xs.Slice(n * inputs, inputs), ys.Slice(n, 1), hidden);
        }

        return loss;
    }

    /// <summary>The same in one sum that all nodes share: each example's noise is noise in the others' credit.</summary>
    [Differentiable]
    public static double MlpsShared(
        [Sample(Length = 9)] ReadOnlySpan<double> w,
        [NoDiff, Sample(Length = 6)] ReadOnlySpan<double> xs,
        [NoDiff, Sample(Length = 3)] ReadOnlySpan<double> ys,
        [Sample(Values = "2 0 1")] ReadOnlySpan<int> examples,
        [Sample(Values = "2")] int hidden) => Mlps(w, xs, ys, examples, hidden);

    /// <summary>
    /// Examples computed in memory that is made before the loop and written over in each iteration; a node before the loop, in the way of all of them; a head without a node in the loop; a mean that is not linear in the sum; a penalty behind it;
    /// predictions that are written for the caller.
    /// </summary>
    [Differentiable(NodeExamples = true)]
    public static double Reused([Sample(Length = 6)] ReadOnlySpan<double> w, double scale, [NoDiff, Sample(Length = 6)] ReadOnlySpan<double> xs, [NoDiff, Sample(Length = 3)] Span<double> predictions)
    {
        Span<double> a = stackalloc double[2];
        Span<double> h = stackalloc double[2];
        double factor = Node.Site(scale * scale), loss = 0;
        for (int n = 0; n < predictions.Length; n++)
        {
            h.Clear();
            for (int i = 0; i < a.Length; i++)
            {
                a[i] = w[2 * i] * xs[2 * n] + w[2 * i + 1] * xs[2 * n + 1];
            }

            Node.Site(a);
            for (int i = 0; i < 2; i++)
            {
                h[i] += factor * Math.Tanh(a[i]);
            }

            double y = w[4] * h[0] + w[5] * h[1];
            predictions[n] = Diff.Stop(y);
            loss += (y - xs[2 * n]) * (y - xs[2 * n]);
        }

        return Math.Sqrt(1 + loss / predictions.Length) + 0.1 * w[0] * w[0] * w[4];
    }

    /// <summary>A loop that is not counted, in single precision, whose losses are subtracted and added by a branch; one example is skipped.</summary>
    [Differentiable(NodeExamples = true)]
    public static float Counted(float w, float v, [NoDiff, Sample(Values = "0.7 0.3 0.9")] ReadOnlySpan<float> xs)
    {
        float loss = 0;
        int n = -1;
        while (++n < xs.Length)
        {
            float a = Node.Site(w * xs[n]);
            if (xs[n] < 0)
            {
                continue;
            }

            if (xs[n] > 0.5f)
            {
                loss -= Node.Site(v * a) * a;
            }
            else
            {
                loss += MathF.Sin(Node.Site(v * a));
            }
        }

        return 0.5f * loss;
    }

    /// <summary>The mean of <see cref="NodeNetworks.LinearNodes"/> over examples, each with its own change of its own loss.</summary>
    [Differentiable(NodeExamples = true)]
    public static double LinearMean(
        [Sample(Length = 4)] ReadOnlySpan<double> w, [NoDiff, Sample(Length = 6)] ReadOnlySpan<double> xs, [NoDiff, Sample(Length = 6)] ReadOnlySpan<double> ys, [Sample(Values = "3")] int examples)
    {
        int p = xs.Length / examples, q = ys.Length / examples;
        double loss = 0;
        for (int n = 0; n < examples; n++)
        {
            loss += NodeNetworks.LinearNodes(w, xs.Slice(n * p, p), ys.Slice(n * q, q));
        }

        return loss / examples;
    }
}
