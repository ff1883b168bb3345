using System;
using System.Numerics;
using DiffGen.Checking;

namespace DiffGen;

/// <content>Functions of several results.</content>
public static partial class DerivativeCheck
{
    /// <summary>Compares the Jacobian products of a function from n to m numbers with differences and with each other: u · (J v) = (Jᵀ u) · v.</summary>
    /// <remarks>
    /// <paramref name="jvp"/> is called with each unit vector v and a random one, <paramref name="vjp"/> with each unit vector u and a random one.
    /// A <c>Vjp</c> companion accumulates: give it a new buffer in each call.
    /// </remarks>
    /// <typeparam name="R">The real type that the function is computed in.</typeparam>
    /// <param name="function">x ↦ f(x).</param>
    /// <param name="at">The point x, of length n.</param>
    /// <param name="jvp">(x, v) ↦ J v, of length m; null to leave it out.</param>
    /// <param name="vjp">(x, u) ↦ Jᵀ u, of length n; null to leave it out.</param>
    /// <param name="names">The names of the arguments for the report, one each.</param>
    /// <param name="options">How to compare.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">A product has the wrong length, or the point is not finite.</exception>
    /// <example>
    /// <code>
    /// DerivativeCheck.Products(
    ///     x => { double[] y = new double[2]; Project(x, y); return y; },
    ///     [0.3, -1.2, 0.7],
    ///     (x, v) => { double[] y = new double[2], yTangent = new double[2]; ProjectJvp(x, y, v, yTangent); return yTangent; },
    ///     (x, u) => { double[] y = new double[2], xGrad = new double[3]; ProjectVjp(x, y, xGrad, u); return xGrad; }).Require();
    /// </code>
    /// </example>
    public static DerivativeReport Products<R>(
        Func<R[], R[]> function,
        R[] at,
        Func<R[], R[], R[]>? jvp = null,
        Func<R[], R[], R[]>? vjp = null,
        string[]? names = null,
        DerivativeCheckOptions? options = null)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(at);
        CheckedVector<R> vector = new(function, at, ResultName, options);
        if (jvp is not null)
        {
            vector.AddForward("Jvp", v => jvp([.. at], v));
        }

        if (vjp is not null)
        {
            vector.AddReverse("Vjp", u => vjp([.. at], u));
        }

        return new Comparison<CheckedVector<R>, R>(vector, at, names, options).Run();
    }

    /// <summary>Compares a Jacobian with differences.</summary>
    /// <typeparam name="R">The real type that the function is computed in.</typeparam>
    /// <param name="function">x ↦ f(x), from n to m numbers.</param>
    /// <param name="at">The point x, of length n.</param>
    /// <param name="jacobian">∂fⱼ/∂xᵢ at j n + i.</param>
    /// <param name="names">The names of the arguments for the report, one each.</param>
    /// <param name="options">How to compare.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">The Jacobian has not m n numbers, or the point is not finite.</exception>
    public static DerivativeReport Jacobian<R>(
        Func<R[], R[]> function, R[] at, R[] jacobian, string[]? names = null, DerivativeCheckOptions? options = null)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(at);
        ArgumentNullException.ThrowIfNull(jacobian);
        int rows = function([.. at]).Length;
        if (jacobian.Length != rows * at.Length)
        {
            throw new ArgumentException($"The Jacobian has {jacobian.Length} numbers, but there are {rows} results of {at.Length} arguments.", nameof(jacobian));
        }

        CheckedVector<R> vector = new(function, at, ResultName, options);
        vector.AddForward("Jacobian", v =>
        {
            R[] product = new R[rows];
            for (int j = 0; j < rows; j++)
            {
                product[j] = R.CreateTruncating(Sums.Dot<R>(jacobian.AsSpan(j * at.Length, at.Length), v));
            }

            return product;
        });
        return new Comparison<CheckedVector<R>, R>(vector, at, names, options).Run();
    }

    /// <summary>Compares a Hessian-vector product with differences of the gradient.</summary>
    /// <typeparam name="R">The real type that the gradient is computed in.</typeparam>
    /// <param name="gradient">x ↦ ∇f(x).</param>
    /// <param name="at">The point x.</param>
    /// <param name="hvp">(x, v) ↦ ∇²f(x) v.</param>
    /// <param name="names">The names of the arguments for the report, one each.</param>
    /// <param name="options">How to compare.</param>
    /// <returns>The report; a result is the derivative with respect to the argument that it names.</returns>
    /// <exception cref="ArgumentException">A product has the wrong length, or the point is not finite.</exception>
    public static DerivativeReport Hvp<R>(
        Func<R[], R[]> gradient, R[] at, Func<R[], R[], R[]> hvp, string[]? names = null, DerivativeCheckOptions? options = null)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        ArgumentNullException.ThrowIfNull(gradient);
        ArgumentNullException.ThrowIfNull(at);
        ArgumentNullException.ThrowIfNull(hvp);
        CheckedVector<R> vector = new(gradient, at, i => $"the gradient of {names?[i] ?? $"x[{i}]"}", options);
        vector.AddForward("Hvp", v => hvp([.. at], v));
        return new Comparison<CheckedVector<R>, R>(vector, at, names, options).Run();
    }

    private static string ResultName(int index) => $"result {index}";
}
