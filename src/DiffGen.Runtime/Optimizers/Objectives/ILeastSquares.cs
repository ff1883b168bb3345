using System;
using System.Numerics;

namespace DiffGen;

/// <summary>Residuals r(θ) whose sum of squares is to be least, with their Jacobian: a method with a <c>Jacobian</c> companion gives both.</summary>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public interface ILeastSquares<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>The number m of residuals.</summary>
    int ResidualCount { get; }

    /// <summary>The residuals.</summary>
    /// <param name="parameters">The point, of length n.</param>
    /// <param name="residuals">Receives the residuals, of length m; what it held is ignored.</param>
    void Residuals(ReadOnlySpan<R> parameters, Span<R> residuals);

    /// <summary>The residuals and their Jacobian.</summary>
    /// <param name="parameters">The point, of length n.</param>
    /// <param name="residuals">Receives the residuals, of length m; what it held is ignored.</param>
    /// <param name="jacobian">Receives ∂r/∂θ, row after row, of length m·n; what it held is ignored.</param>
    void Jacobian(ReadOnlySpan<R> parameters, Span<R> residuals, Span<R> jacobian);
}
