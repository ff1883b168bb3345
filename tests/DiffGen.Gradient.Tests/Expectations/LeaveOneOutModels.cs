using System;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Discrete draws that are not enumerated, and that all of the result answers to.</summary>
public static partial class LeaveOneOutModels
{
    [Differentiable]
    public static double Looked(ReadOnlySpan<double> logits, [NoDiff] ReadOnlySpan<double> costs, ref Noise noise) => Cost(Sample.Categorical(logits, ref noise), costs);

    [Differentiable]
    public static double LookedByScore(ReadOnlySpan<double> logits, [NoDiff] ReadOnlySpan<double> costs, ref Noise noise) => Cost(Sample.Categorical(logits, ref noise, Strategy.Score), costs);

    /// <summary>Coins whose sum decides the cost, so that none can be enumerated by itself; the cost depends on a parameter, too.</summary>
    [Differentiable]
    public static double Coins(ReadOnlySpan<double> logits, double scale, ref Noise noise)
    {
        double sum = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            sum += Sample.BernoulliLogit(logits[i], ref noise) ? i + 1 : 0;
        }

        return (scale + sum) * (scale + sum);
    }

    /// <summary>Each draw answers for what follows it, and not for the whole result.</summary>
    [Differentiable]
    public static double Walk(ReadOnlySpan<double> logits, [NoDiff] ReadOnlySpan<double> rewards, ref Noise noise)
    {
        double total = 0;
        int cell = 0;
        for (int t = 0; t < 4; t++)
        {
            cell = (cell + Sample.Categorical(logits, ref noise)) % rewards.Length;
            total += rewards[cell];
        }

        return total;
    }

    /// <summary>What of the result no draw decides would be in the baseline, too.</summary>
    [Differentiable]
    public static double Penalised(ReadOnlySpan<double> logits, [NoDiff] ReadOnlySpan<double> costs, double weight, ref Noise noise) => Cost(Sample.Categorical(logits, ref noise), costs) + weight * weight;

    /// <summary>A loop finds the cost: it is not run again for each category unasked.</summary>
    private static double Cost(int category, ReadOnlySpan<double> costs)
    {
        double cost = 1;
        for (int i = 0; i < costs.Length; i++)
        {
            cost *= i == category ? costs[i] : 1;
        }

        return cost;
    }
}
