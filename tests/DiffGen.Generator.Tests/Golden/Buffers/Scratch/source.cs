using System;
using DiffGen;

namespace Golden.Buffers;

public static partial class Scratch
{
    /// <summary>Temporary memory on the stack, written and read again.</summary>
    [Differentiable]
    public static double Softmax(ReadOnlySpan<double> scores, [Sample(Values = "0 | 4 | 2")] int target)
    {
        Span<double> weights = stackalloc double[scores.Length];
        double sum = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            weights[i] = Math.Exp(scores[i]);
            sum += weights[i];
        }

        for (int i = 0; i < weights.Length; i++)
            weights[i] /= sum;
        return weights[target] * weights[0] - Math.Log(weights[target]);
    }

    /// <summary>The same scratch for every row.</summary>
    [Differentiable]
    public static double RowNorms([Sample(Length = 6)] ReadOnlySpan<double> matrix, [Sample(Values = "1 | 2 | 3")] int columns)
    {
        Span<double> row = stackalloc double[3];
        int rows = matrix.Length / columns;
        double total = 0;
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
                row[j] = matrix[i * columns + j] * matrix[i * columns + j];
            double sum = 0;
            for (int j = 0; j < columns; j++)
                sum += row[j] * (j + 1);
            total += Math.Sqrt(sum);
        }

        return total;
    }
}
