using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>The geometric distribution: the failures before the first success.</summary>
/// <remarks>
/// Functions of the distribution with their derivatives as companions, so that methods marked <see cref="DifferentiableAttribute"/> may call them. Computed in double precision and rounded once.
/// Outside the support the log-probability is −∞ and constant. Parameters outside their range give NaN.
/// </remarks>
public static partial class Geometric
{
    /// <summary>The logarithm of the probability at x: ln p + x ln(1 − p).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The count.</param>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <returns>The logarithm; −∞ outside the support.</returns>
    public static R LogProbability<R>(int x, R p)
        where R : IFloatingPointIeee754<R> => Real.From<R>(LogProbabilityOf(x, Real.ToDouble(p)));

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The count.</param>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <param name="pTangent">The tangent of p.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(int x, R p, R pTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(LogProbabilityOf(x, Real.ToDouble(p)), LogProbabilityPartials(x, Real.ToDouble(p)), pTangent);

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The count.</param>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to p.</returns>
    public static (R Value, R PGrad) LogProbabilityVjp<R>(int x, R p, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(LogProbabilityOf(x, Real.ToDouble(p)), LogProbabilityPartials(x, Real.ToDouble(p)), valueGrad);

    /// <summary>The distribution function, the probability of x or less: 1 − (1 − p)^(x + 1).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The count.</param>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <returns>The probability.</returns>
    public static R Cdf<R>(int x, R p)
        where R : IFloatingPointIeee754<R> => Real.From<R>(CdfOf(x, Real.ToDouble(p)));

    /// <summary>The forward derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The count.</param>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <param name="pTangent">The tangent of p.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) CdfJvp<R>(int x, R p, R pTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(CdfOf(x, Real.ToDouble(p)), CdfPartials(x, Real.ToDouble(p)), pTangent);

    /// <summary>The reverse derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The count.</param>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to p.</returns>
    public static (R Value, R PGrad) CdfVjp<R>(int x, R p, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(CdfOf(x, Real.ToDouble(p)), CdfPartials(x, Real.ToDouble(p)), valueGrad);

    /// <summary>The entropy in nats: −ln p − (1 − p) ln(1 − p)/p.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <returns>The entropy.</returns>
    public static R Entropy<R>(R p)
        where R : IFloatingPointIeee754<R> => Real.From<R>(EntropyOf(Real.ToDouble(p)));

    /// <summary>The forward derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <param name="pTangent">The tangent of p.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) EntropyJvp<R>(R p, R pTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(EntropyOf(Real.ToDouble(p)), EntropyPartials(Real.ToDouble(p)), pTangent);

    /// <summary>The reverse derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to p.</returns>
    public static (R Value, R PGrad) EntropyVjp<R>(R p, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(EntropyOf(Real.ToDouble(p)), EntropyPartials(Real.ToDouble(p)), valueGrad);

    /// <summary>The mean: (1 − p)/p.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <returns>The mean.</returns>
    public static R Mean<R>(R p)
        where R : IFloatingPointIeee754<R> => Real.From<R>(MeanOf(Real.ToDouble(p)));

    /// <summary>The forward derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <param name="pTangent">The tangent of p.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) MeanJvp<R>(R p, R pTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(MeanOf(Real.ToDouble(p)), MeanPartials(Real.ToDouble(p)), pTangent);

    /// <summary>The reverse derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to p.</returns>
    public static (R Value, R PGrad) MeanVjp<R>(R p, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(MeanOf(Real.ToDouble(p)), MeanPartials(Real.ToDouble(p)), valueGrad);

    /// <summary>The variance: (1 − p)/p².</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <returns>The variance.</returns>
    public static R Variance<R>(R p)
        where R : IFloatingPointIeee754<R> => Real.From<R>(VarianceOf(Real.ToDouble(p)));

    /// <summary>The forward derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <param name="pTangent">The tangent of p.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) VarianceJvp<R>(R p, R pTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(VarianceOf(Real.ToDouble(p)), VariancePartials(Real.ToDouble(p)), pTangent);

    /// <summary>The reverse derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to p.</returns>
    public static (R Value, R PGrad) VarianceVjp<R>(R p, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(VarianceOf(Real.ToDouble(p)), VariancePartials(Real.ToDouble(p)), valueGrad);
}
