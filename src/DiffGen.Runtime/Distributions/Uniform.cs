using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>The uniform distribution on an interval.</summary>
/// <remarks>
/// Functions of the distribution with their derivatives as companions, so that methods marked <see cref="DifferentiableAttribute"/> may call them. Computed in double precision and rounded once.
/// Outside the support the log-probability is −∞ and constant. Parameters outside their range give NaN.
/// </remarks>
public static partial class Uniform
{
    /// <summary>The logarithm of the density at x: −ln(upper − lower).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end, above the lower one.</param>
    /// <returns>The logarithm; −∞ outside the support.</returns>
    public static R LogProbability<R>(R x, R lower, R upper)
        where R : IFloatingPointIeee754<R> => Real.From<R>(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(lower), Real.ToDouble(upper)));

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end, above the lower one.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="lowerTangent">The tangent of lower.</param>
    /// <param name="upperTangent">The tangent of upper.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(R x, R lower, R upper, R xTangent, R lowerTangent, R upperTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(lower), Real.ToDouble(upper)), LogProbabilityPartials(Real.ToDouble(x), Real.ToDouble(lower), Real.ToDouble(upper)), xTangent, lowerTangent, upperTangent);

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end, above the lower one.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x, lower, upper.</returns>
    public static (R Value, R XGrad, R LowerGrad, R UpperGrad) LogProbabilityVjp<R>(R x, R lower, R upper, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(lower), Real.ToDouble(upper)), LogProbabilityPartials(Real.ToDouble(x), Real.ToDouble(lower), Real.ToDouble(upper)), valueGrad);

    /// <summary>The distribution function, the probability of x or less: (x − lower)/(upper − lower).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end, above the lower one.</param>
    /// <returns>The probability.</returns>
    public static R Cdf<R>(R x, R lower, R upper)
        where R : IFloatingPointIeee754<R> => Real.From<R>(CdfOf(Real.ToDouble(x), Real.ToDouble(lower), Real.ToDouble(upper)));

    /// <summary>The forward derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end, above the lower one.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="lowerTangent">The tangent of lower.</param>
    /// <param name="upperTangent">The tangent of upper.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) CdfJvp<R>(R x, R lower, R upper, R xTangent, R lowerTangent, R upperTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(CdfOf(Real.ToDouble(x), Real.ToDouble(lower), Real.ToDouble(upper)), CdfPartials(Real.ToDouble(x), Real.ToDouble(lower), Real.ToDouble(upper)), xTangent, lowerTangent, upperTangent);

    /// <summary>The reverse derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end, above the lower one.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x, lower, upper.</returns>
    public static (R Value, R XGrad, R LowerGrad, R UpperGrad) CdfVjp<R>(R x, R lower, R upper, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(CdfOf(Real.ToDouble(x), Real.ToDouble(lower), Real.ToDouble(upper)), CdfPartials(Real.ToDouble(x), Real.ToDouble(lower), Real.ToDouble(upper)), valueGrad);

    /// <summary>The differential entropy in nats: ln(upper − lower).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end, above the lower one.</param>
    /// <returns>The entropy.</returns>
    public static R Entropy<R>(R lower, R upper)
        where R : IFloatingPointIeee754<R> => Real.From<R>(EntropyOf(Real.ToDouble(lower), Real.ToDouble(upper)));

    /// <summary>The forward derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end, above the lower one.</param>
    /// <param name="lowerTangent">The tangent of lower.</param>
    /// <param name="upperTangent">The tangent of upper.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) EntropyJvp<R>(R lower, R upper, R lowerTangent, R upperTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(EntropyOf(Real.ToDouble(lower), Real.ToDouble(upper)), EntropyPartials(Real.ToDouble(lower), Real.ToDouble(upper)), lowerTangent, upperTangent);

    /// <summary>The reverse derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end, above the lower one.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to lower, upper.</returns>
    public static (R Value, R LowerGrad, R UpperGrad) EntropyVjp<R>(R lower, R upper, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(EntropyOf(Real.ToDouble(lower), Real.ToDouble(upper)), EntropyPartials(Real.ToDouble(lower), Real.ToDouble(upper)), valueGrad);

    /// <summary>The mean: (lower + upper)/2.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end, above the lower one.</param>
    /// <returns>The mean.</returns>
    public static R Mean<R>(R lower, R upper)
        where R : IFloatingPointIeee754<R> => Real.From<R>(MeanOf(Real.ToDouble(lower), Real.ToDouble(upper)));

    /// <summary>The forward derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end, above the lower one.</param>
    /// <param name="lowerTangent">The tangent of lower.</param>
    /// <param name="upperTangent">The tangent of upper.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) MeanJvp<R>(R lower, R upper, R lowerTangent, R upperTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(MeanOf(Real.ToDouble(lower), Real.ToDouble(upper)), MeanPartials(Real.ToDouble(lower), Real.ToDouble(upper)), lowerTangent, upperTangent);

    /// <summary>The reverse derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end, above the lower one.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to lower, upper.</returns>
    public static (R Value, R LowerGrad, R UpperGrad) MeanVjp<R>(R lower, R upper, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(MeanOf(Real.ToDouble(lower), Real.ToDouble(upper)), MeanPartials(Real.ToDouble(lower), Real.ToDouble(upper)), valueGrad);

    /// <summary>The variance: (upper − lower)²/12.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end, above the lower one.</param>
    /// <returns>The variance.</returns>
    public static R Variance<R>(R lower, R upper)
        where R : IFloatingPointIeee754<R> => Real.From<R>(VarianceOf(Real.ToDouble(lower), Real.ToDouble(upper)));

    /// <summary>The forward derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end, above the lower one.</param>
    /// <param name="lowerTangent">The tangent of lower.</param>
    /// <param name="upperTangent">The tangent of upper.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) VarianceJvp<R>(R lower, R upper, R lowerTangent, R upperTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(VarianceOf(Real.ToDouble(lower), Real.ToDouble(upper)), VariancePartials(Real.ToDouble(lower), Real.ToDouble(upper)), lowerTangent, upperTangent);

    /// <summary>The reverse derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end, above the lower one.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to lower, upper.</returns>
    public static (R Value, R LowerGrad, R UpperGrad) VarianceVjp<R>(R lower, R upper, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(VarianceOf(Real.ToDouble(lower), Real.ToDouble(upper)), VariancePartials(Real.ToDouble(lower), Real.ToDouble(upper)), valueGrad);

    /// <summary>The tangent of a draw x along its path: x = lower (1 − u) + upper u.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end, above the lower one.</param>
    /// <param name="lowerTangent">The tangent of lower.</param>
    /// <param name="upperTangent">The tangent of upper.</param>
    /// <returns>The tangent of x.</returns>
    public static R PathwiseJvp<R>(R x, R lower, R upper, R lowerTangent, R upperTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(0, PathwisePartials(Real.ToDouble(x), Real.ToDouble(lower), Real.ToDouble(upper)), lowerTangent, upperTangent).Tangent;

    /// <summary>The gradients of the parameters for the cotangent of a draw x, along its path: x = lower (1 − u) + upper u.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end, above the lower one.</param>
    /// <param name="xGrad">The cotangent of x.</param>
    /// <returns>The gradients with respect to lower, upper.</returns>
    public static (R LowerGrad, R UpperGrad) PathwiseVjp<R>(R x, R lower, R upper, R xGrad)
        where R : IFloatingPointIeee754<R> => Chain.Gradients(PathwisePartials(Real.ToDouble(x), Real.ToDouble(lower), Real.ToDouble(upper)), xGrad);
}
