using System;
using System.Linq;

namespace DiffGen.Runtime.Tests;

/// <summary>Logistic, error and gamma functions to about 90 bits (logarithm of gamma and digamma: absolute, beside their zeros).</summary>
internal static partial class WideFunctions
{
    private static readonly Wide s_inverseRootPi = new(0.5641895835477563, 7.66772980658294e-18);
    private static readonly Wide s_rootHalf = new(0.7071067811865476, -4.833646656726457e-17);
    private static readonly Wide s_halfLogTwoPi = new(0.9189385332046728, -3.8782941580672414e-17);
    private static readonly Wide s_eulerGamma = new(0.5772156649015329, -4.942915152430645e-18);

    /// <summary>B₂, B₄, …</summary>
    private static readonly Wide[] s_bernoulli =
    [
        .. new (double Numerator, double Denominator)[]
        {
            (1, 6), (-1, 30), (1, 42), (-1, 30), (5, 66), (-691, 2730), (7, 6), (-3617, 510), (43867, 798), (-174611, 330), (854513, 138), (-236364091, 2730), (8553103, 6),
            (-23749461029, 870), (8615841276005, 14322),
        }.Select(b => (Wide)b.Numerator / b.Denominator),
    ];

    /// <summary>ζ(2), ζ(3), …</summary>
    private static readonly Wide[] s_zeta =
    [
        new(1.6449340668482264, 3.040672350398476e-17), new(1.2020569031595942, 4.875891010379532e-17), new(1.0823232337111381, 4.748512042855365e-17),
        new(1.03692775514337, -6.276789020377768e-17), new(1.0173430619844492, -9.758599166441531e-17), new(1.008349277381923, -9.91714730971456e-17),
        new(1.0040773561979444, -2.0171748307737844e-17), new(1.0020083928260821, 9.730706638450415e-17), new(1.000994575127818, 1.0936913170647002e-16),
        new(1.0004941886041194, 3.6892951619089984e-17), new(1.000246086553308, 3.556599124383171e-18), new(1.0001227133475785, -2.8892675017121097e-17),
        new(1.0000612481350588, -1.0638574497072141e-16), new(1.000030588236307, 4.844379113994946e-17),
    ];

    public static Scaled Sigmoid(double x)
    {
        Scaled e = Exp(-Math.Abs(x));
        Wide d = e.Value + 1.0;
        return x < 0 ? new Scaled(e.Mantissa / d, e.Exponent) : (Wide)1.0 / d;
    }

    public static Scaled Softplus(double x)
    {
        Scaled e = Exp(-Math.Abs(x));
        return double.IsInfinity(x) ? Math.Max(x, 0) : x < -100 ? e : LogP1(e.Value) + Math.Max(x, 0);
    }

    /// <summary>2x/√π e^(−x²) Σ (2x²)ⁿ / (1·3·5⋯(2n+1)).</summary>
    public static Scaled Erf(double x) => x == 0 ? x : Math.Abs(x) < 1e-150 ? new Scaled(s_inverseRootPi * Math.ScaleB(x, 601), -600) : Erf((Wide)x);

    /// <summary>From 3 on by its continued fraction e^(−x²)/√π · 1/(x + ½/(x + 1/(x + 3⁄2/(x + …)))).</summary>
    public static Scaled Erfc(Wide x)
    {
        if (double.IsNaN(x.High) || double.IsInfinity(x.High) || x.High < 3)
        {
            return x.High > 0 && double.IsInfinity(x.High) ? 0.0 : x.High < -30 ? 2.0 : x.High < -3 ? (Wide)2.0 - Erfc(-x).Value : double.IsNaN(x.High) ? double.NaN : (Wide)1.0 - Erf(x);
        }

        if (x.High > 100)
        {
            return 0.0;
        }

        Wide t = 0.0;
        for (int k = x.High < 6 ? 220 : 70; k > 0; k--)
        {
            t = (Wide)(0.5 * k) / (x + t);
        }

        return Exp(-(x * x)) * (s_inverseRootPi / (x + t));
    }

    public static Scaled NormalCdf(double x) => double.IsInfinity(x) ? (x > 0 ? 1.0 : 0.0) : Erfc(-(s_rootHalf * x)) * 0.5;

    public static Wide LogGamma(double x)
    {
        if (double.IsNaN(x) || double.IsInfinity(x) || (x <= 0 && x == Math.Floor(x)))
        {
            return double.IsNaN(x) ? double.NaN : double.PositiveInfinity;
        }

        if (Math.Abs(x - 1) < 0.004 || Math.Abs(x - 2) < 0.004)
        {
            return x > 1.5 ? LogP1(Wide.Sum(x, -2)) + LogGammaNearOne(Wide.Sum(x, -2)) : LogGammaNearOne(Wide.Sum(x, -1));
        }

        return x > 0 ? LogGammaStirling(x) : Math.Abs(x) < 1e-30 ? -Log(Math.Abs(x)) : Log(Pi / Wide.Abs(SinPi(x))) - LogGammaStirling(Wide.Sum(1, -x));
    }

    public static Wide Digamma(double x)
    {
        if (double.IsNaN(x) || double.IsInfinity(x) || (x <= 0 && x == Math.Floor(x)))
        {
            return x == 0 ? Math.CopySign(double.PositiveInfinity, -x) : x > 0 ? x : double.NaN;
        }

        if (x < 0)
        {
            return Math.Abs(x) < 1e-30 ? (Wide)(-1.0) / x : DigammaStirling(Wide.Sum(1, -x)) - (Pi * CosPi(x) / SinPi(x));
        }

        return x < 1e-300 ? -1 / x : DigammaStirling(x);
    }

    private static Wide Erf(Wide x)
    {
        if (!(Math.Abs(x.High) < 3))
        {
            Wide tail = Erfc(Wide.Abs(x)).Value;
            return x.High < 0 ? tail - 1.0 : (Wide)1.0 - tail;
        }

        Wide z = x * x * 2.0;
        Wide term = 1.0;
        Wide sum = 1.0;
        for (int n = 3; term.High > sum.High * 1e-34; n += 2)
        {
            term = term * z / n;
            sum += term;
        }

        return sum * x * s_inverseRootPi * 2.0 * Exp(-(x * x)).Value;
    }

    /// <summary>−γt + Σ ζ(k) (−t)ᵏ / k = ln Γ(1 + t).</summary>
    private static Wide LogGammaNearOne(Wide t)
    {
        Wide sum = 0.0;
        for (int k = s_zeta.Length + 1; k >= 2; k--)
        {
            sum = (sum + (s_zeta[k - 2] / k)) * -t;
        }

        return (sum + s_eulerGamma) * -t;
    }

    private static Wide LogGammaStirling(Wide x)
    {
        Wide product = 1.0;
        while (x.High < 30)
        {
            product *= x;
            x += 1.0;
        }

        Wide inverse = (Wide)1.0 / x;
        Wide square = inverse * inverse;
        Wide sum = 0.0;
        for (int k = s_bernoulli.Length; k >= 1; k--)
        {
            sum = (sum * square) + (s_bernoulli[k - 1] / (2.0 * k * ((2.0 * k) - 1)));
        }

        return x.High > 1e290 ? x * (Log(x) - 1.0) : ((x - 0.5) * Log(x)) - x + s_halfLogTwoPi + (sum * inverse) - Log(product);
    }

    private static Wide DigammaStirling(Wide x)
    {
        Wide shift = 0.0;
        while (x.High < 30)
        {
            shift += (Wide)1.0 / x;
            x += 1.0;
        }

        Wide inverse = (Wide)1.0 / x;
        Wide square = inverse * inverse;
        Wide sum = 0.0;
        for (int k = s_bernoulli.Length; k >= 1; k--)
        {
            sum = ((s_bernoulli[k - 1] / (2.0 * k)) + sum) * square;
        }

        return Log(x) - (inverse * 0.5) - sum - shift;
    }

    private static Wide SinPi(double x)
    {
        double n = Math.Round(x);
        (Wide sin, _) = SinCosSeriesWide(Pi * (x - n));
        return n % 2 == 0 ? sin : -sin;
    }

    private static Wide CosPi(double x)
    {
        double n = Math.Round(x);
        (_, Wide cos) = SinCosSeriesWide(Pi * (x - n));
        return n % 2 == 0 ? cos : -cos;
    }

    /// <summary>For |r| ≤ π/2, of half the angle.</summary>
    private static (Wide Sin, Wide Cos) SinCosSeriesWide(Wide r)
    {
        (Wide sin, Wide cos) = SinCosSeries(r * 0.5);
        return (sin * cos * 2.0, (cos * cos) - (sin * sin));
    }
}
