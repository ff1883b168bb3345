using System;
using DiffGen;

namespace Golden.Checkpoints;

/// <summary>Methods that reverse mode runs again, each beside one that is recorded: <c>F</c> and <c>FRecorded</c> have the same bits.</summary>
public static partial class Calls
{
    /// <summary>Inputs that are numbers; what is saved is the arguments of each call.</summary>
    [Differentiable(Hvp = true)]
    public static double Pendulum(double angle, double speed, double length, [Sample(Values = "0 | 1 | 5")] int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            (angle, speed) = Swing(angle, speed, length);
        }

        return angle * length + speed;
    }

    [Checkpoint]
    private static (double Angle, double Speed) Swing(double angle, double speed, double length)
    {
        for (int part = 0; part < 3; part++)
        {
            speed -= 0.1 / length * Math.Sin(angle);
            angle += 0.1 * speed;
        }

        return (angle, speed);
    }

    [Differentiable(Hvp = true)]
    public static double PendulumRecorded(double angle, double speed, double length, [Sample(Values = "0 | 1 | 5")] int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            for (int part = 0; part < 3; part++)
            {
                speed -= 0.1 / length * Math.Sin(angle);
                angle += 0.1 * speed;
            }
        }

        return angle * length + speed;
    }

    /// <summary>A buffer that the callee writes is copied before each call; one that it only reads is not.</summary>
    [Differentiable(Hvp = true)]
    public static double Waves([Sample(Length = 4)] ReadOnlySpan<double> start, [Sample(Length = 4)] ReadOnlySpan<double> weights, double drive)
    {
        Span<double> state = stackalloc double[start.Length];
        start.CopyTo(state);
        double last = drive;
        for (int step = 0; step < 3; step++)
        {
            last = drive * Ripple(state, weights, last);
        }

        return last + state[0];
    }

    [Checkpoint]
    private static double Ripple(Span<double> state, ReadOnlySpan<double> weights, double drive)
    {
        double sum = drive;
        for (int i = 0; i < state.Length; i++)
        {
            state[i] = Math.Tanh(state[i] * weights[i] + sum);
            sum += state[i] * state[i];
        }

        return sum;
    }

    [Differentiable(Hvp = true)]
    public static double WavesRecorded([Sample(Length = 4)] ReadOnlySpan<double> start, [Sample(Length = 4)] ReadOnlySpan<double> weights, double drive)
    {
        Span<double> state = stackalloc double[start.Length];
        start.CopyTo(state);
        double last = drive;
        for (int step = 0; step < 3; step++)
        {
            double sum = last;
            for (int i = 0; i < state.Length; i++)
            {
                state[i] = Math.Tanh(state[i] * weights[i] + sum);
                sum += state[i] * state[i];
            }

            last = drive * sum;
        }

        return last + state[0];
    }

    /// <summary>A recursive method, marked itself: each call of itself is run again.</summary>
    [Differentiable(Hvp = true), Checkpoint]
    public static double Nested([Sample(High = 1)] double x, [Sample(Values = "0 | 1 | 4")] int depth) => depth == 0 ? x : Math.Sin(Nested(x * x * 0.9, depth - 1)) * x;

    [Differentiable(Hvp = true)]
    public static double NestedRecorded([Sample(High = 1)] double x, [Sample(Values = "0 | 1 | 4")] int depth) => depth == 0 ? x : Math.Sin(NestedRecorded(x * x * 0.9, depth - 1)) * x;

    /// <summary>Parts of one buffer: a trajectory, read and written step by step.</summary>
    [Differentiable]
    public static double Trajectory([Sample(Length = 3)] ReadOnlySpan<double> start, double dt)
    {
        Span<double> path = stackalloc double[4 * start.Length];
        start.CopyTo(path);
        for (int t = 0; t < 3; t++)
        {
            Advance(path.Slice(t * start.Length, start.Length), path.Slice((t + 1) * start.Length, start.Length), dt);
        }

        double sum = 0;
        for (int i = 0; i < path.Length; i++)
        {
            sum += path[i] * path[i] * i;
        }

        return sum;
    }

    [Checkpoint]
    private static void Advance(ReadOnlySpan<double> from, Span<double> to, double dt)
    {
        for (int i = 0; i < from.Length; i++)
        {
            to[i] = from[i] + dt * Math.Cos(from[i]) * from[(i + 1) % from.Length];
        }
    }

    [Differentiable]
    public static double TrajectoryRecorded([Sample(Length = 3)] ReadOnlySpan<double> start, double dt)
    {
        Span<double> path = stackalloc double[4 * start.Length];
        start.CopyTo(path);
        for (int t = 0; t < 3; t++)
        {
            ReadOnlySpan<double> from = path.Slice(t * start.Length, start.Length);
            Span<double> to = path.Slice((t + 1) * start.Length, start.Length);
            for (int i = 0; i < from.Length; i++)
            {
                to[i] = from[i] + dt * Math.Cos(from[i]) * from[(i + 1) % from.Length];
            }
        }

        double sum = 0;
        for (int i = 0; i < path.Length; i++)
        {
            sum += path[i] * path[i] * i;
        }

        return sum;
    }

    /// <summary>Arrays and matrices, of real numbers and of integers, written by the caller after the call; and one buffer that is read given twice.</summary>
    [Differentiable(Hvp = true)]
    public static double Tables([Sample(Length = 3)] double[] x, [Sample(Length = 4, Columns = 2)] double[,] table)
    {
        int[] order = [2, 0, 1];
        double a = Mixed(x, x, table, order);
        order[0] = 1;
        x[1] = a;
        table[0, 1] *= x[1];
        double b = Mixed(x, x, table, order);
        order[1] = 2;
        x[0] = b * x[2];
        return a * b + x[0];
    }

    [Checkpoint]
    private static double Mixed(double[] x, ReadOnlySpan<double> same, double[,] table, int[] order)
    {
        table[1, 0] *= Math.Exp(-same[order[1]]);
        return x[0] * table[0, 0] + same[1] * table[0, 1] * table[1, 0] + Math.Sin(x[order[2]]) * table[1, 1];
    }

    [Differentiable(Hvp = true)]
    public static double TablesRecorded([Sample(Length = 3)] double[] x, [Sample(Length = 4, Columns = 2)] double[,] table)
    {
        int[] order = [2, 0, 1];
        table[1, 0] *= Math.Exp(-x[order[1]]);
        double a = x[0] * table[0, 0] + x[1] * table[0, 1] * table[1, 0] + Math.Sin(x[order[2]]) * table[1, 1];
        order[0] = 1;
        x[1] = a;
        table[0, 1] *= x[1];
        table[1, 0] *= Math.Exp(-x[order[1]]);
        double b = x[0] * table[0, 0] + x[1] * table[0, 1] * table[1, 0] + Math.Sin(x[order[2]]) * table[1, 1];
        order[1] = 2;
        x[0] = b * x[2];
        return a * b + x[0];
    }

    /// <summary>One that calls another, and gives an array; in <c>float</c>.</summary>
    [Differentiable(Hvp = true)]
    public static float Layers([Sample(Length = 3)] ReadOnlySpan<float> x, float scale)
    {
        float[] hidden = Layer(x, scale);
        float[] output = Layer(hidden, scale * hidden[0]);
        return output[0] * hidden[1] + output[2];
    }

    [Checkpoint]
    private static float[] Layer(ReadOnlySpan<float> x, float scale)
    {
        float[] y = new float[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = Unit(x[i], scale) + Unit(scale, x[(i + 1) % x.Length]);
        }

        return y;
    }

    [Checkpoint]
    private static float Unit(float x, float scale) => MathF.Tanh(x * scale) * x;

    [Differentiable(Hvp = true)]
    public static float LayersRecorded([Sample(Length = 3)] ReadOnlySpan<float> x, float scale)
    {
        float[] hidden = LayerRecorded(x, scale);
        float[] output = LayerRecorded(hidden, scale * hidden[0]);
        return output[0] * hidden[1] + output[2];
    }

    private static float[] LayerRecorded(ReadOnlySpan<float> x, float scale)
    {
        float[] y = new float[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = UnitRecorded(x[i], scale) + UnitRecorded(scale, x[(i + 1) % x.Length]);
        }

        return y;
    }

    private static float UnitRecorded(float x, float scale) => MathF.Tanh(x * scale) * x;

    /// <summary>Calls in branches, the arguments of which a loop changes.</summary>
    [Differentiable(Hvp = true)]
    public static double Branches(double x, double y, [Sample(Values = "0 | 1 | 2 | 6")] int n)
    {
        int left = n;
        while (left > 0)
        {
            x = left % 2 == 0 ? Unit(x, y) : x * Unit(y, 0.7) + 0.2;
            if (x > 2)
            {
                break;
            }

            left--;
        }

        return x + left * y;
    }

    [Checkpoint]
    private static double Unit(double a, double b) => Math.Sin(a * b) + a / (1 + b * b);

    [Differentiable(Hvp = true)]
    public static double BranchesRecorded(double x, double y, [Sample(Values = "0 | 1 | 2 | 6")] int n)
    {
        int left = n;
        while (left > 0)
        {
            x = left % 2 == 0 ? UnitRecorded(x, y) : x * UnitRecorded(y, 0.7) + 0.2;
            if (x > 2)
            {
                break;
            }

            left--;
        }

        return x + left * y;
    }

    private static double UnitRecorded(double a, double b) => Math.Sin(a * b) + a / (1 + b * b);

    /// <summary>A number given twice.</summary>
    [Differentiable(Hvp = true)]
    public static double Twice(double x) => Unit(x, x) * x;
}
