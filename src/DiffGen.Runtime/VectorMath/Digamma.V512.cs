using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace DiffGen;

public static partial class VectorMath
{
    // From 5 on by its asymptotic series; below, the argument is brought to [1, 2] by up to three reciprocals, whose sum is one quotient, or −1 / v below 1. There it is (y − y₀) p(y), y₀ its zero.
    // Left of 0 by reflection: ψ(x) = ψ(1 − x) − π cot πx. Floats go through double. In pieces, since a method of more than 32 locals is not inlined.

    /// <inheritdoc cref="Digamma(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Digamma(Vector512<double> x)
    {
        Vector512<double> isNegative = V.LessThan(x, Vector512<double>.Zero);
        Vector512<double> result = DigammaOfPositive(V.ConditionalSelect(isNegative, V.Create(1.0) - x, x));
        if (V.LessThanAny(x, Vector512<double>.Zero))
        {
            // What 1 − x loses moves ψ by ψ′ of it, about 1 / (1 − x − ½).
            Vector512<double> mirror = V.Create(1.0) - x;
            Vector512<double> mirrorLow = V.Create(1.0) - (mirror - (mirror - V.Create(1.0))) - (x + (mirror - V.Create(1.0)));

            // At the poles, and at −∞, it is NaN; next to 0 the product may be infinite.
            Vector512<double> rest = x - V.Round(x);
            Vector512<double> product = PiCotPi(rest, out Vector512<double> productLow);
            Vector512<double> reflected = result - product;
            Vector512<double> back = reflected - result;
            Vector512<double> lost = result - (reflected - back) - (product + back) - productLow + (mirrorLow / (mirror - V.Create(0.5)));
            reflected = V.ConditionalSelect(V.LessThan(V.Abs(product), V.Create(double.PositiveInfinity)), reflected + lost, reflected);
            reflected = V.ConditionalSelect(V.Equals(rest, Vector512<double>.Zero), V.Create(double.NaN), reflected);
            result = V.ConditionalSelect(isNegative, reflected, result);
        }

        return result;
    }

    /// <inheritdoc cref="Digamma(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Digamma(Vector512<float> x) => V.Narrow(Digamma(V.WidenLower(x)), Digamma(V.WidenUpper(x)));

    /// <summary>ψ(v), v positive or ±0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> DigammaOfPositive(Vector512<double> v)
    {
        Vector512<double> isLow = V.LessThan(v, V.Create(1.0));
        Vector512<double> y = v;
        Vector512<double> numerator = V.ConditionalSelect(isLow, V.Create(-1.0), Vector512<double>.Zero);
        Vector512<double> denominator = V.ConditionalSelect(isLow, v, V.Create(1.0));
        Vector512<double> isAbove = V.GreaterThan(y, V.Create(2.0));
        y = V.ConditionalSelect(isAbove, y - V.Create(1.0), y);
        numerator = V.ConditionalSelect(isAbove, V.FusedMultiplyAdd(numerator, y, denominator), numerator);
        denominator = V.ConditionalSelect(isAbove, denominator * y, denominator);
        isAbove = V.GreaterThan(y, V.Create(2.0));
        y = V.ConditionalSelect(isAbove, y - V.Create(1.0), y);
        numerator = V.ConditionalSelect(isAbove, V.FusedMultiplyAdd(numerator, y, denominator), numerator);
        denominator = V.ConditionalSelect(isAbove, denominator * y, denominator);
        isAbove = V.GreaterThan(y, V.Create(2.0));
        y = V.ConditionalSelect(isAbove, y - V.Create(1.0), y);
        numerator = V.ConditionalSelect(isAbove, V.FusedMultiplyAdd(numerator, y, denominator), numerator);
        denominator = V.ConditionalSelect(isAbove, denominator * y, denominator);
        Vector512<double> sum = numerator / denominator;
        Vector512<double> sumLow = V.FusedMultiplyAdd(-sum, denominator, numerator) / denominator;
        Vector512<double> small = DigammaNearZero(V.ConditionalSelect(isLow, v, y - V.Create(1.0)), sum, sumLow);
        small = V.ConditionalSelect(V.Equals(V.Abs(sum), V.Create(double.PositiveInfinity)), sum, small);

        // ln v − 1/(2v) − q(1/v²) / v².
        Vector512<double> log = LogAsSum(v, out Vector512<double> logLow);
        Vector512<double> w = V.Create(1.0) / v;
        Vector512<double> w2 = w * w;
        Vector512<double> large = log - (V.FusedMultiplyAdd(DigammaSeries(w2), w2, w * V.Create(0.5)) - logLow);
        large = V.ConditionalSelect(V.Equals(v, V.Create(double.PositiveInfinity)), v, large);
        return V.ConditionalSelect(V.GreaterThanOrEqual(v, V.Create(5.0)), large, small);
    }

    /// <summary>ψ(1 + u) + sum + sumLow for u of [0, 1]: (u − u₀) p, u₀ the zero as a sum, p = p(½) + (u − ½) q.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> DigammaNearZero(Vector512<double> u, Vector512<double> sum, Vector512<double> sumLow)
    {
        Vector512<double> first = u - V.Create(0.46163214496836225);
        Vector512<double> distance = first - V.Create(9.549995429965697e-17);
        Vector512<double> distanceLow = first - distance - V.Create(9.549995429965697e-17);
        Vector512<double> t = u - V.Create(0.5);
        Vector512<double> q = DigammaQuotient(t);
        Vector512<double> p = V.FusedMultiplyAdd(q, t, V.Create(0.9510558760318328));
        Vector512<double> pLow = V.FusedMultiplyAdd(q, t, V.Create(0.9510558760318328) - p) + V.Create(4.330743078649653e-17);
        Vector512<double> term = distance * p;
        Vector512<double> termLow = V.FusedMultiplyAdd(distance, p, -term) + V.FusedMultiplyAdd(distanceLow, p, V.FusedMultiplyAdd(distance, pLow, sumLow));
        Vector512<double> result = sum + term;
        Vector512<double> back = result - sum;
        return result + (sum - (result - back) + (term - back) + termLow);
    }

    /// <summary>π cot πr for |r| ≤ ½, as a sum of the result and <paramref name="low"/>: beyond ¼ as a tangent of the rest to ½.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> PiCotPi(Vector512<double> r, out Vector512<double> low)
    {
        Vector512<double> isFar = V.GreaterThan(V.Abs(r), V.Create(0.25));
        Vector512<double> turn = V.ConditionalSelect(isFar, V.Create(0.5) - V.Abs(r), V.Abs(r));
        Vector512<double> angle = turn * V.Create(Pi);
        Vector512<double> angleLow = V.FusedMultiplyAdd(turn, V.Create(PiLow), V.FusedMultiplyAdd(turn, V.Create(Pi), -angle));
        Vector512<double> square = angle * angle;
        Vector512<double> tail = V.FusedMultiplyAdd(angle * square, SinQuotient(square), angleLow);
        Vector512<double> sine = angle + tail;
        Vector512<double> sineLow = angle - sine + tail;
        Vector512<double> half = square * V.Create(0.5);
        Vector512<double> one = V.Create(1.0) - half;
        tail = V.FusedMultiplyAdd(square * square, CosQuotient(square), V.Create(1.0) - one - half - V.FusedMultiplyAdd(angle, angleLow, V.FusedMultiplyAdd(angle, angle, -square) * V.Create(0.5)));
        Vector512<double> cosine = one + tail;
        Vector512<double> cosineLow = one - cosine + tail;
        Vector512<double> top = V.ConditionalSelect(isFar, sine, cosine);
        Vector512<double> topLow = V.ConditionalSelect(isFar, sineLow, cosineLow);
        Vector512<double> bottom = V.ConditionalSelect(isFar, cosine, sine);
        Vector512<double> bottomLow = V.ConditionalSelect(isFar, cosineLow, sineLow);
        Vector512<double> cot = top / bottom;
        Vector512<double> cotLow = (V.FusedMultiplyAdd(-cot, bottom, top) + V.FusedMultiplyAdd(-cot, bottomLow, topLow)) / bottom;
        Vector512<double> product = cot * V.Create(Pi);
        Vector512<double> sign = r & V.Create(-0.0);
        low = (V.FusedMultiplyAdd(cot, V.Create(Pi), -product) + V.FusedMultiplyAdd(cot, V.Create(PiLow), cotLow * V.Create(Pi))) ^ sign;
        return product ^ sign;
    }

    /// <summary>(ψ(1.5 + t) / (1.5 + t − y₀) − p(½)) / t, at the Chebyshev nodes of |t| ≤ ½: relative error of ψ 2⁻⁵⁶.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> DigammaQuotient(Vector512<double> t)
    {
        Vector512<double> t2 = t * t;
        Vector512<double> t4 = t2 * t2;
        Vector512<double> t8 = t4 * t4;
        Vector512<double> t16 = t8 * t8;
        Vector512<double> p0 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.094988724452909012), t, V.Create(-0.14840492305390884)), t2, V.FusedMultiplyAdd(V.Create(0.24054248424078692), t, V.Create(-0.42362742128146053)));
        Vector512<double> p1 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.017907248381547378), t, V.Create(-0.026975796756138249)), t2, V.FusedMultiplyAdd(V.Create(0.040760833939230232), t, V.Create(-0.061922133273064534)));
        Vector512<double> p2 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.0035181249756056788), t, V.Create(-0.0052799648732574046)), t2, V.FusedMultiplyAdd(V.Create(0.0079270203939417853), t, V.Create(-0.011908218001568644)));
        Vector512<double> p3 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.00069171152763761667), t, V.Create(-0.0010376374098418604)), t2, V.FusedMultiplyAdd(V.Create(0.0015632182266760045), t, V.Create(-0.0023452676325407692)));
        Vector512<double> p4 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.0001009894158813363), t, V.Create(-0.00015148586836773365)), t2, V.FusedMultiplyAdd(V.Create(0.00032145856304487672), t, V.Create(-0.00048219905305667889)));
        Vector512<double> p5 = V.FusedMultiplyAdd(V.Create(0.00011541484027852449), t, V.Create(-0.00017312261802727394));
        Vector512<double> p = V.FusedMultiplyAdd(V.FusedMultiplyAdd(p5, t4, p4), t16, V.FusedMultiplyAdd(V.FusedMultiplyAdd(p3, t4, p2), t8, V.FusedMultiplyAdd(p1, t4, p0)));
        return p;
    }

    /// <summary>q of the asymptotic series for w = 1 / v² ≤ 1 / 4.9²: absolute error of q w 2⁻⁶⁰.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> DigammaSeries(Vector512<double> w)
    {
        Vector512<double> w2 = w * w;
        Vector512<double> w4 = w2 * w2;
        Vector512<double> w8 = w4 * w4;
        Vector512<double> p0 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(-0.0041666559786521801), w, V.Create(0.0039682539257752157)), w2, V.FusedMultiplyAdd(V.Create(-0.008333333333267693), w, V.Create(0.083333333333333315)));
        Vector512<double> p1 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(-0.31951216397886673), w, V.Create(0.078885354242259606)), w2, V.FusedMultiplyAdd(V.Create(-0.020992891339735913), w, V.Create(0.0075743926431347443)));
        Vector512<double> p2 = V.Create(0.86329478785126479);
        Vector512<double> p = V.FusedMultiplyAdd(p2, w8, V.FusedMultiplyAdd(p1, w4, p0));
        return p;
    }
}
