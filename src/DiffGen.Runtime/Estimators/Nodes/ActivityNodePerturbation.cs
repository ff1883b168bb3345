using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// Activity-based node perturbation (ANP): â = N (L(σξ) − L) δ/‖δ‖², where δ is the measured change of all N nodes, own noise and what came from the layers before.
/// <see cref="Bias.Biased"/>.
/// </summary>
/// <remarks>
/// <para>
/// Dalm, Offergeld, Ahmad and van Gerven, "Effective learning with node perturbation in multi-layer neural networks", 2023. No access to the noise is needed. But δ = σAξ, where A
/// holds the Jacobians from every node to those behind it, so that E[(L(σξ) − L) δ] = σ²A ā and not σ²ā: a direction with a preconditioning of its own, not the gradient.
/// </para>
/// <para>
/// Each example gets noise of its own, so that its own change of the loss credits its own nodes. Noise is addressed by (step, layer, example) and replayed, nothing of it is stored
/// between steps; a run is repeated by its seed.
/// </para>
/// </remarks>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public readonly struct ActivityNodePerturbation<R> : ILayeredGradientEstimator<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private readonly NodeEngine<R>? _engine;

    /// <summary>Makes an estimator.</summary>
    /// <param name="seed">The seed of its noise.</param>
    /// <param name="sigma">The perturbation's size σ, positive.</param>
    /// <param name="noise">The distribution of the noise.</param>
    /// <param name="mask">The parameters that are learnt; the gradient of the others is 0. Null for all. Nodes are perturbed either way.</param>
    /// <exception cref="ArgumentOutOfRangeException">A perturbation is not positive and finite, or the distribution is unknown.</exception>
    public ActivityNodePerturbation(ulong seed, double sigma, DirectionNoise noise = DirectionNoise.Gaussian, ParameterMask? mask = null)
        : this(new KeyedNoise(new NoiseKey(seed), noise), sigma, mask)
    {
    }

    /// <summary>Makes an estimator with a noise of its own.</summary>
    /// <param name="source">The noise.</param>
    /// <param name="sigma">The perturbation's size σ, positive.</param>
    /// <param name="mask">The parameters that are learnt; the gradient of the others is 0. Null for all. Nodes are perturbed either way.</param>
    /// <exception cref="ArgumentNullException">The source is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A perturbation is not positive and finite.</exception>
    public ActivityNodePerturbation(IWhiteNoise source, double sigma, ParameterMask? mask = null)
    {
        _ = NoiseFill.ElementsPerBlock<R>();
        _engine = new NodeEngine<R>(source, mask);
        Sigma = EstimatorSettings.Positive(sigma);
    }

    /// <summary>The perturbation's size σ.</summary>
    public double Sigma { get; }

    /// <summary>The noise.</summary>
    public IWhiteNoise Source => Engine.Source;

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

    /// <summary><see cref="DiffGen.Bias.Biased"/>.</summary>
    public Bias Bias => Bias.Biased;

    private NodeEngine<R> Engine => _engine ?? throw EstimatorSettings.Unmade(nameof(ActivityNodePerturbation<>));

    /// <inheritdoc/>
    public R Estimate<TObjective>(ref TObjective objective, ReadOnlySpan<R> parameters, Span<R> gradient)
        where TObjective : ILayeredObjective<R>, allows ref struct =>
        Engine.Estimate(ref objective, new ActivityRule<R>(Sigma), parameters, gradient);
}
