using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>The binomial distribution: the successes among n trials.</summary>
/// <remarks>
/// Functions of the distribution with their derivatives as companions, so that methods marked <see cref="DifferentiableAttribute"/> may call them. Computed in double precision and rounded once.
/// Outside the support the log-probability is −∞ and constant. Parameters outside their range give NaN.
/// </remarks>
public static partial class Binomial
{
    /// <summary>The logarithm of the probability at x: ln n! − ln x! − ln (n − x)! + x ln p + (n − x) ln(1 − p).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The count.</param>
    /// <param name="n">The number of trials, 0 or more.</param>
    /// <param name="p">The probability of a success, in [0, 1].</param>
    /// <returns>The logarithm; −∞ outside the support.</returns>
    public static R LogProbability<R>(int x, int n, R p)
        where R : IFloatingPointIeee754<R> => Real.From<R>(LogProbabilityOf(x, n, Real.ToDouble(p)));

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The count.</param>
    /// <param name="n">The number of trials, 0 or more.</param>
    /// <param name="p">The probability of a success, in [0, 1].</param>
    /// <param name="pTangent">The tangent of p.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(int x, int n, R p, R pTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(LogProbabilityOf(x, n, Real.ToDouble(p)), LogProbabilityPartials(x, n, Real.ToDouble(p)), pTangent);

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The count.</param>
    /// <param name="n">The number of trials, 0 or more.</param>
    /// <param name="p">The probability of a success, in [0, 1].</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to p.</returns>
    public static (R Value, R PGrad) LogProbabilityVjp<R>(int x, int n, R p, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(LogProbabilityOf(x, n, Real.ToDouble(p)), LogProbabilityPartials(x, n, Real.ToDouble(p)), valueGrad);

    /// <summary>The distribution function, the probability of x or less: I_(1 − p)(n − x, x + 1).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The count.</param>
    /// <param name="n">The number of trials, 0 or more.</param>
    /// <param name="p">The probability of a success, in [0, 1].</param>
    /// <returns>The probability.</returns>
    public static R Cdf<R>(int x, int n, R p)
        where R : IFloatingPointIeee754<R> => Real.From<R>(CdfOf(x, n, Real.ToDouble(p)));

    /// <summary>The forward derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The count.</param>
    /// <param name="n">The number of trials, 0 or more.</param>
    /// <param name="p">The probability of a success, in [0, 1].</param>
    /// <param name="pTangent">The tangent of p.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) CdfJvp<R>(int x, int n, R p, R pTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(CdfOf(x, n, Real.ToDouble(p)), CdfPartials(x, n, Real.ToDouble(p)), pTangent);

    /// <summary>The reverse derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The count.</param>
    /// <param name="n">The number of trials, 0 or more.</param>
    /// <param name="p">The probability of a success, in [0, 1].</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to p.</returns>
    public static (R Value, R PGrad) CdfVjp<R>(int x, int n, R p, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(CdfOf(x, n, Real.ToDouble(p)), CdfPartials(x, n, Real.ToDouble(p)), valueGrad);

    /// <summary>The entropy in nats: −Σ p ln p, summed.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="n">The number of trials, 0 or more.</param>
    /// <param name="p">The probability of a success, in [0, 1].</param>
    /// <returns>The entropy.</returns>
    public static R Entropy<R>(int n, R p)
        where R : IFloatingPointIeee754<R> => Real.From<R>(EntropyOf(n, Real.ToDouble(p)));

    /// <summary>The forward derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="n">The number of trials, 0 or more.</param>
    /// <param name="p">The probability of a success, in [0, 1].</param>
    /// <param name="pTangent">The tangent of p.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) EntropyJvp<R>(int n, R p, R pTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(EntropyOf(n, Real.ToDouble(p)), EntropyPartials(n, Real.ToDouble(p)), pTangent);

    /// <summary>The reverse derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="n">The number of trials, 0 or more.</param>
    /// <param name="p">The probability of a success, in [0, 1].</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to p.</returns>
    public static (R Value, R PGrad) EntropyVjp<R>(int n, R p, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(EntropyOf(n, Real.ToDouble(p)), EntropyPartials(n, Real.ToDouble(p)), valueGrad);

    /// <summary>The mean: n p.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="n">The number of trials, 0 or more.</param>
    /// <param name="p">The probability of a success, in [0, 1].</param>
    /// <returns>The mean.</returns>
    public static R Mean<R>(int n, R p)
        where R : IFloatingPointIeee754<R> => Real.From<R>(MeanOf(n, Real.ToDouble(p)));

    /// <summary>The forward derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="n">The number of trials, 0 or more.</param>
    /// <param name="p">The probability of a success, in [0, 1].</param>
    /// <param name="pTangent">The tangent of p.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) MeanJvp<R>(int n, R p, R pTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(MeanOf(n, Real.ToDouble(p)), MeanPartials(n, Real.ToDouble(p)), pTangent);

    /// <summary>The reverse derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="n">The number of trials, 0 or more.</param>
    /// <param name="p">The probability of a success, in [0, 1].</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to p.</returns>
    public static (R Value, R PGrad) MeanVjp<R>(int n, R p, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(MeanOf(n, Real.ToDouble(p)), MeanPartials(n, Real.ToDouble(p)), valueGrad);

    /// <summary>The variance: n p (1 − p).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="n">The number of trials, 0 or more.</param>
    /// <param name="p">The probability of a success, in [0, 1].</param>
    /// <returns>The variance.</returns>
    public static R Variance<R>(int n, R p)
        where R : IFloatingPointIeee754<R> => Real.From<R>(VarianceOf(n, Real.ToDouble(p)));

    /// <summary>The forward derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="n">The number of trials, 0 or more.</param>
    /// <param name="p">The probability of a success, in [0, 1].</param>
    /// <param name="pTangent">The tangent of p.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) VarianceJvp<R>(int n, R p, R pTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(VarianceOf(n, Real.ToDouble(p)), VariancePartials(n, Real.ToDouble(p)), pTangent);

    /// <summary>The reverse derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="n">The number of trials, 0 or more.</param>
    /// <param name="p">The probability of a success, in [0, 1].</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to p.</returns>
    public static (R Value, R PGrad) VarianceVjp<R>(int n, R p, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(VarianceOf(n, Real.ToDouble(p)), VariancePartials(n, Real.ToDouble(p)), valueGrad);
}
