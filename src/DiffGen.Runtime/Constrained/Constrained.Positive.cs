using System.Numerics;
using DiffGen.Distributions;
using DiffGen.Sampling;

namespace DiffGen;

public static partial class Constrained
{
    /// <summary>A positive number: ln(1 + eˣ).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <returns>A number above 0.</returns>
    public static R Softplus<R>(R x)
        where R : IFloatingPointIeee754<R> => Real.From<R>(SoftplusOf(Real.ToDouble(x)));

    /// <summary>The forward derivative of <c>Softplus</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) SoftplusJvp<R>(R x, R xTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(SoftplusOf(Real.ToDouble(x)), SoftplusPartials(Real.ToDouble(x)), xTangent);

    /// <summary>The reverse derivative of <c>Softplus</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x.</returns>
    public static (R Value, R XGrad) SoftplusVjp<R>(R x, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(SoftplusOf(Real.ToDouble(x)), SoftplusPartials(Real.ToDouble(x)), valueGrad);

    /// <summary>What <see cref="Softplus{R}(R)"/> makes y of: ln(eʸ − 1).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="y">A number above 0.</param>
    /// <returns>Any number.</returns>
    public static R SoftplusInverse<R>(R y)
        where R : IFloatingPointIeee754<R> => Real.From<R>(SoftplusInverseOf(Real.ToDouble(y)));

    /// <summary>The forward derivative of <c>SoftplusInverse</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="y">A number above 0.</param>
    /// <param name="yTangent">The tangent of y.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) SoftplusInverseJvp<R>(R y, R yTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(SoftplusInverseOf(Real.ToDouble(y)), SoftplusInversePartials(Real.ToDouble(y)), yTangent);

    /// <summary>The reverse derivative of <c>SoftplusInverse</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="y">A number above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to y.</returns>
    public static (R Value, R YGrad) SoftplusInverseVjp<R>(R y, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(SoftplusInverseOf(Real.ToDouble(y)), SoftplusInversePartials(Real.ToDouble(y)), valueGrad);

    /// <summary>The logarithm of the derivative of <see cref="Softplus{R}(R)"/>: −ln(1 + e⁻ˣ).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <returns>The logarithm.</returns>
    public static R SoftplusLogDeterminant<R>(R x)
        where R : IFloatingPointIeee754<R> => Real.From<R>(SoftplusLogDeterminantOf(Real.ToDouble(x)));

    /// <summary>The forward derivative of <c>SoftplusLogDeterminant</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) SoftplusLogDeterminantJvp<R>(R x, R xTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(SoftplusLogDeterminantOf(Real.ToDouble(x)), SoftplusLogDeterminantPartials(Real.ToDouble(x)), xTangent);

    /// <summary>The reverse derivative of <c>SoftplusLogDeterminant</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x.</returns>
    public static (R Value, R XGrad) SoftplusLogDeterminantVjp<R>(R x, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(SoftplusLogDeterminantOf(Real.ToDouble(x)), SoftplusLogDeterminantPartials(Real.ToDouble(x)), valueGrad);

    /// <summary>A positive number: eˣ. The logarithm of its derivative is x.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <returns>A number above 0.</returns>
    public static R Exponential<R>(R x)
        where R : IFloatingPointIeee754<R> => Real.From<R>(ExponentialOf(Real.ToDouble(x)));

    /// <summary>The forward derivative of <c>Exponential</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) ExponentialJvp<R>(R x, R xTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(ExponentialOf(Real.ToDouble(x)), ExponentialPartials(Real.ToDouble(x)), xTangent);

    /// <summary>The reverse derivative of <c>Exponential</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x.</returns>
    public static (R Value, R XGrad) ExponentialVjp<R>(R x, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(ExponentialOf(Real.ToDouble(x)), ExponentialPartials(Real.ToDouble(x)), valueGrad);
}
