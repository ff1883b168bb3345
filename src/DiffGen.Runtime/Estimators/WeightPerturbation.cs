using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// Weight perturbation, one-sided: g = (f(θ + σv) − f(θ))/σ · v. Two evaluations and no derivative. <see cref="Bias.UnbiasedForSmoothed"/>.
/// </summary>
/// <remarks>
/// <para>
/// For Gaussian directions the mean is the gradient of E[f(θ + σv)], the objective smoothed by the noise; for others see <see cref="DirectionNoise"/>. On f = x³ it is
/// 3x² + kσ² with k = E[v⁴]: 3 for Gaussians, 1 for signs. As σ → 0 the estimate becomes the <see cref="ForwardGradient{R}"/> of the same seed, with an error of the order σ.
/// </para>
/// <para>
/// The parameters are never written: the perturbed ones are made in a workspace from the noise, which is replayed and not stored.
/// </para>
/// </remarks>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public readonly struct WeightPerturbation<R> : IReplayableEstimator<R>, ISmoothedGradientEstimator<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private readonly DirectionalEngine<R>? _engine;

    /// <summary>Makes an estimator.</summary>
    /// <param name="seed">The seed of its directions.</param>
    /// <param name="sigma">The perturbation's size σ, positive.</param>
    /// <param name="noise">The distribution of the directions.</param>
    /// <param name="directions">The number K of independent directions that an estimate averages, at least 1.</param>
    /// <param name="mask">The parameters that are perturbed; null for all.</param>
    /// <exception cref="ArgumentOutOfRangeException">The perturbation is not positive and finite, the number of directions is less than 1, or the distribution is unknown.</exception>
    public WeightPerturbation(ulong seed, double sigma, DirectionNoise noise = DirectionNoise.Gaussian, int directions = 1, ParameterMask? mask = null)
        : this(new KeyedNoise(new NoiseKey(seed), noise), sigma, directions, mask)
    {
    }

    /// <summary>Makes an estimator with a noise of its own.</summary>
    /// <param name="source">The noise that the directions are made of.</param>
    /// <param name="sigma">The perturbation's size σ, positive.</param>
    /// <param name="directions">The number K of independent directions that an estimate averages, at least 1.</param>
    /// <param name="mask">The parameters that are perturbed; null for all.</param>
    /// <exception cref="ArgumentNullException">The source is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The perturbation is not positive and finite, the number of directions is less than 1, or the distribution is unknown.</exception>
    public WeightPerturbation(ISmoothingNoise source, double sigma, int directions = 1, ParameterMask? mask = null)
    {
        _engine = new DirectionalEngine<R>(source, directions, mask);
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

    private DirectionalEngine<R> Engine => _engine ?? throw EstimatorSettings.Unmade(nameof(WeightPerturbation<>));

    /// <inheritdoc/>
    public R Estimate<TObjective>(ref TObjective objective, ReadOnlySpan<R> parameters, Span<R> gradient)
        where TObjective : IObjective<R>, allows ref struct =>
        Engine.Estimate(ref objective, new OneSidedProbe<R>(Sigma), parameters, gradient);

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
        Engine.Probe(ref objective, new OneSidedProbe<R>(Sigma), parameters, first, scalars);

    /// <inheritdoc/>
    public void FillDirection(Span<R> direction, uint step, uint instance = 0) => Engine.FillDirection(direction, step, instance);

    /// <inheritdoc/>
    public void Replay(uint step, ReadOnlySpan<R> scalars, Span<R> gradient) => Engine.Replay(step, scalars, gradient);
}
