using System;

namespace DiffGen.Benchmarks.Models;

/// <summary>A hand of bones under a skin, posed by 26 numbers, against points that were measured.</summary>
internal static partial class HandTracking
{
    public const int Bones = 22, PoseLength = 26;

    /// <summary>Measured points minus the vertices that they belong to.</summary>
    /// <param name="pose">Rotation of the hand as axis times angle [3], its place [3], four angles for each of five fingers [20].</param>
    /// <param name="parents">The parent of each bone; -1 for the root.</param>
    /// <param name="relatives">The bones in the frames of their parents, at rest [bones, 4, 4].</param>
    /// <param name="inverses">The inverses of the frames of the bones at rest [bones, 4, 4].</param>
    /// <param name="vertices">The skin at rest [vertices, 4], the last number one.</param>
    /// <param name="weights">How much a vertex moves with a bone [vertices, bones].</param>
    /// <param name="correspondences">The vertex of each measured point.</param>
    /// <param name="points">Measured points [points, 3].</param>
    /// <param name="errors">The differences [points, 3].</param>
    [Differentiable(Jacobian = true)]
    public static void Errors(
        ReadOnlySpan<double> pose,
        ReadOnlySpan<int> parents,
        [NoDiff] ReadOnlySpan<double> relatives,
        [NoDiff] ReadOnlySpan<double> inverses,
        [NoDiff] ReadOnlySpan<double> vertices,
        [NoDiff] ReadOnlySpan<double> weights,
        ReadOnlySpan<int> correspondences,
        [NoDiff] ReadOnlySpan<double> points,
        [Output] Span<double> errors)
    {
        Span<double> absolutes = stackalloc double[16 * Bones];
        Span<double> transforms = stackalloc double[16 * Bones];
        Span<double> local = stackalloc double[16];
        Span<double> relative = stackalloc double[16];
        for (int bone = 0; bone < Bones; bone++)
        {
            double flexion = 0, abduction = 0;
            if (bone >= 2)
            {
                int finger = (bone - 2) / 4, joint = (bone - 2) % 4;
                if (joint == 0)
                {
                    flexion = pose[6 + 4 * finger];
                    abduction = pose[7 + 4 * finger];
                }
                else if (joint < 3)
                {
                    flexion = pose[7 + 4 * finger + joint];
                }
            }

            BoneRotation(flexion, abduction, local);
            Multiply(relatives.Slice(16 * bone, 16), local, relative);
            if (parents[bone] < 0)
            {
                relative.CopyTo(absolutes.Slice(16 * bone, 16));
            }
            else
            {
                Multiply(absolutes.Slice(16 * parents[bone], 16), relative, absolutes.Slice(16 * bone, 16));
            }

            Multiply(absolutes.Slice(16 * bone, 16), inverses.Slice(16 * bone, 16), transforms.Slice(16 * bone, 16));
        }

        Span<double> positions = new double[3 * (vertices.Length / 4)];
        for (int vertex = 0; vertex < vertices.Length / 4; vertex++)
        {
            for (int bone = 0; bone < Bones; bone++)
            {
                double weight = weights[vertex * Bones + bone];
                for (int row = 0; row < 3; row++)
                {
                    double coordinate = 0;
                    for (int column = 0; column < 4; column++)
                    {
                        coordinate += transforms[16 * bone + 4 * row + column] * vertices[4 * vertex + column];
                    }

                    positions[3 * vertex + row] += weight * coordinate;
                }
            }
        }

        Span<double> rotation = stackalloc double[9];
        AxisAngle(pose[0], pose[1], pose[2], rotation);
        for (int i = 0; i < correspondences.Length; i++)
        {
            int vertex = correspondences[i];
            for (int row = 0; row < 3; row++)
            {
                double place = pose[3 + row];
                for (int column = 0; column < 3; column++)
                {
                    place += rotation[3 * row + column] * positions[3 * vertex + column];
                }

                errors[3 * i + row] = points[3 * i + row] - place;
            }
        }
    }

    /// <summary>Rz(abduction) Rx(flexion), as a matrix [4, 4].</summary>
    private static void BoneRotation(double flexion, double abduction, Span<double> matrix)
    {
        (double sx, double cx) = Math.SinCos(flexion);
        (double sz, double cz) = Math.SinCos(abduction);
        matrix.Clear();
        matrix[0] = cz;
        matrix[1] = -sz * cx;
        matrix[2] = sz * sx;
        matrix[4] = sz;
        matrix[5] = cz * cx;
        matrix[6] = -cz * sx;
        matrix[9] = sx;
        matrix[10] = cx;
        matrix[15] = 1;
    }

    private static void Multiply(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> product)
    {
        for (int row = 0; row < 4; row++)
        {
            for (int column = 0; column < 4; column++)
            {
                double sum = 0;
                for (int k = 0; k < 4; k++)
                {
                    sum += a[4 * row + k] * b[4 * k + column];
                }

                product[4 * row + column] = sum;
            }
        }
    }

    /// <summary>The rotation about an axis by its length, as a matrix [3, 3].</summary>
    private static void AxisAngle(double x, double y, double z, Span<double> matrix)
    {
        double angle = Math.Sqrt(x * x + y * y + z * z);
        if (angle < 1e-4)
        {
            matrix.Clear();
            matrix[0] = 1;
            matrix[4] = 1;
            matrix[8] = 1;
            return;
        }

        x /= angle;
        y /= angle;
        z /= angle;
        (double s, double c) = Math.SinCos(angle);
        matrix[0] = x * x + (1 - x * x) * c;
        matrix[1] = x * y * (1 - c) - z * s;
        matrix[2] = x * z * (1 - c) + y * s;
        matrix[3] = x * y * (1 - c) + z * s;
        matrix[4] = y * y + (1 - y * y) * c;
        matrix[5] = y * z * (1 - c) - x * s;
        matrix[6] = x * z * (1 - c) - y * s;
        matrix[7] = z * y * (1 - c) + x * s;
        matrix[8] = z * z + (1 - z * z) * c;
    }
}
