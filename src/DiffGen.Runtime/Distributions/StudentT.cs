using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>Student's t distribution.</summary>
/// <remarks>
/// Functions of the distribution with their derivatives as companions, so that methods marked <see cref="DifferentiableAttribute"/> may call them. Computed in double precision and rounded once.
/// Outside the support the log-probability is −∞ and constant. Parameters outside their range give NaN.
/// </remarks>
public static partial class StudentT
{
    /// <summary>The logarithm of the density at x: ln Γ((nu + 1)/2) − ln Γ(nu/2) − ½ ln(π nu) − ln sigma − ½ (nu + 1) ln(1 + z²/nu) with z = (x − mu)/sigma.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <param name="mu">The location.</param>
    /// <param name="sigma">The scale, above 0.</param>
    /// <returns>The logarithm; −∞ outside the support.</returns>
    public static R LogProbability<R>(R x, R nu, R mu, R sigma)
        where R : IFloatingPointIeee754<R> => Real.From<R>(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(nu), Real.ToDouble(mu), Real.ToDouble(sigma)));

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <param name="mu">The location.</param>
    /// <param name="sigma">The scale, above 0.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="nuTangent">The tangent of nu.</param>
    /// <param name="muTangent">The tangent of mu.</param>
    /// <param name="sigmaTangent">The tangent of sigma.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(R x, R nu, R mu, R sigma, R xTangent, R nuTangent, R muTangent, R sigmaTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(nu), Real.ToDouble(mu), Real.ToDouble(sigma)), LogProbabilityPartials(Real.ToDouble(x), Real.ToDouble(nu), Real.ToDouble(mu), Real.ToDouble(sigma)), xTangent, nuTangent, muTangent, sigmaTangent);

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <param name="mu">The location.</param>
    /// <param name="sigma">The scale, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x, nu, mu, sigma.</returns>
    public static (R Value, R XGrad, R NuGrad, R MuGrad, R SigmaGrad) LogProbabilityVjp<R>(R x, R nu, R mu, R sigma, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(nu), Real.ToDouble(mu), Real.ToDouble(sigma)), LogProbabilityPartials(Real.ToDouble(x), Real.ToDouble(nu), Real.ToDouble(mu), Real.ToDouble(sigma)), valueGrad);

    /// <summary>The distribution function, the probability of x or less: 1 − ½ I_w(nu/2, ½) above mu, with w = nu/(nu + z²).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <param name="mu">The location.</param>
    /// <param name="sigma">The scale, above 0.</param>
    /// <returns>The probability.</returns>
    public static R Cdf<R>(R x, R nu, R mu, R sigma)
        where R : IFloatingPointIeee754<R> => Real.From<R>(CdfOf(Real.ToDouble(x), Real.ToDouble(nu), Real.ToDouble(mu), Real.ToDouble(sigma)));

    /// <summary>The forward derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <param name="mu">The location.</param>
    /// <param name="sigma">The scale, above 0.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="nuTangent">The tangent of nu.</param>
    /// <param name="muTangent">The tangent of mu.</param>
    /// <param name="sigmaTangent">The tangent of sigma.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) CdfJvp<R>(R x, R nu, R mu, R sigma, R xTangent, R nuTangent, R muTangent, R sigmaTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(CdfOf(Real.ToDouble(x), Real.ToDouble(nu), Real.ToDouble(mu), Real.ToDouble(sigma)), CdfPartials(Real.ToDouble(x), Real.ToDouble(nu), Real.ToDouble(mu), Real.ToDouble(sigma)), xTangent, nuTangent, muTangent, sigmaTangent);

    /// <summary>The reverse derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <param name="mu">The location.</param>
    /// <param name="sigma">The scale, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x, nu, mu, sigma.</returns>
    public static (R Value, R XGrad, R NuGrad, R MuGrad, R SigmaGrad) CdfVjp<R>(R x, R nu, R mu, R sigma, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(CdfOf(Real.ToDouble(x), Real.ToDouble(nu), Real.ToDouble(mu), Real.ToDouble(sigma)), CdfPartials(Real.ToDouble(x), Real.ToDouble(nu), Real.ToDouble(mu), Real.ToDouble(sigma)), valueGrad);

    /// <summary>The differential entropy in nats: ½ (nu + 1) (ψ((nu + 1)/2) − ψ(nu/2)) + ½ ln nu + ln B(nu/2, ½) + ln sigma.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <param name="mu">The location.</param>
    /// <param name="sigma">The scale, above 0.</param>
    /// <returns>The entropy.</returns>
    public static R Entropy<R>(R nu, R mu, R sigma)
        where R : IFloatingPointIeee754<R> => Real.From<R>(EntropyOf(Real.ToDouble(nu), Real.ToDouble(mu), Real.ToDouble(sigma)));

    /// <summary>The forward derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <param name="mu">The location.</param>
    /// <param name="sigma">The scale, above 0.</param>
    /// <param name="nuTangent">The tangent of nu.</param>
    /// <param name="muTangent">The tangent of mu.</param>
    /// <param name="sigmaTangent">The tangent of sigma.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) EntropyJvp<R>(R nu, R mu, R sigma, R nuTangent, R muTangent, R sigmaTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(EntropyOf(Real.ToDouble(nu), Real.ToDouble(mu), Real.ToDouble(sigma)), EntropyPartials(Real.ToDouble(nu), Real.ToDouble(mu), Real.ToDouble(sigma)), nuTangent, muTangent, sigmaTangent);

    /// <summary>The reverse derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <param name="mu">The location.</param>
    /// <param name="sigma">The scale, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to nu, mu, sigma.</returns>
    public static (R Value, R NuGrad, R MuGrad, R SigmaGrad) EntropyVjp<R>(R nu, R mu, R sigma, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(EntropyOf(Real.ToDouble(nu), Real.ToDouble(mu), Real.ToDouble(sigma)), EntropyPartials(Real.ToDouble(nu), Real.ToDouble(mu), Real.ToDouble(sigma)), valueGrad);

    /// <summary>The mean: mu; NaN where nu ≤ 1.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <param name="mu">The location.</param>
    /// <param name="sigma">The scale, above 0.</param>
    /// <returns>The mean.</returns>
    public static R Mean<R>(R nu, R mu, R sigma)
        where R : IFloatingPointIeee754<R> => Real.From<R>(MeanOf(Real.ToDouble(nu), Real.ToDouble(mu), Real.ToDouble(sigma)));

    /// <summary>The forward derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <param name="mu">The location.</param>
    /// <param name="sigma">The scale, above 0.</param>
    /// <param name="nuTangent">The tangent of nu.</param>
    /// <param name="muTangent">The tangent of mu.</param>
    /// <param name="sigmaTangent">The tangent of sigma.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) MeanJvp<R>(R nu, R mu, R sigma, R nuTangent, R muTangent, R sigmaTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(MeanOf(Real.ToDouble(nu), Real.ToDouble(mu), Real.ToDouble(sigma)), MeanPartials(Real.ToDouble(nu), Real.ToDouble(mu), Real.ToDouble(sigma)), nuTangent, muTangent, sigmaTangent);

    /// <summary>The reverse derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <param name="mu">The location.</param>
    /// <param name="sigma">The scale, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to nu, mu, sigma.</returns>
    public static (R Value, R NuGrad, R MuGrad, R SigmaGrad) MeanVjp<R>(R nu, R mu, R sigma, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(MeanOf(Real.ToDouble(nu), Real.ToDouble(mu), Real.ToDouble(sigma)), MeanPartials(Real.ToDouble(nu), Real.ToDouble(mu), Real.ToDouble(sigma)), valueGrad);

    /// <summary>The variance: sigma² nu/(nu − 2); ∞ where nu ≤ 2, NaN where nu ≤ 1.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <param name="mu">The location.</param>
    /// <param name="sigma">The scale, above 0.</param>
    /// <returns>The variance.</returns>
    public static R Variance<R>(R nu, R mu, R sigma)
        where R : IFloatingPointIeee754<R> => Real.From<R>(VarianceOf(Real.ToDouble(nu), Real.ToDouble(mu), Real.ToDouble(sigma)));

    /// <summary>The forward derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <param name="mu">The location.</param>
    /// <param name="sigma">The scale, above 0.</param>
    /// <param name="nuTangent">The tangent of nu.</param>
    /// <param name="muTangent">The tangent of mu.</param>
    /// <param name="sigmaTangent">The tangent of sigma.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) VarianceJvp<R>(R nu, R mu, R sigma, R nuTangent, R muTangent, R sigmaTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(VarianceOf(Real.ToDouble(nu), Real.ToDouble(mu), Real.ToDouble(sigma)), VariancePartials(Real.ToDouble(nu), Real.ToDouble(mu), Real.ToDouble(sigma)), nuTangent, muTangent, sigmaTangent);

    /// <summary>The reverse derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <param name="mu">The location.</param>
    /// <param name="sigma">The scale, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to nu, mu, sigma.</returns>
    public static (R Value, R NuGrad, R MuGrad, R SigmaGrad) VarianceVjp<R>(R nu, R mu, R sigma, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(VarianceOf(Real.ToDouble(nu), Real.ToDouble(mu), Real.ToDouble(sigma)), VariancePartials(Real.ToDouble(nu), Real.ToDouble(mu), Real.ToDouble(sigma)), valueGrad);

    /// <summary>The tangent of a draw x along its path: implicit: the draw at a fixed value of its distribution function.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <param name="mu">The location.</param>
    /// <param name="sigma">The scale, above 0.</param>
    /// <param name="nuTangent">The tangent of nu.</param>
    /// <param name="muTangent">The tangent of mu.</param>
    /// <param name="sigmaTangent">The tangent of sigma.</param>
    /// <returns>The tangent of x. A scale of 0 leaves the path unknown: NaN for a tangent of it other than 0.</returns>
    public static R PathwiseJvp<R>(R x, R nu, R mu, R sigma, R nuTangent, R muTangent, R sigmaTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(0, PathwisePartials(Real.ToDouble(x), Real.ToDouble(nu), Real.ToDouble(mu), Real.ToDouble(sigma)), nuTangent, muTangent, sigmaTangent).Tangent;

    /// <summary>The gradients of the parameters for the cotangent of a draw x, along its path: implicit: the draw at a fixed value of its distribution function.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <param name="mu">The location.</param>
    /// <param name="sigma">The scale, above 0.</param>
    /// <param name="xGrad">The cotangent of x.</param>
    /// <returns>The gradients with respect to nu, mu, sigma.</returns>
    public static (R NuGrad, R MuGrad, R SigmaGrad) PathwiseVjp<R>(R x, R nu, R mu, R sigma, R xGrad)
        where R : IFloatingPointIeee754<R> => Chain.Gradients(PathwisePartials(Real.ToDouble(x), Real.ToDouble(nu), Real.ToDouble(mu), Real.ToDouble(sigma)), xGrad);
}
