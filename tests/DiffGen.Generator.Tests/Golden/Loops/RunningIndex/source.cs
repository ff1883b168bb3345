using System;
using DiffGen;

namespace Golden.Loops;

/// <summary>A running index in a nest, over what all points share: it is the same for all points, which run together.</summary>
public static partial class RunningIndex
{
    [Differentiable]
    public static double Triangles([Sample(Length = 6)] ReadOnlySpan<double> factors, [Sample(Length = 33), NoDiff] ReadOnlySpan<double> x, [Sample(Values = "3")] int dimensions)
    {
        Span<double> z = new double[dimensions];
        double total = 0;
        for (int i = 0; i < x.Length / dimensions; i++)
        {
            for (int j = 0; j < dimensions; j++)
            {
                z[j] = x[(i * dimensions) + j];
            }

            int p = 0;
            for (int column = 0; column < dimensions; column++)
            {
                for (int row = column + 1; row < dimensions; row++)
                {
                    z[row] += factors[p] * z[column];
                    p++;
                }
            }

            for (int j = 0; j < dimensions; j++)
            {
                total += Math.Exp(Math.Sin(z[j])) * factors[p];
            }
        }

        return total;
    }
}
