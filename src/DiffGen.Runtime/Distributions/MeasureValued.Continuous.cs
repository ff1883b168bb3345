using System;
using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>
/// Measure-valued derivatives: the derivative of a density with respect to one parameter is a factor times the difference of two densities, so
/// ∂E f(x)/∂θ = E[Scale·(f(Positive) − f(Negative))]. Positive and Negative are coupled: drawn from the same noise, or from the simulated draw.
/// </summary>
/// <remarks>Pflug, "Optimization of stochastic models", 1996; Mohamed, Rosca, Figurnov and Mnih, "Monte Carlo gradient estimation in machine learning", JMLR 21, 2020, table 1.</remarks>
public static partial class MeasureValued
{
    /// <summary>By the mean of a normal distribution: [f(mu + sigma w) − f(mu − sigma w)]/(sigma √(2π)) with w Rayleigh (Weibull of shape 2 and scale √2), one w for both.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean.</param>
    /// <param name="sigma">The standard deviation, above 0.</param>
    /// <param name="noise">The stream of what is drawn besides; not that of the simulation.</param>
    /// <returns>The factor, and the values to take the cost at.</returns>
    public static (R Scale, R Positive, R Negative) NormalMu<R>(R mu, R sigma, ref Noise noise)
        where R : IFloatingPointIeee754<R>
    {
        double m = Real.ToDouble(mu), s = Real.ToDouble(sigma);
        DrawWords words = noise.Draw();
        double w = Draws.Rayleigh(1, ref words);
        return (Real.From<R>(ErrorFunctions.InverseSqrtTwoPi / s), Real.From<R>(m + (s * w)), Real.From<R>(m - (s * w)));
    }

    /// <summary>By the standard deviation of a normal distribution: [f(mu + sigma v) − f(mu + sigma v u)]/sigma with v double-sided Maxwell and u uniform; v u is normal.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean.</param>
    /// <param name="sigma">The standard deviation, above 0.</param>
    /// <param name="noise">The stream of what is drawn besides; not that of the simulation.</param>
    /// <returns>The factor, and the values to take the cost at.</returns>
    public static (R Scale, R Positive, R Negative) NormalSigma<R>(R mu, R sigma, ref Noise noise)
        where R : IFloatingPointIeee754<R>
    {
        double m = Real.ToDouble(mu), s = Real.ToDouble(sigma);
        DrawWords words = noise.Draw();
        double length = Draws.Rayleigh(1, ref words), z = Draws.StandardNormal(ref words), u = Draws.OpenUniform(ref words);
        double v = (words.Next() >> 63) == 0 ? double.Hypot(length, z) : -double.Hypot(length, z);
        return (Real.From<R>(1 / s), Real.From<R>(m + (s * v)), Real.From<R>(m + (s * v * u)));
    }

    /// <summary>By the location of a Laplace distribution: [f(mu + scale e) − f(mu − scale e)]/(2 scale) with e exponential, one e for both.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The location.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <param name="noise">The stream of what is drawn besides; not that of the simulation.</param>
    /// <returns>The factor, and the values to take the cost at.</returns>
    public static (R Scale, R Positive, R Negative) LaplaceMu<R>(R mu, R scale, ref Noise noise)
        where R : IFloatingPointIeee754<R>
    {
        double m = Real.ToDouble(mu), s = Real.ToDouble(scale);
        DrawWords words = noise.Draw();
        double e = Draws.StandardExponential(ref words);
        return (Real.From<R>(0.5 / s), Real.From<R>(m + (s * e)), Real.From<R>(m - (s * e)));
    }

    /// <summary>By the lower end of a uniform distribution: [f(x) − f(lower)]/(upper − lower).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The simulated draw.</param>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end.</param>
    /// <returns>The factor, and the values to take the cost at.</returns>
    public static (R Scale, R Positive, R Negative) UniformLower<R>(R x, R lower, R upper)
        where R : IFloatingPointIeee754<R>
    {
        return (R.One / (upper - lower), x, lower);
    }

    /// <summary>By the upper end of a uniform distribution: [f(upper) − f(x)]/(upper − lower).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The simulated draw.</param>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end.</param>
    /// <returns>The factor, and the values to take the cost at.</returns>
    public static (R Scale, R Positive, R Negative) UniformUpper<R>(R x, R lower, R upper)
        where R : IFloatingPointIeee754<R>
    {
        return (R.One / (upper - lower), upper, x);
    }

    /// <summary>By the rate of an exponential distribution: [f(x) − f(x + e)]/rate with e another draw of it.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The simulated draw.</param>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="noise">The stream of what is drawn besides; not that of the simulation.</param>
    /// <returns>The factor, and the values to take the cost at.</returns>
    public static (R Scale, R Positive, R Negative) ExponentialRate<R>(R x, R rate, ref Noise noise)
        where R : IFloatingPointIeee754<R>
    {
        DrawWords words = noise.Draw();
        double r = Real.ToDouble(rate), e = Draws.Exponential(r, ref words);
        return (Real.From<R>(1 / r), x, Real.From<R>(Real.ToDouble(x) + e));
    }

    /// <summary>By the rate of a gamma distribution: (shape/rate) [f(x) − f(x + e)] with e exponential of that rate: x + e has the shape one larger.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The simulated draw.</param>
    /// <param name="shape">The shape, above 0.</param>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="noise">The stream of what is drawn besides; not that of the simulation.</param>
    /// <returns>The factor, and the values to take the cost at.</returns>
    public static (R Scale, R Positive, R Negative) GammaRate<R>(R x, R shape, R rate, ref Noise noise)
        where R : IFloatingPointIeee754<R>
    {
        DrawWords words = noise.Draw();
        double r = Real.ToDouble(rate), e = Draws.Exponential(r, ref words);
        return (Real.From<R>(Real.ToDouble(shape) / r), x, Real.From<R>(Real.ToDouble(x) + e));
    }

    /// <summary>By the scale of a Weibull distribution: (shape/scale) [f((xᵏ + scaleᵏ e)^(1/k)) − f(x)] with k the shape and e exponential of mean 1.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The simulated draw.</param>
    /// <param name="shape">The shape, above 0.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <param name="noise">The stream of what is drawn besides; not that of the simulation.</param>
    /// <returns>The factor, and the values to take the cost at.</returns>
    public static (R Scale, R Positive, R Negative) WeibullScale<R>(R x, R shape, R scale, ref Noise noise)
        where R : IFloatingPointIeee754<R>
    {
        DrawWords words = noise.Draw();
        double k = Real.ToDouble(shape), s = Real.ToDouble(scale), power = Math.Exp(k * Math.Log(Real.ToDouble(x) / s)) + Draws.StandardExponential(ref words);
        return (Real.From<R>(k / s), Real.From<R>(s * Math.Exp(Math.Log(power) / k)), x);
    }

    /// <summary>By the parameter of a Rayleigh distribution: (2/sigma) [f(√(x² + 2 sigma² e)) − f(x)] with e exponential of mean 1.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The simulated draw.</param>
    /// <param name="sigma">The parameter, above 0.</param>
    /// <param name="noise">The stream of what is drawn besides; not that of the simulation.</param>
    /// <returns>The factor, and the values to take the cost at.</returns>
    public static (R Scale, R Positive, R Negative) RayleighSigma<R>(R x, R sigma, ref Noise noise)
        where R : IFloatingPointIeee754<R>
    {
        DrawWords words = noise.Draw();
        double s = Real.ToDouble(sigma), e = Draws.StandardExponential(ref words);
        return (Real.From<R>(2 / s), Real.From<R>(double.Hypot(Real.ToDouble(x), s * Math.Sqrt(2 * e))), x);
    }
}
