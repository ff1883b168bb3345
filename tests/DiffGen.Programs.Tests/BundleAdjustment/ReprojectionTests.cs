using System;
using System.Linq;
using DiffGen.Programs.Harness;
using Xunit;

namespace DiffGen.Programs.BundleAdjustment;

public class ReprojectionTests
{
    private const int Numbers = ProjectionJacobian.CameraNumbers;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Residual_by_rows_and_columns_of_the_Jacobian(int index)
    {
        double[] camera = Scene.Cameras[(Numbers * index)..][..Numbers], point = [0.3, -0.5, 0.7];
        (double[] seen, double _, double[,] jacobian) = ProjectionJacobian.At(camera, point);
        var observed = new Vector2D(0.1, -0.2);
        Vector2D residual = new(seen[0] - observed.X, seen[1] - observed.Y);
        for (int row = 0; row < 2; row++)
        {
            (Vector2D value, Camera cameraGrad, Vector3D pointGrad, double weightGrad) =
                Reprojection.ResidualVjp(Scene.Camera(camera), Scene.Point(point), 2, observed, new Vector2D(1 - row, row));
            Comparison.Close("value", [2 * residual.X, 2 * residual.Y], [value.X, value.Y], 1e-13);
            double[] expected = [.. Enumerable.Range(0, Numbers + 3).Select(j => 2 * jacobian[row, j]), row == 0 ? residual.X : residual.Y];
            Comparison.Close($"row {row}", expected, [.. Scene.Parts(cameraGrad), .. Scene.Parts(pointGrad), weightGrad], 1e-12);
        }

        for (int column = 0; column < Numbers + 3; column++)
        {
            double[] unit = new double[Numbers + 3];
            unit[column] = 1;
            (_, Vector2D tangent) = Reprojection.ResidualJvp(
                Scene.Camera(camera), Scene.Point(point), 1, observed, Scene.Camera(unit), Scene.Point(unit.AsSpan(Numbers)), 0);
            Comparison.Close($"column {column}", [jacobian[0, column], jacobian[1, column]], [tangent.X, tangent.Y], 1e-12);
        }
    }

    [Fact]
    public void Cost_by_Jacobians_and_residuals()
    {
        Camera[] cameras = Scene.CamerasOf([.. Scene.Cameras]), camerasGrad = new Camera[3];
        Vector3D[] points = [.. Scene.Points.Chunk(3).Select(p => Scene.Point(p))], pointsGrad = new Vector3D[5];
        camerasGrad[0] = cameras[0];
        double value = Reprojection.CostGradient(cameras, points, Scene.Observations, Scene.Outlier, camerasGrad, pointsGrad);
        (double cost, double[] gradient) = ProjectionJacobian.Cost(Scene.Cameras, Scene.Points, Scene.Observations, Scene.Outlier);
        Comparison.Close("value", cost, value, 1e-12);
        Comparison.Close("gradient", gradient, [.. camerasGrad.SelectMany(Scene.Parts), .. pointsGrad.SelectMany(Scene.Parts)], 1e-12);
    }

    [Fact]
    public void Tangent_is_gradient_times_direction()
    {
        double[] d = Sampled.Uniform(3, Scene.Cameras.Length + Scene.Points.Length), p = [.. Scene.Cameras, .. Scene.Points];
        double tangent = Reprojection.CostJvp(
            Scene.CamerasOf(p), Scene.PointsOf(p), Scene.Observations, Scene.Outlier, Scene.CamerasOf(d), Scene.PointsOf(d)).Tangent;
        double[] gradient = ProjectionJacobian.Cost(Scene.Cameras, Scene.Points, Scene.Observations, Scene.Outlier).Gradient;
        Comparison.Close("tangent", Dense.Dot(gradient, d), tangent, 1e-12);
    }

    [Fact]
    public void Cost_to_second_order()
    {
        double[] p = [.. Scene.Cameras, .. Scene.Points], d = Sampled.Uniform(4, p.Length);
        Camera[] camerasGrad = new Camera[3], camerasHvp = new Camera[3];
        Vector3D[] pointsGrad = new Vector3D[5], pointsHvp = new Vector3D[5];

        // The camera without rotation is turned: it has no second derivative in the program, whose rotation is linear there.
        (p[ProjectionJacobian.CameraNumbers], p[ProjectionJacobian.CameraNumbers + 1]) = (0.02, -0.3);
        Reprojection.CostHvp(
            Scene.CamerasOf(p), Scene.PointsOf(p), Scene.Observations, Scene.Outlier, Scene.CamerasOf(d), Scene.PointsOf(d),
            camerasGrad, pointsGrad, camerasHvp, pointsHvp);
        double[] expected = Differences.Directional(
            x => ProjectionJacobian.Cost(x[..Scene.Cameras.Length], x[Scene.Cameras.Length..], Scene.Observations, Scene.Outlier).Gradient, p, d, 1e-4);
        Comparison.Close("Hessian product", expected, [.. camerasHvp.SelectMany(Scene.Parts), .. pointsHvp.SelectMany(Scene.Parts)], 1e-7);
    }
}
