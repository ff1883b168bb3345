using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

public static partial class KullbackLeibler
{
    /// <summary>Two exponential distributions: ln(r/rₚ) + rₚ/r − 1.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="rate">The rate, above 0, of q.</param>
    /// <param name="priorRate">The rate, above 0, of p.</param>
    /// <returns>The divergence, 0 or more.</returns>
    public static R Exponential<R>(R rate, R priorRate)
        where R : IFloatingPointIeee754<R> => Real.From<R>(ExponentialOf(Real.ToDouble(rate), Real.ToDouble(priorRate)));

    /// <summary>The forward derivative of <c>Exponential</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="rate">The rate, above 0, of q.</param>
    /// <param name="priorRate">The rate, above 0, of p.</param>
    /// <param name="rateTangent">The tangent of rate.</param>
    /// <param name="priorRateTangent">The tangent of priorRate.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) ExponentialJvp<R>(R rate, R priorRate, R rateTangent, R priorRateTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(ExponentialOf(Real.ToDouble(rate), Real.ToDouble(priorRate)), ExponentialPartials(Real.ToDouble(rate), Real.ToDouble(priorRate)), rateTangent, priorRateTangent);

    /// <summary>The reverse derivative of <c>Exponential</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="rate">The rate, above 0, of q.</param>
    /// <param name="priorRate">The rate, above 0, of p.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to rate, priorRate.</returns>
    public static (R Value, R RateGrad, R PriorRateGrad) ExponentialVjp<R>(R rate, R priorRate, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(ExponentialOf(Real.ToDouble(rate), Real.ToDouble(priorRate)), ExponentialPartials(Real.ToDouble(rate), Real.ToDouble(priorRate)), valueGrad);

    /// <summary>Two gamma distributions: (a − aₚ) ψ(a) − ln Γ(a) + ln Γ(aₚ) + aₚ ln(r/rₚ) + a (rₚ − r)/r.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="shape">The shape, above 0, of q.</param>
    /// <param name="rate">The rate, above 0, of q.</param>
    /// <param name="priorShape">The shape, above 0, of p.</param>
    /// <param name="priorRate">The rate, above 0, of p.</param>
    /// <returns>The divergence, 0 or more.</returns>
    public static R Gamma<R>(R shape, R rate, R priorShape, R priorRate)
        where R : IFloatingPointIeee754<R> => Real.From<R>(GammaOf(Real.ToDouble(shape), Real.ToDouble(rate), Real.ToDouble(priorShape), Real.ToDouble(priorRate)));

    /// <summary>The forward derivative of <c>Gamma</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="shape">The shape, above 0, of q.</param>
    /// <param name="rate">The rate, above 0, of q.</param>
    /// <param name="priorShape">The shape, above 0, of p.</param>
    /// <param name="priorRate">The rate, above 0, of p.</param>
    /// <param name="shapeTangent">The tangent of shape.</param>
    /// <param name="rateTangent">The tangent of rate.</param>
    /// <param name="priorShapeTangent">The tangent of priorShape.</param>
    /// <param name="priorRateTangent">The tangent of priorRate.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) GammaJvp<R>(R shape, R rate, R priorShape, R priorRate, R shapeTangent, R rateTangent, R priorShapeTangent, R priorRateTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(GammaOf(Real.ToDouble(shape), Real.ToDouble(rate), Real.ToDouble(priorShape), Real.ToDouble(priorRate)), GammaPartials(Real.ToDouble(shape), Real.ToDouble(rate), Real.ToDouble(priorShape), Real.ToDouble(priorRate)), shapeTangent, rateTangent, priorShapeTangent, priorRateTangent);

    /// <summary>The reverse derivative of <c>Gamma</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="shape">The shape, above 0, of q.</param>
    /// <param name="rate">The rate, above 0, of q.</param>
    /// <param name="priorShape">The shape, above 0, of p.</param>
    /// <param name="priorRate">The rate, above 0, of p.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to shape, rate, priorShape, priorRate.</returns>
    public static (R Value, R ShapeGrad, R RateGrad, R PriorShapeGrad, R PriorRateGrad) GammaVjp<R>(R shape, R rate, R priorShape, R priorRate, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(GammaOf(Real.ToDouble(shape), Real.ToDouble(rate), Real.ToDouble(priorShape), Real.ToDouble(priorRate)), GammaPartials(Real.ToDouble(shape), Real.ToDouble(rate), Real.ToDouble(priorShape), Real.ToDouble(priorRate)), valueGrad);

    /// <summary>Two beta distributions: ln B(aₚ, bₚ) − ln B(a, b) + (a − aₚ) ψ(a) + (b − bₚ) ψ(b) + (aₚ − a + bₚ − b) ψ(a + b).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="a">The first shape, above 0, of q.</param>
    /// <param name="b">The second shape, above 0, of q.</param>
    /// <param name="priorA">The first shape, above 0, of p.</param>
    /// <param name="priorB">The second shape, above 0, of p.</param>
    /// <returns>The divergence, 0 or more.</returns>
    public static R Beta<R>(R a, R b, R priorA, R priorB)
        where R : IFloatingPointIeee754<R> => Real.From<R>(BetaOf(Real.ToDouble(a), Real.ToDouble(b), Real.ToDouble(priorA), Real.ToDouble(priorB)));

    /// <summary>The forward derivative of <c>Beta</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="a">The first shape, above 0, of q.</param>
    /// <param name="b">The second shape, above 0, of q.</param>
    /// <param name="priorA">The first shape, above 0, of p.</param>
    /// <param name="priorB">The second shape, above 0, of p.</param>
    /// <param name="aTangent">The tangent of a.</param>
    /// <param name="bTangent">The tangent of b.</param>
    /// <param name="priorATangent">The tangent of priorA.</param>
    /// <param name="priorBTangent">The tangent of priorB.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) BetaJvp<R>(R a, R b, R priorA, R priorB, R aTangent, R bTangent, R priorATangent, R priorBTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(BetaOf(Real.ToDouble(a), Real.ToDouble(b), Real.ToDouble(priorA), Real.ToDouble(priorB)), BetaPartials(Real.ToDouble(a), Real.ToDouble(b), Real.ToDouble(priorA), Real.ToDouble(priorB)), aTangent, bTangent, priorATangent, priorBTangent);

    /// <summary>The reverse derivative of <c>Beta</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="a">The first shape, above 0, of q.</param>
    /// <param name="b">The second shape, above 0, of q.</param>
    /// <param name="priorA">The first shape, above 0, of p.</param>
    /// <param name="priorB">The second shape, above 0, of p.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to a, b, priorA, priorB.</returns>
    public static (R Value, R AGrad, R BGrad, R PriorAGrad, R PriorBGrad) BetaVjp<R>(R a, R b, R priorA, R priorB, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(BetaOf(Real.ToDouble(a), Real.ToDouble(b), Real.ToDouble(priorA), Real.ToDouble(priorB)), BetaPartials(Real.ToDouble(a), Real.ToDouble(b), Real.ToDouble(priorA), Real.ToDouble(priorB)), valueGrad);
}
