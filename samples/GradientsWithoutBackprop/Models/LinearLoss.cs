using System;
using DiffGen;

namespace GradientsWithoutBackprop.Models;

/// <summary>A loss that is linear in its parameters, each of them a node: its gradient is known, and so is the variance of every estimate of it.</summary>
internal readonly struct LinearLoss(double[] slopes) : ILayeredObjective<double>
{
    public int ExampleCount => 1;

    public int LayerCount => 1;

    public int LayerWidth(int layer)
    {
        return slopes.Length;
    }

    public void Forward(ReadOnlySpan<double> parameters, int example, int layer, ReadOnlySpan<double> earlier, Span<double> nodes)
    {
        parameters.CopyTo(nodes);
    }

    public double Loss(ReadOnlySpan<double> parameters, int example, ReadOnlySpan<double> nodes)
    {
        return Dot(nodes);
    }

    public void PullLayer(ReadOnlySpan<double> parameters, int example, int layer, ReadOnlySpan<double> earlier, ReadOnlySpan<double> cotangent, Span<double> gradient)
    {
        for (int i = 0; i < cotangent.Length; i++)
        {
            gradient[i] += cotangent[i];
        }
    }

    public void PullLoss(ReadOnlySpan<double> parameters, int example, ReadOnlySpan<double> nodes, double scale, Span<double> gradient)
    {
        // No parameter reaches the loss without passing a node.
    }

    public double Value(ReadOnlySpan<double> parameters)
    {
        return Dot(parameters);
    }

    public double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        slopes.CopyTo(gradient);
        return Dot(parameters);
    }

    public double Jvp(ReadOnlySpan<double> parameters, ReadOnlySpan<double> tangent, out double directional)
    {
        directional = Dot(tangent);
        return Dot(parameters);
    }

    private double Dot(ReadOnlySpan<double> values)
    {
        double sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            sum += slopes[i] * values[i];
        }

        return sum;
    }
}
