using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>The beta distribution on (0, 1).</summary>
/// <remarks>
/// Functions of the distribution with their derivatives as companions, so that methods marked <see cref="DifferentiableAttribute"/> may call them. Computed in double precision and rounded once.
/// Outside the support the log-probability is −∞ and constant. Parameters outside their range give NaN.
/// </remarks>
public static partial class Beta
{
    /// <summary>The logarithm of the density at x: (a − 1) ln x + (b − 1) ln(1 − x) − ln B(a, b).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="a">The first shape, above 0.</param>
    /// <param name="b">The second shape, above 0.</param>
    /// <returns>The logarithm; −∞ outside the support.</returns>
    public static R LogProbability<R>(R x, R a, R b)
        where R : IFloatingPointIeee754<R> => Real.From<R>(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(a), Real.ToDouble(b)));

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="a">The first shape, above 0.</param>
    /// <param name="b">The second shape, above 0.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="aTangent">The tangent of a.</param>
    /// <param name="bTangent">The tangent of b.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(R x, R a, R b, R xTangent, R aTangent, R bTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(a), Real.ToDouble(b)), LogProbabilityPartials(Real.ToDouble(x), Real.ToDouble(a), Real.ToDouble(b)), xTangent, aTangent, bTangent);

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="a">The first shape, above 0.</param>
    /// <param name="b">The second shape, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x, a, b.</returns>
    public static (R Value, R XGrad, R AGrad, R BGrad) LogProbabilityVjp<R>(R x, R a, R b, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(a), Real.ToDouble(b)), LogProbabilityPartials(Real.ToDouble(x), Real.ToDouble(a), Real.ToDouble(b)), valueGrad);

    /// <summary>The distribution function, the probability of x or less: I_x(a, b).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="a">The first shape, above 0.</param>
    /// <param name="b">The second shape, above 0.</param>
    /// <returns>The probability.</returns>
    public static R Cdf<R>(R x, R a, R b)
        where R : IFloatingPointIeee754<R> => Real.From<R>(CdfOf(Real.ToDouble(x), Real.ToDouble(a), Real.ToDouble(b)));

    /// <summary>The forward derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="a">The first shape, above 0.</param>
    /// <param name="b">The second shape, above 0.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="aTangent">The tangent of a.</param>
    /// <param name="bTangent">The tangent of b.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) CdfJvp<R>(R x, R a, R b, R xTangent, R aTangent, R bTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(CdfOf(Real.ToDouble(x), Real.ToDouble(a), Real.ToDouble(b)), CdfPartials(Real.ToDouble(x), Real.ToDouble(a), Real.ToDouble(b)), xTangent, aTangent, bTangent);

    /// <summary>The reverse derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="a">The first shape, above 0.</param>
    /// <param name="b">The second shape, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x, a, b.</returns>
    public static (R Value, R XGrad, R AGrad, R BGrad) CdfVjp<R>(R x, R a, R b, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(CdfOf(Real.ToDouble(x), Real.ToDouble(a), Real.ToDouble(b)), CdfPartials(Real.ToDouble(x), Real.ToDouble(a), Real.ToDouble(b)), valueGrad);

    /// <summary>The differential entropy in nats: ln B(a, b) − (a − 1) ψ(a) − (b − 1) ψ(b) + (a + b − 2) ψ(a + b).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="a">The first shape, above 0.</param>
    /// <param name="b">The second shape, above 0.</param>
    /// <returns>The entropy.</returns>
    public static R Entropy<R>(R a, R b)
        where R : IFloatingPointIeee754<R> => Real.From<R>(EntropyOf(Real.ToDouble(a), Real.ToDouble(b)));

    /// <summary>The forward derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="a">The first shape, above 0.</param>
    /// <param name="b">The second shape, above 0.</param>
    /// <param name="aTangent">The tangent of a.</param>
    /// <param name="bTangent">The tangent of b.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) EntropyJvp<R>(R a, R b, R aTangent, R bTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(EntropyOf(Real.ToDouble(a), Real.ToDouble(b)), EntropyPartials(Real.ToDouble(a), Real.ToDouble(b)), aTangent, bTangent);

    /// <summary>The reverse derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="a">The first shape, above 0.</param>
    /// <param name="b">The second shape, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to a, b.</returns>
    public static (R Value, R AGrad, R BGrad) EntropyVjp<R>(R a, R b, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(EntropyOf(Real.ToDouble(a), Real.ToDouble(b)), EntropyPartials(Real.ToDouble(a), Real.ToDouble(b)), valueGrad);

    /// <summary>The mean: a/(a + b).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="a">The first shape, above 0.</param>
    /// <param name="b">The second shape, above 0.</param>
    /// <returns>The mean.</returns>
    public static R Mean<R>(R a, R b)
        where R : IFloatingPointIeee754<R> => Real.From<R>(MeanOf(Real.ToDouble(a), Real.ToDouble(b)));

    /// <summary>The forward derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="a">The first shape, above 0.</param>
    /// <param name="b">The second shape, above 0.</param>
    /// <param name="aTangent">The tangent of a.</param>
    /// <param name="bTangent">The tangent of b.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) MeanJvp<R>(R a, R b, R aTangent, R bTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(MeanOf(Real.ToDouble(a), Real.ToDouble(b)), MeanPartials(Real.ToDouble(a), Real.ToDouble(b)), aTangent, bTangent);

    /// <summary>The reverse derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="a">The first shape, above 0.</param>
    /// <param name="b">The second shape, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to a, b.</returns>
    public static (R Value, R AGrad, R BGrad) MeanVjp<R>(R a, R b, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(MeanOf(Real.ToDouble(a), Real.ToDouble(b)), MeanPartials(Real.ToDouble(a), Real.ToDouble(b)), valueGrad);

    /// <summary>The variance: a b/((a + b)² (a + b + 1)).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="a">The first shape, above 0.</param>
    /// <param name="b">The second shape, above 0.</param>
    /// <returns>The variance.</returns>
    public static R Variance<R>(R a, R b)
        where R : IFloatingPointIeee754<R> => Real.From<R>(VarianceOf(Real.ToDouble(a), Real.ToDouble(b)));

    /// <summary>The forward derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="a">The first shape, above 0.</param>
    /// <param name="b">The second shape, above 0.</param>
    /// <param name="aTangent">The tangent of a.</param>
    /// <param name="bTangent">The tangent of b.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) VarianceJvp<R>(R a, R b, R aTangent, R bTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(VarianceOf(Real.ToDouble(a), Real.ToDouble(b)), VariancePartials(Real.ToDouble(a), Real.ToDouble(b)), aTangent, bTangent);

    /// <summary>The reverse derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="a">The first shape, above 0.</param>
    /// <param name="b">The second shape, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to a, b.</returns>
    public static (R Value, R AGrad, R BGrad) VarianceVjp<R>(R a, R b, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(VarianceOf(Real.ToDouble(a), Real.ToDouble(b)), VariancePartials(Real.ToDouble(a), Real.ToDouble(b)), valueGrad);

    /// <summary>The tangent of a draw x along its path: implicit: the draw at a fixed value of its distribution function.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="a">The first shape, above 0.</param>
    /// <param name="b">The second shape, above 0.</param>
    /// <param name="aTangent">The tangent of a.</param>
    /// <param name="bTangent">The tangent of b.</param>
    /// <returns>The tangent of x.</returns>
    public static R PathwiseJvp<R>(R x, R a, R b, R aTangent, R bTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(0, PathwisePartials(Real.ToDouble(x), Real.ToDouble(a), Real.ToDouble(b)), aTangent, bTangent).Tangent;

    /// <summary>The gradients of the parameters for the cotangent of a draw x, along its path: implicit: the draw at a fixed value of its distribution function.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="a">The first shape, above 0.</param>
    /// <param name="b">The second shape, above 0.</param>
    /// <param name="xGrad">The cotangent of x.</param>
    /// <returns>The gradients with respect to a, b.</returns>
    public static (R AGrad, R BGrad) PathwiseVjp<R>(R x, R a, R b, R xGrad)
        where R : IFloatingPointIeee754<R> => Chain.Gradients(PathwisePartials(Real.ToDouble(x), Real.ToDouble(a), Real.ToDouble(b)), xGrad);
}
