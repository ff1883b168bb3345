using System;
using DiffGen;

namespace Golden.Models;

public static partial class LinearSystem
{
    /// <summary>Solves A x = b by elimination with partial pivoting; A and b are overwritten.</summary>
    [Differentiable]
    public static void Solve([Sample(Values = "4 1 0.5 1 5 2 0.3 2 6 | 0.1 3 1 4 1 2 1 1 5")] Span<double> a, [Sample(Length = 3)] Span<double> b)
    {
        int n = b.Length;
        for (int k = 0; k < n; k++)
        {
            int pivot = k;
            for (int i = k + 1; i < n; i++)
            {
                if (Math.Abs(a[i * n + k]) > Math.Abs(a[pivot * n + k]))
                    pivot = i;
            }

            if (pivot != k)
            {
                for (int j = 0; j < n; j++)
                {
                    double swap = a[k * n + j];
                    a[k * n + j] = a[pivot * n + j];
                    a[pivot * n + j] = swap;
                }

                double right = b[k];
                b[k] = b[pivot];
                b[pivot] = right;
            }

            for (int i = k + 1; i < n; i++)
            {
                double factor = a[i * n + k] / a[k * n + k];
                a[i * n + k] = factor;
                for (int j = k + 1; j < n; j++)
                    a[i * n + j] -= factor * a[k * n + j];
                b[i] -= factor * b[k];
            }
        }

        for (int i = n - 1; i >= 0; i--)
        {
            for (int j = i + 1; j < n; j++)
                b[i] -= a[i * n + j] * b[j];
            b[i] /= a[i * n + i];
        }
    }
}
