using System;

namespace DiffGen.Programs.Lstm;

/// <summary>
/// A long short-term memory network that reads a series and forecasts the next value at each step. All parameters stand in one span:
/// a matrix of 4H rows and I + H columns over (input, hidden state), gates in the order input, forget, candidate, output; 4H biases; H + 1 numbers of the readout.
/// </summary>
public static partial class LstmForecast
{
    /// <summary>How many parameters a network has.</summary>
    public static int ParameterCount(int inputs, int hidden) => (4 * hidden * (inputs + hidden + 1)) + hidden + 1;

    /// <summary>Mean squared error of the forecasts of the first input number, one step ahead.</summary>
    /// <param name="parameters">As described above.</param>
    /// <param name="series">Steps of as many numbers as there are inputs.</param>
    /// <param name="inputs">Numbers per step.</param>
    /// <param name="hidden">Size of the state.</param>
    [Differentiable(Hvp = true)]
    public static double Loss(ReadOnlySpan<double> parameters, ReadOnlySpan<double> series, int inputs, int hidden)
    {
        int steps = series.Length / inputs;
        ReadOnlySpan<double> readout = parameters[^(hidden + 1)..];
        Span<double> h = stackalloc double[hidden];
        Span<double> c = stackalloc double[hidden];
        double loss = 0;
        for (int t = 0; t + 1 < steps; t++)
        {
            Cell(parameters, series.Slice(t * inputs, inputs), h, c);
            double forecast = readout[hidden];
            for (int k = 0; k < hidden; k++)
            {
                forecast += readout[k] * h[k];
            }

            double error = forecast - series[(t + 1) * inputs];
            loss += error * error;
        }

        return loss / (steps - 1);
    }

    // c ← f ∘ c + i ∘ g, h ← o ∘ tanh c
    private static void Cell(ReadOnlySpan<double> parameters, ReadOnlySpan<double> input, Span<double> h, Span<double> c)
    {
        int hidden = h.Length, columns = input.Length + hidden;
        ReadOnlySpan<double> weights = parameters[..(4 * hidden * columns)];
        ReadOnlySpan<double> biases = parameters.Slice(weights.Length, 4 * hidden);
        Span<double> gates = stackalloc double[4 * hidden];
        for (int row = 0; row < gates.Length; row++)
        {
            ReadOnlySpan<double> w = weights.Slice(row * columns, columns);
            double sum = biases[row] + Dot(w[..input.Length], input) + Dot(w[input.Length..], h);
            gates[row] = row / hidden == 2 ? Math.Tanh(sum) : Sigmoid(sum);
        }

        for (int k = 0; k < hidden; k++)
        {
            c[k] = (gates[hidden + k] * c[k]) + (gates[k] * gates[(2 * hidden) + k]);
            h[k] = gates[(3 * hidden) + k] * Math.Tanh(c[k]);
        }
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
