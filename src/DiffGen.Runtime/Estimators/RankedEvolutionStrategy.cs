using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// An evolution strategy with antithetic pairs and centred ranks: g = 1/(2Kσ) Σ r(f(θ ± σvⱼ)) (±vⱼ), where r puts the rank of a value among the 2K of the step in the place of
/// the value. <see cref="Bias.Biased"/>: the mean is not the gradient of the objective, nor of a smoothing of it, whatever σ.
/// </summary>
/// <remarks>
/// <para>
/// Salimans, Ho, Chen, Sidor and Sutskever, "Evolution strategies as a scalable alternative to reinforcement learning", 2017, section 2.1. The centred rank of the i-th smallest of n
/// values is i/(n − 1) − ½, i from 0; equal values share the mean of their ranks. Estimates do not change under any increasing function of the objective, such as one that
/// blows up outliers. A value that is not a number ranks above all others.
/// </para>
/// <para>The objective is minimised; for a reward pass its negative.</para>
/// </remarks>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public readonly struct RankedEvolutionStrategy<R> : IReplayableEstimator<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private readonly DirectionalEngine<R>? _engine;
    private readonly R[] _values;
    private readonly R[] _scalars;
    private readonly CentredRanks<R> _ranks;

    /// <summary>Makes an estimator.</summary>
    /// <param name="seed">The seed of its directions.</param>
    /// <param name="sigma">The perturbation's size σ, positive.</param>
    /// <param name="pairs">The number K of antithetic pairs, at least 1.</param>
    /// <param name="noise">The distribution of the directions.</param>
    /// <param name="mask">The parameters that are perturbed; null for all.</param>
    /// <exception cref="ArgumentOutOfRangeException">The perturbation is not positive and finite, the number of pairs is less than 1, or the distribution is unknown.</exception>
    public RankedEvolutionStrategy(ulong seed, double sigma, int pairs, DirectionNoise noise = DirectionNoise.Gaussian, ParameterMask? mask = null)
        : this(new KeyedNoise(new NoiseKey(seed), noise), sigma, pairs, mask)
    {
    }

    /// <summary>Makes an estimator with a noise of its own.</summary>
    /// <param name="source">The noise that the directions are made of.</param>
    /// <param name="sigma">The perturbation's size σ, positive.</param>
    /// <param name="pairs">The number K of antithetic pairs, at least 1.</param>
    /// <param name="mask">The parameters that are perturbed; null for all.</param>
    /// <exception cref="ArgumentNullException">The source is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The perturbation is not positive and finite, or the number of pairs is less than 1.</exception>
    public RankedEvolutionStrategy(IWhiteNoise source, double sigma, int pairs, ParameterMask? mask = null)
    {
        _engine = new DirectionalEngine<R>(source, pairs, mask);
        Sigma = EstimatorSettings.Positive(sigma);
        _values = new R[checked(2 * pairs)];
        _scalars = new R[pairs];
        _ranks = new CentredRanks<R>(2 * pairs);
    }

    /// <summary>The perturbation's size σ.</summary>
    public double Sigma { get; }

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

    private DirectionalEngine<R> Engine => _engine ?? throw EstimatorSettings.Unmade(nameof(RankedEvolutionStrategy<>));

    /// <inheritdoc/>
    public R Estimate<TObjective>(ref TObjective objective, ReadOnlySpan<R> parameters, Span<R> gradient)
        where TObjective : IObjective<R>, allows ref struct
    {
        Engine.CheckBuffers(parameters, gradient);
        R value = Evaluate(ref objective, parameters, 0, _values);
        Rank(_values, _scalars);
        Engine.Finish(gradient, _scalars);
        return value;
    }

    /// <inheritdoc/>
    R ILayeredGradientEstimator<R>.Estimate<TObjective>(ref TObjective objective, ReadOnlySpan<R> parameters, Span<R> gradient) =>
        Estimate(ref objective, parameters, gradient);

    /// <summary>
    /// A part of the work of an estimate: the values at some of the perturbed points of the current step. Workers that share the pairs of a step gather all values, <see cref="Rank"/>
    /// and <see cref="Replay"/> them: the same bits as one worker's estimate.
    /// </summary>
    /// <typeparam name="TObjective">The objective's type; may be a ref struct.</typeparam>
    /// <param name="objective">The objective.</param>
    /// <param name="parameters">The point θ.</param>
    /// <param name="first">The number j of the first pair.</param>
    /// <param name="values">Receives f(θ + σvⱼ), f(θ − σvⱼ) for the pairs from <paramref name="first"/> on: two numbers each.</param>
    /// <returns>The mean of the values.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many pairs.</exception>
    /// <exception cref="ArgumentException">The number of values is odd.</exception>
    public R Evaluate<TObjective>(ref TObjective objective, ReadOnlySpan<R> parameters, int first, Span<R> values)
        where TObjective : IObjective<R>, allows ref struct
    {
        if (values.Length % 2 != 0)
        {
            throw new ArgumentException($"values has length {values.Length}; a pair has two values, so it must be even.", nameof(values));
        }

        DirectionalEngine<R>.CheckPart(first, values.Length / 2, Directions, nameof(first));
        ProbedValue value = default;
        for (int j = 0; j < values.Length; j += 2)
        {
            ReadOnlySpan<R> direction = Engine.Direction(parameters.Length, Engine.StepNumber, (uint)(first + (j / 2)));
            (values[j], values[j + 1]) = CentralProbe<R>.Values(ref objective, parameters, direction, Engine.Workspace(parameters.Length), Sigma, ref value);
        }

        return R.CreateTruncating(value.Value);
    }

    /// <summary>The scalars of an estimate from the values of all its pairs.</summary>
    /// <param name="values">The values, as <see cref="Evaluate"/> gives them.</param>
    /// <param name="scalars">Receives the scalars, one for each pair.</param>
    /// <exception cref="ArgumentException">A length does not fit the number of pairs.</exception>
    public void Rank(ReadOnlySpan<R> values, Span<R> scalars)
    {
        if (values.Length != 2 * Directions || scalars.Length != Directions)
        {
            throw new ArgumentException(
                $"There are {values.Length} values and {scalars.Length} scalars, but the estimator has {Directions} pairs; pass two values and one scalar for each.", nameof(values));
        }

        ReadOnlySpan<double> ranks = _ranks.Of(values);
        for (int j = 0; j < scalars.Length; j++)
        {
            scalars[j] = R.CreateTruncating((ranks[2 * j] - ranks[(2 * j) + 1]) / (2 * Directions * Sigma));
        }
    }

    /// <inheritdoc/>
    public void FillDirection(Span<R> direction, uint step, uint instance = 0) => Engine.FillDirection(direction, step, instance);

    /// <inheritdoc/>
    public void Replay(uint step, ReadOnlySpan<R> scalars, Span<R> gradient) => Engine.Replay(step, scalars, gradient);
}
