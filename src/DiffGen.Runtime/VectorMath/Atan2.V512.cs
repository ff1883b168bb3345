using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace DiffGen;

public static partial class VectorMath
{
    // The angle of the first octant, atan t or π/4 + atan t for t = min / max or (min − max) / (min + max), unfolded: c π/4 ± atan t, where c counts quarters of π.

    /// <inheritdoc cref="Atan2(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Atan2(Vector512<double> y, Vector512<double> x)
    {
        Vector512<double> a = V.Abs(y);
        Vector512<double> b = V.Abs(x);
        Vector512<double> isSteep = V.GreaterThan(a, b);
        Vector512<double> max = V.ConditionalSelect(isSteep, a, b);
        Vector512<double> min = V.ConditionalSelect(isSteep, b, a);

        // ∞ / ∞ is 1 / 1, finite / ∞ is 0 / 1, and 0 / 0 is 0 / 1.
        Vector512<double> isInfinite = V.Equals(max, V.Create(double.PositiveInfinity));
        min = V.ConditionalSelect(isInfinite, V.ConditionalSelect(V.Equals(min, max), V.Create(1.0), Vector512<double>.Zero), min);
        max = V.ConditionalSelect(isInfinite | V.Equals(max, Vector512<double>.Zero), V.Create(1.0), max);

        // Neither does the sum overflow nor has a product less digits.
        Vector512<double> unit = V.ConditionalSelect(V.GreaterThan(max, V.Create(4e307)), V.Create(0.25), V.ConditionalSelect(V.LessThan(max, V.Create(1e-290)), V.Create(TwoTo70), V.Create(1.0)));
        min *= unit;
        max *= unit;
        Vector512<double> isMiddle = V.GreaterThan(min, max * V.Create(0.41421356237309503));
        Vector512<double> numerator = V.ConditionalSelect(isMiddle, min - max, min);
        Vector512<double> denominator = V.ConditionalSelect(isMiddle, min + max, max);
        Vector512<double> t = numerator / denominator;
        Vector512<double> z = t * t;

        // Over the diagonal c → 2 − c, over the vertical c → 4 − c, and atan t turns with each.
        Vector512<double> isLeft = V.LessThan(x.AsInt64(), Vector512<long>.Zero).AsDouble();
        Vector512<double> quarters = V.ConditionalSelect(isMiddle, V.Create(1.0), Vector512<double>.Zero);
        quarters = V.ConditionalSelect(isSteep, V.Create(2.0) - quarters, quarters);
        quarters = V.ConditionalSelect(isLeft, V.Create(4.0) - quarters, quarters);
        t = (t.AsInt64() ^ ((isSteep ^ isLeft).AsInt64() & V.Create(long.MinValue))).AsDouble();
        Vector512<double> tail = V.FusedMultiplyAdd(AtanQuotient(z), z * t, quarters * V.Create(QuarterPiLow));
        Vector512<double> angle = V.FusedMultiplyAdd(quarters, V.Create(QuarterPi), t + tail);
        angle = ((angle.AsInt64() & V.Create(long.MaxValue)) | (y.AsInt64() & V.Create(long.MinValue))).AsDouble();
        return V.ConditionalSelect(V.Equals(x, x) & V.Equals(y, y), angle, x + y);
    }

    /// <inheritdoc cref="Atan2(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Atan2(Vector512<float> y, Vector512<float> x)
    {
        Vector512<float> a = V.Abs(y);
        Vector512<float> b = V.Abs(x);
        Vector512<float> isSteep = V.GreaterThan(a, b);
        Vector512<float> max = V.ConditionalSelect(isSteep, a, b);
        Vector512<float> min = V.ConditionalSelect(isSteep, b, a);

        // ∞ / ∞ is 1 / 1, finite / ∞ is 0 / 1, and 0 / 0 is 0 / 1.
        Vector512<float> isInfinite = V.Equals(max, V.Create(float.PositiveInfinity));
        min = V.ConditionalSelect(isInfinite, V.ConditionalSelect(V.Equals(min, max), V.Create(1f), Vector512<float>.Zero), min);
        max = V.ConditionalSelect(isInfinite | V.Equals(max, Vector512<float>.Zero), V.Create(1f), max);

        // Neither does the sum overflow nor has a product less digits.
        Vector512<float> unit = V.ConditionalSelect(V.GreaterThan(max, V.Create(1e38f)), V.Create(0.25f), V.ConditionalSelect(V.LessThan(max, V.Create(1e-30f)), V.Create((float)TwoTo70), V.Create(1f)));
        min *= unit;
        max *= unit;
        Vector512<float> isMiddle = V.GreaterThan(min, max * V.Create(0.41421356237309503f));
        Vector512<float> numerator = V.ConditionalSelect(isMiddle, min - max, min);
        Vector512<float> denominator = V.ConditionalSelect(isMiddle, min + max, max);
        Vector512<float> t = numerator / denominator;
        Vector512<float> z = t * t;

        // Over the diagonal c → 2 − c, over the vertical c → 4 − c, and atan t turns with each.
        Vector512<float> isLeft = V.LessThan(x.AsInt32(), Vector512<int>.Zero).AsSingle();
        Vector512<float> quarters = V.ConditionalSelect(isMiddle, V.Create(1f), Vector512<float>.Zero);
        quarters = V.ConditionalSelect(isSteep, V.Create(2f) - quarters, quarters);
        quarters = V.ConditionalSelect(isLeft, V.Create(4f) - quarters, quarters);
        t = (t.AsInt32() ^ ((isSteep ^ isLeft).AsInt32() & V.Create(int.MinValue))).AsSingle();
        Vector512<float> tail = V.FusedMultiplyAdd(AtanQuotient(z), z * t, quarters * V.Create(QuarterPiLowFloat));
        Vector512<float> angle = V.FusedMultiplyAdd(quarters, V.Create((float)QuarterPi), t + tail);
        angle = ((angle.AsInt32() & V.Create(int.MaxValue)) | (y.AsInt32() & V.Create(int.MinValue))).AsSingle();
        return V.ConditionalSelect(V.Equals(x, x) & V.Equals(y, y), angle, x + y);
    }
}
