using System;
using DiffGen;

namespace Golden.Combinations;

/// <summary>Buffers that are written, read again, shared and passed on.</summary>
public static partial class Memory
{
    /// <summary>One buffer under two names, in a call.</summary>
    [Differentiable(Hvp = true)]
    public static double SharedInCall(Span<double> x, double k)
    {
        MultiplyInto(x, x, k);
        MultiplyInto(x[1..], x[..^1], k);
        double sum = 0;
        foreach (double value in x)
            sum += value * value;
        return sum;
    }

    private static void MultiplyInto(Span<double> target, ReadOnlySpan<double> source, double k)
    {
        for (int i = 0; i < target.Length; i++)
            target[i] = target[i] * source[i] + k;
    }

    /// <summary>The loop variable keeps what the element was.</summary>
    [Differentiable(Hvp = true)]
    public static double WritesWhileReading(Span<double> x)
    {
        double sum = 0;
        int i = 0;
        foreach (double value in x)
        {
            x[i] = value * value + sum;
            if (i + 1 < x.Length)
                x[i + 1] += 0.5 * value;
            sum += x[i] * value;
            i++;
        }

        return sum;
    }

    [Differentiable(Hvp = true)]
    public static double OverlappingCopy(Span<double> x)
    {
        x[..^1].CopyTo(x[1..]);
        x[0] *= 2;
        x[2..4].CopyTo(x);
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += (i + 1) * x[i] * x[i];
        return sum;
    }

    /// <summary>Fresh memory in every round, and some that stays.</summary>
    [Differentiable(Hvp = true)]
    public static double FreshInLoop(ReadOnlySpan<double> x, [Sample(Values = "0 | 1 | 4")] int rounds)
    {
        double[] kept = new double[x.Length];
        for (int round = 0; round < rounds; round++)
        {
            double[] fresh = new double[x.Length];
            for (int i = 0; i < x.Length; i++)
                fresh[i] = Math.Sin(x[i] + kept[i] + round);
            for (int i = 0; i < x.Length; i++)
                kept[i] += fresh[i] * fresh[^(i + 1)];
        }

        double sum = 0;
        foreach (double value in kept)
            sum += value * value;
        return sum;
    }

    /// <summary>Dependence through memory that is overwritten with constants in between.</summary>
    [Differentiable(Hvp = true)]
    public static double Overwritten(double x, double y)
    {
        Span<double> cell = stackalloc double[2];
        cell[0] = x;
        double sum = cell[0] * y;
        cell[0] = 3;
        sum += cell[0] * x;
        cell[1] = cell[0] * y;
        cell[0] = cell[1];
        cell.Clear();
        sum += cell[0] + cell[1];
        cell.Fill(sum);
        return cell[1] * x;
    }

    /// <summary>A place that depends on the data.</summary>
    [Differentiable]
    public static void SortTwoByTwo([Sample(Values = "3 1 2 0.5 | 1 2 3 4 | 4 3 2 1 0.2")] Span<double> x)
    {
        for (int end = x.Length - 1; end > 0; end--)
        {
            for (int i = 0; i < end; i++)
            {
                if (x[i] > x[i + 1])
                {
                    double larger = x[i];
                    x[i] = x[i + 1];
                    x[i + 1] = larger;
                }
            }
        }

        x[0] *= x[^1];
    }

    [Differentiable(Hvp = true)]
    public static double ChosenTarget(Span<double> a, Span<double> b, [Sample(Values = "0.2 | 1.2 | 0.9")] double x)
    {
        Span<double> target = x > 1 ? a : b;
        target[0] += x;
        target[1] = target[0] * a[0];
        return target[1] * b[0];
    }

    /// <summary>A recursion that works in place, on halves.</summary>
    [Differentiable]
    public static void Butterfly([Sample(Length = 8)] Span<double> x, double angle)
    {
        if (x.Length < 2)
            return;
        int half = x.Length / 2;
        for (int i = 0; i < half; i++)
        {
            double a = x[i], b = x[i + half];
            x[i] = Math.Cos(angle * i) * a - Math.Sin(angle) * b;
            x[i + half] = a * b + Math.Sin(angle * i) * a;
        }

        Butterfly(x[..half], angle * 0.5);
        Butterfly(x[half..], angle + 0.1);
    }

    [Differentiable]
    public static double[] ArrayThroughArray(double[] x, double k)
    {
        x[0] = k * x[1];
        double[] y = Twice(x, k);
        y[1] += x[0];
        return Twice(y, x[0]);
    }

    private static double[] Twice(double[] x, double k)
    {
        double[] y = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
            y[i] = 2 * x[i] + k * x[x.Length - 1 - i];
        return y;
    }

    /// <summary>A triangular solve in a buffer of floats, with a helper that returns a number and writes another.</summary>
    [Differentiable(Hvp = true)]
    public static float Substitute([Sample(Values = "2 0.5 1.5 -0.3 0.4 1.8")] ReadOnlySpan<float> packed, [Sample(Length = 3)] Span<float> b)
    {
        float trace = 0;
        for (int i = 0; i < b.Length; i++)
            trace += Row(packed, b, i) * (i + 1);
        return trace;
    }

    private static float Row(ReadOnlySpan<float> packed, Span<float> b, int i)
    {
        int start = i * (i + 1) / 2;
        for (int j = 0; j < i; j++)
            b[i] -= packed[start + j] * b[j];
        b[i] /= packed[start + i];
        return MathF.Abs(b[i]);
    }
}
