using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffGen;

/// <summary>
/// Choices with a given probability, one for each element: a word of 64 bits below a threshold. A block holds the words of two elements, so that the choices are the same in
/// both precisions. With <c>lanes</c> whole groups of blocks at once and the rest word by word, the same bits either way.
/// </summary>
internal static class ThresholdFill
{
    /// <summary>The least probability, and the least distance of one from 1: beyond, the threshold would not hold it to ten digits.</summary>
    public const double Least = 1e-9;

    /// <summary>The threshold t with P(word &lt; t) = t·2⁻⁶⁴ for a probability below 1.</summary>
    public static ulong Of(double probability) => (ulong)(probability * 18446744073709551616.0);

    /// <summary>Each element is <paramref name="below"/> where its word is below the threshold, and <paramref name="above"/> where it is not.</summary>
    public static void Choose<R>(NoiseKey key, Span<R> destination, ulong threshold, R below, R above, uint step, uint instance, uint example, bool lanes)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        _ = NoiseFill.ElementsPerBlock<R>();
        int done = lanes ? ThresholdFillLanes.Choose(key, destination, threshold, below, above, step, instance, example) : 0;
        for (int i = done; i < destination.Length; i++)
        {
            destination[i] = Word(key, i, step, instance, example) < threshold ? below : above;
        }
    }

    /// <summary>Each element is multiplied by a factor where its word is below the threshold, and 0 where it is not.</summary>
    public static void Keep<R>(NoiseKey key, Span<R> destination, ulong threshold, R factor, uint step, uint instance, uint example, bool lanes)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        _ = NoiseFill.ElementsPerBlock<R>();
        int done = lanes ? ThresholdFillLanes.Keep(key, destination, threshold, factor, step, instance, example) : 0;
        for (int i = done; i < destination.Length; i++)
        {
            destination[i] = Word(key, i, step, instance, example) < threshold ? destination[i] * factor : R.Zero;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word(NoiseKey key, int element, uint step, uint instance, uint example)
    {
        PhiloxBlock words = key.Block((uint)(element / 2), step, instance, example);
        return element % 2 == 0 ? ((ulong)words.Y << 32) | words.X : ((ulong)words.W << 32) | words.Z;
    }
}
