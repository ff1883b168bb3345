using System;

namespace DiffGen.Benchmarks.HandWritten;

/// <summary>The Jacobian of an error of reprojection by hand: rows of the rotation's derivative by the products with what stands before it.</summary>
internal static class AdjustmentJacobian
{
    public static void Of(ReadOnlySpan<double> camera, ReadOnlySpan<double> point, double weight, ReadOnlySpan<double> feature, Span<double> error, Span<double> jacobian)
    {
        double x = point[0] - camera[3], y = point[1] - camera[4], z = point[2] - camera[5];
        double ax = camera[0], ay = camera[1], az = camera[2];
        double angle = Math.Sqrt(ax * ax + ay * ay + az * az);
        double sin = 1, cos = 1;
        if (angle != 0)
        {
            double inverse = 1 / angle;
            ax *= inverse;
            ay *= inverse;
            az *= inverse;
            (sin, cos) = Math.SinCos(angle);
        }

        double along = ax * x + ay * y + az * z, rest = 1 - cos;
        double cx = ay * z - az * y, cy = az * x - ax * z, cz = ax * y - ay * x;
        double u = x * cos + cx * sin + ax * along * rest;
        double v = y * cos + cy * sin + ay * along * rest;
        double w = z * cos + cz * sin + az * along * rest;
        double reciprocal = 1 / w, px = u * reciprocal, py = v * reciprocal;
        double square = px * px + py * py;
        double distortion = 1 + camera[9] * square + camera[10] * square * square;
        double slope = 2 * (camera[9] + 2 * camera[10] * square);
        double mixed = slope * px * py, focal = weight * camera[6];
        for (int row = 0; row < 2; row++)
        {
            Span<double> j = jacobian.Slice(15 * row, 15);
            double p = row == 0 ? px : py;

            // m: what the point before the camera does to this coordinate of the image.
            double mx = focal * reciprocal * (row == 0 ? distortion + slope * px * px : mixed);
            double my = focal * reciprocal * (row == 0 ? mixed : distortion + slope * py * py);
            double mz = -(mx * px + my * py);
            double difference = camera[6] * distortion * p + camera[7 + row] - feature[row];
            j[14] = difference;
            double axisM = ax * mx + ay * my + az * mz;
            double gx = sin * (y * mz - z * my) + rest * (along * mx + axisM * x);
            double gy = sin * (z * mx - x * mz) + rest * (along * my + axisM * y);
            double gz = sin * (x * my - y * mx) + rest * (along * mz + axisM * z);
            if (angle != 0)
            {
                double byAngle = cos * (cx * mx + cy * my + cz * mz) + sin * (along * axisM - x * mx - y * my - z * mz);
                double axisG = ax * gx + ay * gy + az * gz, inverse = 1 / angle;
                j[0] = ax * byAngle + (gx - ax * axisG) * inverse;
                j[1] = ay * byAngle + (gy - ay * axisG) * inverse;
                j[2] = az * byAngle + (gz - az * axisG) * inverse;
            }
            else
            {
                j[0] = gx;
                j[1] = gy;
                j[2] = gz;
            }

            j[11] = mx * cos - (ay * mz - az * my) * sin + ax * axisM * rest;
            j[12] = my * cos - (az * mx - ax * mz) * sin + ay * axisM * rest;
            j[13] = mz * cos - (ax * my - ay * mx) * sin + az * axisM * rest;
            j[3] = -j[11];
            j[4] = -j[12];
            j[5] = -j[13];
            j[6] = weight * distortion * p;
            j[7] = row == 0 ? weight : 0;
            j[8] = row == 0 ? 0 : weight;
            j[9] = focal * square * p;
            j[10] = focal * square * square * p;
            error[row] = weight * difference;
        }
    }
}
