using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// The key of a field of random numbers that are addressed, not drawn: (step, instance, example, element) gives the same number whenever and
/// wherever it is asked for, in any order. Noise is replayed from its key instead of being stored.
/// </summary>
/// <remarks>
/// <para>
/// Plain data. Keys of different seeds or sites give independent fields. Under one key the distributions share their random bits: use keys of
/// different sites for noises that must be independent of one another.
/// </para>
/// <para>
/// An address becomes a counter of <see cref="Philox4x32"/> with the words (block, instance, example, step), where a block holds
/// 128 signs, 4 numbers of <see cref="float"/> or 2 of <see cref="double"/>. Everything, the Gaussian's logarithm, sine and cosine included,
/// is computed from exact integer operations and IEEE additions, multiplications, divisions and square roots: the same bits on every machine, with SIMD and without it.
/// </para>
/// </remarks>
public readonly record struct NoiseKey
{
    /// <summary>Makes the key of one site of a program under one seed.</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="site">The number of the place that needs noise; places with different numbers get independent noise.</param>
    public NoiseKey(ulong seed, ulong site = 0)
    {
        Value = Mix(Mix(seed) + ((site + 1) * 0x9E3779B97F4A7C15));
    }

    /// <summary>The 64 bits of the key.</summary>
    public ulong Value { get; private init; }

    /// <summary>The key whose 64 bits are given, such as those of a key that was written to a file.</summary>
    /// <param name="value">What <see cref="Value"/> was.</param>
    /// <returns>The key.</returns>
    public static NoiseKey FromValue(ulong value) => new() { Value = value };

    /// <summary>A key of its own for each index, independent of this one and of those of other indices.</summary>
    /// <param name="index">Any number.</param>
    /// <returns>The key.</returns>
    public NoiseKey Split(ulong index) => new(Value, index);

    /// <summary>The four random words at an address.</summary>
    /// <param name="block">The block of elements.</param>
    /// <param name="step">The step of an optimisation.</param>
    /// <param name="instance">The how-manieth time the site is met within a step.</param>
    /// <param name="example">The example within a batch.</param>
    /// <returns>The words.</returns>
    public PhiloxBlock Block(uint block, uint step, uint instance = 0, uint example = 0) =>
        Philox4x32.Block(new PhiloxBlock(block, instance, example, step), Value);

    /// <summary>Fills a buffer with numbers that are uniform in the open interval (0, 1): (k + ½)·2⁻⁵² in double, (k + ½)·2⁻²³ in float.</summary>
    /// <typeparam name="R"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="destination">Receives the elements 0, 1, … of the address.</param>
    /// <param name="step">The step of an optimisation.</param>
    /// <param name="instance">The how-manieth time the site is met within a step.</param>
    /// <param name="example">The example within a batch.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="R"/> is another type.</exception>
    public void FillUniform<R>(Span<R> destination, uint step, uint instance = 0, uint example = 0)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        NoiseFill.Uniform<R, PhiloxGenerator>(this, destination, step, instance, example, BlockLanes.IsSupported);
    }

    /// <summary>Fills a buffer with independent standard Gaussians (mean 0, variance 1).</summary>
    /// <remarks>
    /// Box and Muller, "A note on the generation of random normal deviates", Annals of Mathematical Statistics 29 (1958): the uniforms (u, w) of a
    /// block give √(−2 ln u)·(cos 2πw, sin 2πw). Single precision is computed in double and rounded once.
    /// </remarks>
    /// <inheritdoc cref="FillUniform{R}"/>
    public void FillGaussian<R>(Span<R> destination, uint step, uint instance = 0, uint example = 0)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        NoiseFill.Gaussian<R, PhiloxGenerator>(this, destination, step, instance, example, BlockLanes.IsSupported);
    }

    /// <summary>Fills a buffer with independent signs: −1 or +1, each with probability ½ (Rademacher's distribution). One random bit each.</summary>
    /// <inheritdoc cref="FillUniform{R}"/>
    public void FillRademacher<R>(Span<R> destination, uint step, uint instance = 0, uint example = 0)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        NoiseFill.Rademacher<R, PhiloxGenerator>(this, destination, step, instance, example, BlockLanes.IsSupported);
    }

    /// <summary>The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), a bijection of 64-bit words.</summary>
    internal static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
