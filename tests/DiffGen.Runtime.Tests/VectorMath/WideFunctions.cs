using System;
using System.Linq;

namespace DiffGen.Runtime.Tests;

/// <summary>Exponentials, logarithms, powers and roots to about 100 bits, by series that do not cancel.</summary>
internal static partial class WideFunctions
{
    public static readonly Wide Ln2 = new(0.6931471805599453, 2.3190468138462996e-17);
    public static readonly Wide Ln10 = new(2.302585092994046, -2.1707562233822494e-16);

    /// <summary>1 / n!.</summary>
    private static readonly Wide[] s_inverseFactorials = InverseFactorials(30);

    public static Scaled Exp(Wide x)
    {
        if (double.IsNaN(x.High) || Math.Abs(x.High) > 2000)
        {
            return double.IsNaN(x.High) ? double.NaN : x.High > 0 ? double.PositiveInfinity : 0.0;
        }

        double k = Math.Round(x.High / Ln2.High);
        Wide r = (x - (Ln2 * k)).Scale(-4);
        Wide power = Taylor(r, 16) * r + 1.0;
        for (int i = 0; i < 4; i++)
        {
            power *= power;
        }

        return new Scaled(power, (int)k);
    }

    public static Scaled ExpM1(Wide x)
    {
        if (Math.Abs(x.High) < 0.4)
        {
            return x.High == 0 ? x : Taylor(x, 27) * x;
        }

        Scaled exp = Exp(x);
        return x.High > 200 ? exp : exp.Value - 1.0;
    }

    public static Wide Log(Wide x)
    {
        if (!(x.High > 0) || double.IsInfinity(x.High))
        {
            return x.High == 0 ? double.NegativeInfinity : x.High > 0 ? x : double.NaN;
        }

        int k = Math.ILogB(x.High);
        Wide m = x.Scale(-k);
        if (m.High > 1.4142)
        {
            m = m.Scale(-1);
            k++;
        }

        return (Ln2 * k) + TwoArtanh((m - 1.0) / (m + 1.0));
    }

    public static Wide LogP1(Wide x) =>
        Math.Abs(x.High) < 0.3 ? x.High == 0 ? x : TwoArtanh(x / (x + 2.0)) : Log(x + 1.0);

    public static Scaled Pow(double x, double y)
    {
        double plain = Math.Pow(x, y);
        if (!double.IsFinite(x) || !double.IsFinite(y) || x == 0 || y == 0 || double.IsNaN(plain))
        {
            return plain;
        }

        Wide exponent = Log(Math.Abs(x)) * y;
        if (!(Math.Abs(exponent.High) < 2000))
        {
            return plain;
        }

        Scaled power = Exp(exponent);
        return plain < 0 || (plain == 0 && double.IsNegative(plain)) ? power * -1.0 : power;
    }

    public static Wide Cbrt(double x)
    {
        if (x == 0 || !double.IsFinite(x))
        {
            return x;
        }

        int third = Math.ILogB(x) / 3;
        double m = Math.ScaleB(x, -3 * third);
        Wide root = Math.Cbrt(m);
        for (int i = 0; i < 2; i++)
        {
            root -= ((root * root * root) - m) / (root * root * 3.0);
        }

        return root.Scale(third);
    }

    public static Scaled Hypot(double x, double y)
    {
        if (!double.IsFinite(x) || !double.IsFinite(y) || (x == 0 && y == 0))
        {
            return double.Hypot(x, y);
        }

        int exponent = Math.ILogB(Math.Max(Math.Abs(x), Math.Abs(y)));
        Wide a = Math.ScaleB(x, -exponent);
        Wide b = Math.ScaleB(y, -exponent);
        return new Scaled(Wide.Sqrt((a * a) + (b * b)), exponent);
    }

    /// <summary>2 artanh s for |s| ≤ 0.18.</summary>
    private static Wide TwoArtanh(Wide s)
    {
        Wide z = s * s;
        Wide sum = 0.0;
        for (int n = 47; n >= 1; n -= 2)
        {
            sum = (sum * z) + ((Wide)1.0 / n);
        }

        return sum * s * 2.0;
    }

    /// <summary>(eʳ − 1) / r by <paramref name="terms"/> terms.</summary>
    private static Wide Taylor(Wide r, int terms)
    {
        Wide sum = s_inverseFactorials[terms];
        for (int n = terms - 1; n >= 1; n--)
        {
            sum = (sum * r) + s_inverseFactorials[n];
        }

        return sum;
    }

    private static Wide[] InverseFactorials(int last)
    {
        Wide factorial = 1.0;
        return [1.0, .. Enumerable.Range(1, last).Select(n => (Wide)1.0 / (factorial *= n))];
    }
}
