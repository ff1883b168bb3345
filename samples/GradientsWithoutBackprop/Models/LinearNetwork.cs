using System;
using DiffGen;

namespace GradientsWithoutBackprop.Models;

/// <summary>A network of two linear layers, y = W₂ W₁ x, whose nodes are the hidden sums and the outputs.</summary>
internal static partial class LinearNetwork
{
    /// <summary>½ ‖y − target‖² of one example.</summary>
    /// <param name="parameters">W₁ and W₂, row by row.</param>
    /// <param name="input">The input x.</param>
    /// <param name="target">The target.</param>
    /// <param name="hidden">The number of hidden sums.</param>
    [Differentiable]
    public static double Loss(ReadOnlySpan<double> parameters, [NoDiff] ReadOnlySpan<double> input, [NoDiff] ReadOnlySpan<double> target, int hidden)
    {
        Span<double> sums = stackalloc double[hidden];
        Span<double> outputs = stackalloc double[target.Length];
        int second = hidden * input.Length;
        for (int h = 0; h < hidden; h++)
        {
            double sum = 0;
            for (int i = 0; i < input.Length; i++)
            {
                sum += parameters[h * input.Length + i] * input[i];
            }

            sums[h] = sum;
        }

        Node.Site(sums);
        for (int o = 0; o < outputs.Length; o++)
        {
            double sum = 0;
            for (int h = 0; h < hidden; h++)
            {
                sum += parameters[second + o * hidden + h] * sums[h];
            }

            outputs[o] = sum;
        }

        Node.Site(outputs);
        double loss = 0;
        for (int o = 0; o < outputs.Length; o++)
        {
            double error = outputs[o] - target[o];
            loss += 0.5 * error * error;
        }

        return loss;
    }
}
