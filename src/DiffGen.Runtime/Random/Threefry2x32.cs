using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// The counter-based generator Threefry2x32-20: a keyed bijection of 64-bit counters. The one that JAX draws its random bits from; for code that has to reproduce them.
/// </summary>
/// <remarks>
/// Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011, section 3.2. The same bits on every machine.
/// </remarks>
public static class Threefry2x32
{
    private const int Rounds = 20;
    private const uint Parity = 0x1BD11BDA;

    private static ReadOnlySpan<int> Rotations => [13, 15, 26, 6, 17, 29, 16, 24];

    /// <summary>Two random words for a counter and a key.</summary>
    /// <param name="counter">The counter, two words.</param>
    /// <param name="key">The key, two words.</param>
    /// <returns>The two words.</returns>
    public static (uint X, uint Y) Block((uint X, uint Y) counter, (uint X, uint Y) key)
    {
        Span<uint> keys = [key.X, key.Y, Parity ^ key.X ^ key.Y];
        uint x = counter.X + keys[0], y = counter.Y + keys[1];
        for (int round = 0; round < Rounds; round++)
        {
            x += y;
            y = BitOperations.RotateLeft(y, Rotations[round % 8]) ^ x;
            if (round % 4 == 3)
            {
                int injection = (round / 4) + 1;
                x += keys[injection % 3];
                y += keys[(injection + 1) % 3] + (uint)injection;
            }
        }

        return (x, y);
    }
}
