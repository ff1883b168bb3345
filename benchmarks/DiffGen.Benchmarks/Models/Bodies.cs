using System;

namespace DiffGen.Benchmarks.Models;

/// <summary>Bodies that attract each other, in symplectic Euler steps, with a softened force.</summary>
internal static partial class Bodies
{
    private const double Softening = 1e-2;

    /// <summary>The kinetic energy after some steps.</summary>
    /// <param name="positions">Where the bodies are [bodies, 3].</param>
    /// <param name="velocities">How fast they are [bodies, 3].</param>
    /// <param name="masses">Their masses.</param>
    /// <param name="step">The length of a step.</param>
    /// <param name="steps">The number of steps.</param>
    [Differentiable]
    public static double Energy(
        ReadOnlySpan<double> positions,
        ReadOnlySpan<double> velocities,
        ReadOnlySpan<double> masses,
        [NoDiff] double step,
        int steps)
    {
        Span<double> r = new double[positions.Length];
        Span<double> v = new double[velocities.Length];
        positions.CopyTo(r);
        velocities.CopyTo(v);
        for (int t = 0; t < steps; t++)
        {
            for (int i = 0; i < masses.Length; i++)
            {
                double ax = 0, ay = 0, az = 0;
                for (int j = 0; j < masses.Length; j++)
                {
                    double dx = r[3 * j] - r[3 * i], dy = r[3 * j + 1] - r[3 * i + 1], dz = r[3 * j + 2] - r[3 * i + 2];
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

            for (int i = 0; i < r.Length; i++)
            {
                r[i] += step * v[i];
            }
        }

        double energy = 0;
        for (int i = 0; i < masses.Length; i++)
        {
            energy += 0.5 * masses[i] * (v[3 * i] * v[3 * i] + v[3 * i + 1] * v[3 * i + 1] + v[3 * i + 2] * v[3 * i + 2]);
        }

        return energy;
    }
}
