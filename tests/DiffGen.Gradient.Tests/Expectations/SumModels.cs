using System;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Sites that are summed over: counts, and what is drawn into buffers.</summary>
public static partial class SumModels
{
    [Differentiable]
    public static double Poisson(double lambda, double w, ref Noise noise)
    {
        double n = Sample.Poisson(lambda, ref noise, Strategy.Enumerate);
        return w * n * n;
    }

    [Differentiable]
    public static double Binomial(double p, [NoDiff] int n, ref Noise noise)
    {
        double k = Sample.Binomial(n, p, ref noise, Strategy.Enumerate);
        return k * k;
    }

    /// <summary>Unasked: a few trials; in a loop whose length is known only when it runs, where they fit.</summary>
    [Differentiable]
    public static double Trials(double p, int n, ref Noise noise)
    {
        double k = Sample.Binomial(5, p, ref noise), sum = 0;
        for (int i = 0; i < n; i++)
        {
            double x = Sample.Binomial(7, p, ref noise);
            sum += x * x;
        }

        return k * k + sum;
    }

    [Differentiable]
    public static double Geometric(double p, ref Noise noise)
    {
        double x = 1 + Sample.Geometric(p, ref noise, Strategy.Enumerate);
        return x * x;
    }

    [Differentiable]
    public static double NegativeBinomial(double r, double p, ref Noise noise)
    {
        double x = Sample.NegativeBinomial(r, p, ref noise, Strategy.Enumerate);
        return x * x;
    }

    [Differentiable]
    public static float Single(float lambda, float r, float p, ref Noise noise)
    {
        float n = Sample.Poisson(lambda, ref noise, Strategy.Enumerate), k = Sample.NegativeBinomial(r, p, ref noise, Strategy.Enumerate);
        return n * n + k * k;
    }

    /// <summary>A count of a count: both are summed over.</summary>
    [Differentiable]
    public static double Nested(double p, [NoDiff] int n, ref Noise noise)
    {
        int k = Sample.Binomial(n, p, ref noise, Strategy.Enumerate);
        double m = Sample.Binomial(k, p, ref noise, Strategy.Enumerate);
        return m * m;
    }

    /// <summary>A cost that jumps, in each of independent iterations, with a draw behind that goes by its path.</summary>
    [Differentiable]
    public static double Rounds(double lambda, double scale, [NoDiff] int rounds, ref Noise noise)
    {
        double sum = 0;
        for (int i = 1; i <= rounds; i++)
        {
            int n = Sample.Poisson(lambda * i, ref noise, Strategy.Enumerate);
            double x = Sample.Normal(scale * n, scale, ref noise);
            sum += n > 2 ? x * x : 1;
        }

        return sum;
    }

    [Differentiable]
    public static double Counts(ReadOnlySpan<double> logits, double weight, [NoDiff] int n, ref Noise noise)
    {
        Span<int> counts = stackalloc int[3];
        Sample.Multinomial(n, logits, counts, ref noise, Strategy.Enumerate);
        return weight * counts[0] * counts[1] + counts[2] * counts[2];
    }

    /// <summary>An array is filled, and read by its own name and by slices.</summary>
    [Differentiable]
    public static double UrnCounts(ReadOnlySpan<double> alpha, [NoDiff] int n, ref Noise noise)
    {
        int[] counts = new int[3];
        Sample.DirichletMultinomial(n, alpha, counts, ref noise, Strategy.Enumerate);
        Span<int> rest = counts.AsSpan(1);
        return counts[0] * rest[0];
    }

    [Differentiable]
    public static double Ranking(ReadOnlySpan<double> logits, [NoDiff] ReadOnlySpan<double> gains, [NoDiff] int places, ref Noise noise)
    {
        Span<int> ranking = new int[places];
        Sample.PlackettLuce(logits, ranking, ref noise, Strategy.Enumerate);
        double sum = 0;
        for (int i = 0; i < ranking.Length; i++)
        {
            sum += gains[ranking[i]] / (1 + i);
        }

        return sum * sum;
    }

    [Differentiable]
    public static float SingleRanking(ReadOnlySpan<float> logits, [NoDiff] ReadOnlySpan<float> gains, ref Noise noise)
    {
        Span<int> ranking = stackalloc int[3];
        Sample.PlackettLuce(logits, ranking, ref noise, Strategy.Enumerate);
        float first = gains[ranking[0]], second = gains[ranking[1]];
        return first * first + 0.5f * second;
    }

    /// <summary>Each iteration has a buffer of its own, and a path behind it is made again for each outcome.</summary>
    [Differentiable]
    public static double BufferRounds(ReadOnlySpan<double> logits, double scale, [NoDiff] int rounds, ref Noise noise)
    {
        double sum = 0;
        for (int i = 0; i < rounds; i++)
        {
            int[] counts = new int[2];
            Sample.Multinomial(1 + i, logits, counts, ref noise, Strategy.Enumerate);
            double x = Sample.Normal(scale * counts[0], scale, ref noise);
            sum += x * x * (counts[1] > 0 ? 1 : 2);
        }

        return sum;
    }

    [Differentiable]
    public static double OneHot(ReadOnlySpan<double> logits, ReadOnlySpan<double> costs, ref Noise noise)
    {
        Span<double> x = stackalloc double[3];
        Sample.OneHot(logits, x, ref noise, Strategy.Enumerate);
        double sum = 0;
        for (int i = 0; i < 3; i++)
        {
            sum += x[i] * costs[i];
        }

        return Math.Exp(sum);
    }

    /// <summary>Two draws into two buffers, the second from what the first decides.</summary>
    [Differentiable]
    public static double Choice(ReadOnlySpan<double> logits, double p, ref Noise noise)
    {
        Span<double> x = stackalloc double[2];
        Sample.OneHot(logits, x, ref noise, Strategy.Enumerate);
        double k = Sample.Binomial(3, p * (x[0] + 0.5 * x[1]), ref noise, Strategy.Enumerate);
        return k * k * (1 + x[1]);
    }
}
