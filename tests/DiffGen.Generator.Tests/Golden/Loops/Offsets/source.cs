using System;
using DiffGen;

namespace Golden.Loops;

public static partial class Offsets
{
    /// <summary>Neighbours: the range is seen to before the loop, and where it is left the loop runs one by one, up to the exception.</summary>
    [Differentiable]
    public static double Roughness([Sample(Length = 20)] ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 1; i < x.Length - 1; i++)
        {
            double bend = x[i - 1] - 2 * x[i] + x[i + 1];
            sum += bend * bend;
        }

        return sum;
    }

    /// <summary>A running index, a number of the last iteration, and a sum into one element.</summary>
    [Differentiable]
    public static double Running([Sample(Length = 20)] ReadOnlySpan<double> x, [Sample(Length = 3)] Span<double> total, [Sample(Values = "2")] int from)
    {
        double last = 0;
        int at = from;
        for (int i = 0; i < 17; i++)
        {
            last = x[at] * x[i];
            total[1] += last;
            at++;
        }

        return last * total[1] + at;
    }
}
