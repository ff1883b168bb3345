using System;

namespace DiffGen.Benchmarks.HandWritten;

/// <summary>The adjoint of symplectic Euler steps of attracting bodies; the positions before each step are kept.</summary>
internal static class BodiesGradient
{
    private const double Softening = 1e-2;

    /// <param name="positions">[bodies, 3].</param>
    /// <param name="velocities">[bodies, 3].</param>
    /// <param name="masses">[bodies].</param>
    /// <param name="step">The length of a step.</param>
    /// <param name="kept">Memory for the positions of each step, and of one more [steps + 1, bodies, 3].</param>
    /// <param name="v">Memory for velocities [bodies, 3].</param>
    /// <param name="positionsGrad">[bodies, 3].</param>
    /// <param name="velocitiesGrad">[bodies, 3].</param>
    /// <param name="massesGrad">[bodies].</param>
    public static double Of(
        ReadOnlySpan<double> positions,
        ReadOnlySpan<double> velocities,
        ReadOnlySpan<double> masses,
        double step,
        Span<double> kept,
        Span<double> v,
        Span<double> positionsGrad,
        Span<double> velocitiesGrad,
        Span<double> massesGrad)
    {
        int size = positions.Length;
        positions.CopyTo(kept);
        velocities.CopyTo(v);
        for (int at = 0; at + size < kept.Length; at += size)
        {
            ReadOnlySpan<double> r = kept.Slice(at, size);
            Span<double> next = kept.Slice(at + size, size);
            Pull(r, masses, step, v);
            for (int i = 0; i < next.Length; i++)
            {
                next[i] = r[i] + step * v[i];
            }
        }

        double energy = 0;
        for (int i = 0; i < masses.Length; i++)
        {
            double square = v[3 * i] * v[3 * i] + v[3 * i + 1] * v[3 * i + 1] + v[3 * i + 2] * v[3 * i + 2];
            energy += 0.5 * masses[i] * square;
            massesGrad[i] = 0.5 * square;
            for (int c = 0; c < 3; c++)
            {
                velocitiesGrad[3 * i + c] = masses[i] * v[3 * i + c];
            }
        }

        positionsGrad.Clear();
        for (int at = kept.Length - 2 * size; at >= 0; at -= size)
        {
            for (int i = 0; i < velocitiesGrad.Length; i++)
            {
                velocitiesGrad[i] += step * positionsGrad[i];
            }

            ReversePull(kept.Slice(at, size), masses, step, velocitiesGrad, positionsGrad, massesGrad);
        }

        return energy;
    }

    private static void Pull(ReadOnlySpan<double> r, ReadOnlySpan<double> masses, double step, Span<double> v)
    {
        for (int i = 0; i < masses.Length; i++)
        {
            double x = r[3 * i], y = r[3 * i + 1], z = r[3 * i + 2], ax = 0, ay = 0, az = 0;
            for (int j = 0; j < masses.Length; j++)
            {
                double dx = r[3 * j] - x, dy = r[3 * j + 1] - y, dz = r[3 * j + 2] - z;
                double square = dx * dx + dy * dy + dz * dz + Softening;
                double strength = masses[j] / (square * Math.Sqrt(square));
                ax += strength * dx;
                ay += strength * dy;
                az += strength * dz;
            }

            v[3 * i] += step * ax;
            v[3 * i + 1] += step * ay;
            v[3 * i + 2] += step * az;
        }
    }

    private static void ReversePull(ReadOnlySpan<double> r, ReadOnlySpan<double> masses, double step, ReadOnlySpan<double> vGrad, Span<double> rGrad, Span<double> massesGrad)
    {
        for (int i = 0; i < masses.Length; i++)
        {
            double x = r[3 * i], y = r[3 * i + 1], z = r[3 * i + 2];
            double ax = step * vGrad[3 * i], ay = step * vGrad[3 * i + 1], az = step * vGrad[3 * i + 2];
            double sx = 0, sy = 0, sz = 0;
            for (int j = 0; j < masses.Length; j++)
            {
                double dx = r[3 * j] - x, dy = r[3 * j + 1] - y, dz = r[3 * j + 2] - z;
                double square = dx * dx + dy * dy + dz * dz + Softening;
                double inverse = 1 / square, cube = inverse / Math.Sqrt(square);
                double along = ax * dx + ay * dy + az * dz;
                double strength = masses[j] * cube, change = -3 * along * strength * inverse;
                massesGrad[j] += along * cube;
                double px = strength * ax + change * dx, py = strength * ay + change * dy, pz = strength * az + change * dz;
                rGrad[3 * j] += px;
                rGrad[3 * j + 1] += py;
                rGrad[3 * j + 2] += pz;
                sx += px;
                sy += py;
                sz += pz;
            }

            rGrad[3 * i] -= sx;
            rGrad[3 * i + 1] -= sy;
            rGrad[3 * i + 2] -= sz;
        }
    }
}
