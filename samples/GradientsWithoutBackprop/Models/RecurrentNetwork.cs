using System;
using DiffGen;

namespace GradientsWithoutBackprop.Models;

/// <summary>
/// A recurrent network of tanh units with one input and one output per time step, a = W h + u x + b, h = tanh(a), y = v · h. Its nodes are the sums a of each step; the output has none, so its
/// weights v get an exact gradient.
/// </summary>
internal static partial class RecurrentNetwork
{
    /// <summary>The mean over the steps of ½ (y − target)².</summary>
    /// <param name="parameters">W row by row, u, b, v.</param>
    /// <param name="inputs">The inputs x, one per step.</param>
    /// <param name="targets">The targets, one per step.</param>
    /// <param name="units">The number of units.</param>
    [Differentiable]
    public static double Loss(ReadOnlySpan<double> parameters, [NoDiff] ReadOnlySpan<double> inputs, [NoDiff] ReadOnlySpan<double> targets, int units)
    {
        Span<double> state = stackalloc double[units];
        Span<double> sums = stackalloc double[units];
        int square = units * units;
        double loss = 0;
        for (int t = 0; t < inputs.Length; t++)
        {
            for (int i = 0; i < units; i++)
            {
                double sum = parameters[square + i] * inputs[t] + parameters[square + units + i];
                for (int j = 0; j < units; j++)
                {
                    sum += parameters[i * units + j] * state[j];
                }

                sums[i] = sum;
            }

            Node.Site(sums);
            double output = 0;
            for (int i = 0; i < units; i++)
            {
                state[i] = Math.Tanh(sums[i]);
                output += parameters[square + 2 * units + i] * state[i];
            }

            double error = output - targets[t];
            loss += 0.5 * error * error;
        }

        return loss / inputs.Length;
    }
}
