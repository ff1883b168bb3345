using System;
using DiffGen;

namespace Golden.Buffers;

public static partial class WholeBuffers
{
    [Differentiable]
    public static void Reset(double level, Span<double> x, Span<double> y)
    {
        x.Fill(level * level);
        y.Clear();
        y[0] = level;
    }

    [Differentiable]
    public static double CopyThenChange([Sample(Length = 4)] ReadOnlySpan<double> source, [Sample(Length = 6)] Span<double> target)
    {
        source.CopyTo(target[1..]);
        target[1] *= target[0];
        double sum = 0;
        for (int i = 0; i < target.Length; i++)
            sum += target[i] * source[i % source.Length];
        return sum;
    }

    /// <summary>Part of a buffer is filled, part kept.</summary>
    [Differentiable]
    public static void Pad(Span<double> x, [Sample(Values = "0 | 2 | 5")] int used, double padding)
    {
        x[used..].Fill(padding);
        x[..used].CopyTo(x[(x.Length - used)..]);
    }
}
