using System;

namespace DiffGen;

/// <summary>Householder's factorization of a row-major matrix together with a right-hand side: A ← R in the upper triangle, b ← Qᵀb.</summary>
internal sealed class Householder(int rows, int columns)
{
    private readonly double[] _sums = new double[columns];

    public double[] Matrix { get; } = new double[rows * columns];

    public double[] Right { get; } = new double[rows];

    public void Factorize()
    {
        for (int k = 0; k < Math.Min(rows, columns); k++)
        {
            // The column below the diagonal becomes (α, 0, …, 0) by the reflection I − βvvᵀ with v = x − αe₁.
            double norm = 0;
            for (int r = k; r < rows; r++)
            {
                norm = double.Hypot(norm, Matrix[(r * columns) + k]);
            }

            if (norm == 0)
            {
                continue;
            }

            double alpha = Matrix[(k * columns) + k] > 0 ? -norm : norm, head = Matrix[(k * columns) + k] - alpha;
            Reflect(k, head, -1 / (alpha * head));
            Matrix[(k * columns) + k] = alpha;
            for (int r = k + 1; r < rows; r++)
            {
                Matrix[(r * columns) + k] = 0;
            }
        }
    }

    /// <summary>Solves Rx = Qᵀb; the diagonal of R must have no zero.</summary>
    public void Solve(Span<double> x)
    {
        for (int r = columns - 1; r >= 0; r--)
        {
            double sum = Right[r];
            for (int c = r + 1; c < columns; c++)
            {
                sum -= Matrix[(r * columns) + c] * x[c];
            }

            x[r] = sum / Matrix[(r * columns) + r];
        }
    }

    /// <summary>Applies I − βvvᵀ to the columns right of k and to the right-hand side; v is column k with another head.</summary>
    private void Reflect(int k, double head, double beta)
    {
        Span<double> sums = _sums;
        sums.Clear();
        double right = 0;
        for (int r = k; r < rows; r++)
        {
            double v = r == k ? head : Matrix[(r * columns) + k];
            ReadOnlySpan<double> row = Matrix.AsSpan(r * columns, columns);
            for (int c = k + 1; c < columns; c++)
            {
                sums[c] += v * row[c];
            }

            right += v * Right[r];
        }

        for (int r = k; r < rows; r++)
        {
            double v = beta * (r == k ? head : Matrix[(r * columns) + k]);
            Span<double> row = Matrix.AsSpan(r * columns, columns);
            for (int c = k + 1; c < columns; c++)
            {
                row[c] -= v * sums[c];
            }

            Right[r] -= v * right;
        }
    }
}
