using System;
using DiffGen;

namespace Golden.Edges;

/// <summary>Elements that are read where they have just been written, and where something else may have been written meanwhile.</summary>
public static partial class WrittenElements
{
    /// <summary>The element is the number itself; after a write to another place, which may be the same, it is what is there.</summary>
    [Differentiable(Hvp = true)]
    public static double Overwritten([Sample(Values = "0.7 1.3 0.4 1.1")] ReadOnlySpan<double> x, [Sample(Values = "0 | 1 | 2")] int place)
    {
        Span<double> c = new double[3];
        double s = 0;
        for (int i = 0; i < x.Length; i++)
        {
            c[1] = x[i] * x[i];
            s += Math.Sin(c[1]);
            c[place] += s;
            s *= c[1];
        }

        return s * c[place];
    }

    /// <summary>Two views of one memory.</summary>
    [Differentiable(Hvp = true)]
    public static double Overlapping([Sample(Values = "0.7 1.3 0.4 1.1")] ReadOnlySpan<double> x)
    {
        Span<double> memory = stackalloc double[5];
        Span<double> all = memory, rest = memory[1..];
        double s = 1;
        for (int i = 0; i < x.Length; i++)
        {
            all[i] = x[i] * s;
            rest[0] = s * s;
            s += all[i] * rest[0];
        }

        return s + memory[1];
    }

    /// <summary>A branch, and a loop, that may write the element between.</summary>
    [Differentiable(Hvp = true)]
    public static double Between([Sample(Values = "0.7 1.3 0.4 1.1")] ReadOnlySpan<double> x, double y)
    {
        double[] c = new double[2];
        double s = 0;
        for (int i = 0; i < x.Length; i++)
        {
            c[0] = x[i] * y;
            if (x[i] > 1)
            {
                c[0] *= y;
            }

            s += c[0] * c[0];
            c[0] = s;
            for (int k = 0; k < i; k++)
            {
                c[0] += y * c[0];
            }

            s += Math.Cos(c[0]);
        }

        return s;
    }

    /// <summary>What comes back to an element that has been undone is left there at once: sums, differences, and the element of another place.</summary>
    [Differentiable(Hvp = true)]
    public static double Undone([Sample(Values = "0.7 1.3 0.4 1.1")] ReadOnlySpan<double> x, [Sample(Values = "0.2 0.5")] ReadOnlySpan<double> start, [Sample(Values = "0 | 1")] int other)
    {
        Span<double> speed = start.ToArray(), place = new double[2];
        double work = 0;
        for (int i = 0; i < x.Length; i++)
        {
            int at = i & 1;
            speed[at] += 0.1 * x[i] * place[other];
            work += x[i] * speed[at];
            place[at] += 0.1 * speed[at] * speed[other];
            speed[at] -= work;
            work += Math.Sin(speed[at]);
        }

        return work + place[0] * speed[1];
    }
}
