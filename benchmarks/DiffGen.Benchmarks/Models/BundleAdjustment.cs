using System;

namespace DiffGen.Benchmarks.Models;

/// <summary>The error of reprojection: where a camera sees a point, and where it should.</summary>
internal static partial class BundleAdjustment
{
    /// <summary>The weighted error of one observation.</summary>
    /// <param name="camera">Rotation as axis times angle [3], centre [3], focal length, principal point [2], radial distortion [2].</param>
    /// <param name="point">The point in space [3].</param>
    /// <param name="weight">The weight of the observation.</param>
    /// <param name="feature">Where the point was seen [2].</param>
    /// <param name="error">The error [2].</param>
    [Differentiable(Jacobian = true)]
    public static void Reproject(
        ReadOnlySpan<double> camera,
        ReadOnlySpan<double> point,
        double weight,
        [NoDiff] ReadOnlySpan<double> feature,
        [Output] Span<double> error)
    {
        double x = point[0] - camera[3], y = point[1] - camera[4], z = point[2] - camera[5];
        double rx = camera[0], ry = camera[1], rz = camera[2];
        double squaredAngle = rx * rx + ry * ry + rz * rz;
        double u, v, w;
        if (squaredAngle != 0)
        {
            double angle = Math.Sqrt(squaredAngle);
            (double sin, double cos) = Math.SinCos(angle);
            double ax = rx / angle, ay = ry / angle, az = rz / angle;
            double along = (ax * x + ay * y + az * z) * (1 - cos);
            u = x * cos + (ay * z - az * y) * sin + ax * along;
            v = y * cos + (az * x - ax * z) * sin + ay * along;
            w = z * cos + (ax * y - ay * x) * sin + az * along;
        }
        else
        {
            u = x + ry * z - rz * y;
            v = y + rz * x - rx * z;
            w = z + rx * y - ry * x;
        }

        double px = u / w, py = v / w;
        double square = px * px + py * py;
        double scale = camera[6] * (1 + camera[9] * square + camera[10] * square * square);
        error[0] = weight * (scale * px + camera[7] - feature[0]);
        error[1] = weight * (scale * py + camera[8] - feature[1]);
    }
}
