using System;
using System.Numerics;

namespace DiffGen.Programs.RayTracing;

/// <summary>How bright a ray finds a sphere under one point light, or the sky; no shadows.</summary>
public static partial class Shading
{
    private const float Ambient = 0.1f;

    /// <summary>The brightness seen along the ray through two points.</summary>
    /// <param name="sphere">The only one in the scene.</param>
    /// <param name="light">Where the light stands.</param>
    /// <param name="eye">Where the ray begins.</param>
    /// <param name="target">A point that it passes.</param>
    [Differentiable]
    public static float Brightness(Sphere sphere, Vector3 light, Vector3 eye, Vector3 target)
    {
        Ray ray = Ray.Through(eye, target);
        return sphere.IsHitBy(ray, out float distance) ? Shade(sphere, ray, distance, light) : Sky(ray.Direction);
    }

    internal static float Sky(Vector3 direction) => 0.4f + (0.3f * direction.Y);

    internal static float Shade(Sphere sphere, Ray ray, float depth, Vector3 light)
    {
        Vector3 point = ray.At(depth);
        Vector3 normal = sphere.NormalAt(point), towards = Vector3.Normalize(light - point);
        float lambert = Math.Max(Vector3.Dot(normal, towards), 0);
        return sphere.Surface switch
        {
            Surface.Flat => sphere.Albedo,
            Surface.Matte => sphere.Albedo * (Ambient + lambert),
            Surface.Glossy when lambert > 0 => (sphere.Albedo * (Ambient + lambert)) + Highlight(normal, towards, ray.Direction),
            Surface.Glossy => sphere.Albedo * Ambient,
            _ => throw new ArgumentOutOfRangeException(nameof(sphere)),
        };
    }

    private static float Highlight(Vector3 normal, Vector3 towards, Vector3 direction)
    {
        float aligned = -Vector3.Dot(Vector3.Reflect(-towards, normal), direction);
        return aligned > 0 ? 0.5f * MathF.Pow(aligned, 6) : 0;
    }
}
