using System;

namespace DiffGen.Benchmarks.HandWritten;

/// <summary>The gradients of a determinant, of least squares and of the logarithm of a sum of exponentials.</summary>
internal static class AlgebraGradients
{
    /// <summary>The gradient of det A is det A times the transposed inverse, from the factors of the elimination.</summary>
    /// <param name="matrix">A [n, n].</param>
    /// <param name="n">The rows of A.</param>
    /// <param name="a">Memory for the factors [n, n].</param>
    /// <param name="inverse">Memory for the inverse [n, n].</param>
    /// <param name="order">Memory for the exchanged rows [n].</param>
    /// <param name="grad">The gradient [n, n].</param>
    public static double Determinant(ReadOnlySpan<double> matrix, int n, Span<double> a, Span<double> inverse, Span<int> order, Span<double> grad)
    {
        matrix.CopyTo(a);
        double determinant = 1;
        for (int i = 0; i < n; i++)
        {
            order[i] = i;
        }

        for (int k = 0; k < n; k++)
        {
            int pivot = k;
            for (int row = k + 1; row < n; row++)
            {
                if (Math.Abs(a[row * n + k]) > Math.Abs(a[pivot * n + k]))
                {
                    pivot = row;
                }
            }

            Span<double> upper = a.Slice(k * n, n);
            if (pivot != k)
            {
                Span<double> other = a.Slice(pivot * n, n);
                for (int column = 0; column < upper.Length; column++)
                {
                    (upper[column], other[column]) = (other[column], upper[column]);
                }

                (order[k], order[pivot]) = (order[pivot], order[k]);
                determinant = -determinant;
            }

            determinant *= upper[k];
            for (int row = k + 1; row < n; row++)
            {
                Span<double> lower = a.Slice(row * n, n);
                double factor = lower[k] / upper[k];
                lower[k] = factor;
                Subtract(factor, upper[(k + 1)..], lower[(k + 1)..]);
            }
        }

        inverse.Clear();
        for (int row = 0; row < n; row++)
        {
            Span<double> x = inverse.Slice(row * n, n);
            x[order[row]] = 1;
            for (int k = 0; k < row; k++)
            {
                Subtract(a[row * n + k], inverse.Slice(k * n, n), x);
            }
        }

        for (int row = n - 1; row >= 0; row--)
        {
            Span<double> x = inverse.Slice(row * n, n);
            for (int k = row + 1; k < n; k++)
            {
                Subtract(a[row * n + k], inverse.Slice(k * n, n), x);
            }

            double reciprocal = 1 / a[row * n + row];
            for (int column = 0; column < x.Length; column++)
            {
                x[column] *= reciprocal;
                grad[column * n + row] = determinant * x[column];
            }
        }

        return determinant;
    }

    public static double LeastSquares(ReadOnlySpan<double> coefficients, int points, Span<double> powers, Span<double> grad)
    {
        grad.Clear();
        double sum = 0;
        for (int i = 0; i < points; i++)
        {
            double t = -1 + 2.0 * i / (points - 1);
            double residual = Math.Sign(t);
            double power = 1;
            for (int j = 0; j < powers.Length; j++)
            {
                powers[j] = power;
                residual -= coefficients[j] * power;
                power *= t;
            }

            sum += 0.5 * residual * residual;
            for (int j = 0; j < powers.Length; j++)
            {
                grad[j] -= residual * powers[j];
            }
        }

        return sum;
    }

    public static double LogSumExp(ReadOnlySpan<double> x, Span<double> grad)
    {
        double largest = x[0];
        for (int i = 1; i < x.Length; i++)
        {
            largest = Math.Max(largest, x[i]);
        }

        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            grad[i] = Math.Exp(x[i] - largest);
            sum += grad[i];
        }

        double scale = 1 / sum;
        for (int i = 0; i < grad.Length; i++)
        {
            grad[i] *= scale;
        }

        return largest + Math.Log(sum);
    }

    private static void Subtract(double factor, ReadOnlySpan<double> x, Span<double> from)
    {
        for (int i = 0; i < from.Length; i++)
        {
            from[i] -= factor * x[i];
        }
    }
}
