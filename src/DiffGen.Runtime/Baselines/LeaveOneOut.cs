using System;

namespace DiffGen;

/// <summary>The baseline of K independent draws that is, for each, the mean cost of the others (Kool, van Hoof and Welling, 2019).</summary>
public static class LeaveOneOut
{
    /// <summary>Each cost less the mean of the others. The mean of these times the scores, over the K draws, is an unbiased estimate of the gradient.</summary>
    /// <param name="costs">The costs of K ≥ 2 draws.</param>
    /// <param name="advantages">Receives the differences; may be the same buffer as the costs.</param>
    /// <exception cref="ArgumentException">There are fewer than two costs, or the buffers differ in length, or overlap without being the same.</exception>
    public static void Subtract(ReadOnlySpan<double> costs, Span<double> advantages)
    {
        int k = costs.Length;
        if (k < 2)
        {
            throw new ArgumentException($"costs has length {k}, but one draw leaves no other; draw at least twice.", nameof(costs));
        }

        CompilerServices.Arguments.SameLength(advantages.Length, k, nameof(advantages), nameof(costs));
        if (advantages.Overlaps(costs, out int offset) && offset != 0)
        {
            throw new ArgumentException("advantages overlaps costs in memory; pass a buffer of its own, or the same one.", nameof(advantages));
        }

        double sum = 0;
        foreach (double cost in costs)
        {
            sum += cost;
        }

        // c − (sum − c)/(K − 1)
        for (int i = 0; i < k; i++)
        {
            advantages[i] = costs[i] - ((sum - costs[i]) / (k - 1));
        }
    }
}
