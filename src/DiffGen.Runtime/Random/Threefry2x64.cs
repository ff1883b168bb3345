using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// The counter-based generator Threefry2x64-20: a keyed bijection of 128-bit counters from additions, rotations and exclusive ors alone. A second generator beside
/// <see cref="Philox4x32"/>: results that hold with both are no accident of either.
/// </summary>
/// <remarks>
/// Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011, section 3.2, after the cipher Threefish. The same bits on every machine.
/// </remarks>
public static class Threefry2x64
{
    internal const int Rounds = 20;
    internal const ulong Parity = 0x1BD11BDAA9FC1A22;

    internal static ReadOnlySpan<int> Rotations => [16, 42, 12, 31, 16, 32, 24, 21];

    /// <summary>Two random words for a counter and a key.</summary>
    /// <param name="counter">The counter, two words.</param>
    /// <param name="key">The key, two words.</param>
    /// <returns>The two words.</returns>
    public static (ulong X, ulong Y) Block((ulong X, ulong Y) counter, (ulong X, ulong Y) key)
    {
        Span<ulong> keys = [key.X, key.Y, Parity ^ key.X ^ key.Y];
        ulong x = counter.X + keys[0], y = counter.Y + keys[1];
        for (int round = 0; round < Rounds; round++)
        {
            x += y;
            y = BitOperations.RotateLeft(y, Rotations[round % 8]) ^ x;
            if (round % 4 == 3)
            {
                int injection = (round / 4) + 1;
                x += keys[injection % 3];
                y += keys[(injection + 1) % 3] + (ulong)injection;
            }
        }

        return (x, y);
    }
}
