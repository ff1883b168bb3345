using System;
using System.Linq;
using DiffGen.Programs.Harness;

namespace DiffGen.Programs.Lstm;

/// <summary>
/// Backpropagation through time as in the textbooks, with matrices: with δh the gradient of h_t,
/// δo = δh ∘ tanh c, δc += δh ∘ o ∘ (1 − tanh² c), δi = δc ∘ g, δf = δc ∘ c_{t−1}, δg = δc ∘ i, and δc_{t−1} = δc ∘ f;
/// pre-activations by σ′ = σ (1 − σ), tanh′ = 1 − tanh²; then δW += δz (x, h)ᵀ, δb += δz, δ(x, h) = Wᵀ δz.
/// </summary>
internal static class BackpropagationThroughTime
{
    /// <summary>Value and gradient, parameters first, then the series.</summary>
    public static (double Value, double[] Gradient) At(double[] parameters, double[] series, int inputs, int hidden)
    {
        int columns = inputs + hidden, steps = series.Length / inputs;
        double[,] w = Dense.Folded(parameters.AsSpan(0, 4 * hidden * columns), columns);
        double[] b = parameters[(4 * hidden * columns)..][..(4 * hidden)];
        double[] readout = parameters[^(hidden + 1)..];

        double[][] joined = new double[steps][], gates = new double[steps][], c = new double[steps][], h = new double[steps][];
        double[] error = new double[steps];
        double value = 0;
        for (int t = 0; t + 1 < steps; t++)
        {
            double[] before = t > 0 ? c[t - 1] : new double[hidden];
            joined[t] = [.. series[(t * inputs)..][..inputs], .. t > 0 ? h[t - 1] : new double[hidden]];
            gates[t] = [.. Dense.Multiply(w, joined[t]).Select((z, row) => row / hidden == 2 ? Math.Tanh(z + b[row]) : 0.5 * (1 + Math.Tanh(0.5 * (z + b[row]))))];
            double[] g = gates[t];
            c[t] = [.. Enumerable.Range(0, hidden).Select(k => (g[hidden + k] * before[k]) + (g[k] * g[(2 * hidden) + k]))];
            h[t] = [.. Enumerable.Range(0, hidden).Select(k => g[(3 * hidden) + k] * Math.Tanh(c[t][k]))];
            error[t] = Dense.Dot(readout.AsSpan(0, hidden), h[t]) + readout[hidden] - series[(t + 1) * inputs];
            value += error[t] * error[t] / (steps - 1);
        }

        double[,] wGrad = new double[4 * hidden, columns];
        double[] bGrad = new double[4 * hidden], readoutGrad = new double[hidden + 1], seriesGrad = new double[series.Length];
        double[] hGrad = new double[hidden], cGrad = new double[hidden];
        for (int t = steps - 2; t >= 0; t--)
        {
            double outer = 2 * error[t] / (steps - 1);
            seriesGrad[(t + 1) * inputs] -= outer;
            readoutGrad[hidden] += outer;
            double[] g = gates[t], z = new double[4 * hidden];
            for (int k = 0; k < hidden; k++)
            {
                readoutGrad[k] += outer * h[t][k];
                hGrad[k] += outer * readout[k];
                double squashed = Math.Tanh(c[t][k]);
                double input = g[k], forget = g[hidden + k], candidate = g[(2 * hidden) + k], output = g[(3 * hidden) + k];
                cGrad[k] += hGrad[k] * output * (1 - (squashed * squashed));
                z[k] = cGrad[k] * candidate * input * (1 - input);
                z[hidden + k] = t > 0 ? cGrad[k] * c[t - 1][k] * forget * (1 - forget) : 0;
                z[(2 * hidden) + k] = cGrad[k] * input * (1 - (candidate * candidate));
                z[(3 * hidden) + k] = hGrad[k] * squashed * output * (1 - output);
                cGrad[k] *= forget;
            }

            for (int row = 0; row < z.Length; row++)
            {
                bGrad[row] += z[row];
                for (int j = 0; j < columns; j++)
                {
                    wGrad[row, j] += z[row] * joined[t][j];
                }
            }

            double[] joinedGrad = Dense.Multiply(Dense.Transpose(w), z);
            hGrad = joinedGrad[inputs..];
            for (int j = 0; j < inputs; j++)
            {
                seriesGrad[(t * inputs) + j] += joinedGrad[j];
            }
        }

        return (value, [.. Dense.Flat(wGrad), .. bGrad, .. readoutGrad, .. seriesGrad]);
    }
}
