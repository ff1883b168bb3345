using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// Simultaneous perturbation stochastic approximation: a central difference along signs, its width cₖ falling with the step k.
/// <see cref="Bias.UnbiasedForSmoothed"/>, with a smoothing that vanishes as the width does.
/// </summary>
/// <remarks>
/// Spall, "Multivariate stochastic approximation using a simultaneous perturbation gradient approximation", IEEE Transactions on Automatic Control 37 (1992):
/// ĝ = (f(θ + cₖv) − f(θ − cₖv))/(2cₖ v), where dividing by a sign is multiplying by it. The step is θ ← θ − aₖ ĝ: set the optimizer's learning rate to <see cref="LearningRate"/> before each
/// estimate. <see cref="Gains"/> holds the sequences.
/// </remarks>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public readonly struct Spsa<R> : IReplayableEstimator<R>, ISmoothedGradientEstimator<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private readonly DirectionalEngine<R>? _engine;

    /// <summary>Makes an estimator.</summary>
    /// <param name="seed">The seed of its directions.</param>
    /// <param name="gains">The gain sequences aₖ and cₖ.</param>
    /// <param name="directions">The number K of independent directions that an estimate averages, at least 1.</param>
    /// <param name="mask">The parameters that are perturbed; null for all.</param>
    /// <exception cref="ArgumentOutOfRangeException">A gain is out of its range, or the number of directions is less than 1.</exception>
    public Spsa(ulong seed, SpsaGains gains, int directions = 1, ParameterMask? mask = null)
    {
        _engine = new DirectionalEngine<R>(new KeyedNoise(new NoiseKey(seed), DirectionNoise.Rademacher), directions, mask);
        Gains = gains.Checked();
    }

    /// <summary>The gain sequences.</summary>
    public SpsaGains Gains { get; }

    /// <summary>The gain aₖ of the next estimate: the learning rate of its step.</summary>
    public double LearningRate => Gains.LearningRate(Step);

    /// <summary>The parameters that are perturbed; null for all.</summary>
    public ParameterMask? Mask => Engine.Mask;

    /// <inheritdoc/>
    public int Directions => Engine.Directions;

    /// <inheritdoc/>
    public long Step
    {
        get => Engine.Step;
        set => Engine.Step = value;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<R> Scalars => Engine.Scalars;

    /// <inheritdoc/>
    public ulong Configuration => Engine.Configuration;

    /// <summary>
    /// How many differences so far were less than 16 units in the last place of the values that they were taken of, so that rounding is a good part of them. Where
    /// this keeps growing far from a minimum, the perturbation is too small: about ε^(1/2) of the parameters' scale fits one-sided differences, ε^(1/3) central ones.
    /// </summary>
    public long UnresolvedDifferences => Engine.Unresolved;

    /// <summary><see cref="DiffGen.Bias.UnbiasedForSmoothed"/>.</summary>
    public Bias Bias => Bias.UnbiasedForSmoothed;

    private DirectionalEngine<R> Engine => _engine ?? throw EstimatorSettings.Unmade(nameof(Spsa<>));

    /// <inheritdoc/>
    public R Estimate<TObjective>(ref TObjective objective, ReadOnlySpan<R> parameters, Span<R> gradient)
        where TObjective : IObjective<R>, allows ref struct =>
        Engine.Estimate(ref objective, new CentralProbe<R>(Gains.Width(Step)), parameters, gradient);

    /// <inheritdoc/>
    R ILayeredGradientEstimator<R>.Estimate<TObjective>(ref TObjective objective, ReadOnlySpan<R> parameters, Span<R> gradient) =>
        Estimate(ref objective, parameters, gradient);

    /// <summary>
    /// A part of the work of an estimate: the scalars of some of the directions of the current step, as <see cref="Scalars"/> has them. Workers that share the directions of a
    /// step gather all scalars and <see cref="Replay"/> them: the same bits as one worker's estimate.
    /// </summary>
    /// <typeparam name="TObjective">The objective's type; may be a ref struct.</typeparam>
    /// <param name="objective">The objective.</param>
    /// <param name="parameters">The point.</param>
    /// <param name="first">The number of the first direction.</param>
    /// <param name="scalars">Receives the scalars of the directions from <paramref name="first"/> on.</param>
    /// <returns>The objective's value, as <see cref="Estimate"/> returns it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many directions.</exception>
    public R Probe<TObjective>(ref TObjective objective, ReadOnlySpan<R> parameters, int first, Span<R> scalars)
        where TObjective : IObjective<R>, allows ref struct =>
        Engine.Probe(ref objective, new CentralProbe<R>(Gains.Width(Step)), parameters, first, scalars);

    /// <inheritdoc/>
    public void FillDirection(Span<R> direction, uint step, uint instance = 0) => Engine.FillDirection(direction, step, instance);

    /// <inheritdoc/>
    public void Replay(uint step, ReadOnlySpan<R> scalars, Span<R> gradient) => Engine.Replay(step, scalars, gradient);
}
