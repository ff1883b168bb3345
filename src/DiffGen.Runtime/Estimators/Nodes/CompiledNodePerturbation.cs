using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// Node perturbation by the compiler over a batch: the mean of the examples' node gradients, g = 1/N Σₙ Dₙ eₙ with noise of its own for each example, on as many threads as wanted. Unbiased, as <c>FNodeGradient</c> is.
/// </summary>
/// <remarks>
/// <para>
/// Dₙ is the derivative of the loss of example n along its noise and eₙ = Σ ξ zᵀ what its nodes would be credited with. So each example's own change of the loss credits its own nodes, and the variance falls as 1/N. One noise
/// for the whole batch, or one D for it, would not do: see docs/node-perturbation.md.
/// </para>
/// <para>
/// The noise of the n-th example of a batch is that of <see cref="NodeNoise"/> with the step and n. Gradients are summed in chunks of examples, 64 unless said otherwise: in a chunk one example after the other, and chunk after chunk. A chunk is
/// what a thread takes at a time. So neither the noise nor the order of any sum depends on the number of threads: the bits are the same.
/// </para>
/// <para>
/// A struct as the other estimators: a handle, whose copies share step and workspace. One call at a time; it allocates when a number of parameters is first met, and nothing per step. The threads are those of the pool, and the caller is one of them:
/// what no other takes it does itself.
/// </para>
/// </remarks>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public readonly struct CompiledNodePerturbation<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>The examples that are summed one after the other unless another number is given.</summary>
    public const int DefaultChunk = 64;

    private readonly BatchEngine<R>? _engine;

    /// <summary>Makes an estimator.</summary>
    /// <param name="seed">The seed of its noise.</param>
    /// <param name="noise">The distribution of the noise.</param>
    /// <param name="threads">The number of threads, at least 1.</param>
    /// <param name="chunk">The examples of a chunk, at least 1: what a thread takes at a time. Another number sums in another order. For batches that are smaller than <paramref name="threads"/> chunks of 64.</param>
    /// <param name="mask">The parameters that are learnt; the gradient of the others is 0. Null for all. Nodes are perturbed either way.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is less than 1, or the distribution is unknown.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="R"/> is neither <see cref="double"/> nor <see cref="float"/>.</exception>
    public CompiledNodePerturbation(ulong seed, DirectionNoise noise = DirectionNoise.Gaussian, int threads = 1, int chunk = DefaultChunk, ParameterMask? mask = null)
    {
        _ = NoiseFill.ElementsPerBlock<R>();
        Key = new NoiseKey(seed);
        Noise = noise.Known();
        _engine = new BatchEngine<R>(threads, chunk, mask);
    }

    /// <summary>The key of the noise.</summary>
    public NoiseKey Key { get; }

    /// <summary>The distribution of the noise.</summary>
    public DirectionNoise Noise { get; }

    /// <summary>The number of threads.</summary>
    public int Threads => Engine.Threads;

    /// <summary>The examples of a chunk.</summary>
    public int Chunk => Engine.Chunk;

    /// <summary>The parameters that are learnt; null for all.</summary>
    public ParameterMask? Mask => Engine.Mask;

    /// <summary>The number of the next estimate, from 0; goes up by one with each. Set it to repeat or to continue a run.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or exceeds 2³² − 1.</exception>
    public long Step
    {
        get => Engine.Step;
        set => Engine.Step = value;
    }

    private BatchEngine<R> Engine => _engine ?? throw EstimatorSettings.Unmade(nameof(CompiledNodePerturbation<>));

    /// <summary>One estimate over all examples.</summary>
    /// <typeparam name="TExamples">The type of the examples.</typeparam>
    /// <param name="examples">The examples.</param>
    /// <param name="parameters">The point, of length n.</param>
    /// <param name="gradient">Receives the estimate, of length n; what it held is ignored. Unchanged if an example throws.</param>
    /// <returns>The mean of the losses.</returns>
    /// <exception cref="ArgumentException">The lengths differ, the buffers overlap, or there are no examples; nothing is changed.</exception>
    /// <remarks>Where examples throw, the exception of the first of them passes through, and the step stays.</remarks>
    public R Estimate<TExamples>(TExamples examples, ReadOnlySpan<R> parameters, Span<R> gradient)
        where TExamples : INodeExamples<R> =>
        Engine.Estimate(Chunks(examples), [], examples.ExampleCount, parameters, gradient, nameof(examples));

    /// <summary>One estimate over a mini-batch, such as <see cref="Training.BatchOrder.Next"/> gives.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="batch">The numbers of those in the batch, at least one. One that comes twice gets two noises.</param>
    /// <param name="parameters">The point, of length n.</param>
    /// <param name="gradient">Receives the estimate, of length n; what it held is ignored. Unchanged if an example throws.</param>
    /// <exception cref="ArgumentException">The lengths differ, the buffers overlap, the batch is empty or names an example that does not exist; nothing is changed.</exception>
    /// <inheritdoc cref="Estimate{TExamples}(TExamples, ReadOnlySpan{R}, Span{R})"/>
    public R Estimate<TExamples>(TExamples examples, ReadOnlySpan<int> batch, ReadOnlySpan<R> parameters, Span<R> gradient)
        where TExamples : INodeExamples<R>
    {
        BatchEngine<R>.CheckBatch(batch, examples.ExampleCount);
        return Engine.Estimate(Chunks(examples), batch, batch.Length, parameters, gradient, nameof(batch));
    }

    /// <summary>One estimate over all examples, a chunk of them in each call of a companion that is marked <c>NodeExamples</c>: that of one example after the other but for the order of sums.</summary>
    /// <typeparam name="TChunks">The type of the examples.</typeparam>
    /// <param name="examples">The examples.</param>
    /// <param name="parameters">The point, of length n.</param>
    /// <param name="gradient">Receives the estimate, of length n; what it held is ignored. Unchanged if a call throws.</param>
    /// <returns>The mean of the losses.</returns>
    /// <exception cref="ArgumentException">The lengths differ, the buffers overlap, or there are no examples; nothing is changed.</exception>
    /// <remarks>Where calls throw, the exception of the first of them passes through, and the step stays.</remarks>
    public R EstimateChunks<TChunks>(TChunks examples, ReadOnlySpan<R> parameters, Span<R> gradient)
        where TChunks : INodeChunks<R> =>
        Engine.Estimate(ChunkCalls(examples), [], examples.ExampleCount, parameters, gradient, nameof(examples));

    /// <summary>One estimate over a mini-batch, a chunk of it in each call of a companion that is marked <c>NodeExamples</c>: that of one example after the other but for the order of sums.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="batch">The numbers of those in the batch, at least one. One that comes twice gets two noises.</param>
    /// <param name="parameters">The point, of length n.</param>
    /// <param name="gradient">Receives the estimate, of length n; what it held is ignored. Unchanged if a call throws.</param>
    /// <exception cref="ArgumentException">The lengths differ, the buffers overlap, the batch is empty or names an example that does not exist; nothing is changed.</exception>
    /// <inheritdoc cref="EstimateChunks{TChunks}(TChunks, ReadOnlySpan{R}, Span{R})"/>
    public R EstimateChunks<TChunks>(TChunks examples, ReadOnlySpan<int> batch, ReadOnlySpan<R> parameters, Span<R> gradient)
        where TChunks : INodeChunks<R>
    {
        BatchEngine<R>.CheckBatch(batch, examples.ExampleCount);
        return Engine.Estimate(ChunkCalls(examples), batch, batch.Length, parameters, gradient, nameof(batch));
    }

    private CompiledChunks<R, TExamples> Chunks<TExamples>(TExamples examples)
        where TExamples : INodeExamples<R> => new(examples, new NodeNoise(Key, (uint)Engine.Step, Distribution: Noise));

    private CompiledChunkCalls<R, TChunks> ChunkCalls<TChunks>(TChunks examples)
        where TChunks : INodeChunks<R> => new(examples, new NodeNoise(Key, (uint)Engine.Step, Distribution: Noise));
}
