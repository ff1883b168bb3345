using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>The gamma distribution.</summary>
/// <remarks>
/// Functions of the distribution with their derivatives as companions, so that methods marked <see cref="DifferentiableAttribute"/> may call them. Computed in double precision and rounded once.
/// Outside the support the log-probability is −∞ and constant. Parameters outside their range give NaN.
/// </remarks>
public static partial class Gamma
{
    /// <summary>The logarithm of the density at x: a ln rate + (a − 1) ln x − rate x − ln Γ(a).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="shape">The shape a, above 0.</param>
    /// <param name="rate">The rate, above 0.</param>
    /// <returns>The logarithm; −∞ outside the support.</returns>
    public static R LogProbability<R>(R x, R shape, R rate)
        where R : IFloatingPointIeee754<R> => Real.From<R>(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(shape), Real.ToDouble(rate)));

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="shape">The shape a, above 0.</param>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="shapeTangent">The tangent of shape.</param>
    /// <param name="rateTangent">The tangent of rate.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(R x, R shape, R rate, R xTangent, R shapeTangent, R rateTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(shape), Real.ToDouble(rate)), LogProbabilityPartials(Real.ToDouble(x), Real.ToDouble(shape), Real.ToDouble(rate)), xTangent, shapeTangent, rateTangent);

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="shape">The shape a, above 0.</param>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x, shape, rate.</returns>
    public static (R Value, R XGrad, R ShapeGrad, R RateGrad) LogProbabilityVjp<R>(R x, R shape, R rate, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(shape), Real.ToDouble(rate)), LogProbabilityPartials(Real.ToDouble(x), Real.ToDouble(shape), Real.ToDouble(rate)), valueGrad);

    /// <summary>The distribution function, the probability of x or less: P(a, rate x).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="shape">The shape a, above 0.</param>
    /// <param name="rate">The rate, above 0.</param>
    /// <returns>The probability.</returns>
    public static R Cdf<R>(R x, R shape, R rate)
        where R : IFloatingPointIeee754<R> => Real.From<R>(CdfOf(Real.ToDouble(x), Real.ToDouble(shape), Real.ToDouble(rate)));

    /// <summary>The forward derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="shape">The shape a, above 0.</param>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="shapeTangent">The tangent of shape.</param>
    /// <param name="rateTangent">The tangent of rate.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) CdfJvp<R>(R x, R shape, R rate, R xTangent, R shapeTangent, R rateTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(CdfOf(Real.ToDouble(x), Real.ToDouble(shape), Real.ToDouble(rate)), CdfPartials(Real.ToDouble(x), Real.ToDouble(shape), Real.ToDouble(rate)), xTangent, shapeTangent, rateTangent);

    /// <summary>The reverse derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="shape">The shape a, above 0.</param>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x, shape, rate.</returns>
    public static (R Value, R XGrad, R ShapeGrad, R RateGrad) CdfVjp<R>(R x, R shape, R rate, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(CdfOf(Real.ToDouble(x), Real.ToDouble(shape), Real.ToDouble(rate)), CdfPartials(Real.ToDouble(x), Real.ToDouble(shape), Real.ToDouble(rate)), valueGrad);

    /// <summary>The differential entropy in nats: a − ln rate + ln Γ(a) + (1 − a) ψ(a).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="shape">The shape a, above 0.</param>
    /// <param name="rate">The rate, above 0.</param>
    /// <returns>The entropy.</returns>
    public static R Entropy<R>(R shape, R rate)
        where R : IFloatingPointIeee754<R> => Real.From<R>(EntropyOf(Real.ToDouble(shape), Real.ToDouble(rate)));

    /// <summary>The forward derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="shape">The shape a, above 0.</param>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="shapeTangent">The tangent of shape.</param>
    /// <param name="rateTangent">The tangent of rate.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) EntropyJvp<R>(R shape, R rate, R shapeTangent, R rateTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(EntropyOf(Real.ToDouble(shape), Real.ToDouble(rate)), EntropyPartials(Real.ToDouble(shape), Real.ToDouble(rate)), shapeTangent, rateTangent);

    /// <summary>The reverse derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="shape">The shape a, above 0.</param>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to shape, rate.</returns>
    public static (R Value, R ShapeGrad, R RateGrad) EntropyVjp<R>(R shape, R rate, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(EntropyOf(Real.ToDouble(shape), Real.ToDouble(rate)), EntropyPartials(Real.ToDouble(shape), Real.ToDouble(rate)), valueGrad);

    /// <summary>The mean: a/rate.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="shape">The shape a, above 0.</param>
    /// <param name="rate">The rate, above 0.</param>
    /// <returns>The mean.</returns>
    public static R Mean<R>(R shape, R rate)
        where R : IFloatingPointIeee754<R> => Real.From<R>(MeanOf(Real.ToDouble(shape), Real.ToDouble(rate)));

    /// <summary>The forward derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="shape">The shape a, above 0.</param>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="shapeTangent">The tangent of shape.</param>
    /// <param name="rateTangent">The tangent of rate.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) MeanJvp<R>(R shape, R rate, R shapeTangent, R rateTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(MeanOf(Real.ToDouble(shape), Real.ToDouble(rate)), MeanPartials(Real.ToDouble(shape), Real.ToDouble(rate)), shapeTangent, rateTangent);

    /// <summary>The reverse derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="shape">The shape a, above 0.</param>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to shape, rate.</returns>
    public static (R Value, R ShapeGrad, R RateGrad) MeanVjp<R>(R shape, R rate, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(MeanOf(Real.ToDouble(shape), Real.ToDouble(rate)), MeanPartials(Real.ToDouble(shape), Real.ToDouble(rate)), valueGrad);

    /// <summary>The variance: a/rate².</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="shape">The shape a, above 0.</param>
    /// <param name="rate">The rate, above 0.</param>
    /// <returns>The variance.</returns>
    public static R Variance<R>(R shape, R rate)
        where R : IFloatingPointIeee754<R> => Real.From<R>(VarianceOf(Real.ToDouble(shape), Real.ToDouble(rate)));

    /// <summary>The forward derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="shape">The shape a, above 0.</param>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="shapeTangent">The tangent of shape.</param>
    /// <param name="rateTangent">The tangent of rate.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) VarianceJvp<R>(R shape, R rate, R shapeTangent, R rateTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(VarianceOf(Real.ToDouble(shape), Real.ToDouble(rate)), VariancePartials(Real.ToDouble(shape), Real.ToDouble(rate)), shapeTangent, rateTangent);

    /// <summary>The reverse derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="shape">The shape a, above 0.</param>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to shape, rate.</returns>
    public static (R Value, R ShapeGrad, R RateGrad) VarianceVjp<R>(R shape, R rate, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(VarianceOf(Real.ToDouble(shape), Real.ToDouble(rate)), VariancePartials(Real.ToDouble(shape), Real.ToDouble(rate)), valueGrad);

    /// <summary>The tangent of a draw x along its path: implicit: the draw at a fixed value of its distribution function.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="shape">The shape a, above 0.</param>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="shapeTangent">The tangent of shape.</param>
    /// <param name="rateTangent">The tangent of rate.</param>
    /// <returns>The tangent of x.</returns>
    public static R PathwiseJvp<R>(R x, R shape, R rate, R shapeTangent, R rateTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(0, PathwisePartials(Real.ToDouble(x), Real.ToDouble(shape), Real.ToDouble(rate)), shapeTangent, rateTangent).Tangent;

    /// <summary>The gradients of the parameters for the cotangent of a draw x, along its path: implicit: the draw at a fixed value of its distribution function.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="shape">The shape a, above 0.</param>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="xGrad">The cotangent of x.</param>
    /// <returns>The gradients with respect to shape, rate.</returns>
    public static (R ShapeGrad, R RateGrad) PathwiseVjp<R>(R x, R shape, R rate, R xGrad)
        where R : IFloatingPointIeee754<R> => Chain.Gradients(PathwisePartials(Real.ToDouble(x), Real.ToDouble(shape), Real.ToDouble(rate)), xGrad);
}
