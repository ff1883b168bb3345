using System;
using DiffGen;

namespace Golden.Expectations;

public static partial class Loops
{
    /// <summary>Each iteration is independent: each coin answers for its own cost.</summary>
    [Differentiable]
    public static double Coins(ReadOnlySpan<double> logits, ref Noise noise)
    {
        double cost = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            if (Sample.BernoulliLogit(logits[i], ref noise, Strategy.Score))
            {
                cost += 1;
            }
        }

        return cost;
    }

    /// <summary>The same, as one cost: each coin answers for all.</summary>
    [Differentiable]
    public static double CoinsTogether(ReadOnlySpan<double> logits, ref Noise noise)
    {
        double cost = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            cost += Sample.BernoulliLogit(logits[i], ref noise) ? 1 : 0;
        }

        return Math.Abs(cost);
    }

    /// <summary>What an iteration draws decides the next.</summary>
    [Differentiable]
    public static double Walk(double p, int n, ref Noise noise)
    {
        double x = 0;
        for (int i = 0; i < n; i++)
        {
            x += Sample.Bernoulli(Math.Exp(-x / p), ref noise) ? 1 : -1;
        }

        return x * x;
    }

    /// <summary>Rewards after the draws that decide them, discounted.</summary>
    [Differentiable]
    public static double Discounted(double p, double gamma, ref Noise noise)
    {
        double total = 0, discount = 1, state = 0;
        for (int t = 0; t < 5; t++)
        {
            double left = 0.25 * state;
            bool up = Sample.Bernoulli(1 / (1 + Math.Exp(-p - state)), ref noise);
            state += up ? 0.5 : -0.5;
            total += discount * (state * state + left);
            discount *= gamma;
        }

        return total;
    }

    /// <summary>How long it takes is drawn.</summary>
    [Differentiable]
    public static double Waiting(double p, double q, ref Noise noise)
    {
        double cost = q;
        while (!Sample.Bernoulli(p, ref noise))
        {
            cost = 0.5 * cost + Step(q, ref noise);
            if (cost > 3)
            {
                break;
            }
        }

        return cost;
    }

    /// <summary>Streams that are split are independent.</summary>
    [Differentiable]
    public static double Split(ReadOnlySpan<double> mu, ref Noise noise)
    {
        double sum = 0;
        for (int i = 0; i < mu.Length; i++)
        {
            Noise own = noise.Split(i);
            double x = Sample.Normal(mu[i], 1.0, ref own);
            sum += x > 0 ? 1 : Math.Exp(x);
        }

        return sum;
    }

    private static double Step(double q, ref Noise noise) => Sample.Bernoulli(0.5 * q, ref noise) ? 1 + q : 0.25;
}
