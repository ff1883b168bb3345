using System;

namespace DiffGen.Fuzz;

/// <summary><c>Vector3</c> in double, for the twins of programs.</summary>
#pragma warning disable CA1815, CA2225, CA1051 // Nobody compares them.
public struct WideVector3(double x, double y, double z)
{
    public double X = x, Y = y, Z = z;

    public WideVector3(double all)
        : this(all, all, all)
    {
    }

    public static WideVector3 Zero => new(0);

    public static WideVector3 One => new(1);

    public static WideVector3 UnitX => new(1, 0, 0);

    public static WideVector3 operator +(WideVector3 a, WideVector3 b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static WideVector3 operator -(WideVector3 a, WideVector3 b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    public static WideVector3 operator -(WideVector3 a) => new(-a.X, -a.Y, -a.Z);

    public static WideVector3 operator *(WideVector3 a, WideVector3 b) => new(a.X * b.X, a.Y * b.Y, a.Z * b.Z);

    public static WideVector3 operator *(double k, WideVector3 a) => new(k * a.X, k * a.Y, k * a.Z);

    public static WideVector3 operator *(WideVector3 a, double k) => k * a;

    public static WideVector3 operator /(WideVector3 a, double k) => new(a.X / k, a.Y / k, a.Z / k);

    public static double Dot(WideVector3 a, WideVector3 b) => (a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z);

    public static WideVector3 Cross(WideVector3 a, WideVector3 b) => new((a.Y * b.Z) - (a.Z * b.Y), (a.Z * b.X) - (a.X * b.Z), (a.X * b.Y) - (a.Y * b.X));

    public static WideVector3 Normalize(WideVector3 a) => a / a.Length();

    public static double Distance(WideVector3 a, WideVector3 b) => (a - b).Length();

    public static double DistanceSquared(WideVector3 a, WideVector3 b) => (a - b).LengthSquared();

    public static WideVector3 Lerp(WideVector3 a, WideVector3 b, double k) => a + (k * (b - a));

    public readonly double Length() => Math.Sqrt(LengthSquared());

    public readonly double LengthSquared() => Dot(this, this);
}
