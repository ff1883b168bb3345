using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace DiffGen;

public static partial class VectorMath
{
    // From 6.5 on by Stirling's series; below, the argument is brought to 2 + t, |t| ≤ ½, by factors whose logarithm is added: up to four factors above 2.5, or 1 / v and 1 / (v (v + 1)) below 1.5
    // and ½. Left of 0 by reflection: ln|Γ(x)| = ln π − ln|sin πx| − ln Γ(1 − x). Floats go through double. In pieces, since a method of more than 32 locals is not inlined.

    /// <inheritdoc cref="LogGamma(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LogGamma(Vector512<double> x)
    {
        Vector512<double> isNegative = V.LessThan(x, Vector512<double>.Zero);
        Vector512<double> result = LogGammaOfPositive(V.ConditionalSelect(isNegative, V.Create(1.0) - x, x));
        if (V.LessThanAny(x, Vector512<double>.Zero))
        {
            // |sin πx| / π from the distance to the nearest integer: beyond ¼ as a cosine of the rest to ½.
            Vector512<double> distance = V.Abs(x - V.Round(x));
            Vector512<double> isFar = V.GreaterThan(distance, V.Create(0.25));
            Vector512<double> turn = V.ConditionalSelect(isFar, V.Create(0.5) - distance, distance);
            Vector512<double> angle = turn * V.Create(Pi);
            Vector512<double> square = angle * angle;
            Vector512<double> sine = turn * V.FusedMultiplyAdd(square, SinQuotient(square), V.Create(1.0));
            Vector512<double> cosine = V.FusedMultiplyAdd(square * square, CosQuotient(square), V.FusedMultiplyAdd(square, V.Create(-0.5), V.Create(1.0)));
            Vector512<double> reflected = -Log(V.ConditionalSelect(isFar, cosine * V.Create(OneOverPi), sine)) - result;
            reflected = V.ConditionalSelect(V.Equals(distance, Vector512<double>.Zero), V.Create(double.PositiveInfinity), reflected);
            result = V.ConditionalSelect(isNegative, reflected, result);
        }

        Vector512<double> isInfinite = V.Equals(x, Vector512<double>.Zero) | V.Equals(V.Abs(x), V.Create(double.PositiveInfinity));
        return V.ConditionalSelect(isInfinite, V.Create(double.PositiveInfinity), result);
    }

    /// <inheritdoc cref="LogGamma(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LogGamma(Vector512<float> x) => V.Narrow(LogGamma(V.WidenLower(x)), LogGamma(V.WidenUpper(x)));

    /// <summary>ln Γ(v), v positive and finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> LogGammaOfPositive(Vector512<double> v)
    {
        Vector512<double> y = v;
        Vector512<double> product = V.Create(1.0);
        Vector512<double> isAbove = V.GreaterThan(y, V.Create(2.5));
        y = V.ConditionalSelect(isAbove, y - V.Create(1.0), y);
        product = V.ConditionalSelect(isAbove, product * y, product);
        isAbove = V.GreaterThan(y, V.Create(2.5));
        y = V.ConditionalSelect(isAbove, y - V.Create(1.0), y);
        product = V.ConditionalSelect(isAbove, product * y, product);
        isAbove = V.GreaterThan(y, V.Create(2.5));
        y = V.ConditionalSelect(isAbove, y - V.Create(1.0), y);
        product = V.ConditionalSelect(isAbove, product * y, product);
        isAbove = V.GreaterThan(y, V.Create(2.5));
        y = V.ConditionalSelect(isAbove, y - V.Create(1.0), y);
        product = V.ConditionalSelect(isAbove, product * y, product);

        // What the logarithm is of, and t, which is exact.
        Vector512<double> isLarge = V.GreaterThanOrEqual(v, V.Create(6.5));
        Vector512<double> isLow = V.LessThan(v, V.Create(1.5));
        Vector512<double> isLowest = V.LessThan(v, V.Create(0.5));
        Vector512<double> t = V.ConditionalSelect(isLowest, v, V.ConditionalSelect(isLow, v - V.Create(1.0), y - V.Create(2.0)));
        product = V.ConditionalSelect(isLow, V.ConditionalSelect(isLowest, V.FusedMultiplyAdd(v, v, v), v), product);
        Vector512<double> log = LogAsSum(V.ConditionalSelect(isLarge, v, product), out Vector512<double> logLow);
        Vector512<double> sign = isLow & V.Create(-0.0);
        return V.ConditionalSelect(isLarge, LogGammaStirling(v, log, logLow), LogGammaNearTwo(t, log ^ sign, logLow ^ sign));
    }

    /// <summary>ln Γ(2 + t) + added + addedLow for |t| ≤ ½, where added may cancel most of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> LogGammaNearTwo(Vector512<double> t, Vector512<double> added, Vector512<double> addedLow)
    {
        // ln Γ(2 + t) = t p(t), p = 1 − γ + t q(t), as sums.
        Vector512<double> q = LogGammaQuotient(t);
        Vector512<double> p = V.FusedMultiplyAdd(q, t, V.Create(0.42278433509846713));
        Vector512<double> pLow = V.FusedMultiplyAdd(q, t, V.Create(0.42278433509846713) - p) + V.Create(4.942915152430645e-18);
        Vector512<double> near = p * t;
        Vector512<double> nearLow = V.FusedMultiplyAdd(pLow, t, V.FusedMultiplyAdd(p, t, -near));
        Vector512<double> sum = near + added;
        Vector512<double> back = sum - near;
        return sum + (near - (sum - back) + (added - back) + (addedLow + nearLow));
    }

    /// <summary>(v − ½) (ln v − 1) + ½ ln 2π − ½ + r(1/v²) / v, from the logarithm of v as a sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> LogGammaStirling(Vector512<double> v, Vector512<double> log, Vector512<double> logLow)
    {
        Vector512<double> w = V.Create(1.0) / v;
        Vector512<double> less = log - V.Create(1.0);
        Vector512<double> lessLow = log - less - V.Create(1.0) + logLow;
        Vector512<double> factor = v - V.Create(0.5);
        return V.FusedMultiplyAdd(factor, less, V.FusedMultiplyAdd(factor, lessLow, V.FusedMultiplyAdd(StirlingSeries(w * w), w, V.Create(0.41893853320467274))));
    }

    /// <summary>ln x of a positive and finite x as a sum of the result and <paramref name="low"/>, to 2⁻⁵⁸.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> LogAsSum(Vector512<double> x, out Vector512<double> low)
    {
        Vector512<double> f = Mantissa(x, out Vector512<double> k) - V.Create(1.0);
        Vector512<double> s = f / (f + V.Create(2.0));
        Vector512<double> z = s * s;
        Vector512<double> h = f * f * V.Create(0.5);
        Vector512<double> part = f - h;
        Vector512<double> partLow = V.FusedMultiplyAdd(s, V.FusedMultiplyAdd(LogQuotient(z), z, h), f - part - h);
        Vector512<double> power = k * V.Create(Ln2High);
        Vector512<double> log = power + part;
        low = part - (log - power) + (V.FusedMultiplyAdd(k, V.Create(Ln2Low), V.FusedMultiplyAdd(k, V.Create(Ln2High), -power)) + partLow);
        return log;
    }

    /// <summary>(ln Γ(2 + t) / t − 1 + γ) / t, at the Chebyshev nodes of |t| ≤ ½: relative error of ln Γ 2⁻⁵⁵.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> LogGammaQuotient(Vector512<double> t)
    {
        Vector512<double> t2 = t * t;
        Vector512<double> t4 = t2 * t2;
        Vector512<double> t8 = t4 * t4;
        Vector512<double> t16 = t8 * t8;
        Vector512<double> p0 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(-0.0073855510286734288), t, V.Create(0.020580808427783381)), t2, V.FusedMultiplyAdd(V.Create(-0.067352301053198102), t, V.Create(0.3224670334241132)));
        Vector512<double> p1 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(-0.00022315475602710603), t, V.Create(0.00050966951965266728)), t2, V.FusedMultiplyAdd(V.Create(-0.00119275391176255), t, V.Create(0.0028905103308659009)));
        Vector512<double> p2 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(-9.4389195962771804e-06), t, V.Create(2.0506019701747618e-05)), t2, V.FusedMultiplyAdd(V.Create(-4.4926286378181622e-05), t, V.Create(9.945761692157133e-05)));
        Vector512<double> p3 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(-4.3454173670260496e-07), t, V.Create(9.2428522251622768e-07)), t2, V.FusedMultiplyAdd(V.Create(-2.0430228951809439e-06), t, V.Create(4.3828545383846665e-06)));
        Vector512<double> p4 = V.FusedMultiplyAdd(V.Create(-1.3029870239068415e-07), t, V.Create(2.7475390051909663e-07));
        Vector512<double> p = V.FusedMultiplyAdd(p4, t16, V.FusedMultiplyAdd(V.FusedMultiplyAdd(p3, t4, p2), t8, V.FusedMultiplyAdd(p1, t4, p0)));
        return p;
    }

    /// <summary>r of Stirling's series for w = 1 / v² ≤ 1 / 6.4²: absolute error of r / v 2⁻⁵⁸.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> StirlingSeries(Vector512<double> w)
    {
        Vector512<double> w2 = w * w;
        Vector512<double> w4 = w2 * w2;
        Vector512<double> p0 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(-0.00059523031890998553), w, V.Create(0.00079365076244170343)), w2, V.FusedMultiplyAdd(V.Create(-0.0027777777777304837), w, V.Create(0.083333333333333315)));
        Vector512<double> p1 = V.FusedMultiplyAdd(V.Create(0.0044921646780759017), w2, V.FusedMultiplyAdd(V.Create(-0.0018589352692684558), w, V.Create(0.00084081826121466027)));
        Vector512<double> p = V.FusedMultiplyAdd(p1, w4, p0);
        return p;
    }
}
