using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffGen.CompilerServices;

/// <summary>
/// The product of a cotangent (or tangent) and a partial derivative that has a pole. Used by generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StrongZero
{
    /// <summary>
    /// <c>cotangent * partial</c>, where an exactly zero cotangent gives 0 whatever the partial is, infinite or NaN included.
    /// </summary>
    /// <param name="cotangent">The cotangent or tangent; NaN stays NaN.</param>
    /// <param name="partial">The partial derivative.</param>
    /// <returns>The product; +0 where <paramref name="cotangent"/> is +0 or −0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Multiply(double cotangent, double partial) => cotangent == 0 ? 0 : cotangent * partial;

    /// <inheritdoc cref="Multiply(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Multiply(float cotangent, float partial) => cotangent == 0 ? 0 : cotangent * partial;

    /// <inheritdoc cref="Multiply(double, double)"/>
    /// <typeparam name="T">The real type.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Multiply<T>(T cotangent, T partial)
        where T : IFloatingPointIeee754<T> => cotangent == T.Zero ? T.Zero : cotangent * partial;
}
