using System;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Methods that draw into buffers.</summary>
public static partial class VectorSites
{
    [Differentiable]
    public static double DirichletSquares(ReadOnlySpan<double> alpha, [NoDiff] ReadOnlySpan<double> weights, ref Noise noise)
    {
        Span<double> x = stackalloc double[3];
        Sample.Dirichlet(alpha, x, ref noise);
        return weights[0] * x[0] * x[0] + weights[1] * x[1] * x[1] + weights[2] * x[2] * x[2];
    }

    [Differentiable]
    public static double DirichletByScore(ReadOnlySpan<double> alpha, [NoDiff] ReadOnlySpan<double> weights, ref Noise noise)
    {
        Span<double> x = stackalloc double[3];
        Sample.Dirichlet(alpha, x, ref noise, Strategy.Score);
        return weights[0] * x[0] * x[0] + weights[1] * x[1] * x[1] + weights[2] * x[2] * x[2];
    }

    /// <summary>The share of the first above a half: the path would have no derivative.</summary>
    [Differentiable]
    public static double DirichletMajority(ReadOnlySpan<double> alpha, ref Noise noise)
    {
        double[] x = new double[alpha.Length];
        Sample.Dirichlet(alpha, x, ref noise);
        return x[0] > 0.5 ? 1 : 0;
    }

    /// <summary>A draw for each iteration, in single precision.</summary>
    [Differentiable]
    public static float DirichletLoop(ReadOnlySpan<float> alpha, [NoDiff] int count, ref Noise noise)
    {
        Span<float> x = stackalloc float[2];
        float sum = 0;
        for (int i = 0; i < count; i++)
        {
            Sample.Dirichlet(alpha, x, ref noise);
            sum += x[0] * x[0] / (1 + i);
        }

        return sum;
    }

    [Differentiable]
    public static double Quadratic(ReadOnlySpan<double> mu, ReadOnlySpan<double> cholesky, [NoDiff] ReadOnlySpan<double> a, ref Noise noise)
    {
        Span<double> x = stackalloc double[3];
        Sample.MultivariateNormal(mu, cholesky, x, ref noise);
        double sum = 0;
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                sum += x[i] * a[3 * i + j] * x[j];
            }
        }

        return sum;
    }

    [Differentiable]
    public static double QuadraticByScore(ReadOnlySpan<double> mu, ReadOnlySpan<double> cholesky, ref Noise noise)
    {
        Span<double> x = stackalloc double[2];
        Sample.MultivariateNormal(mu, cholesky, x, ref noise, Strategy.Score);
        return x[0] * x[1];
    }

    [Differentiable]
    public static double Orthant(ReadOnlySpan<double> mu, ReadOnlySpan<double> cholesky, ref Noise noise)
    {
        Span<double> x = stackalloc double[2];
        Sample.MultivariateNormal(mu, cholesky, x, ref noise);
        return x[1] > 0.3 ? 1 : 0;
    }

    [Differentiable]
    public static float SingleNormal(ReadOnlySpan<float> mu, ReadOnlySpan<float> cholesky, ref Noise noise)
    {
        float[] x = new float[2];
        Sample.MultivariateNormal(mu, cholesky, x, ref noise);
        return MathF.Sin(x[0]) * x[1];
    }

    /// <summary>The mean is a draw that goes by its path.</summary>
    [Differentiable]
    public static double Hierarchy(double a, ReadOnlySpan<double> cholesky, ref Noise noise)
    {
        double y = Sample.Normal(a, 0.5, ref noise);
        Span<double> mu = stackalloc double[2], x = stackalloc double[2];
        mu[0] = y;
        mu[1] = y * y;
        Sample.MultivariateNormal(mu, cholesky, x, ref noise);
        return x[0] * x[1];
    }

    [Differentiable]
    public static double Relaxed(ReadOnlySpan<double> logits, double temperature, [NoDiff] ReadOnlySpan<double> weights, ref Noise noise)
    {
        double[] x = new double[logits.Length];
        Sample.RelaxedOneHot(logits, temperature, x, ref noise);
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += weights[i] * x[i];
        }

        return Math.Exp(sum);
    }

    [Differentiable]
    public static float RelaxedSingle(ReadOnlySpan<float> logits, [NoDiff] float temperature, ref Noise noise)
    {
        Span<float> x = stackalloc float[3];
        Sample.RelaxedOneHot(logits, temperature, x, ref noise);
        return x[0] * x[0] + 2 * x[1];
    }

    /// <summary>The largest is the first: a category by its logits, whatever the temperature.</summary>
    [Differentiable]
    public static double RelaxedWinner(ReadOnlySpan<double> logits, [NoDiff] double temperature, ref Noise noise)
    {
        Span<double> x = stackalloc double[3];
        Sample.RelaxedOneHot(logits, temperature, x, ref noise);
        return x[0] > x[1] && x[0] > x[2] ? 1 : 0;
    }

    [Differentiable]
    public static double Counts(ReadOnlySpan<double> logits, double weight, [NoDiff] int n, ref Noise noise)
    {
        Span<int> counts = stackalloc int[3];
        Sample.Multinomial(n, logits, counts, ref noise);
        return weight * counts[0] * counts[1] + counts[2] * counts[2];
    }

    [Differentiable]
    public static double UrnCounts(ReadOnlySpan<double> alpha, [NoDiff] int n, ref Noise noise)
    {
        int[] counts = new int[3];
        Sample.DirichletMultinomial(n, alpha, counts, ref noise, Strategy.Score);
        return counts[0] * counts[1] + counts[2] * counts[2];
    }

    [Differentiable]
    public static double Ranking(ReadOnlySpan<double> logits, [NoDiff] ReadOnlySpan<double> gains, [NoDiff] int places, ref Noise noise)
    {
        Span<int> ranking = new int[places];
        Sample.PlackettLuce(logits, ranking, ref noise);
        double sum = 0;
        for (int i = 0; i < ranking.Length; i++)
        {
            sum += gains[ranking[i]] / (1 + i);
        }

        return sum * sum;
    }

    /// <summary>What iterations draw goes into one buffer, again and again.</summary>
    [Differentiable]
    public static double Rounds(ReadOnlySpan<double> logits, [NoDiff] int rounds, ref Noise noise)
    {
        Span<int> counts = stackalloc int[2];
        double sum = 0;
        for (int i = 0; i < rounds; i++)
        {
            Sample.Multinomial(1 + i, logits, counts, ref noise);
            sum += counts[0] * counts[0];
        }

        return sum;
    }

    /// <summary>The logits are a draw on its path.</summary>
    [Differentiable]
    public static double CountsOfPath(double m, ref Noise noise)
    {
        Span<double> logits = stackalloc double[2];
        Span<int> counts = stackalloc int[2];
        logits[0] = Sample.Normal(m, 0.7, ref noise);
        Sample.Multinomial(3, logits, counts, ref noise);
        return counts[0] * counts[0];
    }

    [Differentiable]
    public static double OneHot(ReadOnlySpan<double> logits, ReadOnlySpan<double> costs, ref Noise noise)
    {
        Span<double> x = stackalloc double[3];
        Sample.OneHot(logits, x, ref noise);
        return Math.Exp(x[0] * costs[0] + x[1] * costs[1] + x[2] * costs[2]);
    }

    [Differentiable]
    public static double MixtureSquare(ReadOnlySpan<double> logits, ReadOnlySpan<double> mu, ReadOnlySpan<double> sigma, ref Noise noise)
    {
        double x = Sample.NormalMixture(logits, mu, sigma, ref noise);
        return x * x;
    }

    [Differentiable]
    public static double MixtureByScore(double[] logits, double[] mu, double[] sigma, ref Noise noise)
    {
        double x = Sample.NormalMixture<double>(logits, mu, sigma, ref noise, Strategy.Score);
        return x * x;
    }

    [Differentiable]
    public static double MixtureSign(ReadOnlySpan<double> logits, ReadOnlySpan<double> mu, ReadOnlySpan<double> sigma, ref Noise noise) => Sample.NormalMixture(logits, mu, sigma, ref noise) > 0.2 ? 1 : 0;

    [Differentiable]
    public static double Elements(ReadOnlySpan<double> mu, ReadOnlySpan<double> sigma, ref Noise noise)
    {
        Span<double> x = stackalloc double[3];
        Sample.Normal(mu, sigma, x, ref noise);
        return x[0] * x[1] + Math.Sin(x[2]);
    }

    [Differentiable]
    public static double ElementsOneByOne(ReadOnlySpan<double> mu, ReadOnlySpan<double> sigma, ref Noise noise)
    {
        Span<double> x = stackalloc double[3];
        for (int i = 0; i < 3; i++)
        {
            x[i] = Sample.Normal(mu[i], sigma[i], ref noise);
        }

        return x[0] * x[1] + Math.Sin(x[2]);
    }

    [Differentiable]
    public static double Same(double rate, ref Noise noise)
    {
        double[] x = new double[2];
        Sample.Exponential(rate, x, ref noise);
        return x[0] * x[1];
    }

    [Differentiable]
    public static double Coins(ReadOnlySpan<double> p, ref Noise noise)
    {
        Span<double> x = stackalloc double[3];
        Sample.Bernoulli(p, x, ref noise);
        return (1 + x[0]) * (2 + x[1]) * (3 + x[2]);
    }

    [Differentiable]
    public static double Successes(ReadOnlySpan<double> p, [NoDiff] int n, ref Noise noise)
    {
        Span<int> x = stackalloc int[2];
        Sample.Binomial(n, p, x, ref noise);
        return x[0] * x[1];
    }
}
