using System;
using DiffGen;

namespace Golden.Buffers;

public static partial class Jacobians
{
    /// <summary>Rates of three reactions: more rows than half the columns, so that forward mode is taken.</summary>
    [Differentiable(Jacobian = true)]
    public static void Rates([Sample(Length = 3)] ReadOnlySpan<double> s, [Sample(Length = 3)] ReadOnlySpan<double> k, [Sample(Length = 3)] Span<double> rate)
    {
        double a = k[0] * s[0], b = k[1] * s[1] * s[2], c = k[2] * s[1] * s[1];
        rate[0] = b - a;
        rate[1] = a - b - c;
        rate[2] = c;
    }

    /// <summary>Few rows: reverse mode.</summary>
    [Differentiable(Jacobian = true)]
    public static void Moments([Sample(Length = 7)] ReadOnlySpan<double> x, double scale, [Output][Sample(Length = 2)] Span<double> moments)
    {
        moments.Clear();
        for (int i = 0; i < x.Length; i++)
        {
            moments[0] += scale * x[i];
            moments[1] += scale * x[i] * x[i];
        }
    }

    /// <summary>A span that is read has columns; the result is the first row.</summary>
    [Differentiable(Jacobian = true)]
    public static double Relax(Span<double> x, double rate)
    {
        double sum = 0;
        for (int i = 1; i < x.Length; i++)
        {
            x[i] += rate * (x[i - 1] - x[i]);
            sum += x[i] * x[i];
        }

        return sum;
    }

    /// <summary>What was written last is put back before another run, numbers that are not differentiated too.</summary>
    [Differentiable(Jacobian = true)]
    public static float Bins([Sample(Values = "0.2 1.4 0.7 1.9 0.1 | 1.4 0.6 1.7 0.5 1.6")] ReadOnlySpan<float> x, [Sample(Length = 2)] Span<float> sums, [Sample(Length = 2)] Span<int> counts)
    {
        sums.Clear();
        counts.Clear();
        for (int i = 0; i < x.Length; i++)
        {
            int bin = x[i] > 1 ? 1 : 0;
            counts[bin]++;
            sums[bin] += counts[bin] * x[i];
        }

        return sums[0] * sums[1];
    }

    /// <summary>Numbers alone: the mode is chosen when the code is written.</summary>
    [Differentiable(Jacobian = true)]
    public static double Radius(double x, double y, double z) => Math.Sqrt(x * x + y * y + z * z);

    /// <summary>The recursion runs through hidden members; the companion only through its own.</summary>
    [Differentiable(Jacobian = true)]
    public static double Power(double x, [Sample(Values = "0 | 3 | 4")] int n) => n == 0 ? 1 : x * Power(x, n - 1);
}
