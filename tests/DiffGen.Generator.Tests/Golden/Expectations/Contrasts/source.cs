using System;
using DiffGen;

namespace Golden.Expectations;

public static partial class Contrasts
{
    /// <summary>(b − t)² by an antithetic pair, weighed by its noise.</summary>
    [Differentiable]
    public static double TargetByPair(double logit, double t, ref Noise noise)
    {
        double d = (Sample.BernoulliLogit(logit, ref noise, Strategy.Arm) ? 1 : 0) - t;
        return d * d;
    }

    /// <summary>(b − t)² against its value at a relaxed draw.</summary>
    [Differentiable]
    public static double Target(double logit, double t, ref Noise noise)
    {
        double d = (Sample.BernoulliLogit(logit, ref noise, Strategy.Rebar) ? 1 : 0) - t;
        return d * d;
    }

    /// <summary>Two coins of probabilities, in single precision; the second depends on the first, and the parameter is in the cost.</summary>
    [Differentiable]
    public static float Chain(float p, float w, ref Noise noise)
    {
        float x = Sample.Bernoulli(p, ref noise, Strategy.Rebar) ? 1 : 0;
        bool y = Sample.Bernoulli(0.25f + 0.5f * x * p, ref noise, Strategy.Rebar);
        return MathF.Exp(w * x + (y ? p : 0.2f)) + (!y ? x * w : 1.5f);
    }

    /// <summary>Coins of independent iterations, behind and before draws on their paths; where a flag is set the cost has a kink, but no jump.</summary>
    [Differentiable]
    public static double Between(double mu, double scale, bool folds, ref Noise noise)
    {
        double sum = 0;
        for (int i = 0; i < 2; i++)
        {
            double z = Sample.Normal(mu + i, 0.5, ref noise);
            double x = Sample.BernoulliLogit(z, ref noise, Strategy.Rebar) ? 1 : 0;
            double y = Sample.Normal(x * z, scale, ref noise);
            sum += folds ? Math.Max(y, 0.3) + Math.Abs(x - 0.4) * z : y * y + 0.3 * x * z;
        }

        return sum;
    }

    /// <summary>Pairs behind a draw that scores.</summary>
    [Differentiable]
    public static double Behind(double p, double a, ref Noise noise)
    {
        bool z = Sample.Bernoulli(p, ref noise, Strategy.Score);
        bool b = Sample.BernoulliLogit(z ? a : p - a, ref noise, Strategy.Arm);
        return (b ? Math.Exp(p) : a) * (z ? 2 : 0.5);
    }
}
