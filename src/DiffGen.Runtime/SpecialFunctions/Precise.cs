using System;

namespace DiffGen;

/// <summary>
/// Elementary functions near the points where they vanish. (<see cref="double.LogP1"/> and <see cref="double.ExpM1"/> of the runtime add or subtract 1 and lose the digits of
/// small arguments.)
/// </summary>
internal static class Precise
{
    /// <summary>ln(1 + x), with the rounding of 1 + x taken back (Kahan).</summary>
    public static double Log1p(double x)
    {
        double u = 1 + x;
        return Math.Abs(x) > 1 || u == 0 || double.IsNaN(x) ? Math.Log(u) : Math.Log(u) - (((u - 1) - x) / u);
    }

    /// <summary>eˣ − 1 (Kahan: (u − 1) x / ln u with u = eˣ rounded).</summary>
    public static double Expm1(double x)
    {
        if (Math.Abs(x) > 0.5 || double.IsNaN(x))
        {
            return Math.Exp(x) - 1;
        }

        double u = Math.Exp(x);
        return u == 1 ? x : (u - 1) * x / Math.Log(u);
    }

    /// <summary>ln(1 − e⁻ˣ) for x > 0 (Mächler, "Accurately computing log(1 − exp(−|a|))", 2012).</summary>
    public static double LogOneMinusExp(double x) => x < 0.6931471805599453 ? Math.Log(-Expm1(-x)) : Log1p(-Math.Exp(-x));

    /// <summary>1/(1 + e⁻ˣ), with a small relative error at both ends.</summary>
    public static double Sigmoid(double x)
    {
        double small = Math.Exp(-Math.Abs(x));
        return x >= 0 ? 1 / (1 + small) : small / (1 + small);
    }

    /// <summary>ln(1 + eˣ).</summary>
    public static double Softplus(double x) => x > 0 ? x + Log1p(Math.Exp(-x)) : Log1p(Math.Exp(x));

    /// <summary>ln(1 + x) − x for x > −1, with a small relative error near 0.</summary>
    public static double Log1pMinusIdentity(double x)
    {
        if (Math.Abs(x) > 0.2)
        {
            return Math.Log(1 + x) - x;
        }

        // With v = x/(2 + x): ln(1 + x) = 2 (v + v³/3 + v⁵/5 + …) and 2v − x = −v x.
        double v = x / (2 + x), square = v * v, power = 2 * v * square, sum = -v * x;
        for (int k = 3; ; k += 2)
        {
            double next = sum + (power / k);
            if (next == sum)
            {
                return sum;
            }

            sum = next;
            power *= square;
        }
    }

    /// <summary>e⁻ˣ − 1 + x, with a small relative error near 0.</summary>
    public static double ExpMinusTangent(double x)
    {
        if (Math.Abs(x) > 0.5)
        {
            return Math.Exp(-x) - 1 + x;
        }

        // x²/2 − x³/6 + x⁴/24 − …
        double term = 0.5 * x * x, sum = term;
        for (int k = 3; ; k++)
        {
            term *= -x / k;
            double next = sum + term;
            if (next == sum)
            {
                return sum;
            }

            sum = next;
        }
    }
}
