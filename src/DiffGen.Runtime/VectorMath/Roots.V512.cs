using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace DiffGen;

public static partial class VectorMath
{
    // Cube root: |x| = 2ᵏ m, k = 3 j + i; a first value of ³√m by a polynomial (2⁻¹³), one step of Halley (2⁻⁴⁰), and one of Newton with the cube as a sum. Floats go through double.

    /// <inheritdoc cref="Cbrt(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Cbrt(Vector512<double> x)
    {
        Vector512<double> a = V.Abs(x);
        Vector512<double> m = Mantissa(a, out Vector512<double> k);
        Vector512<double> n = V.FusedMultiplyAdd(k, V.Create(0.3333333333333333), V.Create(RoundDouble));
        Vector512<double> third = n - V.Create(RoundDouble);
        Vector512<double> rest = V.FusedMultiplyAdd(third, V.Create(-3.0), k);

        // m and its root times 2^i and 2^(i/3), i of −1, 0 and 1.
        Vector512<double> isLow = V.LessThan(rest, Vector512<double>.Zero);
        Vector512<double> isHigh = V.GreaterThan(rest, Vector512<double>.Zero);
        Vector512<double> m2 = m * m;
        Vector512<double> y = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.055811224720516063), m, V.Create(-0.28270436455676112)), m2, V.FusedMultiplyAdd(V.Create(0.73179539652935921), m, V.Create(0.49515345405776395)));
        y *= V.ConditionalSelect(isLow, V.Create(0.7937005259840998), V.ConditionalSelect(isHigh, V.Create(1.2599210498948732), V.Create(1.0)));
        Vector512<double> w = m * V.ConditionalSelect(isLow, V.Create(0.5), V.ConditionalSelect(isHigh, V.Create(2.0), V.Create(1.0)));

        // y ← y (y³ + 2 w) / (2 y³ + w), then y ← y + (w − y³) / (3 y²).
        Vector512<double> cube = y * y * y;
        y = y * ((w + w + cube) / (cube + cube + w));
        Vector512<double> square = y * y;
        Vector512<double> squareLow = V.FusedMultiplyAdd(y, y, -square);
        cube = square * y;
        Vector512<double> cubeLow = V.FusedMultiplyAdd(squareLow, y, V.FusedMultiplyAdd(square, y, -cube));
        y += (w - cube - cubeLow) / (square * V.Create(3.0));

        // Times 2^j, with the sign of x; 0, ∞ and NaN are their own roots.
        y *= ((n.AsInt64() + V.Create(1023L)) << 52).AsDouble();
        y = (y.AsInt64() | (x.AsInt64() & V.Create(long.MinValue))).AsDouble();
        Vector512<double> isOrdinary = V.GreaterThan(a, Vector512<double>.Zero) & V.LessThan(a, V.Create(double.PositiveInfinity));
        return V.ConditionalSelect(isOrdinary, y, x);
    }

    /// <inheritdoc cref="Cbrt(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Cbrt(Vector512<float> x) => V.Narrow(Cbrt(V.WidenLower(x)), Cbrt(V.WidenUpper(x)));

    // Hypotenuse: scaled by a power of two where a square might leave the range; the sum of squares and its root as sums.

    /// <inheritdoc cref="Hypot(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Hypot(Vector512<double> x, Vector512<double> y)
    {
        Vector512<double> a = V.Abs(x);
        Vector512<double> b = V.Abs(y);
        Vector512<double> isSteep = V.GreaterThan(b, a);
        Vector512<double> max = V.ConditionalSelect(isSteep, b, a);
        Vector512<double> min = V.ConditionalSelect(isSteep, a, b);
        Vector512<double> isHuge = V.GreaterThan(max, V.Create(TwoTo500));
        Vector512<double> isTiny = V.LessThan(max, V.Create(TwoToMinus450));
        Vector512<double> unit = V.ConditionalSelect(isHuge, V.Create(TwoToMinus600), V.ConditionalSelect(isTiny, V.Create(TwoTo600), V.Create(1.0)));
        Vector512<double> back = V.ConditionalSelect(isHuge, V.Create(TwoTo600), V.ConditionalSelect(isTiny, V.Create(TwoToMinus600), V.Create(1.0)));
        max *= unit;
        min *= unit;
        Vector512<double> square = max * max;
        Vector512<double> other = min * min;
        Vector512<double> sum = square + other;
        Vector512<double> sumLow = other - (sum - square) + (V.FusedMultiplyAdd(max, max, -square) + V.FusedMultiplyAdd(min, min, -other));
        Vector512<double> root = V.Sqrt(sum);
        Vector512<double> rest = V.FusedMultiplyAdd(-root, root, sum) + sumLow;
        root = V.FusedMultiplyAdd(rest, V.Create(0.5) / V.MaxNative(V.Create(1e-300), root), root) * back;

        // ∞ whatever the other is, then NaN.
        root = V.ConditionalSelect(V.Equals(x, x) & V.Equals(y, y), root, x + y);
        Vector512<double> isInfinite = V.Equals(a, V.Create(double.PositiveInfinity)) | V.Equals(b, V.Create(double.PositiveInfinity));
        return V.ConditionalSelect(isInfinite, V.Create(double.PositiveInfinity), root);
    }

    /// <inheritdoc cref="Hypot(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Hypot(Vector512<float> x, Vector512<float> y)
    {
        // Squares of floats are exact in double, and their sum neither overflows nor underflows.
        Vector512<double> x0 = V.WidenLower(x);
        Vector512<double> x1 = V.WidenUpper(x);
        Vector512<double> y0 = V.WidenLower(y);
        Vector512<double> y1 = V.WidenUpper(y);
        Vector512<float> root = V.Narrow(V.Sqrt(V.FusedMultiplyAdd(x0, x0, y0 * y0)), V.Sqrt(V.FusedMultiplyAdd(x1, x1, y1 * y1)));
        Vector512<float> isInfinite = V.Equals(V.Abs(x), V.Create(float.PositiveInfinity)) | V.Equals(V.Abs(y), V.Create(float.PositiveInfinity));
        return V.ConditionalSelect(isInfinite, V.Create(float.PositiveInfinity), root);
    }
}
