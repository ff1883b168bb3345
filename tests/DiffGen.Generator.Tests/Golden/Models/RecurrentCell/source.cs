using System;
using DiffGen;

namespace Golden.Models;

public static partial class RecurrentCell
{
    /// <summary>A gated recurrent unit over a series; every step overwrites the state.</summary>
    [Differentiable]
    public static double Loss([Sample(Length = 12, Low = -1, High = 1)] ReadOnlySpan<double> weights, [NoDiff, Sample(Length = 6)] ReadOnlySpan<double> series, Span<double> state)
    {
        int n = state.Length;
        double loss = 0;
        for (int t = 0; t + 1 < series.Length; t++)
        {
            double sum = 0;
            for (int i = 0; i < n; i++)
                sum += state[i];
            for (int i = 0; i < n; i++)
            {
                double update = Sigmoid(weights[0] * series[t] + weights[1] * state[i] + weights[2] * sum);
                double reset = Sigmoid(weights[3] * series[t] + weights[4] * state[i] + weights[5] * i);
                double candidate = Math.Tanh(weights[6] * series[t] + weights[7] * reset * state[i] + weights[8]);
                state[i] = (1 - update) * state[i] + update * candidate;
            }

            double predicted = weights[9] + weights[10] * state[0] + weights[11] * state[n - 1];
            loss += (predicted - series[t + 1]) * (predicted - series[t + 1]);
        }

        return loss;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
