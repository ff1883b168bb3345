using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// A model in blocks, each of which learns by a loss of its own: of a block's loss only the block's own parameters are differentiated, and what comes from other blocks is a constant.
/// What <see cref="LocalLoss{R, TEstimator}"/> sees of it.
/// </summary>
/// <remarks>
/// <para>
/// A block may be a layer with a head (greedy learning), a patch of an image, or a group of units whose loss is the model's with all other groups stopped; then each block's loss has the
/// model's value, and there are as many losses as groups. Ren, Kornblith, Liao and Hinton, "Scaling forward gradient with local losses", ICLR 2023.
/// </para>
/// <para>
/// Of a method <c>BlockLoss(ReadOnlySpan&lt;R&gt; w, [NoDiff] ReadOnlySpan&lt;R&gt; input, …)</c> the generated companions are the local members: <c>[NoDiff]</c> is the stop between blocks.
/// </para>
/// <para>A <c>ref struct</c> may implement it. It is copied behind <see cref="Forward"/>: what that keeps must be there for the copies, in arrays or spans.</para>
/// </remarks>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public interface ILocalObjective<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>The number of blocks, at least 1.</summary>
    int BlockCount { get; }

    /// <summary>Where a block's own parameters lie in the flat buffer: apart from those of other blocks, in ascending order. What belongs to no block is not learnt.</summary>
    /// <param name="block">The number of the block.</param>
    /// <returns>The range.</returns>
    Range ParametersOf(int block);

    /// <summary>Runs the whole model and keeps what each block's loss reads besides the block's own parameters.</summary>
    /// <param name="parameters">All parameters.</param>
    /// <returns>The model's value.</returns>
    R Forward(ReadOnlySpan<R> parameters);

    /// <summary>The loss of a block, with all that is not its own as <see cref="Forward"/> left it.</summary>
    /// <param name="block">The number of the block.</param>
    /// <param name="own">The block's parameters.</param>
    /// <returns>The loss.</returns>
    R LocalValue(int block, ReadOnlySpan<R> own);

    /// <summary>The loss of a block, and its gradient by the block's parameters.</summary>
    /// <param name="block">The number of the block.</param>
    /// <param name="own">The block's parameters.</param>
    /// <param name="gradient">Receives the gradient; what it held is ignored.</param>
    /// <returns>The loss.</returns>
    R LocalGradient(int block, ReadOnlySpan<R> own, Span<R> gradient);

    /// <summary>The loss of a block, and its derivative along a direction of the block's parameters.</summary>
    /// <param name="block">The number of the block.</param>
    /// <param name="own">The block's parameters.</param>
    /// <param name="tangent">The direction.</param>
    /// <param name="directional">Receives the directional derivative.</param>
    /// <returns>The loss.</returns>
    R LocalJvp(int block, ReadOnlySpan<R> own, ReadOnlySpan<R> tangent, out R directional);
}
