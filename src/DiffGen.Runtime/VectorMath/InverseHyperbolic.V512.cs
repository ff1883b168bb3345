using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace DiffGen;

public static partial class VectorMath
{
    // All are logarithms of a sum w + wLow: asinh a = ln(a + √(a² + 1)), acosh x = ln(x + √(x² − 1)), atanh a = ½ ln((1 + a) / (1 − a)); with squares and roots as sums too.
    // Floats go through double.

    /// <inheritdoc cref="Asinh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Asinh(Vector512<double> x)
    {
        Vector512<double> a = V.Abs(x);
        Vector512<double> isLarge = V.GreaterThan(a, V.Create(TwoTo60));
        Vector512<double> root = RootOfSquare(a, V.Create(1.0), out Vector512<double> rootLow);

        // Beyond 2⁶⁰ it is ln a + ln 2.
        Vector512<double> w = a + root;
        Vector512<double> back = w - root;
        Vector512<double> wLow = a - back + (root - (w - back)) + rootLow;
        w = V.ConditionalSelect(isLarge, a, w);
        wLow = V.AndNot(wLow, isLarge);
        Vector512<double> y = LogOfSum(w, wLow) + (isLarge & V.Create(Ln2High));

        // Below 2⁻²⁸ it is x.
        y = (y.AsInt64() | (x.AsInt64() & V.Create(long.MinValue))).AsDouble();
        return V.ConditionalSelect(V.LessThan(a, V.Create(3.7e-9)), x, y);
    }

    /// <inheritdoc cref="Acosh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Acosh(Vector512<double> x)
    {
        Vector512<double> isLarge = V.GreaterThan(x, V.Create(TwoTo60));
        Vector512<double> root = RootOfSquare(x, V.Create(-1.0), out Vector512<double> rootLow);
        Vector512<double> w = x + root;
        Vector512<double> wLow = root - (w - x) + rootLow;
        w = V.ConditionalSelect(isLarge, x, w);
        wLow = V.AndNot(wLow, isLarge);
        Vector512<double> y = LogOfSum(w, wLow) + (isLarge & V.Create(Ln2High));
        return V.ConditionalSelect(V.LessThan(x, V.Create(1.0)), V.Create(double.NaN), y);
    }

    /// <inheritdoc cref="Atanh(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Atanh(Vector512<double> x)
    {
        Vector512<double> a = V.Abs(x);
        Vector512<double> numerator = a + V.Create(1.0);
        Vector512<double> numeratorLow = a - (numerator - V.Create(1.0));
        Vector512<double> denominator = V.Create(1.0) - a;
        Vector512<double> denominatorLow = V.Create(1.0) - denominator - a;
        Vector512<double> w = numerator / denominator;
        Vector512<double> wLow = (V.FusedMultiplyAdd(-w, denominator, numerator) + V.FusedMultiplyAdd(-w, denominatorLow, numeratorLow)) / denominator;
        Vector512<double> y = LogOfSum(w, wLow) * V.Create(0.5);

        // Below 2⁻²⁸ it is x.
        y = (y.AsInt64() | (x.AsInt64() & V.Create(long.MinValue))).AsDouble();
        return V.ConditionalSelect(V.LessThan(a, V.Create(3.7e-9)), x, y);
    }

    /// <summary>√(x² + <paramref name="one"/>) for ±1, as a sum with <paramref name="rootLow"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> RootOfSquare(Vector512<double> x, Vector512<double> one, out Vector512<double> rootLow)
    {
        Vector512<double> square = x * x;
        Vector512<double> squareLow = V.FusedMultiplyAdd(x, x, -square);
        Vector512<double> sum = square + one;
        Vector512<double> back = sum - one;
        squareLow += square - back + (one - (sum - back));
        Vector512<double> root = V.Sqrt(sum);
        rootLow = (V.FusedMultiplyAdd(-root, root, sum) + squareLow) * V.Create(0.5) / V.MaxNative(V.Create(1e-300), root);
        return root;
    }

    /// <inheritdoc cref="Asinh(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Asinh(Vector512<float> x) => V.Narrow(Asinh(V.WidenLower(x)), Asinh(V.WidenUpper(x)));

    /// <inheritdoc cref="Acosh(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Acosh(Vector512<float> x) => V.Narrow(Acosh(V.WidenLower(x)), Acosh(V.WidenUpper(x)));

    /// <inheritdoc cref="Atanh(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Atanh(Vector512<float> x) => V.Narrow(Atanh(V.WidenLower(x)), Atanh(V.WidenUpper(x)));
}
