using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>The Pareto distribution.</summary>
/// <remarks>
/// Functions of the distribution with their derivatives as companions, so that methods marked <see cref="DifferentiableAttribute"/> may call them. Computed in double precision and rounded once.
/// Outside the support the log-probability is −∞ and constant. Parameters outside their range give NaN.
/// </remarks>
public static partial class Pareto
{
    /// <summary>The logarithm of the density at x: ln α + α ln minimum − (α + 1) ln x.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="minimum">The smallest value, above 0.</param>
    /// <param name="shape">The exponent α of the tail, above 0.</param>
    /// <returns>The logarithm; −∞ outside the support.</returns>
    public static R LogProbability<R>(R x, R minimum, R shape)
        where R : IFloatingPointIeee754<R> => Real.From<R>(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(minimum), Real.ToDouble(shape)));

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="minimum">The smallest value, above 0.</param>
    /// <param name="shape">The exponent α of the tail, above 0.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="minimumTangent">The tangent of minimum.</param>
    /// <param name="shapeTangent">The tangent of shape.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(R x, R minimum, R shape, R xTangent, R minimumTangent, R shapeTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(minimum), Real.ToDouble(shape)), LogProbabilityPartials(Real.ToDouble(x), Real.ToDouble(minimum), Real.ToDouble(shape)), xTangent, minimumTangent, shapeTangent);

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="minimum">The smallest value, above 0.</param>
    /// <param name="shape">The exponent α of the tail, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x, minimum, shape.</returns>
    public static (R Value, R XGrad, R MinimumGrad, R ShapeGrad) LogProbabilityVjp<R>(R x, R minimum, R shape, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(minimum), Real.ToDouble(shape)), LogProbabilityPartials(Real.ToDouble(x), Real.ToDouble(minimum), Real.ToDouble(shape)), valueGrad);

    /// <summary>The distribution function, the probability of x or less: 1 − (minimum/x)^α.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="minimum">The smallest value, above 0.</param>
    /// <param name="shape">The exponent α of the tail, above 0.</param>
    /// <returns>The probability.</returns>
    public static R Cdf<R>(R x, R minimum, R shape)
        where R : IFloatingPointIeee754<R> => Real.From<R>(CdfOf(Real.ToDouble(x), Real.ToDouble(minimum), Real.ToDouble(shape)));

    /// <summary>The forward derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="minimum">The smallest value, above 0.</param>
    /// <param name="shape">The exponent α of the tail, above 0.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="minimumTangent">The tangent of minimum.</param>
    /// <param name="shapeTangent">The tangent of shape.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) CdfJvp<R>(R x, R minimum, R shape, R xTangent, R minimumTangent, R shapeTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(CdfOf(Real.ToDouble(x), Real.ToDouble(minimum), Real.ToDouble(shape)), CdfPartials(Real.ToDouble(x), Real.ToDouble(minimum), Real.ToDouble(shape)), xTangent, minimumTangent, shapeTangent);

    /// <summary>The reverse derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="minimum">The smallest value, above 0.</param>
    /// <param name="shape">The exponent α of the tail, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x, minimum, shape.</returns>
    public static (R Value, R XGrad, R MinimumGrad, R ShapeGrad) CdfVjp<R>(R x, R minimum, R shape, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(CdfOf(Real.ToDouble(x), Real.ToDouble(minimum), Real.ToDouble(shape)), CdfPartials(Real.ToDouble(x), Real.ToDouble(minimum), Real.ToDouble(shape)), valueGrad);

    /// <summary>The differential entropy in nats: ln(minimum/α) + 1 + 1/α.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="minimum">The smallest value, above 0.</param>
    /// <param name="shape">The exponent α of the tail, above 0.</param>
    /// <returns>The entropy.</returns>
    public static R Entropy<R>(R minimum, R shape)
        where R : IFloatingPointIeee754<R> => Real.From<R>(EntropyOf(Real.ToDouble(minimum), Real.ToDouble(shape)));

    /// <summary>The forward derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="minimum">The smallest value, above 0.</param>
    /// <param name="shape">The exponent α of the tail, above 0.</param>
    /// <param name="minimumTangent">The tangent of minimum.</param>
    /// <param name="shapeTangent">The tangent of shape.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) EntropyJvp<R>(R minimum, R shape, R minimumTangent, R shapeTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(EntropyOf(Real.ToDouble(minimum), Real.ToDouble(shape)), EntropyPartials(Real.ToDouble(minimum), Real.ToDouble(shape)), minimumTangent, shapeTangent);

    /// <summary>The reverse derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="minimum">The smallest value, above 0.</param>
    /// <param name="shape">The exponent α of the tail, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to minimum, shape.</returns>
    public static (R Value, R MinimumGrad, R ShapeGrad) EntropyVjp<R>(R minimum, R shape, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(EntropyOf(Real.ToDouble(minimum), Real.ToDouble(shape)), EntropyPartials(Real.ToDouble(minimum), Real.ToDouble(shape)), valueGrad);

    /// <summary>The mean: α minimum/(α − 1); ∞ where α ≤ 1.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="minimum">The smallest value, above 0.</param>
    /// <param name="shape">The exponent α of the tail, above 0.</param>
    /// <returns>The mean.</returns>
    public static R Mean<R>(R minimum, R shape)
        where R : IFloatingPointIeee754<R> => Real.From<R>(MeanOf(Real.ToDouble(minimum), Real.ToDouble(shape)));

    /// <summary>The forward derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="minimum">The smallest value, above 0.</param>
    /// <param name="shape">The exponent α of the tail, above 0.</param>
    /// <param name="minimumTangent">The tangent of minimum.</param>
    /// <param name="shapeTangent">The tangent of shape.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) MeanJvp<R>(R minimum, R shape, R minimumTangent, R shapeTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(MeanOf(Real.ToDouble(minimum), Real.ToDouble(shape)), MeanPartials(Real.ToDouble(minimum), Real.ToDouble(shape)), minimumTangent, shapeTangent);

    /// <summary>The reverse derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="minimum">The smallest value, above 0.</param>
    /// <param name="shape">The exponent α of the tail, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to minimum, shape.</returns>
    public static (R Value, R MinimumGrad, R ShapeGrad) MeanVjp<R>(R minimum, R shape, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(MeanOf(Real.ToDouble(minimum), Real.ToDouble(shape)), MeanPartials(Real.ToDouble(minimum), Real.ToDouble(shape)), valueGrad);

    /// <summary>The variance: minimum² α/((α − 1)² (α − 2)); ∞ where α ≤ 2.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="minimum">The smallest value, above 0.</param>
    /// <param name="shape">The exponent α of the tail, above 0.</param>
    /// <returns>The variance.</returns>
    public static R Variance<R>(R minimum, R shape)
        where R : IFloatingPointIeee754<R> => Real.From<R>(VarianceOf(Real.ToDouble(minimum), Real.ToDouble(shape)));

    /// <summary>The forward derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="minimum">The smallest value, above 0.</param>
    /// <param name="shape">The exponent α of the tail, above 0.</param>
    /// <param name="minimumTangent">The tangent of minimum.</param>
    /// <param name="shapeTangent">The tangent of shape.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) VarianceJvp<R>(R minimum, R shape, R minimumTangent, R shapeTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(VarianceOf(Real.ToDouble(minimum), Real.ToDouble(shape)), VariancePartials(Real.ToDouble(minimum), Real.ToDouble(shape)), minimumTangent, shapeTangent);

    /// <summary>The reverse derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="minimum">The smallest value, above 0.</param>
    /// <param name="shape">The exponent α of the tail, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to minimum, shape.</returns>
    public static (R Value, R MinimumGrad, R ShapeGrad) VarianceVjp<R>(R minimum, R shape, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(VarianceOf(Real.ToDouble(minimum), Real.ToDouble(shape)), VariancePartials(Real.ToDouble(minimum), Real.ToDouble(shape)), valueGrad);

    /// <summary>The tangent of a draw x along its path: x = minimum u^(−1/α).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="minimum">The smallest value, above 0.</param>
    /// <param name="shape">The exponent α of the tail, above 0.</param>
    /// <param name="minimumTangent">The tangent of minimum.</param>
    /// <param name="shapeTangent">The tangent of shape.</param>
    /// <returns>The tangent of x.</returns>
    public static R PathwiseJvp<R>(R x, R minimum, R shape, R minimumTangent, R shapeTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(0, PathwisePartials(Real.ToDouble(x), Real.ToDouble(minimum), Real.ToDouble(shape)), minimumTangent, shapeTangent).Tangent;

    /// <summary>The gradients of the parameters for the cotangent of a draw x, along its path: x = minimum u^(−1/α).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="minimum">The smallest value, above 0.</param>
    /// <param name="shape">The exponent α of the tail, above 0.</param>
    /// <param name="xGrad">The cotangent of x.</param>
    /// <returns>The gradients with respect to minimum, shape.</returns>
    public static (R MinimumGrad, R ShapeGrad) PathwiseVjp<R>(R x, R minimum, R shape, R xGrad)
        where R : IFloatingPointIeee754<R> => Chain.Gradients(PathwisePartials(Real.ToDouble(x), Real.ToDouble(minimum), Real.ToDouble(shape)), xGrad);
}
