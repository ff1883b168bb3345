// Hand tracking: measured points minus vertices of a posed hand, and the Jacobian [3 points, 26] by the pose.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

namespace
{
    constexpr int Bones = 22, Pose = 26;

    inline void multiply(const double* __restrict a, const double* __restrict b, double* __restrict product)
    {
        for (int row = 0; row < 4; row++)
        {
            double sums[4] = {};
            for (int k = 0; k < 4; k++)
            {
                for (int column = 0; column < 4; column++)
                {
                    sums[column] += a[4 * row + k] * b[4 * k + column];
                }
            }

            for (int column = 0; column < 4; column++)
            {
                product[4 * row + column] = sums[column];
            }
        }
    }

    // Rz(abduction) Rx(flexion), and its derivatives by flexion and abduction.
    void bone_rotation(double flexion, double abduction, double* matrix, double* by_flexion, double* by_abduction)
    {
        double sx, cx, sz, cz;
        sincos(flexion, &sx, &cx);
        sincos(abduction, &sz, &cz);
        double value[16] = {cz, -sz * cx, sz * sx, 0, sz, cz * cx, -cz * sx, 0, 0, sx, cx, 0, 0, 0, 0, 1};
        std::memcpy(matrix, value, sizeof value);
        if (by_flexion)
        {
            double flex[16] = {0, sz * sx, sz * cx, 0, 0, -cz * sx, -cz * cx, 0, 0, cx, -sx, 0, 0, 0, 0, 0};
            double abduct[16] = {-sz, -cz * cx, cz * sx, 0, cz, -sz * cx, sz * sx, 0, 0, 0, 0, 0, 0, 0, 0, 0};
            std::memcpy(by_flexion, flex, sizeof flex);
            std::memcpy(by_abduction, abduct, sizeof abduct);
        }
    }

    // The rotation about an axis by its length, and its derivatives by the three numbers.
    void axis_angle(const double* axis, double* matrix, double* by_axis)
    {
        double angle = std::sqrt(axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2]);
        std::fill(matrix, matrix + 9, 0.0);
        if (by_axis)
        {
            std::fill(by_axis, by_axis + 27, 0.0);
        }

        if (angle < 1e-4)
        {
            matrix[0] = matrix[4] = matrix[8] = 1;
            return;
        }

        double s, c, a[3];
        sincos(angle, &s, &c);
        for (int i = 0; i < 3; i++)
        {
            a[i] = axis[i] / angle;
        }

        double cross[9] = {0, -a[2], a[1], a[2], 0, -a[0], -a[1], a[0], 0};
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                double unit = i == j;
                matrix[3 * i + j] = c * unit + s * cross[3 * i + j] + (1 - c) * a[i] * a[j];
                for (int k = 0; by_axis && k < 3; k++)
                {
                    by_axis[9 * k + 3 * i + j] = a[k] * (-s * unit + c * cross[3 * i + j] + s * a[i] * a[j]);
                }
            }
        }

        for (int k = 0; by_axis && k < 3; k++)
        {
            double d[3];
            for (int i = 0; i < 3; i++)
            {
                d[i] = ((i == k) - a[i] * a[k]) / angle;
            }

            double turned[9] = {0, -d[2], d[1], d[2], 0, -d[0], -d[1], d[0], 0};
            for (int i = 0; i < 3; i++)
            {
                for (int j = 0; j < 3; j++)
                {
                    by_axis[9 * k + 3 * i + j] += s * turned[3 * i + j] + (1 - c) * (d[i] * a[j] + a[i] * d[j]);
                }
            }
        }
    }

    // positions[coordinate][vertex] += weights of a bone times its transform of the vertices; vertices and weights stand one coordinate or bone after another.
    inline void move(int n, const double* __restrict transform, const double* __restrict x, const double* __restrict weight, double* __restrict positions)
    {
        for (int row = 0; row < 3; row++)
        {
            double a = transform[4 * row], b = transform[4 * row + 1], c = transform[4 * row + 2], d = transform[4 * row + 3];
            double* __restrict out = positions + row * n;
            for (int v = 0; v < n; v++)
            {
                out[v] += weight[v] * (a * x[v] + b * x[n + v] + c * x[2 * n + v] + d * x[3 * n + v]);
            }
        }
    }

    double run(
        int n, int count, const double* pose, const int* parents, const double* relatives, const double* inverses, const double* vertices, const double* weights, const int* correspondences,
        const double* points, double* errors, double* jacobian)
    {
        static thread_local std::vector<double> x, transposed, positions, moved;
        double relative[Bones][16], absolute[Bones][16], transform[16], local[16], flex[Bones][16], abduct[Bones][16];
        x.resize(4 * n);
        transposed.resize(Bones * n);
        positions.assign(3 * n, 0.0);
        for (int v = 0; v < n; v++)
        {
            for (int i = 0; i < 4; i++)
            {
                x[i * n + v] = vertices[4 * v + i];
            }

            for (int b = 0; b < Bones; b++)
            {
                transposed[b * n + v] = weights[v * Bones + b];
            }
        }

        for (int b = 0; b < Bones; b++)
        {
            double flexion = 0, abduction = 0;
            if (b >= 2)
            {
                int finger = (b - 2) / 4, joint = (b - 2) % 4;
                flexion = joint == 0 ? pose[6 + 4 * finger] : joint < 3 ? pose[7 + 4 * finger + joint] : 0;
                abduction = joint == 0 ? pose[7 + 4 * finger] : 0;
            }

            bone_rotation(flexion, abduction, local, jacobian ? flex[b] : nullptr, abduct[b]);
            multiply(relatives + 16 * b, local, relative[b]);
            if (parents[b] < 0)
            {
                std::memcpy(absolute[b], relative[b], sizeof relative[b]);
            }
            else
            {
                multiply(absolute[parents[b]], relative[b], absolute[b]);
            }

            multiply(absolute[b], inverses + 16 * b, transform);
            move(n, transform, x.data(), &transposed[b * n], positions.data());
        }

        double rotation[9], by_axis[27];
        axis_angle(pose, rotation, jacobian ? by_axis : nullptr);
        for (int i = 0; i < count; i++)
        {
            const double* position = &positions[correspondences[i]];
            for (int row = 0; row < 3; row++)
            {
                errors[3 * i + row] =
                    points[3 * i + row] - pose[3 + row] - rotation[3 * row] * position[0] - rotation[3 * row + 1] * position[n] - rotation[3 * row + 2] * position[2 * n];
            }
        }

        if (!jacobian)
        {
            return errors[0] + errors[3 * count - 1];
        }

        for (int i = 0; i < count; i++)
        {
            const double* position = &positions[correspondences[i]];
            for (int row = 0; row < 3; row++)
            {
                double* j = jacobian + (3 * i + row) * Pose;
                for (int k = 0; k < 3; k++)
                {
                    const double* turn = by_axis + 9 * k + 3 * row;
                    j[k] = -(turn[0] * position[0] + turn[1] * position[n] + turn[2] * position[2 * n]);
                    j[3 + k] = k == row ? -1 : 0;
                }
            }
        }

        // An angle moves the bones of its finger from its joint on, and no other.
        for (int finger = 0; finger < 5; finger++)
        {
            for (int angle = 0; angle < 4; angle++)
            {
                int first = 2 + 4 * finger + std::max(angle - 1, 0), last = 5 + 4 * finger;
                double derivative[Bones][16];
                moved.assign(3 * n, 0.0);
                for (int b = first; b < last; b++)
                {
                    if (b == first)
                    {
                        double product[16];
                        multiply(relatives + 16 * b, angle == 1 ? abduct[b] : flex[b], product);
                        multiply(absolute[parents[b]], product, derivative[b]);
                    }
                    else
                    {
                        multiply(derivative[parents[b]], relative[b], derivative[b]);
                    }

                    multiply(derivative[b], inverses + 16 * b, transform);
                    double turned[12];
                    for (int row = 0; row < 3; row++)
                    {
                        for (int column = 0; column < 4; column++)
                        {
                            turned[4 * row + column] = -(rotation[3 * row] * transform[column] + rotation[3 * row + 1] * transform[4 + column] + rotation[3 * row + 2] * transform[8 + column]);
                        }
                    }

                    move(n, turned, x.data(), &transposed[b * n], moved.data());
                }

                for (int i = 0; i < count; i++)
                {
                    double* j = jacobian + 3 * i * Pose + 6 + 4 * finger + angle;
                    const double* m = &moved[correspondences[i]];
                    j[0] = m[0];
                    j[Pose] = m[n];
                    j[2 * Pose] = m[2 * n];
                }
            }
        }

        return errors[0] + errors[3 * count - 1];
    }
}

extern "C" double tracking(
    int vertex_count, int count, const double* pose, const int* parents, const double* relatives, const double* inverses, const double* vertices, const double* weights,
    const int* correspondences, const double* points, double* errors)
{
    return run(vertex_count, count, pose, parents, relatives, inverses, vertices, weights, correspondences, points, errors, nullptr);
}

extern "C" double tracking_jacobian(
    int vertex_count, int count, const double* pose, const int* parents, const double* relatives, const double* inverses, const double* vertices, const double* weights,
    const int* correspondences, const double* points, double* errors, double* jacobian)
{
    return run(vertex_count, count, pose, parents, relatives, inverses, vertices, weights, correspondences, points, errors, jacobian);
}
