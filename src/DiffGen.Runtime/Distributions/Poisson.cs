using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>The Poisson distribution.</summary>
/// <remarks>
/// Functions of the distribution with their derivatives as companions, so that methods marked <see cref="DifferentiableAttribute"/> may call them. Computed in double precision and rounded once.
/// Outside the support the log-probability is −∞ and constant. Parameters outside their range give NaN.
/// </remarks>
public static partial class Poisson
{
    /// <summary>The logarithm of the probability at x: x ln lambda − lambda − ln x!.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The count.</param>
    /// <param name="lambda">The mean, 0 or more.</param>
    /// <returns>The logarithm; −∞ outside the support.</returns>
    public static R LogProbability<R>(int x, R lambda)
        where R : IFloatingPointIeee754<R> => Real.From<R>(LogProbabilityOf(x, Real.ToDouble(lambda)));

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The count.</param>
    /// <param name="lambda">The mean, 0 or more.</param>
    /// <param name="lambdaTangent">The tangent of lambda.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(int x, R lambda, R lambdaTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(LogProbabilityOf(x, Real.ToDouble(lambda)), LogProbabilityPartials(x, Real.ToDouble(lambda)), lambdaTangent);

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The count.</param>
    /// <param name="lambda">The mean, 0 or more.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to lambda.</returns>
    public static (R Value, R LambdaGrad) LogProbabilityVjp<R>(int x, R lambda, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(LogProbabilityOf(x, Real.ToDouble(lambda)), LogProbabilityPartials(x, Real.ToDouble(lambda)), valueGrad);

    /// <summary>The distribution function, the probability of x or less: Q(x + 1, lambda).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The count.</param>
    /// <param name="lambda">The mean, 0 or more.</param>
    /// <returns>The probability.</returns>
    public static R Cdf<R>(int x, R lambda)
        where R : IFloatingPointIeee754<R> => Real.From<R>(CdfOf(x, Real.ToDouble(lambda)));

    /// <summary>The forward derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The count.</param>
    /// <param name="lambda">The mean, 0 or more.</param>
    /// <param name="lambdaTangent">The tangent of lambda.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) CdfJvp<R>(int x, R lambda, R lambdaTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(CdfOf(x, Real.ToDouble(lambda)), CdfPartials(x, Real.ToDouble(lambda)), lambdaTangent);

    /// <summary>The reverse derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The count.</param>
    /// <param name="lambda">The mean, 0 or more.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to lambda.</returns>
    public static (R Value, R LambdaGrad) CdfVjp<R>(int x, R lambda, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(CdfOf(x, Real.ToDouble(lambda)), CdfPartials(x, Real.ToDouble(lambda)), valueGrad);

    /// <summary>The entropy in nats: −Σ p ln p, summed.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="lambda">The mean, 0 or more.</param>
    /// <returns>The entropy.</returns>
    public static R Entropy<R>(R lambda)
        where R : IFloatingPointIeee754<R> => Real.From<R>(EntropyOf(Real.ToDouble(lambda)));

    /// <summary>The forward derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="lambda">The mean, 0 or more.</param>
    /// <param name="lambdaTangent">The tangent of lambda.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) EntropyJvp<R>(R lambda, R lambdaTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(EntropyOf(Real.ToDouble(lambda)), EntropyPartials(Real.ToDouble(lambda)), lambdaTangent);

    /// <summary>The reverse derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="lambda">The mean, 0 or more.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to lambda.</returns>
    public static (R Value, R LambdaGrad) EntropyVjp<R>(R lambda, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(EntropyOf(Real.ToDouble(lambda)), EntropyPartials(Real.ToDouble(lambda)), valueGrad);

    /// <summary>The mean: lambda.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="lambda">The mean, 0 or more.</param>
    /// <returns>The mean.</returns>
    public static R Mean<R>(R lambda)
        where R : IFloatingPointIeee754<R> => Real.From<R>(MeanOf(Real.ToDouble(lambda)));

    /// <summary>The forward derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="lambda">The mean, 0 or more.</param>
    /// <param name="lambdaTangent">The tangent of lambda.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) MeanJvp<R>(R lambda, R lambdaTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(MeanOf(Real.ToDouble(lambda)), MeanPartials(Real.ToDouble(lambda)), lambdaTangent);

    /// <summary>The reverse derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="lambda">The mean, 0 or more.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to lambda.</returns>
    public static (R Value, R LambdaGrad) MeanVjp<R>(R lambda, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(MeanOf(Real.ToDouble(lambda)), MeanPartials(Real.ToDouble(lambda)), valueGrad);

    /// <summary>The variance: lambda.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="lambda">The mean, 0 or more.</param>
    /// <returns>The variance.</returns>
    public static R Variance<R>(R lambda)
        where R : IFloatingPointIeee754<R> => Real.From<R>(VarianceOf(Real.ToDouble(lambda)));

    /// <summary>The forward derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="lambda">The mean, 0 or more.</param>
    /// <param name="lambdaTangent">The tangent of lambda.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) VarianceJvp<R>(R lambda, R lambdaTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(VarianceOf(Real.ToDouble(lambda)), VariancePartials(Real.ToDouble(lambda)), lambdaTangent);

    /// <summary>The reverse derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="lambda">The mean, 0 or more.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to lambda.</returns>
    public static (R Value, R LambdaGrad) VarianceVjp<R>(R lambda, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(VarianceOf(Real.ToDouble(lambda)), VariancePartials(Real.ToDouble(lambda)), valueGrad);
}
