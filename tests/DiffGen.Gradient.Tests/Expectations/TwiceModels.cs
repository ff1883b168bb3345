using System;
using DiffGen.Sampling;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Loops that are recorded, each beside the same loop run twice.</summary>
public static partial class TwiceModels
{
    /// <summary>A walk over five states: costs on the way, by a parameter too, and one in the end.</summary>
    [Differentiable]
    public static double Walk(ReadOnlySpan<double> theta, double q, int n, ref Noise noise)
    {
        double total = 0;
        int state = 0;
        for (int t = 0; t < n; t++)
        {
            double p = 1 / (1 + Math.Exp(-theta[state]));
            bool up = Sample.Bernoulli(p, ref noise, Strategy.Score);
            state = up ? (state + 1) % 5 : (state + 3) % 5;
            total += q * state * state;
        }

        return total / 2 + 0.1 * q * (state == 2 ? 1.0 : 3.0);
    }

    [Differentiable]
    public static double WalkTwice(ReadOnlySpan<double> theta, double q, int n, ref Noise noise)
    {
        double total = 0;
        int state = 0;
        for (int t = 0; t < n; t++)
        {
            Diff.Checkpoint();
            double p = 1 / (1 + Math.Exp(-theta[state]));
            bool up = Sample.Bernoulli(p, ref noise, Strategy.Score);
            state = up ? (state + 1) % 5 : (state + 3) % 5;
            total += q * state * state;
        }

        return total / 2 + 0.1 * q * (state == 2 ? 1.0 : 3.0);
    }

    /// <summary>Draws with two parameters whose costs jump, and counts that they decide; discounted costs, sites with baselines of their own.</summary>
    [Differentiable]
    public static double Line(ReadOnlySpan<double> mu, double sigma, double rate, int n, ref Noise noise)
    {
        double cost = 0;
        int waiting = 0;
        for (int t = 0; t < n; t++)
        {
            double x = Sample.Normal(mu[waiting % 3], sigma, ref noise, Strategy.Score);
            int arrivals = Sample.Poisson(x > 0.2 ? rate : 0.5 * rate, ref noise);
            waiting = Math.Max(0, waiting + arrivals - 1);
            cost += Math.Pow(0.9, t) * Math.Sqrt(waiting);
        }

        return 3 * cost;
    }

    [Differentiable]
    public static double LineTwice(ReadOnlySpan<double> mu, double sigma, double rate, int n, ref Noise noise)
    {
        double cost = 0;
        int waiting = 0;
        for (int t = 0; t < n; t++)
        {
            Diff.Checkpoint(CheckpointSchedule.Logarithmic);
            double x = Sample.Normal(mu[waiting % 3], sigma, ref noise, Strategy.Score);
            int arrivals = Sample.Poisson(x > 0.2 ? rate : 0.5 * rate, ref noise);
            waiting = Math.Max(0, waiting + arrivals - 1);
            cost += Math.Pow(0.9, t) * Math.Sqrt(waiting);
        }

        return 3 * cost;
    }

    /// <summary>Episodes that are independent of one another, each ended by a draw; categories by logits, and a baseline that is learned.</summary>
    [Differentiable]
    public static double Episodes(ReadOnlySpan<double> logits, ReadOnlySpan<double> guesses, int episodes, ref Noise noise)
    {
        double sum = 0;
        for (int e = 0; e < episodes; e++)
        {
            double total = 0;
            int cell = e % 4;
            for (int t = 0; t < 12; t++)
            {
                int move = Sample.WithLearnedBaseline(Sample.Categorical(logits.Slice(3 * cell, 3), ref noise), guesses[cell]);
                cell = (cell + move) % 5;
                total += 1.0 / (1 + cell + t);
                if (cell == 4)
                {
                    break;
                }
            }

            sum += total;
        }

        return sum;
    }

    [Differentiable]
    public static double EpisodesTwice(ReadOnlySpan<double> logits, ReadOnlySpan<double> guesses, int episodes, ref Noise noise)
    {
        double sum = 0;
        for (int e = 0; e < episodes; e++)
        {
            Diff.Checkpoint();
            double total = 0;
            int cell = e % 4;
            for (int t = 0; t < 12; t++)
            {
                Diff.Checkpoint();
                int move = Sample.WithLearnedBaseline(Sample.Categorical(logits.Slice(3 * cell, 3), ref noise), guesses[cell]);
                cell = (cell + move) % 5;
                total += 1.0 / (1 + cell + t);
                if (cell == 4)
                {
                    break;
                }
            }

            sum += total;
        }

        return sum;
    }

    /// <summary>It ends when the fortune is gone or doubled.</summary>
    [Differentiable]
    public static double Ruin(double p, double stake, ref Noise noise)
    {
        double lost = 0;
        int fortune = 3;
        while (fortune > 0 && fortune < 6)
        {
            fortune += Sample.Bernoulli(p, ref noise) ? 1 : -1;
            lost += stake * Math.Sqrt(fortune);
        }

        return lost;
    }
}
