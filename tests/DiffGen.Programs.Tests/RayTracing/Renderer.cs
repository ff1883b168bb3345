using System;
using System.Numerics;

namespace DiffGen.Programs.RayTracing;

/// <summary>Brightness of rays in a scene of spheres under one point light; no shadows.</summary>
public static partial class Renderer
{
    /// <summary>The brightness seen along the ray through two points.</summary>
    /// <param name="spheres">The scene.</param>
    /// <param name="light">Where the light stands.</param>
    /// <param name="eye">Where the ray begins.</param>
    /// <param name="target">A point that it passes.</param>
    [Differentiable]
    public static float Trace(ReadOnlySpan<Sphere> spheres, Vector3 light, Vector3 eye, Vector3 target)
    {
        Ray ray = Ray.Through(eye, target);
        int nearest = -1;
        float depth = float.PositiveInfinity;
        for (int i = 0; i < spheres.Length; i++)
        {
            if (spheres[i].IsHitBy(ray, out float distance) && distance < depth)
            {
                depth = distance;
                nearest = i;
            }
        }

        return nearest < 0 ? Shading.Sky(ray.Direction) : Shading.Shade(spheres[nearest], ray, depth, light);
    }

    /// <summary>Half the squared difference between a picture and the scene seen from a point, over a window of −1 to 1 at z = 0.</summary>
    /// <param name="spheres">The scene.</param>
    /// <param name="light">Where the light stands.</param>
    /// <param name="eye">The point.</param>
    /// <param name="picture">The picture, row by row.</param>
    /// <param name="width">Of the picture.</param>
    [Differentiable]
    public static float Mismatch(ReadOnlySpan<Sphere> spheres, Vector3 light, Vector3 eye, [NoDiff] ReadOnlySpan<float> picture, int width)
    {
        int height = picture.Length / width;
        float sum = 0;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                var pixel = new Vector3((2 * (x + 0.5f) / width) - 1, 1 - (2 * (y + 0.5f) / height), 0);
                float difference = Trace(spheres, light, eye, pixel) - picture[(y * width) + x];
                sum += difference * difference;
            }
        }

        return 0.5f * sum;
    }
}
