using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>The logistic distribution.</summary>
/// <remarks>
/// Functions of the distribution with their derivatives as companions, so that methods marked <see cref="DifferentiableAttribute"/> may call them. Computed in double precision and rounded once.
/// Outside the support the log-probability is −∞ and constant. Parameters outside their range give NaN.
/// </remarks>
public static partial class Logistic
{
    /// <summary>The logarithm of the density at x: −z − 2 ln(1 + e⁻ᶻ) − ln scale with z = (x − mu)/scale.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="mu">The location.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <returns>The logarithm; −∞ outside the support.</returns>
    public static R LogProbability<R>(R x, R mu, R scale)
        where R : IFloatingPointIeee754<R> => Real.From<R>(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(scale)));

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="mu">The location.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="muTangent">The tangent of mu.</param>
    /// <param name="scaleTangent">The tangent of scale.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(R x, R mu, R scale, R xTangent, R muTangent, R scaleTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(scale)), LogProbabilityPartials(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(scale)), xTangent, muTangent, scaleTangent);

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="mu">The location.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x, mu, scale.</returns>
    public static (R Value, R XGrad, R MuGrad, R ScaleGrad) LogProbabilityVjp<R>(R x, R mu, R scale, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(scale)), LogProbabilityPartials(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(scale)), valueGrad);

    /// <summary>The distribution function, the probability of x or less: 1/(1 + e⁻ᶻ).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="mu">The location.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <returns>The probability.</returns>
    public static R Cdf<R>(R x, R mu, R scale)
        where R : IFloatingPointIeee754<R> => Real.From<R>(CdfOf(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(scale)));

    /// <summary>The forward derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="mu">The location.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="muTangent">The tangent of mu.</param>
    /// <param name="scaleTangent">The tangent of scale.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) CdfJvp<R>(R x, R mu, R scale, R xTangent, R muTangent, R scaleTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(CdfOf(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(scale)), CdfPartials(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(scale)), xTangent, muTangent, scaleTangent);

    /// <summary>The reverse derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="mu">The location.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x, mu, scale.</returns>
    public static (R Value, R XGrad, R MuGrad, R ScaleGrad) CdfVjp<R>(R x, R mu, R scale, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(CdfOf(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(scale)), CdfPartials(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(scale)), valueGrad);

    /// <summary>The differential entropy in nats: 2 + ln scale.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The location.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <returns>The entropy.</returns>
    public static R Entropy<R>(R mu, R scale)
        where R : IFloatingPointIeee754<R> => Real.From<R>(EntropyOf(Real.ToDouble(mu), Real.ToDouble(scale)));

    /// <summary>The forward derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The location.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <param name="muTangent">The tangent of mu.</param>
    /// <param name="scaleTangent">The tangent of scale.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) EntropyJvp<R>(R mu, R scale, R muTangent, R scaleTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(EntropyOf(Real.ToDouble(mu), Real.ToDouble(scale)), EntropyPartials(Real.ToDouble(mu), Real.ToDouble(scale)), muTangent, scaleTangent);

    /// <summary>The reverse derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The location.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to mu, scale.</returns>
    public static (R Value, R MuGrad, R ScaleGrad) EntropyVjp<R>(R mu, R scale, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(EntropyOf(Real.ToDouble(mu), Real.ToDouble(scale)), EntropyPartials(Real.ToDouble(mu), Real.ToDouble(scale)), valueGrad);

    /// <summary>The mean: mu.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The location.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <returns>The mean.</returns>
    public static R Mean<R>(R mu, R scale)
        where R : IFloatingPointIeee754<R> => Real.From<R>(MeanOf(Real.ToDouble(mu), Real.ToDouble(scale)));

    /// <summary>The forward derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The location.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <param name="muTangent">The tangent of mu.</param>
    /// <param name="scaleTangent">The tangent of scale.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) MeanJvp<R>(R mu, R scale, R muTangent, R scaleTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(MeanOf(Real.ToDouble(mu), Real.ToDouble(scale)), MeanPartials(Real.ToDouble(mu), Real.ToDouble(scale)), muTangent, scaleTangent);

    /// <summary>The reverse derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The location.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to mu, scale.</returns>
    public static (R Value, R MuGrad, R ScaleGrad) MeanVjp<R>(R mu, R scale, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(MeanOf(Real.ToDouble(mu), Real.ToDouble(scale)), MeanPartials(Real.ToDouble(mu), Real.ToDouble(scale)), valueGrad);

    /// <summary>The variance: π² scale²/3.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The location.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <returns>The variance.</returns>
    public static R Variance<R>(R mu, R scale)
        where R : IFloatingPointIeee754<R> => Real.From<R>(VarianceOf(Real.ToDouble(mu), Real.ToDouble(scale)));

    /// <summary>The forward derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The location.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <param name="muTangent">The tangent of mu.</param>
    /// <param name="scaleTangent">The tangent of scale.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) VarianceJvp<R>(R mu, R scale, R muTangent, R scaleTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(VarianceOf(Real.ToDouble(mu), Real.ToDouble(scale)), VariancePartials(Real.ToDouble(mu), Real.ToDouble(scale)), muTangent, scaleTangent);

    /// <summary>The reverse derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The location.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to mu, scale.</returns>
    public static (R Value, R MuGrad, R ScaleGrad) VarianceVjp<R>(R mu, R scale, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(VarianceOf(Real.ToDouble(mu), Real.ToDouble(scale)), VariancePartials(Real.ToDouble(mu), Real.ToDouble(scale)), valueGrad);

    /// <summary>The tangent of a draw x along its path: x = mu + scale z.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="mu">The location.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <param name="muTangent">The tangent of mu.</param>
    /// <param name="scaleTangent">The tangent of scale.</param>
    /// <returns>The tangent of x. A scale of 0 leaves the path unknown: NaN for a tangent of it other than 0.</returns>
    public static R PathwiseJvp<R>(R x, R mu, R scale, R muTangent, R scaleTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(0, PathwisePartials(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(scale)), muTangent, scaleTangent).Tangent;

    /// <summary>The gradients of the parameters for the cotangent of a draw x, along its path: x = mu + scale z.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="mu">The location.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <param name="xGrad">The cotangent of x.</param>
    /// <returns>The gradients with respect to mu, scale.</returns>
    public static (R MuGrad, R ScaleGrad) PathwiseVjp<R>(R x, R mu, R scale, R xGrad)
        where R : IFloatingPointIeee754<R> => Chain.Gradients(PathwisePartials(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(scale)), xGrad);
}
