using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace DiffGen;

public static partial class VectorMath
{
    // asin s = s + s z p(z), z = s², for s ≤ ½; beyond, asin a = π/2 − 2 asin √((1 − a) / 2). Outside of [−1, 1] the root is NaN.

    /// <inheritdoc cref="Asin(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Asin(Vector512<double> x)
    {
        Vector512<double> a = V.Abs(x);
        Vector512<double> isNear = V.LessThan(a, V.Create(0.5));
        Vector512<double> far = V.FusedMultiplyAdd(a, V.Create(-0.5), V.Create(0.5));
        Vector512<double> z = V.ConditionalSelect(isNear, a * a, far);
        Vector512<double> s = V.ConditionalSelect(isNear, a, V.Sqrt(far));
        Vector512<double> tail = AsinQuotient(z) * z;
        Vector512<double> near = V.FusedMultiplyAdd(tail, s, s);
        Vector512<double> twice = s + s;
        Vector512<double> high = V.Create(HalfPiHigh) - twice;
        Vector512<double> rest = V.Create(HalfPiHigh) - high - twice + V.FusedMultiplyAdd(-tail, twice, V.Create(HalfPiMiddle));
        Vector512<double> y = V.ConditionalSelect(isNear, near, high + rest);
        return (y.AsInt64() | (x.AsInt64() & V.Create(long.MinValue))).AsDouble();
    }

    /// <inheritdoc cref="Acos(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Acos(Vector512<double> x)
    {
        Vector512<double> a = V.Abs(x);
        Vector512<double> isNear = V.LessThan(a, V.Create(0.5));
        Vector512<double> far = V.FusedMultiplyAdd(a, V.Create(-0.5), V.Create(0.5));
        Vector512<double> z = V.ConditionalSelect(isNear, a * a, far);
        Vector512<double> s = V.ConditionalSelect(isNear, a, V.Sqrt(far));
        s = (s.AsInt64() | (x.AsInt64() & V.Create(long.MinValue))).AsDouble();
        Vector512<double> tail = AsinQuotient(z) * z * s;

        // π/2 − asin x; and 2 asin √…, or π less that.
        Vector512<double> high = V.Create(HalfPiHigh) - s;
        Vector512<double> near = high + (V.Create(HalfPiHigh) - high - s + (V.Create(HalfPiMiddle) - tail));
        Vector512<double> right = s + tail;
        Vector512<double> isLeft = V.LessThan(x, Vector512<double>.Zero);
        Vector512<double> left = V.Create(HalfPiHigh) + (right + V.Create(HalfPiMiddle));
        Vector512<double> half = V.ConditionalSelect(isLeft, left, right);
        return V.ConditionalSelect(isNear, near, half + half);
    }

    /// <summary>(asin s / s − 1) / s² for z = s² ≤ ¼: asin s with relative error 2⁻⁵⁹.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> AsinQuotient(Vector512<double> z)
    {
        Vector512<double> z2 = z * z;
        Vector512<double> z4 = z2 * z2;
        Vector512<double> z8 = z4 * z4;
        Vector512<double> p0 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.030381944475693704), z, V.Create(0.044642857142550188)), z2, V.FusedMultiplyAdd(V.Create(0.075000000000001191), z, V.Create(0.16666666666666666)));
        Vector512<double> p1 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.011566511821890942), z, V.Create(0.013963775787848137)), z2, V.FusedMultiplyAdd(V.Create(0.017352816768546473), z, V.Create(0.022372157435623815)));
        Vector512<double> p2 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.019579201619744684), z, V.Create(0.0030350071727267623)), z2, V.FusedMultiplyAdd(V.Create(0.0093221015010827735), z, V.Create(0.0096214027473448295)));
        Vector512<double> p3 = V.FusedMultiplyAdd(V.Create(0.029635026263548549), z, V.Create(-0.019277545928584557));
        Vector512<double> p = V.FusedMultiplyAdd(V.FusedMultiplyAdd(p3, z4, p2), z8, V.FusedMultiplyAdd(p1, z4, p0));
        return p;
    }

    /// <inheritdoc cref="Asin(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Asin(Vector512<float> x)
    {
        Vector512<float> a = V.Abs(x);
        Vector512<float> isNear = V.LessThan(a, V.Create(0.5f));
        Vector512<float> far = V.FusedMultiplyAdd(a, V.Create(-0.5f), V.Create(0.5f));
        Vector512<float> z = V.ConditionalSelect(isNear, a * a, far);
        Vector512<float> s = V.ConditionalSelect(isNear, a, V.Sqrt(far));
        Vector512<float> tail = AsinQuotient(z) * z;
        Vector512<float> near = V.FusedMultiplyAdd(tail, s, s);
        Vector512<float> twice = s + s;
        Vector512<float> high = V.Create(HalfPiHighFloat) - twice;
        Vector512<float> rest = V.Create(HalfPiHighFloat) - high - twice + V.FusedMultiplyAdd(-tail, twice, V.Create(HalfPiMiddleFloat));
        Vector512<float> y = V.ConditionalSelect(isNear, near, high + rest);
        return (y.AsInt32() | (x.AsInt32() & V.Create(int.MinValue))).AsSingle();
    }

    /// <inheritdoc cref="Acos(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Acos(Vector512<float> x)
    {
        Vector512<float> a = V.Abs(x);
        Vector512<float> isNear = V.LessThan(a, V.Create(0.5f));
        Vector512<float> far = V.FusedMultiplyAdd(a, V.Create(-0.5f), V.Create(0.5f));
        Vector512<float> z = V.ConditionalSelect(isNear, a * a, far);
        Vector512<float> s = V.ConditionalSelect(isNear, a, V.Sqrt(far));
        s = (s.AsInt32() | (x.AsInt32() & V.Create(int.MinValue))).AsSingle();
        Vector512<float> tail = AsinQuotient(z) * z * s;

        // π/2 − asin x; and 2 asin √…, or π less that.
        Vector512<float> high = V.Create(HalfPiHighFloat) - s;
        Vector512<float> near = high + (V.Create(HalfPiHighFloat) - high - s + (V.Create(HalfPiMiddleFloat) - tail));
        Vector512<float> right = s + tail;
        Vector512<float> isLeft = V.LessThan(x, Vector512<float>.Zero);
        Vector512<float> left = V.Create(HalfPiHighFloat) + (right + V.Create(HalfPiMiddleFloat));
        Vector512<float> half = V.ConditionalSelect(isLeft, left, right);
        return V.ConditionalSelect(isNear, near, half + half);
    }

    /// <summary>(asin s / s − 1) / s² for z = s² ≤ ¼: asin s with relative error 2⁻²⁸.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> AsinQuotient(Vector512<float> z)
    {
        Vector512<float> z2 = z * z;
        Vector512<float> z4 = z2 * z2;
        Vector512<float> p0 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.0311017279f), z, V.Create(0.0445993207f)), z2, V.FusedMultiplyAdd(V.Create(0.0750009492f), z, V.Create(0.166666657f)));
        Vector512<float> p1 = V.FusedMultiplyAdd(V.Create(0.0337007269f), z, V.Create(0.017143717f));
        Vector512<float> p = V.FusedMultiplyAdd(p1, z4, p0);
        return p;
    }
}
