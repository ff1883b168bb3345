using System;
using System.Numerics;

namespace DiffGen.Runtime.Tests;

/// <summary>Trigonometric and hyperbolic functions and their inverses to about 100 bits. Angles are reduced by an exact remainder.</summary>
internal static partial class WideFunctions
{
    public static readonly Wide Pi = new(3.141592653589793, 1.2246467991473532e-16);
    public static readonly Wide HalfPi = new(1.5707963267948966, 6.123233995736766e-17);

    private const int PiBits = 1400;

    /// <summary>π/2 · 2^PiBits, by Machin's formula.</summary>
    private static readonly BigInteger s_halfPi = ((16 * InverseArctangent(5)) - (4 * InverseArctangent(239))) >> 65;

    public static (Wide Sin, Wide Cos) SinCos(double x)
    {
        if (!double.IsFinite(x) || x == 0)
        {
            return x == 0 ? (x, 1.0) : (double.NaN, double.NaN);
        }

        (Wide r, int quadrant) = Reduce(x);
        (Wide sin, Wide cos) = SinCosSeries(r);
        return quadrant switch
        {
            0 => (sin, cos),
            1 => (cos, -sin),
            2 => (-sin, -cos),
            _ => (-cos, sin),
        };
    }

    public static Wide Tan(double x)
    {
        (Wide sin, Wide cos) = SinCos(x);
        return sin.High == 0 ? x : sin / cos;
    }

    public static Wide Atan(Wide x)
    {
        if (double.IsNaN(x.High) || x.High == 0)
        {
            return x;
        }

        if (Math.Abs(x.High) > 1)
        {
            Wide rest = double.IsInfinity(x.High) ? 0.0 : Atan((Wide)1.0 / x);
            return (x.High > 0 ? HalfPi : -HalfPi) - rest;
        }

        // The tangent of the rest, x and tan of the guess apart, is below 2⁻⁵⁰.
        double guess = Math.Atan(x.High);
        (Wide sin, Wide cos) = SinCosSeries(guess);
        Wide d = ((x * cos) - sin) / (cos + (x * sin));
        return d - (d * d * d / 3.0) + guess;
    }

    public static Wide Asin(double x) =>
        Math.Abs(x) > 1 || double.IsNaN(x) ? double.NaN : Math.Abs(x) == 1 ? (HalfPi * x) : Math.Abs(x) < 1e-20 ? x : Atan(x / Wide.Sqrt(Wide.Sum(1, -x) * Wide.Sum(1, x)));

    public static Wide Acos(double x) =>
        Math.Abs(x) > 1 || double.IsNaN(x) ? double.NaN : x == -1 ? Pi : Atan(Wide.Sqrt(Wide.Sum(1, -x) / Wide.Sum(1, x))) * 2.0;

    public static Scaled Atan2(double y, double x)
    {
        if (double.IsNaN(x) || double.IsNaN(y) || x == 0 || y == 0 || double.IsInfinity(x) || double.IsInfinity(y))
        {
            return AxisAngle(y, x);
        }

        int yExponent = Math.ILogB(y);
        int xExponent = Math.ILogB(x);
        Wide m = (Wide)Math.ScaleB(Math.Abs(y), -yExponent) / Math.ScaleB(Math.Abs(x), -xExponent);
        int exponent = yExponent - xExponent;
        Scaled angle = exponent < -120 ? new Scaled(m, exponent) : exponent > 120 ? HalfPi - ((Wide)1.0 / m).Scale(-exponent) : Atan(m.Scale(exponent));
        if (x < 0)
        {
            angle = Pi - angle.Value;
        }

        return y < 0 ? angle * -1.0 : angle;
    }

    public static Scaled Sinh(double x)
    {
        double a = Math.Abs(x);
        if (a > 100)
        {
            return Exp(a) * (x < 0 ? -0.5 : 0.5);
        }

        Wide e = ExpM1(a).Value;
        Wide sinh = (e + (e / (e + 1.0))) * 0.5;
        return x < 0 ? -sinh : x == 0 || double.IsNaN(x) ? x : sinh;
    }

    public static Scaled Cosh(double x)
    {
        double a = Math.Abs(x);
        Scaled e = Exp(a);
        return a > 100 ? e * 0.5 : (e.Value + ((Wide)1.0 / e.Value)) * 0.5;
    }

    public static Wide Tanh(double x)
    {
        double a = Math.Abs(x);
        Wide e = ExpM1(2 * Math.Min(a, 100)).Value;
        Wide tanh = e / (e + 2.0);
        return x < 0 ? -tanh : x == 0 || double.IsNaN(x) ? x : tanh;
    }

    public static Wide Asinh(double x)
    {
        double a = Math.Abs(x);
        if (a < 1e-100 || !double.IsFinite(x))
        {
            return x;
        }

        Wide square = (Wide)a * a;
        Wide y = a > 1e100 ? Log(a) + Ln2 : LogP1(a + (square / (Wide.Sqrt(square + 1.0) + 1.0)));
        return x < 0 ? -y : y;
    }

    public static Wide Acosh(double x)
    {
        if (!(x >= 1) || double.IsInfinity(x))
        {
            return x > 1 ? x : double.NaN;
        }

        Wide t = Wide.Sum(x, -1);
        return x > 1e100 ? Log(x) + Ln2 : LogP1(t + Wide.Sqrt(t * (t + 2.0)));
    }

    public static Wide Atanh(double x)
    {
        double a = Math.Abs(x);
        if (a < 1e-100 || !(a < 1))
        {
            return a == 1 ? x * double.PositiveInfinity : a > 1 ? double.NaN : x;
        }

        Wide y = LogP1((Wide)(2 * a) / Wide.Sum(1, -a)) * 0.5;
        return x < 0 ? -y : y;
    }

    /// <summary>x = r + quadrant π/2 modulo 2π with |r| ≤ π/4.</summary>
    private static (Wide R, int Quadrant) Reduce(double x)
    {
        if (Math.Abs(x) < 0.7)
        {
            return (x, 0);
        }

        int exponent = Math.ILogB(x) - 52;
        BigInteger scaled = new BigInteger(Math.ScaleB(x, -exponent)) << (PiBits + exponent);
        BigInteger n = BigInteger.DivRem((2 * scaled) + s_halfPi, 2 * s_halfPi, out _);
        BigInteger r = scaled - (n * s_halfPi);
        if (2 * r > s_halfPi)
        {
            r -= s_halfPi;
            n++;
        }
        else if (2 * r < -s_halfPi)
        {
            r += s_halfPi;
            n--;
        }

        return (FromFixed(r), (int)(((n % 4) + 4) % 4));
    }

    private static Wide FromFixed(BigInteger r)
    {
        int shift = Math.Max((int)BigInteger.Abs(r).GetBitLength() - 110, 0);
        r >>= shift;
        double high = (double)(r >> 57 << 57);
        double low = (double)(r - new BigInteger(high));
        return Wide.Sum(Math.ScaleB(high, shift - PiBits), Math.ScaleB(low, shift - PiBits));
    }

    private static (Wide Sin, Wide Cos) SinCosSeries(Wide r)
    {
        Wide z = -(r * r);
        Wide sin = 0.0;
        Wide cos = 0.0;
        for (int n = 28; n >= 2; n -= 2)
        {
            cos = (cos + s_inverseFactorials[n]) * z;
            sin = (sin + s_inverseFactorials[n + 1]) * z;
        }

        return ((sin * r) + r, cos + 1.0);
    }

    /// <summary>artan(1/n) · 2^(PiBits + 64).</summary>
    private static BigInteger InverseArctangent(int n)
    {
        BigInteger power = (BigInteger.One << (PiBits + 64)) / n;
        BigInteger sum = power;
        for (int k = 3; !power.IsZero; k += 2)
        {
            power /= -n * n;
            sum += power / k;
        }

        return sum;
    }

    /// <summary>The angle of a point on an axis, at infinity or at the origin.</summary>
    private static Wide AxisAngle(double y, double x)
    {
        if (double.IsNaN(x) || double.IsNaN(y))
        {
            return double.NaN;
        }

        Wide angle;
        if (double.IsInfinity(y))
        {
            angle = double.IsInfinity(x) ? (x > 0 ? Pi * 0.25 : Pi * 0.75) : HalfPi;
        }
        else if (y == 0 || double.IsInfinity(x))
        {
            angle = double.IsNegative(x) ? Pi : 0.0;
        }
        else
        {
            angle = HalfPi;
        }

        return double.IsNegative(y) ? -angle : angle;
    }
}
