using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>The exponential distribution.</summary>
/// <remarks>
/// Functions of the distribution with their derivatives as companions, so that methods marked <see cref="DifferentiableAttribute"/> may call them. Computed in double precision and rounded once.
/// Outside the support the log-probability is −∞ and constant. Parameters outside their range give NaN.
/// </remarks>
public static partial class Exponential
{
    /// <summary>The logarithm of the density at x: ln rate − rate x.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="rate">The rate, above 0.</param>
    /// <returns>The logarithm; −∞ outside the support.</returns>
    public static R LogProbability<R>(R x, R rate)
        where R : IFloatingPointIeee754<R> => Real.From<R>(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(rate)));

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="rateTangent">The tangent of rate.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(R x, R rate, R xTangent, R rateTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(rate)), LogProbabilityPartials(Real.ToDouble(x), Real.ToDouble(rate)), xTangent, rateTangent);

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x, rate.</returns>
    public static (R Value, R XGrad, R RateGrad) LogProbabilityVjp<R>(R x, R rate, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(rate)), LogProbabilityPartials(Real.ToDouble(x), Real.ToDouble(rate)), valueGrad);

    /// <summary>The distribution function, the probability of x or less: 1 − exp(−rate x).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="rate">The rate, above 0.</param>
    /// <returns>The probability.</returns>
    public static R Cdf<R>(R x, R rate)
        where R : IFloatingPointIeee754<R> => Real.From<R>(CdfOf(Real.ToDouble(x), Real.ToDouble(rate)));

    /// <summary>The forward derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="rateTangent">The tangent of rate.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) CdfJvp<R>(R x, R rate, R xTangent, R rateTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(CdfOf(Real.ToDouble(x), Real.ToDouble(rate)), CdfPartials(Real.ToDouble(x), Real.ToDouble(rate)), xTangent, rateTangent);

    /// <summary>The reverse derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x, rate.</returns>
    public static (R Value, R XGrad, R RateGrad) CdfVjp<R>(R x, R rate, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(CdfOf(Real.ToDouble(x), Real.ToDouble(rate)), CdfPartials(Real.ToDouble(x), Real.ToDouble(rate)), valueGrad);

    /// <summary>The differential entropy in nats: 1 − ln rate.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="rate">The rate, above 0.</param>
    /// <returns>The entropy.</returns>
    public static R Entropy<R>(R rate)
        where R : IFloatingPointIeee754<R> => Real.From<R>(EntropyOf(Real.ToDouble(rate)));

    /// <summary>The forward derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="rateTangent">The tangent of rate.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) EntropyJvp<R>(R rate, R rateTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(EntropyOf(Real.ToDouble(rate)), EntropyPartials(Real.ToDouble(rate)), rateTangent);

    /// <summary>The reverse derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to rate.</returns>
    public static (R Value, R RateGrad) EntropyVjp<R>(R rate, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(EntropyOf(Real.ToDouble(rate)), EntropyPartials(Real.ToDouble(rate)), valueGrad);

    /// <summary>The mean: 1/rate.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="rate">The rate, above 0.</param>
    /// <returns>The mean.</returns>
    public static R Mean<R>(R rate)
        where R : IFloatingPointIeee754<R> => Real.From<R>(MeanOf(Real.ToDouble(rate)));

    /// <summary>The forward derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="rateTangent">The tangent of rate.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) MeanJvp<R>(R rate, R rateTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(MeanOf(Real.ToDouble(rate)), MeanPartials(Real.ToDouble(rate)), rateTangent);

    /// <summary>The reverse derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to rate.</returns>
    public static (R Value, R RateGrad) MeanVjp<R>(R rate, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(MeanOf(Real.ToDouble(rate)), MeanPartials(Real.ToDouble(rate)), valueGrad);

    /// <summary>The variance: 1/rate².</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="rate">The rate, above 0.</param>
    /// <returns>The variance.</returns>
    public static R Variance<R>(R rate)
        where R : IFloatingPointIeee754<R> => Real.From<R>(VarianceOf(Real.ToDouble(rate)));

    /// <summary>The forward derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="rateTangent">The tangent of rate.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) VarianceJvp<R>(R rate, R rateTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(VarianceOf(Real.ToDouble(rate)), VariancePartials(Real.ToDouble(rate)), rateTangent);

    /// <summary>The reverse derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to rate.</returns>
    public static (R Value, R RateGrad) VarianceVjp<R>(R rate, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(VarianceOf(Real.ToDouble(rate)), VariancePartials(Real.ToDouble(rate)), valueGrad);

    /// <summary>The tangent of a draw x along its path: x = −ln(u)/rate.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="rateTangent">The tangent of rate.</param>
    /// <returns>The tangent of x.</returns>
    public static R PathwiseJvp<R>(R x, R rate, R rateTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(0, PathwisePartials(Real.ToDouble(x), Real.ToDouble(rate)), rateTangent).Tangent;

    /// <summary>The gradients of the parameters for the cotangent of a draw x, along its path: x = −ln(u)/rate.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="xGrad">The cotangent of x.</param>
    /// <returns>The gradient with respect to rate.</returns>
    public static R PathwiseVjp<R>(R x, R rate, R xGrad)
        where R : IFloatingPointIeee754<R> => Chain.Gradients(PathwisePartials(Real.ToDouble(x), Real.ToDouble(rate)), xGrad);
}
