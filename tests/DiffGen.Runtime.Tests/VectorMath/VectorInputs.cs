using System;
using System.Collections.Generic;
using System.Globalization;

namespace DiffGen.Runtime.Tests;

/// <summary>Arguments for the measurements: dense in a function's ranges, of all magnitudes, and the special ones with their neighbours.</summary>
internal static class VectorInputs
{
    /// <summary>How many points each range has. More for a longer search: <c>DIFFGEN_VECTOR_POINTS</c>.</summary>
    public static readonly int Points = int.Parse(Environment.GetEnvironmentVariable("DIFFGEN_VECTOR_POINTS") ?? "2000", CultureInfo.InvariantCulture);

    private static readonly double[] s_special =
    [
        0.0, double.Epsilon, 3e-324 * 7, 2.2250738585072009e-308, 2.2250738585072014e-308, 1e-300, 1e-160, 1e-30, 1.1102230246251565e-16, 1e-10, 1e-5, 0.01, 0.1, 0.25, 0.41421356237309503,
        0.5, 0.70710678118654757, 0.75, 0.9, 1.0, 1.25, 1.4142135623730951, 1.5, 1.5707963267948966, 2.0, 2.4142135623730949, 2.5, 3.0, 3.1415926535897931, 4.0, 5.0, 6.0, 8.0, 10.0, 12.0, 16.0, 20.0,
        26.54, 27.226, 28.0, 36.7, 37.52, 38.6, 64.0, 88.72283935546875, 88.7228394, 103.2789, 103.97207, 256.0, 308.25471555991675, 323.3, 700.0, 708.39641853226408, 709.78271289338397, 710.4758600739439,
        744.44007192138126, 745.13321910194122, 1000.0, 1024.0, 1074.0, 1048576.0, 4503599627370496.0, 9007199254740992.0, 8796093022208.0, 1e15, 1e19, 1e22, 6381956970095103.0 * 2.0, 1e100, 1e154, 1.3407807929942596e154,
        1e200, 8.98846567431158e307, double.MaxValue, double.PositiveInfinity, double.NaN,
    ];

    public static (double[] X, double[] Y) Doubles(VectorFunction function) => Pairs(function, -1074, 1023, v => v, double.BitIncrement, double.BitDecrement);

    public static (float[] X, float[] Y) Floats(VectorFunction function)
    {
        (double[] x, double[] y) = Pairs(function, -149, 127, v => (float)v, v => float.BitIncrement((float)v), v => float.BitDecrement((float)v));
        return (Array.ConvertAll(x, v => (float)v), Array.ConvertAll(y, v => (float)v));
    }

    private static (double[] X, double[] Y) Pairs(VectorFunction function, int least, int greatest, Func<double, double> round, Func<double, double> up, Func<double, double> down)
    {
        Random random = new(20261121);
        List<double> special = Special(round, up, down);
        List<double> x = [];
        List<double> y = [];
        void Add(double first, double second)
        {
            x.Add(round(first));
            y.Add(round(second));
        }

        if (function.SecondRanges.Length == 0)
        {
            foreach (double value in special)
            {
                Add(value, 0);
            }
        }
        else
        {
            double[] few = [0.0, -0.0, 1, -1, 2, -2, 3, -3, 0.5, -0.5, 1.5, -2.5, 1e-20, -1e-20, 1e30, -1e30, 4503599627370497.0, double.Epsilon, double.MaxValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN];
            foreach (double value in special)
            {
                foreach (double second in few)
                {
                    Add(value, second);
                    Add(second, value);
                }
            }
        }

        foreach ((double from, double to) in function.Ranges)
        {
            (double From, double To)[] others = function.SecondRanges.Length == 0 ? [(0, 0)] : function.SecondRanges;
            foreach ((double otherFrom, double otherTo) in others)
            {
                for (int i = 0; i < Points; i++)
                {
                    Add(from + ((to - from) * random.NextDouble()), otherFrom + ((otherTo - otherFrom) * random.NextDouble()));
                }
            }
        }

        for (int i = 0; i < Points; i++)
        {
            Add(Magnitude(random, least, greatest), Magnitude(random, least, greatest));
            Add(Magnitude(random, -12, 12), Magnitude(random, -12, 12));
        }

        while (x.Count % 16 != 0)
        {
            Add(1, 1);
        }

        return ([.. x], [.. y]);
    }

    private static List<double> Special(Func<double, double> round, Func<double, double> up, Func<double, double> down)
    {
        List<double> values = [];
        foreach (double value in s_special)
        {
            foreach (double signed in (double[])[value, -value])
            {
                double rounded = round(signed);
                values.AddRange([rounded, up(rounded), down(rounded)]);
            }
        }

        return values;
    }

    /// <summary>A number of either sign whose exponent is uniform.</summary>
    private static double Magnitude(Random random, int least, int greatest) =>
        Math.ScaleB(random.Next(2) == 0 ? 1 + random.NextDouble() : -1 - random.NextDouble(), random.Next(least, greatest + 1));
}
