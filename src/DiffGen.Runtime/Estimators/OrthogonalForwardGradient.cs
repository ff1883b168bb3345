using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// The forward gradient over K directions that are orthogonal to one another: g = (1/K) Σ (∇f · vⱼ) vⱼ with vⱼ of length √n, by default uniformly distributed among all such
/// frames. <see cref="Bias.Unbiased"/>; with K = n the gradient itself.
/// </summary>
/// <remarks>
/// <para>
/// The total variance is (n/K − 1)‖∇f‖², against (n ∓ 1)‖∇f‖²/K of independent directions (<see cref="ForwardGradient{R}"/>): never more, and 0 at K = n.
/// </para>
/// <para>
/// <see cref="OrthogonalDirections"/> says how directions are made, and what they cost.
/// </para>
/// </remarks>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public readonly struct OrthogonalForwardGradient<R> : IReplayableEstimator<R>, IUnbiasedGradientEstimator<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private readonly DirectionalEngine<R>? _engine;

    /// <summary>Makes an estimator.</summary>
    /// <param name="seed">The seed of its directions.</param>
    /// <param name="directions">The number K of orthogonal directions that an estimate averages, from 1 to the number of parameters.</param>
    /// <param name="mask">The parameters that are perturbed; null for all.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of directions is less than 1.</exception>
    public OrthogonalForwardGradient(ulong seed, int directions, ParameterMask? mask = null)
        : this(new KeyedNoise(new NoiseKey(seed)), directions, mask)
    {
    }

    /// <summary>Makes an estimator whose directions are made in a given way.</summary>
    /// <remarks>
    /// Of <see cref="OrthogonalDirections.Hadamard"/> each direction alone is one of signs, so the estimate is unbiased whatever n is. Its total variance is
    /// (n/K − 1)‖∇f‖² where n is a multiple of the power of two from K on; K = n = 2ᵐ gives the gradient itself.
    /// </remarks>
    /// <param name="seed">The seed of its directions.</param>
    /// <param name="directions">The number K of orthogonal directions that an estimate averages, from 1 to the number of parameters.</param>
    /// <param name="kind">How they are made.</param>
    /// <param name="mask">The parameters that are perturbed; null for all.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of directions is less than 1, or the kind is unknown.</exception>
    public OrthogonalForwardGradient(ulong seed, int directions, OrthogonalDirections kind, ParameterMask? mask = null)
    {
        DirectionNoise noise = kind switch
        {
            OrthogonalDirections.Haar => DirectionNoise.Gaussian,
            OrthogonalDirections.Hadamard => DirectionNoise.Rademacher,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, $"kind is {kind}; it must be Haar or Hadamard."),
        };
        _engine = new DirectionalEngine<R>(new KeyedNoise(new NoiseKey(seed), noise), directions, mask, kind);
    }

    /// <summary>Makes an estimator with a noise of its own, whose directions are made orthogonal by Gram and Schmidt's procedure.</summary>
    /// <param name="source">The noise that the directions are made of.</param>
    /// <param name="directions">The number K of orthogonal directions that an estimate averages, from 1 to the number of parameters.</param>
    /// <param name="mask">The parameters that are perturbed; null for all.</param>
    /// <exception cref="ArgumentNullException">The source is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of directions is less than 1.</exception>
    public OrthogonalForwardGradient(IWhiteNoise source, int directions, ParameterMask? mask = null)
    {
        _engine = new DirectionalEngine<R>(source, directions, mask, OrthogonalDirections.Haar);
    }

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

    /// <summary><see cref="DiffGen.Bias.Unbiased"/>.</summary>
    public Bias Bias => Bias.Unbiased;

    private DirectionalEngine<R> Engine => _engine ?? throw EstimatorSettings.Unmade(nameof(OrthogonalForwardGradient<>));

    /// <inheritdoc/>
    public R Estimate<TObjective>(ref TObjective objective, ReadOnlySpan<R> parameters, Span<R> gradient)
        where TObjective : IObjective<R>, allows ref struct =>
        Engine.Estimate(ref objective, new TangentProbe<R>(double.PositiveInfinity), parameters, gradient);

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
        Engine.Probe(ref objective, new TangentProbe<R>(double.PositiveInfinity), parameters, first, scalars);

    /// <inheritdoc/>
    public void FillDirection(Span<R> direction, uint step, uint instance = 0) => Engine.FillDirection(direction, step, instance);

    /// <inheritdoc/>
    public void Replay(uint step, ReadOnlySpan<R> scalars, Span<R> gradient) => Engine.Replay(step, scalars, gradient);
}
