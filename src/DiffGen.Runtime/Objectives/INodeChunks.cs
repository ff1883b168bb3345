using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// Examples whose losses a method marked <c>[Differentiable(NodeExamples = true)]</c> sums up: what <see cref="CompiledNodePerturbation{R}"/> takes a chunk of in one call of the companion.
/// </summary>
/// <remarks>
/// <para>The one method is a call of the companion, with the numbers of the examples:</para>
/// <code>
/// readonly struct Digits(float[] images, byte[] labels, int hidden) : INodeChunks&lt;float&gt;
/// {
///     public int ExampleCount => labels.Length;
///
///     public float NodeGradient(ReadOnlySpan&lt;float&gt; parameters, ReadOnlySpan&lt;int&gt; examples, NodeNoise noise, Span&lt;float&gt; gradient) =>
///         Network.LossesNodeGradient(parameters, images, labels, examples, hidden, noise, gradient);
/// }
/// </code>
/// <para>With more than one thread the method is called by several at once, each with a gradient of its own: what it writes besides must be its thread's own, too.</para>
/// </remarks>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public interface INodeChunks<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>The number of examples, at least 1.</summary>
    int ExampleCount { get; }

    /// <summary>The losses of some examples, summed, and the node gradient of the sum.</summary>
    /// <param name="parameters">The parameters, of length n.</param>
    /// <param name="examples">The numbers of the examples, in the order of the iterations.</param>
    /// <param name="noise">The noise of the first of them, to be passed on: the k-th iteration has that of <see cref="NodeNoise.Example"/> + k.</param>
    /// <param name="gradient">Receives the node gradient, of length n; what it held is ignored.</param>
    /// <returns>The sum of the losses.</returns>
    R NodeGradient(ReadOnlySpan<R> parameters, ReadOnlySpan<int> examples, NodeNoise noise, Span<R> gradient);
}
