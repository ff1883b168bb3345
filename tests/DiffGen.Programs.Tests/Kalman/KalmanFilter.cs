using System;

namespace DiffGen.Programs.Kalman;

/// <summary>The log likelihood of measurements by the Kalman filter, with small matrices that are made as they are needed.</summary>
public static partial class KalmanFilter
{
    /// <summary>Σ log N(y_t − m_t; 0, S_t) with m_t and S_t predicted from what came before.</summary>
    /// <param name="model">The body and its sensors.</param>
    /// <param name="position">Expected position at time zero.</param>
    /// <param name="speed">Expected speed at time zero.</param>
    /// <param name="measurements">In order of time.</param>
    [Differentiable]
    public static double LogLikelihood(TrackingModel model, double position, double speed, [NoDiff] ReadOnlySpan<Measurement> measurements)
    {
        double[,] mean = { { position }, { speed } };
        double[,] covariance = model.InitialCovariance;
        double[,] identity = { { 1, 0 }, { 0, 1 } };
        double logLikelihood = 0, now = 0;
        foreach (Measurement measurement in measurements)
        {
            // Predict: m = F m, P = F P Fᵀ + Q
            double elapsed = measurement.Time - now;
            double[,] transition = model.Transition(elapsed);
            mean = Multiply(transition, mean);
            covariance = Add(Multiply(Multiply(transition, covariance), Transpose(transition)), model.ProcessNoise(elapsed));

            // Update: S = P + R, K = P S⁻¹, m += K v, P = (1 − K) P
            double[,] innovation = { { measurement.Position - mean[0, 0] }, { measurement.Speed - mean[1, 0] } };
            double[,] inverse = Inverse(Add(covariance, model.MeasurementNoise), out double determinant);
            double[,] gain = Multiply(covariance, inverse);
            mean = Add(mean, Multiply(gain, innovation));
            covariance = Multiply(Add(identity, Scale(-1, gain)), covariance);

            double mahalanobis = Multiply(Transpose(innovation), Multiply(inverse, innovation))[0, 0];
            logLikelihood -= 0.5 * (mahalanobis + Math.Log(determinant) + (2 * Math.Log(2 * Math.PI)));
            now = measurement.Time;
        }

        return logLikelihood;
    }

    private static double[,] Multiply(double[,] a, double[,] b)
    {
        double[,] product = new double[a.GetLength(0), b.GetLength(1)];
        for (int i = 0; i < product.GetLength(0); i++)
        {
            for (int j = 0; j < product.GetLength(1); j++)
            {
                for (int k = 0; k < a.GetLength(1); k++)
                {
                    product[i, j] += a[i, k] * b[k, j];
                }
            }
        }

        return product;
    }

    private static double[,] Add(double[,] a, double[,] b)
    {
        double[,] sum = new double[a.GetLength(0), a.GetLength(1)];
        for (int i = 0; i < sum.GetLength(0); i++)
        {
            for (int j = 0; j < sum.GetLength(1); j++)
            {
                sum[i, j] = a[i, j] + b[i, j];
            }
        }

        return sum;
    }

    private static double[,] Scale(double factor, double[,] a)
    {
        double[,] scaled = new double[a.GetLength(0), a.GetLength(1)];
        for (int i = 0; i < scaled.GetLength(0); i++)
        {
            for (int j = 0; j < scaled.GetLength(1); j++)
            {
                scaled[i, j] = factor * a[i, j];
            }
        }

        return scaled;
    }

    private static double[,] Transpose(double[,] a)
    {
        double[,] transposed = new double[a.GetLength(1), a.GetLength(0)];
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < a.GetLength(1); j++)
            {
                transposed[j, i] = a[i, j];
            }
        }

        return transposed;
    }

    private static double[,] Inverse(double[,] a, out double determinant)
    {
        determinant = (a[0, 0] * a[1, 1]) - (a[0, 1] * a[1, 0]);
        return new double[,]
        {
            { a[1, 1] / determinant, -a[0, 1] / determinant },
            { -a[1, 0] / determinant, a[0, 0] / determinant },
        };
    }
}
