using System.Numerics;

namespace DiffGen.Programs.RayTracing;

/// <summary>A half line.</summary>
/// <param name="Origin">Where it begins.</param>
/// <param name="Direction">Where it leads, of length one.</param>
[Differentiable]
public readonly partial record struct Ray(Vector3 Origin, Vector3 Direction)
{
    public static Ray Through(Vector3 from, Vector3 to) => new(from, Vector3.Normalize(to - from));

    public Vector3 At(float distance) => Origin + (distance * Direction);
}
