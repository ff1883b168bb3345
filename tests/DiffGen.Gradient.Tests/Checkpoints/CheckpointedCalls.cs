using System;

namespace DiffGen.Gradient.Tests.Checkpoints;

/// <summary>Methods for the tests of memory, effects and overlap.</summary>
internal static partial class CheckpointedCalls
{
    /// <summary>How many times <see cref="Counted"/> went round.</summary>
    public static int Rounds { get; set; }

    /// <summary>A long walk, each step of which is run again.</summary>
    [Differentiable(Hvp = true)]
    public static double Walk(double x, double k, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            x = Far(x, k);
        }

        return x;
    }

    /// <summary>The same walk, recorded.</summary>
    [Differentiable(Hvp = true)]
    public static double WalkRecorded(double x, double k, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            for (int part = 0; part < 64; part++)
            {
                x += 0.01 * Math.Sin(k * x);
            }
        }

        return x;
    }

    /// <summary>A method with an effect of its own around calls that are run again.</summary>
    [Differentiable]
    public static double Counted(double x, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            x = Far(x, 0.5);
            Rounds++;
        }

        return x;
    }

    /// <summary>Two parts of a buffer, given to a method that writes one of them.</summary>
    [Differentiable]
    public static double Shifted(ReadOnlySpan<double> x, [Golden.Sample(Values = "2 | 3")] int shift)
    {
        Span<double> buffer = stackalloc double[x.Length];
        x.CopyTo(buffer);
        Smooth(buffer[..2], buffer.Slice(shift, 2));
        return buffer[0] * buffer[1] * buffer[2];
    }

    /// <summary>Run again inside of its own reverse, with its buffers in another order.</summary>
    [Checkpoint]
    private static double Turned(Span<double> a, Span<double> b, int depth)
    {
        if (depth == 0)
        {
            return 0;
        }

        b[0] += 0.3;
        return (0.5 * Turned(b, a, depth - 1)) + (1 / a[0]);
    }

    /// <summary>One buffer under two names, or two buffers.</summary>
    [Differentiable]
    public static double Twice(ReadOnlySpan<double> x, [Golden.Sample(Values = "1")] int other)
    {
        double[] first = x.ToArray(), second = x.ToArray();
        return Turned(first, other == 1 ? second : first, 2);
    }

    [Checkpoint]
    private static double Far(double x, double k)
    {
        for (int part = 0; part < 64; part++)
        {
            x += 0.01 * Math.Sin(k * x);
        }

        return x;
    }

    [Checkpoint]
    private static void Smooth(ReadOnlySpan<double> from, Span<double> to)
    {
        for (int i = 0; i < from.Length; i++)
        {
            to[i] = Math.Sin(from[i]) * to[i];
        }
    }
}
