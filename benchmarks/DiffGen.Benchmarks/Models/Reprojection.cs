using System;

namespace DiffGen.Benchmarks.Models;

/// <summary>The error of <see cref="BundleAdjustment"/>, a method for each of its two coordinates, of which batches are computed.</summary>
internal static partial class Reprojection
{
    /// <summary>The weighted error across the picture.</summary>
    [Differentiable(Batch = true)]
    public static double Across(
        double rx, double ry, double rz,
        double cx, double cy, double cz,
        double focal, double centre, double k1, double k2,
        double x, double y, double z,
        double weight,
        [NoDiff] double feature)
    {
        (double px, double py, double scale) = Project(rx, ry, rz, x - cx, y - cy, z - cz, focal, k1, k2);
        return weight * (scale * px + centre - feature);
    }

    /// <summary>The weighted error down the picture.</summary>
    [Differentiable(Batch = true)]
    public static double Down(
        double rx, double ry, double rz,
        double cx, double cy, double cz,
        double focal, double centre, double k1, double k2,
        double x, double y, double z,
        double weight,
        [NoDiff] double feature)
    {
        (double px, double py, double scale) = Project(rx, ry, rz, x - cx, y - cy, z - cz, focal, k1, k2);
        return weight * (scale * py + centre - feature);
    }

    /// <summary>A point on the plane at distance one, and what its coordinates are multiplied with.</summary>
    private static (double X, double Y, double Scale) Project(double rx, double ry, double rz, double x, double y, double z, double focal, double k1, double k2)
    {
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
        return (px, py, focal * (1 + k1 * square + k2 * square * square));
    }
}
