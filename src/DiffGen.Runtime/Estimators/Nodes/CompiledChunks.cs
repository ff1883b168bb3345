using System;
using System.Numerics;

namespace DiffGen;

/// <summary>Node gradients by a companion, one example after the other.</summary>
/// <param name="examples">The examples.</param>
/// <param name="noise">The noise of the step; that of an example has its place in the batch.</param>
internal readonly struct CompiledChunks<R, TExamples>(TExamples examples, NodeNoise noise) : IChunks<R>
    where R : unmanaged, IFloatingPointIeee754<R>
    where TExamples : INodeExamples<R>
{
    public double Add(ReadOnlySpan<R> parameters, ReadOnlySpan<int> numbers, int first, ChunkBuffers<R> own)
    {
        double value = 0;
        Span<R> one = own.Scratch(parameters.Length);
        for (int n = 0; n < numbers.Length; n++)
        {
            value += double.CreateTruncating(examples.NodeGradient(parameters, numbers[n], noise with { Example = (uint)(first + n) }, one));
            ScaledSums.MultiplyAdd(one, R.One, own.Sum);
        }

        return value;
    }
}
