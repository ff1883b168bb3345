using System;
using System.Buffers;

namespace DiffGen.Benchmarks.HandWritten;

/// <summary>The gradients of the long loops: a forward sweep that saves, a reverse sweep.</summary>
internal static class LoopGradients
{
    public static (double Value, double XGrad) Sine(double x, int iterations)
    {
        double[] saved = ArrayPool<double>.Shared.Rent(iterations);
        (double Value, double XGrad) result = SineSweeps(x, saved.AsSpan(0, iterations));
        ArrayPool<double>.Shared.Return(saved);
        return result;
    }

    public static (double Value, double XGrad, double StepGrad) Growth(double x, double step, int iterations)
    {
        double[] saved = ArrayPool<double>.Shared.Rent(iterations);
        (double Value, double XGrad, double StepGrad) result = GrowthSweeps(x, step, saved.AsSpan(0, iterations));
        ArrayPool<double>.Shared.Return(saved);
        return result;
    }

    /// <param name="x">What the loops run over.</param>
    /// <param name="saved">Memory for a number of each iteration.</param>
    /// <param name="xGrad">The gradient.</param>
    public static double Nest(ReadOnlySpan<double> x, Span<double> saved, Span<double> xGrad)
    {
        double level = 0;
        int at = 0;
        for (int a = 0; a < x.Length; a++)
        {
            for (int b = 0; b < x.Length; b++)
            {
                for (int c = 0; c < x.Length; c++)
                {
                    for (int d = 0; d < x.Length; d++)
                    {
                        for (int e = 0; e < x.Length; e++)
                        {
                            saved[at++] = level;
                            level += 0.1 * x[e] * (x[a] * x[b] + x[c] * x[d] - level * level);
                        }
                    }
                }
            }
        }

        xGrad.Clear();
        double value = level, levelGrad = 1;
        for (int a = x.Length - 1; a >= 0; a--)
        {
            for (int b = x.Length - 1; b >= 0; b--)
            {
                double abGrad = 0, ab = x[a] * x[b];
                for (int c = x.Length - 1; c >= 0; c--)
                {
                    for (int d = x.Length - 1; d >= 0; d--)
                    {
                        double cdGrad = 0, sum = ab + x[c] * x[d];
                        for (int e = x.Length - 1; e >= 0; e--)
                        {
                            level = saved[--at];
                            double factor = 0.1 * x[e];
                            cdGrad += factor * levelGrad;
                            xGrad[e] += 0.1 * levelGrad * (sum - level * level);
                            levelGrad *= 1 - 2 * factor * level;
                        }

                        xGrad[c] += cdGrad * x[d];
                        xGrad[d] += cdGrad * x[c];
                        abGrad += cdGrad;
                    }
                }

                xGrad[a] += abGrad * x[b];
                xGrad[b] += abGrad * x[a];
            }
        }

        return value;
    }

    private static (double Value, double XGrad) SineSweeps(double x, Span<double> saved)
    {
        double total = 0;
        for (int i = 0; i < saved.Length; i++)
        {
            (double sin, double cos) = Math.SinCos(x);
            saved[i] = cos + 0.1;
            x = sin + 0.1 * x;
            total += x;
        }

        double xGrad = 0;
        for (int i = saved.Length - 1; i >= 0; i--)
        {
            xGrad = (xGrad + 1) * saved[i];
        }

        return (total, xGrad);
    }

    private static (double Value, double XGrad, double StepGrad) GrowthSweeps(double x, double step, Span<double> saved)
    {
        for (int i = 0; i < saved.Length; i++)
        {
            saved[i] = x;
            x += step * x * (1 - x);
        }

        double value = x;
        double xGrad = 1;
        double stepGrad = 0;
        for (int i = saved.Length - 1; i >= 0; i--)
        {
            x = saved[i];
            stepGrad += xGrad * x * (1 - x);
            xGrad *= 1 + step * (1 - 2 * x);
        }

        return (value, xGrad, stepGrad);
    }
}
