using System;
using DiffGen;

namespace Golden.Loops;

/// <summary>Points in lanes that multiply by weights of all sizes: a cotangent that cannot be seen beside those of other points is left out.</summary>
public static partial class SmallWeights
{
    [Differentiable]
    public static double Weighted([Sample(Length = 6)] ReadOnlySpan<double> w, [Sample(Length = 27), NoDiff] ReadOnlySpan<double> x, [Sample(Length = 18), NoDiff] ReadOnlySpan<double> weights, [Sample(Values = "3")] int dimensions)
    {
        Span<double> terms = stackalloc double[2];
        double total = 0;
        for (int i = 0; i < x.Length / dimensions; i++)
        {
            for (int k = 0; k < 2; k++)
            {
                double level = 0, square = 0;
                for (int j = 0; j < dimensions; j++)
                {
                    level = (0.5 * level) + (x[(i * dimensions) + j] * w[(k * dimensions) + j]);
                    square += level * level;
                }

                terms[k] = square;
            }

            for (int k = 0; k < 2; k++)
            {
                total += weights[(i * 2) + k] * terms[k];
            }
        }

        return total;
    }
}
