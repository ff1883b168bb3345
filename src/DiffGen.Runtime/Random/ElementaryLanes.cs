using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiffGen;

/// <summary><see cref="Elementary"/> in lanes: the same operations in the same order, so the same bits.</summary>
internal static class ElementaryLanes
{
    /// <summary>The bits of 2⁵²: a whole number below 2⁵² put into its lower bits is that number plus 2⁵².</summary>
    private const ulong WholeBits = 0x4330000000000000;
    private const double Whole = 1L << 52;

    /// <summary>A whole number below 2⁵² as a double, exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> FromWhole(Vector256<ulong> number) =>
        (number | Vector256.Create(WholeBits)).AsDouble() - Vector256.Create(Whole);

    /// <summary>The natural logarithm of normal, positive numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Log(Vector256<double> x)
    {
        // x = 2^exponent * m with m in [sqrt(1/2), sqrt(2)). The exponent is kept positive by a bias, for want of a signed 64-bit shift.
        const ulong bias = 2048;
        Vector256<ulong> bits = x.AsUInt64();
        Vector256<ulong> biased = (bits - Vector256.Create(Elementary.SqrtHalfBits) + Vector256.Create(bias << 52)) >>> 52;
        Vector256<double> f = (bits - ((biased - Vector256.Create(bias)) << 52)).AsDouble() - Vector256<double>.One;
        Vector256<double> exponent = FromWhole(biased) - Vector256.Create((double)bias);

        Vector256<double> s = f / (Vector256.Create(2.0) + f);
        Vector256<double> z = s * s;
        Vector256<double> w = z * z;
        Vector256<double> even = w * (Vector256.Create(Elementary.Log2) + (w * (Vector256.Create(Elementary.Log4) + (w * Vector256.Create(Elementary.Log6)))));
        Vector256<double> odd = z * (Vector256.Create(Elementary.Log1)
            + (w * (Vector256.Create(Elementary.Log3) + (w * (Vector256.Create(Elementary.Log5) + (w * Vector256.Create(Elementary.Log7)))))));
        Vector256<double> halfSquare = Vector256.Create(0.5) * f * f;
        return (exponent * Vector256.Create(Elementary.Ln2High))
            - ((halfSquare - ((s * (halfSquare + (even + odd))) + (exponent * Vector256.Create(Elementary.Ln2Low)))) - f);
    }

    /// <summary>Sine and cosine of 2π times numbers in [0, 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<double> Sin, Vector256<double> Cos) SinCosTurn(Vector256<double> turn)
    {
        Vector256<double> quarters = turn * Vector256.Create(4.0);
        Vector256<double> nearest = Vector256.Floor(quarters + Vector256.Create(0.5));
        Vector256<double> x = (quarters - nearest) * Vector256.Create(Math.PI / 2);
        Vector256<ulong> quarter = (nearest + Vector256.Create(Whole)).AsUInt64();

        Vector256<double> z = x * x;
        Vector256<double> sin = x + (x * z * (Vector256.Create(Elementary.Sin1) + (z * (Vector256.Create(Elementary.Sin2)
            + (z * (Vector256.Create(Elementary.Sin3) + (z * (Vector256.Create(Elementary.Sin4)
            + (z * (Vector256.Create(Elementary.Sin5) + (z * Vector256.Create(Elementary.Sin6))))))))))));
        Vector256<double> cos = Vector256<double>.One - ((Vector256.Create(0.5) * z) - (z * z * (Vector256.Create(Elementary.Cos1)
            + (z * (Vector256.Create(Elementary.Cos2) + (z * (Vector256.Create(Elementary.Cos3) + (z * (Vector256.Create(Elementary.Cos4)
            + (z * (Vector256.Create(Elementary.Cos5) + (z * Vector256.Create(Elementary.Cos6)))))))))))));

        // Odd quarters swap the two; the sine is negative in quarters 2 and 3, the cosine in 1 and 2.
        Vector256<double> odd = Vector256.Equals(quarter & Vector256<ulong>.One, Vector256<ulong>.One).AsDouble();
        Vector256<ulong> sinSign = (quarter & Vector256.Create(2ul)) << 62;
        Vector256<ulong> cosSign = ((quarter + Vector256<ulong>.One) & Vector256.Create(2ul)) << 62;
        return ((Vector256.ConditionalSelect(odd, cos, sin).AsUInt64() ^ sinSign).AsDouble(), (Vector256.ConditionalSelect(odd, sin, cos).AsUInt64() ^ cosSign).AsDouble());
    }
}
