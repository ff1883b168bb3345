using System;
using System.Numerics;
using DiffGen.Distributions;

namespace DiffGen;

public static partial class Constrained
{
    /// <summary>The logarithm of the determinant of <see cref="Simplex{R}(ReadOnlySpan{R}, Span{R})"/>, of the first K − 1 elements by x: Σ ln zₖ + (K − k) ln(1 − zₖ).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">K − 1 free numbers.</param>
    /// <returns>The logarithm.</returns>
    public static R SimplexLogDeterminant<R>(ReadOnlySpan<R> x)
        where R : IFloatingPointIeee754<R>
    {
        return VectorChain.Value(default(VectorFunctions.SimplexDeterminant), x);
    }

    /// <summary>The forward derivative of <c>SimplexLogDeterminant</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">K − 1 free numbers.</param>
    /// <param name="xTangent">The tangent of x, as long as that.</param>
    /// <returns>The value and its tangent.</returns>
    /// <exception cref="ArgumentException">A tangent has another length than its primal.</exception>
    public static (R Value, R Tangent) SimplexLogDeterminantJvp<R>(ReadOnlySpan<R> x, ReadOnlySpan<R> xTangent)
        where R : IFloatingPointIeee754<R>
    {
        return VectorChain.Jvp(default(VectorFunctions.SimplexDeterminant), new VectorTangent<R>(x, xTangent, nameof(x)));
    }

    /// <summary>The reverse derivative of <c>SimplexLogDeterminant</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">K − 1 free numbers.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <param name="xGrad">The gradient of x: added to.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">A gradient has another length than its primal, or overlaps another buffer. Nothing is written.</exception>
    public static R SimplexLogDeterminantVjp<R>(ReadOnlySpan<R> x, R valueGrad, Span<R> xGrad)
        where R : IFloatingPointIeee754<R>
    {
        return VectorChain.Vjp(default(VectorFunctions.SimplexDeterminant), valueGrad, new VectorGrad<R>(x, xGrad, nameof(x)));
    }
}
