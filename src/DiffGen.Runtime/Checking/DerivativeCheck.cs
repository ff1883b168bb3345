using System;
using System.Numerics;
using DiffGen.Checking;

namespace DiffGen;

/// <summary>
/// Compares derivatives with finite differences and with each other, and says which argument is off. For unit tests of companions, above all of rules
/// written by hand.
/// </summary>
/// <remarks>
/// <para>
/// A check is one line: <c>DerivativeCheck.Companions(Beale, 1.2, 0.7, BealeJvp, BealeVjp, BealeGradient).Require();</c>
/// </para>
/// <para>
/// <b>How.</b> For each argument x, central differences with the steps h = ⅛ max(|x|, 1), h/2, h/4, … are extrapolated to h = 0. The extrapolations come with an
/// estimate of their error, and the best is taken. A number is wrong if it is further from it than the relative tolerance (1e-6 in <see cref="double"/>,
/// 2e-3 in <see cref="float"/>) and five times that error together. Two companions are compared with each other to about half of the digits.
/// With more than one argument all are also moved at once along a random direction.
/// </para>
/// <para>
/// <b>Where the function is not smooth</b> the report says so: on both sides of a kink there are two slopes, and every number between them passes.
/// Where differences cannot tell, because of rounding or for want of finite values, the report is not right but undetermined. Check at another point then.
/// Where a function throws beside the point, it is taken to have no value there.
/// </para>
/// <para>
/// <b>Cost.</b> About 15 calls of the function for each argument, 100 where the first 15 do not suffice. Beyond 256 arguments
/// (<see cref="DerivativeCheckOptions.Arguments"/>) a sample is looked at one by one, and wrong ones among the others are searched for by halving.
/// </para>
/// <para>
/// The functions are called with arrays of their own, which they may change. Noise must be the same in every call. Nothing here needs reflection.
/// </para>
/// </remarks>
public static partial class DerivativeCheck
{
    /// <summary>Compares a gradient with differences.</summary>
    /// <typeparam name="R">The real type that the function is computed in.</typeparam>
    /// <param name="function">The function. To check a method of several parameters, take them out of the array: <c>p => F(p[0], p.AsSpan(1))</c>.</param>
    /// <param name="at">The point: all arguments with respect to which it is differentiated.</param>
    /// <param name="gradient">The derivative with respect to each.</param>
    /// <param name="names">The names of the arguments for the report, one each; <c>x[0]</c>, <c>x[1]</c>, … without them.</param>
    /// <param name="options">How to compare.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or the point is not finite.</exception>
    /// <example>
    /// <code>
    /// double[] w = [0.3, -1.2], wGrad = new double[2];
    /// double sGrad = GGradient(w, 0.5, data, 2, wGrad);
    /// DerivativeCheck.Gradient(p => G(p[..2], p[2], data, 2), [.. w, 0.5], [.. wGrad, sGrad], ["w0", "w1", "s"]).Require();
    /// </code>
    /// </example>
    public static DerivativeReport Gradient<R>(
        Func<R[], R> function, R[] at, R[] gradient, string[]? names = null, DerivativeCheckOptions? options = null)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(at);
        ArgumentNullException.ThrowIfNull(gradient);
        if (gradient.Length != at.Length)
        {
            throw new ArgumentException($"The gradient has length {gradient.Length}, but there are {at.Length} arguments.", nameof(gradient));
        }

        return new Comparison<CheckedScalar<R>, R>(new(function, [("Gradient", gradient)]), at, names, options).Run();
    }

    /// <summary>Compares the derivative of a function of one argument with differences, as for <see cref="DerivativeOfAttribute"/>.</summary>
    /// <typeparam name="R">The real type that the function is computed in.</typeparam>
    /// <param name="function">The function.</param>
    /// <param name="derivative">Its derivative.</param>
    /// <param name="at">The point.</param>
    /// <param name="options">How to compare.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">The point is not finite.</exception>
    /// <example><code>DerivativeCheck.Derivative(SpecialFunctions.GammaLn, GammaLnDerivative, 2.5).Require();</code></example>
    public static DerivativeReport Derivative<R>(Func<R, R> function, Func<R, R> derivative, R at, DerivativeCheckOptions? options = null)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(derivative);
        return new Comparison<CheckedScalar<R>, R>(new(x => function(x[0]), [("Derivative", [derivative(at)])]), [at], null, options).Run();
    }
}
