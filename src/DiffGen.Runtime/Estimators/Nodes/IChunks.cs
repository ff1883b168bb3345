using System;
using System.Numerics;

namespace DiffGen;

/// <summary>What <see cref="ChunkSums{R, TChunks}"/> sums up: the gradients of examples, a chunk at a time. Called by several threads at once.</summary>
internal interface IChunks<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>Adds the gradients of a chunk to the sum of a thread.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="examples">The numbers of the chunk's examples.</param>
    /// <param name="first">The place of the first of them in the batch.</param>
    /// <param name="own">The thread's buffers, the sum cleared.</param>
    /// <returns>The sum of the losses.</returns>
    double Add(ReadOnlySpan<R> parameters, ReadOnlySpan<int> examples, int first, ChunkBuffers<R> own);
}
