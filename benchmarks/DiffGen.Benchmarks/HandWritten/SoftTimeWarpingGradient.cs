using System;

namespace DiffGen.Benchmarks.HandWritten;

/// <summary>The gradient of soft dynamic time warping: the shares of the three ways to each cell are kept, and handed back cell by cell (Cuturi, Blondel 2017).</summary>
internal static class SoftTimeWarpingGradient
{
    /// <param name="x">One series.</param>
    /// <param name="y">The other.</param>
    /// <param name="smoothness">The smoothness of the minimum.</param>
    /// <param name="shares">Memory for three numbers of each cell.</param>
    /// <param name="rows">Memory for two rows of the table.</param>
    /// <param name="xGrad">The gradient by x.</param>
    /// <param name="yGrad">The gradient by y.</param>
    public static double Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double smoothness, Span<double> shares, Span<double> rows, Span<double> xGrad, Span<double> yGrad)
    {
        int width = y.Length + 1;
        Span<double> above = rows[..width], row = rows.Slice(width, width);
        above.Fill(1e10);
        above[0] = 0;
        double reciprocal = 1 / smoothness;
        for (int i = 0; i < x.Length; i++)
        {
            Span<double> rowShares = shares.Slice(3 * i * y.Length, 3 * y.Length);
            row[0] = 1e10;
            for (int j = 1; j < row.Length; j++)
            {
                double difference = x[i] - y[j - 1], left = row[j - 1], up = above[j], diagonal = above[j - 1];
                double least = Math.Min(Math.Min(left, up), diagonal);
                double a = Math.Exp((least - left) * reciprocal), b = Math.Exp((least - up) * reciprocal), c = Math.Exp((least - diagonal) * reciprocal);
                double sum = a + b + c, scale = 1 / sum;
                row[j] = difference * difference + least - smoothness * Math.Log(sum);
                rowShares[3 * j - 1] = c * scale;
                rowShares[3 * j - 2] = b * scale;
                rowShares[3 * j - 3] = a * scale;
            }

            Span<double> swap = above;
            above = row;
            row = swap;
        }

        double value = above[^1];
        Span<double> under = above;
        under.Clear();
        yGrad.Clear();
        under[^1] = 1;
        for (int i = x.Length - 1; i >= 0; i--)
        {
            ReadOnlySpan<double> rowShares = shares.Slice(3 * i * y.Length, 3 * y.Length);
            row.Clear();
            double sum = 0;
            for (int j = row.Length - 1; j >= 1; j--)
            {
                double grad = under[j];
                row[j] += grad * rowShares[3 * j - 2];
                row[j - 1] += grad * rowShares[3 * j - 1];
                under[j - 1] += grad * rowShares[3 * j - 3];
                double term = 2 * grad * (x[i] - y[j - 1]);
                sum += term;
                yGrad[j - 1] -= term;
            }

            xGrad[i] = sum;
            Span<double> swap = under;
            under = row;
            row = swap;
        }

        return value;
    }
}
