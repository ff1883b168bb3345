using System;
using DiffGen;

namespace Golden.Expectations;

public static partial class Biased
{
    /// <summary>(b − t)², with the derivative of the square at the draw.</summary>
    [Differentiable]
    public static double Straight(double logit, double t, ref Noise noise)
    {
        bool b = Sample.BernoulliLogit(logit, ref noise, Strategy.StraightThrough);
        double d = (b ? 1 : 0) - t;
        return d * d;
    }

    /// <summary>(s − t)² at a relaxed draw s.</summary>
    [Differentiable]
    public static double Softened(double logit, double t, ref Noise noise)
    {
        bool b = Sample.BernoulliLogit(logit, ref noise, Strategy.GumbelSoftmax);
        double d = (b ? 1 : 0) - t;
        return d * d;
    }

    [Differentiable]
    public static float SoftenedProbability(float p, ref Noise noise)
    {
        bool b = Sample.Bernoulli(p, ref noise, Strategy.GumbelSoftmax);
        float x = !b ? 0.2f : MathF.Sin(p);
        return x * x;
    }

    /// <summary>Counts, in a loop whose iterations hand on what they draw: straight through needs no independence.</summary>
    [Differentiable]
    public static double Queue(double rate, double serve, int steps, ref Noise noise)
    {
        double length = 0;
        for (int i = 0; i < steps; i++)
        {
            int arrivals = Sample.Poisson(rate, ref noise, Strategy.StraightThrough), served = Sample.Binomial(3, serve, ref noise, Strategy.StraightThrough);
            length = 0.9 * length + arrivals - 0.5 * served;
            if (Sample.Bernoulli(serve, ref noise, Strategy.StraightThrough))
            {
                length *= 0.5;
            }
        }

        return length;
    }

    /// <summary>Behind a draw that scores, and before one whose parameter it enters.</summary>
    [Differentiable]
    public static double Mixed(double p, double q, ref Noise noise)
    {
        bool z = Sample.Bernoulli(q, ref noise, Strategy.Score);
        int n = Sample.Poisson(z ? p : p * p, ref noise, Strategy.StraightThrough);
        double y = Sample.Normal((double)n, 0.5, ref noise);
        return 2 * y + (z ? q : 3);
    }
}
