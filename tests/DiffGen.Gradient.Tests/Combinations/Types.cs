using System;
using System.Numerics;
using DiffGen;

namespace Golden.Combinations;

[Differentiable]
public record struct Spot(double X, double Y)
{
    public static readonly Spot Origin = new(0.25, -0.5);

    public readonly double Norm => Math.Sqrt((X * X) + (Y * Y));

    public static Spot operator +(Spot a, Spot b) => new(a.X + b.X, a.Y + b.Y);

    public static Spot operator -(Spot a, Spot b) => new(a.X - b.X, a.Y - b.Y);

    public static Spot operator -(Spot a) => new(-a.X, -a.Y);

    public static Spot operator *(double s, Spot a) => new(s * a.X, s * a.Y);

    public static double operator *(Spot a, Spot b) => (a.X * b.X) + (a.Y * b.Y);

    public void Turn(double angle) => (X, Y) = ((Math.Cos(angle) * X) - (Math.Sin(angle) * Y), (Math.Sin(angle) * X) + (Math.Cos(angle) * Y));
}

/// <summary>Fields, which may be passed by reference.</summary>
[Differentiable]
public struct Place
{
    public double X, Y;

    public void Turn(double angle) => (X, Y) = ((Math.Cos(angle) * X) - (Math.Sin(angle) * Y), (Math.Sin(angle) * X) + (Math.Cos(angle) * Y));

    public readonly double Dot(in Place other) => (X * other.X) + (Y * other.Y);
}

[Differentiable]
public struct Body
{
    public Place Position, Velocity;
    public double Mass;
}

public enum Kind
{
    Free,
    Held,
    Damped,
}

[Differentiable]
public struct Particle
{
    public Spot Position;
    public Spot Velocity;
    public double Mass;
    [NoDiff]
    public double Charge;
    public Kind Kind;

    public readonly double Energy() => 0.5 * Mass * (Velocity * Velocity);

    public void Kick(double by)
    {
        Velocity.X += by / Mass;
        Velocity.Turn(by);
    }

    public void Move(double dt) => Position += dt * Velocity;
}

/// <summary>Private fields, seen through properties.</summary>
[Differentiable]
public readonly struct Band
{
    private readonly double _low;
    private readonly double _width;

    public Band(double low, double high)
    {
        if (high < low)
        {
            (low, high) = (high, low);
        }

        _low = low;
        _width = high - low;
    }

    public double Low => _low;

    public double High => _low + _width;

    public double Middle => _low + (0.5 * _width);

    public Band Widened(double by) => new(_low - by, High + by);
}

[Differentiable]
public struct Meter
{
    private double _sum;
    private int _count;

    public void Add(double value)
    {
        _sum += value * value;
        _count++;
    }

    public readonly double Mean => _count == 0 ? 0 : _sum / _count;

    public double Scale { readonly get => _sum * 2; set => _sum = value / 2; }
}

[Differentiable]
public record struct Pair<T>(T First, T Second)
    where T : struct
{
    public readonly Pair<T> Swapped => new(Second, First);
}

/// <summary>Six numbers of one kind: an array of it is one of numbers.</summary>
[Differentiable]
public struct Six
{
    public Spot A;
    public Pair<double> B;
    public double C;
    public double D;

    public readonly double Sum => A.X + (2 * A.Y) + (3 * B.First) + (4 * B.Second) + (5 * C) + (6 * D);
}

[Differentiable]
public struct Jet : IEquatable<Jet>
{
    public double Value;
    public double Slope;

    public Jet(double value, double slope = 1)
    {
        Value = value;
        Slope = slope;
    }

    public static implicit operator Jet(double value) => new(value, 0);

    public static explicit operator double(Jet jet) => jet.Value;

    public static Jet operator +(Jet a, Jet b) => new(a.Value + b.Value, a.Slope + b.Slope);

    public static Jet operator *(Jet a, Jet b) => new(a.Value * b.Value, (a.Slope * b.Value) + (a.Value * b.Slope));

    public static Jet operator /(Jet a, Jet b) => new(a.Value / b.Value, ((a.Slope * b.Value) - (a.Value * b.Slope)) / (b.Value * b.Value));

    public static Jet operator ++(Jet a) => a + 1;

    public static bool operator <(Jet a, Jet b) => a.Value < b.Value;

    public static bool operator >(Jet a, Jet b) => a.Value > b.Value;

    public static bool operator ==(Jet a, Jet b) => a.Value == b.Value && a.Slope == b.Slope;

    public static bool operator !=(Jet a, Jet b) => !(a == b);

    public readonly bool Equals(Jet other) => this == other;

    public override readonly bool Equals(object? obj) => obj is Jet other && this == other;

    public override readonly int GetHashCode() => HashCode.Combine(Value, Slope);

    public static Jet Sin(Jet a) => new(Math.Sin(a.Value), Math.Cos(a.Value) * a.Slope);
}

[Differentiable]
public record struct Ball(Vector3 Centre, float Radius, [NoDiff] float Albedo);

[Differentiable]
public struct Light
{
    public float Red, Green, Blue;

    public readonly float Luminance => (0.2126f * Red) + (0.7152f * Green) + (0.0722f * Blue);
}

/// <summary>Coefficients with initializers and a constructor that calls another.</summary>
[Differentiable]
public struct Cubic
{
    public double A = 1, B;
    public double C { get; set; } = 0.5;
    public double D { get; init; }

    public Cubic(double b)
    {
        B = b * b;
    }

    public Cubic(double b, double d)
        : this(b)
    {
        D = d + B;
    }

    public readonly double At(double x) => A + (x * (B + (x * (C + (x * D)))));

    public readonly double this[int power] => power switch { 0 => A, 1 => B, 2 => C, _ => D };
}

/// <summary>One number, alone in a struct.</summary>
[Differentiable]
public record struct Metres(double Length)
{
    public static Metres operator +(Metres a, Metres b) => new(a.Length + b.Length);
}
