using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiffGen.CompilerServices;

/// <summary>
/// What a scalar method does, on vectors whose lanes are calls. A mask has all bits of a lane where the lane is on, and none where it is off. Used by
/// generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Lanes
{
    /// <summary>The exception with which a kernel ends where one of its calls throws; the caller then runs them one by one.</summary>
    /// <returns>An exception that never reaches the user.</returns>
    public static Exception Left() => new LeftException();

    /// <summary>The sum of the lanes, the halves of the vector first.</summary>
    /// <param name="x">The vector.</param>
    /// <returns>The sum.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Total(Vector512<double> x) => Total(x.GetLower() + x.GetUpper());

    /// <summary>The sum of the lanes, the halves of the vector first.</summary>
    /// <param name="x">The vector.</param>
    /// <returns>The sum.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Total(Vector256<double> x) => Vector128.Sum(x.GetLower() + x.GetUpper());

    /// <summary>The sum of the lanes, the halves of the vector first.</summary>
    /// <param name="x">The vector.</param>
    /// <returns>The sum.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Total(Vector512<float> x) => Total(x.GetLower() + x.GetUpper());

    /// <summary>The sum of the lanes, the halves of the vector first.</summary>
    /// <param name="x">The vector.</param>
    /// <returns>The sum.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Total(Vector256<float> x) => Vector128.Sum(x.GetLower() + x.GetUpper());

    /// <summary>In an operation that throws where an operand is NaN.</summary>
    private static void RequireNumbers(bool areNumbers)
    {
        if (!areNumbers)
        {
            throw Left();
        }
    }

    private sealed class LeftException() : Exception("A call of a batch throws; the calls are run one by one to find the first that does.");
}
