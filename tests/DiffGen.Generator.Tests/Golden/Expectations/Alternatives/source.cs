using System;
using DiffGen;

namespace Golden.Expectations;

public static partial class Alternatives
{
    /// <summary>Few values: both are tried. Many: the cost of one more is.</summary>
    [Differentiable]
    public static double Route(double p, double q, ref Noise noise)
    {
        bool b = Sample.Bernoulli(p, ref noise);
        double c = b ? Math.Sin(q) : q * q;
        int n = Sample.Poisson(q, ref noise, Strategy.MeasureValued);
        return c + 0.1 * n * n;
    }

    /// <summary>The parameter enters the distribution and the cost.</summary>
    [Differentiable]
    public static double Both(double theta, ref Noise noise) => Sample.Bernoulli(theta, ref noise) ? 0 : -theta / 2;

    /// <summary>Branches that add to one sum, in a loop of independent iterations.</summary>
    [Differentiable]
    public static double Coins(ReadOnlySpan<double> logits, double reward, ref Noise noise)
    {
        double sum = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            if (Sample.BernoulliLogit(logits[i], ref noise))
            {
                sum += reward * (i + 1);
            }
        }

        return sum;
    }

    /// <summary>Draws that decide draws, down to the last: every value of all of them.</summary>
    [Differentiable]
    public static double Tree(double p, double q, ref Noise noise)
    {
        bool z = Sample.Bernoulli(q, ref noise, Strategy.Enumerate);
        bool b = Sample.Bernoulli(z ? p : p * p, ref noise, Strategy.Enumerate);
        double c = z ? 1 : 2;
        bool y = Sample.Bernoulli(b ? q * p : 0.3 * q, ref noise, Strategy.Enumerate);
        return (y ? Math.Exp(c) : c * p) + (b ? p * c : 0.5);
    }

    /// <summary>Enumerated between a draw before and a draw behind that score, all in one product.</summary>
    [Differentiable]
    public static double Between(double p, double q, double r, ref Noise noise)
    {
        bool w = Sample.Bernoulli(r, ref noise, Strategy.Score);
        bool z = Sample.Bernoulli(w ? p : q, ref noise, Strategy.Enumerate);
        bool b = Sample.Bernoulli(z ? q : w ? 0.2 : p * q, ref noise, Strategy.Enumerate);
        bool y = Sample.Bernoulli(b ? q * p : z ? 0.3 * q : r, ref noise, Strategy.Score);
        return 2 * r * ((y ? Math.Exp(p) : 3 * p) * (b ? 1.5 * p : 0.5) + (z ? 1.5 * q : 0.1)) + (w ? 2 : p);
    }

    /// <summary>How many draws there are is drawn: what follows stands at another place of the stream.</summary>
    [Differentiable]
    public static double Places(double p, double q, ref Noise noise)
    {
        bool b = Sample.Bernoulli(p, ref noise, Strategy.Enumerate);
        double u = 1;
        if (b)
        {
            u = Sample.Normal(q, 1.0, ref noise);
        }

        double w = Sample.Normal(q, 2.0, ref noise);
        return u * w + w * w;
    }

    /// <summary>Categories, one of them drawn; what follows depends on it.</summary>
    [Differentiable]
    public static double Category(ReadOnlySpan<double> logits, ReadOnlySpan<double> costs, double q, ref Noise noise)
    {
        int k = Sample.Categorical(logits, ref noise);
        bool b = Sample.Bernoulli(q / (1 + k), ref noise, Strategy.Enumerate);
        return (b ? costs[k] * costs[k] : q * costs[k]) + (b ? costs[2 - k] : 0.2);
    }

    /// <summary>(b − t)² by the logit, one way after another.</summary>
    [Differentiable]
    public static double Target(double logit, double t, ref Noise noise) => Squared(Sample.BernoulliLogit(logit, ref noise, Strategy.DisArm), t);

    [Differentiable]
    public static double TargetByScore(double logit, double t, ref Noise noise) => Squared(Sample.BernoulliLogit(logit, ref noise, Strategy.Score), t);

    [Differentiable]
    public static float TargetByMeasures(float logit, float t, ref Noise noise) => (float)Squared(Sample.BernoulliLogit(logit, ref noise, Strategy.MeasureValued), t);

    /// <summary>An antithetic pair and a coupled one in each iteration.</summary>
    [Differentiable]
    public static double Pairs(double a, double w, ref Noise noise)
    {
        double sum = 0;
        for (int i = 0; i < 3; i++)
        {
            bool b = Sample.BernoulliLogit(a + i, ref noise, Strategy.DisArm);
            int n = Sample.Binomial(4, w, ref noise, Strategy.MeasureValued);
            sum += (b ? w * (i + 1) : 0.25) * n;
        }

        return sum * 0.5;
    }

    [Differentiable]
    public static double Nested(double p, ref Noise noise)
    {
        int a = Sample.Binomial(10, p, ref noise, Strategy.MeasureValued);
        return Sample.Binomial(a, p, ref noise, Strategy.MeasureValued);
    }

    [Differentiable]
    public static double Count(double lambda, ref Noise noise)
    {
        int n = Sample.Poisson(lambda, ref noise, Strategy.MeasureValued);
        return n * n;
    }

    [Differentiable]
    public static double CountByScore(double lambda, ref Noise noise)
    {
        int n = Sample.Poisson(lambda, ref noise);
        return n * n;
    }

    [Differentiable]
    public static double Square(double mu, double sigma, ref Noise noise)
    {
        double x = Sample.Normal(mu, sigma, ref noise, Strategy.MeasureValued);
        return x * x;
    }

    [Differentiable]
    public static double SquareByScore(double mu, double sigma, ref Noise noise)
    {
        double x = Sample.Normal(mu, sigma, ref noise, Strategy.Score);
        return x * x;
    }

    [Differentiable]
    public static double SquareByPath(double mu, double sigma, ref Noise noise)
    {
        double x = Sample.Normal(mu, sigma, ref noise);
        return x * x;
    }

    /// <summary>Measures of every kind, of draws that what follows jumps in.</summary>
    [Differentiable]
    public static double Measures(double mu, double scale, double p, ref Noise noise)
    {
        double x = Sample.Laplace(mu, 0.7, ref noise, Strategy.MeasureValued);
        double y = Sample.Normal(x, scale, ref noise, Strategy.MeasureValued);
        double u = Sample.Uniform(-scale, mu + 2, ref noise, Strategy.MeasureValued);
        double e = Sample.Exponential(scale, ref noise, Strategy.MeasureValued), g = Sample.Gamma(1.5, scale, ref noise, Strategy.MeasureValued);
        double w = Sample.Weibull(2.0, scale, ref noise, Strategy.MeasureValued), r = Sample.Rayleigh(scale, ref noise, Strategy.MeasureValued);
        int f = Sample.Geometric(p, ref noise, Strategy.MeasureValued), k = Sample.NegativeBinomial(2.0, p, ref noise, Strategy.MeasureValued);
        return (y > 0 ? 1 : 0) + u * u + (e > 1 ? e : 0) + (g > 1 ? g : 0) + w * w + (r > 1 ? 1 : 0) + f + 0.1 * k * k;
    }

    /// <summary>X of StochasticAD, a c N(b, a): the counts by measures.</summary>
    [Differentiable]
    public static double Composite(double p, ref Noise noise)
    {
        double a = p * (1 - p);
        int b = Sample.Binomial(10, p, ref noise, Strategy.MeasureValued);
        double c = 2 * b + (Sample.Bernoulli(p, ref noise) ? 3 : 0);
        return a * c * Sample.Normal((double)b, a, ref noise);
    }

    /// <summary>What a category decides is drawn by its score: the category is not enumerated, as the runs would share noise.</summary>
    [Differentiable]
    public static double Declined(ReadOnlySpan<double> logits, double q, ref Noise noise)
    {
        int k = Sample.Categorical(logits, ref noise);
        return Math.Sqrt(1 + Sample.Poisson(q * (1 + k), ref noise));
    }

    private static double Squared(bool b, double t)
    {
        double d = (b ? 1 : 0) - t;
        return d * d;
    }
}
