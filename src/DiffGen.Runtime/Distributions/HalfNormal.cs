using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>The distribution of |y| for a normal y of mean 0.</summary>
/// <remarks>
/// Functions of the distribution with their derivatives as companions, so that methods marked <see cref="DifferentiableAttribute"/> may call them. Computed in double precision and rounded once.
/// Outside the support the log-probability is −∞ and constant. Parameters outside their range give NaN.
/// </remarks>
public static partial class HalfNormal
{
    /// <summary>The logarithm of the density at x: −z²/2 − ln sigma + ½ ln(2/π) with z = x/sigma.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="sigma">The standard deviation of y, above 0.</param>
    /// <returns>The logarithm; −∞ outside the support.</returns>
    public static R LogProbability<R>(R x, R sigma)
        where R : IFloatingPointIeee754<R> => Real.From<R>(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(sigma)));

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="sigma">The standard deviation of y, above 0.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="sigmaTangent">The tangent of sigma.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(R x, R sigma, R xTangent, R sigmaTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(sigma)), LogProbabilityPartials(Real.ToDouble(x), Real.ToDouble(sigma)), xTangent, sigmaTangent);

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="sigma">The standard deviation of y, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x, sigma.</returns>
    public static (R Value, R XGrad, R SigmaGrad) LogProbabilityVjp<R>(R x, R sigma, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(sigma)), LogProbabilityPartials(Real.ToDouble(x), Real.ToDouble(sigma)), valueGrad);

    /// <summary>The distribution function, the probability of x or less: erf(z/√2) with z = x/sigma.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="sigma">The standard deviation of y, above 0.</param>
    /// <returns>The probability.</returns>
    public static R Cdf<R>(R x, R sigma)
        where R : IFloatingPointIeee754<R> => Real.From<R>(CdfOf(Real.ToDouble(x), Real.ToDouble(sigma)));

    /// <summary>The forward derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="sigma">The standard deviation of y, above 0.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="sigmaTangent">The tangent of sigma.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) CdfJvp<R>(R x, R sigma, R xTangent, R sigmaTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(CdfOf(Real.ToDouble(x), Real.ToDouble(sigma)), CdfPartials(Real.ToDouble(x), Real.ToDouble(sigma)), xTangent, sigmaTangent);

    /// <summary>The reverse derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="sigma">The standard deviation of y, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x, sigma.</returns>
    public static (R Value, R XGrad, R SigmaGrad) CdfVjp<R>(R x, R sigma, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(CdfOf(Real.ToDouble(x), Real.ToDouble(sigma)), CdfPartials(Real.ToDouble(x), Real.ToDouble(sigma)), valueGrad);

    /// <summary>The differential entropy in nats: ½ ln(πe/2) + ln sigma.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="sigma">The standard deviation of y, above 0.</param>
    /// <returns>The entropy.</returns>
    public static R Entropy<R>(R sigma)
        where R : IFloatingPointIeee754<R> => Real.From<R>(EntropyOf(Real.ToDouble(sigma)));

    /// <summary>The forward derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="sigma">The standard deviation of y, above 0.</param>
    /// <param name="sigmaTangent">The tangent of sigma.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) EntropyJvp<R>(R sigma, R sigmaTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(EntropyOf(Real.ToDouble(sigma)), EntropyPartials(Real.ToDouble(sigma)), sigmaTangent);

    /// <summary>The reverse derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="sigma">The standard deviation of y, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to sigma.</returns>
    public static (R Value, R SigmaGrad) EntropyVjp<R>(R sigma, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(EntropyOf(Real.ToDouble(sigma)), EntropyPartials(Real.ToDouble(sigma)), valueGrad);

    /// <summary>The mean: sigma √(2/π).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="sigma">The standard deviation of y, above 0.</param>
    /// <returns>The mean.</returns>
    public static R Mean<R>(R sigma)
        where R : IFloatingPointIeee754<R> => Real.From<R>(MeanOf(Real.ToDouble(sigma)));

    /// <summary>The forward derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="sigma">The standard deviation of y, above 0.</param>
    /// <param name="sigmaTangent">The tangent of sigma.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) MeanJvp<R>(R sigma, R sigmaTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(MeanOf(Real.ToDouble(sigma)), MeanPartials(Real.ToDouble(sigma)), sigmaTangent);

    /// <summary>The reverse derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="sigma">The standard deviation of y, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to sigma.</returns>
    public static (R Value, R SigmaGrad) MeanVjp<R>(R sigma, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(MeanOf(Real.ToDouble(sigma)), MeanPartials(Real.ToDouble(sigma)), valueGrad);

    /// <summary>The variance: sigma² (1 − 2/π).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="sigma">The standard deviation of y, above 0.</param>
    /// <returns>The variance.</returns>
    public static R Variance<R>(R sigma)
        where R : IFloatingPointIeee754<R> => Real.From<R>(VarianceOf(Real.ToDouble(sigma)));

    /// <summary>The forward derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="sigma">The standard deviation of y, above 0.</param>
    /// <param name="sigmaTangent">The tangent of sigma.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) VarianceJvp<R>(R sigma, R sigmaTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(VarianceOf(Real.ToDouble(sigma)), VariancePartials(Real.ToDouble(sigma)), sigmaTangent);

    /// <summary>The reverse derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="sigma">The standard deviation of y, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to sigma.</returns>
    public static (R Value, R SigmaGrad) VarianceVjp<R>(R sigma, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(VarianceOf(Real.ToDouble(sigma)), VariancePartials(Real.ToDouble(sigma)), valueGrad);

    /// <summary>The tangent of a draw x along its path: x = sigma |z|.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="sigma">The standard deviation of y, above 0.</param>
    /// <param name="sigmaTangent">The tangent of sigma.</param>
    /// <returns>The tangent of x. A scale of 0 leaves the path unknown: NaN for a tangent of it other than 0.</returns>
    public static R PathwiseJvp<R>(R x, R sigma, R sigmaTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(0, PathwisePartials(Real.ToDouble(x), Real.ToDouble(sigma)), sigmaTangent).Tangent;

    /// <summary>The gradients of the parameters for the cotangent of a draw x, along its path: x = sigma |z|.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="sigma">The standard deviation of y, above 0.</param>
    /// <param name="xGrad">The cotangent of x.</param>
    /// <returns>The gradient with respect to sigma.</returns>
    public static R PathwiseVjp<R>(R x, R sigma, R xGrad)
        where R : IFloatingPointIeee754<R> => Chain.Gradients(PathwisePartials(Real.ToDouble(x), Real.ToDouble(sigma)), xGrad);
}
