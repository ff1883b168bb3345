using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DiffGen;

/// <summary>
/// Four consecutive blocks of <see cref="Philox4x32"/> at once: lane i of the vectors holds the words of block i, as 64-bit numbers.
/// </summary>
/// <remarks>
/// Between rounds the upper halves of the lanes hold left-overs, which the multiplication of 32-bit words does not read.
/// </remarks>
internal readonly struct PhiloxLanes
{
    /// <summary>The number of blocks that are made at once.</summary>
    public const int Blocks = 4;

    private PhiloxLanes(Vector256<ulong> xy, Vector256<ulong> zw)
    {
        XY = xy;
        ZW = zw;
    }

    /// <summary>Whether the machine has what this needs.</summary>
    public static bool IsSupported => Avx2.IsSupported;

    /// <summary>The first word of each block in the lower half of its lane, the second in the upper half.</summary>
    public Vector256<ulong> XY { get; }

    /// <summary>The third word of each block in the lower half of its lane, the fourth in the upper half.</summary>
    public Vector256<ulong> ZW { get; }

    /// <summary>The blocks of four counters that differ in their first word: <paramref name="first"/>, …, <paramref name="first"/> + 3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes Make(uint first, uint y, uint z, uint w, ulong key)
    {
        Vector256<uint> multiplier0 = Vector256.Create((ulong)Philox4x32.Multiplier0).AsUInt32();
        Vector256<uint> multiplier1 = Vector256.Create((ulong)Philox4x32.Multiplier1).AsUInt32();
        Vector256<ulong> x0 = Vector256.Create((ulong)first, first + 1u, first + 2u, first + 3u);
        Vector256<ulong> x1 = Vector256.Create((ulong)y), x2 = Vector256.Create((ulong)z), x3 = Vector256.Create((ulong)w);
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        for (int round = 0; round < Philox4x32.Rounds; round++)
        {
            Vector256<ulong> product0 = Avx2.Multiply(multiplier0, x0.AsUInt32());
            Vector256<ulong> product1 = Avx2.Multiply(multiplier1, x2.AsUInt32());
            x0 = (product1 >>> 32) ^ x1 ^ Vector256.Create((ulong)k0);
            x1 = product1;
            x2 = (product0 >>> 32) ^ x3 ^ Vector256.Create((ulong)k1);
            x3 = product0;
            k0 += Philox4x32.Weyl0;
            k1 += Philox4x32.Weyl1;
        }

        Vector256<ulong> lower = Vector256.Create((ulong)uint.MaxValue);
        return new PhiloxLanes((x0 & lower) | (x1 << 32), (x2 & lower) | (x3 << 32));
    }
}
