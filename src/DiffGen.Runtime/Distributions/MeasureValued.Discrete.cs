using System;
using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

public static partial class MeasureValued
{
    /// <summary>By the probability of a Bernoulli distribution: f(true) − f(false). Exact.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="p">The probability of true.</param>
    /// <returns>The factor, and the values to take the cost at.</returns>
    public static (R Scale, bool Positive, bool Negative) BernoulliP<R>(R p)
        where R : IFloatingPointIeee754<R>
    {
        return (R.One + (R.Zero * p), true, false);
    }

    /// <summary>By the logit of a Bernoulli distribution: σ (1 − σ) [f(true) − f(false)]. Exact.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logit">The logit of the probability of true.</param>
    /// <returns>The factor, and the values to take the cost at.</returns>
    public static (R Scale, bool Positive, bool Negative) BernoulliLogit<R>(R logit)
        where R : IFloatingPointIeee754<R>
    {
        return (Real.From<R>(Distributions.BernoulliLogit.VarianceOf(Real.ToDouble(logit))), true, false);
    }

    /// <summary>By the mean of a Poisson distribution: f(x + 1) − f(x).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The simulated draw.</param>
    /// <param name="lambda">The mean.</param>
    /// <returns>The factor, and the values to take the cost at.</returns>
    public static (R Scale, int Positive, int Negative) PoissonLambda<R>(int x, R lambda)
        where R : IFloatingPointIeee754<R>
    {
        return (R.One + (R.Zero * lambda), checked(x + 1), x);
    }

    /// <summary>By the probability of a geometric distribution: [f(x) − f(1 + x + y)]/p with y another draw of it.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The simulated draw.</param>
    /// <param name="p">The probability of a success.</param>
    /// <param name="noise">The stream of what is drawn besides; not that of the simulation.</param>
    /// <returns>The factor, and the values to take the cost at.</returns>
    public static (R Scale, int Positive, int Negative) GeometricP<R>(int x, R p, ref Noise noise)
        where R : IFloatingPointIeee754<R>
    {
        double q = Real.ToDouble(p);
        DrawWords words = noise.Draw();
        return (Real.From<R>(1 / q), x, checked(1 + x + Draws.Geometric(q, ref words)));
    }

    /// <summary>By the probability of a negative binomial distribution: (r/p) [f(x) − f(1 + x + y)] with y a geometric draw: x + y has one success more.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The simulated draw.</param>
    /// <param name="r">The number of successes, above 0.</param>
    /// <param name="p">The probability of a success.</param>
    /// <param name="noise">The stream of what is drawn besides; not that of the simulation.</param>
    /// <returns>The factor, and the values to take the cost at.</returns>
    public static (R Scale, int Positive, int Negative) NegativeBinomialP<R>(int x, R r, R p, ref Noise noise)
        where R : IFloatingPointIeee754<R>
    {
        double q = Real.ToDouble(p);
        DrawWords words = noise.Draw();
        return (Real.From<R>(Real.ToDouble(r) / q), x, checked(1 + x + Draws.Geometric(q, ref words)));
    }

    /// <summary>By the probability of a binomial distribution: (n − x)/(1 − p) [f(x + 1) − f(x)], and for p above ½ (x/p) [f(x) − f(x − 1)]. Both values are in 0 … n.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The simulated draw.</param>
    /// <param name="n">The number of trials.</param>
    /// <param name="p">The probability of a success.</param>
    /// <returns>The factor, and the values to take the cost at.</returns>
    public static (R Scale, int Positive, int Negative) BinomialP<R>(int x, int n, R p)
        where R : IFloatingPointIeee754<R>
    {
        double q = Real.ToDouble(p);
        if (q > 0.5)
        {
            return (Real.From<R>(x / q), x, Math.Max(0, x - 1));
        }

        return (Real.From<R>((n - x) / (1 - q)), Math.Min(n, x + 1), x);
    }
}
