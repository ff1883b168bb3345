using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// The forward gradient whose directional derivative is clipped: g = clip(∇f(θ) · v) v. It keeps a run from being lost to one long step, and is
/// <see cref="Bias.Biased"/>: the mean is shorter than the gradient, and may point elsewhere.
/// </summary>
/// <remarks>
/// As public re-implementations of forward gradients train their networks, with a bound of 5. For Gaussian directions the mean is the gradient times
/// P(|t| &lt; c) with t normal of deviation ‖∇f‖ and c the bound (Stein's lemma): the direction stays, the length is at most c√(2/π).
/// </remarks>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public readonly struct ClippedForwardGradient<R> : IReplayableEstimator<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private readonly DirectionalEngine<R>? _engine;

    /// <summary>Makes an estimator.</summary>
    /// <param name="seed">The seed of its directions.</param>
    /// <param name="bound">The largest directional derivative that is let through, in either direction; positive.</param>
    /// <param name="noise">The distribution of the directions.</param>
    /// <param name="directions">The number K of independent directions that an estimate averages, at least 1.</param>
    /// <param name="mask">The parameters that are perturbed; null for all.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not positive and finite, the number of directions is less than 1, or the distribution is unknown.</exception>
    public ClippedForwardGradient(ulong seed, double bound, DirectionNoise noise = DirectionNoise.Gaussian, int directions = 1, ParameterMask? mask = null)
        : this(new KeyedNoise(new NoiseKey(seed), noise), bound, directions, mask)
    {
    }

    /// <summary>Makes an estimator with a noise of its own.</summary>
    /// <param name="source">The noise that the directions are made of.</param>
    /// <param name="bound">The largest directional derivative that is let through, in either direction; positive.</param>
    /// <param name="directions">The number K of independent directions that an estimate averages, at least 1.</param>
    /// <param name="mask">The parameters that are perturbed; null for all.</param>
    /// <exception cref="ArgumentNullException">The source is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not positive and finite, the number of directions is less than 1, or the distribution is unknown.</exception>
    public ClippedForwardGradient(IWhiteNoise source, double bound, int directions = 1, ParameterMask? mask = null)
    {
        _engine = new DirectionalEngine<R>(source, directions, mask);
        Bound = EstimatorSettings.Positive(bound);
    }

    /// <summary>The largest directional derivative that is let through, in either direction.</summary>
    public double Bound { get; }

    /// <summary>The noise that the directions are made of.</summary>
    public IWhiteNoise Source => Engine.Source;

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

    /// <summary><see cref="DiffGen.Bias.Biased"/>.</summary>
    public Bias Bias => Bias.Biased;

    private DirectionalEngine<R> Engine => _engine ?? throw EstimatorSettings.Unmade(nameof(ClippedForwardGradient<>));

    /// <inheritdoc/>
    public R Estimate<TObjective>(ref TObjective objective, ReadOnlySpan<R> parameters, Span<R> gradient)
        where TObjective : IObjective<R>, allows ref struct =>
        Engine.Estimate(ref objective, new TangentProbe<R>(Bound), parameters, gradient);

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
        Engine.Probe(ref objective, new TangentProbe<R>(Bound), parameters, first, scalars);

    /// <inheritdoc/>
    public void FillDirection(Span<R> direction, uint step, uint instance = 0) => Engine.FillDirection(direction, step, instance);

    /// <inheritdoc/>
    public void Replay(uint step, ReadOnlySpan<R> scalars, Span<R> gradient) => Engine.Replay(step, scalars, gradient);
}
