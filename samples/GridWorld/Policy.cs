using System;
using DiffGen;

namespace GridWorld;

/// <summary>An agent that walks through a world. Its policy is a table: four logits for each cell.</summary>
internal static partial class Policy
{
    public const int Horizon = 40;

    /// <summary>How often a move goes to the right of where it should.</summary>
    public const double Slip = 0.1;

    /// <summary>
    /// One play: the sum of its rewards, less the guess of the start's worth. Each move is a draw, and each draw answers for the rewards that follow it.
    /// </summary>
    /// <remarks>
    /// A guess of what each cell is worth shapes the rewards, r + g(to) − g(from) (Ng, Harada and Russell, "Policy invariance under reward transformations", ICML 1999). From any move on they sum to what
    /// follows less the guess for the cell of that move: a baseline for each cell.
    /// </remarks>
    /// <param name="policy">Four logits for each cell.</param>
    /// <param name="next">Where each move leads.</param>
    /// <param name="rewards">What it is worth to enter a cell.</param>
    /// <param name="ends">Whether a play ends in a cell.</param>
    /// <param name="guesses">What each cell is guessed to be worth.</param>
    /// <param name="start">The first cell.</param>
    /// <param name="noise">The stream of draws.</param>
    [Differentiable]
    public static double Play(ReadOnlySpan<double> policy, ReadOnlySpan<int> next, [NoDiff] ReadOnlySpan<double> rewards, ReadOnlySpan<bool> ends, [NoDiff] ReadOnlySpan<double> guesses, int start, ref Noise noise)
    {
        double total = 0;
        int cell = start;
        for (int step = 0; step < Horizon; step++)
        {
            int move = Sample.Categorical(policy.Slice(World.Moves * cell, World.Moves), ref noise);
            bool slips = Sample.Bernoulli(Slip, ref noise);
            int to = next[(World.Moves * cell) + (slips ? (move + 1) % World.Moves : move)];
            bool isLast = ends[to] || step == Horizon - 1;
            total += rewards[to] + (isLast ? 0 : guesses[to]) - guesses[cell];
            if (isLast)
            {
                break;
            }

            cell = to;
        }

        return total;
    }

    /// <summary>The mean worth of plays from all starts, exactly: the same world by dynamic programming, an ordinary method.</summary>
    [Differentiable]
    public static double Value(ReadOnlySpan<double> policy, ReadOnlySpan<int> next, [NoDiff] ReadOnlySpan<double> rewards, ReadOnlySpan<bool> ends, ReadOnlySpan<int> starts)
    {
        int cells = rewards.Length;
        Span<double> values = new double[(Horizon + 1) * cells];
        Evaluate(policy, next, rewards, ends, values);
        double mean = 0;
        for (int i = 0; i < starts.Length; i++)
        {
            mean += values[(Horizon * cells) + starts[i]] / starts.Length;
        }

        return mean;
    }

    /// <summary>What each cell is worth when so many steps are left: <paramref name="values"/> at (steps left) · cells + cell. None is worth anything when no step is left.</summary>
    public static void Evaluate(ReadOnlySpan<double> policy, ReadOnlySpan<int> next, ReadOnlySpan<double> rewards, ReadOnlySpan<bool> ends, Span<double> values)
    {
        int cells = rewards.Length;
        for (int left = 1; left <= Horizon; left++)
        {
            for (int cell = 0; cell < cells; cell++)
            {
                double largest = double.NegativeInfinity, sum = 0, value = 0;
                for (int move = 0; move < World.Moves; move++)
                {
                    largest = Math.Max(largest, Diff.Stop(policy[(World.Moves * cell) + move]));
                }

                for (int move = 0; move < World.Moves; move++)
                {
                    double weight = Math.Exp(policy[(World.Moves * cell) + move] - largest);
                    int to = next[(World.Moves * cell) + move], besides = next[(World.Moves * cell) + ((move + 1) % World.Moves)];
                    double there = rewards[to] + (ends[to] ? 0 : values[((left - 1) * cells) + to]);
                    double aside = rewards[besides] + (ends[besides] ? 0 : values[((left - 1) * cells) + besides]);
                    sum += weight;
                    value += weight * (((1 - Slip) * there) + (Slip * aside));
                }

                values[(left * cells) + cell] = value / sum;
            }
        }
    }
}
