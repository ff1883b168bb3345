using System;
using System.Linq;
using DiffGen.Programs.Harness;

namespace DiffGen.Programs.BundleAdjustment;

/// <summary>Where the programs are tried: three cameras, five points, one point behind a camera, some outliers.</summary>
internal static class Scene
{
    public const double Outlier = 0.4;

    public static double[] Cameras =>
    [
        0.2, -0.3, 0.1, 0.1, -0.2, -4, 1.1, 0.05, -0.02, 0.08, -0.03,
        0, 0, 0, -0.5, 0.3, -3.5, 0.9, -0.1, 0.03, -0.05, 0.02,
        -0.4, 1.9, 0.3, 4.5, 0.2, 2.5, 1.3, 0, 0.2, 0.1, 0.01,
    ];

    public static double[] Points => [.. Sampled.Uniform(1, 12), 0.2, 0.1, -9];

    public static Observation[] Observations
    {
        get
        {
            double[] noise = Sampled.Uniform(2, 30, -0.4, 0.4);
            return
            [
                .. Enumerable.Range(0, 15).Select(k =>
                {
                    double[] seen = ProjectionJacobian.At(Cameras[(ProjectionJacobian.CameraNumbers * (k / 5))..][..ProjectionJacobian.CameraNumbers], Points[(3 * (k % 5))..][..3]).Seen;
                    return new Observation(k / 5, k % 5, seen[0] + noise[2 * k], seen[1] + noise[(2 * k) + 1]);
                }),
            ];
        }
    }

    public static Camera Camera(ReadOnlySpan<double> c) => new(new(c[0], c[1], c[2]), new(c[3], c[4], c[5]), c[6], new(c[7], c[8]), c[9], c[10]);

    public static Vector3D Point(ReadOnlySpan<double> p) => new(p[0], p[1], p[2]);

    public static Camera[] CamerasOf(double[] p) => [.. p[..Cameras.Length].Chunk(ProjectionJacobian.CameraNumbers).Select(c => Camera(c))];

    public static Vector3D[] PointsOf(double[] p) => [.. p[Cameras.Length..].Chunk(3).Select(x => Point(x))];

    public static double[] Parts(Camera c) =>
        [c.Rotation.X, c.Rotation.Y, c.Rotation.Z, c.Centre.X, c.Centre.Y, c.Centre.Z, c.Focal, c.PrincipalPoint.X, c.PrincipalPoint.Y, c.K1, c.K2];

    public static double[] Parts(Vector3D p) => [p.X, p.Y, p.Z];
}
