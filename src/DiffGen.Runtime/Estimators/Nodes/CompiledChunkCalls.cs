using System;
using System.Numerics;

namespace DiffGen;

/// <summary>Node gradients by a companion over examples, a chunk in one call.</summary>
/// <param name="chunks">The examples.</param>
/// <param name="noise">The noise of the step; that of an example has its place in the batch.</param>
internal readonly struct CompiledChunkCalls<R, TChunks>(TChunks chunks, NodeNoise noise) : IChunks<R>
    where R : unmanaged, IFloatingPointIeee754<R>
    where TChunks : INodeChunks<R>
{
    public double Add(ReadOnlySpan<R> parameters, ReadOnlySpan<int> examples, int first, ChunkBuffers<R> own) =>
        double.CreateTruncating(chunks.NodeGradient(parameters, examples, noise with { Example = (uint)first }, own.Sum));
}
