using System;
using System.Globalization;
using System.Linq;

namespace DiffGen.Fuzz;

/// <summary>A sum of products, and the sum of their sizes.</summary>
internal readonly record struct Pairing(double Sum, double Size)
{
    public static Pairing operator +(Pairing x, Pairing y) => new(x.Sum + y.Sum, x.Size + y.Size);
}

/// <summary>Arithmetic on boxed arguments: double, float, arrays of them; anything else is carried along.</summary>
internal static class Numbers
{
    public sealed record Run(double[] Outputs);

    public static object Clone(object value) => value is Array array ? array.Clone() : value;

    public static object[] Clone(object[] values) => values.Select(Clone).ToArray();

    public static object?[] CloneSome(object?[] values) => values.Select(v => v is null ? null : Clone(v)).ToArray();

    public static double[] Flat(object? value) => value switch
    {
        double x => [x],
        float x => [x],
        double[] x => x,
        float[] x => x.Select(y => (double)y).ToArray(),
        double[,] x => x.Cast<double>().ToArray(),
        float[,] x => x.Cast<float>().Select(y => (double)y).ToArray(),
        _ => [],
    };

    public static bool IsFinite(object? value) => Flat(value).All(double.IsFinite);

    public static double Largest(object? value) => Flat(value) is { Length: > 0 } flat ? flat.Max(Math.Abs) : 0;

    public static object Map(object value, Func<double, double> f) => value switch
    {
        double x => f(x),
        float x => (float)f(x),
        double[] x => x.Select(f).ToArray(),
        float[] x => x.Select(y => (float)f(y)).ToArray(),
        double[,] x => Each(x, f),
        float[,] x => Each(x, y => (float)f(y)),
        _ => value,
    };

    private static T[,] Each<T>(T[,] values, Func<T, T> f)
    {
        var mapped = new T[values.GetLength(0), values.GetLength(1)];
        for (int i = 0; i < values.GetLength(0); i++)
        {
            for (int j = 0; j < values.GetLength(1); j++)
            {
                mapped[i, j] = f(values[i, j]);
            }
        }

        return mapped;
    }

    public static object Zero(object value) => Map(value, _ => 0);

    public static object NaN(object value) => Map(value, _ => double.NaN);

    public static object? Random(object? like, Random random) => like is null ? null : Map(like, _ => Math.Round((random.NextDouble() * 4) - 2, 3) is var x && x == 0 ? 0.5 : x);

    public static object Nudge(object value, Random random, double size) => Map(value, x => x + (size * (random.NextDouble() - 0.5)));

    public static object Ulp(object value, Random random)
    {
        return value switch
        {
            double x => One(x),
            float x => OneFloat(x),
            double[] x => x.Select(One).ToArray(),
            float[] x => x.Select(OneFloat).ToArray(),
            double[,] x => Each(x, One),
            float[,] x => Each(x, OneFloat),
            _ => value,
        };

        double One(double x) => random.Next(2) == 0 ? Math.BitIncrement(x) : Math.BitDecrement(x);

        float OneFloat(float x) => random.Next(2) == 0 ? MathF.BitIncrement(x) : MathF.BitDecrement(x);
    }

    public static object[] Widened(object[] values) => values.Select(v => v switch
    {
        float x => (object)(double)x,
        float[] x => x.Select(y => (double)y).ToArray(),
        float[,] x => Wide(x),
        _ => Clone(v),
    }).ToArray();

    private static double[,] Wide(float[,] values)
    {
        var wide = new double[values.GetLength(0), values.GetLength(1)];
        for (int i = 0; i < values.GetLength(0); i++)
        {
            for (int j = 0; j < values.GetLength(1); j++)
            {
                wide[i, j] = values[i, j];
            }
        }

        return wide;
    }

    public static object[] Moved(object[] inputs, object?[]? v, double step)
    {
        object[] moved = Clone(inputs);
        for (int i = 0; v is not null && i < moved.Length; i++)
        {
            if (v[i] is null)
            {
                continue;
            }

            double[] direction = Flat(v[i]);
            int k = 0;
            moved[i] = Map(moved[i], x => x + (step * direction[k++]));
        }

        return moved;
    }

    public static Pairing Dot(object? x, object? y)
    {
        double[] a = Flat(x), b = Flat(y);
        double sum = 0, size = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
            size += Math.Abs(a[i] * b[i]);
        }

        return new Pairing(sum, size);
    }

    /// <summary>Every bit, but for the payload of NaN.</summary>
    public static bool SameBits(object? x, object? y)
    {
        if (x is null || y is null)
        {
            return x is null && y is null;
        }

        if (x is not (double or float or double[] or float[] or double[,] or float[,]))
        {
            return Equals(x, y);
        }

        double[] a = Flat(x), b = Flat(y);
        return a.Length == b.Length && !a.Where((value, i) => BitConverter.DoubleToInt64Bits(value) != BitConverter.DoubleToInt64Bits(b[i]) && !(double.IsNaN(value) && double.IsNaN(b[i]))).Any();
    }

    public static string Show(object? value) => value is null ? "nothing" : "{" + string.Join(", ", Flat(value).Select(x => x.ToString("R", CultureInfo.InvariantCulture))) + "}";
}
