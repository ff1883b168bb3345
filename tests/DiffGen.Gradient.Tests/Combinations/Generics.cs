using System;
using System.Numerics;
using DiffGen;

namespace Golden.Combinations;

/// <summary>Generic helpers, called with types that are known.</summary>
public static partial class Generics
{
    [Differentiable]
    public static double Choose(double x, double y, Spot s, [Sample(Values = "true | false")] bool first)
    {
        Spot t = Pick(first, s, new Spot(x, y));
        double z = Pick(!first, x, y * y);
        return (z * t.X) + Twice(new Pair<double>(t.Y, z)).Second;
    }

    private static T Pick<T>(bool first, T a, T b) => first ? a : b;

    private static Pair<T> Twice<T>(Pair<T> p)
        where T : struct, IAdditionOperators<T, T, T> => new(p.Second + p.Second, p.First + p.First);

    [Differentiable]
    public static double Sums(ReadOnlySpan<double> x, [Sample(Length = 3)] ReadOnlySpan<float> y) => Sum(x) * Sum(y);

    private static T Sum<T>(ReadOnlySpan<T> x)
        where T : IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        foreach (T value in x)
        {
            sum += T.Sin(value) * value;
        }

        return sum;
    }

    [Differentiable]
    public static double Rotated([Sample(Length = 3)] Span<Spot> a, double x)
    {
        Rotate(a);
        a[0].X *= x;
        Rotate(a);
        return a[0] * a[2];
    }

    private static void Rotate<T>(Span<T> a)
    {
        T first = a[0];
        for (int i = 1; i < a.Length; i++)
        {
            a[i - 1] = a[i];
        }

        a[^1] = first;
    }

    [Differentiable]
    public static Pair<T> Lerp<T>(Pair<T> p, T t)
        where T : struct, IFloatingPointIeee754<T> => new(T.Lerp(p.First, p.Second, t), p.First * p.Second);

    /// <summary>Through a generic method with a rule by hand that takes a span.</summary>
    [Differentiable]
    public static double RuledSpan([Sample(Length = 3)] ReadOnlySpan<double> x, double s) => Weighted(x, s * s) * Weighted(x[1..], x[0]);

    internal static T Weighted<T>(ReadOnlySpan<T> x, T scale)
        where T : IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        foreach (T value in x)
        {
            sum += value * value * scale;
        }

        return sum;
    }

    internal static (T Value, T ScaleGrad) WeightedVjp<T>(ReadOnlySpan<T> x, T scale, T valueGrad, Span<T> xGrad)
        where T : IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * x[i];
            xGrad[i] += (scale + scale) * x[i] * valueGrad;
        }

        return (sum * scale, sum * valueGrad);
    }
}
