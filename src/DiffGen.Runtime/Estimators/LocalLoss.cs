using System;
using System.Numerics;
using DiffGen.CompilerServices;

namespace DiffGen;

/// <summary>
/// Local losses: each block of a model learns by its own loss, with an estimator of its own for the block's parameters alone. The gradient of a block's loss by parameters of other blocks is
/// exactly 0. <see cref="Bias.Biased"/> for the model's value; for each block's loss what the estimator is.
/// </summary>
/// <remarks>
/// <para>
/// Ren, Kornblith, Liao and Hinton, "Scaling forward gradient with local losses", ICLR 2023. The variance of a block's estimate is that of its own number of parameters and
/// its own loss: of forward gradients Σ (n_b ∓ 1)S_b over blocks in place of (n ∓ 1)S over all. Nothing is kept or handed back from one block to another.
/// </para>
/// <para>A handle: copies share the steps and the workspace. One serves one thread at a time.</para>
/// </remarks>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
/// <typeparam name="TEstimator">The estimator of each block.</typeparam>
public readonly struct LocalLoss<R, TEstimator>
    where R : unmanaged, IFloatingPointIeee754<R>
    where TEstimator : IGradientEstimator<R>
{
    private readonly State? _state;

    /// <summary>Makes an estimator.</summary>
    /// <param name="blocks">The number of blocks, at least 1.</param>
    /// <param name="estimator">Makes the estimator of a block; of estimators with noise each with a seed of its own.</param>
    /// <exception cref="ArgumentNullException">There is no function.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of blocks is less than 1.</exception>
    public LocalLoss(int blocks, Func<int, TEstimator> estimator)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        if (blocks < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(blocks), blocks, $"blocks is {blocks}; it must be at least 1.");
        }

        _state = new State(blocks);
        for (int block = 0; block < blocks; block++)
        {
            _state.Estimators[block] = estimator(block);
        }
    }

    /// <summary><see cref="DiffGen.Bias.Biased"/>: the mean is not the gradient of the model's value, unless the blocks' losses say so.</summary>
    public Bias Bias => Bias.Biased;

    /// <summary>How the mean of a block's estimates relates to the gradient of the block's own loss.</summary>
    public Bias LocalBias => Made.Estimators[0].Bias;

    /// <summary>The number of blocks.</summary>
    public int BlockCount => Made.Estimators.Length;

    /// <summary>The losses of the blocks, as the last estimate met them.</summary>
    public ReadOnlySpan<R> Losses => Made.Losses;

    private State Made => _state ?? throw EstimatorSettings.Unmade(nameof(LocalLoss<,>));

    /// <summary>The estimator of a block.</summary>
    /// <param name="block">The number of the block.</param>
    /// <returns>The estimator.</returns>
    public TEstimator EstimatorOf(int block) => Made.Estimators[block];

    /// <summary>Makes one estimate: of each block, of the gradient of its own loss by its own parameters.</summary>
    /// <typeparam name="TObjective">The objective's type; may be a ref struct.</typeparam>
    /// <param name="objective">The objective.</param>
    /// <param name="parameters">The point, of length n.</param>
    /// <param name="gradient">Receives the estimates, of length n: 0 where no block has a parameter. What it held is ignored; unchanged if the objective throws.</param>
    /// <returns>The model's value at the point, as <see cref="ILocalObjective{R}.Forward"/> gives it.</returns>
    /// <exception cref="ArgumentException">The lengths differ, the buffers overlap, or the objective has another number of blocks or blocks that share parameters; nothing is changed.</exception>
    public R Estimate<TObjective>(ref TObjective objective, ReadOnlySpan<R> parameters, Span<R> gradient)
        where TObjective : ILocalObjective<R>, allows ref struct
    {
        Arguments.SameLength(gradient.Length, parameters.Length, nameof(gradient), nameof(parameters));
        Arguments.Disjoint((ReadOnlySpan<R>)gradient, parameters, nameof(gradient), nameof(parameters));
        State state = Made;
        if (objective.BlockCount != state.Estimators.Length)
        {
            throw new ArgumentException($"objective has {objective.BlockCount} blocks, but the estimator was made for {state.Estimators.Length}; make one for {objective.BlockCount}.", nameof(objective));
        }

        int last = 0;
        for (int block = 0; block < state.Estimators.Length; block++)
        {
            (int start, int length) = Extent(objective.ParametersOf(block), parameters.Length, block, nameof(objective));
            if (start < last)
            {
                throw new ArgumentException($"Block {block} of objective begins at parameter {start}, before the end {last} of the block before it; blocks must be in ascending order and share nothing.", nameof(objective));
            }

            last = start + length;
        }

        Span<R> estimate = state.Workspace(parameters.Length);
        estimate.Clear();
        R value = objective.Forward(parameters);
        for (int block = 0; block < state.Estimators.Length; block++)
        {
            (int start, int length) = objective.ParametersOf(block).GetOffsetAndLength(parameters.Length);
            var own = new BlockObjective<R, TObjective>(objective, block);
            state.Losses[block] = state.Estimators[block].Estimate(ref own, parameters.Slice(start, length), estimate.Slice(start, length));
        }

        estimate.CopyTo(gradient);
        return value;
    }

    private static (int Start, int Length) Extent(Range range, int count, int block, string name)
    {
        int start = range.Start.GetOffset(count), end = range.End.GetOffset(count);
        return start >= 0 && start <= end && end <= count
            ? (start, end - start)
            : throw new ArgumentException($"Block {block} of {name} has the parameters {range}, of {count}; a block's parameters must lie among them.", name);
    }

    private sealed class State(int blocks)
    {
        private R[] _workspace = [];

        public TEstimator[] Estimators { get; } = new TEstimator[blocks];

        public R[] Losses { get; } = new R[blocks];

        public Span<R> Workspace(int length)
        {
            if (_workspace.Length != length)
            {
                _workspace = new R[length];
            }

            return _workspace;
        }
    }
}
