using System;
using DiffGen;

namespace Golden.Combinations;

/// <summary>Methods of structs that write their receiver: a variable, an element, a field of a field.</summary>
public static partial class StructMethods
{
    [Differentiable(Hvp = true)]
    public static double OnVariables(Particle p, double x)
    {
        p.Kick(x);
        Particle q = p;
        q.Move(0.5 * x);
        q.Velocity.Turn(q.Position.X);
        p.Position.Turn(x);
        return q.Energy() + (p.Position * q.Velocity);
    }

    [Differentiable]
    public static double InLoops([Sample(Values = "0.5 1 2 | 1")] ReadOnlySpan<double> x, double start)
    {
        Meter meter = default;
        meter.Add(start);
        foreach (double value in x)
        {
            if (value > 0.7)
            {
                meter.Add(value * start);
            }
        }

        meter.Scale += meter.Mean;
        return meter.Mean * meter.Scale;
    }

    [Differentiable]
    public static Meter Metered(Meter meter, double x, [Sample(Values = "true | false")] bool again)
    {
        meter.Add(x);
        if (again)
        {
            meter.Add(x * meter.Mean);
        }

        return meter;
    }

    [Differentiable]
    public static double OnTemporaries(double x)
    {
        new Spot(x, 1).Turn(x);
        Make(x).Turn(1);
        return new Spot(x, 2).Norm + Make(x).X;
    }

    private static Spot Make(double x) => new(x * x, x);

    [Differentiable]
    public static double OnElements([Sample(Length = 3)] Span<Spot> spots, double x, [Sample(Values = "0 | 1 | 2")] int i)
    {
        spots[i].Turn(x);
        spots[0].X *= spots[i].Y;
        spots[spots.Length - 1].Turn(spots[0].X);
        return spots[i] * spots[^1];
    }

    [Differentiable]
    public static void OnArrays([Sample(Length = 2)] Six[] a, double x)
    {
        a[0].A.Turn(x);
        a[1].A = a[0].A;
        a[1].A.Turn(a[0].Sum);
        a[0].C += a[1].Sum;
    }
}

/// <summary>Marked methods of marked structs: the receiver is active.</summary>
[Differentiable]
public partial struct Spring
{
    public double Length;
    public double Stiffness;
    [NoDiff]
    public double Rest;
    public int Steps;

    [Differentiable(Hvp = true)]
    public readonly double Energy(double scale) => 0.5 * scale * Stiffness * (Length - Rest) * (Length - Rest);

    [Differentiable]
    public double Relax(double rate)
    {
        double force = Stiffness * (Rest - Length);
        Length += rate * force;
        Steps++;
        return force;
    }

    [Differentiable]
    public void Reset(double length)
    {
        this = new Spring { Length = length * Stiffness, Rest = Rest };
        Stiffness = Length;
    }

    [Differentiable]
    public readonly Spring Joined(Spring other) => this with { Length = Length + other.Length, Stiffness = Stiffness * other.Stiffness / (Stiffness + other.Stiffness) };

    [Differentiable]
    public static double Chain(Spring a, Spring b, double rate)
    {
        Spring c = a.Joined(b);
        double force = c.Relax(rate);
        return c.Energy(2) + force + c.Relax(rate * force);
    }
}

[Differentiable]
public readonly partial record struct Line(double Slope, double Offset)
{
    [Differentiable(Hvp = true)]
    public double At(double x) => (Slope * x) + (Offset * Slope);

    [Differentiable]
    public Line Then(Line next, ReadOnlySpan<double> weights) => new(Slope * next.Slope * weights[0], next.At(Offset) + weights[1]);
}
