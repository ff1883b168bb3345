using System;
using System.Numerics;
using DiffGen;

namespace Golden.Composites;

public static partial class Vectors
{
    /// <summary>Diffuse and specular light on a surface.</summary>
    [Differentiable]
    public static float Shade(Vector3 normal, Vector3 toLight, Vector3 toEye, float shininess)
    {
        Vector3 n = Vector3.Normalize(normal), l = Vector3.Normalize(toLight);
        float diffuse = MathF.Max(0, Vector3.Dot(n, l));
        Vector3 reflected = Vector3.Reflect(-l, n);
        float specular = MathF.Pow(MathF.Max(0.01f, Vector3.Dot(reflected, Vector3.Normalize(toEye))), shininess);
        return diffuse + specular;
    }

    [Differentiable]
    public static Vector3 Rotate(Vector3 v, Vector3 axis, float angle)
    {
        (float sin, float cos) = MathF.SinCos(angle);
        return (cos * v) + (sin * Vector3.Cross(axis, v)) + ((1 - cos) * Vector3.Dot(axis, v) * axis);
    }

    /// <summary>The length of a path.</summary>
    [Differentiable]
    public static float PathLength([Sample(Length = 4)] ReadOnlySpan<Vector2> path)
    {
        float length = 0;
        for (int i = 1; i < path.Length; i++)
        {
            length += Vector2.Distance(path[i - 1], path[i]);
        }

        return length;
    }
}
