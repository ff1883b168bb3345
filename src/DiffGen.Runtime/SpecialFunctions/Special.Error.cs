using System.Numerics;
using DiffGen.Distributions;
using DiffGen.Sampling;

namespace DiffGen;

public static partial class Special
{
    /// <summary>The error function, within 4e-16 of its size.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <returns>A number in [−1, 1].</returns>
    public static R Erf<R>(R x)
        where R : IFloatingPointIeee754<R> => Real.From<R>(ErfOf(Real.ToDouble(x)));

    /// <summary>The forward derivative of <c>Erf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) ErfJvp<R>(R x, R xTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(ErfOf(Real.ToDouble(x)), ErfPartials(Real.ToDouble(x)), xTangent);

    /// <summary>The reverse derivative of <c>Erf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x.</returns>
    public static (R Value, R XGrad) ErfVjp<R>(R x, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(ErfOf(Real.ToDouble(x)), ErfPartials(Real.ToDouble(x)), valueGrad);

    /// <summary>The complementary error function 1 − erf(x), within 1e-15 of its size.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <returns>A number in [0, 2].</returns>
    public static R Erfc<R>(R x)
        where R : IFloatingPointIeee754<R> => Real.From<R>(ErfcOf(Real.ToDouble(x)));

    /// <summary>The forward derivative of <c>Erfc</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) ErfcJvp<R>(R x, R xTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(ErfcOf(Real.ToDouble(x)), ErfcPartials(Real.ToDouble(x)), xTangent);

    /// <summary>The reverse derivative of <c>Erfc</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x.</returns>
    public static (R Value, R XGrad) ErfcVjp<R>(R x, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(ErfcOf(Real.ToDouble(x)), ErfcPartials(Real.ToDouble(x)), valueGrad);

    /// <summary>Φ(x), the standard normal distribution function, within 2e-15 of its size.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <returns>A number in [0, 1].</returns>
    public static R NormalCdf<R>(R x)
        where R : IFloatingPointIeee754<R> => Real.From<R>(NormalCdfOf(Real.ToDouble(x)));

    /// <summary>The forward derivative of <c>NormalCdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) NormalCdfJvp<R>(R x, R xTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(NormalCdfOf(Real.ToDouble(x)), NormalCdfPartials(Real.ToDouble(x)), xTangent);

    /// <summary>The reverse derivative of <c>NormalCdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x.</returns>
    public static (R Value, R XGrad) NormalCdfVjp<R>(R x, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(NormalCdfOf(Real.ToDouble(x)), NormalCdfPartials(Real.ToDouble(x)), valueGrad);

    /// <summary>ln Φ(x), within 1e-14 of its size; it does not underflow.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <returns>The logarithm.</returns>
    public static R LogNormalCdf<R>(R x)
        where R : IFloatingPointIeee754<R> => Real.From<R>(LogNormalCdfOf(Real.ToDouble(x)));

    /// <summary>The forward derivative of <c>LogNormalCdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) LogNormalCdfJvp<R>(R x, R xTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(LogNormalCdfOf(Real.ToDouble(x)), LogNormalCdfPartials(Real.ToDouble(x)), xTangent);

    /// <summary>The reverse derivative of <c>LogNormalCdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x.</returns>
    public static (R Value, R XGrad) LogNormalCdfVjp<R>(R x, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(LogNormalCdfOf(Real.ToDouble(x)), LogNormalCdfPartials(Real.ToDouble(x)), valueGrad);

    /// <summary>The x with Φ(x) = p, within 1e-14 of its size, and 3e-16 near 0.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="p">A number in [0, 1].</param>
    /// <returns>The quantile.</returns>
    public static R NormalQuantile<R>(R p)
        where R : IFloatingPointIeee754<R> => Real.From<R>(NormalQuantileOf(Real.ToDouble(p)));

    /// <summary>The forward derivative of <c>NormalQuantile</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="p">A number in [0, 1].</param>
    /// <param name="pTangent">The tangent of p.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) NormalQuantileJvp<R>(R p, R pTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(NormalQuantileOf(Real.ToDouble(p)), NormalQuantilePartials(Real.ToDouble(p)), pTangent);

    /// <summary>The reverse derivative of <c>NormalQuantile</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="p">A number in [0, 1].</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to p.</returns>
    public static (R Value, R PGrad) NormalQuantileVjp<R>(R p, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(NormalQuantileOf(Real.ToDouble(p)), NormalQuantilePartials(Real.ToDouble(p)), valueGrad);
}
