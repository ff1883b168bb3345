using System;
using DiffGen;

namespace Golden.Loops;

/// <summary>Points run together, one in each lane: scratch memory of a point, and gradients that all points add to.</summary>
public static partial class Mixture
{
    [Differentiable]
    public static double LogLikelihood([Sample(Length = 2)] ReadOnlySpan<double> weights, [Sample(Length = 6)] ReadOnlySpan<double> means, [Sample(Length = 6, Low = -0.5, High = 0.5)] ReadOnlySpan<double> logs, [Sample(Length = 57), NoDiff] ReadOnlySpan<double> x, [Sample(Values = "3")] int dimensions)
    {
        double[] terms = new double[weights.Length];
        double total = 0;
        for (int i = 0; i < x.Length / dimensions; i++)
        {
            double largest = double.NegativeInfinity;
            for (int k = 0; k < weights.Length; k++)
            {
                double squares = 0;
                for (int j = 0; j < dimensions; j++)
                {
                    double z = (x[(i * dimensions) + j] - means[(k * dimensions) + j]) * Math.Exp(logs[(k * dimensions) + j]);
                    squares += z * z;
                }

                terms[k] = weights[k] - (0.5 * squares);
                largest = Math.Max(largest, terms[k]);
            }

            double sum = 0;
            for (int k = 0; k < weights.Length; k++)
            {
                sum += Math.Exp(terms[k] - largest);
            }

            total += largest + Math.Log(sum);
        }

        return total;
    }
}
