using System;
using DiffGen;

namespace Golden.Loops;

public static partial class LogisticRegression
{
    /// <summary>The inner loops on vectors: a dot product, and its reverse, which adds to the weights' gradient.</summary>
    [Differentiable]
    public static double Loss([Sample(Low = -0.3, High = 0.3, Length = 9)] ReadOnlySpan<double> weights, [Sample(Length = 27), NoDiff] ReadOnlySpan<double> rows, [Sample(Length = 3), NoDiff] ReadOnlySpan<double> labels)
    {
        double loss = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            double score = 0;
            for (int j = 0; j < weights.Length; j++)
            {
                score += weights[j] * rows[i * weights.Length + j];
            }

            loss += Math.Log(1 + Math.Exp(-labels[i] * score));
        }

        return loss;
    }
}
