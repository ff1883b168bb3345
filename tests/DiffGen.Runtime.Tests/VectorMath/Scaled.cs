using System;

namespace DiffGen.Runtime.Tests;

/// <summary>Mantissa · 2^Exponent: a reference whose value may lie beyond the range of doubles, or below it, with all its digits.</summary>
internal readonly record struct Scaled(Wide Mantissa, int Exponent)
{
    public static implicit operator Scaled(Wide value) => new(value, 0);

    public static implicit operator Scaled(double value) => new(value, 0);

    public static Scaled operator *(Scaled a, Scaled b) => new(a.Mantissa * b.Mantissa, a.Exponent + b.Exponent);

    /// <summary>As one number; 0 or ∞ where it is out of range.</summary>
    public Wide Value => Mantissa.Scale(Exponent);

    /// <summary>
    /// How far <paramref name="actual"/> is from this, in units in the last place of this: 2^(e − 52) for doubles and 2^(e − 23) for floats where 2^e ≤ |this| &lt; 2^(e + 1), and the
    /// least subnormal below the normal numbers. An infinity counts as the power of two at which rounding reaches it; a NaN matches only a NaN.
    /// The unit is that of <paramref name="magnitude"/> if that is greater.
    /// </summary>
    public double UlpsTo(double actual, bool isFloat, double magnitude = 0)
    {
        if (double.IsNaN(Mantissa.High) || double.IsNaN(actual))
        {
            return double.IsNaN(Mantissa.High) && double.IsNaN(actual) ? 0 : double.PositiveInfinity;
        }

        // A zero has the sign of what it stands for.
        if (actual == 0 && double.IsNegative(actual) != double.IsNegative(Mantissa.High))
        {
            return double.PositiveInfinity;
        }

        (int digits, int least, int greatest) = isFloat ? (23, -149, 128) : (52, -1074, 1024);
        int exponent = Mantissa.High == 0 ? -4000 : double.IsInfinity(Mantissa.High) ? 4000 : Math.ILogB(Mantissa.High) + Exponent;
        if (exponent >= greatest && double.IsInfinity(actual))
        {
            return (actual > 0) == (Mantissa.High > 0) ? 0 : double.PositiveInfinity;
        }

        exponent = magnitude == 0 ? exponent : Math.Max(exponent, Math.ILogB(magnitude));
        if (exponent > greatest)
        {
            return double.PositiveInfinity;
        }

        int unit = Math.Max(Math.Min(exponent, greatest - 1) - digits, least);
        double scaled = double.IsInfinity(actual) ? Math.CopySign(Math.ScaleB(1, greatest - unit), actual) : Math.ScaleB(actual, -unit);
        if (exponent < least - 60)
        {
            return Math.Abs(scaled);
        }

        Wide expected = Mantissa.Scale(Exponent - unit);
        return Math.Abs(scaled - expected.High - expected.Low);
    }
}
