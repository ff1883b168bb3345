using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// An evolution strategy with antithetic pairs: g = 1/(2Kσ) Σ f(θ ± σvⱼ)(±vⱼ) over K pairs. <see cref="Bias.UnbiasedForSmoothed"/>.
/// </summary>
/// <remarks>
/// Salimans, Ho, Chen, Sidor and Sutskever, "Evolution strategies as a scalable alternative to reinforcement learning", 2017, equation 1, with mirrored samples and
/// without ranks: the estimates of <see cref="CentralWeightPerturbation{R}"/>. With ranks: <see cref="RankedEvolutionStrategy{R}"/>, which is biased. The objective is
/// minimised; for a reward pass its negative.
/// </remarks>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public readonly struct EvolutionStrategy<R> : IReplayableEstimator<R>, ISmoothedGradientEstimator<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private readonly DirectionalEngine<R>? _engine;

    /// <summary>Makes an estimator.</summary>
    /// <param name="seed">The seed of its directions.</param>
    /// <param name="sigma">The perturbation's size σ, positive.</param>
    /// <param name="pairs">The number K of antithetic pairs, at least 1.</param>
    /// <param name="noise">The distribution of the directions.</param>
    /// <param name="mask">The parameters that are perturbed; null for all.</param>
    /// <exception cref="ArgumentOutOfRangeException">The perturbation is not positive and finite, the number of pairs is less than 1, or the distribution is unknown.</exception>
    public EvolutionStrategy(ulong seed, double sigma, int pairs, DirectionNoise noise = DirectionNoise.Gaussian, ParameterMask? mask = null)
        : this(new KeyedNoise(new NoiseKey(seed), noise), sigma, pairs, mask)
    {
    }

    /// <summary>Makes an estimator with a noise of its own.</summary>
    /// <param name="source">The noise that the directions are made of.</param>
    /// <param name="sigma">The perturbation's size σ, positive.</param>
    /// <param name="pairs">The number K of antithetic pairs, at least 1.</param>
    /// <param name="mask">The parameters that are perturbed; null for all.</param>
    /// <exception cref="ArgumentNullException">The source is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The perturbation is not positive and finite, the number of pairs is less than 1, or the distribution is unknown.</exception>
    public EvolutionStrategy(ISmoothingNoise source, double sigma, int pairs, ParameterMask? mask = null)
    {
        _engine = new DirectionalEngine<R>(source, pairs, mask);
        Sigma = EstimatorSettings.Positive(sigma);
    }

    /// <summary>The perturbation's size σ.</summary>
    public double Sigma { get; }

    /// <summary>The noise that the directions are made of.</summary>
    public ISmoothingNoise Source => (ISmoothingNoise)Engine.Source;

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

    private DirectionalEngine<R> Engine => _engine ?? throw EstimatorSettings.Unmade(nameof(EvolutionStrategy<>));

    /// <inheritdoc/>
    public R Estimate<TObjective>(ref TObjective objective, ReadOnlySpan<R> parameters, Span<R> gradient)
        where TObjective : IObjective<R>, allows ref struct =>
        Engine.Estimate(ref objective, new CentralProbe<R>(Sigma), parameters, gradient);

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
        Engine.Probe(ref objective, new CentralProbe<R>(Sigma), parameters, first, scalars);

    /// <inheritdoc/>
    public void FillDirection(Span<R> direction, uint step, uint instance = 0) => Engine.FillDirection(direction, step, instance);

    /// <inheritdoc/>
    public void Replay(uint step, ReadOnlySpan<R> scalars, Span<R> gradient) => Engine.Replay(step, scalars, gradient);
}
