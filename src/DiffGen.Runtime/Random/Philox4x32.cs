using System;

namespace DiffGen;

/// <summary>
/// The counter-based generator Philox4x32-10: a keyed bijection of 128-bit counters, so that any block of a stream is computed at once.
/// </summary>
/// <remarks>
/// Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011, section 3.3. The same bits on every machine.
/// </remarks>
public static class Philox4x32
{
    internal const int Rounds = 10;
    internal const uint Multiplier0 = 0xD2511F53;
    internal const uint Multiplier1 = 0xCD9E8D57;
    internal const uint Weyl0 = 0x9E3779B9;
    internal const uint Weyl1 = 0xBB67AE85;

    /// <summary>Four random words for a counter and a key.</summary>
    /// <param name="counter">The counter, its first word the least significant one.</param>
    /// <param name="key">The key: the low half is its first word, the high half its second.</param>
    /// <returns>The four words.</returns>
    public static PhiloxBlock Block(PhiloxBlock counter, ulong key)
    {
        (uint x0, uint x1, uint x2, uint x3) = counter;
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * x0;
            ulong product1 = (ulong)Multiplier1 * x2;
            x0 = (uint)(product1 >> 32) ^ x1 ^ k0;
            x1 = (uint)product1;
            x2 = (uint)(product0 >> 32) ^ x3 ^ k1;
            x3 = (uint)product0;
            k0 += Weyl0;
            k1 += Weyl1;
        }

        return new PhiloxBlock(x0, x1, x2, x3);
    }
}
