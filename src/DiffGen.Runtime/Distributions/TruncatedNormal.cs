using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>The normal distribution given that it lies in an interval.</summary>
/// <remarks>
/// Functions of the distribution with their derivatives as companions, so that methods marked <see cref="DifferentiableAttribute"/> may call them. Computed in double precision and rounded once.
/// Outside the support the log-probability is −∞ and constant. Parameters outside their range give NaN.
/// </remarks>
public static partial class TruncatedNormal
{
    /// <summary>The logarithm of the density at x: −z²/2 − ln sigma − ½ ln 2π − ln Z with z = (x − mu)/sigma and Z the mass of the interval.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="mu">The mean of the whole distribution.</param>
    /// <param name="sigma">The standard deviation of the whole distribution, above 0.</param>
    /// <param name="lower">The lower end; may be −∞.</param>
    /// <param name="upper">The upper end, above the lower one; may be ∞.</param>
    /// <returns>The logarithm; −∞ outside the support.</returns>
    public static R LogProbability<R>(R x, R mu, R sigma, R lower, R upper)
        where R : IFloatingPointIeee754<R> => Real.From<R>(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(lower), Real.ToDouble(upper)));

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="mu">The mean of the whole distribution.</param>
    /// <param name="sigma">The standard deviation of the whole distribution, above 0.</param>
    /// <param name="lower">The lower end; may be −∞.</param>
    /// <param name="upper">The upper end, above the lower one; may be ∞.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="muTangent">The tangent of mu.</param>
    /// <param name="sigmaTangent">The tangent of sigma.</param>
    /// <param name="lowerTangent">The tangent of lower.</param>
    /// <param name="upperTangent">The tangent of upper.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(R x, R mu, R sigma, R lower, R upper, R xTangent, R muTangent, R sigmaTangent, R lowerTangent, R upperTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(lower), Real.ToDouble(upper)), LogProbabilityPartials(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(lower), Real.ToDouble(upper)), xTangent, muTangent, sigmaTangent, lowerTangent, upperTangent);

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="mu">The mean of the whole distribution.</param>
    /// <param name="sigma">The standard deviation of the whole distribution, above 0.</param>
    /// <param name="lower">The lower end; may be −∞.</param>
    /// <param name="upper">The upper end, above the lower one; may be ∞.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x, mu, sigma, lower, upper.</returns>
    public static (R Value, R XGrad, R MuGrad, R SigmaGrad, R LowerGrad, R UpperGrad) LogProbabilityVjp<R>(R x, R mu, R sigma, R lower, R upper, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(lower), Real.ToDouble(upper)), LogProbabilityPartials(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(lower), Real.ToDouble(upper)), valueGrad);

    /// <summary>The distribution function, the probability of x or less: (Φ(z) − Φ(α))/Z.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="mu">The mean of the whole distribution.</param>
    /// <param name="sigma">The standard deviation of the whole distribution, above 0.</param>
    /// <param name="lower">The lower end; may be −∞.</param>
    /// <param name="upper">The upper end, above the lower one; may be ∞.</param>
    /// <returns>The probability.</returns>
    public static R Cdf<R>(R x, R mu, R sigma, R lower, R upper)
        where R : IFloatingPointIeee754<R> => Real.From<R>(CdfOf(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(lower), Real.ToDouble(upper)));

    /// <summary>The forward derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="mu">The mean of the whole distribution.</param>
    /// <param name="sigma">The standard deviation of the whole distribution, above 0.</param>
    /// <param name="lower">The lower end; may be −∞.</param>
    /// <param name="upper">The upper end, above the lower one; may be ∞.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="muTangent">The tangent of mu.</param>
    /// <param name="sigmaTangent">The tangent of sigma.</param>
    /// <param name="lowerTangent">The tangent of lower.</param>
    /// <param name="upperTangent">The tangent of upper.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) CdfJvp<R>(R x, R mu, R sigma, R lower, R upper, R xTangent, R muTangent, R sigmaTangent, R lowerTangent, R upperTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(CdfOf(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(lower), Real.ToDouble(upper)), CdfPartials(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(lower), Real.ToDouble(upper)), xTangent, muTangent, sigmaTangent, lowerTangent, upperTangent);

    /// <summary>The reverse derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="mu">The mean of the whole distribution.</param>
    /// <param name="sigma">The standard deviation of the whole distribution, above 0.</param>
    /// <param name="lower">The lower end; may be −∞.</param>
    /// <param name="upper">The upper end, above the lower one; may be ∞.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x, mu, sigma, lower, upper.</returns>
    public static (R Value, R XGrad, R MuGrad, R SigmaGrad, R LowerGrad, R UpperGrad) CdfVjp<R>(R x, R mu, R sigma, R lower, R upper, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(CdfOf(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(lower), Real.ToDouble(upper)), CdfPartials(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(lower), Real.ToDouble(upper)), valueGrad);

    /// <summary>The differential entropy in nats: ½ ln(2πe) + ln(sigma Z) + (α φ(α) − β φ(β))/(2Z).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean of the whole distribution.</param>
    /// <param name="sigma">The standard deviation of the whole distribution, above 0.</param>
    /// <param name="lower">The lower end; may be −∞.</param>
    /// <param name="upper">The upper end, above the lower one; may be ∞.</param>
    /// <returns>The entropy.</returns>
    public static R Entropy<R>(R mu, R sigma, R lower, R upper)
        where R : IFloatingPointIeee754<R> => Real.From<R>(EntropyOf(Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(lower), Real.ToDouble(upper)));

    /// <summary>The forward derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean of the whole distribution.</param>
    /// <param name="sigma">The standard deviation of the whole distribution, above 0.</param>
    /// <param name="lower">The lower end; may be −∞.</param>
    /// <param name="upper">The upper end, above the lower one; may be ∞.</param>
    /// <param name="muTangent">The tangent of mu.</param>
    /// <param name="sigmaTangent">The tangent of sigma.</param>
    /// <param name="lowerTangent">The tangent of lower.</param>
    /// <param name="upperTangent">The tangent of upper.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) EntropyJvp<R>(R mu, R sigma, R lower, R upper, R muTangent, R sigmaTangent, R lowerTangent, R upperTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(EntropyOf(Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(lower), Real.ToDouble(upper)), EntropyPartials(Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(lower), Real.ToDouble(upper)), muTangent, sigmaTangent, lowerTangent, upperTangent);

    /// <summary>The reverse derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean of the whole distribution.</param>
    /// <param name="sigma">The standard deviation of the whole distribution, above 0.</param>
    /// <param name="lower">The lower end; may be −∞.</param>
    /// <param name="upper">The upper end, above the lower one; may be ∞.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to mu, sigma, lower, upper.</returns>
    public static (R Value, R MuGrad, R SigmaGrad, R LowerGrad, R UpperGrad) EntropyVjp<R>(R mu, R sigma, R lower, R upper, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(EntropyOf(Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(lower), Real.ToDouble(upper)), EntropyPartials(Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(lower), Real.ToDouble(upper)), valueGrad);

    /// <summary>The mean: mu + sigma (φ(α) − φ(β))/Z.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean of the whole distribution.</param>
    /// <param name="sigma">The standard deviation of the whole distribution, above 0.</param>
    /// <param name="lower">The lower end; may be −∞.</param>
    /// <param name="upper">The upper end, above the lower one; may be ∞.</param>
    /// <returns>The mean.</returns>
    public static R Mean<R>(R mu, R sigma, R lower, R upper)
        where R : IFloatingPointIeee754<R> => Real.From<R>(MeanOf(Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(lower), Real.ToDouble(upper)));

    /// <summary>The forward derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean of the whole distribution.</param>
    /// <param name="sigma">The standard deviation of the whole distribution, above 0.</param>
    /// <param name="lower">The lower end; may be −∞.</param>
    /// <param name="upper">The upper end, above the lower one; may be ∞.</param>
    /// <param name="muTangent">The tangent of mu.</param>
    /// <param name="sigmaTangent">The tangent of sigma.</param>
    /// <param name="lowerTangent">The tangent of lower.</param>
    /// <param name="upperTangent">The tangent of upper.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) MeanJvp<R>(R mu, R sigma, R lower, R upper, R muTangent, R sigmaTangent, R lowerTangent, R upperTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(MeanOf(Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(lower), Real.ToDouble(upper)), MeanPartials(Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(lower), Real.ToDouble(upper)), muTangent, sigmaTangent, lowerTangent, upperTangent);

    /// <summary>The reverse derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean of the whole distribution.</param>
    /// <param name="sigma">The standard deviation of the whole distribution, above 0.</param>
    /// <param name="lower">The lower end; may be −∞.</param>
    /// <param name="upper">The upper end, above the lower one; may be ∞.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to mu, sigma, lower, upper.</returns>
    public static (R Value, R MuGrad, R SigmaGrad, R LowerGrad, R UpperGrad) MeanVjp<R>(R mu, R sigma, R lower, R upper, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(MeanOf(Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(lower), Real.ToDouble(upper)), MeanPartials(Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(lower), Real.ToDouble(upper)), valueGrad);

    /// <summary>The variance: sigma² (1 + (α φ(α) − β φ(β))/Z − ((φ(α) − φ(β))/Z)²).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean of the whole distribution.</param>
    /// <param name="sigma">The standard deviation of the whole distribution, above 0.</param>
    /// <param name="lower">The lower end; may be −∞.</param>
    /// <param name="upper">The upper end, above the lower one; may be ∞.</param>
    /// <returns>The variance.</returns>
    public static R Variance<R>(R mu, R sigma, R lower, R upper)
        where R : IFloatingPointIeee754<R> => Real.From<R>(VarianceOf(Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(lower), Real.ToDouble(upper)));

    /// <summary>The forward derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean of the whole distribution.</param>
    /// <param name="sigma">The standard deviation of the whole distribution, above 0.</param>
    /// <param name="lower">The lower end; may be −∞.</param>
    /// <param name="upper">The upper end, above the lower one; may be ∞.</param>
    /// <param name="muTangent">The tangent of mu.</param>
    /// <param name="sigmaTangent">The tangent of sigma.</param>
    /// <param name="lowerTangent">The tangent of lower.</param>
    /// <param name="upperTangent">The tangent of upper.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) VarianceJvp<R>(R mu, R sigma, R lower, R upper, R muTangent, R sigmaTangent, R lowerTangent, R upperTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(VarianceOf(Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(lower), Real.ToDouble(upper)), VariancePartials(Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(lower), Real.ToDouble(upper)), muTangent, sigmaTangent, lowerTangent, upperTangent);

    /// <summary>The reverse derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean of the whole distribution.</param>
    /// <param name="sigma">The standard deviation of the whole distribution, above 0.</param>
    /// <param name="lower">The lower end; may be −∞.</param>
    /// <param name="upper">The upper end, above the lower one; may be ∞.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to mu, sigma, lower, upper.</returns>
    public static (R Value, R MuGrad, R SigmaGrad, R LowerGrad, R UpperGrad) VarianceVjp<R>(R mu, R sigma, R lower, R upper, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(VarianceOf(Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(lower), Real.ToDouble(upper)), VariancePartials(Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(lower), Real.ToDouble(upper)), valueGrad);

    /// <summary>The tangent of a draw x along its path: implicit: the draw at a fixed value of its distribution function.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="mu">The mean of the whole distribution.</param>
    /// <param name="sigma">The standard deviation of the whole distribution, above 0.</param>
    /// <param name="lower">The lower end; may be −∞.</param>
    /// <param name="upper">The upper end, above the lower one; may be ∞.</param>
    /// <param name="muTangent">The tangent of mu.</param>
    /// <param name="sigmaTangent">The tangent of sigma.</param>
    /// <param name="lowerTangent">The tangent of lower.</param>
    /// <param name="upperTangent">The tangent of upper.</param>
    /// <returns>The tangent of x. A scale of 0 leaves the path unknown: NaN for a tangent of it other than 0.</returns>
    public static R PathwiseJvp<R>(R x, R mu, R sigma, R lower, R upper, R muTangent, R sigmaTangent, R lowerTangent, R upperTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(0, PathwisePartials(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(lower), Real.ToDouble(upper)), muTangent, sigmaTangent, lowerTangent, upperTangent).Tangent;

    /// <summary>The gradients of the parameters for the cotangent of a draw x, along its path: implicit: the draw at a fixed value of its distribution function.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="mu">The mean of the whole distribution.</param>
    /// <param name="sigma">The standard deviation of the whole distribution, above 0.</param>
    /// <param name="lower">The lower end; may be −∞.</param>
    /// <param name="upper">The upper end, above the lower one; may be ∞.</param>
    /// <param name="xGrad">The cotangent of x.</param>
    /// <returns>The gradients with respect to mu, sigma, lower, upper.</returns>
    public static (R MuGrad, R SigmaGrad, R LowerGrad, R UpperGrad) PathwiseVjp<R>(R x, R mu, R sigma, R lower, R upper, R xGrad)
        where R : IFloatingPointIeee754<R> => Chain.Gradients(PathwisePartials(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(lower), Real.ToDouble(upper)), xGrad);
}
