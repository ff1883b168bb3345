using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>The Weibull distribution.</summary>
/// <remarks>
/// Functions of the distribution with their derivatives as companions, so that methods marked <see cref="DifferentiableAttribute"/> may call them. Computed in double precision and rounded once.
/// Outside the support the log-probability is −∞ and constant. Parameters outside their range give NaN.
/// </remarks>
public static partial class Weibull
{
    /// <summary>The logarithm of the density at x: ln(k/scale) + (k − 1) ln z − zᵏ with z = x/scale.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="shape">The shape k, above 0.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <returns>The logarithm; −∞ outside the support.</returns>
    public static R LogProbability<R>(R x, R shape, R scale)
        where R : IFloatingPointIeee754<R> => Real.From<R>(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(shape), Real.ToDouble(scale)));

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="shape">The shape k, above 0.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="shapeTangent">The tangent of shape.</param>
    /// <param name="scaleTangent">The tangent of scale.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(R x, R shape, R scale, R xTangent, R shapeTangent, R scaleTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(shape), Real.ToDouble(scale)), LogProbabilityPartials(Real.ToDouble(x), Real.ToDouble(shape), Real.ToDouble(scale)), xTangent, shapeTangent, scaleTangent);

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="shape">The shape k, above 0.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x, shape, scale.</returns>
    public static (R Value, R XGrad, R ShapeGrad, R ScaleGrad) LogProbabilityVjp<R>(R x, R shape, R scale, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(shape), Real.ToDouble(scale)), LogProbabilityPartials(Real.ToDouble(x), Real.ToDouble(shape), Real.ToDouble(scale)), valueGrad);

    /// <summary>The distribution function, the probability of x or less: 1 − exp(−zᵏ).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="shape">The shape k, above 0.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <returns>The probability.</returns>
    public static R Cdf<R>(R x, R shape, R scale)
        where R : IFloatingPointIeee754<R> => Real.From<R>(CdfOf(Real.ToDouble(x), Real.ToDouble(shape), Real.ToDouble(scale)));

    /// <summary>The forward derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="shape">The shape k, above 0.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="shapeTangent">The tangent of shape.</param>
    /// <param name="scaleTangent">The tangent of scale.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) CdfJvp<R>(R x, R shape, R scale, R xTangent, R shapeTangent, R scaleTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(CdfOf(Real.ToDouble(x), Real.ToDouble(shape), Real.ToDouble(scale)), CdfPartials(Real.ToDouble(x), Real.ToDouble(shape), Real.ToDouble(scale)), xTangent, shapeTangent, scaleTangent);

    /// <summary>The reverse derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="shape">The shape k, above 0.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x, shape, scale.</returns>
    public static (R Value, R XGrad, R ShapeGrad, R ScaleGrad) CdfVjp<R>(R x, R shape, R scale, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(CdfOf(Real.ToDouble(x), Real.ToDouble(shape), Real.ToDouble(scale)), CdfPartials(Real.ToDouble(x), Real.ToDouble(shape), Real.ToDouble(scale)), valueGrad);

    /// <summary>The differential entropy in nats: γ (1 − 1/k) + ln(scale/k) + 1.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="shape">The shape k, above 0.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <returns>The entropy.</returns>
    public static R Entropy<R>(R shape, R scale)
        where R : IFloatingPointIeee754<R> => Real.From<R>(EntropyOf(Real.ToDouble(shape), Real.ToDouble(scale)));

    /// <summary>The forward derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="shape">The shape k, above 0.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <param name="shapeTangent">The tangent of shape.</param>
    /// <param name="scaleTangent">The tangent of scale.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) EntropyJvp<R>(R shape, R scale, R shapeTangent, R scaleTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(EntropyOf(Real.ToDouble(shape), Real.ToDouble(scale)), EntropyPartials(Real.ToDouble(shape), Real.ToDouble(scale)), shapeTangent, scaleTangent);

    /// <summary>The reverse derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="shape">The shape k, above 0.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to shape, scale.</returns>
    public static (R Value, R ShapeGrad, R ScaleGrad) EntropyVjp<R>(R shape, R scale, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(EntropyOf(Real.ToDouble(shape), Real.ToDouble(scale)), EntropyPartials(Real.ToDouble(shape), Real.ToDouble(scale)), valueGrad);

    /// <summary>The mean: scale Γ(1 + 1/k).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="shape">The shape k, above 0.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <returns>The mean.</returns>
    public static R Mean<R>(R shape, R scale)
        where R : IFloatingPointIeee754<R> => Real.From<R>(MeanOf(Real.ToDouble(shape), Real.ToDouble(scale)));

    /// <summary>The forward derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="shape">The shape k, above 0.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <param name="shapeTangent">The tangent of shape.</param>
    /// <param name="scaleTangent">The tangent of scale.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) MeanJvp<R>(R shape, R scale, R shapeTangent, R scaleTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(MeanOf(Real.ToDouble(shape), Real.ToDouble(scale)), MeanPartials(Real.ToDouble(shape), Real.ToDouble(scale)), shapeTangent, scaleTangent);

    /// <summary>The reverse derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="shape">The shape k, above 0.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to shape, scale.</returns>
    public static (R Value, R ShapeGrad, R ScaleGrad) MeanVjp<R>(R shape, R scale, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(MeanOf(Real.ToDouble(shape), Real.ToDouble(scale)), MeanPartials(Real.ToDouble(shape), Real.ToDouble(scale)), valueGrad);

    /// <summary>The variance: scale² (Γ(1 + 2/k) − Γ(1 + 1/k)²).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="shape">The shape k, above 0.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <returns>The variance.</returns>
    public static R Variance<R>(R shape, R scale)
        where R : IFloatingPointIeee754<R> => Real.From<R>(VarianceOf(Real.ToDouble(shape), Real.ToDouble(scale)));

    /// <summary>The forward derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="shape">The shape k, above 0.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <param name="shapeTangent">The tangent of shape.</param>
    /// <param name="scaleTangent">The tangent of scale.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) VarianceJvp<R>(R shape, R scale, R shapeTangent, R scaleTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(VarianceOf(Real.ToDouble(shape), Real.ToDouble(scale)), VariancePartials(Real.ToDouble(shape), Real.ToDouble(scale)), shapeTangent, scaleTangent);

    /// <summary>The reverse derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="shape">The shape k, above 0.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to shape, scale.</returns>
    public static (R Value, R ShapeGrad, R ScaleGrad) VarianceVjp<R>(R shape, R scale, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(VarianceOf(Real.ToDouble(shape), Real.ToDouble(scale)), VariancePartials(Real.ToDouble(shape), Real.ToDouble(scale)), valueGrad);

    /// <summary>The tangent of a draw x along its path: x = scale (−ln u)^(1/k).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="shape">The shape k, above 0.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <param name="shapeTangent">The tangent of shape.</param>
    /// <param name="scaleTangent">The tangent of scale.</param>
    /// <returns>The tangent of x. A scale of 0 leaves the path unknown: NaN for a tangent of it other than 0.</returns>
    public static R PathwiseJvp<R>(R x, R shape, R scale, R shapeTangent, R scaleTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(0, PathwisePartials(Real.ToDouble(x), Real.ToDouble(shape), Real.ToDouble(scale)), shapeTangent, scaleTangent).Tangent;

    /// <summary>The gradients of the parameters for the cotangent of a draw x, along its path: x = scale (−ln u)^(1/k).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="shape">The shape k, above 0.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <param name="xGrad">The cotangent of x.</param>
    /// <returns>The gradients with respect to shape, scale.</returns>
    public static (R ShapeGrad, R ScaleGrad) PathwiseVjp<R>(R x, R shape, R scale, R xGrad)
        where R : IFloatingPointIeee754<R> => Chain.Gradients(PathwisePartials(Real.ToDouble(x), Real.ToDouble(shape), Real.ToDouble(scale)), xGrad);
}
