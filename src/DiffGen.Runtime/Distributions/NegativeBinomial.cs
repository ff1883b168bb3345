using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>The negative binomial distribution: the failures before the r-th success.</summary>
/// <remarks>
/// Functions of the distribution with their derivatives as companions, so that methods marked <see cref="DifferentiableAttribute"/> may call them. Computed in double precision and rounded once.
/// Outside the support the log-probability is −∞ and constant. Parameters outside their range give NaN.
/// </remarks>
public static partial class NegativeBinomial
{
    /// <summary>The logarithm of the probability at x: ln Γ(x + r) − ln x! − ln Γ(r) + r ln p + x ln(1 − p).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The count.</param>
    /// <param name="r">The number of successes, above 0; need not be whole.</param>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <returns>The logarithm; −∞ outside the support.</returns>
    public static R LogProbability<R>(int x, R r, R p)
        where R : IFloatingPointIeee754<R> => Real.From<R>(LogProbabilityOf(x, Real.ToDouble(r), Real.ToDouble(p)));

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The count.</param>
    /// <param name="r">The number of successes, above 0; need not be whole.</param>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <param name="rTangent">The tangent of r.</param>
    /// <param name="pTangent">The tangent of p.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(int x, R r, R p, R rTangent, R pTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(LogProbabilityOf(x, Real.ToDouble(r), Real.ToDouble(p)), LogProbabilityPartials(x, Real.ToDouble(r), Real.ToDouble(p)), rTangent, pTangent);

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The count.</param>
    /// <param name="r">The number of successes, above 0; need not be whole.</param>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to r, p.</returns>
    public static (R Value, R RGrad, R PGrad) LogProbabilityVjp<R>(int x, R r, R p, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(LogProbabilityOf(x, Real.ToDouble(r), Real.ToDouble(p)), LogProbabilityPartials(x, Real.ToDouble(r), Real.ToDouble(p)), valueGrad);

    /// <summary>The distribution function, the probability of x or less: I_p(r, x + 1).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The count.</param>
    /// <param name="r">The number of successes, above 0; need not be whole.</param>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <returns>The probability.</returns>
    public static R Cdf<R>(int x, R r, R p)
        where R : IFloatingPointIeee754<R> => Real.From<R>(CdfOf(x, Real.ToDouble(r), Real.ToDouble(p)));

    /// <summary>The forward derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The count.</param>
    /// <param name="r">The number of successes, above 0; need not be whole.</param>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <param name="rTangent">The tangent of r.</param>
    /// <param name="pTangent">The tangent of p.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) CdfJvp<R>(int x, R r, R p, R rTangent, R pTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(CdfOf(x, Real.ToDouble(r), Real.ToDouble(p)), CdfPartials(x, Real.ToDouble(r), Real.ToDouble(p)), rTangent, pTangent);

    /// <summary>The reverse derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The count.</param>
    /// <param name="r">The number of successes, above 0; need not be whole.</param>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to r, p.</returns>
    public static (R Value, R RGrad, R PGrad) CdfVjp<R>(int x, R r, R p, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(CdfOf(x, Real.ToDouble(r), Real.ToDouble(p)), CdfPartials(x, Real.ToDouble(r), Real.ToDouble(p)), valueGrad);

    /// <summary>The entropy in nats, by an integral: it has no closed form.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="r">The number of successes, above 0; need not be whole.</param>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <returns>The entropy.</returns>
    public static R Entropy<R>(R r, R p)
        where R : IFloatingPointIeee754<R> => Real.From<R>(EntropyOf(Real.ToDouble(r), Real.ToDouble(p)));

    /// <summary>The forward derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="r">The number of successes, above 0; need not be whole.</param>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <param name="rTangent">The tangent of r.</param>
    /// <param name="pTangent">The tangent of p.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) EntropyJvp<R>(R r, R p, R rTangent, R pTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(EntropyOf(Real.ToDouble(r), Real.ToDouble(p)), EntropyPartials(Real.ToDouble(r), Real.ToDouble(p)), rTangent, pTangent);

    /// <summary>The reverse derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="r">The number of successes, above 0; need not be whole.</param>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to r, p.</returns>
    public static (R Value, R RGrad, R PGrad) EntropyVjp<R>(R r, R p, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(EntropyOf(Real.ToDouble(r), Real.ToDouble(p)), EntropyPartials(Real.ToDouble(r), Real.ToDouble(p)), valueGrad);

    /// <summary>The mean: r (1 − p)/p.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="r">The number of successes, above 0; need not be whole.</param>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <returns>The mean.</returns>
    public static R Mean<R>(R r, R p)
        where R : IFloatingPointIeee754<R> => Real.From<R>(MeanOf(Real.ToDouble(r), Real.ToDouble(p)));

    /// <summary>The forward derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="r">The number of successes, above 0; need not be whole.</param>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <param name="rTangent">The tangent of r.</param>
    /// <param name="pTangent">The tangent of p.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) MeanJvp<R>(R r, R p, R rTangent, R pTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(MeanOf(Real.ToDouble(r), Real.ToDouble(p)), MeanPartials(Real.ToDouble(r), Real.ToDouble(p)), rTangent, pTangent);

    /// <summary>The reverse derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="r">The number of successes, above 0; need not be whole.</param>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to r, p.</returns>
    public static (R Value, R RGrad, R PGrad) MeanVjp<R>(R r, R p, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(MeanOf(Real.ToDouble(r), Real.ToDouble(p)), MeanPartials(Real.ToDouble(r), Real.ToDouble(p)), valueGrad);

    /// <summary>The variance: r (1 − p)/p².</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="r">The number of successes, above 0; need not be whole.</param>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <returns>The variance.</returns>
    public static R Variance<R>(R r, R p)
        where R : IFloatingPointIeee754<R> => Real.From<R>(VarianceOf(Real.ToDouble(r), Real.ToDouble(p)));

    /// <summary>The forward derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="r">The number of successes, above 0; need not be whole.</param>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <param name="rTangent">The tangent of r.</param>
    /// <param name="pTangent">The tangent of p.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) VarianceJvp<R>(R r, R p, R rTangent, R pTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(VarianceOf(Real.ToDouble(r), Real.ToDouble(p)), VariancePartials(Real.ToDouble(r), Real.ToDouble(p)), rTangent, pTangent);

    /// <summary>The reverse derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="r">The number of successes, above 0; need not be whole.</param>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to r, p.</returns>
    public static (R Value, R RGrad, R PGrad) VarianceVjp<R>(R r, R p, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(VarianceOf(Real.ToDouble(r), Real.ToDouble(p)), VariancePartials(Real.ToDouble(r), Real.ToDouble(p)), valueGrad);
}
