using System;
using DiffGen;

namespace Golden.Models;

public static partial class GaussianMixture
{
    [Differentiable]
    public static double LogLikelihood([Sample(Length = 3)] ReadOnlySpan<double> logits, [Sample(Length = 3)] ReadOnlySpan<double> means, [Sample(Length = 3)] ReadOnlySpan<double> logDeviations, [NoDiff] ReadOnlySpan<double> data)
    {
        Span<double> terms = stackalloc double[logits.Length];
        double total = 0, norm = LogSumExp(logits);
        foreach (double x in data)
        {
            for (int k = 0; k < terms.Length; k++)
            {
                double z = (x - means[k]) * Math.Exp(-logDeviations[k]);
                terms[k] = logits[k] - logDeviations[k] - z * z / 2;
            }

            total += LogSumExp(terms) - norm;
        }

        return total;
    }

    private static double LogSumExp(ReadOnlySpan<double> x)
    {
        double largest = x[0], sum = 0;
        for (int i = 1; i < x.Length; i++)
            largest = Math.Max(largest, x[i]);
        for (int i = 0; i < x.Length; i++)
            sum += Math.Exp(x[i] - largest);
        return largest + Math.Log(sum);
    }
}
