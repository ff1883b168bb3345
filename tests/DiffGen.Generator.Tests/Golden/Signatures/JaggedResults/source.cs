using System;
using DiffGen;

namespace Golden.Signatures;

public static partial class JaggedResults
{
    [Differentiable]
    public static double[][] Triangle([Sample(Length = 3)] ReadOnlySpan<double> a, double x)
    {
        double[][] rows = new double[a.Length][];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = new double[i + 1];
            for (int j = 0; j <= i; j++)
            {
                rows[i][j] = a[i] * a[j] * x;
            }
        }

        return rows;
    }

    [Differentiable]
    public static float[][] Listed(float x, float y) => [[x * y, MathF.Sin(x)], [y]];
}
