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
