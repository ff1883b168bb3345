using System;

namespace DiffGen;

/// <summary>The logarithm of the gamma function and its derivatives, in double precision.</summary>
internal static class GammaFunctions
{
    public const double EulerGamma = 0.57721566490153286061;
    public const double HalfLogTwoPi = 0.91893853320467274178;

    /// <summary>ζ(k) − 1 for k = 2, 3, …</summary>
    private static ReadOnlySpan<double> ZetaMinusOne =>
    [
        0.6449340668482264365, 0.2020569031595942854, 0.08232323371113819152,
        0.03692775514336992633, 0.01734306198444913971, 0.00834927738192282684,
        0.004077356197944339379, 0.002008392826082214418, 0.0009945751278180853371,
        0.0004941886041194645587, 0.0002460865533080482986, 0.0001227133475784891468,
        0.00006124813505870482926, 0.00003058823630702049355, 0.00001528225940865187173,
        7.637197637899762274e-6, 3.817293264999839856e-6, 1.908212716553938926e-6,
        9.539620338727961132e-7, 4.769329867878064631e-7, 2.3845050272773299e-7,
        1.192199259653110731e-7, 5.960818905125947961e-8, 2.980350351465228019e-8,
        1.490155482836504123e-8, 7.450711789835429492e-9, 3.725334024788457055e-9,
    ];

    /// <summary>ln |Γ(x)|; ∞ at 0 and the negative integers.</summary>
    public static double LogGamma(double x)
    {
        if (x < 0.5)
        {
            return x > 0 ? LogGamma1p(x) - Math.Log(x)
                : x == Math.Floor(x) ? double.PositiveInfinity
                : Math.Log(Math.PI / Math.Abs(double.SinPi(x))) - LogGamma(1 - x);
        }

        if (x <= 2.5)
        {
            return x <= 1.5 ? LogGamma1p(x - 1) : LogGamma2p(x - 2);
        }

        if (x >= 10)
        {
            return double.IsPositiveInfinity(x) ? x : ((x - 0.5) * Math.Log(x)) - x + HalfLogTwoPi + StirlingSeries(x);
        }

        // Γ(x) = (x − 1)(x − 2)…(x − k) Γ(x − k), with x − k in (1.5, 2.5].
        double product = 1;
        while (x > 2.5)
        {
            x--;
            product *= x;
        }

        return Math.Log(product) + LogGamma2p(x - 2);
    }

    /// <summary>ln Γ(1 + t) for t > −1, with a small relative error near t = 0.</summary>
    public static double LogGamma1p(double t) => t switch
    {
        < -0.5 => LogGamma(1 + t),
        <= 0.5 => -Precise.Log1p(t) + LogGamma2p(t),
        <= 1.5 => LogGamma2p(t - 1),
        _ => LogGamma(1 + t),
    };

    /// <summary>ln Γ(2 + t) = t (1 − γ) + Σ (−t)ᵏ (ζ(k) − 1)/k, for |t| ≤ ½.</summary>
    private static double LogGamma2p(double t)
    {
        ReadOnlySpan<double> zeta = ZetaMinusOne;
        double sum = 0;
        for (int i = zeta.Length - 1; i >= 0; i--)
        {
            sum = (zeta[i] / (i + 2)) - (t * sum);
        }

        return t * ((1 - EulerGamma) + (t * sum));
    }

    /// <summary>ln Γ(x) − [(x − ½) ln x − x + ½ ln 2π] for x ≥ 10.</summary>
    private static double StirlingSeries(double x)
    {
        return Series.Polynomial(1 / (x * x), [1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156]) / x;
    }

    /// <summary>ln Γ(x + 1) − [(x + ½) ln x − x + ½ ln 2π], the error of Stirling's formula, for x > 0.</summary>
    public static double StirlingError(double x) => x >= 10
        ? StirlingSeries(x)
        : LogGamma1p(x) - (((x + 0.5) * Math.Log(x)) - x + HalfLogTwoPi);

    /// <summary>
    /// x ln(x / m) + m − x for x, m > 0, with a small relative error near x = m (Loader, "Fast and accurate computation of binomial probabilities", 2000).
    /// </summary>
    public static double Deviance(double x, double m)
    {
        double difference = x - m, sum = x + m;
        if (Math.Abs(difference) >= 0.1 * sum)
        {
            return (x * Math.Log(x / m)) - difference;
        }

        // With v = (x − m)/(x + m): (x − m) v + 2 x (v³/3 + v⁵/5 + …).
        double v = difference / sum, square = v * v, power = 2 * x * v, series = difference * v;
        for (int k = 3; ; k += 2)
        {
            power *= square;
            double next = series + (power / k);
            if (next == series)
            {
                return next;
            }

            series = next;
        }
    }

    /// <summary>ln(mᵏ e⁻ᵐ / Γ(k + 1)) for real k ≥ 0 and m ≥ 0: the logarithm of a Poisson probability.</summary>
    public static double LogPoisson(double k, double m)
    {
        if (m == 0 || k == 0)
        {
            return k == 0 ? -m : double.NegativeInfinity;
        }

        return k < 1
            ? (k * Math.Log(m)) - m - LogGamma1p(k)
            : (-0.5 * Math.Log(2 * Math.PI * k)) - StirlingError(k) - Deviance(k, m);
    }

    /// <summary>
    /// ln of the binomial probability Γ(n + 1)/(Γ(k + 1) Γ(n − k + 1)) pᵏ qⁿ⁻ᵏ for real 0 ≤ k ≤ n, with q = 1 − p given apart.
    /// </summary>
    public static double LogBinomial(double k, double n, double p, double q)
    {
        double rest = n - k;
        if (k == 0 || rest == 0)
        {
            return k == 0 ? (n == 0 ? 0 : n * LogOf(q, p)) : n * LogOf(p, q);
        }

        if (p == 0 || q == 0)
        {
            return double.NegativeInfinity;
        }

        return StirlingError(n) - StirlingError(k) - StirlingError(rest) - Deviance(k, n * p) - Deviance(rest, n * q) + (0.5 * (Math.Log(n / k / rest) - Math.Log(2 * Math.PI)));
    }

    /// <summary>ln p, from the smaller one of p and 1 − p.</summary>
    private static double LogOf(double p, double complement) => complement < 0.5 ? Precise.Log1p(-complement) : Math.Log(p);

    /// <summary>ψ(x) = d ln Γ(x)/dx; NaN at the poles.</summary>
    public static double Digamma(double x)
    {
        if (x <= 0)
        {
            return x == Math.Floor(x) ? double.NaN : Digamma(1 - x) - (Math.PI / double.TanPi(x));
        }

        if (x is >= 0.5 and <= 2.5)
        {
            // ψ(2 + t) = 1 − γ + Σ (−1)ᵏ (ζ(k) − 1) tᵏ⁻¹
            return x <= 1.5 ? Digamma2p(x - 1) - (1 / x) : Digamma2p(x - 2);
        }

        double shift = 0;
        while (x < 10)
        {
            shift -= 1 / x;
            x++;
        }

        return shift + Math.Log(x) - DigammaDefect(x);
    }

    /// <summary>ln x − ψ(x), positive, with a small relative error for large x.</summary>
    public static double LogMinusDigamma(double x) => x >= 10 ? DigammaDefect(x) : Math.Log(x) - Digamma(x);

    /// <summary>ψ(x + step) − ψ(x) for x, step > 0, without cancellation where x is large.</summary>
    public static double DigammaStep(double x, double step) => x >= 10
        ? Precise.Log1p(step / x) + DigammaDefect(x) - DigammaDefect(x + step)
        : Digamma(x + step) - Digamma(x);

    /// <summary>ψ(1 + t) for t > −1.</summary>
    public static double Digamma1p(double t) => t is >= -0.5 and <= 0.5 ? Digamma2p(t) - (1 / (1 + t)) : Digamma(1 + t);

    /// <summary>ψ(x + ½) − ψ(x) − 1/(2x), with a small relative error for large x.</summary>
    public static double HalfStepDigamma(double x)
    {
        if (x < 20)
        {
            return Digamma(x + 0.5) - Digamma(x) - (0.5 / x);
        }

        double y = 1 / (x * x);
        return y * Series.Polynomial(y, [1.0 / 8, -1.0 / 64, 1.0 / 128, -17.0 / 2048, 31.0 / 2048, -691.0 / 16384]);
    }

    /// <summary>ln Γ(x + ½) − ln Γ(x) − ½ ln x, with a small relative error for large x.</summary>
    public static double HalfStepLogGamma(double x)
    {
        if (x < 20)
        {
            return LogGamma(x + 0.5) - LogGamma(x) - (0.5 * Math.Log(x));
        }

        double y = 1 / (x * x);
        return Series.Polynomial(y, [-1.0 / 8, 1.0 / 192, -1.0 / 640, 17.0 / 14336, -31.0 / 18432, 691.0 / 180224]) / x;
    }

    private static double Digamma2p(double t)
    {
        ReadOnlySpan<double> zeta = ZetaMinusOne;
        double sum = 0;
        for (int i = zeta.Length - 1; i >= 0; i--)
        {
            sum = zeta[i] - (t * sum);
        }

        return (1 - EulerGamma) + (t * sum);
    }

    private static double DigammaDefect(double x)
    {
        double y = 1 / (x * x);
        return (0.5 / x) + (y * Series.Polynomial(y, [1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760, 1.0 / 12]));
    }

    /// <summary>ψ′(x).</summary>
    public static double Trigamma(double x)
    {
        if (x <= 0)
        {
            double sine = double.SinPi(x);
            return x == Math.Floor(x) ? double.PositiveInfinity : (Math.PI / sine * (Math.PI / sine)) - Trigamma(1 - x);
        }

        double shift = 0;
        while (x < 12)
        {
            shift += 1 / (x * x);
            x++;
        }

        double y = 1 / (x * x);
        double series = Series.Polynomial(y, [1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6]);
        return shift + ((1 + (0.5 / x) + (y * series)) / x);
    }

    /// <summary>ψ″(x) for x > 0.</summary>
    public static double Tetragamma(double x)
    {
        double shift = 0;
        while (x < 14)
        {
            shift -= 2 / (x * x * x);
            x++;
        }

        double y = 1 / (x * x);
        double series = Series.Polynomial(y, [1.0 / 2, -1.0 / 6, 1.0 / 6, -3.0 / 10, 5.0 / 6, -691.0 / 210, 35.0 / 2]);
        return shift - (y * (1 + (1 / x) + (y * series)));
    }
}
