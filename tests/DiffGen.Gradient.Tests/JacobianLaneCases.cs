using System;
using Golden;

namespace DiffGen.Gradient.Tests;

/// <summary>Methods whose Jacobians have many columns and rows.</summary>
public static partial class JacobianLaneCases
{
    /// <summary>Branches, inner loops, scratch memory, an element that is read and written.</summary>
    [Differentiable(Jacobian = true)]
    public static double Mixed([Sample(Length = 5)] ReadOnlySpan<double> x, [Sample(Low = 0.5, High = 2)] double scale, [Sample(Values = "2")] int power, [Sample(Length = 3)] Span<double> y)
    {
        Span<double> scratch = stackalloc double[x.Length];
        double total = 0;
        for (int i = 0; i < x.Length; i++)
        {
            scratch[i] = x[i] > 0 ? Math.Sin(scale * x[i]) : x[i] * x[i];
            double product = 1;
            for (int k = 0; k < power; k++)
            {
                product *= scratch[i];
            }

            total += product;
        }

        for (int r = 0; r < y.Length; r++)
        {
            if (double.IsNaN(y[r]))
            {
                throw new InvalidOperationException("row " + r);
            }

            y[r] += (total * Math.Exp(-y[r])) + (x.Length > 0 ? scratch[r % x.Length] : scale);
        }

        return total * scale;
    }

    [Differentiable(Jacobian = true)]
    public static void OnSingle([Sample(Length = 9)] ReadOnlySpan<float> x, [NoDiff, Sample(Length = 4)] ReadOnlySpan<float> a, [Output, Sample(Length = 6)] Span<float> y)
    {
        for (int r = 0; r < y.Length; r++)
        {
            float sum = 0;
            for (int i = 0; i < x.Length; i++)
            {
                sum += MathF.Tanh(x[i] * a[(r + i) % a.Length]) / (1 + r);
            }

            y[r] = sum * sum;
        }
    }

    /// <summary>A copy that nobody reads, in a branch: its cotangent is the same in all lanes (random program 7000874).</summary>
    [Differentiable(Jacobian = true)]
    public static double UnreadCopy([Sample(Length = 5)] Span<double> a)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            if (a[i] > 0.1)
            {
                Span<double> copy = new double[a.Length];
                a.CopyTo(copy);
            }

            sum += a[i] * a[i];
        }

        a[0] = a[0] * sum;
        return sum;
    }

    /// <summary>A variable that holds the caller's memory or an array that is made here, the same in all lanes (random program 8107428).</summary>
    [Differentiable(Jacobian = true)]
    public static double CallersOrOwn([Sample(Low = -0.5, High = 0.8)] double x, [Sample(Length = 5)] Span<double> a)
    {
        Span<double> own = new double[4];
        Span<double> chosen;
        if (x is > 0.2 and < 0.9)
        {
            chosen = a;
        }
        else
        {
            chosen = own;
        }

        double sum = 0;
        for (int i = 0; i < chosen.Length; i++)
        {
            sum += Math.Sin(x) * (i + 1);
        }

        a[..^1].CopyTo(a[1..]);
        a[0] = a[2] * sum;
        return sum * x;
    }

    /// <summary>Elements at places known when the code is written, some in branches: buffers may end before them, or behind.</summary>
    [Differentiable(Jacobian = true)]
    public static double Places([Sample(Length = 5)] ReadOnlySpan<double> x, [Sample(Low = 0.5, High = 2)] double scale, [Sample(Length = 5)] Span<double> y, [Output, Sample(Length = 3)] Span<double> z)
    {
        double a = x[0] * scale, b = x.Length > 3 ? Math.Sin(x[3]) : x[1];
        if (a > 0)
        {
            y[0] = a * b;
            y[1] += b * b;
            z[1] = y[0] + x[1];
        }
        else
        {
            y[1] = a - x[2];
        }

        if (y.Length > 3)
        {
            y[3] *= a;
        }

        z[0] = y[1] * scale;
        return a * y[1];
    }

    /// <summary>A branch in which a costly function is computed that the reverse sweep needs again.</summary>
    [Differentiable(Jacobian = true)]
    public static void Turned([Sample(Length = 3)] ReadOnlySpan<double> x, [Output, Sample(Length = 2)] Span<double> y)
    {
        double angle = 0, sine = 0, cosine = 1;
        if (x[2] != 0)
        {
            angle = Math.Sqrt(x[0] * x[0] + x[2] * x[2]);
            sine = Math.Sin(angle);
            cosine = Math.Cos(angle);
        }

        y[0] = cosine * x[0] - sine * x[1];
        y[1] = sine * x[0] + cosine * x[1];
    }
}
