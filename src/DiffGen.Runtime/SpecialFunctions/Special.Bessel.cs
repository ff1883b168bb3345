using System.Numerics;
using DiffGen.Distributions;
using DiffGen.Sampling;

namespace DiffGen;

public static partial class Special
{
    /// <summary>ln I₀(x), the logarithm of the modified Bessel function, within 1e-15 of its size.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">0 or more.</param>
    /// <returns>The logarithm.</returns>
    public static R LogBesselI0<R>(R x)
        where R : IFloatingPointIeee754<R> => Real.From<R>(LogBesselI0Of(Real.ToDouble(x)));

    /// <summary>The forward derivative of <c>LogBesselI0</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">0 or more.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) LogBesselI0Jvp<R>(R x, R xTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(LogBesselI0Of(Real.ToDouble(x)), LogBesselI0Partials(Real.ToDouble(x)), xTangent);

    /// <summary>The reverse derivative of <c>LogBesselI0</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">0 or more.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x.</returns>
    public static (R Value, R XGrad) LogBesselI0Vjp<R>(R x, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(LogBesselI0Of(Real.ToDouble(x)), LogBesselI0Partials(Real.ToDouble(x)), valueGrad);

    /// <summary>I₁(x)/I₀(x), within 1e-15 of its size.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">0 or more.</param>
    /// <returns>A number in [0, 1).</returns>
    public static R BesselRatio<R>(R x)
        where R : IFloatingPointIeee754<R> => Real.From<R>(BesselRatioOf(Real.ToDouble(x)));

    /// <summary>The forward derivative of <c>BesselRatio</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">0 or more.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) BesselRatioJvp<R>(R x, R xTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(BesselRatioOf(Real.ToDouble(x)), BesselRatioPartials(Real.ToDouble(x)), xTangent);

    /// <summary>The reverse derivative of <c>BesselRatio</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">0 or more.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x.</returns>
    public static (R Value, R XGrad) BesselRatioVjp<R>(R x, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(BesselRatioOf(Real.ToDouble(x)), BesselRatioPartials(Real.ToDouble(x)), valueGrad);
}
