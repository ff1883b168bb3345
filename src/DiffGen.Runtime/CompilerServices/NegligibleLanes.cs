using System;
using System.Numerics.Tensors;

namespace DiffGen.CompilerServices;

/// <summary>
/// For generated code: cotangents of points in lanes that are so small that nobody can tell them from zero. A processor may take a hundred cycles for a product with a subnormal number. Cotangents below
/// 2⁻¹⁰⁰⁰ are left out of sums over points; then the sums are compared with what they can have missed, and added up again with nothing left out where that could change a digit.
/// </summary>
public static partial class NegligibleLanes
{
    /// <summary>The state once something was left out.</summary>
    public const int LeftOut = 1;

    /// <summary>The state in which nothing is left out.</summary>
    public const int Kept = 2;

    /// <summary>The state in which all is to be added up again, with nothing left out.</summary>
    public const int Again = 3;

    /// <summary>The state to begin with.</summary>
    /// <param name="inputs">How many numbers the points are computed of.</param>
    /// <param name="points">How many points there are.</param>
    /// <returns>0, or <see cref="Kept"/> where it would take long to look at all the numbers for so few points.</returns>
    public static int Start(long inputs, int points) => inputs <= 16_384L * points ? 0 : Kept;

    /// <summary>Whether numbers are small.</summary>
    /// <param name="x">The numbers.</param>
    /// <param name="exponent">The logarithm, to the base 2, of the largest.</param>
    /// <returns>Whether all of them are at most 2 to the exponent in size, and none is NaN.</returns>
    public static bool AreAtMost(ReadOnlySpan<double> x, int exponent) => x.IsEmpty || AreAtMost(TensorPrimitives.MaxMagnitude(x), exponent);

    /// <summary>Whether a number is small.</summary>
    /// <param name="x">The number.</param>
    /// <param name="exponent">The logarithm, to the base 2, of the largest.</param>
    /// <returns>Whether it is at most 2 to the exponent in size, and not NaN.</returns>
    public static bool AreAtMost(double x, int exponent) => Math.Abs(x) <= Math.ScaleB(1, exponent);

    /// <summary>Whether numbers are large.</summary>
    /// <param name="x">The numbers.</param>
    /// <param name="exponent">The logarithm, to the base 2, of the least.</param>
    /// <returns>Whether all of them are at least 2 to the exponent in size, and none is NaN.</returns>
    public static bool AreAtLeast(ReadOnlySpan<double> x, int exponent) => x.IsEmpty || Math.Abs(TensorPrimitives.MinMagnitude(x)) >= Math.ScaleB(1, exponent);
}
