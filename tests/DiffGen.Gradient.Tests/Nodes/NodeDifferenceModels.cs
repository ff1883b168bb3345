using System;
using DiffGen;
using Golden;

namespace DiffGen.Gradient.Tests.Nodes;

/// <summary>Losses without a derivative.</summary>
public static partial class NodeDifferenceModels
{
    /// <summary>The 0/1 error of two linear classifiers of one layer, and a penalty.</summary>
    [Differentiable(NodeDifference = true)]
    public static double Errors([Sample(Length = 4)] ReadOnlySpan<double> w, [NoDiff, Sample(Length = 2)] ReadOnlySpan<double> x, [NoDiff] double penalty)
    {
        Span<double> a = stackalloc double[2];
        for (int i = 0; i < 2; i++)
        {
            a[i] = w[2 * i] * x[0] + w[2 * i + 1] * x[1];
        }

        Node.Site(a);
        double squares = 0;
        foreach (double weight in w)
        {
            squares += weight * weight;
        }

        return (a[0] < 0 ? 1 : 0) + (a[1] < 0 ? 2 : 0) + penalty * squares;
    }

    /// <summary>A score that has no derivative: which class wins, how clearly, in steps.</summary>
    private static double Score([NoDiff] ReadOnlySpan<double> outputs, int label)
    {
        int best = 0;
        for (int i = 1; i < outputs.Length; i++)
        {
            if (outputs[i].CompareTo(outputs[best]) > 0)
            {
                best = i;
            }
        }

        return best == label ? 0 : 1 + Math.Round(4 * (outputs[best] - outputs[label])) + Table.Of(outputs[best]);
    }

    /// <summary>A method without a derivative of its own is called, behind a hidden layer.</summary>
    [Differentiable(NodeDifference = true)]
    [Sample(ByHand = true)]
    public static double Called([Sample(Length = 6)] ReadOnlySpan<double> w, [NoDiff] double x, [Sample(Values = "1")] int label)
    {
        Span<double> outputs = stackalloc double[3];
        double h = Math.Tanh(Node.Site(w[0] * x));
        for (int i = 0; i < 3; i++)
        {
            outputs[i] = Node.Site(w[1 + i] * h) + w[4 + i % 2];
        }

        Node.Site(outputs);
        return Score(outputs, label);
    }

    /// <summary>What the same computes, with the noise of its nodes put in by hand.</summary>
    public static double CalledByHand(double[] w, double x, int label, double first, double[] second, double[] third)
    {
        double h = Math.Tanh((w[0] * x) + first);
        double[] outputs = new double[3];
        for (int i = 0; i < 3; i++)
        {
            outputs[i] = (w[1 + i] * h) + second[i] + w[4 + (i % 2)] + third[i];
        }

        return Score(outputs, label);
    }

    private static class Table
    {
        /// <summary>Bits: no derivative, and no body to look into.</summary>
        public static double Of([NoDiff] double x) => 0.1 * ((BitConverter.DoubleToInt64Bits(x) >> 49) & 7);
    }

    /// <summary>Writes to spans, an array and a reference of the caller, adding to what they held.</summary>
    [Differentiable(NodeDifference = true)]
    public static double Writing(double w, Span<double> state, [Sample(Length = 2)] double[] sums, ref double count, out double last)
    {
        for (int i = 0; i < state.Length; i++)
        {
            state[i] += Node.Site(w * state[i]);
            sums[i % 2] += state[i] * state[i];
        }

        count += 1;
        last = state[^1];
        return sums[0] * sums[1] + w * count;
    }
}
