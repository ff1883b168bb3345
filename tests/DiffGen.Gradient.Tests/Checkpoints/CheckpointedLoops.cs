using System;

namespace DiffGen.Gradient.Tests.Checkpoints;

/// <summary>Long loops, each three times: recorded, with √n states, with log n states.</summary>
internal static partial class CheckpointedLoops
{
    /// <summary>Two numbers.</summary>
    [Differentiable]
    public static double Orbit(double x, double v, double k, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            v -= 0.001 * Math.Sin(k * x);
            x += 0.001 * v;
        }

        return x * v;
    }

    /// <summary><see cref="Orbit"/> with √n states.</summary>
    [Differentiable]
    public static double OrbitRoot(double x, double v, double k, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            Diff.Checkpoint();
            v -= 0.001 * Math.Sin(k * x);
            x += 0.001 * v;
        }

        return x * v;
    }

    /// <summary><see cref="Orbit"/> with log n states.</summary>
    [Differentiable]
    public static double OrbitLog(double x, double v, double k, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            Diff.Checkpoint(CheckpointSchedule.Logarithmic);
            v -= 0.001 * Math.Sin(k * x);
            x += 0.001 * v;
        }

        return x * v;
    }

    /// <summary>A buffer.</summary>
    [Differentiable]
    public static double Rod(ReadOnlySpan<double> start, ReadOnlySpan<double> heat, int steps)
    {
        Span<double> at = stackalloc double[start.Length];
        start.CopyTo(at);
        for (int step = 0; step < steps; step++)
        {
            for (int i = 1; i < at.Length; i++)
            {
                at[i] += 0.01 * Math.Tanh(at[i - 1] - at[i]) * heat[i];
            }
        }

        return at[^1];
    }

    /// <summary><see cref="Rod"/> with √n states.</summary>
    [Differentiable]
    public static double RodRoot(ReadOnlySpan<double> start, ReadOnlySpan<double> heat, int steps)
    {
        Span<double> at = stackalloc double[start.Length];
        start.CopyTo(at);
        for (int step = 0; step < steps; step++)
        {
            Diff.Checkpoint();
            for (int i = 1; i < at.Length; i++)
            {
                at[i] += 0.01 * Math.Tanh(at[i - 1] - at[i]) * heat[i];
            }
        }

        return at[^1];
    }

    /// <summary><see cref="Rod"/> with log n states.</summary>
    [Differentiable]
    public static double RodLog(ReadOnlySpan<double> start, ReadOnlySpan<double> heat, int steps)
    {
        Span<double> at = stackalloc double[start.Length];
        start.CopyTo(at);
        for (int step = 0; step < steps; step++)
        {
            Diff.Checkpoint(CheckpointSchedule.Logarithmic);
            for (int i = 1; i < at.Length; i++)
            {
                at[i] += 0.01 * Math.Tanh(at[i - 1] - at[i]) * heat[i];
            }
        }

        return at[^1];
    }
}
