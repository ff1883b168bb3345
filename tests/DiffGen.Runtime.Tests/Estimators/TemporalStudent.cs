using System;

namespace DiffGen.Runtime.Tests.Estimators;

/// <summary>
/// A linear student of M outputs over T steps of one trial, in the coordinates of its error: yₜ = W xₜ with the target 0, and E = 1/(2T) Σₜ ‖yₜ‖². A layer is a step.
/// </summary>
internal readonly struct TemporalStudent(int outputs, int inputs, double[] x) : ILayeredObjective<double>
{
    public int ExampleCount => 1;

    public int LayerCount => x.Length / inputs;

    public int LayerWidth(int layer) => outputs;

    public void Forward(ReadOnlySpan<double> parameters, int example, int layer, ReadOnlySpan<double> earlier, Span<double> nodes)
    {
        for (int i = 0; i < outputs; i++)
        {
            double sum = 0;
            for (int j = 0; j < inputs; j++)
            {
                sum += parameters[(i * inputs) + j] * x[(layer * inputs) + j];
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
                gradient[(i * inputs) + j] += cotangent[i] * x[(layer * inputs) + j];
            }
        }
    }

    public void PullLoss(ReadOnlySpan<double> parameters, int example, ReadOnlySpan<double> nodes, double scale, Span<double> gradient)
    {
    }

    public double Value(ReadOnlySpan<double> parameters)
    {
        Span<double> nodes = stackalloc double[outputs];
        double sum = 0;
        for (int t = 0; t < LayerCount; t++)
        {
            Forward(parameters, 0, t, [], nodes);
            sum += Loss(parameters, 0, nodes);
        }

        return sum;
    }

    public double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient) => throw new NotSupportedException();

    public double Jvp(ReadOnlySpan<double> parameters, ReadOnlySpan<double> tangent, out double directional) => throw new NotSupportedException();
}
