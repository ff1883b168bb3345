using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// An objective whose intermediate values, its nodes, can be perturbed from outside: the mean over examples of the loss of a model that is computed layer by layer. What node perturbation sees of
/// a model that is written by hand.
/// </summary>
/// <remarks>
/// <para>
/// A layer is whatever is computed at once: of a feed-forward network the sums aₗ = Wₗ z + bₗ before an activation, of a recurrent one the sums of a time step. All nodes of an example,
/// layer after layer, form one buffer. A layer may read all nodes of the layers before it, so residual links and shared weights are nothing special.
/// </para>
/// <para>
/// A pullback stops at nodes: it takes the nodes of earlier layers as given. So <see cref="PullLayer"/> is for aₗ = W z + b with the cotangent c just Wgrad += c zᵀ, bgrad += c.
/// What reaches the loss without passing any node, such as a penalty or a last layer without nodes, belongs to <see cref="PullLoss"/> and is exact.
/// </para>
/// </remarks>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public interface ILayeredObjective<R> : IObjective<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>The number of examples that the objective is the mean over, at least 1.</summary>
    int ExampleCount { get; }

    /// <summary>The number of layers of an example, at least 1.</summary>
    int LayerCount { get; }

    /// <summary>The number of nodes of a layer.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <returns>The number.</returns>
    int LayerWidth(int layer);

    /// <summary>Computes the nodes of a layer from those before it.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="example">The example, from 0.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="earlier">The nodes of all earlier layers, perturbed or not.</param>
    /// <param name="nodes">Receives the nodes of the layer.</param>
    void Forward(ReadOnlySpan<R> parameters, int example, int layer, ReadOnlySpan<R> earlier, Span<R> nodes);

    /// <summary>The loss of an example.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="example">The example, from 0.</param>
    /// <param name="nodes">All nodes of the example, perturbed or not.</param>
    /// <returns>The loss. It need not be differentiable in the nodes.</returns>
    R Loss(ReadOnlySpan<R> parameters, int example, ReadOnlySpan<R> nodes);

    /// <summary>Adds the gradient that a cotangent of a layer's nodes gives the parameters that the layer reads itself, with earlier nodes as they are.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="example">The example, from 0.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="earlier">The nodes of all earlier layers.</param>
    /// <param name="cotangent">The cotangent of the layer's nodes.</param>
    /// <param name="gradient">Added to.</param>
    void PullLayer(ReadOnlySpan<R> parameters, int example, int layer, ReadOnlySpan<R> earlier, ReadOnlySpan<R> cotangent, Span<R> gradient);

    /// <summary>Adds <paramref name="scale"/> times the gradient of the loss by the parameters that it reads itself, with the nodes as they are. Adds nothing where there are none.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="example">The example, from 0.</param>
    /// <param name="nodes">All nodes of the example.</param>
    /// <param name="scale">The factor.</param>
    /// <param name="gradient">Added to.</param>
    void PullLoss(ReadOnlySpan<R> parameters, int example, ReadOnlySpan<R> nodes, R scale, Span<R> gradient);
}
