using System;

namespace DiffGen.Programs.Lstm;

/// <summary>The forecast with a model of named parameters.</summary>
public static partial class LstmModelForecast
{
    /// <inheritdoc cref="LstmForecast.Loss"/>
    [Differentiable]
    public static double Loss(LstmModel model, ReadOnlySpan<double> series, int inputs)
    {
        int steps = series.Length / inputs;
        double[] h = new double[model.Hidden], c = new double[model.Hidden];
        double loss = 0;
        for (int t = 0; t + 1 < steps; t++)
        {
            Cell(model, series.Slice(t * inputs, inputs), h, c);
            double forecast = model.Offset;
            for (int k = 0; k < h.Length; k++)
            {
                forecast += model.Readout[k] * h[k];
            }

            double error = forecast - series[(t + 1) * inputs];
            loss += error * error;
        }

        return loss / (steps - 1);
    }

    private static void Cell(LstmModel model, ReadOnlySpan<double> input, Span<double> h, Span<double> c)
    {
        Span<double> gates = stackalloc double[model.Gates];
        for (int row = 0; row < gates.Length; row++)
        {
            ReadOnlySpan<double> weights = model.Weights.Slice(row * model.Columns, model.Columns);
            double sum = model.Biases[row];
            for (int j = 0; j < weights.Length; j++)
            {
                sum += weights[j] * (j < input.Length ? input[j] : h[j - input.Length]);
            }

            gates[row] = (row / h.Length) switch
            {
                2 => Math.Tanh(sum),
                _ => 1 / (1 + Math.Exp(-sum)),
            };
        }

        for (int k = 0; k < h.Length; k++)
        {
            double enter = gates[k], keep = gates[h.Length + k], candidate = gates[(2 * h.Length) + k], leave = gates[(3 * h.Length) + k];
            c[k] = (keep * c[k]) + (enter * candidate);
            h[k] = leave * Math.Tanh(c[k]);
        }
    }
}
