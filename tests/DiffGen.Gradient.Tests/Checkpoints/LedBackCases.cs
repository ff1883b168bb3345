using System;
using Golden;

namespace DiffGen.Gradient.Tests.Checkpoints;

/// <summary>Methods whose memory is read and written in turns: in branches, in loops of unknown length, twice in an iteration, before and behind inner loops.</summary>
public static partial class LedBackCases
{
    /// <summary>An element is written twice between reads of it.</summary>
    [Differentiable(Hvp = true)]
    public static double Twice([Sample(Length = 5)] ReadOnlySpan<double> x, [Sample(Values = "3")] int steps)
    {
        Span<double> a = new double[x.Length];
        x.CopyTo(a);
        double sum = 0;
        for (int t = 0; t < steps; t++)
        {
            for (int i = 0; i < a.Length; i++)
            {
                double before = a[i] * a[i];
                a[i] = Math.Sin(before + t);
                double between = a[i] * a[(i + 1) % a.Length];
                a[i] = between * before;
                sum += a[i] * a[i] * between;
            }
        }

        return sum;
    }

    /// <summary>Writes in a branch, reads behind it and ahead of it.</summary>
    [Differentiable(Hvp = true)]
    public static double Branches([Sample(Length = 6, Low = -1, High = 1)] ReadOnlySpan<double> x, [Sample(Values = "4")] int steps)
    {
        Span<double> a = new double[x.Length];
        x.CopyTo(a);
        double sum = 0;
        for (int t = 0; t < steps; t++)
        {
            for (int i = 1; i < a.Length; i++)
            {
                double left = a[i - 1] * a[i - 1] * a[i];
                if (left > 0.1)
                {
                    a[i] = Math.Exp(-left * a[i]);
                }
                else if (i % 2 == 0)
                {
                    a[i - 1] = left * Math.Cos(a[i - 1]);
                }

                sum += a[i] * a[i - 1] * left;
            }
        }

        return sum;
    }

    /// <summary>A loop of unknown length, left in its middle.</summary>
    [Differentiable(Hvp = true)]
    public static double Until([Sample(Length = 4)] ReadOnlySpan<double> x, [NoDiff, Sample(Low = 2, High = 3)] double limit)
    {
        Span<double> a = new double[x.Length];
        x.CopyTo(a);
        double sum = 0;
        int k = 0;
        while (sum < limit)
        {
            double at = a[k % a.Length];
            sum += at * at;
            a[k % a.Length] = Math.Sin(at) + a[(k + 1) % a.Length] * at;
            if (k > 20)
            {
                break;
            }

            k++;
            sum += 0.1 * a[k % a.Length];
        }

        return sum * a[0] * a[1];
    }

    /// <summary>Reads in an inner loop between writes of an outer one, and writes in an inner loop between reads.</summary>
    [Differentiable(Hvp = true)]
    public static double Nested([Sample(Length = 4)] ReadOnlySpan<double> x, double rate, [Sample(Values = "3")] int steps)
    {
        Span<double> a = new double[x.Length];
        Span<double> b = new double[x.Length];
        x.CopyTo(a);
        double sum = 0;
        for (int t = 0; t < steps; t++)
        {
            a[0] = a[0] * a[1] * rate;
            for (int i = 0; i < b.Length; i++)
            {
                b[i] = 0;
                for (int j = 0; j < a.Length; j++)
                {
                    b[i] += a[j] * a[i] * a[i];
                }

                sum += b[i] * a[i];
            }

            for (int i = 0; i < b.Length; i++)
            {
                a[i] = Math.Tanh(b[i] * rate) + a[i];
            }

            sum += a[0] * a[a.Length - 1] * b[0];
        }

        return sum;
    }

    /// <summary>LU in place: what is eliminated is read as it was.</summary>
    [Differentiable(Hvp = true)]
    public static double LogDeterminant([Sample(Length = 9, Low = 0.1, High = 0.4)] ReadOnlySpan<double> matrix, [Sample(Values = "3")] int n)
    {
        Span<double> a = new double[n * n];
        for (int i = 0; i < n * n; i++)
        {
            a[i] = matrix[i] + (i % (n + 1) == 0 ? 2 : 0);
        }

        double log = 0;
        for (int k = 0; k < n; k++)
        {
            log += Math.Log(a[(k * n) + k]);
            for (int row = k + 1; row < n; row++)
            {
                double factor = a[(row * n) + k] / a[(k * n) + k];
                for (int column = k; column < n; column++)
                {
                    a[(row * n) + column] -= factor * a[(k * n) + column];
                }
            }
        }

        return log;
    }

    /// <summary>Down and up in single precision, two values to save in each iteration of an inner loop.</summary>
    [Differentiable(Hvp = true)]
    public static float Downwards([Sample(Length = 7)] ReadOnlySpan<float> x, float rate, [Sample(Values = "2")] int steps)
    {
        Span<float> a = new float[x.Length];
        x.CopyTo(a);
        float sum = 0;
        for (int t = 0; t < steps; t++)
        {
            for (int i = a.Length - 1; i >= 1; i--)
            {
                float wave = MathF.Sin(a[i] * rate), cosine = MathF.Cos(a[i - 1]);
                a[i] = wave * cosine;
                sum += wave * a[i] * cosine;
            }

            for (int i = 2; i <= a.Length - 2; i++)
            {
                a[i] += MathF.Tanh(a[i]) * rate;
            }
        }

        return sum + a[3];
    }

    /// <summary>What the method returns stays what it computed.</summary>
    [Differentiable]
    public static double[] Returned([Sample(Length = 5)] ReadOnlySpan<double> x, [Sample(Values = "3")] int steps)
    {
        double[] a = new double[x.Length];
        x.CopyTo(a);
        for (int t = 0; t < steps; t++)
        {
            for (int i = 1; i < a.Length; i++)
            {
                a[i] = a[i] * a[i - 1] + Math.Sin(a[i]);
            }
        }

        return a;
    }

    /// <summary>The caller's memory stays what the method made of it.</summary>
    [Differentiable(Hvp = true)]
    public static double Callers([Sample(Length = 5)] Span<double> a, [Sample(Values = "3")] int steps)
    {
        double sum = 0;
        for (int t = 0; t < steps; t++)
        {
            for (int i = 1; i < a.Length; i++)
            {
                a[i] = a[i] * a[i - 1] + Math.Sin(a[i]);
                sum += a[i] * a[i - 1];
            }
        }

        return sum;
    }
}
