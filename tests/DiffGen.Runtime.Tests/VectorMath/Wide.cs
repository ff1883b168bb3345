using System;
using System.Globalization;

namespace DiffGen.Runtime.Tests;

/// <summary>An unevaluated sum of two doubles, |Low| at most half a unit of High: about 106 bits. What the vector functions are measured against.</summary>
internal readonly struct Wide(double high, double low)
{
    public double High { get; } = high;

    public double Low { get; } = low;

    public static implicit operator Wide(double value) => new(value, 0);

    public static Wide operator -(Wide a) => new(-a.High, -a.Low);

    public static Wide operator +(Wide a, Wide b)
    {
        (double sum, double rest) = TwoSum(a.High, b.High);
        if (!double.IsFinite(sum))
        {
            return sum;
        }

        (double low, double lowRest) = TwoSum(a.Low, b.Low);
        (sum, rest) = FastTwoSum(sum, rest + low);
        return Normal(sum, rest + lowRest);
    }

    public static Wide operator -(Wide a, Wide b) => a + -b;

    public static Wide operator *(Wide a, Wide b)
    {
        double product = a.High * b.High;
        if (!double.IsFinite(product))
        {
            return product;
        }

        double rest = Math.FusedMultiplyAdd(a.High, b.High, -product);
        return Normal(product, rest + Math.FusedMultiplyAdd(a.High, b.Low, a.Low * b.High));
    }

    public static Wide operator /(Wide a, Wide b)
    {
        double first = a.High / b.High;
        if (!double.IsFinite(first) || double.IsInfinity(b.High))
        {
            return first;
        }

        Wide rest = a - (b * first);
        double second = rest.High / b.High;
        rest -= b * second;
        return Normal(first, second) + (rest.High / b.High);
    }

    public static bool operator <(Wide a, Wide b) => (a - b).High < 0;

    public static bool operator >(Wide a, Wide b) => b < a;

    /// <summary>The exact sum of two doubles.</summary>
    public static Wide Sum(double a, double b)
    {
        (double sum, double rest) = TwoSum(a, b);
        return new Wide(sum, rest);
    }

    public static Wide Abs(Wide a) => a.High < 0 ? -a : a;

    public static Wide Sqrt(Wide a)
    {
        if (a.High <= 0)
        {
            return Math.Sqrt(a.High);
        }

        double root = Math.Sqrt(a.High);
        Wide rest = a - ((Wide)root * root);
        Wide better = Normal(root, rest.High / (2 * root));
        rest = a - (better * better);
        return better + (rest.High / (2 * root));
    }

    /// <summary>2^<paramref name="exponent"/> times the number, exact unless it leaves the range of doubles.</summary>
    public Wide Scale(int exponent) => new(Math.ScaleB(High, exponent), Math.ScaleB(Low, exponent));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{High:R} + {Low:R}");

    private static (double Sum, double Error) TwoSum(double a, double b)
    {
        double sum = a + b;
        double back = sum - a;
        return (sum, (a - (sum - back)) + (b - back));
    }

    private static (double Sum, double Error) FastTwoSum(double a, double b)
    {
        double sum = a + b;
        return (sum, b - (sum - a));
    }

    private static Wide Normal(double a, double b)
    {
        double sum = a + b;
        return double.IsFinite(sum) ? new Wide(sum, b - (sum - a)) : sum;
    }
}
