using System;

namespace DiffGen.Programs.BundleAdjustment;

/// <summary>Residuals as a solver of least squares wants them: numbers in a span, and their Jacobian.</summary>
public static partial class ResidualRows
{
    /// <summary>The two residuals of one observation.</summary>
    [Differentiable(Jacobian = true)]
    public static void Residual(Camera camera, Vector3D point, [NoDiff] Vector2D observed, [Output] Span<double> residual)
    {
        Vector2D difference = camera.Project(point, out _) - observed;
        residual[0] = difference.X;
        residual[1] = difference.Y;
    }
}
