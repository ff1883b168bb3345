using System;

namespace DiffGen.Runtime.Tests.Distributions;

/// <summary>Integrals by double exponential substitution, apart from the library's own.</summary>
internal static class Integral
{
    /// <summary>∫ f from lower to upper, either of which may be infinite.</summary>
    /// <param name="f">The function.</param>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end.</param>
    /// <param name="center">A point where much of f is.</param>
    /// <param name="scale">The width of f there.</param>
    public static double Over(Func<double, double> f, double lower, double upper, double center, double scale)
    {
        if (lower >= upper)
        {
            return 0;
        }

        double middle = Math.Clamp(center, lower, upper);
        if (middle == lower || middle == upper)
        {
            middle = double.IsFinite(lower) && double.IsFinite(upper) ? 0.5 * (lower + upper) : middle == lower ? lower + scale : upper - scale;
        }

        // Near an end the distance from it is what counts.
        return Side(x => f(middle + x), rest => f(upper - rest), upper - middle, scale) + Side(x => f(middle - x), rest => f(lower + rest), middle - lower, scale);
    }

    /// <summary>∫ f from 0 to length; f by the distance from 0 and by that from the end.</summary>
    private static double Side(Func<double, double> f, Func<double, double> fromEnd, double length, double scale)
    {
        const double step = 1.0 / 64;
        double sum = 0;
        for (int k = -300; k <= 450; k++)
        {
            double t = k * step, weight, value;
            if (double.IsPositiveInfinity(length))
            {
                // x = scale exp(π/2 sinh t)
                double x = scale * Math.Exp(0.5 * Math.PI * Math.Sinh(t));
                weight = x * 0.5 * Math.PI * Math.Cosh(t);
                value = weight is > 0 and < double.PositiveInfinity ? f(x) : 0;
            }
            else
            {
                // x = length/(1 + exp(−π sinh t))
                double u = Math.PI * Math.Sinh(t), share = 1 / (1 + Math.Exp(-u)), rest = 1 / (1 + Math.Exp(u));
                weight = length * share * rest * Math.PI * Math.Cosh(t);
                value = weight == 0 ? 0 : u < 0 ? f(length * share) : fromEnd(length * rest);
            }

            sum += double.IsFinite(value) && value != 0 ? value * weight : 0;
        }

        return sum * step;
    }
}
