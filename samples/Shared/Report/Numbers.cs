using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace DiffGen.Samples.Report;

/// <summary>Numbers as text, the same in every culture.</summary>
internal static class Numbers
{
    private const string Levels = "▁▂▃▄▅▆▇█";

    public static string Percent(double share)
    {
        return (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";
    }

    public static string Fixed(double value, int decimals = 3)
    {
        return value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    public static string Scientific(double value)
    {
        return double.IsInfinity(value) ? "lost" : value.ToString("0.000e+0", CultureInfo.InvariantCulture);
    }

    /// <summary>Three digits, with a power of ten where the number is very large or very small.</summary>
    public static string Short(double value)
    {
        double size = Math.Abs(value);
        return value == 0 ? "0"
            : !double.IsFinite(value) ? "–"
            : size is >= 1e5 or < 1e-3 ? value.ToString("0.##e+0", CultureInfo.InvariantCulture).Replace("e+", "e", StringComparison.Ordinal)
            : size >= 100 ? Math.Round(value).ToString("0", CultureInfo.InvariantCulture)
            : size >= 10 ? value.ToString("0.#", CultureInfo.InvariantCulture)
            : size >= 1 ? value.ToString("0.##", CultureInfo.InvariantCulture)
            : value.ToString("G3", CultureInfo.InvariantCulture);
    }

    /// <summary>A size of memory.</summary>
    public static string Bytes(double bytes)
    {
        return bytes < 1e4 ? Short(bytes) + " B" : bytes < 1e6 ? Short(bytes / 1e3) + " kB" : Short(bytes / 1e6) + " MB";
    }

    public static string Count(int value)
    {
        return value.ToString("N0", CultureInfo.InvariantCulture);
    }

    public static string Milliseconds(double seconds)
    {
        return (1000 * seconds).ToString("0.000", CultureInfo.InvariantCulture) + " ms";
    }

    /// <summary>A curve in one line of at most <paramref name="width"/> characters, its highest value a full block. What is not finite is left out.</summary>
    public static string Curve(IEnumerable<double> values, int width)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        if (finite.Length == 0)
        {
            return "";
        }

        double highest = Math.Max(finite.Max(), double.Epsilon);
        int length = Math.Min(width, finite.Length);
        return string.Create(length, (finite, highest), static (curve, state) =>
        {
            for (int i = 0; i < curve.Length; i++)
            {
                double value = state.finite[(int)((long)i * state.finite.Length / curve.Length)];
                curve[i] = Levels[Math.Clamp((int)(value / state.highest * Levels.Length), 0, Levels.Length - 1)];
            }
        });
    }
}
