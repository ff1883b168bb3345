using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// A scalar function of one flat buffer of parameters, with its derivatives: what estimators and optimizers see of a model.
/// </summary>
/// <remarks>
/// <para>
/// For a differentiable method <c>F</c> with one real result and exactly one active parameter, a buffer or a class of parameters, the generator
/// emits <c>FObjective</c>, made from the method's other parameters. An objective without the generator implements the interface by hand.
/// </para>
/// <para>
/// A <c>ref struct</c> may implement it, so that an objective can hold spans. Code that takes one declares
/// <c>where TObjective : IObjective&lt;R&gt;, allows ref struct</c> and is compiled for each objective: no interface call is left.
/// </para>
/// </remarks>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public interface IObjective<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>The value f(parameters).</summary>
    /// <param name="parameters">The point, of length n.</param>
    /// <returns>The value.</returns>
    R Value(ReadOnlySpan<R> parameters);

    /// <summary>The value, and the gradient ∇f(parameters) by one reverse sweep.</summary>
    /// <param name="parameters">The point, of length n.</param>
    /// <param name="gradient">Receives the gradient, of length n; what it held is ignored.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or the buffers overlap.</exception>
    R Gradient(ReadOnlySpan<R> parameters, Span<R> gradient);

    /// <summary>The value, and the directional derivative ∇f(parameters) · tangent by one forward pass.</summary>
    /// <param name="parameters">The point, of length n.</param>
    /// <param name="tangent">The direction, of length n.</param>
    /// <param name="directional">Receives the directional derivative.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    R Jvp(ReadOnlySpan<R> parameters, ReadOnlySpan<R> tangent, out R directional);
}
