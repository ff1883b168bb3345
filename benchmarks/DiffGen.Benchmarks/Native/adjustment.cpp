// Bundle adjustment: errors of reprojection, and their Jacobian, 2 rows of 15 numbers for each observation: camera (11), point (3), weight.
#include <cmath>

namespace
{
    struct Turned
    {
        double u, v, w, angle, sin, cos, along, a[3], p[3], cross[3];
    };

    inline Turned turn(const double* camera, const double* point)
    {
        Turned t;
        double square = camera[0] * camera[0] + camera[1] * camera[1] + camera[2] * camera[2];
        for (int i = 0; i < 3; i++)
        {
            t.p[i] = point[i] - camera[3 + i];
        }

        t.angle = std::sqrt(square);
        if (square != 0)
        {
            double reciprocal = 1 / t.angle;
            for (int i = 0; i < 3; i++)
            {
                t.a[i] = camera[i] * reciprocal;
            }

            sincos(t.angle, &t.sin, &t.cos);
        }
        else
        {
            for (int i = 0; i < 3; i++)
            {
                t.a[i] = camera[i];
            }

            t.sin = t.cos = 1;
        }

        t.along = t.a[0] * t.p[0] + t.a[1] * t.p[1] + t.a[2] * t.p[2];
        t.cross[0] = t.a[1] * t.p[2] - t.a[2] * t.p[1];
        t.cross[1] = t.a[2] * t.p[0] - t.a[0] * t.p[2];
        t.cross[2] = t.a[0] * t.p[1] - t.a[1] * t.p[0];
        double rest = t.along * (1 - t.cos);
        t.u = t.p[0] * t.cos + t.cross[0] * t.sin + t.a[0] * rest;
        t.v = t.p[1] * t.cos + t.cross[1] * t.sin + t.a[1] * rest;
        t.w = t.p[2] * t.cos + t.cross[2] * t.sin + t.a[2] * rest;
        return t;
    }
}

extern "C" double adjustment(
    int cameras, int points, int observations, const double* camera, const double* point, const double* weight, const double* feature, const int* seen, double* error, double* weight_error)
{
    for (int i = 0; i < observations; i++)
    {
        const double* c = camera + 11 * seen[2 * i];
        Turned t = turn(c, point + 3 * seen[2 * i + 1]);
        double px = t.u / t.w, py = t.v / t.w;
        double s = px * px + py * py;
        double scale = c[6] * (1 + c[9] * s + c[10] * s * s);
        error[2 * i] = weight[i] * (scale * px + c[7] - feature[2 * i]);
        error[2 * i + 1] = weight[i] * (scale * py + c[8] - feature[2 * i + 1]);
        weight_error[i] = 1 - weight[i] * weight[i];
    }

    return error[0] + error[2 * observations - 1];
}

extern "C" double adjustment_jacobian(
    int cameras, int points, int observations, const double* camera, const double* point, const double* weight, const double* feature, const int* seen, double* error, double* weight_error,
    double* jacobian, double* weight_jacobian)
{
    for (int i = 0; i < observations; i++)
    {
        const double* c = camera + 11 * seen[2 * i];
        Turned t = turn(c, point + 3 * seen[2 * i + 1]);
        double reciprocal = 1 / t.w;
        double p[2] = {t.u * reciprocal, t.v * reciprocal};
        double s = p[0] * p[0] + p[1] * p[1];
        double distortion = 1 + c[9] * s + c[10] * s * s;
        double slope = 2 * (c[9] + 2 * c[10] * s);
        double w = weight[i], wf = w * c[6];
        double mixed = slope * p[0] * p[1];

        // What moves the point in the image when the point before the camera moves.
        for (int row = 0; row < 2; row++)
        {
            double* j = jacobian + 30 * i + 15 * row;
            double along_x = row == 0 ? distortion + slope * p[0] * p[0] : mixed;
            double along_y = row == 0 ? mixed : distortion + slope * p[1] * p[1];
            double m[3];
            m[0] = wf * along_x * reciprocal;
            m[1] = wf * along_y * reciprocal;
            m[2] = -(m[0] * p[0] + m[1] * p[1]);
            double px_m[3] = {t.p[1] * m[2] - t.p[2] * m[1], t.p[2] * m[0] - t.p[0] * m[2], t.p[0] * m[1] - t.p[1] * m[0]};
            double a_m = t.a[0] * m[0] + t.a[1] * m[1] + t.a[2] * m[2];
            if (t.angle != 0)
            {
                double rest = 1 - t.cos;
                double p_m = t.p[0] * m[0] + t.p[1] * m[1] + t.p[2] * m[2];
                double c_m = t.cross[0] * m[0] + t.cross[1] * m[1] + t.cross[2] * m[2];
                double by_angle = -t.sin * p_m + t.cos * c_m + t.sin * t.along * a_m;
                double g[3];
                for (int k = 0; k < 3; k++)
                {
                    g[k] = t.sin * px_m[k] + rest * (t.along * m[k] + a_m * t.p[k]);
                }

                double a_g = t.a[0] * g[0] + t.a[1] * g[1] + t.a[2] * g[2];
                double per_angle = 1 / t.angle;
                for (int k = 0; k < 3; k++)
                {
                    j[k] = t.a[k] * by_angle + (g[k] - t.a[k] * a_g) * per_angle;
                }

                // The rotation transposed, times m.
                double cross[3] = {t.a[1] * m[2] - t.a[2] * m[1], t.a[2] * m[0] - t.a[0] * m[2], t.a[0] * m[1] - t.a[1] * m[0]};
                for (int k = 0; k < 3; k++)
                {
                    j[11 + k] = m[k] * t.cos - cross[k] * t.sin + t.a[k] * a_m * rest;
                    j[3 + k] = -j[11 + k];
                }
            }
            else
            {
                double cross[3] = {t.a[1] * m[2] - t.a[2] * m[1], t.a[2] * m[0] - t.a[0] * m[2], t.a[0] * m[1] - t.a[1] * m[0]};
                for (int k = 0; k < 3; k++)
                {
                    j[k] = px_m[k];
                    j[11 + k] = m[k] - cross[k];
                    j[3 + k] = -j[11 + k];
                }
            }

            double difference = c[6] * distortion * p[row] + c[7 + row] - feature[2 * i + row];
            j[6] = w * distortion * p[row];
            j[7] = row == 0 ? w : 0;
            j[8] = row == 0 ? 0 : w;
            j[9] = wf * s * p[row];
            j[10] = wf * s * s * p[row];
            j[14] = difference;
            error[2 * i + row] = w * difference;
        }

        weight_error[i] = 1 - w * w;
        weight_jacobian[i] = -2 * w;
    }

    return error[0] + error[2 * observations - 1];
}
