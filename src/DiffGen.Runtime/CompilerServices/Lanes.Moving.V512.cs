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

    /// <summary>Marks which vectors of an element are not zero, and makes the mark negative where a number is not <see cref="Jacobians.IsModerate(double)">of moderate size</see>.</summary>
    /// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
    /// <param name="marks">The marks.</param>
    /// <param name="place">Which of them.</param>
    /// <param name="tangents">Four vectors of tangents for each number.</param>
    /// <param name="index">The element.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MarkModerate<T>(Span<int> marks, int place, Span<VectorBlock<Vector512<T>>> tangents, int index)
    {
        Mark(marks, place, tangents, index);
        ref VectorBlock<Vector512<T>> block = ref tangents[index];
        Vector512<T> largest = typeof(T) == typeof(float) ? Vector512.Create(Jacobians.ModerateSingle).As<float, T>() : Vector512.Create(Jacobians.Moderate).As<double, T>();
        Vector512<T> are = Vector512.LessThanOrEqual(Vector512.Abs(block.V0), largest) & Vector512.LessThanOrEqual(Vector512.Abs(block.V1), largest)
            & Vector512.LessThanOrEqual(Vector512.Abs(block.V2), largest) & Vector512.LessThanOrEqual(Vector512.Abs(block.V3), largest);
        if (!Vector512.EqualsAll(are.AsInt32(), Vector512<int>.AllBitsSet))
        {
            marks[place] |= int.MinValue;
        }
    }
}
