using System;
using System.Linq;
using System.Numerics;

namespace DiffGen.Programs.RayTracing;

/// <summary>A scene of three spheres, and its numbers as one vector: spheres, light, eye.</summary>
internal static class Stage
{
    /// <summary>Tolerance in single precision: near the rim of a sphere, b² − |o − c|² + r² loses three digits.</summary>
    public const double Single = 5e-4;

    public const int Width = 8;
    public const int Height = 6;

    public static Surface[] Surfaces => [Surface.Matte, Surface.Glossy, Surface.Flat];

    public static double[] Numbers =>
    [
        -0.55, 0.1, 1, 0.75, 0.8,
        0.6, -0.15, 0.5, 0.6, 0.6,
        0.1, 0.9, 2, 0.6, 0.3,
        1.5, 2, -2,
        0.1, 0.2, -3,
    ];

    public static double[] Pixel(int index) => [(2 * ((index % Width) + 0.5) / Width) - 1, 1 - (2 * ((index / Width) + 0.5) / Height), 0];

    public static Vector3 Vector(ReadOnlySpan<double> p) => new((float)p[0], (float)p[1], (float)p[2]);

    public static Sphere[] Spheres(double[] p) =>
        [.. Surfaces.Select((surface, i) => new Sphere(Vector(p.AsSpan(5 * i)), (float)p[(5 * i) + 3], (float)p[(5 * i) + 4], surface))];

    public static double[] Parts(Sphere[] spheres) => [.. spheres.SelectMany(s => new double[] { s.Centre.X, s.Centre.Y, s.Centre.Z, s.Radius, s.Albedo })];

    public static double[] Parts(Vector3 v) => [v.X, v.Y, v.Z];
}
