using System.Numerics;
using DiffGen.Distributions;
using DiffGen.Sampling;

namespace DiffGen;

public static partial class Special
{
    /// <summary>The regularised lower incomplete gamma function P(a, z), within 1e-13 of its size.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="a">The shape, above 0.</param>
    /// <param name="z">The upper limit, 0 or more.</param>
    /// <returns>A number in [0, 1].</returns>
    public static R GammaP<R>(R a, R z)
        where R : IFloatingPointIeee754<R> => Real.From<R>(GammaPOf(Real.ToDouble(a), Real.ToDouble(z)));

    /// <summary>The forward derivative of <c>GammaP</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="a">The shape, above 0.</param>
    /// <param name="z">The upper limit, 0 or more.</param>
    /// <param name="aTangent">The tangent of a.</param>
    /// <param name="zTangent">The tangent of z.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) GammaPJvp<R>(R a, R z, R aTangent, R zTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(GammaPOf(Real.ToDouble(a), Real.ToDouble(z)), GammaPPartials(Real.ToDouble(a), Real.ToDouble(z)), aTangent, zTangent);

    /// <summary>The reverse derivative of <c>GammaP</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="a">The shape, above 0.</param>
    /// <param name="z">The upper limit, 0 or more.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to a, z.</returns>
    public static (R Value, R AGrad, R ZGrad) GammaPVjp<R>(R a, R z, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(GammaPOf(Real.ToDouble(a), Real.ToDouble(z)), GammaPPartials(Real.ToDouble(a), Real.ToDouble(z)), valueGrad);

    /// <summary>The regularised upper incomplete gamma function Q(a, z) = 1 − P(a, z), within 1e-13 of its size.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="a">The shape, above 0.</param>
    /// <param name="z">The lower limit, 0 or more.</param>
    /// <returns>A number in [0, 1].</returns>
    public static R GammaQ<R>(R a, R z)
        where R : IFloatingPointIeee754<R> => Real.From<R>(GammaQOf(Real.ToDouble(a), Real.ToDouble(z)));

    /// <summary>The forward derivative of <c>GammaQ</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="a">The shape, above 0.</param>
    /// <param name="z">The lower limit, 0 or more.</param>
    /// <param name="aTangent">The tangent of a.</param>
    /// <param name="zTangent">The tangent of z.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) GammaQJvp<R>(R a, R z, R aTangent, R zTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(GammaQOf(Real.ToDouble(a), Real.ToDouble(z)), GammaQPartials(Real.ToDouble(a), Real.ToDouble(z)), aTangent, zTangent);

    /// <summary>The reverse derivative of <c>GammaQ</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="a">The shape, above 0.</param>
    /// <param name="z">The lower limit, 0 or more.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to a, z.</returns>
    public static (R Value, R AGrad, R ZGrad) GammaQVjp<R>(R a, R z, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(GammaQOf(Real.ToDouble(a), Real.ToDouble(z)), GammaQPartials(Real.ToDouble(a), Real.ToDouble(z)), valueGrad);

    /// <summary>The regularised incomplete beta function I_x(a, b), within 1e-12 of its size.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The upper limit, in [0, 1].</param>
    /// <param name="a">The first shape, above 0.</param>
    /// <param name="b">The second shape, above 0.</param>
    /// <returns>A number in [0, 1].</returns>
    public static R BetaI<R>(R x, R a, R b)
        where R : IFloatingPointIeee754<R> => Real.From<R>(BetaIOf(Real.ToDouble(x), Real.ToDouble(a), Real.ToDouble(b)));

    /// <summary>The forward derivative of <c>BetaI</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The upper limit, in [0, 1].</param>
    /// <param name="a">The first shape, above 0.</param>
    /// <param name="b">The second shape, above 0.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="aTangent">The tangent of a.</param>
    /// <param name="bTangent">The tangent of b.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) BetaIJvp<R>(R x, R a, R b, R xTangent, R aTangent, R bTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(BetaIOf(Real.ToDouble(x), Real.ToDouble(a), Real.ToDouble(b)), BetaIPartials(Real.ToDouble(x), Real.ToDouble(a), Real.ToDouble(b)), xTangent, aTangent, bTangent);

    /// <summary>The reverse derivative of <c>BetaI</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The upper limit, in [0, 1].</param>
    /// <param name="a">The first shape, above 0.</param>
    /// <param name="b">The second shape, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x, a, b.</returns>
    public static (R Value, R XGrad, R AGrad, R BGrad) BetaIVjp<R>(R x, R a, R b, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(BetaIOf(Real.ToDouble(x), Real.ToDouble(a), Real.ToDouble(b)), BetaIPartials(Real.ToDouble(x), Real.ToDouble(a), Real.ToDouble(b)), valueGrad);
}
