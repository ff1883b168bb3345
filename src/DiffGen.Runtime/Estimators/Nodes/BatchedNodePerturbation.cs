using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// Node perturbation by one clean and one noisy pass over batches: <see cref="CleanNodePerturbation{R}"/> with each layer of many examples computed at once, ΔW = Σₙ Dₙ ξₙ zₙᵀ as one product, on as many threads as wanted. <see cref="Bias.Biased"/> by O(σ²).
/// </summary>
/// <remarks>
/// <para>
/// Each example has noise and a change of its loss of its own: the estimate is, for the same seed and step, that of <see cref="CleanNodePerturbation{R}"/> but for the order of sums. Its mean is the gradient as σ → 0; at a finite σ inputs are those of the
/// pass without noise, which biases the gradients of all layers but the first.
/// </para>
/// <para>
/// A chunk of examples, 64 unless said otherwise, is computed together and is what a thread takes at a time; chunks are summed in their order. So neither the noise nor the order of any sum depends on the number of threads: the bits are the same.
/// </para>
/// <para>A struct as the other estimators: a handle, whose copies share step and workspace. One call at a time; it allocates when a size is first met, and nothing per step. Threads are those of the pool, and the caller is one of them.</para>
/// </remarks>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public readonly struct BatchedNodePerturbation<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>The examples that are computed together unless another number is given.</summary>
    public const int DefaultChunk = 64;

    private readonly BatchEngine<R>? _engine;
    private readonly IWhiteNoise? _source;

    /// <summary>Makes an estimator.</summary>
    /// <param name="seed">The seed of its noise.</param>
    /// <param name="sigma">The perturbation's size σ, positive.</param>
    /// <param name="noise">The distribution of the noise.</param>
    /// <param name="threads">The number of threads, at least 1.</param>
    /// <param name="chunk">The examples of a chunk, at least 1: what is computed together. Another number sums in another order.</param>
    /// <param name="mask">The parameters that are learnt; the gradient of the others is 0. Null for all. Nodes are perturbed either way.</param>
    /// <exception cref="ArgumentOutOfRangeException">The perturbation is not positive and finite, a number is less than 1, or the distribution is unknown.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="R"/> is neither <see cref="double"/> nor <see cref="float"/>.</exception>
    public BatchedNodePerturbation(ulong seed, double sigma, DirectionNoise noise = DirectionNoise.Gaussian, int threads = 1, int chunk = DefaultChunk, ParameterMask? mask = null)
    {
        _ = NoiseFill.ElementsPerBlock<R>();
        _source = new KeyedNoise(new NoiseKey(seed), noise);
        Sigma = EstimatorSettings.Positive(sigma);
        _engine = new BatchEngine<R>(threads, chunk, mask);
    }

    /// <summary>The perturbation's size σ.</summary>
    public double Sigma { get; }

    /// <summary>The noise.</summary>
    public IWhiteNoise Source => _source ?? throw EstimatorSettings.Unmade(nameof(BatchedNodePerturbation<>));

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

    /// <summary>How many differences of losses so far were less than 16 units in the last place of the losses, so that rounding is a good part of them.</summary>
    public long UnresolvedDifferences => Engine.Unresolved;

    /// <summary><see cref="DiffGen.Bias.Biased"/>, by O(σ²).</summary>
    public Bias Bias => Bias.Biased;

    private BatchEngine<R> Engine => _engine ?? throw EstimatorSettings.Unmade(nameof(BatchedNodePerturbation<>));

    /// <summary>One estimate over all examples.</summary>
    /// <typeparam name="TLayers">The type of the layers.</typeparam>
    /// <param name="layers">The layers.</param>
    /// <param name="parameters">The point, of length n.</param>
    /// <param name="gradient">Receives the estimate, of length n; what it held is ignored. Unchanged if a layer throws.</param>
    /// <returns>The mean of the losses without noise.</returns>
    /// <exception cref="ArgumentException">The lengths differ, the buffers overlap, or there are no examples; nothing is changed.</exception>
    /// <remarks>Where chunks throw, the exception of the first of them passes through, and the step stays.</remarks>
    public R Estimate<TLayers>(TLayers layers, ReadOnlySpan<R> parameters, Span<R> gradient)
        where TLayers : IBatchedLayers<R> =>
        Engine.Estimate(Chunks(layers), [], layers.ExampleCount, parameters, gradient, nameof(layers));

    /// <summary>One estimate over a mini-batch, such as <see cref="Training.BatchOrder.Next"/> gives.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="batch">The numbers of the examples, at least one. One that comes twice gets two noises.</param>
    /// <param name="parameters">The point, of length n.</param>
    /// <param name="gradient">Receives the estimate, of length n; what it held is ignored. Unchanged if a layer throws.</param>
    /// <exception cref="ArgumentException">The lengths differ, the buffers overlap, the batch is empty or names an example that does not exist; nothing is changed.</exception>
    /// <inheritdoc cref="Estimate{TLayers}(TLayers, ReadOnlySpan{R}, Span{R})"/>
    public R Estimate<TLayers>(TLayers layers, ReadOnlySpan<int> batch, ReadOnlySpan<R> parameters, Span<R> gradient)
        where TLayers : IBatchedLayers<R>
    {
        BatchEngine<R>.CheckBatch(batch, layers.ExampleCount);
        return Engine.Estimate(Chunks(layers), batch, batch.Length, parameters, gradient, nameof(batch));
    }

    private PanelChunks<R, TLayers> Chunks<TLayers>(TLayers layers)
        where TLayers : IBatchedLayers<R> => new(layers, Source, Sigma, (uint)Engine.Step);
}
