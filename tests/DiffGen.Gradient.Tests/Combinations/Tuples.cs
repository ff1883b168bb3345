using System;
using DiffGen;

namespace Golden.Combinations;

/// <summary>Tuples and deconstruction.</summary>
public static partial class Tuples
{
    [Differentiable(Hvp = true)]
    public static double Fibonacci(double a, double b, int n)
    {
        for (int i = 0; i < n; i++)
        {
            (a, b) = (b, Math.Sin(a + b));
        }

        return a * b;
    }

    [Differentiable]
    public static (double Sum, double Product) Both(double x, double y) => (x + y, x * y);

    [Differentiable]
    public static double Helpers(double x, double y)
    {
        (double sum, double product) = Both(x, y);
        var (s, _) = Both(sum, product);
        var pair = Both(s, x);
        (sum, product) = (pair.Product, pair.Sum);
        return sum * product * Both(x, x).Product;
    }

    [Differentiable]
    public static (double, double) Parameter((double A, (double B, int N) Inner) t)
    {
        t.Inner.B *= t.A;
        t.Inner.N++;
        return (t.Inner.B * t.Inner.N, t.A);
    }

    /// <summary>Into variables, fields and elements that exist.</summary>
    [Differentiable]
    public static double Targets(Spot s, [Sample(Length = 3)] Span<double> a, double x)
    {
        double y;
        (s.X, a[0]) = (a[0], s.X * x);
        (y, s.Y, _) = (x, y = a[1], x * 2);
        int i = 0;
        (a[i++], a[i]) = (a[i], y);
        (var z, a[2]) = (s.X, s.Y);
        return (s.X * s.Y) + (a[0] * a[1] * a[2]) + z;
    }

    [Differentiable]
    public static double Records(Spot s, double x)
    {
        var (a, b) = s;
        (s.Y, s.X) = s;
        double c, d;
        (c, d) = s + new Spot(x, a);
        return (a * c) + (b * d) + s.X;
    }

    /// <summary>Nested, and longer than seven.</summary>
    [Differentiable]
    public static (double, double, double, double, double, double, double, double, double) Long(double x, (double, double, double, double, double, double, double, double) t)
    {
        ((double a, double b), double c) = ((t.Item8, t.Item7), t.Item1);
        return (a, b * x, c, t.Item2 * t.Item3, t.Item4, t.Item5 * x, t.Item6, x, a * b);
    }

    /// <summary>Carried by a loop, merged by branches, compared.</summary>
    [Differentiable]
    public static double Carried(ReadOnlySpan<double> x)
    {
        (double Low, double High, int Count) range = (x[0], x[0], 0);
        foreach (double value in x)
        {
            range = value < range.Low ? (value * value, range.High, range.Count + 1) : value > range.High ? range with { High = value * 3 } : range;
        }

        var other = (range.Low, range.High);
        if (other == (0, 0))
        {
            return 0;
        }

        return (range.High * range.Low) + range.Count;
    }

    [Differentiable]
    public static double Of(Spot s, double x)
    {
        (Spot At, double Weight) t = (s, x);
        t.At.X *= t.Weight;
        t.At.Turn(x);
        (Spot a, var w) = t;
        return (a * t.At) + w;
    }

    [Differentiable]
    public static (float, double) Mixed(float x, double y) => (x * (float)y, y * x);

    [Differentiable]
    public static double Switch(double x, double y, [Sample(Values = "0 | 1 | 2")] int n, [Sample(Values = "true | false")] bool b) => (n, b) switch
    {
        (0, true) => x * y,
        (1, _) => x + (y * y),
        (_, false) => y,
        _ => x,
    };

    [Differentiable]
    public static double Lambdas(double x, double y)
    {
        Func<double, (double, double)> split = v => (v * x, v + y);
        (double a, double b) = split(x);
        (a, b) = Local((b, a));
        return a - (b * b);

        (double, double) Local((double P, double Q) t) => (t.P * y, t.Q);
    }

    /// <summary>A tuple of one array element and another by the same index.</summary>
    [Differentiable]
    public static double Sort([Sample(Values = "3 1 2 | 1 2 3 | 0.5 0.25 0.75")] Span<double> a)
    {
        for (int i = 0; i < a.Length; i++)
        {
            for (int j = 0; j + 1 < a.Length; j++)
            {
                if (a[j] > a[j + 1])
                {
                    (a[j], a[j + 1]) = (a[j + 1], a[j]);
                }
            }
        }

        return a[0] + (2 * a[1] * a[2]);
    }
}
