using System;
using System.Numerics;
using DiffGen;

namespace Golden.Combinations;

/// <summary>Arrays and spans of structs.</summary>
public static partial class StructBuffers
{
    [Differentiable(Hvp = true)]
    public static double Energy([Sample(Length = 4)] ReadOnlySpan<Spot> spots)
    {
        double sum = 0;
        for (int i = 0; i < spots.Length; i++)
        {
            for (int j = i + 1; j < spots.Length; j++)
            {
                Spot d = spots[i] - spots[j];
                sum += Math.Sqrt((d * d) + 0.1);
            }
        }

        return sum;
    }

    [Differentiable]
    public static double ForEach([Sample(Length = 3)] Spot[] spots, double x)
    {
        double sum = 0;
        foreach (Spot spot in spots)
        {
            sum += spot.X * Math.Sin(x * spot.Y);
        }

        foreach (var (a, b) in spots)
        {
            sum += a * b;
        }

        return sum;
    }

    [Differentiable]
    public static void MemberWrites([Sample(Length = 3)] Span<Spot> a, ReadOnlySpan<double> x)
    {
        for (int i = 0; i < a.Length; i++)
        {
            a[i].X += x[i] * a[i].Y;
            a[i].Y *= a[(i + 1) % a.Length].X;
        }
    }

    [Differentiable]
    public static double Swaps([Sample(Length = 4)] Span<Spot> a, double x)
    {
        (a[0], a[1]) = (a[1], a[0]);
        (a[0].X, a[2].Y) = (a[2].Y, a[0].X * x);
        (a[3], a[0].Y) = (x * a[0], a[3].X);
        return (a[0] * a[1]) + (a[2] * a[3]);
    }

    [Differentiable]
    public static double Slices([Sample(Length = 5)] Span<Spot> a, [Sample(Values = "0.5")] double x)
    {
        Span<Spot> middle = a[1..^1];
        middle[0] = x * middle[1];
        a.Slice(2).CopyTo(a);
        Spot[] copy = middle.ToArray();
        copy[0].X *= 5;
        a[..1].Clear();
        double sum = copy[0] * a[1];
        for (int i = 0; i < middle.Length; i++)
        {
            sum += middle[i].Norm * (i + 1);
        }

        return sum + a.Length + (a[0].X * x);
    }

    /// <summary>Arrays made of structs.</summary>
    [Differentiable]
    public static double Made(double x, double y, int n)
    {
        Spot[] made = new Spot[n];
        Spot[] given = [new(x, y), new Spot(y, 1), default];
        for (int i = 0; i < n; i++)
        {
            made[i] = i < 3 ? given[i] : new Spot(x * i, y);
            made[i].Turn(x);
        }

        Spot sum = default;
        foreach (Spot spot in made)
        {
            sum += spot;
        }

        return sum * given[0];
    }

    [Differentiable]
    public static double OnStack(double x, double y)
    {
        Span<Spot> a = stackalloc Spot[3];
        a[0] = new(x, y);
        a[1].X = a[0].Norm;
        a[2] = a[0] + a[1];
        a[2].Y *= x;
        return a[2] * a[1];
    }

    [Differentiable]
    public static Spot[] Result([Sample(Length = 3)] ReadOnlySpan<Spot> a, double x)
    {
        var result = new Spot[a.Length];
        for (int i = a.Length - 1; i >= 0; i--)
        {
            result[a.Length - 1 - i] = a[i] with { X = x * a[i].Y };
        }

        return result;
    }

    [Differentiable]
    public static double Sixes([Sample(Length = 2)] ReadOnlySpan<Six> a, [Sample(Length = 2)] Span<Six> b, double x)
    {
        b[0] = a[1];
        b[0].B.First *= x;
        b[1].A = a[0].A;
        b[1].B = b[0].B.Swapped;
        return b[0].Sum + (b[1].Sum * a[0].Sum);
    }

    [Differentiable]
    public static void Gravity([Sample(Length = 3)] ReadOnlySpan<Vector3> at, [Sample(Length = 3)] Span<Vector3> force)
    {
        for (int i = 0; i < at.Length; i++)
        {
            Vector3 sum = Vector3.Zero;
            for (int j = 0; j < at.Length; j++)
            {
                if (i != j)
                {
                    Vector3 d = at[j] - at[i];
                    sum += d / (0.5f + d.LengthSquared());
                }
            }

            force[i] += sum;
            force[i].Z *= 2;
        }
    }

    [Differentiable]
    public static float Lights([Sample(Length = 3)] ReadOnlySpan<Light> lights, [Sample(Length = 3)] float[] weights)
    {
        Light sum = default;
        for (int i = 0; i < lights.Length; i++)
        {
            sum.Red += lights[i].Red * weights[i];
            sum.Green = Math.Max(sum.Green, lights[i].Green);
            sum.Blue += lights[i].Luminance;
        }

        return sum.Luminance * sum.Red;
    }

    /// <summary>Helpers that take spans of structs and write them.</summary>
    [Differentiable]
    public static double Helpers([Sample(Length = 4)] Span<Spot> a, double x)
    {
        Scale(a[1..], x);
        Scale(a[..2], a[3].X);
        return Total(a) * x;
    }

    private static void Scale(Span<Spot> a, double by)
    {
        for (int i = 0; i < a.Length; i++)
        {
            a[i] = by * a[i];
        }
    }

    private static double Total(ReadOnlySpan<Spot> a) => a.IsEmpty ? 0 : a[0].Norm + Total(a[1..]);

    /// <summary>A choice of two buffers of structs.</summary>
    [Differentiable]
    public static double Chosen([Sample(Length = 2)] Spot[] a, [Sample(Length = 2)] Spot[] b, [Sample(Values = "true | false")] bool first)
    {
        Spot[] c = first ? a : b;
        c[0].X *= 3;
        c[1] = c[0];
        return (a[0] * b[1]) + a[1].Y;
    }

    [Differentiable]
    public static double OfOneNumber([Sample(Length = 3)] Span<Metres> a, [Sample(Length = 2)] Metres[] b, double x)
    {
        a[1] = new Metres(x);
        Metres sum = b[0];
        foreach (Metres metres in a)
        {
            sum += metres;
        }

        b[1].Length *= sum.Length;
        a[0] = b[1];
        Metres[] made = [sum, b[1]];
        return made[0].Length * made[1].Length * a[2].Length;
    }
}
