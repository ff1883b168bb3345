using System;
using DiffGen.Programs.Harness;

namespace DiffGen.Programs.Splines;

/// <summary>
/// The gradient by the adjoint of the linear system T M = r for the second derivatives: with λ = T⁻ᵀ ∂J/∂M,
/// dJ/dp = ∂J/∂p + λᵀ (∂r/∂p − ∂T/∂p M). Dense matrices, and every partial derivative written down.
/// </summary>
internal static class SplineAdjoint
{
    /// <summary>Gradient of the misfit in the order knots, values, points, targets, smoothness. Points lie between the ends.</summary>
    public static (double Value, double[] Gradient) Misfit(double[] parameters, int knotCount, int pointCount)
    {
        int n = knotCount;
        double[] x = parameters[..n], y = parameters[n..(2 * n)];
        double[] at = parameters[(2 * n)..][..pointCount], targets = parameters[(2 * n)..][pointCount..(2 * pointCount)];
        double smoothness = parameters[^1];
        double[] h = new double[n - 1];
        for (int i = 0; i + 1 < n; i++)
        {
            h[i] = x[i + 1] - x[i];
        }

        double[,] matrix = Dense.Matrix(n, n, (i, j) => i == 0 || i == n - 1 ? (i == j ? 1 : 0)
            : j == i - 1 ? h[i - 1] : j == i ? 2 * (h[i - 1] + h[i]) : j == i + 1 ? h[i] : 0);
        double[] side = new double[n];
        for (int i = 1; i + 1 < n; i++)
        {
            side[i] = 6 * (((y[i + 1] - y[i]) / h[i]) - ((y[i] - y[i - 1]) / h[i - 1]));
        }

        double[,] inverse = Dense.Inverse(matrix);
        double[] m = Dense.Multiply(inverse, side);
        double value = 0;
        double[] xGrad = new double[n], yGrad = new double[n], mGrad = new double[n], hGrad = new double[n - 1];
        double[] atGrad = new double[pointCount], targetsGrad = new double[pointCount];
        for (int k = 0; k < pointCount; k++)
        {
            int i = Math.Clamp(Array.FindLastIndex(x, knot => knot <= at[k]), 0, n - 2);

            // With t = x − x_i: S = y_i + t (y_{i+1} − y_i) / h − t (h − t) ((2 h − t) M_i + (h + t) M_{i+1}) / (6 h)
            double t = at[k] - x[i], rise = y[i + 1] - y[i];
            double bracket = (((2 * h[i]) - t) * m[i]) + ((h[i] + t) * m[i + 1]);
            double s = y[i] + (t * rise / h[i]) - (t * (h[i] - t) * bracket / (6 * h[i]));
            double residual = s - targets[k];
            value += residual * residual;
            double g = 2 * residual;
            double byT = (rise / h[i]) - ((((h[i] - (2 * t)) * bracket) + (t * (h[i] - t) * (m[i + 1] - m[i]))) / (6 * h[i]));
            double byH = (-t * rise / (h[i] * h[i])) - (t * ((bracket * t / h[i]) + ((h[i] - t) * ((2 * m[i]) + m[i + 1]))) / (6 * h[i]));
            atGrad[k] = g * byT;
            xGrad[i] -= g * byT;
            hGrad[i] += g * byH;
            yGrad[i] += g * (1 - (t / h[i]));
            yGrad[i + 1] += g * t / h[i];
            mGrad[i] -= g * t * (h[i] - t) * ((2 * h[i]) - t) / (6 * h[i]);
            mGrad[i + 1] -= g * t * (h[i] - t) * (h[i] + t) / (6 * h[i]);
            targetsGrad[k] = -g;
        }

        double bending = 0;
        for (int i = 0; i + 1 < n; i++)
        {
            double square = ((m[i] * m[i]) + (m[i] * m[i + 1]) + (m[i + 1] * m[i + 1])) / 3;
            bending += h[i] * square;
            hGrad[i] += smoothness * square;
            mGrad[i] += smoothness * h[i] * ((2 * m[i]) + m[i + 1]) / 3;
            mGrad[i + 1] += smoothness * h[i] * (m[i] + (2 * m[i + 1])) / 3;
        }

        double[] lambda = Dense.Multiply(Dense.Transpose(inverse), mGrad);
        for (int i = 1; i + 1 < n; i++)
        {
            yGrad[i + 1] += lambda[i] * 6 / h[i];
            yGrad[i] -= lambda[i] * 6 * ((1 / h[i]) + (1 / h[i - 1]));
            yGrad[i - 1] += lambda[i] * 6 / h[i - 1];
            hGrad[i] += lambda[i] * ((-6 * (y[i + 1] - y[i]) / (h[i] * h[i])) - (2 * m[i]) - m[i + 1]);
            hGrad[i - 1] += lambda[i] * ((6 * (y[i] - y[i - 1]) / (h[i - 1] * h[i - 1])) - (2 * m[i]) - m[i - 1]);
        }

        for (int i = 0; i + 1 < n; i++)
        {
            xGrad[i + 1] += hGrad[i];
            xGrad[i] -= hGrad[i];
        }

        return (value + (smoothness * bending), [.. xGrad, .. yGrad, .. atGrad, .. targetsGrad, bending]);
    }
}
