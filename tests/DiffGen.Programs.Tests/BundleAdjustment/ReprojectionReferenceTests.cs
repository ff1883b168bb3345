using System;
using System.Linq;
using DiffGen.Programs.Harness;
using Xunit;

namespace DiffGen.Programs.BundleAdjustment;

public class ReprojectionReferenceTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Jacobian_agrees_with_differences(int camera)
    {
        double[] p = [.. Scene.Cameras[(ProjectionJacobian.CameraNumbers * camera)..][..ProjectionJacobian.CameraNumbers], 0.3, -0.5, 0.7];
        (double[] seen, double _, double[,] jacobian) = ProjectionJacobian.At(p[..^3], p[^3..]);
        Comparison.Close("seen", seen, Residual(p), 1e-13);
        double[] byX = Differences.Gradient(x => Residual(x)[0], p), byY = Differences.Gradient(x => Residual(x)[1], p);
        Comparison.Close("Jacobian", [.. byX, .. byY], Dense.Flat(jacobian), 1e-8);
    }

    [Fact]
    public void Gradient_agrees_with_differences()
    {
        double[] p = [.. Scene.Cameras, .. Scene.Points];
        Observation[] observations = Scene.Observations;
        (double cost, double[] gradient) = ProjectionJacobian.Cost(Scene.Cameras, Scene.Points, observations, Scene.Outlier);
        Comparison.Close("cost", cost, Cost(p), 1e-12);
        Comparison.Close("gradient", Differences.Gradient(Cost, p, 1e-4), gradient, 1e-7);
        int[] behind = [.. Enumerable.Range(0, 15).Where(k => ProjectionJacobian.At(Scene.Cameras[(11 * (k / 5))..][..11], Scene.Points[(3 * (k % 5))..][..3]).Depth <= 0)];
        Assert.NotEmpty(behind);

        double Cost(double[] x) => Reprojection.Cost(Scene.CamerasOf(x), Scene.PointsOf(x), observations, Scene.Outlier);
    }

    private static double[] Residual(double[] p)
    {
        Vector2D residual = Reprojection.Residual(Scene.Camera(p), Scene.Point(p.AsSpan(p.Length - 3)), 1, default);
        return [residual.X, residual.Y];
    }
}
