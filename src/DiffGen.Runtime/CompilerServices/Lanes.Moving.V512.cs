using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiffGen.CompilerServices;

public static partial class Lanes
{
    /// <summary>Marks which vectors of an element are not zero, beside what is marked already: <c>marks[place] |= Σₖ (Vₖ ≠ 0) 2ᵏ</c>.</summary>
    /// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
    /// <param name="marks">The marks.</param>
    /// <param name="place">Which of them.</param>
    /// <param name="tangents">Four vectors of tangents for each number.</param>
    /// <param name="index">The element.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Mark<T>(Span<int> marks, int place, Span<VectorBlock<Vector512<T>>> tangents, int index)
    {
        ref VectorBlock<Vector512<T>> block = ref tangents[index];
        marks[place] |= (Vector512.EqualsAll(block.V0, Vector512<T>.Zero) ? 0 : 1)
            | (Vector512.EqualsAll(block.V1, Vector512<T>.Zero) ? 0 : 2)
            | (Vector512.EqualsAll(block.V2, Vector512<T>.Zero) ? 0 : 4)
            | (Vector512.EqualsAll(block.V3, Vector512<T>.Zero) ? 0 : 8);
    }
}
