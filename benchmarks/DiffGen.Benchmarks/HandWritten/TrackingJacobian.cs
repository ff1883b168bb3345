using System;
using DiffGen.Benchmarks.Models;

namespace DiffGen.Benchmarks.HandWritten;

/// <summary>The Jacobian of hand tracking by hand: an angle moves the bones of its finger from its joint on, and no other.</summary>
internal sealed class TrackingJacobian(int vertexCount)
{
    private const int Bones = HandTracking.Bones, Pose = HandTracking.PoseLength;
    private readonly double[] _relative = new double[16 * Bones], _absolute = new double[16 * Bones], _derivative = new double[16 * Bones];
    private readonly double[] _byFlexion = new double[16 * Bones], _byAbduction = new double[16 * Bones];
    private readonly double[] _local = new double[16], _transform = new double[16], _turned = new double[16];
    private readonly double[] _positions = new double[3 * vertexCount], _moved = new double[3 * vertexCount];
    private readonly double[] _rotation = new double[9], _byAxis = new double[27];

    public void Of(
        ReadOnlySpan<double> pose,
        ReadOnlySpan<int> parents,
        ReadOnlySpan<double> relatives,
        ReadOnlySpan<double> inverses,
        ReadOnlySpan<double> vertices,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<int> correspondences,
        ReadOnlySpan<double> points,
        Span<double> errors,
        Span<double> jacobian)
    {
        Array.Clear(_positions);
        for (int bone = 0; bone < Bones; bone++)
        {
            int finger = (bone - 2) / 4, joint = bone < 2 ? 3 : (bone - 2) % 4;
            double flexion = joint == 0 ? pose[6 + 4 * finger] : joint < 3 ? pose[7 + 4 * finger + joint] : 0;
            BoneRotation(flexion, joint == 0 ? pose[7 + 4 * finger] : 0, _byFlexion.AsSpan(16 * bone, 16), _byAbduction.AsSpan(16 * bone, 16));
            Span<double> relative = _relative.AsSpan(16 * bone, 16), absolute = _absolute.AsSpan(16 * bone, 16);
            Multiply(relatives.Slice(16 * bone, 16), _local, relative);
            if (parents[bone] < 0)
            {
                relative.CopyTo(absolute);
            }
            else
            {
                Multiply(_absolute.AsSpan(16 * parents[bone], 16), relative, absolute);
            }

            Multiply(absolute, inverses.Slice(16 * bone, 16), _transform);
            Move(_transform, vertices, weights[bone..], _positions);
        }

        AxisAngle(pose);
        for (int i = 0; i < correspondences.Length; i++)
        {
            ReadOnlySpan<double> position = _positions.AsSpan(3 * correspondences[i], 3);
            for (int row = 0; row < 3; row++)
            {
                Span<double> j = jacobian.Slice((3 * i + row) * Pose, Pose);
                errors[3 * i + row] = points[3 * i + row] - pose[3 + row] - Dot(_rotation.AsSpan(3 * row, 3), position);
                for (int k = 0; k < 3; k++)
                {
                    j[k] = -Dot(_byAxis.AsSpan(9 * k + 3 * row, 3), position);
                    j[3 + k] = k == row ? -1 : 0;
                }
            }
        }

        for (int angle = 0; angle < 20; angle++)
        {
            FingerColumn(angle / 4, angle % 4, parents, relatives, inverses, vertices, weights);
            for (int i = 0; i < correspondences.Length; i++)
            {
                ReadOnlySpan<double> moved = _moved.AsSpan(3 * correspondences[i], 3);
                for (int row = 0; row < 3; row++)
                {
                    jacobian[(3 * i + row) * Pose + 6 + angle] = moved[row];
                }
            }
        }
    }

    /// <summary>How the vertices' errors change with an angle of a finger.</summary>
    private void FingerColumn(int finger, int angle, ReadOnlySpan<int> parents, ReadOnlySpan<double> relatives, ReadOnlySpan<double> inverses, ReadOnlySpan<double> vertices, ReadOnlySpan<double> weights)
    {
        Array.Clear(_moved);
        int first = 2 + 4 * finger + Math.Max(angle - 1, 0);
        for (int bone = first; bone < 5 + 4 * finger; bone++)
        {
            Span<double> derivative = _derivative.AsSpan(16 * bone, 16);
            if (bone == first)
            {
                Multiply(relatives.Slice(16 * bone, 16), (angle == 1 ? _byAbduction : _byFlexion).AsSpan(16 * bone, 16), _transform);
                Multiply(_absolute.AsSpan(16 * parents[bone], 16), _transform, derivative);
            }
            else
            {
                Multiply(_derivative.AsSpan(16 * parents[bone], 16), _relative.AsSpan(16 * bone, 16), derivative);
            }

            Multiply(derivative, inverses.Slice(16 * bone, 16), _transform);
            for (int row = 0; row < 3; row++)
            {
                for (int column = 0; column < 4; column++)
                {
                    _turned[4 * row + column] = -(_rotation[3 * row] * _transform[column] + _rotation[3 * row + 1] * _transform[4 + column] + _rotation[3 * row + 2] * _transform[8 + column]);
                }
            }

            Move(_turned, vertices, weights[bone..], _moved);
        }
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

    /// <summary>Adds a bone's share of the vertices. Vertices that the bone does not hold are passed over.</summary>
    private static void Move(ReadOnlySpan<double> transform, ReadOnlySpan<double> vertices, ReadOnlySpan<double> weights, Span<double> positions)
    {
        for (int vertex = 0; 3 * vertex < positions.Length; vertex++)
        {
            double weight = weights[vertex * Bones];
            if (weight != 0)
            {
                ReadOnlySpan<double> at = vertices.Slice(4 * vertex, 4);
                for (int row = 0; row < 3; row++)
                {
                    positions[3 * vertex + row] += weight * (transform[4 * row] * at[0] + transform[4 * row + 1] * at[1] + transform[4 * row + 2] * at[2] + transform[4 * row + 3] * at[3]);
                }
            }
        }
    }

    private static void Multiply(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> product)
    {
        for (int row = 0; row < 4; row++)
        {
            for (int column = 0; column < 4; column++)
            {
                product[4 * row + column] = a[4 * row] * b[column] + a[4 * row + 1] * b[4 + column] + a[4 * row + 2] * b[8 + column] + a[4 * row + 3] * b[12 + column];
            }
        }
    }

    /// <summary>Rz(abduction) Rx(flexion), and its derivatives.</summary>
    private void BoneRotation(double flexion, double abduction, Span<double> byFlexion, Span<double> byAbduction)
    {
        (double sx, double cx) = Math.SinCos(flexion);
        (double sz, double cz) = Math.SinCos(abduction);
        Write(_local, cz, -sz * cx, sz * sx, sz, cz * cx, -cz * sx, sx, cx, 1);
        Write(byFlexion, 0, sz * sx, sz * cx, 0, -cz * sx, -cz * cx, cx, -sx, 0);
        Write(byAbduction, -sz, -cz * cx, cz * sx, cz, -sz * cx, sz * sx, 0, 0, 0);
    }

    private static void Write(Span<double> matrix, double m00, double m01, double m02, double m10, double m11, double m12, double m21, double m22, double m33)
    {
        matrix[0] = m00;
        matrix[1] = m01;
        matrix[2] = m02;
        matrix[4] = m10;
        matrix[5] = m11;
        matrix[6] = m12;
        matrix[9] = m21;
        matrix[10] = m22;
        matrix[15] = m33;
    }

    /// <summary>The rotation about an axis by its length, and its derivatives by the three numbers.</summary>
    private void AxisAngle(ReadOnlySpan<double> axis)
    {
        double angle = Math.Sqrt(Dot(axis, axis));
        Array.Clear(_rotation);
        Array.Clear(_byAxis);
        if (angle < 1e-4)
        {
            _rotation[0] = _rotation[4] = _rotation[8] = 1;
            return;
        }

        (double s, double c) = Math.SinCos(angle);
        ReadOnlySpan<double> a = [axis[0] / angle, axis[1] / angle, axis[2] / angle];
        ReadOnlySpan<double> cross = [0, -a[2], a[1], a[2], 0, -a[0], -a[1], a[0], 0];
        for (int k = 0; k < 3; k++)
        {
            ReadOnlySpan<double> d = [((k == 0 ? 1 : 0) - a[0] * a[k]) / angle, ((k == 1 ? 1 : 0) - a[1] * a[k]) / angle, ((k == 2 ? 1 : 0) - a[2] * a[k]) / angle];
            ReadOnlySpan<double> turned = [0, -d[2], d[1], d[2], 0, -d[0], -d[1], d[0], 0];
            for (int i = 0; i < 9; i++)
            {
                int row = i / 3, column = i % 3;
                double unit = row == column ? 1 : 0;
                _rotation[i] = c * unit + s * cross[i] + (1 - c) * a[row] * a[column];
                _byAxis[9 * k + i] = a[k] * (-s * unit + c * cross[i] + s * a[row] * a[column]) + s * turned[i] + (1 - c) * (d[row] * a[column] + a[row] * d[column]);
            }
        }
    }
}
