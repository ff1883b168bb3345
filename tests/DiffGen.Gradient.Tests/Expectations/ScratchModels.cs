using System;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Buffers that are made ahead of a loop and drawn into in each of its iterations: those that an iteration overwrites before it reads them are its own, the others are not.</summary>
public static partial class ScratchModels
{
    [Differentiable]
    public static double Counts(ReadOnlySpan<double> logits, double weight, [NoDiff] int rounds, ref Noise noise)
    {
        Span<int> counts = stackalloc int[3];
        double sum = 0;
        for (int i = 0; i < rounds; i++)
        {
            Sample.Multinomial(1 + i, logits, counts, ref noise, Strategy.Enumerate);
            sum += weight * counts[0] * counts[1] + counts[2] * counts[2];
        }

        return sum;
    }

    [Differentiable]
    public static double OneHots(ReadOnlySpan<double> logits, ReadOnlySpan<double> costs, [NoDiff] int rounds, ref Noise noise)
    {
        double[] x = new double[3];
        double sum = 0;
        for (int i = 0; i < rounds; i++)
        {
            Sample.OneHot(logits, x, ref noise, Strategy.Enumerate);
            double cost = 0;
            for (int j = 0; j < 3; j++)
            {
                cost += x[j] * costs[j];
            }

            sum += Math.Exp(cost) / (1 + i);
        }

        return sum;
    }

    [Differentiable]
    public static double Rankings(ReadOnlySpan<double> logits, [NoDiff] ReadOnlySpan<double> gains, [NoDiff] int rounds, ref Noise noise)
    {
        Span<int> ranking = stackalloc int[2];
        double sum = 0;
        for (int i = 0; i < rounds; i++)
        {
            Sample.PlackettLuce(logits, ranking, ref noise, Strategy.Enumerate);
            double first = gains[ranking[0]], second = gains[ranking[1]];
            sum += first * first * (1 + i) + first * second;
        }

        return sum;
    }

    /// <summary>The counts of an iteration decide a count that is measured.</summary>
    [Differentiable]
    public static double Arrivals(ReadOnlySpan<double> logits, double rate, [NoDiff] int rounds, ref Noise noise)
    {
        Span<int> counts = stackalloc int[2];
        double sum = 0;
        for (int i = 0; i < rounds; i++)
        {
            Sample.Multinomial(2, logits, counts, ref noise, Strategy.Enumerate);
            double n = Sample.Poisson(rate * (1 + counts[0]), ref noise, Strategy.MeasureValued);
            sum += n * n * (1 + counts[1]);
        }

        return sum;
    }

    /// <summary>Coins go by their scores: those of an iteration answer for its cost.</summary>
    [Differentiable]
    public static double Coins(double p, double q, [NoDiff] int rounds, ref Noise noise)
    {
        Span<double> h = stackalloc double[2];
        double sum = 0;
        for (int i = 0; i < rounds; i++)
        {
            h[0] = Sample.Bernoulli(p, ref noise, Strategy.Score) ? 1.0 : -0.5;
            h[1] = Sample.Bernoulli(q / (2 + h[0]), ref noise, Strategy.Score) ? 2.0 : 0.3;
            sum += h[0] * h[1] * h[1] * (1 + i);
        }

        return sum;
    }

    /// <summary>What an iteration left is read by the next, before it is overwritten.</summary>
    [Differentiable]
    public static double HandedOn(double p, [NoDiff] int rounds, ref Noise noise)
    {
        Span<double> h = stackalloc double[1];
        h[0] = 0.7;
        double sum = 0;
        for (int i = 0; i < rounds; i++)
        {
            sum += h[0] * h[0] * (1 + i);
            h[0] = Sample.Bernoulli(p, ref noise, Strategy.Score) ? 1.0 : -0.5;
        }

        return sum;
    }

    /// <summary>It is overwritten in some iterations only.</summary>
    [Differentiable]
    public static double InSome(double p, [NoDiff] int rounds, ref Noise noise)
    {
        Span<double> h = stackalloc double[1];
        h[0] = 0.7;
        double sum = 0;
        for (int i = 0; i < rounds; i++)
        {
            if (i % 2 == 0)
            {
                h[0] = Sample.Bernoulli(p, ref noise, Strategy.Score) ? 1.0 : -0.5;
            }

            sum += h[0] * h[0] * (1 + i);
        }

        return sum;
    }

    /// <summary>One of two numbers is overwritten, both are read.</summary>
    [Differentiable]
    public static double InPart(double p, [NoDiff] int rounds, ref Noise noise)
    {
        Span<double> h = stackalloc double[2];
        double sum = 0;
        for (int i = 0; i < rounds; i++)
        {
            h[i % 2] = Sample.Bernoulli(p, ref noise, Strategy.Score) ? 1.0 : -0.5;
            sum += (h[0] + 2 * h[1]) * (h[0] + 2 * h[1]);
        }

        return sum;
    }

    /// <summary>What the last iteration left is read behind the loop.</summary>
    [Differentiable]
    public static double Behind(double p, [NoDiff] int rounds, ref Noise noise)
    {
        Span<double> h = stackalloc double[1];
        double sum = 0;
        for (int i = 0; i < rounds; i++)
        {
            h[0] = Sample.Bernoulli(p, ref noise, Strategy.Score) ? 1.0 : -0.5;
            sum += h[0] * (1 + i);
        }

        return sum + h[0] * h[0];
    }

    /// <summary>A buffer of the inner loop and one of the outer: what the inner iterations leave in the second, all of the outer iteration sees.</summary>
    [Differentiable]
    public static double Nested(double p, [NoDiff] int rounds, ref Noise noise)
    {
        Span<double> inner = stackalloc double[1], outer = stackalloc double[2];
        double sum = 0;
        for (int i = 0; i < rounds; i++)
        {
            outer[0] = 0.2;
            outer[1] = 0.1;
            for (int j = 0; j < 2; j++)
            {
                inner[0] = Sample.Bernoulli(p, ref noise, Strategy.Score) ? 1.0 : -0.5;
                outer[j] = inner[0] * inner[0] + 1;
                sum += inner[0] * inner[0] * inner[0] * (1 + j);
            }

            sum += outer[0] * outer[1] * (1 + i);
        }

        return sum;
    }
}
