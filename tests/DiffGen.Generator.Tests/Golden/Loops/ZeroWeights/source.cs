using System;
using DiffGen;

namespace Golden.Loops;

public static partial class ZeroWeights
{
    // Most weights of a skin are zero: iterations with such a one move no tangent.
    [Differentiable(Jacobian = true)]
    public static void Blend([Sample(Length = 4)] ReadOnlySpan<double> frames, [NoDiff, Sample(Length = 8)] ReadOnlySpan<double> points, [NoDiff, Sample(Length = 4)] ReadOnlySpan<double> weights, [NoDiff, Sample(Low = 0.5, High = 2)] double scale, [Output, Sample(Length = 2)] Span<double> y)
    {
        int bones = frames.Length / 2;
        for (int point = 0; point < y.Length; point++)
        {
            double place = 0;
            for (int bone = 0; bone < bones; bone++)
            {
                double weight = weights[point * bones + bone], sum = 0;
                for (int k = 0; k < 8; k++)
                {
                    sum += frames[2 * bone + (k & 1)] * points[4 * point + (k >> 1)] * scale;
                }

                place += weight * sum;
            }

            y[point] = place;
        }
    }
}
