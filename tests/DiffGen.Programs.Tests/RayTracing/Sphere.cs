using System;
using System.Numerics;

namespace DiffGen.Programs.RayTracing;

/// <summary>A sphere.</summary>
/// <param name="Centre">Its centre.</param>
/// <param name="Radius">Its radius.</param>
/// <param name="Albedo">How bright it is.</param>
/// <param name="Surface">How it throws light back.</param>
[Differentiable]
public readonly partial record struct Sphere(Vector3 Centre, float Radius, float Albedo, Surface Surface)
{
    /// <summary>The outward normal at a point of the sphere.</summary>
    public Vector3 NormalAt(Vector3 point) => (point - Centre) / Radius;

    /// <summary>Whether a ray hits the sphere from outside.</summary>
    /// <param name="ray">The ray.</param>
    /// <param name="distance">How far away; infinite if it misses.</param>
    public bool IsHitBy(Ray ray, out float distance)
    {
        // |o + t d − c|² = r²
        Vector3 offset = ray.Origin - Centre;
        float b = Vector3.Dot(offset, ray.Direction);
        float discriminant = (b * b) - offset.LengthSquared() + (Radius * Radius);
        if (discriminant < 0)
        {
            distance = float.PositiveInfinity;
            return false;
        }

        distance = -b - MathF.Sqrt(discriminant);
        return distance > 0;
    }
}
