using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// The orbit of the logistic map x ← r x (1 − x), a deterministic, chaotic source: its numbers are √8 (x − ½) as they come, in general neither
/// centred nor uncorrelated.
/// </summary>
/// <remarks>
/// <para>
/// For chaos r lies between 3.57 and 4. Each run of 256 elements is one orbit: its start is set by the key, then left alone for 64 iterations. At r = 4
/// the numbers are white; use <see cref="ChaoticNoise"/>, which says so in its type. For other r use <see cref="WhitenedNoise"/>.
/// </para>
/// <para>
/// R. M. May, "Simple mathematical models with very complicated dynamics", Nature 261 (1976). Chaotic dynamics of a network as its source of noise:
/// Terada and Toyoizumi, "Chaotic neural dynamics facilitate probabilistic computations through sampling", PNAS 121 (2024).
/// </para>
/// </remarks>
public sealed class LogisticMapNoise : INoiseSource
{
    private const int Run = 256;
    private const int Settling = 64;

    /// <summary>Makes a source.</summary>
    /// <param name="key">The key of the starts of its orbits.</param>
    /// <param name="rate">The rate r of the map, above 0 and at most 4.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is out of its range.</exception>
    public LogisticMapNoise(NoiseKey key, double rate = 4)
    {
        Key = key;
        Rate = rate is > 0 and <= 4
            ? rate
            : throw new ArgumentOutOfRangeException(nameof(rate), rate, $"rate is {rate}; it must be above 0 and at most 4, where orbits stay in [0, 1].");
    }

    /// <summary>The key of the starts.</summary>
    public NoiseKey Key { get; }

    /// <summary>The rate r of the map.</summary>
    public double Rate { get; }

    /// <inheritdoc/>
    public ulong Identity => NoiseKey.Mix(Key.Value ^ BitConverter.DoubleToUInt64Bits(Rate));

    /// <inheritdoc/>
    public void Fill<R>(Span<R> destination, uint step, uint instance = 0, uint example = 0)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        _ = NoiseFill.ElementsPerBlock<R>();
        double scale = Math.Sqrt(8);
        for (int start = 0; start < destination.Length; start += Run)
        {
            PhiloxBlock words = Key.Block((uint)(start / Run), step, instance, example);

            // sin²(πu/2) of a uniform u has the invariant distribution of the map at r = 4.
            double sin = Elementary.SinCosTurn(NoiseFill.Uniform64(words.X, words.Y) / 4).Sin;
            double x = sin * sin;
            for (int i = 0; i < Settling; i++)
            {
                x = Rate * x * (1 - x);
            }

            int end = Math.Min(destination.Length, start + Run);
            for (int i = start; i < end; i++)
            {
                destination[i] = R.CreateTruncating((x - 0.5) * scale);
                x = Rate * x * (1 - x);
            }
        }
    }
}
