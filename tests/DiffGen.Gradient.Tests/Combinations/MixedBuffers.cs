using System;
using System.Numerics;
using DiffGen;

namespace Golden.Combinations;

/// <summary>Spans and arrays of structs whose members are not all active numbers of one type.</summary>
public static partial class MixedBuffers
{
    public enum Kind
    {
        Matt,
        Mirror,
        Glass,
    }

    [Differentiable]
    public record struct Ball(Vector3 Centre, float Radius, float Albedo, Kind Kind);

    [Differentiable]
    public readonly partial record struct Reading(double Value, int Sensor, [NoDiff] double Time);

    [Differentiable]
    public partial struct Cell
    {
        private double _mass;

        public float Charge;

        [NoDiff]
        public double Scale;

        public Cell(double mass, float charge, double scale)
        {
            _mass = mass;
            Charge = charge;
            Scale = scale;
        }

        public readonly double Mass => _mass;

        public readonly double Energy => (_mass * _mass * Scale) + Charge;

        public void Grow(double by) => _mass += by * Charge;

        public static Cell operator +(Cell a, Cell b) => new(a._mass + b._mass, a.Charge + b.Charge, a.Scale);
    }

    /// <summary>A struct in a struct, behind a property.</summary>
    [Differentiable]
    public partial record struct Pair(Reading First, float Weight)
    {
        public Reading Second { get; set; }

        public readonly string? Name { get; init; }
    }

    [Differentiable(Hvp = true)]
    public static float Shade([Sample(Length = 3)] ReadOnlySpan<Ball> balls, Vector3 from)
    {
        float sum = 0;
        for (int i = 0; i < balls.Length; i++)
        {
            if (balls[i].Kind == Kind.Mirror)
            {
                continue;
            }

            Vector3 to = balls[i].Centre - from;
            sum += balls[i].Albedo * balls[i].Radius / (0.5f + to.LengthSquared());
            sum += balls[^(i + 1)].Centre.X * balls[i].Radius;
        }

        foreach (Ball ball in balls)
        {
            sum *= ball.Radius;
        }

        return sum;
    }

    [Differentiable(Hvp = true)]
    public static double ForEach([Sample(Length = 3)] Reading[] readings, double x)
    {
        double sum = 0;
        foreach (Reading reading in readings)
        {
            sum += Math.Sin(reading.Value * x) * reading.Sensor * reading.Time;
        }

        foreach (var (value, sensor, time) in readings)
        {
            sum += sensor > 2 ? value * time : value * value;
        }

        return sum;
    }

    [Differentiable]
    public static void Writes([Sample(Length = 4)] Span<Reading> a, [Sample(Length = 4)] ReadOnlySpan<double> x)
    {
        for (int i = 0; i < a.Length; i++)
        {
            a[i] = a[i] with { Value = a[i].Value * x[a[(i + 1) % a.Length].Sensor % 4] };
            a[i] = new Reading(a[i].Value + x[i], a[^1].Sensor, a[0].Time);
        }

        (a[0], a[1]) = (a[1], a[0]);
        a[2] = default;
        a[3] = a[1];
    }

    [Differentiable(Hvp = true)]
    public static double MemberWrites([Sample(Length = 3)] Span<Cell> cells, double x)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i].Charge *= (float)x;
            cells[i].Grow(x);
            cells[i] += cells[(i + 1) % cells.Length];
            cells[i].Charge++;
        }

        ref Cell last = ref cells[^1];
        last.Charge += (float)last.Mass;
        double sum = 0;
        for (int i = 0; i < cells.Length; i++)
        {
            sum += cells[i].Energy * cells[i].Mass;
        }

        return sum;
    }

    [Differentiable(Hvp = true)]
    public static double Nested([Sample(Length = 3)] Pair[] pairs, double x)
    {
        pairs[0].First = pairs[1].Second with { Value = x * pairs[1].Second.Value };
        pairs[1].Weight -= (float)pairs[0].First.Value;
        pairs[2].Second = pairs[0].First;
        Pair kept = pairs[2];
        pairs[2] = default;
        kept.Weight *= 2;
        double sum = kept.First.Value * kept.Weight * kept.Second.Value;
        foreach (Pair pair in pairs)
        {
            sum += pair.First.Value * pair.Second.Value * pair.Weight + pair.First.Sensor;
        }

        return sum;
    }

    [Differentiable]
    public static double Slices([Sample(Length = 5)] Span<Cell> a, [Sample(Values = "0.5")] double x)
    {
        Span<Cell> middle = a[1..^1];
        middle[0].Charge = (float)(x * middle[1].Mass);
        a.Slice(2).CopyTo(a);
        a[..2].CopyTo(a[1..]);
        Cell[] copy = middle.ToArray();
        copy[0].Charge *= 5;
        a[..1].Clear();
        a[3..].Fill(new Cell(x, (float)x, 2));
        double sum = copy[0].Energy * a[1].Mass;
        for (int i = 0; i < middle.Length; i++)
        {
            sum += middle[i].Energy * (i + 1);
        }

        return sum + a.Length + (a[0].Charge * x) + a[4].Energy;
    }

    /// <summary>Arrays made of structs, cloned, chosen and copied.</summary>
    [Differentiable(Hvp = true)]
    public static double Made(double x, double y, int n)
    {
        var made = new Reading[n];
        Reading[] given = [new(x, 1, 2), new Reading(y, 3, 4), default];
        for (int i = 0; i < n; i++)
        {
            made[i] = i < 3 ? given[i] : new Reading(x * i, i, 5);
        }

        var copy = (Reading[])made.Clone();
        Array.Copy(given, 0, made, 1, n - 1);
        Array.Fill(copy, made[1]);
        Reading[] chosen = n > 2 ? copy : made;
        chosen[0] = new Reading(chosen[0].Value * y, 1, 1);
        double sum = 0;
        foreach (Reading reading in chosen)
        {
            sum += reading.Value * reading.Value * reading.Time;
        }

        Array.Clear(made);
        return sum + (made[0].Value * x) + copy[^1].Value;
    }

    [Differentiable(Hvp = true)]
    public static double OnStack(double x, double y, int n)
    {
        double sum = 0;
        for (int k = 0; k < n; k++)
        {
            Span<Reading> a = stackalloc Reading[3];
            a[0] = new(x * k, 1, 2);
            a[1] = new(y * a[0].Value, a[0].Sensor + 1, 3);
            a[2] = a[k % 2] with { Value = Math.Exp(-a[1].Value) };
            Span<Reading> b = [a[2], (k > 1 ? a[1] : a[0])];
            sum += a[2].Value * b[1].Value * b[0].Time * a[a[0].Sensor].Value;
        }

        return sum;
    }

    [Differentiable]
    public static Reading[] Result([Sample(Length = 3)] ReadOnlySpan<Reading> a, double x)
    {
        var result = new Reading[a.Length];
        for (int i = a.Length - 1; i >= 0; i--)
        {
            result[a.Length - 1 - i] = a[i] with { Value = x * a[i].Value };
        }

        return result;
    }

    /// <summary>Helpers that take spans of structs and write them, and one that calls itself.</summary>
    [Differentiable(Hvp = true)]
    public static double Helpers([Sample(Length = 4)] Span<Cell> a, double x)
    {
        Scale(a[1..], x);
        Scale(a[..2], a[3].Mass);
        Exchange(ref a[0], ref a[2]);
        return Total(a) * x;
    }

    /// <summary>An array made by a method that calls itself.</summary>
    [Differentiable]
    public static double Halves(double x, int n)
    {
        Reading[] halves = Halved(x, n);
        double sum = 0;
        for (int i = 0; i < halves.Length; i++)
        {
            sum += halves[i].Value * halves[i].Value * halves[i].Sensor;
        }

        return sum;
    }

    /// <summary>A choice of two buffers, and buffers that change places in a loop.</summary>
    [Differentiable(Hvp = true)]
    public static double Chosen([Sample(Length = 3)] Span<Reading> a, [Sample(Length = 3)] Span<Reading> b, [Sample(Values = "true | false")] bool first, double x)
    {
        Span<Reading> c = first ? a : b;
        c[0] = new Reading(3 * x * c[0].Value, 7, 1);
        c[1] = c[0];
        Span<Reading> from = a, to = b;
        for (int step = 0; step < 3; step++)
        {
            for (int i = 0; i < from.Length; i++)
            {
                to[i] = from[i] with { Value = Math.Sin(from[i].Value + to[i].Value) };
            }

            Span<Reading> kept = from;
            from = to;
            to = kept;
        }

        return (a[0].Value * b[1].Value) + a[1].Value + (a[2].Time * x * b[2].Value);
    }

    /// <summary>The same, called with the spans of one array.</summary>
    [Differentiable]
    public static double Shared([Sample(Length = 4)] Span<Cell> a, double x)
    {
        Mix(a[..3], a[1..], x);
        return Total(a);
    }

    [Differentiable]
    public static double RunAgain([Sample(Length = 3)] Span<Cell> a, double x)
    {
        double sum = 0;
        for (int i = 0; i < 3; i++)
        {
            sum += Stepped(a, x + i) * x;
        }

        return sum * a[0].Mass;
    }

    [Differentiable]
    public static void Loops([Sample(Length = 3)] Span<Reading> a, double x)
    {
        int k = 0;
        while (a[k % a.Length].Value < 3 && k < 7)
        {
            Diff.Checkpoint();
            a[k % a.Length] = a[k % a.Length] with { Value = a[k % a.Length].Value * (1 + (x * x)) };
            k++;
        }
    }

    [Checkpoint]
    private static double Stepped(Span<Cell> a, double x)
    {
        for (int i = 0; i < a.Length; i++)
        {
            a[i].Charge *= (float)(x * a[(i + 1) % a.Length].Mass);
            a[i].Grow(0.1);
        }

        return a[0].Energy;
    }

    private static void Mix(Span<Cell> a, Span<Cell> b, double x)
    {
        for (int i = 0; i < a.Length; i++)
        {
            b[i].Grow(x * a[i].Mass);
            a[i].Charge += b[i].Charge;
        }
    }

    private static Reading[] Halved(double x, int n)
    {
        if (n == 0)
        {
            return [new(x, 1, 0.5)];
        }

        Reading[] inner = Halved(x * 0.5, n - 1);
        var result = new Reading[inner.Length + 1];
        inner.CopyTo(result, 0);
        result[^1] = new Reading(x * inner[0].Value, n, 1);
        return result;
    }

    private static void Scale(Span<Cell> a, double by)
    {
        for (int i = 0; i < a.Length; i++)
        {
            a[i] = new Cell(by * a[i].Mass, (float)by * a[i].Charge, a[i].Scale);
        }
    }

    private static void Exchange(ref Cell a, ref Cell b) => (a, b) = (b, a);

    private static double Total(ReadOnlySpan<Cell> a) => a.IsEmpty ? 0 : a[0].Energy + Total(a[1..]);
}
