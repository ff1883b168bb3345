using System;
using DiffGen;

namespace Golden.Models;

public static partial class Cholesky
{
    /// <summary>The log-density of a Gaussian with the covariance that is given, less its constant.</summary>
    [Differentiable]
    public static double LogDensity([Sample(Values = "4 1 0.5 1 5 2 0.5 2 6")] ReadOnlySpan<double> covariance, [Sample(Length = 3)] ReadOnlySpan<double> x)
    {
        int n = x.Length;
        var l = new double[n * n];
        double logDeterminant = 0;
        for (int j = 0; j < n; j++)
        {
            double diagonal = covariance[j * n + j];
            for (int k = 0; k < j; k++)
                diagonal -= l[j * n + k] * l[j * n + k];
            l[j * n + j] = Math.Sqrt(diagonal);
            logDeterminant += Math.Log(diagonal);
            for (int i = j + 1; i < n; i++)
            {
                double sum = covariance[i * n + j];
                for (int k = 0; k < j; k++)
                    sum -= l[i * n + k] * l[j * n + k];
                l[i * n + j] = sum / l[j * n + j];
            }
        }

        Span<double> z = stackalloc double[n];
        double squares = 0;
        for (int i = 0; i < n; i++)
        {
            double sum = x[i];
            for (int k = 0; k < i; k++)
                sum -= l[i * n + k] * z[k];
            z[i] = sum / l[i * n + i];
            squares += z[i] * z[i];
        }

        return -0.5 * (squares + logDeterminant);
    }
}
