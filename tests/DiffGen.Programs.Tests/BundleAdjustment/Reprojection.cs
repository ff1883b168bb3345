using System;

namespace DiffGen.Programs.BundleAdjustment;

/// <summary>How far points are seen from where their cameras should see them.</summary>
public static partial class Reprojection
{
    /// <summary>The residual of one observation.</summary>
    [Differentiable]
    public static Vector2D Residual(Camera camera, Vector3D point, double weight, [NoDiff] Vector2D observed) =>
        weight * (camera.Project(point, out _) - observed);

    /// <summary>Σ Huber(|residual|) over the observations; those of points behind their camera do not count.</summary>
    /// <param name="cameras">All cameras.</param>
    /// <param name="points">All points.</param>
    /// <param name="observations">Which name them by number.</param>
    /// <param name="outlier">The distance from where on the cost grows linearly.</param>
    [Differentiable(Hvp = true)]
    public static double Cost(ReadOnlySpan<Camera> cameras, ReadOnlySpan<Vector3D> points, [NoDiff] ReadOnlySpan<Observation> observations, [NoDiff] double outlier)
    {
        double cost = 0;
        for (int i = 0; i < observations.Length; i++)
        {
            Observation observation = observations[i];
            Vector2D seen = cameras[observation.Camera].Project(points[observation.Point], out double depth);
            if (depth <= 0)
            {
                continue;
            }

            Vector2D residual = seen - new Vector2D(observation.U, observation.V);
            cost += Huber(residual.SquaredLength);
        }

        return cost;

        double Huber(double square) => square <= outlier * outlier ? 0.5 * square : outlier * (Math.Sqrt(square) - (0.5 * outlier));
    }
}
