using System;
using DiffGen;

namespace Golden.Expectations;

public static partial class Sites
{
    /// <summary>A cost that only a branch depends on the draw for, and one that depends on another draw.</summary>
    [Differentiable]
    public static double Route(double p, double q, ref Noise noise)
    {
        bool b = Sample.Bernoulli(p, ref noise, Strategy.Score);
        double c = b ? Math.Sin(q) : q * q;
        int n = Sample.Poisson(q, ref noise);
        return c + 0.1 * n * n;
    }

    /// <summary>One cost along the path of the draw, one by its score.</summary>
    [Differentiable]
    public static double Mixed(double mu, ref Noise noise)
    {
        double x = Sample.Normal(mu, 1.0, ref noise);
        return x * x + (x > 0 ? 1 : 0);
    }

    /// <summary>A category by its logits; the costs are differentiated, too.</summary>
    [Differentiable]
    public static double Category(ReadOnlySpan<double> logits, ReadOnlySpan<double> costs, ref Noise noise)
    {
        int k = Sample.Categorical(logits, ref noise, Strategy.Score);
        return costs[k];
    }

    /// <summary>The parameter enters the distribution and the cost.</summary>
    [Differentiable]
    public static double Both(double theta, ref Noise noise) => Sample.Bernoulli(theta, ref noise, Strategy.Score) ? 0 : -theta / 2;

    /// <summary>A draw whose parameters are draws: X of StochasticAD, a c N(b, a).</summary>
    [Differentiable]
    public static double Composite(double p, ref Noise noise)
    {
        double a = p * (1 - p);
        int b = Sample.Binomial(10, p, ref noise, Strategy.Score);
        double c = 2 * b + (Sample.Bernoulli(p, ref noise) ? 3 : 0);
        return a * c * Sample.Normal((double)b, a, ref noise);
    }

    /// <summary>Continuous all the way, in single precision.</summary>
    [Differentiable]
    public static float Continuous(float shape, float rate, ref Noise noise)
    {
        float g = Sample.Gamma(shape, rate, ref noise);
        float y = Sample.Normal(g, 0.5f, ref noise);
        return y * g + (y > g ? y - g : 0);
    }

    /// <summary>A path that enters the parameter of a discrete draw.</summary>
    [Differentiable]
    public static double Mixture(double mu, double sigma, ref Noise noise)
    {
        double z = Sample.Normal(mu, sigma, ref noise);
        int n = Sample.Poisson(Math.Exp(z), ref noise);
        return 0.5 * n * n - z;
    }
}
