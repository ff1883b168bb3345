using System;
using System.Numerics;
using DiffGen.CompilerServices;

namespace DiffGen;

/// <summary>
/// The forward gradient g = (∇f(θ) · v) v for a random direction v: an unbiased estimate of ∇f(θ) from forward passes alone, without a reverse
/// sweep and without storing anything of the computation.
/// </summary>
/// <remarks>
/// <para>
/// Baydin, Pearlmutter, Syme, Wood and Torr, "Gradients without backpropagation", 2022, definition 1. Unbiased as E[v vᵀ] = I. With S = ‖∇f‖² and
/// n parameters, coordinate i has the variance S + gᵢ² for Gaussian directions and S − gᵢ² for Rademacher's. The mean over K independent
/// directions has a K-th of it.
/// </para>
/// <para>
/// Step s with seed k uses the same directions whenever it is made: direction j of a step is noise of <see cref="Key"/> at (step, instance j).
/// A run is repeated bit for bit by the same seed, and continued by setting <see cref="Step"/>.
/// An estimator holds a workspace and serves one thread at a time; it is allocated when a number of parameters is first met.
/// </para>
/// </remarks>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class ForwardGradient<R> : IGradientEstimator<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private uint _step;
    private R[] _direction = [];
    private R[] _sum = [];

    /// <summary>Makes an estimator.</summary>
    /// <param name="seed">The seed of its directions.</param>
    /// <param name="noise">The distribution of the directions.</param>
    /// <param name="directions">The number K of independent directions that an estimate averages, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of directions is less than 1, or the distribution is unknown.</exception>
    public ForwardGradient(ulong seed, DirectionNoise noise = DirectionNoise.Gaussian, int directions = 1)
    {
        if (noise is not (DirectionNoise.Gaussian or DirectionNoise.Rademacher))
        {
            throw new ArgumentOutOfRangeException(nameof(noise), noise, $"noise is {noise}; it must be Gaussian or Rademacher.");
        }

        if (directions < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(directions), directions, $"directions is {directions}; it must be at least 1.");
        }

        Key = new NoiseKey(seed);
        Noise = noise;
        Directions = directions;
    }

    /// <summary>The key of the directions.</summary>
    public NoiseKey Key { get; }

    /// <summary>The distribution of the directions.</summary>
    public DirectionNoise Noise { get; }

    /// <summary>The number K of independent directions that an estimate averages.</summary>
    public int Directions { get; }

    /// <summary>The number of the next estimate, from 0; goes up by one with each. Set it to repeat or to continue a run.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or exceeds 2³² − 1.</exception>
    public long Step
    {
        get => _step;
        set => _step = value is >= 0 and <= uint.MaxValue
            ? (uint)value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"Step is {value}; it must be between 0 and {uint.MaxValue}.");
    }

    /// <summary><see cref="DiffGen.Bias.Unbiased"/>.</summary>
    public Bias Bias => Bias.Unbiased;

    /// <inheritdoc/>
    public R Estimate<TObjective>(ref TObjective objective, ReadOnlySpan<R> parameters, Span<R> gradient)
        where TObjective : IObjective<R>, allows ref struct
    {
        Arguments.SameLength(gradient.Length, parameters.Length, nameof(gradient), nameof(parameters));
        Arguments.Disjoint((ReadOnlySpan<R>)gradient, parameters, nameof(gradient), nameof(parameters));
        if (_direction.Length != parameters.Length)
        {
            _direction = new R[parameters.Length];
            _sum = new R[parameters.Length];
        }

        // The sum is kept apart from the caller's buffer, which an objective that throws must leave as it was.
        Span<R> sum = _sum;
        R value = default;
        for (int j = 0; j < Directions; j++)
        {
            FillDirection(_direction, _step, (uint)j);
            R valueNow = objective.Jvp(parameters, _direction, out R directional);
            if (j == 0)
            {
                value = valueNow;
                sum.Clear();
            }

            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += directional * _direction[i];
            }
        }

        R count = R.CreateChecked(Directions);
        for (int i = 0; i < sum.Length; i++)
        {
            gradient[i] = sum[i] / count;
        }

        _step = checked(_step + 1);
        return value;
    }

    /// <summary>The direction that an estimate uses; for those who replay a run from its seeds and directional derivatives.</summary>
    /// <param name="direction">Receives the direction, of the length of the parameters.</param>
    /// <param name="step">The number of the estimate.</param>
    /// <param name="instance">The number of the direction within the estimate, from 0.</param>
    public void FillDirection(Span<R> direction, uint step, uint instance = 0)
    {
        if (Noise == DirectionNoise.Rademacher)
        {
            Key.FillRademacher(direction, step, instance);
        }
        else
        {
            Key.FillGaussian(direction, step, instance);
        }
    }
}
