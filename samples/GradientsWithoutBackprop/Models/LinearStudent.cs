using System;
using DiffGen;

namespace GradientsWithoutBackprop.Models;

/// <summary>
/// A linear student of several outputs over the time steps of a trial, in the coordinates of its error: yₜ = W xₜ with the target 0, E = 1/(2T) Σₜ ‖yₜ‖². Its layers are the steps, its nodes the outputs of each.
/// </summary>
/// <param name="outputs">The number of outputs.</param>
/// <param name="inputs">The number of inputs.</param>
/// <param name="x">The inputs, one step after the other.</param>
internal readonly partial struct LinearStudent(int outputs, int inputs, double[] x) : ILayeredObjective<double>
{
    public int ExampleCount => 1;

    public int LayerCount => x.Length / inputs;

    public int LayerWidth(int layer)
    {
        return outputs;
    }

    public void Forward(ReadOnlySpan<double> parameters, int example, int layer, ReadOnlySpan<double> earlier, Span<double> nodes)
    {
        for (int i = 0; i < outputs; i++)
        {
            double sum = 0;
            for (int j = 0; j < inputs; j++)
            {
                sum += parameters[i * inputs + j] * x[layer * inputs + j];
            }

            nodes[i] = sum;
        }
    }

    public double Loss(ReadOnlySpan<double> parameters, int example, ReadOnlySpan<double> nodes)
    {
        double sum = 0;
        foreach (double y in nodes)
        {
            sum += y * y;
        }

        return sum / (2 * LayerCount);
    }

    public void PullLayer(ReadOnlySpan<double> parameters, int example, int layer, ReadOnlySpan<double> earlier, ReadOnlySpan<double> cotangent, Span<double> gradient)
    {
        for (int i = 0; i < outputs; i++)
        {
            for (int j = 0; j < inputs; j++)
            {
                gradient[i * inputs + j] += cotangent[i] * x[layer * inputs + j];
            }
        }
    }

    public void PullLoss(ReadOnlySpan<double> parameters, int example, ReadOnlySpan<double> nodes, double scale, Span<double> gradient)
    {
        // No parameter reaches the loss without passing a node.
    }

    public double Value(ReadOnlySpan<double> parameters)
    {
        return Error(parameters, x, outputs);
    }

    public double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        return ErrorGradient(parameters, x, outputs, gradient);
    }

    public double Jvp(ReadOnlySpan<double> parameters, ReadOnlySpan<double> tangent, out double directional)
    {
        (double value, directional) = ErrorJvp(parameters, x, outputs, tangent);
        return value;
    }

    /// <summary>The error of a trial, as a function of the weights.</summary>
    [Differentiable]
    private static double Error(ReadOnlySpan<double> weights, [NoDiff] ReadOnlySpan<double> x, int outputs)
    {
        int inputs = weights.Length / outputs;
        int steps = x.Length / inputs;
        double sum = 0;
        for (int t = 0; t < steps; t++)
        {
            for (int i = 0; i < outputs; i++)
            {
                double y = 0;
                for (int j = 0; j < inputs; j++)
                {
                    y += weights[i * inputs + j] * x[t * inputs + j];
                }

                sum += y * y;
            }
        }

        return sum / (2 * steps);
    }
}
