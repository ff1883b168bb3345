using System;

namespace DiffGen;

/// <summary>
/// Logarithm, sine and cosine from additions, multiplications and one division alone, so that noise has the same bits on every machine and in
/// every lane. Polynomials of FDLIBM (Sun Microsystems, 1993). The logarithm is within 4e-16 of its size, sine and cosine within 4e-16.
/// </summary>
internal static class Elementary
{
    internal const ulong SqrtHalfBits = 0x3FE6A09E667F3BCD;
    internal const double Ln2High = 6.93147180369123816490e-01, Ln2Low = 1.90821492927058770002e-10;
    internal const double Log1 = 6.666666666666735130e-01, Log2 = 3.999999999940941908e-01, Log3 = 2.857142874366239149e-01;
    internal const double Log4 = 2.222219843214978396e-01, Log5 = 1.818357216161805012e-01, Log6 = 1.531383769920937332e-01, Log7 = 1.479819860511658591e-01;
    internal const double Sin1 = -1.66666666666666324348e-01, Sin2 = 8.33333333332248946124e-03, Sin3 = -1.98412698298579493134e-04;
    internal const double Sin4 = 2.75573137070700676789e-06, Sin5 = -2.50507602534068634195e-08, Sin6 = 1.58969099521155010221e-10;
    internal const double Cos1 = 4.16666666666666019037e-02, Cos2 = -1.38888888888741095749e-03, Cos3 = 2.48015872894767294178e-05;
    internal const double Cos4 = -2.75573143513906633035e-07, Cos5 = 2.08757232129817482790e-09, Cos6 = -1.13596475577881948265e-11;

    /// <summary>The natural logarithm of a normal, positive number.</summary>
    public static double Log(double x)
    {
        // x = 2^exponent * m with m in [sqrt(1/2), sqrt(2)).
        long bits = BitConverter.DoubleToInt64Bits(x);
        long exponent = (bits - (long)SqrtHalfBits) >> 52;
        double f = BitConverter.Int64BitsToDouble(bits - (exponent << 52)) - 1;

        double s = f / (2 + f);
        double z = s * s;
        double w = z * z;
        double even = w * (Log2 + (w * (Log4 + (w * Log6))));
        double odd = z * (Log1 + (w * (Log3 + (w * (Log5 + (w * Log7))))));
        double halfSquare = 0.5 * f * f;
        return (exponent * Ln2High) - ((halfSquare - ((s * (halfSquare + (even + odd))) + (exponent * Ln2Low))) - f);
    }

    /// <summary>Sine and cosine of 2π times a number in [0, 1].</summary>
    public static (double Sin, double Cos) SinCosTurn(double turn)
    {
        // The nearest quarter turn, and what remains of the angle, in [-π/4, π/4]. The subtraction is exact.
        double quarters = turn * 4;
        int quarter = (int)(quarters + 0.5);
        double x = (quarters - quarter) * (Math.PI / 2);

        double z = x * x;
        double sin = x + (x * z * (Sin1 + (z * (Sin2 + (z * (Sin3 + (z * (Sin4 + (z * (Sin5 + (z * Sin6)))))))))));
        double cos = 1 - ((0.5 * z) - (z * z * (Cos1 + (z * (Cos2 + (z * (Cos3 + (z * (Cos4 + (z * (Cos5 + (z * Cos6))))))))))));
        return (quarter & 3) switch
        {
            0 => (sin, cos),
            1 => (cos, -sin),
            2 => (-sin, -cos),
            _ => (-cos, sin),
        };
    }
}
