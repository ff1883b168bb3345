using System;

namespace DiffGen.Programs.GaussianProcess;

/// <summary>Gaussian process regression with a squared exponential kernel of one length per input dimension.</summary>
public static partial class GaussianProcessRegression
{
    /// <summary>The log density of a normal vector. Only the lower triangle of the covariance is read.</summary>
    [Differentiable]
    public static double LogDensity(ReadOnlySpan<double> x, ReadOnlySpan<double> mean, double[,] covariance)
    {
        double[,] factor = new double[x.Length, x.Length];
        double[] deviation = new double[x.Length];
        for (int i = 0; i < deviation.Length; i++)
        {
            deviation[i] = x[i] - mean[i];
            for (int j = 0; j <= i; j++)
            {
                factor[i, j] = covariance[i, j];
            }
        }

        Cholesky.Factor(factor);

        Cholesky.SolveLower(factor, deviation);
        double mahalanobis = 0;
        foreach (double z in deviation)
        {
            mahalanobis += z * z;
        }

        return -0.5 * (mahalanobis + Cholesky.LogDeterminant(factor) + (x.Length * Math.Log(2 * Math.PI)));
    }

    /// <summary>The log marginal likelihood of observed values.</summary>
    /// <param name="inputs">One row per observation.</param>
    /// <param name="observed">The values there.</param>
    /// <param name="logLengths">Logarithms of the kernel's length in each input dimension.</param>
    /// <param name="logAmplitude">Logarithm of the standard deviation of the process.</param>
    /// <param name="logNoise">Logarithm of the standard deviation of the noise.</param>
    [Differentiable(Hvp = true)]
    public static double LogMarginalLikelihood(double[,] inputs, ReadOnlySpan<double> observed, ReadOnlySpan<double> logLengths, double logAmplitude, double logNoise)
    {
        int n = inputs.GetLength(0);
        double[,] covariance = new double[n, n];
        Span<double> zero = stackalloc double[n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                covariance[i, j] = Kernel(inputs, i, j, logLengths, logAmplitude);
            }

            covariance[i, i] += Math.Exp(2 * logNoise);
        }

        return LogDensity(observed, zero, covariance);
    }

    /// <summary>The posterior mean of the process at a point.</summary>
    /// <param name="at">The point, one number per input dimension.</param>
    /// <param name="inputs">One row per observation.</param>
    /// <param name="observed">The values there.</param>
    /// <param name="noise">Standard deviation of the noise. The kernel has lengths and amplitude one.</param>
    [Differentiable]
    public static double Predict(ReadOnlySpan<double> at, double[,] inputs, ReadOnlySpan<double> observed, double noise)
    {
        int n = inputs.GetLength(0), dimensions = at.Length;
        Span<double> unit = stackalloc double[dimensions];
        double[,] factor = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                factor[i, j] = Kernel(inputs, i, j, unit, 0);
            }

            factor[i, i] = 1 + (noise * noise);
        }

        double[] weights = observed.ToArray();
        Cholesky.Factor(factor);
        Cholesky.SolveLower(factor, weights);
        Cholesky.SolveUpper(factor, weights);
        double mean = 0;
        for (int i = 0; i < n; i++)
        {
            double distance = 0;
            for (int d = 0; d < dimensions; d++)
            {
                double difference = at[d] - inputs[i, d];
                distance += difference * difference;
            }

            mean += weights[i] * Math.Exp(-0.5 * distance);
        }

        return mean;
    }

    // s² exp(−½ Σ ((x_d − y_d) / ℓ_d)²)
    private static double Kernel(double[,] inputs, int i, int j, ReadOnlySpan<double> logLengths, double logAmplitude)
    {
        double distance = 0;
        for (int d = 0; d < logLengths.Length; d++)
        {
            double difference = (inputs[i, d] - inputs[j, d]) * Math.Exp(-logLengths[d]);
            distance += difference * difference;
        }

        return Math.Exp((2 * logAmplitude) - (0.5 * distance));
    }
}
