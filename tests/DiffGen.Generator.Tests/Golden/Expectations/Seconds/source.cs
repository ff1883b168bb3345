using System;
using DiffGen;

namespace Golden.Expectations;

public static partial class Seconds
{
    /// <summary>A coin that decides the next one; the parameters are in the costs, too.</summary>
    [Differentiable(ExpectationHvp = true)]
    public static double Chain(double p, double q, ref Noise noise)
    {
        bool a = Sample.Bernoulli(p, ref noise);
        bool b = Sample.BernoulliLogit(a ? q : p - q, ref noise);
        return (a ? q : 2) * (b ? Math.Exp(p) : 0.5) + (a ? p * p : 0.25);
    }

    /// <summary>A call by its payoff, which has a kink in the price: the score of the price.</summary>
    [Differentiable(ExpectationHvp = true)]
    public static double Call(double spot, [NoDiff] double strike, double sigma, ref Noise noise)
    {
        double price = Sample.LogNormal(Math.Log(spot) - 0.5 * sigma * sigma, sigma, ref noise);
        return Math.Max(price - strike, 0);
    }

    /// <summary>Smooth all the way: along the paths.</summary>
    [Differentiable(ExpectationHvp = true)]
    public static double Paths(ReadOnlySpan<double> theta, ref Noise noise)
    {
        double x = Sample.Normal(theta[0], theta[1], ref noise, Strategy.Reparameterise), w = Sample.Weibull(theta[2], theta[1], ref noise, Strategy.Reparameterise), e = Sample.Exponential(theta[2], ref noise, Strategy.Reparameterise), u = Sample.Uniform(theta[0], theta[0] + theta[1], ref noise, Strategy.Reparameterise);
        double l = Sample.LogNormal(0.1 * theta[0], 0.3, ref noise, Strategy.Reparameterise), g = Sample.Gumbel(u, theta[1], ref noise, Strategy.Reparameterise), c = Sample.Cauchy(theta[0], 0.5, ref noise, Strategy.Reparameterise), r = Sample.Rayleigh(theta[1], ref noise, Strategy.Reparameterise);
        return x * w * Math.Exp(-e) + Math.Sin(l * u) + g * g * r + Math.Cos(c) * theta[2] + Sample.RelaxedBernoulli(theta[0], theta[1], ref noise, Strategy.Reparameterise) * Sample.Logistic(x, theta[2], ref noise, Strategy.Reparameterise);
    }

    /// <summary>One cost along the path and one by the score of the same draw.</summary>
    [Differentiable(ExpectationHvp = true)]
    public static double Mixed(double mu, ref Noise noise)
    {
        double x = Sample.Normal(mu, 1.0, ref noise);
        return x * x * x + (x > 0 ? 1 : 0);
    }

    /// <summary>Steps that depend on those before, in single precision, behind a draw on its path.</summary>
    [Differentiable(ExpectationHvp = true)]
    public static float Walk(float p, float scale, ref Noise noise)
    {
        float x = 0, cost = 0, z = Sample.Normal(p, scale, ref noise);
        for (int i = 0; i < 3; i++)
        {
            x += Sample.BernoulliLogit(z - 0.5f * x, ref noise) ? 1 : -0.5f;
            cost += x * x * scale;
        }

        return cost;
    }

    /// <summary>A category and counts.</summary>
    [Differentiable(ExpectationHvp = true)]
    public static double Counts(ReadOnlySpan<double> logits, double rate, ref Noise noise)
    {
        int k = Sample.Categorical(logits, ref noise), n = Sample.Binomial(k + 1, 0.3 * rate, ref noise);
        return Math.Sqrt(1 + k + n) * rate;
    }
}
