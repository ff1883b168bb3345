using System.Numerics;
using DiffGen.Distributions;
using DiffGen.Sampling;

namespace DiffGen;

public static partial class Special
{
    /// <summary>ln |Γ(x)|, within 2e-15 of its size for x > 0; ∞ at 0 and the negative integers.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <returns>The logarithm.</returns>
    public static R LogGamma<R>(R x)
        where R : IFloatingPointIeee754<R> => Real.From<R>(LogGammaOf(Real.ToDouble(x)));

    /// <summary>The forward derivative of <c>LogGamma</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) LogGammaJvp<R>(R x, R xTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(LogGammaOf(Real.ToDouble(x)), LogGammaPartials(Real.ToDouble(x)), xTangent);

    /// <summary>The reverse derivative of <c>LogGamma</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x.</returns>
    public static (R Value, R XGrad) LogGammaVjp<R>(R x, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(LogGammaOf(Real.ToDouble(x)), LogGammaPartials(Real.ToDouble(x)), valueGrad);

    /// <summary>ψ(x) = d ln Γ(x)/dx, within 1e-15 of max(1, |ψ|) for x > 0.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number but 0, −1, −2, …, where it is NaN.</param>
    /// <returns>The value.</returns>
    public static R Digamma<R>(R x)
        where R : IFloatingPointIeee754<R> => Real.From<R>(DigammaOf(Real.ToDouble(x)));

    /// <summary>The forward derivative of <c>Digamma</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number but 0, −1, −2, …, where it is NaN.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) DigammaJvp<R>(R x, R xTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(DigammaOf(Real.ToDouble(x)), DigammaPartials(Real.ToDouble(x)), xTangent);

    /// <summary>The reverse derivative of <c>Digamma</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number but 0, −1, −2, …, where it is NaN.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x.</returns>
    public static (R Value, R XGrad) DigammaVjp<R>(R x, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(DigammaOf(Real.ToDouble(x)), DigammaPartials(Real.ToDouble(x)), valueGrad);

    /// <summary>ψ′(x), within 2e-15 of its size for x > 0.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <returns>The value.</returns>
    public static R Trigamma<R>(R x)
        where R : IFloatingPointIeee754<R> => Real.From<R>(TrigammaOf(Real.ToDouble(x)));

    /// <summary>The forward derivative of <c>Trigamma</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) TrigammaJvp<R>(R x, R xTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(TrigammaOf(Real.ToDouble(x)), TrigammaPartials(Real.ToDouble(x)), xTangent);

    /// <summary>The reverse derivative of <c>Trigamma</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Any number.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x.</returns>
    public static (R Value, R XGrad) TrigammaVjp<R>(R x, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(TrigammaOf(Real.ToDouble(x)), TrigammaPartials(Real.ToDouble(x)), valueGrad);

    /// <summary>ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b), without the cancellation of the three.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="a">A number above 0.</param>
    /// <param name="b">A number above 0.</param>
    /// <returns>The logarithm.</returns>
    public static R LogBeta<R>(R a, R b)
        where R : IFloatingPointIeee754<R> => Real.From<R>(LogBetaOf(Real.ToDouble(a), Real.ToDouble(b)));

    /// <summary>The forward derivative of <c>LogBeta</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="a">A number above 0.</param>
    /// <param name="b">A number above 0.</param>
    /// <param name="aTangent">The tangent of a.</param>
    /// <param name="bTangent">The tangent of b.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) LogBetaJvp<R>(R a, R b, R aTangent, R bTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(LogBetaOf(Real.ToDouble(a), Real.ToDouble(b)), LogBetaPartials(Real.ToDouble(a), Real.ToDouble(b)), aTangent, bTangent);

    /// <summary>The reverse derivative of <c>LogBeta</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="a">A number above 0.</param>
    /// <param name="b">A number above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to a, b.</returns>
    public static (R Value, R AGrad, R BGrad) LogBetaVjp<R>(R a, R b, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(LogBetaOf(Real.ToDouble(a), Real.ToDouble(b)), LogBetaPartials(Real.ToDouble(a), Real.ToDouble(b)), valueGrad);

    /// <summary>ln x! = ln Γ(x + 1), with a small relative error near x = 0.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">A number above −1.</param>
    /// <returns>The logarithm.</returns>
    public static R LogFactorial<R>(R x)
        where R : IFloatingPointIeee754<R> => Real.From<R>(LogFactorialOf(Real.ToDouble(x)));

    /// <summary>The forward derivative of <c>LogFactorial</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">A number above −1.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) LogFactorialJvp<R>(R x, R xTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(LogFactorialOf(Real.ToDouble(x)), LogFactorialPartials(Real.ToDouble(x)), xTangent);

    /// <summary>The reverse derivative of <c>LogFactorial</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">A number above −1.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x.</returns>
    public static (R Value, R XGrad) LogFactorialVjp<R>(R x, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(LogFactorialOf(Real.ToDouble(x)), LogFactorialPartials(Real.ToDouble(x)), valueGrad);
}
