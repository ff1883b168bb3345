using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// Node perturbation: all nodes get noise, and each is credited with its own noise times the change of the loss, âₗ = (L(σξ) − L)/σ · ξₗ, pulled back to the parameters of its layer with
/// the inputs of the noisy pass, Ŵₗ = âₗ z̃ₗ₋₁ᵀ. <see cref="Bias.UnbiasedForSmoothed"/>: the mean is the gradient of the loss averaged over the noise.
/// </summary>
/// <remarks>
/// <para>
/// Two passes and no derivative of the loss. The variance of âₗᵢ is S + āₗᵢ², with S the sum of the squares of all cotangents of nodes: it grows with the number of nodes, not of
/// parameters. Of one-layer models and of biases the estimate is that of <see cref="WeightPerturbation{R}"/> of the biases alone.
/// </para>
/// <para>
/// Why the noisy inputs: the noise of a layer is independent of that of the layers before it, so E[L ξₗ z̃ᵀ]/σ = E[∂L/∂aₗ z̃ᵀ], exactly (Stein's lemma). The rule of the papers takes the inputs of the
/// clean pass, which is off by the order σ²: <see cref="CleanNodePerturbation{R}"/>.
/// </para>
/// <para>
/// Each example gets noise of its own, so that its own change of the loss credits its own nodes. Noise is addressed by (step, layer, example) and replayed, nothing of it is stored
/// between steps; a run is repeated by its seed.
/// </para>
/// </remarks>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public readonly struct NodePerturbation<R> : ISmoothedGradientEstimator<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private readonly NodeEngine<R>? _engine;

    /// <summary>Makes an estimator.</summary>
    /// <param name="seed">The seed of its noise.</param>
    /// <param name="sigma">The perturbation's size σ, positive.</param>
    /// <param name="noise">The distribution of the noise.</param>
    /// <param name="mask">The parameters that are learnt; the gradient of the others is 0. Null for all. Nodes are perturbed either way.</param>
    /// <exception cref="ArgumentOutOfRangeException">A perturbation is not positive and finite, or the distribution is unknown.</exception>
    public NodePerturbation(ulong seed, double sigma, DirectionNoise noise = DirectionNoise.Gaussian, ParameterMask? mask = null)
        : this(new KeyedNoise(new NoiseKey(seed), noise), sigma, mask)
    {
    }

    /// <summary>Makes an estimator with a noise of its own.</summary>
    /// <param name="source">The noise.</param>
    /// <param name="sigma">The perturbation's size σ, positive.</param>
    /// <param name="mask">The parameters that are learnt; the gradient of the others is 0. Null for all. Nodes are perturbed either way.</param>
    /// <exception cref="ArgumentNullException">The source is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A perturbation is not positive and finite.</exception>
    public NodePerturbation(ISmoothingNoise source, double sigma, ParameterMask? mask = null)
    {
        _ = NoiseFill.ElementsPerBlock<R>();
        _engine = new NodeEngine<R>(source, mask);
        Sigma = EstimatorSettings.Positive(sigma);
    }

    /// <summary>The perturbation's size σ.</summary>
    public double Sigma { get; }

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

    private NodeEngine<R> Engine => _engine ?? throw EstimatorSettings.Unmade(nameof(NodePerturbation<>));

    /// <inheritdoc/>
    public R Estimate<TObjective>(ref TObjective objective, ReadOnlySpan<R> parameters, Span<R> gradient)
        where TObjective : ILayeredObjective<R>, allows ref struct =>
        Engine.Estimate(ref objective, new NodeDifferenceRule<R>(Sigma, cleanInputs: false), parameters, gradient);
}
