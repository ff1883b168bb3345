using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiffGen;

/// <summary><see cref="Threefry2x64"/> as a generator of noise: a counter's four words are its two, the lower halves first; the key is (key, 0).</summary>
internal readonly struct ThreefryGenerator : IBlockGenerator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxBlock Block(PhiloxBlock counter, ulong key)
    {
        (ulong x, ulong y) = Threefry2x64.Block((((ulong)counter.Y << 32) | counter.X, ((ulong)counter.W << 32) | counter.Z), (key, 0));
        return new PhiloxBlock((uint)x, (uint)(x >> 32), (uint)y, (uint)(y >> 32));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BlockLanes Lanes(uint first, uint y, uint z, uint w, ulong key)
    {
        // The key's words 0, 1 and 2 are key, 0 and their parity; injection n adds the words n and n + 1, modulo 3, and n itself.
        Vector256<ulong> key0 = Vector256.Create(key), key2 = Vector256.Create(Threefry2x64.Parity ^ key);
        Vector256<ulong> x0 = Vector256.Create((ulong)first, first + 1u, first + 2u, first + 3u) | Vector256.Create((ulong)y << 32);
        Vector256<ulong> x1 = Vector256.Create(((ulong)w << 32) | z);
        x0 += key0;
        FourRounds(ref x0, ref x1, 16, 42, 12, 31);
        x1 += key2 + Vector256.Create(1ul);
        FourRounds(ref x0, ref x1, 16, 32, 24, 21);
        x0 += key2;
        x1 += key0 + Vector256.Create(2ul);
        FourRounds(ref x0, ref x1, 16, 42, 12, 31);
        x0 += key0;
        x1 += Vector256.Create(3ul);
        FourRounds(ref x0, ref x1, 16, 32, 24, 21);
        x1 += key2 + Vector256.Create(4ul);
        FourRounds(ref x0, ref x1, 16, 42, 12, 31);
        x0 += key2;
        x1 += key0 + Vector256.Create(5ul);
        return new BlockLanes(x0, x1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourRounds(ref Vector256<ulong> x0, ref Vector256<ulong> x1, int first, int second, int third, int fourth)
    {
        Round(ref x0, ref x1, first);
        Round(ref x0, ref x1, second);
        Round(ref x0, ref x1, third);
        Round(ref x0, ref x1, fourth);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(ref Vector256<ulong> x0, ref Vector256<ulong> x1, int rotation)
    {
        x0 += x1;
        x1 = ((x1 << rotation) | (x1 >>> (64 - rotation))) ^ x0;
    }
}
