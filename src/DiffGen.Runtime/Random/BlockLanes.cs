using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DiffGen;

/// <summary>Four consecutive blocks of a generator at once: lane i of the vectors holds the words of block i, as 64-bit numbers.</summary>
/// <param name="XY">The first word of each block in the lower half of its lane, the second in the upper half.</param>
/// <param name="ZW">The third word of each block in the lower half of its lane, the fourth in the upper half.</param>
internal readonly record struct BlockLanes(Vector256<ulong> XY, Vector256<ulong> ZW)
{
    /// <summary>The number of blocks that are made at once.</summary>
    public const int Blocks = 4;

    /// <summary>Whether the machine has what lanes need.</summary>
    public static bool IsSupported => Avx2.IsSupported;
}
