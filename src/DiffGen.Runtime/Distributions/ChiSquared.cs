using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>The χ² distribution: the gamma distribution of shape nu/2 and rate ½.</summary>
/// <remarks>
/// Functions of the distribution with their derivatives as companions, so that methods marked <see cref="DifferentiableAttribute"/> may call them. Computed in double precision and rounded once.
/// Outside the support the log-probability is −∞ and constant. Parameters outside their range give NaN.
/// </remarks>
public static partial class ChiSquared
{
    /// <summary>The logarithm of the density at x: (nu/2 − 1) ln x − x/2 − (nu/2) ln 2 − ln Γ(nu/2).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <returns>The logarithm; −∞ outside the support.</returns>
    public static R LogProbability<R>(R x, R nu)
        where R : IFloatingPointIeee754<R> => Real.From<R>(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(nu)));

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="nuTangent">The tangent of nu.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(R x, R nu, R xTangent, R nuTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(nu)), LogProbabilityPartials(Real.ToDouble(x), Real.ToDouble(nu)), xTangent, nuTangent);

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x, nu.</returns>
    public static (R Value, R XGrad, R NuGrad) LogProbabilityVjp<R>(R x, R nu, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(nu)), LogProbabilityPartials(Real.ToDouble(x), Real.ToDouble(nu)), valueGrad);

    /// <summary>The distribution function, the probability of x or less: P(nu/2, x/2).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <returns>The probability.</returns>
    public static R Cdf<R>(R x, R nu)
        where R : IFloatingPointIeee754<R> => Real.From<R>(CdfOf(Real.ToDouble(x), Real.ToDouble(nu)));

    /// <summary>The forward derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="nuTangent">The tangent of nu.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) CdfJvp<R>(R x, R nu, R xTangent, R nuTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(CdfOf(Real.ToDouble(x), Real.ToDouble(nu)), CdfPartials(Real.ToDouble(x), Real.ToDouble(nu)), xTangent, nuTangent);

    /// <summary>The reverse derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x, nu.</returns>
    public static (R Value, R XGrad, R NuGrad) CdfVjp<R>(R x, R nu, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(CdfOf(Real.ToDouble(x), Real.ToDouble(nu)), CdfPartials(Real.ToDouble(x), Real.ToDouble(nu)), valueGrad);

    /// <summary>The differential entropy in nats: nu/2 + ln 2 + ln Γ(nu/2) + (1 − nu/2) ψ(nu/2).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <returns>The entropy.</returns>
    public static R Entropy<R>(R nu)
        where R : IFloatingPointIeee754<R> => Real.From<R>(EntropyOf(Real.ToDouble(nu)));

    /// <summary>The forward derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <param name="nuTangent">The tangent of nu.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) EntropyJvp<R>(R nu, R nuTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(EntropyOf(Real.ToDouble(nu)), EntropyPartials(Real.ToDouble(nu)), nuTangent);

    /// <summary>The reverse derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to nu.</returns>
    public static (R Value, R NuGrad) EntropyVjp<R>(R nu, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(EntropyOf(Real.ToDouble(nu)), EntropyPartials(Real.ToDouble(nu)), valueGrad);

    /// <summary>The mean: nu.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <returns>The mean.</returns>
    public static R Mean<R>(R nu)
        where R : IFloatingPointIeee754<R> => Real.From<R>(MeanOf(Real.ToDouble(nu)));

    /// <summary>The forward derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <param name="nuTangent">The tangent of nu.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) MeanJvp<R>(R nu, R nuTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(MeanOf(Real.ToDouble(nu)), MeanPartials(Real.ToDouble(nu)), nuTangent);

    /// <summary>The reverse derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to nu.</returns>
    public static (R Value, R NuGrad) MeanVjp<R>(R nu, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(MeanOf(Real.ToDouble(nu)), MeanPartials(Real.ToDouble(nu)), valueGrad);

    /// <summary>The variance: 2 nu.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <returns>The variance.</returns>
    public static R Variance<R>(R nu)
        where R : IFloatingPointIeee754<R> => Real.From<R>(VarianceOf(Real.ToDouble(nu)));

    /// <summary>The forward derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <param name="nuTangent">The tangent of nu.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) VarianceJvp<R>(R nu, R nuTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(VarianceOf(Real.ToDouble(nu)), VariancePartials(Real.ToDouble(nu)), nuTangent);

    /// <summary>The reverse derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to nu.</returns>
    public static (R Value, R NuGrad) VarianceVjp<R>(R nu, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(VarianceOf(Real.ToDouble(nu)), VariancePartials(Real.ToDouble(nu)), valueGrad);

    /// <summary>The tangent of a draw x along its path: implicit: the draw at a fixed value of its distribution function.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <param name="nuTangent">The tangent of nu.</param>
    /// <returns>The tangent of x.</returns>
    public static R PathwiseJvp<R>(R x, R nu, R nuTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(0, PathwisePartials(Real.ToDouble(x), Real.ToDouble(nu)), nuTangent).Tangent;

    /// <summary>The gradients of the parameters for the cotangent of a draw x, along its path: implicit: the draw at a fixed value of its distribution function.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="nu">The degrees of freedom, above 0.</param>
    /// <param name="xGrad">The cotangent of x.</param>
    /// <returns>The gradient with respect to nu.</returns>
    public static R PathwiseVjp<R>(R x, R nu, R xGrad)
        where R : IFloatingPointIeee754<R> => Chain.Gradients(PathwisePartials(Real.ToDouble(x), Real.ToDouble(nu)), xGrad);
}
