using System;
using DiffGen;

namespace Golden.Buffers;

public static partial class GatherAndScatter
{
    /// <summary>Rows of an embedding, looked up by number.</summary>
    [Differentiable]
    public static double Embedding([Sample(Length = 8)] ReadOnlySpan<double> table, [Sample(Values = "0 3 1 3 | 2 | 1 1 1")] ReadOnlySpan<int> words, [Sample(Values = "0.5 -1")] ReadOnlySpan<double> direction)
    {
        double sum = 0;
        foreach (int word in words)
        {
            double score = 0;
            for (int i = 0; i < direction.Length; i++)
                score += table[word * direction.Length + i] * direction[i];
            sum += score * score;
        }

        return sum;
    }

    /// <summary>Several writes to one place.</summary>
    [Differentiable]
    public static void Histogram(ReadOnlySpan<double> weights, [Sample(Values = "0 2 2 1 0")] ReadOnlySpan<int> bins, [Sample(Length = 3)] Span<double> counts)
    {
        counts.Clear();
        for (int i = 0; i < weights.Length; i++)
            counts[bins[i]] += Math.Sqrt(weights[i]);
    }

    /// <summary>The place of the least element is an integer, the element is not.</summary>
    [Differentiable]
    public static double Least([Sample(Values = "3 0.5 2 | 1 4 0.2 | 7")] ReadOnlySpan<double> x)
    {
        int best = 0;
        for (int i = 1; i < x.Length; i++)
        {
            if (x[i] < x[best])
                best = i;
        }

        return x[best] * x[best] * (best + 1);
    }
}
