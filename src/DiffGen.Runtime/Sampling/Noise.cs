using System;
using DiffGen.Sampling;

namespace DiffGen;

/// <summary>
/// A stream of random draws: a key, and the position of the next draw. Plain data of 16 bytes that is copied, stored and compared; a copy replays
/// what the original draws.
/// </summary>
/// <remarks>
/// <para>
/// Draw number k of a stream is a function of (key, k) alone: it takes one position, whatever it is a draw of and however often its sampler rejects. A draw of a vector of n
/// numbers takes n. So draws stay what they are when those before them change their parameters, or even their distribution.
/// </para>
/// <para>
/// Pass it on by reference: <c>ref noise</c>. A method that draws from a copy draws what its caller draws next. <c>default</c> is the stream of the key 0.
/// </para>
/// </remarks>
public struct Noise : IEquatable<Noise>
{
    /// <summary>Makes the stream of a seed.</summary>
    /// <param name="seed">The seed.</param>
    public Noise(ulong seed)
        : this(new NoiseKey(seed))
    {
    }

    /// <summary>Makes a stream of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="position">The number of the next draw.</param>
    public Noise(NoiseKey key, ulong position = 0)
    {
        Key = key;
        Position = position;
    }

    /// <summary>The key of the stream.</summary>
    public NoiseKey Key { get; }

    /// <summary>The number of the next draw.</summary>
    public ulong Position { get; private set; }

    /// <summary>
    /// A stream of its own, independent of this one and of those of other indices. This stream is not moved on: iterations of a loop that each split
    /// by their index draw independently of one another.
    /// </summary>
    /// <remarks>
    /// What it is depends on key, position and index. The same index at the same position gives the same stream again, so two loops that split must have a draw between
    /// them, or split a split: <c>noise.Split(0).Split(i)</c>. Keys have 64 bits: among n streams two are the same with a probability of about n²·2⁻⁶⁵.
    /// </remarks>
    /// <param name="index">Any number.</param>
    /// <returns>The stream, at its position 0.</returns>
    public readonly Noise Split(ulong index) => new(Key.Split(Position).Split(index));

    /// <inheritdoc cref="Split(ulong)"/>
    public readonly Noise Split(int index) => Split((ulong)index);

    /// <summary>The words of the next draw; moves on by one position.</summary>
    internal DrawWords Draw() => new(Key, Position++);

    /// <inheritdoc/>
    public readonly bool Equals(Noise other) => Key == other.Key && Position == other.Position;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Noise other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(Key, Position);

    /// <summary>Key and position, for a message.</summary>
    /// <returns>The text.</returns>
    public override readonly string ToString() => $"Noise {Key.Value:x16} at {Position}";

    /// <summary>The same key and position.</summary>
    /// <param name="left">A stream.</param>
    /// <param name="right">A stream.</param>
    /// <returns>Whether they draw the same.</returns>
    public static bool operator ==(Noise left, Noise right) => left.Equals(right);

    /// <summary>Another key or position.</summary>
    /// <param name="left">A stream.</param>
    /// <param name="right">A stream.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(Noise left, Noise right) => !left.Equals(right);
}
