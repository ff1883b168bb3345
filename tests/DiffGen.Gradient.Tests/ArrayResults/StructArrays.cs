using System;
using System.Numerics;
using DiffGen;
using Golden.Combinations;

namespace Golden.ArrayResults;

/// <summary>Arrays of structs as results of methods that call themselves.</summary>
public static partial class StructArrays
{
    [Differentiable]
    public static Spot[] Sums([Sample(Length = 4)] Spot[] spots)
    {
        if (spots.Length == 1)
        {
            return [spots[0]];
        }

        Spot[] first = Sums(spots[..(spots.Length / 2)]), second = Sums(spots[(spots.Length / 2)..]);
        var sums = new Spot[spots.Length];
        for (int i = 0; i < spots.Length; i++)
        {
            sums[i] = (first[i % first.Length] * second[0]) * spots[i];
        }

        return sums;
    }

    [Differentiable(Hvp = true)]
    public static double Weighted(double x, int n)
    {
        Spot[] spots = Line(x, n, out double last);
        double sum = last;
        foreach (Spot spot in spots)
        {
            sum += spot * spot;
        }

        return sum;
    }

    [Differentiable]
    public static float Doubled([Sample(Length = 3)] ReadOnlySpan<Vector3> a, int n)
    {
        Vector3[] all = Copies(a, n);
        return Vector3.Dot(all[0], all[^1]) + all.Length;
    }

    private static Spot[] Line(double x, int n, out double last)
    {
        last = x;
        if (n == 0)
        {
            return [new Spot(x, 1)];
        }

        Spot[] inner = Line(x * 0.5, n - 1, out double before);
        last = before * inner[0].X;
        return [inner[^1], new Spot(last, x), inner[0]];
    }

    private static Vector3[] Copies(ReadOnlySpan<Vector3> a, int n)
    {
        if (n == 0)
        {
            return a.ToArray();
        }

        Vector3[] copies = Copies(a, n - 1);
        copies[0] *= copies[1];
        return copies;
    }
}
