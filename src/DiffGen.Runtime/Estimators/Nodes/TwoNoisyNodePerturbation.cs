using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// Node perturbation without a pass free of noise: âₗ = (L(σξ) − L(σ₂ζ))/σ · ξₗ with two independent noises, pulled back with the inputs of the first pass.
/// <see cref="Bias.UnbiasedForSmoothed"/>.
/// </summary>
/// <remarks>
/// <para>
/// Cho, Katahira, Okanoya and Okada, "Node perturbation learning without noiseless baseline", Neural Networks 24 (2011). The second noise adds (σ₂/σ)² S to the variance of each cotangent.
/// Where both passes have the same noise, <see cref="DifferenceNodePerturbation{R}"/> has none of this.
/// </para>
/// <para>
/// Each example gets noise of its own, so that its own change of the loss credits its own nodes. Noise is addressed by (step, layer, example) and replayed, nothing of it is stored
/// between steps; a run is repeated by its seed.
/// </para>
/// </remarks>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public readonly struct TwoNoisyNodePerturbation<R> : ISmoothedGradientEstimator<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private readonly NodeEngine<R>? _engine;

    /// <summary>Makes an estimator.</summary>
    /// <param name="seed">The seed of its noise.</param>
    /// <param name="sigma">The perturbation's size σ, positive.</param>
    /// <param name="otherSigma">The size σ₂ of the noise of the other pass, positive.</param>
    /// <param name="noise">The distribution of the noise.</param>
    /// <param name="mask">The parameters that are learnt; the gradient of the others is 0. Null for all. Nodes are perturbed either way.</param>
    /// <exception cref="ArgumentOutOfRangeException">A perturbation is not positive and finite, or the distribution is unknown.</exception>
    public TwoNoisyNodePerturbation(ulong seed, double sigma, double otherSigma, DirectionNoise noise = DirectionNoise.Gaussian, ParameterMask? mask = null)
        : this(new KeyedNoise(new NoiseKey(seed), noise), sigma, otherSigma, mask)
    {
    }

    /// <summary>Makes an estimator with a noise of its own.</summary>
    /// <param name="source">The noise.</param>
    /// <param name="sigma">The perturbation's size σ, positive.</param>
    /// <param name="otherSigma">The size σ₂ of the noise of the other pass, positive.</param>
    /// <param name="mask">The parameters that are learnt; the gradient of the others is 0. Null for all. Nodes are perturbed either way.</param>
    /// <exception cref="ArgumentNullException">The source is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A perturbation is not positive and finite.</exception>
    public TwoNoisyNodePerturbation(ISmoothingNoise source, double sigma, double otherSigma, ParameterMask? mask = null)
    {
        _ = NoiseFill.ElementsPerBlock<R>();
        _engine = new NodeEngine<R>(source, mask);
        Sigma = EstimatorSettings.Positive(sigma);
        OtherSigma = EstimatorSettings.Positive(otherSigma);
    }

    /// <summary>The perturbation's size σ.</summary>
    public double Sigma { get; }

    /// <summary>The size σ₂ of the noise of the other pass.</summary>
    public double OtherSigma { get; }

    /// <summary>The noise.</summary>
    public ISmoothingNoise Source => (ISmoothingNoise)Engine.Source;

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

    /// <summary><see cref="DiffGen.Bias.UnbiasedForSmoothed"/>.</summary>
    public Bias Bias => Bias.UnbiasedForSmoothed;

    private NodeEngine<R> Engine => _engine ?? throw EstimatorSettings.Unmade(nameof(TwoNoisyNodePerturbation<>));

    /// <inheritdoc/>
    public R Estimate<TObjective>(ref TObjective objective, ReadOnlySpan<R> parameters, Span<R> gradient)
        where TObjective : ILayeredObjective<R>, allows ref struct =>
        Engine.Estimate(ref objective, new TwoNoisyRule<R>(Sigma, OtherSigma), parameters, gradient);
}
