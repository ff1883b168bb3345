using System;
using DiffGen;

namespace Golden.Expectations;

public static partial class TwoRuns
{
    /// <summary>A policy that walks between cells: rewards on the way, a prize in the end, a price that is differentiated.</summary>
    [Differentiable]
    public static double Episode(ReadOnlySpan<double> logits, [NoDiff] ReadOnlySpan<double> rewards, double price, int steps, ref Noise noise)
    {
        double total = 0;
        int cell = 0;
        for (int t = 0; t < steps; t++)
        {
            Diff.Checkpoint();
            int move = Sample.Categorical(logits.Slice(3 * cell, 3), ref noise);
            cell = (cell + move + 1) % rewards.Length;
            total += rewards[cell] - price * move;
            if (cell == rewards.Length - 1)
            {
                break;
            }
        }

        return total / 4 + (cell == 0 ? price : 2.0);
    }

    /// <summary>It is not known how often the loop runs before it has run.</summary>
    [Differentiable]
    public static double Ruin(double p, double stake, ref Noise noise)
    {
        double lost = 0;
        int fortune = 3;
        while (fortune > 0 && fortune < 6)
        {
            Diff.Checkpoint();
            fortune += Sample.Bernoulli(p, ref noise) ? 1 : -1;
            lost += stake * Math.Sqrt(fortune);
        }

        return lost;
    }

    /// <summary>Nothing but the last state costs; there are many steps, so that nobody need ask.</summary>
    [Differentiable]
    public static double Drift(double p, ref Noise noise)
    {
        int state = 0;
        for (int t = 0; t < 1_000_000; t++)
        {
            state += Sample.Poisson(p / (1 + state), ref noise);
        }

        return Math.Sqrt(state);
    }
}
