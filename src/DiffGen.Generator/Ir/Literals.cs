using System.Globalization;
using System.Linq;

namespace DiffGen.Generator.Ir;

/// <summary>Real numbers in C#, invariant, reading back to the same bits.</summary>
internal static class Literals
{
    /// <summary>A double as it is written where its type is known: <c>2</c>, <c>0.1</c>, <c>double.NaN</c>.</summary>
    public static string Real(double value)
    {
        if (double.IsNaN(value))
        {
            return "double.NaN";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity";
        }

        if (value == 0)
        {
            return System.BitConverter.DoubleToInt64Bits(value) < 0 ? "-0.0" : "0";
        }

        string text = Shortest(value);
        return text;
    }

    public static string Real(float value)
    {
        if (float.IsNaN(value))
        {
            return "float.NaN";
        }

        if (float.IsInfinity(value))
        {
            return value > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity";
        }

        if (value == 0)
        {
            return 1 / value < 0 ? "-0f" : "0";
        }

        string text = value.ToString("R", CultureInfo.InvariantCulture);
        if (float.Parse(text, CultureInfo.InvariantCulture) != value)
        {
            text = value.ToString("G9", CultureInfo.InvariantCulture);
        }

        return text.All(c => char.IsDigit(c) || c == '-') && text.Length < 8 ? text : text + "f";
    }

    /// <summary>The shortest text that reads back to the same double; the framework this runs on may print fewer digits than it needs.</summary>
    private static string Shortest(double value)
    {
        foreach (string format in new[] { "G15", "G16", "G17" })
        {
            string text = value.ToString(format, CultureInfo.InvariantCulture);
            if (double.Parse(text, CultureInfo.InvariantCulture) == value)
            {
                bool integral = text.All(c => char.IsDigit(c) || c == '-');
                return integral && text.Length > 9 ? text + ".0" : text;
            }
        }

        return value.ToString("G17", CultureInfo.InvariantCulture);
    }
}
