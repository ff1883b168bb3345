using System;
using DiffGen;
using Golden.Combinations;

namespace Golden.ArrayResults;

/// <summary>Collection expressions with spread elements.</summary>
public static partial class Spreads
{
    [Differentiable]
    public static double[] Appended([Sample(Length = 3)] ReadOnlySpan<double> x, double y) => [y, .. x, y * y, .. x[1..]];

    /// <summary>A copy each time: what it is made of may change.</summary>
    [Differentiable(Hvp = true)]
    public static double Growing([Sample(Length = 3)] double[] x, double y, int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            Span<double> all = [.. x, y * i, .. x.AsSpan(1)];
            x[0] *= all[3] + y;
            all[0] += x[0];
            sum += all[0] * all[^1] * all[2];
        }

        return sum + ((double[])[.. x])[0];
    }

    [Differentiable(Hvp = true)]
    public static double OfStructs([Sample(Length = 2)] Spot[] a, [Sample(Length = 2)] ReadOnlySpan<MixedBuffers.Reading> b, double x)
    {
        Spot[] spots = [new Spot(x, 2), .. a, .. a];
        a[0].X *= x;
        MixedBuffers.Reading[] readings = [.. b, new MixedBuffers.Reading(x, 3, 2), .. b[..1]];
        return (spots[1] * spots[^1]) + (a[0] * spots[0]) + (readings[^1].Value * readings[2].Value * readings[1].Time);
    }
}
