using System;
using DiffGen;

namespace Golden.Signatures;

public static partial class Inactive
{
    /// <summary>Parameters of many types that are no real numbers, between those that are.</summary>
    [Differentiable]
    public static double Mixed(string unit, double length, [NoDiff] double offset, char kind, [NoDiff] Span<double> log, long count, ReadOnlySpan<double> shape, byte flags)
    {
        double factor = unit == "km" ? 1000 : 1;
        log[0] = Diff.Stop(length);
        double result = factor * length * count + offset;
        if (kind == 'x' && (flags & 1) != 0)
            result *= 2;
        for (int i = 0; i < shape.Length; i++)
            result += shape[i] * shape[i];
        return result;
    }
}
