using System;

namespace DiffGen;

/// <summary>The modified Bessel functions of order 0 and 1 that directional statistics needs, in double precision, for arguments ≥ 0.</summary>
internal static class BesselFunctions
{
    private const double SeriesLimit = 20;

    /// <summary>e⁻ᵏ I₀(k)</summary>
    public static double ScaledI0(double kappa) => kappa < SeriesLimit ? Math.Exp(-kappa) * PowerSeries(0, kappa) : Asymptotic(0, kappa) / Math.Sqrt(2 * Math.PI * kappa);

    /// <summary>e⁻ᵏ I₁(k)</summary>
    public static double ScaledI1(double kappa) => kappa < SeriesLimit ? Math.Exp(-kappa) * 0.5 * kappa * PowerSeries(1, kappa) : Asymptotic(1, kappa) / Math.Sqrt(2 * Math.PI * kappa);

    /// <summary>ln I₀(k)</summary>
    public static double LogI0(double kappa)
    {
        if (kappa >= 1)
        {
            return kappa + Math.Log(ScaledI0(kappa));
        }

        // I₀ − 1, for its digits near 0.
        double y = 0.25 * kappa * kappa, term = 1, sum = 0;
        for (int k = 1; k < 20; k++)
        {
            term *= y / (k * k);
            sum += term;
        }

        return Precise.Log1p(sum);
    }

    /// <summary>A(k) = I₁(k)/I₀(k) and 1 − A(k).</summary>
    public static (double Ratio, double Complement) Ratio(double kappa)
    {
        if (kappa < SeriesLimit)
        {
            double i0 = PowerSeries(0, kappa), i1 = 0.5 * kappa * PowerSeries(1, kappa);
            return (i1 / i0, (i0 - i1) / i0);
        }

        if (double.IsPositiveInfinity(kappa))
        {
            return (1, 0);
        }

        // The series of I₀ and I₁ begin with 1: their difference term by term.
        double term0 = 1, term1 = 1, sum0 = 1, difference = 0;
        for (int k = 1; k < 40 && term0 > 1e-18; k++)
        {
            double odd = (2 * k) - 1;
            term0 *= odd * odd / (8 * k * kappa);
            term1 *= ((odd * odd) - 4) / (8 * k * kappa);
            sum0 += term0;
            difference += term0 - term1;
        }

        double complement = difference / sum0;
        return (1 - complement, complement);
    }

    /// <summary>A′(k) = 1 − A/k − A².</summary>
    public static double RatioSlope(double kappa)
    {
        if (kappa > 300)
        {
            double y = 1 / kappa;
            return y * y * Series.Polynomial(y, [1.0 / 2, 1.0 / 4, 3.0 / 8, 25.0 / 32, 65.0 / 32, 3219.0 / 512]);
        }

        (double ratio, double complement) = Ratio(kappa);
        return kappa < 1e-4 ? 0.5 - (0.1875 * kappa * kappa) : (complement * (1 + ratio)) - (ratio / kappa);
    }

    /// <summary>Σ (k²/4)ᵐ ν!/(m! (m + ν)!)</summary>
    private static double PowerSeries(int order, double kappa)
    {
        double y = 0.25 * kappa * kappa, term = 1, sum = 1;
        for (int m = 1; term > 1e-18 * sum; m++)
        {
            term *= y / (m * (m + order));
            sum += term;
        }

        return sum;
    }

    /// <summary>√(2πk) e⁻ᵏ I_ν(k) ≈ Σ (−1)ᵐ (4ν² − 1)(4ν² − 9)…/(m! (8k)ᵐ)</summary>
    private static double Asymptotic(int order, double kappa)
    {
        double term = 1, sum = 1;
        for (int m = 1; m < 40 && Math.Abs(term) > 1e-18; m++)
        {
            double odd = (2 * m) - 1;
            term *= ((odd * odd) - (4 * order)) / (8 * m * kappa);
            sum += term;
        }

        return sum;
    }
}
