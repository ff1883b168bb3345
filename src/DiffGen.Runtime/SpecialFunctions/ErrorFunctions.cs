using System;

namespace DiffGen;

/// <summary>The error function, the standard normal distribution and their relatives, in double precision.</summary>
internal static class ErrorFunctions
{
    public const double SqrtHalf = 0.70710678118654752440;
    public const double InverseSqrtTwoPi = 0.39894228040143267794;
    private const double InverseSqrtPi = 0.56418958354775628695;

    /// <summary>Chebyshev series of erf(x)/x in 2x² − 1, for |x| ≤ 1.</summary>
    private static ReadOnlySpan<double> ErfSeries =>
    [
        1.950953878765308192, -0.14226120510371364238, 0.010035582187599795576, -0.00057687646997674847651, 0.000027419931252196061034,
        -1.1043175507344507604e-6, 3.848875542034503695e-8, -1.180858253387546697e-9, 3.2334215826050909646e-11, -7.9910159470045487582e-13,
        1.7990725113961455612e-14, -3.7186354878186926382e-16, 7.1035990037142529712e-18,
    ];

    /// <summary>Chebyshev series of (1 + 2x) exp(x²) erfc(x) in (x − 4)/(x + 4), for x ≥ 0.</summary>
    private static ReadOnlySpan<double> ErfcScaledSeries =>
    [
        2.3549664010748973973, -0.0072607966203019004784, -0.081265123236184997858, 0.060092128041222249997, -0.028753935580276660271,
        0.010595663363472860014, -0.0031369272945542642383, 0.00074564943725361840431, -0.00013696965030100540681, 0.000017183861600300937113,
        -7.1583646234503468633e-7, -2.4261399442449532014e-7, 5.5765709395703564039e-8, -2.1057869513809494813e-9, -1.1717889351884956849e-9,
        1.909835517245668792e-10, 1.4088717642088129665e-11, -6.9011083204808149553e-12, 9.1679583641112932862e-14, 2.1454508286554552991e-13,
        -1.4716575027010624224e-14, -6.6686751187704079242e-15, 7.5045985098800830254e-16, 2.2200930066663200355e-16, -3.1704898956330888357e-17,
        -8.1935703098843323334e-18, 1.2459819733129574353e-18, 3.3664022738726354117e-19,
    ];

    public static double Erf(double x) => Math.Abs(x) <= 1 ? x * Series.Chebyshev((2 * x * x) - 1, ErfSeries)
        : double.IsNaN(x) ? x
        : Math.CopySign(1 - Erfc(Math.Abs(x)), x);

    public static double Erfc(double x) => x switch
    {
        <= -1 => 2 - Erfc(-x),
        < 0.5 => 1 - Erf(x),
        > 28 => 0,
        _ => ExpOfMinusSquare(x) * ErfcScaledOfPositive(x),
    };

    /// <summary>exp(x²) erfc(x), which does not underflow.</summary>
    public static double ErfcScaled(double x) => x >= 0 ? ErfcScaledOfPositive(x)
        : x < -27 ? double.PositiveInfinity
        : (2 / ExpOfMinusSquare(x)) - ErfcScaledOfPositive(-x);

    private static double ErfcScaledOfPositive(double x) => x > 1e8 ? InverseSqrtPi / x : Series.Chebyshev((x - 4) / (x + 4), ErfcScaledSeries) / (1 + (2 * x));

    /// <summary>exp(−x²) with the rounding of the square taken back.</summary>
    private static double ExpOfMinusSquare(double x)
    {
        double square = x * x, rest = Math.FusedMultiplyAdd(x, x, -square);
        return square > 745 ? Math.Exp(-square) : Math.Exp(-square) * (1 - rest);
    }

    /// <summary>φ(z), the standard normal density.</summary>
    public static double NormalDensity(double z) => InverseSqrtTwoPi * Math.Exp(-0.5 * z * z);

    /// <summary>Φ(z), with a small relative error in the lower tail.</summary>
    public static double NormalCdf(double z) => z switch
    {
        < -39 => 0,
        < -1 => 0.5 * ExpOfMinusHalfSquare(z) * ErfcScaledOfPositive(-z * SqrtHalf),
        _ => z < 0 ? 0.5 * Erfc(-z * SqrtHalf) : 1 - (0.5 * Erfc(z * SqrtHalf)),
    };

    /// <summary>exp(−z²/2) with the rounding of the square taken back.</summary>
    private static double ExpOfMinusHalfSquare(double z)
    {
        double square = z * z, rest = Math.FusedMultiplyAdd(z, z, -square);
        return Math.Exp(-0.5 * square) * (1 - (0.5 * rest));
    }

    /// <summary>ln Φ(z), which does not underflow.</summary>
    public static double LogNormalCdf(double z) => z > -1 ? Precise.Log1p(-0.5 * Erfc(z * SqrtHalf)) : Math.Log(0.5 * ErfcScaled(-z * SqrtHalf)) - (0.5 * z * z);

    /// <summary>ln(Φ(b) − Φ(a)) for a &lt; b, in both tails and for narrow intervals.</summary>
    public static double LogNormalMass(double a, double b)
    {
        if (!(a < b))
        {
            return a >= b ? double.NegativeInfinity : double.NaN;
        }

        if (a > 0 || b > -a)
        {
            (a, b) = (-b, -a);
        }

        // Now the point of the interval that is nearest to 0 is min(b, 0). The density falls to e⁻⁴⁰ of what it is there within √(nearest² + 81).
        if (b - a < 2)
        {
            double nearest = Math.Min(b, 0);
            a = Math.Max(a, -double.Hypot(nearest, 9));
            return Math.Log(Quadrature.Panel(new Density(nearest), a, b)) - (0.5 * nearest * nearest) - GammaFunctions.HalfLogTwoPi;
        }

        if (b > 0)
        {
            return Precise.Log1p(-NormalCdf(a) - NormalCdf(-b));
        }

        double upper = LogNormalCdf(b);
        return upper + Precise.LogOneMinusExp(upper - LogNormalCdf(a));
    }

    /// <summary>φ(z)/φ(nearest)</summary>
    private readonly struct Density(double nearest) : IIntegrand
    {
        public double At(double z) => Math.Exp(-0.5 * (z - nearest) * (z + nearest));
    }

    /// <summary>φ(z)/Φ(z), the derivative of ln Φ.</summary>
    public static double NormalHazard(double z) => z > -1 ? NormalDensity(z) / NormalCdf(z) : 2 * InverseSqrtTwoPi / ErfcScaled(-z * SqrtHalf);

    /// <summary>
    /// The z with Φ(z) = p: a rational approximation (Abramowitz and Stegun, 26.2.23) and two steps of Halley's method on ln Φ.
    /// </summary>
    public static double NormalQuantile(double p)
    {
        if (!(p > 0 && p < 1))
        {
            return p == 0 ? double.NegativeInfinity : p == 1 ? double.PositiveInfinity : double.NaN;
        }

        if (p > 0.5)
        {
            return -NormalQuantile(1 - p);
        }

        double logP = Math.Log(p), t = Math.Sqrt(-2 * logP);
        double z = -(t - ((2.515517 + (t * (0.802853 + (t * 0.010328)))) / (1 + (t * (1.432788 + (t * (0.189269 + (t * 0.001308))))))));
        for (int step = 0; step < 3; step++)
        {
            // g = ln Φ(z) − ln p, g′ = h, g″ = −h (z + h) with h = φ/Φ.
            double g = z > -1 ? Precise.Log1p((NormalCdf(z) - p) / p) : LogNormalCdf(z) - logP, h = NormalHazard(z);
            z -= g / (h * (1 + (0.5 * g * (z + h) / h)));
        }

        return z;
    }
}
