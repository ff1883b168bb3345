using System;

namespace DiffGen.Benchmarks.Models;

/// <summary>A network of long short-term memory with diagonal weights that predicts the next character of a text, bit by bit.</summary>
internal static partial class DiagonalLstm
{
    /// <summary>The mean negative logarithm of the probability of the bits.</summary>
    /// <param name="main">For each layer weights and biases of the gates forget, ingate, outgate, change [layers, 2, 4, bits].</param>
    /// <param name="extra">Weights of the input, weights and biases of the output [3, bits].</param>
    /// <param name="state">For each layer hidden values and cells at the start [layers, 2, bits].</param>
    /// <param name="sequence">The text [characters, bits].</param>
    /// <param name="layers">The number of layers.</param>
    [Differentiable]
    public static double Loss(
        ReadOnlySpan<double> main,
        ReadOnlySpan<double> extra,
        [NoDiff] ReadOnlySpan<double> state,
        [NoDiff] ReadOnlySpan<double> sequence,
        int layers)
    {
        int bits = extra.Length / 3;
        int characters = sequence.Length / bits;
        Span<double> hidden = new double[layers * bits];
        Span<double> cell = new double[layers * bits];
        for (int layer = 0; layer < layers; layer++)
        {
            for (int i = 0; i < bits; i++)
            {
                hidden[layer * bits + i] = state[2 * layer * bits + i];
                cell[layer * bits + i] = state[(2 * layer + 1) * bits + i];
            }
        }

        Span<double> input = new double[bits];
        Span<double> output = new double[bits];
        double total = 0;
        for (int t = 0; t < characters - 1; t++)
        {
            for (int i = 0; i < bits; i++)
            {
                input[i] = sequence[t * bits + i] * extra[i];
            }

            for (int layer = 0; layer < layers; layer++)
            {
                ReadOnlySpan<double> weights = main.Slice(8 * layer * bits, 4 * bits);
                ReadOnlySpan<double> biases = main.Slice((8 * layer + 4) * bits, 4 * bits);
                for (int i = 0; i < bits; i++)
                {
                    int at = layer * bits + i;
                    double forget = Sigmoid(input[i] * weights[i] + biases[i]);
                    double ingate = Sigmoid(hidden[at] * weights[bits + i] + biases[bits + i]);
                    double outgate = Sigmoid(input[i] * weights[2 * bits + i] + biases[2 * bits + i]);
                    double change = Math.Tanh(hidden[at] * weights[3 * bits + i] + biases[3 * bits + i]);
                    cell[at] = cell[at] * forget + ingate * change;
                    hidden[at] = outgate * Math.Tanh(cell[at]);
                    input[i] = hidden[at];
                }
            }

            double sum = 2;
            for (int i = 0; i < bits; i++)
            {
                output[i] = input[i] * extra[bits + i] + extra[2 * bits + i];
                sum += Math.Exp(output[i]);
            }

            double normaliser = Math.Log(sum);
            for (int i = 0; i < bits; i++)
            {
                total += sequence[(t + 1) * bits + i] * (output[i] - normaliser);
            }
        }

        return -total / ((characters - 1) * bits);
    }

    private static double Sigmoid(double x)
    {
        return 1 / (1 + Math.Exp(-x));
    }
}
