using System;
using DiffGen;

namespace Golden.Expectations;

public static partial class Expansions
{
    /// <summary>(b − t)², expanded around the mean.</summary>
    [Differentiable]
    public static double Target(double logit, double t, ref Noise noise)
    {
        double d = (Sample.BernoulliLogit(logit, ref noise, Strategy.MuProp) ? 1 : 0) - t;
        return d * d;
    }

    /// <summary>Two layers of coins, the second of which depends on the first: the expansion goes through the means of both. The parameters enter costs, too.</summary>
    [Differentiable]
    public static double Layers(double p, ReadOnlySpan<double> w, ref Noise noise)
    {
        double first = Sample.Bernoulli(p, ref noise, Strategy.MuProp) ? 1 : 0, second = Sample.Bernoulli(p * p, ref noise, Strategy.MuProp) ? 1 : 0;
        bool top = Sample.BernoulliLogit(w[0] * first - w[1] * second + 0.1, ref noise, Strategy.MuProp);
        return Math.Exp(w[2] * first + (top ? p : w[3]) * second) + p * first + w[1];
    }

    /// <summary>A later draw that is no number to the cost, but an index: in the expansion it is drawn again.</summary>
    [Differentiable]
    public static double Picked(double p, ReadOnlySpan<double> a, ref Noise noise)
    {
        double x = Sample.Bernoulli(p, ref noise, Strategy.MuProp) ? 1 : 0;
        int n = Sample.Binomial(2, 0.25 + 0.5 * x * p, ref noise, Strategy.Score);
        return a[n] * (x + a[n]) + Math.Sin(x);
    }

    /// <summary>Counts in independent iterations, in single precision.</summary>
    [Differentiable]
    public static float Counts(float rate, float p, int turns, ref Noise noise)
    {
        float sum = 0;
        for (int i = 0; i < turns; i++)
        {
            int n = Sample.Poisson(rate * (i + 1), ref noise, Strategy.MuProp), k = Sample.NegativeBinomial(rate, p, ref noise, Strategy.MuProp);
            float x = n, y = k;
            sum += x * x * 0.1f + MathF.Sqrt(1 + x + y) + rate * y;
        }

        return sum * 0.5f;
    }

    /// <summary>Linear in both draws, the second of which has a mean that is linear in the first: nothing is left of the scores.</summary>
    [Differentiable]
    public static double Linear(double a, double rate, ref Noise noise)
    {
        int n = Sample.Poisson(2 * a + 0.5 * rate, ref noise, Strategy.MuProp);
        return 0.5 * n + 0.25 * rate;
    }

    /// <summary>Behind a path and before one; the one before is in the cost as well.</summary>
    [Differentiable]
    public static double Between(double mu, double scale, ref Noise noise)
    {
        double z = Sample.Normal(mu, 0.5, ref noise);
        double x = Sample.BernoulliLogit(z, ref noise, Strategy.MuProp) ? 1 : 0;
        double y = Sample.Normal(x * z, scale, ref noise);
        return y * y + 0.3 * x * z + (x > 0.25 ? scale : 2);
    }

    /// <summary>Behind draws that score and that are enumerated.</summary>
    [Differentiable]
    public static double Mixed(double p, double q, ref Noise noise)
    {
        bool a = Sample.Bernoulli(p, ref noise, Strategy.Score);
        bool b = Sample.Bernoulli(a ? q : p * q, ref noise, Strategy.Enumerate);
        double x = Sample.Bernoulli(b ? p : a ? 0.3 : q * q, ref noise, Strategy.MuProp) ? 1 : 0;
        bool c = Sample.Bernoulli(0.2 + 0.5 * x * p, ref noise, Strategy.Enumerate);
        return (c ? Math.Exp(x * p) : q) * (b ? 1.5 : 0.5) + (a ? x : q * x * x);
    }
}
