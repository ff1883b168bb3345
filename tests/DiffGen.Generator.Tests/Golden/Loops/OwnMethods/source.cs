using System;
using DiffGen;

namespace Golden.Loops;

/// <summary>More loops on vectors than the JIT has variables for in one method: the largest have methods of their own. Short rows, so that every width of vectors has its part.</summary>
public static partial class OwnMethods
{
    /// <summary>A cell with gates: what an iteration writes it reads again.</summary>
    [Differentiable]
    public static double Gated([Sample(Length = 90, Low = -1, High = 1)] ReadOnlySpan<double> weights, [Sample(Length = 45, Low = -1, High = 1)] ReadOnlySpan<double> inputs, double scale)
    {
        int n = weights.Length / 6;
        Span<double> hidden = new double[n];
        Span<double> cell = new double[n];
        double total = 0;
        for (int t = 0; t < inputs.Length / n; t++)
        {
            for (int i = 0; i < n; i++)
            {
                double x = inputs[t * n + i];
                double forget = Sigmoid(x * weights[i] + hidden[i]);
                double ingate = Sigmoid(x * weights[n + i] - hidden[i] * weights[2 * n + i]);
                double change = Math.Tanh(hidden[i] * weights[3 * n + i] + x);
                cell[i] = cell[i] * forget + ingate * change;
                hidden[i] = Sigmoid(weights[4 * n + i] * x) * Math.Tanh(cell[i]);
            }

            double sum = scale;
            for (int i = 0; i < n; i++)
            {
                sum += Math.Exp(hidden[i] * weights[5 * n + i]);
            }

            total += Math.Log(sum);
        }

        return total;
    }

    private static double Sigmoid(double x)
    {
        return 1 / (1 + Math.Exp(-x));
    }
}
