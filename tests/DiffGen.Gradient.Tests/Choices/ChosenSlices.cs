using System;
using DiffGen;

namespace Golden.Choices;

/// <summary>Slices chosen inside loops: the reverse sweep slices and chooses again.</summary>
public static partial class ChosenSlices
{
    /// <summary>The last segment has no end in the table.</summary>
    [Differentiable]
    public static double Segments(ReadOnlySpan<double> w, [NoDiff, Sample(Length = 7)] ReadOnlySpan<double> data, [Sample(Values = "0 2 5")] ReadOnlySpan<int> starts)
    {
        double total = 0;
        for (int s = 0; s < starts.Length; s++)
        {
            ReadOnlySpan<double> part = s + 1 < starts.Length ? data[starts[s]..starts[s + 1]] : data[starts[s]..];
            for (int i = 0; i < part.Length; i++)
            {
                total += Math.Sin(w[0] * part[i]) * w[1];
            }
        }

        return total;
    }

    /// <summary>Slices of slices, chosen in branches in branches by what the loop computes; two buffers may be meant.</summary>
    [Differentiable(Hvp = true)]
    public static double Nested(ReadOnlySpan<double> w, [Sample(Length = 7)] ReadOnlySpan<double> data, [Sample(Values = "0 2 5")] ReadOnlySpan<int> starts)
    {
        double total = 0;
        int k = 0;
        while (k < starts.Length)
        {
            ReadOnlySpan<double> part;
            if (k % 2 == 0)
            {
                int b = starts[k] + (k > 0 && total > 1 ? 1 : 0);
                ReadOnlySpan<double> tail = data[b..];
                part = tail.Length > 2 ? tail[..2] : w;
                total += part[0];
            }
            else
            {
                part = w.Slice(0, 1);
            }

            for (int i = 0; i < part.Length; i++)
            {
                total += Math.Sin(w[0] * part[i]) * part[0];
            }

            k++;
        }

        return total;
    }

    /// <summary>What is chosen is written, and may be new memory.</summary>
    [Differentiable(Hvp = true)]
    public static double Written(ReadOnlySpan<double> w, [Sample(Values = "1 | 5")] int n)
    {
        double total = 0;
        Span<double> y = stackalloc double[w.Length];
        for (int k = 0; k < n; k++)
        {
            Span<double> part = k % 2 == 0 ? y[..2] : k == 3 ? new double[3] : y;
            for (int i = 0; i < part.Length; i++)
            {
                part[i] += w[k % w.Length] * w[i];
                total += part[i] * part[^1];
            }

            double[] fresh = k % 3 == 0 ? new double[k + 1] : w.ToArray();
            for (int i = 0; i < fresh.Length; i++)
            {
                fresh[i] += w[i % w.Length] * fresh[^1];
                total += fresh[i];
            }

            w[..(k % 2 + 1)].CopyTo(part);
        }

        return total + (y[0] * y[1]);
    }

    /// <summary>A slice that would be out of range in the arm that is not taken.</summary>
    [Differentiable]
    public static double Guarded(ReadOnlySpan<double> x, [Sample(Values = "3 | 9")] int at)
    {
        double s = 0;
        for (int i = 0; i < 2; i++)
        {
            int from = at + i;
            ReadOnlySpan<double> part = from < x.Length ? x.Slice(from, 1) : x;
            for (int k = 0; k < part.Length; k++)
            {
                s += part[k] * part[k];
            }
        }

        return s;
    }

    /// <summary>A method that leaves without making the array that its caller forgets.</summary>
    [Differentiable]
    public static double Unmade(double[,] m, double limit)
    {
        double v = m[0, 0] * limit;
        double[] b = [v * v, v, 1];
        for (int i = 0; i < 3; i++)
        {
            double[] c = v > 0.2 + (0.1 * i) ? Made(v, limit) : b;
            v += 0.1 * c[0] * c[^1];
        }

        return v * b[0];
    }

    private static double[] Made(double x, double limit)
    {
        x += Math.Sin(x);
        if (x < 3)
        {
            if (x <= limit)
            {
                return [x, x * x];
            }

            x -= Math.Tanh(0.25 * x);
        }

        return [Math.Cos(x), x];
    }
}
