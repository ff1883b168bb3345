using System;
using DiffGen;

namespace Golden.Checkpoints;

/// <summary>Loops with <c>Diff.Checkpoint()</c>, each beside one that is recorded: <c>F</c> and <c>FRecorded</c> have the same bits.</summary>
public static partial class Loops
{
    /// <summary>A place, a speed, and a count.</summary>
    [Differentiable]
    public partial struct Particle
    {
        public double Place;
        public double Speed;
        public int Steps;
    }

    /// <summary>A counted loop over numbers: √n states.</summary>
    [Differentiable(Hvp = true)]
    public static double Pendulum(double angle, double speed, double length, [Sample(Values = "0 | 1 | 2 | 11")] int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            Diff.Checkpoint();
            speed -= 0.1 / length * Math.Sin(angle);
            angle += 0.1 * speed;
        }

        return angle * length + speed;
    }

    [Differentiable(Hvp = true)]
    public static double PendulumRecorded(double angle, double speed, double length, [Sample(Values = "0 | 1 | 2 | 11")] int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            speed -= 0.1 / length * Math.Sin(angle);
            angle += 0.1 * speed;
        }

        return angle * length + speed;
    }

    /// <summary>The same by halves: log n states.</summary>
    [Differentiable(Hvp = true)]
    public static double Halved(double angle, double speed, double length, [Sample(Values = "0 | 1 | 2 | 11")] int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            Diff.Checkpoint(CheckpointSchedule.Logarithmic);
            speed -= 0.1 / length * Math.Sin(angle);
            angle += 0.1 * speed;
        }

        return angle * length + speed;
    }

    [Differentiable(Hvp = true)]
    public static double HalvedRecorded(double angle, double speed, double length, [Sample(Values = "0 | 1 | 2 | 11")] int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            speed -= 0.1 / length * Math.Sin(angle);
            angle += 0.1 * speed;
        }

        return angle * length + speed;
    }

    /// <summary>A state in buffers, one of them behind a part of another; weights and data that are only read; the index.</summary>
    [Differentiable(Hvp = true)]
    public static double Wave([Sample(Length = 3)] ReadOnlySpan<double> start, [Sample(Length = 7)] ReadOnlySpan<double> forces, [NoDiff, Sample(Length = 7)] ReadOnlySpan<double> times, double stiffness)
    {
        Span<double> state = stackalloc double[2 * start.Length];
        Span<double> place = state[..start.Length], speed = state[start.Length..];
        start.CopyTo(place);
        double work = 0;
        for (int t = forces.Length - 1; t >= 1; t -= 2)
        {
            Diff.Checkpoint();
            for (int i = 0; i < place.Length; i++)
            {
                double pull = forces[t] * times[t] - stiffness * place[i];
                speed[i] += 0.1 * pull * place[(i + 1) % place.Length];
                work += pull * speed[i];
            }

            for (int i = 0; i < place.Length; i++)
            {
                place[i] += 0.1 * speed[i];
            }
        }

        return work + state[0] * state[^1];
    }

    [Differentiable(Hvp = true)]
    public static double WaveRecorded([Sample(Length = 3)] ReadOnlySpan<double> start, [Sample(Length = 7)] ReadOnlySpan<double> forces, [NoDiff, Sample(Length = 7)] ReadOnlySpan<double> times, double stiffness)
    {
        Span<double> state = stackalloc double[2 * start.Length];
        Span<double> place = state[..start.Length], speed = state[start.Length..];
        start.CopyTo(place);
        double work = 0;
        for (int t = forces.Length - 1; t >= 1; t -= 2)
        {
            for (int i = 0; i < place.Length; i++)
            {
                double pull = forces[t] * times[t] - stiffness * place[i];
                speed[i] += 0.1 * pull * place[(i + 1) % place.Length];
                work += pull * speed[i];
            }

            for (int i = 0; i < place.Length; i++)
            {
                place[i] += 0.1 * speed[i];
            }
        }

        return work + state[0] * state[^1];
    }

    /// <summary>The same by halves.</summary>
    [Differentiable(Hvp = true)]
    public static double WaveHalved([Sample(Length = 3)] ReadOnlySpan<double> start, [Sample(Length = 7)] ReadOnlySpan<double> forces, [NoDiff, Sample(Length = 7)] ReadOnlySpan<double> times, double stiffness)
    {
        Span<double> state = stackalloc double[2 * start.Length];
        Span<double> place = state[..start.Length], speed = state[start.Length..];
        start.CopyTo(place);
        double work = 0;
        for (int t = forces.Length - 1; t >= 1; t -= 2)
        {
            Diff.Checkpoint(CheckpointSchedule.Logarithmic);
            for (int i = 0; i < place.Length; i++)
            {
                double pull = forces[t] * times[t] - stiffness * place[i];
                speed[i] += 0.1 * pull * place[(i + 1) % place.Length];
                work += pull * speed[i];
            }

            for (int i = 0; i < place.Length; i++)
            {
                place[i] += 0.1 * speed[i];
            }
        }

        return work + state[0] * state[^1];
    }

    [Differentiable(Hvp = true)]
    public static double WaveHalvedRecorded([Sample(Length = 3)] ReadOnlySpan<double> start, [Sample(Length = 7)] ReadOnlySpan<double> forces, [NoDiff, Sample(Length = 7)] ReadOnlySpan<double> times, double stiffness)
    {
        Span<double> state = stackalloc double[2 * start.Length];
        Span<double> place = state[..start.Length], speed = state[start.Length..];
        start.CopyTo(place);
        double work = 0;
        for (int t = forces.Length - 1; t >= 1; t -= 2)
        {
            for (int i = 0; i < place.Length; i++)
            {
                double pull = forces[t] * times[t] - stiffness * place[i];
                speed[i] += 0.1 * pull * place[(i + 1) % place.Length];
                work += pull * speed[i];
            }

            for (int i = 0; i < place.Length; i++)
            {
                place[i] += 0.1 * speed[i];
            }
        }

        return work + state[0] * state[^1];
    }

    /// <summary>A loop whose end is not known before, left early in two ways.</summary>
    [Differentiable(Hvp = true)]
    public static double Newton(double x, double a, [Sample(Values = "0 | 3 | 40")] int most)
    {
        int rounds = 0;
        while (Math.Abs(x * x - a) > 1e-12)
        {
            Diff.Checkpoint();
            if (rounds == most)
            {
                return x * rounds;
            }

            x = 0.5 * (x + a / x);
            rounds++;
            if (x > 100)
            {
                break;
            }
        }

        return x + 0.1 * a;
    }

    [Differentiable(Hvp = true)]
    public static double NewtonRecorded(double x, double a, [Sample(Values = "0 | 3 | 40")] int most)
    {
        int rounds = 0;
        while (Math.Abs(x * x - a) > 1e-12)
        {
            if (rounds == most)
            {
                return x * rounds;
            }

            x = 0.5 * (x + a / x);
            rounds++;
            if (x > 100)
            {
                break;
            }
        }

        return x + 0.1 * a;
    }

    /// <summary>A <c>do</c> loop with <c>continue</c>, by halves.</summary>
    [Differentiable(Hvp = true)]
    public static double Skips(double x, double y, [Sample(Values = "0 | 5 | 9")] int n)
    {
        int i = 0;
        do
        {
            Diff.Checkpoint(CheckpointSchedule.Logarithmic);
            i++;
            if (i % 3 == 0)
            {
                continue;
            }

            x = Math.Sin(x * y) + (i > 4 ? y : x);
        }
        while (i < n && x > -5);
        return x * i;
    }

    [Differentiable(Hvp = true)]
    public static double SkipsRecorded(double x, double y, [Sample(Values = "0 | 5 | 9")] int n)
    {
        int i = 0;
        do
        {
            i++;
            if (i % 3 == 0)
            {
                continue;
            }

            x = Math.Sin(x * y) + (i > 4 ? y : x);
        }
        while (i < n && x > -5);
        return x * i;
    }

    /// <summary>Loops in loops, both checkpointed, with an array made in each iteration and a <c>foreach</c>.</summary>
    [Differentiable(Hvp = true)]
    public static double Nested([Sample(Length = 3)] double[] x, double scale)
    {
        double sum = scale;
        foreach (double start in x)
        {
            Diff.Checkpoint(CheckpointSchedule.Logarithmic);
            double[] powers = new double[3];
            powers[0] = start;
            for (long k = 1; k <= 4; k++)
            {
                Diff.Checkpoint();
                powers[k % 3] = Math.Tanh(scale * powers[(k - 1) % 3] + sum * k);
                sum += powers[k % 3] * scale;
            }

            x[0] += sum * start;
        }

        return sum + x[0];
    }

    [Differentiable(Hvp = true)]
    public static double NestedRecorded([Sample(Length = 3)] double[] x, double scale)
    {
        double sum = scale;
        foreach (double start in x)
        {
            double[] powers = new double[3];
            powers[0] = start;
            for (long k = 1; k <= 4; k++)
            {
                powers[k % 3] = Math.Tanh(scale * powers[(k - 1) % 3] + sum * k);
                sum += powers[k % 3] * scale;
            }

            x[0] += sum * start;
        }

        return sum + x[0];
    }

    /// <summary>Integers and a matrix as state; weights swapped between two buffers.</summary>
    [Differentiable]
    public static double Permuted([Sample(Length = 4, Columns = 2)] double[,] weights, [Sample(Length = 2)] double[] x, [Sample(Values = "0 | 1 | 6")] int n)
    {
        int[] order = [0, 1];
        Span<double> from = x, to = new double[x.Length];
        for (int t = 0; t < n; t++)
        {
            Diff.Checkpoint();
            (order[0], order[1]) = (order[1], order[0]);
            for (int i = 0; i < 2; i++)
            {
                to[i] = Math.Cos(weights[i, 0] * from[order[0]] + weights[i, 1] * from[order[1]]);
                weights[i, 0] *= to[i];
            }

            Span<double> swap = from;
            from = to;
            to = swap;
        }

        return from[0] * from[1] + weights[0, 0];
    }

    [Differentiable]
    public static double PermutedRecorded([Sample(Length = 4, Columns = 2)] double[,] weights, [Sample(Length = 2)] double[] x, [Sample(Values = "0 | 1 | 6")] int n)
    {
        int[] order = [0, 1];
        Span<double> from = x, to = new double[x.Length];
        for (int t = 0; t < n; t++)
        {
            (order[0], order[1]) = (order[1], order[0]);
            for (int i = 0; i < 2; i++)
            {
                to[i] = Math.Cos(weights[i, 0] * from[order[0]] + weights[i, 1] * from[order[1]]);
                weights[i, 0] *= to[i];
            }

            Span<double> swap = from;
            from = to;
            to = swap;
        }

        return from[0] * from[1] + weights[0, 0];
    }

    /// <summary>In a method that calls itself, whose sweeps are methods apart.</summary>
    [Differentiable(Hvp = true)]
    public static double Deep([Sample(Length = 3)] ReadOnlySpan<double> x, double y, [Sample(Values = "0 | 1 | 2")] int depth)
    {
        double sum = y;
        for (int i = 0; i < x.Length; i++)
        {
            Diff.Checkpoint();
            sum = Math.Sin(sum * x[i]) + y;
        }

        return depth == 0 ? sum : sum * Deep(x, sum * 0.5, depth - 1);
    }

    [Differentiable(Hvp = true)]
    public static double DeepRecorded([Sample(Length = 3)] ReadOnlySpan<double> x, double y, [Sample(Values = "0 | 1 | 2")] int depth)
    {
        double sum = y;
        for (int i = 0; i < x.Length; i++)
        {
            sum = Math.Sin(sum * x[i]) + y;
        }

        return depth == 0 ? sum : sum * DeepRecorded(x, sum * 0.5, depth - 1);
    }

    /// <summary>In a method that is inlined, in <c>float</c>, with a type parameter.</summary>
    [Differentiable(Hvp = true)]
    public static float Generic(float x, float k) => Iterated(x, k, 6) * Iterated(k, x, 2);

    private static T Iterated<T>(T x, T k, int n)
        where T : System.Numerics.IFloatingPointIeee754<T>
    {
        for (int i = 0; i < n; i++)
        {
            Diff.Checkpoint();
            x = T.Sin(k * x) + x * k;
        }

        return x;
    }

    [Differentiable(Hvp = true)]
    public static float GenericRecorded(float x, float k) => IteratedRecorded(x, k, 6) * IteratedRecorded(k, x, 2);

    private static T IteratedRecorded<T>(T x, T k, int n)
        where T : System.Numerics.IFloatingPointIeee754<T>
    {
        for (int i = 0; i < n; i++)
        {
            x = T.Sin(k * x) + x * k;
        }

        return x;
    }

    /// <summary>A struct as state, and a helper that is checkpointed itself.</summary>
    [Differentiable(Hvp = true)]
    public static double Body(Particle p, double pull, [Sample(Values = "0 | 1 | 5")] int n)
    {
        for (int i = 0; i < n; i++)
        {
            Diff.Checkpoint();
            p = Moved(p, pull);
            p.Speed *= 0.99;
        }

        return p.Place * p.Speed;
    }

    [Checkpoint]
    private static Particle Moved(Particle p, double pull) => new() { Place = p.Place + 0.1 * p.Speed, Speed = p.Speed - pull * Math.Sin(p.Place), Steps = p.Steps + 1 };

    [Differentiable(Hvp = true)]
    public static double BodyRecorded(Particle p, double pull, [Sample(Values = "0 | 1 | 5")] int n)
    {
        for (int i = 0; i < n; i++)
        {
            p = MovedRecorded(p, pull);
            p.Speed *= 0.99;
        }

        return p.Place * p.Speed;
    }

    private static Particle MovedRecorded(Particle p, double pull) => new() { Place = p.Place + 0.1 * p.Speed, Speed = p.Speed - pull * Math.Sin(p.Place), Steps = p.Steps + 1 };
}
