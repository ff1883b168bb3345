using System;

namespace DiffGen.Gradient.Library;

[Differentiable]
public partial struct Open
{
    public double A;
    public double B;
    public int N;

    [Differentiable]
    public double Grow(double by)
    {
        A *= by;
        N++;
        return A * B;
    }
}

[Differentiable]
public readonly partial record struct Pair(double X, double Y)
{
    [NoDiff]
    public double Scale { get; init; } = 2;

    [Differentiable]
    public double Norm(double s) => (s * X * X) + (Y * Y * Scale);

    [Differentiable]
    public static Pair Turned(Pair p, double by) => new((p.X * Math.Cos(by)) - (p.Y * Math.Sin(by)), (p.X * Math.Sin(by)) + (p.Y * Math.Cos(by)));
}

/// <summary>Members without a mark of their own.</summary>
[Differentiable]
public readonly partial record struct Spot(double X, double Y)
{
    public double Squared => (X * X) + (Y * Y);

    public double this[int i] => i == 0 ? X : Y;

    public static Spot operator +(Spot a, Spot b) => new(a.X + b.X, a.Y + b.Y);

    public static Spot operator *(double k, Spot a) => new(k * a.X, k * a.Y);

    public static Spot operator -(Spot a) => new(-a.X, -a.Y);

    public static explicit operator double(Spot a) => Math.Sqrt(a.Squared);

    public Spot Turned(double by) => new((X * Math.Cos(by)) - (Y * Math.Sin(by)), (X * Math.Sin(by)) + (Y * Math.Cos(by)));

    public void Deconstruct(out double x, out double y, out double product)
    {
        (x, y) = (X, Y);
        product = X * Y;
    }
}

/// <summary>A field that only the library sees, and a property that computes.</summary>
[Differentiable]
public partial struct Hidden
{
    private double _x;

    public Hidden(double x, double kept)
    {
        _x = x;
        Kept = kept;
    }

    public double Kept { get; set; }

    [Differentiable]
    public readonly double Get(double k) => k * _x * Kept;

    [Differentiable]
    public void Add(double by) => _x += by * Kept;

    [Differentiable]
    public static Hidden Made(double x, double kept) => new(x, kept);
}

/// <summary>A generic struct.</summary>
[Differentiable]
public partial struct Interval<T>
    where T : struct, System.Numerics.IFloatingPointIeee754<T>
{
    public T Low;
    public T High;

    public Interval(T low, T high) => (Low, High) = (low, high);

    public readonly T Middle => T.Sin(Low * High) / (High - Low);

    public static Interval<T> operator *(Interval<T> interval, T by) => new(interval.Low * by, interval.High * by * by);

    public void Widen(T by) => High += by * Low;

    public readonly T At(T place) => Low + (place * (High - Low) * T.Exp(place));
}

public static partial class Structs
{
    [Differentiable]
    public static double Product(Open o) => o.A * o.B * o.N;

    [Differentiable]
    public static Open Stretched(Open o, double x)
    {
        o.A *= x;
        return o;
    }

    [Differentiable]
    public static double OfHidden(Hidden h, double x) => h.Get(x) + h.Kept;

    [Differentiable]
    public static double Width(Interval<double> i) => (i.High - i.Low) * i.High;

    [Differentiable]
    public static double Total(ReadOnlySpan<Spot> pairs)
    {
        double total = 0;
        foreach (Spot pair in pairs)
        {
            total += pair.X * pair.Y;
        }

        return total;
    }

    /// <summary>A struct that holds an array is made here; the reverse sweep reads it again.</summary>
    [Differentiable]
    public static double Far(ReadOnlySpan<double> x) => new Weights(x.Length).Distance(x);
}

/// <summary>Not marked: its array is a constant.</summary>
public readonly partial struct Weights
{
    private readonly double[] _weights;

    /// <summary>Halves, thirds, …</summary>
    public Weights(int count)
    {
        _weights = new double[count];
        for (int i = 0; i < count; i++)
        {
            _weights[i] = 1.0 / (2 + i);
        }
    }

    [Differentiable]
    public double Distance(ReadOnlySpan<double> x)
    {
        double sum = 1;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * x[i] * _weights[i];
        }

        return Math.Sqrt(sum);
    }
}
