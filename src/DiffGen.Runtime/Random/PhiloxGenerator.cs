using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DiffGen;

/// <summary><see cref="Philox4x32"/> as a generator of noise.</summary>
internal readonly struct PhiloxGenerator : IBlockGenerator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxBlock Block(PhiloxBlock counter, ulong key) => Philox4x32.Block(counter, key);

    /// <inheritdoc/>
    /// <remarks>Between rounds the upper halves of the lanes hold left-overs, which the multiplication of 32-bit words does not read.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BlockLanes Lanes(uint first, uint y, uint z, uint w, ulong key)
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
        return new BlockLanes((x0 & lower) | (x1 << 32), (x2 & lower) | (x3 << 32));
    }
}
