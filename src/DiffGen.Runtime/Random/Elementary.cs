using System;

namespace DiffGen;

/// <summary>
/// Logarithm, sine and cosine from additions, multiplications and one division alone, so that noise has the same bits on every machine and in
/// every lane. Polynomials of FDLIBM (Sun Microsystems, 1993). The logarithm is within 4e-16 of its size, sine and cosine within 4e-16.
/// </summary>
internal static class Elementary
{
    /// <summary>The natural logarithm of a normal, positive number.</summary>
    public static double Log(double x)
    {
        const double ln2High = 6.93147180369123816490e-01, ln2Low = 1.90821492927058770002e-10;
        const double c1 = 6.666666666666735130e-01, c2 = 3.999999999940941908e-01, c3 = 2.857142874366239149e-01;
        const double c4 = 2.222219843214978396e-01, c5 = 1.818357216161805012e-01, c6 = 1.531383769920937332e-01, c7 = 1.479819860511658591e-01;

        // x = 2^exponent * m with m in [sqrt(1/2), sqrt(2)).
        long bits = BitConverter.DoubleToInt64Bits(x);
        const long sqrtHalfBits = 0x3FE6A09E667F3BCD;
        long exponent = (bits - sqrtHalfBits) >> 52;
        double f = BitConverter.Int64BitsToDouble(bits - (exponent << 52)) - 1;

        double s = f / (2 + f);
        double z = s * s;
        double w = z * z;
        double even = w * (c2 + (w * (c4 + (w * c6))));
        double odd = z * (c1 + (w * (c3 + (w * (c5 + (w * c7))))));
        double halfSquare = 0.5 * f * f;
        return (exponent * ln2High) - ((halfSquare - ((s * (halfSquare + (even + odd))) + (exponent * ln2Low))) - f);
    }

    /// <summary>Sine and cosine of 2π times a number in [0, 1].</summary>
    public static (double Sin, double Cos) SinCosTurn(double turn)
    {
        const double s1 = -1.66666666666666324348e-01, s2 = 8.33333333332248946124e-03, s3 = -1.98412698298579493134e-04;
        const double s4 = 2.75573137070700676789e-06, s5 = -2.50507602534068634195e-08, s6 = 1.58969099521155010221e-10;
        const double c1 = 4.16666666666666019037e-02, c2 = -1.38888888888741095749e-03, c3 = 2.48015872894767294178e-05;
        const double c4 = -2.75573143513906633035e-07, c5 = 2.08757232129817482790e-09, c6 = -1.13596475577881948265e-11;

        // The nearest quarter turn, and what remains of the angle, in [-π/4, π/4]. The subtraction is exact.
        double quarters = turn * 4;
        int quarter = (int)(quarters + 0.5);
        double x = (quarters - quarter) * (Math.PI / 2);

        double z = x * x;
        double sin = x + (x * z * (s1 + (z * (s2 + (z * (s3 + (z * (s4 + (z * (s5 + (z * s6)))))))))));
        double cos = 1 - ((0.5 * z) - (z * z * (c1 + (z * (c2 + (z * (c3 + (z * (c4 + (z * (c5 + (z * c6))))))))))));
        return (quarter & 3) switch
        {
            0 => (sin, cos),
            1 => (cos, -sin),
            2 => (-sin, -cos),
            _ => (-cos, sin),
        };
    }
}
