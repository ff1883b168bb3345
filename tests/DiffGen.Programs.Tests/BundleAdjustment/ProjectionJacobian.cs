using System;
using DiffGen.Programs.Harness;

namespace DiffGen.Programs.BundleAdjustment;

/// <summary>
/// The Jacobian of a projection by hand. With R the matrix of the rotation ω and y = X − C (Gallego and Yezzi, 2015):
/// ∂(R y)/∂ω = −R [y]ₓ (ω ωᵀ + (Rᵀ − 1) [ω]ₓ) / |ω|², −[y]ₓ at ω = 0; ∂(R y)/∂X = R, ∂(R y)/∂C = −R.
/// </summary>
internal static class ProjectionJacobian
{
    public const int CameraNumbers = 11;

    /// <summary>
    /// What is seen, and its derivatives: two rows, with columns for rotation, centre, focal length, principal point, K1, K2 and the point.
    /// </summary>
    public static (double[] Seen, double Depth, double[,] Jacobian) At(double[] camera, double[] point)
    {
        double[] omega = camera[..3];
        double[] y = [point[0] - camera[3], point[1] - camera[4], point[2] - camera[5]];
        double[,] rotation = RotationMatrix(omega);
        double[] p = Dense.Multiply(rotation, y);
        double[,] byRotation = Dense.Multiply(rotation, Skew(y));
        double angle2 = Dense.Dot(omega, omega);
        if (angle2 > 0)
        {
            double[,] identity = Dense.Matrix(3, 3, (i, j) => i == j ? 1 : 0);
            double[,] right = Dense.Multiply(Dense.Add(Dense.Transpose(rotation), identity, -1), Skew(omega));
            byRotation = Dense.Multiply(byRotation, Dense.Matrix(3, 3, (i, j) => ((omega[i] * omega[j]) + right[i, j]) / angle2));
        }

        double focal = camera[6], k1 = camera[9], k2 = camera[10];
        double a = p[0] / p[2], b = p[1] / p[2], r2 = (a * a) + (b * b);
        double distortion = 1 + (k1 * r2) + (k2 * r2 * r2), slope = 2 * (k1 + (2 * k2 * r2));
        double[,] byNormalised =
        {
            { focal * (distortion + (slope * a * a)), focal * slope * a * b },
            { focal * slope * a * b, focal * (distortion + (slope * b * b)) },
        };
        double[,] byPosition = Dense.Multiply(byNormalised, new double[,] { { 1 / p[2], 0, -a / p[2] }, { 0, 1 / p[2], -b / p[2] } });
        double[,] byPoint = Dense.Multiply(byPosition, rotation), byOmega = Dense.Multiply(byPosition, byRotation);
        double[,] jacobian = Dense.Matrix(2, CameraNumbers + 3, (i, j) => j switch
        {
            < 3 => -byOmega[i, j],
            < 6 => -byPoint[i, j - 3],
            6 => distortion * (i == 0 ? a : b),
            < 9 => i == j - 7 ? 1 : 0,
            9 => focal * r2 * (i == 0 ? a : b),
            10 => focal * r2 * r2 * (i == 0 ? a : b),
            _ => byPoint[i, j - 11],
        });
        return ([camera[7] + (focal * distortion * a), camera[8] + (focal * distortion * b)], p[2], jacobian);
    }

    /// <summary>Cost and gradient of all observations, cameras first: Σ Jᵀ r, where an outlier's residual r counts as one of the length of the limit.</summary>
    public static (double Cost, double[] Gradient) Cost(double[] cameras, double[] points, Observation[] observations, double outlier)
    {
        double cost = 0;
        double[] gradient = new double[cameras.Length + points.Length];
        foreach (Observation observation in observations)
        {
            (double[] seen, double depth, double[,] jacobian) = At(
                cameras[(CameraNumbers * observation.Camera)..][..CameraNumbers], points[(3 * observation.Point)..][..3]);
            if (depth <= 0)
            {
                continue;
            }

            double[] residual = [seen[0] - observation.U, seen[1] - observation.V];
            double length = Math.Sqrt(Dense.Dot(residual, residual)), weight = length <= outlier ? 1 : outlier / length;
            cost += length <= outlier ? 0.5 * length * length : outlier * (length - (0.5 * outlier));
            for (int j = 0; j < CameraNumbers + 3; j++)
            {
                int place = j < CameraNumbers ? (CameraNumbers * observation.Camera) + j : cameras.Length + (3 * observation.Point) + j - CameraNumbers;
                gradient[place] += weight * ((jacobian[0, j] * residual[0]) + (jacobian[1, j] * residual[1]));
            }
        }

        return (cost, gradient);
    }

    // The exponential of [ω]ₓ by its series.
    private static double[,] RotationMatrix(double[] omega)
    {
        double[,] power = Dense.Matrix(3, 3, (i, j) => i == j ? 1 : 0), sum = power;
        for (int n = 1; n <= 40; n++)
        {
            double[,] next = Dense.Multiply(power, Skew(omega));
            int order = n;
            power = Dense.Matrix(3, 3, (i, j) => next[i, j] / order);
            sum = Dense.Add(sum, power);
        }

        return sum;
    }

    private static double[,] Skew(double[] v) => new double[,] { { 0, -v[2], v[1] }, { v[2], 0, -v[0] }, { -v[1], v[0], 0 } };
}
