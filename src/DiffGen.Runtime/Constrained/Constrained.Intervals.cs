using System.Numerics;
using DiffGen.Distributions;
using DiffGen.Sampling;

namespace DiffGen;

public static partial class Constrained
{
    /// <summary>A number between 0 and 1: 1/(1 + e⁻ˣ).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <returns>A number in (0, 1).</returns>
    public static R Sigmoid<R>(R x)
        where R : IFloatingPointIeee754<R> => Real.From<R>(SigmoidOf(Real.ToDouble(x)));

    /// <summary>The forward derivative of <c>Sigmoid</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) SigmoidJvp<R>(R x, R xTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(SigmoidOf(Real.ToDouble(x)), SigmoidPartials(Real.ToDouble(x)), xTangent);

    /// <summary>The reverse derivative of <c>Sigmoid</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x.</returns>
    public static (R Value, R XGrad) SigmoidVjp<R>(R x, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(SigmoidOf(Real.ToDouble(x)), SigmoidPartials(Real.ToDouble(x)), valueGrad);

    /// <summary>What <see cref="Sigmoid{R}(R)"/> makes y of: ln(y/(1 − y)).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="y">A number in (0, 1).</param>
    /// <returns>Any number.</returns>
    public static R SigmoidInverse<R>(R y)
        where R : IFloatingPointIeee754<R> => Real.From<R>(SigmoidInverseOf(Real.ToDouble(y)));

    /// <summary>The forward derivative of <c>SigmoidInverse</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="y">A number in (0, 1).</param>
    /// <param name="yTangent">The tangent of y.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) SigmoidInverseJvp<R>(R y, R yTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(SigmoidInverseOf(Real.ToDouble(y)), SigmoidInversePartials(Real.ToDouble(y)), yTangent);

    /// <summary>The reverse derivative of <c>SigmoidInverse</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="y">A number in (0, 1).</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to y.</returns>
    public static (R Value, R YGrad) SigmoidInverseVjp<R>(R y, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(SigmoidInverseOf(Real.ToDouble(y)), SigmoidInversePartials(Real.ToDouble(y)), valueGrad);

    /// <summary>The logarithm of the derivative of <see cref="Sigmoid{R}(R)"/>: −ln(1 + eˣ) − ln(1 + e⁻ˣ).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <returns>The logarithm.</returns>
    public static R SigmoidLogDeterminant<R>(R x)
        where R : IFloatingPointIeee754<R> => Real.From<R>(SigmoidLogDeterminantOf(Real.ToDouble(x)));

    /// <summary>The forward derivative of <c>SigmoidLogDeterminant</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) SigmoidLogDeterminantJvp<R>(R x, R xTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(SigmoidLogDeterminantOf(Real.ToDouble(x)), SigmoidLogDeterminantPartials(Real.ToDouble(x)), xTangent);

    /// <summary>The reverse derivative of <c>SigmoidLogDeterminant</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x.</returns>
    public static (R Value, R XGrad) SigmoidLogDeterminantVjp<R>(R x, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(SigmoidLogDeterminantOf(Real.ToDouble(x)), SigmoidLogDeterminantPartials(Real.ToDouble(x)), valueGrad);

    /// <summary>A number between two others: lower + (upper − lower)/(1 + e⁻ˣ).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end, above the lower one.</param>
    /// <returns>A number in (lower, upper).</returns>
    public static R Interval<R>(R x, R lower, R upper)
        where R : IFloatingPointIeee754<R> => Real.From<R>(IntervalOf(Real.ToDouble(x), Real.ToDouble(lower), Real.ToDouble(upper)));

    /// <summary>The forward derivative of <c>Interval</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end, above the lower one.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="lowerTangent">The tangent of lower.</param>
    /// <param name="upperTangent">The tangent of upper.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) IntervalJvp<R>(R x, R lower, R upper, R xTangent, R lowerTangent, R upperTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(IntervalOf(Real.ToDouble(x), Real.ToDouble(lower), Real.ToDouble(upper)), IntervalPartials(Real.ToDouble(x), Real.ToDouble(lower), Real.ToDouble(upper)), xTangent, lowerTangent, upperTangent);

    /// <summary>The reverse derivative of <c>Interval</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end, above the lower one.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x, lower, upper.</returns>
    public static (R Value, R XGrad, R LowerGrad, R UpperGrad) IntervalVjp<R>(R x, R lower, R upper, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(IntervalOf(Real.ToDouble(x), Real.ToDouble(lower), Real.ToDouble(upper)), IntervalPartials(Real.ToDouble(x), Real.ToDouble(lower), Real.ToDouble(upper)), valueGrad);

    /// <summary>The logarithm of the derivative of <see cref="Interval{R}(R, R, R)"/> with respect to x.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end, above the lower one.</param>
    /// <returns>The logarithm.</returns>
    public static R IntervalLogDeterminant<R>(R x, R lower, R upper)
        where R : IFloatingPointIeee754<R> => Real.From<R>(IntervalLogDeterminantOf(Real.ToDouble(x), Real.ToDouble(lower), Real.ToDouble(upper)));

    /// <summary>The forward derivative of <c>IntervalLogDeterminant</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end, above the lower one.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="lowerTangent">The tangent of lower.</param>
    /// <param name="upperTangent">The tangent of upper.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) IntervalLogDeterminantJvp<R>(R x, R lower, R upper, R xTangent, R lowerTangent, R upperTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(IntervalLogDeterminantOf(Real.ToDouble(x), Real.ToDouble(lower), Real.ToDouble(upper)), IntervalLogDeterminantPartials(Real.ToDouble(x), Real.ToDouble(lower), Real.ToDouble(upper)), xTangent, lowerTangent, upperTangent);

    /// <summary>The reverse derivative of <c>IntervalLogDeterminant</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end, above the lower one.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x, lower, upper.</returns>
    public static (R Value, R XGrad, R LowerGrad, R UpperGrad) IntervalLogDeterminantVjp<R>(R x, R lower, R upper, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(IntervalLogDeterminantOf(Real.ToDouble(x), Real.ToDouble(lower), Real.ToDouble(upper)), IntervalLogDeterminantPartials(Real.ToDouble(x), Real.ToDouble(lower), Real.ToDouble(upper)), valueGrad);
}
