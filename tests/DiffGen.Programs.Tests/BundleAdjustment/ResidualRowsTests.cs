using System;
using DiffGen.Programs.Harness;
using Xunit;

namespace DiffGen.Programs.BundleAdjustment;

public class ResidualRowsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Jacobian_is_that_by_hand(int index)
    {
        double[] camera = Scene.Cameras[(ProjectionJacobian.CameraNumbers * index)..][..ProjectionJacobian.CameraNumbers], point = [0.3, -0.5, 0.7];
        (double[] seen, double _, double[,] expected) = ProjectionJacobian.At(camera, point);
        double[] residual = new double[2], jacobian = new double[expected.Length];
        Array.Fill(jacobian, double.NaN);
        ResidualRows.ResidualJacobian(Scene.Camera(camera), Scene.Point(point), new Vector2D(0.1, -0.2), residual, jacobian);
        Comparison.Close("residual", [seen[0] - 0.1, seen[1] + 0.2], residual, 1e-13);
        Comparison.Close("Jacobian", Dense.Flat(expected), jacobian, 1e-12);
    }
}
