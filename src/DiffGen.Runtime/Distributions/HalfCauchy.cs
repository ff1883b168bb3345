using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>The distribution of |y| for a Cauchy y of median 0; it has neither mean nor variance.</summary>
/// <remarks>
/// Functions of the distribution with their derivatives as companions, so that methods marked <see cref="DifferentiableAttribute"/> may call them. Computed in double precision and rounded once.
/// Outside the support the log-probability is −∞ and constant. Parameters outside their range give NaN.
/// </remarks>
public static partial class HalfCauchy
{
    /// <summary>The logarithm of the density at x: ln(2/π) − ln(1 + z²) − ln scale with z = x/scale.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="scale">The median, above 0.</param>
    /// <returns>The logarithm; −∞ outside the support.</returns>
    public static R LogProbability<R>(R x, R scale)
        where R : IFloatingPointIeee754<R> => Real.From<R>(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(scale)));

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="scale">The median, above 0.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="scaleTangent">The tangent of scale.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(R x, R scale, R xTangent, R scaleTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(scale)), LogProbabilityPartials(Real.ToDouble(x), Real.ToDouble(scale)), xTangent, scaleTangent);

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="scale">The median, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x, scale.</returns>
    public static (R Value, R XGrad, R ScaleGrad) LogProbabilityVjp<R>(R x, R scale, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(scale)), LogProbabilityPartials(Real.ToDouble(x), Real.ToDouble(scale)), valueGrad);

    /// <summary>The distribution function, the probability of x or less: (2/π) arctan(z).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="scale">The median, above 0.</param>
    /// <returns>The probability.</returns>
    public static R Cdf<R>(R x, R scale)
        where R : IFloatingPointIeee754<R> => Real.From<R>(CdfOf(Real.ToDouble(x), Real.ToDouble(scale)));

    /// <summary>The forward derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="scale">The median, above 0.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="scaleTangent">The tangent of scale.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) CdfJvp<R>(R x, R scale, R xTangent, R scaleTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(CdfOf(Real.ToDouble(x), Real.ToDouble(scale)), CdfPartials(Real.ToDouble(x), Real.ToDouble(scale)), xTangent, scaleTangent);

    /// <summary>The reverse derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="scale">The median, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x, scale.</returns>
    public static (R Value, R XGrad, R ScaleGrad) CdfVjp<R>(R x, R scale, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(CdfOf(Real.ToDouble(x), Real.ToDouble(scale)), CdfPartials(Real.ToDouble(x), Real.ToDouble(scale)), valueGrad);

    /// <summary>The differential entropy in nats: ln(2π scale).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="scale">The median, above 0.</param>
    /// <returns>The entropy.</returns>
    public static R Entropy<R>(R scale)
        where R : IFloatingPointIeee754<R> => Real.From<R>(EntropyOf(Real.ToDouble(scale)));

    /// <summary>The forward derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="scale">The median, above 0.</param>
    /// <param name="scaleTangent">The tangent of scale.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) EntropyJvp<R>(R scale, R scaleTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(EntropyOf(Real.ToDouble(scale)), EntropyPartials(Real.ToDouble(scale)), scaleTangent);

    /// <summary>The reverse derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="scale">The median, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to scale.</returns>
    public static (R Value, R ScaleGrad) EntropyVjp<R>(R scale, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(EntropyOf(Real.ToDouble(scale)), EntropyPartials(Real.ToDouble(scale)), valueGrad);

    /// <summary>The tangent of a draw x along its path: x = scale |z|.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="scale">The median, above 0.</param>
    /// <param name="scaleTangent">The tangent of scale.</param>
    /// <returns>The tangent of x. A scale of 0 leaves the path unknown: NaN for a tangent of it other than 0.</returns>
    public static R PathwiseJvp<R>(R x, R scale, R scaleTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(0, PathwisePartials(Real.ToDouble(x), Real.ToDouble(scale)), scaleTangent).Tangent;

    /// <summary>The gradients of the parameters for the cotangent of a draw x, along its path: x = scale |z|.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="scale">The median, above 0.</param>
    /// <param name="xGrad">The cotangent of x.</param>
    /// <returns>The gradient with respect to scale.</returns>
    public static R PathwiseVjp<R>(R x, R scale, R xGrad)
        where R : IFloatingPointIeee754<R> => Chain.Gradients(PathwisePartials(Real.ToDouble(x), Real.ToDouble(scale)), xGrad);
}
