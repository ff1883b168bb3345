using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// The layers of a model, of several examples at a time: <see cref="ILayeredObjective{R}"/> where a layer is a product of matrices. What <see cref="BatchedNodePerturbation{R}"/> takes the mean over.
/// </summary>
/// <remarks>
/// <para>
/// Of B examples the nodes of a layer of width q are a matrix, B rows of q numbers; those of the layers before it lie one matrix after the other, so that the layer that begins at node s begins at s·B. For a = Wz + b
/// <see cref="DenseLayer.Forward"/> and <see cref="DenseLayer.Pull"/> do what a layer has to do.
/// </para>
/// <para>A pullback stops at nodes, as there. With more than one thread the methods are called by several at once: what they write besides must be their thread's own.</para>
/// </remarks>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public interface IBatchedLayers<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>The number of examples, at least 1.</summary>
    int ExampleCount { get; }

    /// <summary>The number of layers of an example, at least 1.</summary>
    int LayerCount { get; }

    /// <summary>The number of nodes of a layer of one example.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <returns>The number.</returns>
    int LayerWidth(int layer);

    /// <summary>Computes the nodes of a layer from those before it.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="examples">The examples, B numbers from 0.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="earlier">The nodes of all earlier layers, perturbed or not: a matrix of B rows for each.</param>
    /// <param name="nodes">Receives the nodes of the layer: B rows.</param>
    void Forward(ReadOnlySpan<R> parameters, ReadOnlySpan<int> examples, int layer, ReadOnlySpan<R> earlier, Span<R> nodes);

    /// <summary>The loss of each example.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="examples">The examples, B numbers from 0.</param>
    /// <param name="nodes">The nodes of all layers, perturbed or not: a matrix of B rows for each.</param>
    /// <param name="losses">Receives B losses. They need not be differentiable in the nodes.</param>
    void Loss(ReadOnlySpan<R> parameters, ReadOnlySpan<int> examples, ReadOnlySpan<R> nodes, Span<R> losses);

    /// <summary>Adds, summed over the examples, the gradient that cotangents of a layer's nodes give the parameters that the layer reads itself, with earlier nodes as they are: for a = Wz + b the one product Σₙ cₙ zₙᵀ.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="examples">The examples, B numbers from 0.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="earlier">The nodes of all earlier layers: a matrix of B rows for each.</param>
    /// <param name="cotangents">The cotangents of the layer's nodes: B rows.</param>
    /// <param name="gradient">Added to.</param>
    void PullLayer(ReadOnlySpan<R> parameters, ReadOnlySpan<int> examples, int layer, ReadOnlySpan<R> earlier, ReadOnlySpan<R> cotangents, Span<R> gradient);

    /// <summary>Adds, summed over the examples, the gradient of the loss by the parameters that it reads itself, with the nodes as they are. Adds nothing where there are none.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="examples">The examples, B numbers from 0.</param>
    /// <param name="nodes">The nodes of all layers: a matrix of B rows for each.</param>
    /// <param name="gradient">Added to.</param>
    void PullLoss(ReadOnlySpan<R> parameters, ReadOnlySpan<int> examples, ReadOnlySpan<R> nodes, Span<R> gradient);
}
