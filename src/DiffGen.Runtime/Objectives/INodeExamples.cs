using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// Examples with the node gradient that the compiler made of their loss: what <see cref="CompiledNodePerturbation{R}"/> takes the mean over.
/// </summary>
/// <remarks>
/// <para>The one method is a call of the companion, with the data of the example; a struct makes it a direct one:</para>
/// <code>
/// readonly struct Digits(float[] images, byte[] labels, int hidden) : INodeExamples&lt;float&gt;
/// {
///     public int ExampleCount => labels.Length;
///
///     public float NodeGradient(ReadOnlySpan&lt;float&gt; parameters, int example, NodeNoise noise, Span&lt;float&gt; gradient) =>
///         Network.LossNodeGradient(parameters, images.AsSpan(example * Pixels, Pixels), labels[example], hidden, noise, gradient);
/// }
/// </code>
/// <para>
/// A companion by differences of two runs, <c>FNodeDifference</c>, fits as well. With more than one thread the method is called by several at once, each with a gradient of its own: what it writes besides must be
/// its thread's own, too.
/// </para>
/// </remarks>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public interface INodeExamples<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>The number of examples, at least 1.</summary>
    int ExampleCount { get; }

    /// <summary>The loss of an example, and its node gradient.</summary>
    /// <param name="parameters">The parameters, of length n.</param>
    /// <param name="example">The example, from 0.</param>
    /// <param name="noise">The noise of the example, to be passed on.</param>
    /// <param name="gradient">Receives the node gradient, of length n; what it held is ignored.</param>
    /// <returns>The loss.</returns>
    R NodeGradient(ReadOnlySpan<R> parameters, int example, NodeNoise noise, Span<R> gradient);
}
