using System;

namespace DiffGen.Programs.Kalman;

/// <summary>The same filter for those who count allocations: matrices of four numbers in spans, overwritten in place.</summary>
public static partial class FlatKalmanFilter
{
    /// <inheritdoc cref="KalmanFilter.LogLikelihood"/>
    [Differentiable(Hvp = true)]
    public static double LogLikelihood(
        double damping,
        double acceleration,
        double positionError,
        double speedError,
        double spread,
        double position,
        double speed,
        [NoDiff] ReadOnlySpan<double> times,
        [NoDiff] ReadOnlySpan<double> measured)
    {
        Span<double> p = [spread * spread, 0, 0, spread * spread];
        Span<double> f = stackalloc double[4];
        Span<double> s = stackalloc double[4];
        Span<double> product = stackalloc double[4];
        double logLikelihood = 0;
        for (int t = 0; t < times.Length; t++)
        {
            double elapsed = t == 0 ? times[0] : times[t] - times[t - 1];
            double decay = Math.Exp(-damping * elapsed);
            f[0] = 1;
            f[1] = (1 - decay) / damping;
            f[2] = 0;
            f[3] = decay;
            position += f[1] * speed;
            speed *= decay;
            Multiply(f, p, product);
            MultiplyTransposed(product, f, p);
            double q = acceleration * acceleration * elapsed;
            p[0] += q * elapsed * elapsed / 3;
            p[1] += q * elapsed / 2;
            p[2] += q * elapsed / 2;
            p[3] += q;

            p.CopyTo(s);
            s[0] += positionError * positionError;
            s[3] += speedError * speedError;
            double determinant = (s[0] * s[3]) - (s[1] * s[2]);
            (s[0], s[3]) = (s[3] / determinant, s[0] / determinant);
            s[1] /= -determinant;
            s[2] /= -determinant;

            double u = measured[2 * t] - position, v = measured[(2 * t) + 1] - speed;
            double mahalanobis = (u * ((s[0] * u) + (s[1] * v))) + (v * ((s[2] * u) + (s[3] * v)));
            logLikelihood -= 0.5 * (mahalanobis + Math.Log(determinant) + (2 * Math.Log(2 * Math.PI)));

            // K = P S⁻¹, m += K v, P −= K P
            Multiply(p, s, f);
            position += (f[0] * u) + (f[1] * v);
            speed += (f[2] * u) + (f[3] * v);
            Multiply(f, p, product);
            for (int i = 0; i < 4; i++)
            {
                p[i] -= product[i];
            }
        }

        return logLikelihood;
    }

    private static void Multiply(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> product)
    {
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < 2; j++)
            {
                product[(2 * i) + j] = (a[2 * i] * b[j]) + (a[(2 * i) + 1] * b[2 + j]);
            }
        }
    }

    private static void MultiplyTransposed(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> product)
    {
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < 2; j++)
            {
                product[(2 * i) + j] = (a[2 * i] * b[2 * j]) + (a[(2 * i) + 1] * b[(2 * j) + 1]);
            }
        }
    }
}
