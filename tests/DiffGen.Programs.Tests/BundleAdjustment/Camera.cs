using System;

namespace DiffGen.Programs.BundleAdjustment;

/// <summary>A pinhole camera with radial distortion, which looks along its z axis.</summary>
/// <param name="Rotation">From world to camera: the axis, as long as the angle.</param>
/// <param name="Centre">Where it stands.</param>
/// <param name="Focal">Focal length.</param>
/// <param name="PrincipalPoint">Where its axis meets the image.</param>
/// <param name="K1">Distortion by the squared distance from the axis.</param>
/// <param name="K2">Distortion by its square.</param>
[Differentiable]
public readonly partial record struct Camera(Vector3D Rotation, Vector3D Centre, double Focal, Vector2D PrincipalPoint, double K1, double K2)
{
    /// <summary>Where a point is seen, and how deep it lies.</summary>
    public Vector2D Project(Vector3D point, out double depth)
    {
        Vector3D seen = Rotate(Rotation, point - Centre);
        depth = seen.Z;
        var normalised = new Vector2D(seen.X / depth, seen.Y / depth);
        double r2 = normalised.SquaredLength;
        double distortion = 1 + (r2 * (K1 + (K2 * r2)));
        return PrincipalPoint + (Focal * distortion * normalised);
    }

    // Rodrigues: x cos θ + k × x sin θ + k (k · x) (1 − cos θ); to first order in a tiny rotation.
    private static Vector3D Rotate(Vector3D rotation, Vector3D x)
    {
        double angle2 = Vector3D.Dot(rotation, rotation);
        if (angle2 < 1e-24)
        {
            return x + Vector3D.Cross(rotation, x);
        }

        double angle = Math.Sqrt(angle2);
        (double sin, double cos) = Math.SinCos(angle);
        Vector3D axis = 1 / angle * rotation;
        return (cos * x) + (sin * Vector3D.Cross(axis, x)) + ((1 - cos) * Vector3D.Dot(axis, x) * axis);
    }
}
