using System;
using DiffGen;
using Golden;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>Loops whose sums, reverse chains, loads and indices the compiler rearranges.</summary>
internal static partial class RearrangedSums
{
    [Differentiable]
    internal static double LogDensity(double mean, double deviation, [NoDiff] ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double z = (x[i] - mean) / deviation;
            sum -= 0.5 * z * z + Math.Log(deviation);
        }

        return sum;
    }

    [Differentiable(Simd = false)]
    internal static double LogDensityOneByOne(double mean, double deviation, [NoDiff] ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double z = (x[i] - mean) / deviation;
            sum -= 0.5 * z * z + Math.Log(deviation);
        }

        return sum;
    }

    [Differentiable]
    internal static float Distance(float weight, float scale, [NoDiff] ReadOnlySpan<float> x)
    {
        float sum = 0;
        for (int i = x.Length - 1; i >= 0; i--)
        {
            float d = x[i] * scale;
            sum += weight * d * d;
        }

        return sum;
    }

    [Differentiable(Simd = false)]
    internal static float DistanceOneByOne(float weight, float scale, [NoDiff] ReadOnlySpan<float> x)
    {
        float sum = 0;
        for (int i = x.Length - 1; i >= 0; i--)
        {
            float d = x[i] * scale;
            sum += weight * d * d;
        }

        return sum;
    }

    /// <summary>Exact differences of large numbers: the sum of the numbers less n times the mean would have lost them.</summary>
    [Differentiable]
    internal static double Deviation(double mean, double scale, [NoDiff] ReadOnlySpan<double> x)
    {
        double sum = 0, square = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += scale * (x[i] - mean);
            square += scale * (x[i] - mean) * (x[i] - mean);
        }

        return sum + square;
    }

    /// <summary>A weight of zero beside a pole.</summary>
    [Differentiable]
    internal static double Roots(double weight, double scale, [NoDiff] ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double product = scale * x[i];
            sum += weight * Math.Sqrt(product) * product * product;
        }

        return sum;
    }

    /// <summary>The weight is a factor of the cotangent and of the partial of the quotient.</summary>
    [Differentiable]
    internal static double Ratios(double weight, double deviation, [NoDiff] ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double z = weight * x[i] / deviation;
            sum += z * z;
        }

        return sum;
    }

    [Differentiable(Simd = false)]
    internal static double RatiosOneByOne(double weight, double deviation, [NoDiff] ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double z = weight * x[i] / deviation;
            sum += z * z;
        }

        return sum;
    }

    /// <summary>The cotangent of the quotient is that of the result.</summary>
    [Differentiable]
    internal static double Quotients(double weight, double deviation, [NoDiff] ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += weight * x[i] / deviation;
        }

        return sum;
    }

    [Differentiable(Simd = false)]
    internal static double QuotientsOneByOne(double weight, double deviation, [NoDiff] ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += weight * x[i] / deviation;
        }

        return sum;
    }

    /// <summary>The root has no derivative at zero, and its square leaves none to multiply.</summary>
    [Differentiable]
    internal static double RootsSquared(double x, int n)
    {
        for (int i = 0; i < n; i++)
        {
            double root = Math.Sqrt(x);
            x = root * root;
        }

        return x;
    }

    [Differentiable]
    internal static double Growth(double x, double step, [NoDiff] ReadOnlySpan<double> inflow)
    {
        double total = 0;
        for (int i = 0; i < inflow.Length; i++)
        {
            x += step * x * (1 - x) - inflow[i] * Math.Sin(x) * x;
            total += x;
        }

        return total - x;
    }

    /// <summary>A triangle stored row by row; indices that run down, by two, and through loops that may not run.</summary>
    [Differentiable]
    internal static double Triangle([Sample(Length = 45)] ReadOnlySpan<double> l, [Sample(Length = 9)] ReadOnlySpan<double> x, [Sample(Values = "0 | 4")] int from, [Sample(Values = "3 | 2")] int to)
    {
        double sum = 0;
        int p = 0, q = l.Length - 1;
        for (int row = 0; row < x.Length; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                sum += l[p++] * x[column] * x[row];
            }

            for (int column = row; column >= 1; column--)
            {
                sum += Math.Sin(l[q]) * x[column];
                q -= 1;
            }
        }

        int skipped = 1;
        for (int i = from; i < to; i++)
        {
            sum *= 1 + 0.1 * l[skipped];
            skipped += 2;
        }

        for (int i = to; i > from; i--)
        {
            skipped--;
        }

        return sum * l[skipped];
    }

    /// <summary>An element that all iterations read, and the third one writes.</summary>
    [Differentiable]
    internal static double Changed(Span<double> y, ReadOnlySpan<double> x, int k)
    {
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = y[i] * y[2] + x[i] * x[0];
        }

        double sum = 0;
        for (int i = 0; i < y.Length - 8; i++)
        {
            sum += y[k] * y[i];
        }

        return sum + y[0];
    }

    /// <summary>Two rows of one buffer and an element of it, which may overlap.</summary>
    [Differentiable]
    internal static double Rows([Sample(Length = 83)] ReadOnlySpan<double> x, double factor, [Sample(Values = "0 | 20")] int from, [Sample(Values = "40 | 19")] int to, [Sample(Values = "80 | 25")] int at, [Sample(Values = "20")] int length)
    {
        Span<double> a = new double[x.Length];
        x.CopyTo(a);
        for (int i = 0; i < length; i++)
        {
            a[to + i] -= factor * a[from + i];
        }

        for (int i = length - 1; i >= 0; i--)
        {
            a[to + i] += Math.Sin(a[at]) * a[from + i];
        }

        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * a[i] * x[i];
        }

        return sum;
    }

    /// <summary>Both buffers may be one.</summary>
    [Differentiable]
    internal static double Doubled(ReadOnlySpan<double> x)
    {
        Span<double> y = new double[x.Length];
        x.CopyTo(y);
        Add(y, y, 3);
        Add(y[1..], y, 2);
        double sum = 0;
        for (int i = 0; i < y.Length; i++)
        {
            sum += y[i] * y[i] * (i + 1);
        }

        return sum;
    }

    private static void Add(Span<double> y, ReadOnlySpan<double> z, double factor)
    {
        for (int i = 0; i < y.Length; i++)
        {
            y[i] += factor * z[i] * z[0];
        }
    }
}
