using System;

namespace DiffGen.Runtime.Tests.Estimators;

/// <summary>
/// A recurrent network whose layers are its time steps: aₜ = U tanh(aₜ₋₁) + V xₜ + b, and the loss ½ Σₜ (c · tanh(aₜ) − yₜ)²/T with a fixed c. Parameters: U, V, b. One example.
/// </summary>
internal readonly struct LayeredRnn(int units, double[] inputs, double[] targets, double[] readout) : ILayeredObjective<double>
{
    public int ExampleCount => 1;

    public int LayerCount => inputs.Length;

    public int ParameterCount => (units * units) + (2 * units);

    public int LayerWidth(int layer) => units;

    public void Forward(ReadOnlySpan<double> parameters, int example, int layer, ReadOnlySpan<double> earlier, Span<double> nodes)
    {
        ReadOnlySpan<double> u = parameters, v = parameters[(units * units)..], b = parameters[^units..];
        Span<double> h = stackalloc double[units];
        State(earlier, h);
        for (int i = 0; i < units; i++)
        {
            double sum = (v[i] * inputs[layer]) + b[i];
            for (int j = 0; j < units; j++)
            {
                sum += u[(i * units) + j] * h[j];
            }

            nodes[i] = sum;
        }
    }

    public double Loss(ReadOnlySpan<double> parameters, int example, ReadOnlySpan<double> nodes)
    {
        double loss = 0;
        for (int t = 0; t < inputs.Length; t++)
        {
            double e = Output(nodes.Slice(t * units, units)) - targets[t];
            loss += 0.5 * e * e / inputs.Length;
        }

        return loss;
    }

    public void PullLayer(ReadOnlySpan<double> parameters, int example, int layer, ReadOnlySpan<double> earlier, ReadOnlySpan<double> cotangent, Span<double> gradient)
    {
        Span<double> h = stackalloc double[units];
        State(earlier, h);
        for (int i = 0; i < units; i++)
        {
            for (int j = 0; j < units; j++)
            {
                gradient[(i * units) + j] += cotangent[i] * h[j];
            }

            gradient[(units * units) + i] += cotangent[i] * inputs[layer];
            gradient[(units * units) + units + i] += cotangent[i];
        }
    }

    public void PullLoss(ReadOnlySpan<double> parameters, int example, ReadOnlySpan<double> nodes, double scale, Span<double> gradient)
    {
    }

    public double Value(ReadOnlySpan<double> parameters) => Loss(parameters, 0, Nodes(parameters));

    /// <summary>Backpropagation through time.</summary>
    public double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        gradient.Clear();
        double[] nodes = Nodes(parameters), cotangents = new double[nodes.Length];
        for (int t = inputs.Length - 1; t >= 0; t--)
        {
            Span<double> a = nodes.AsSpan(t * units, units), c = cotangents.AsSpan(t * units, units);
            double e = (Output(a) - targets[t]) / inputs.Length;
            for (int i = 0; i < units; i++)
            {
                double slope = 1 - (Math.Tanh(a[i]) * Math.Tanh(a[i]));
                double behind = 0;
                for (int k = 0; t + 1 < inputs.Length && k < units; k++)
                {
                    behind += cotangents[((t + 1) * units) + k] * parameters[(k * units) + i];
                }

                c[i] = slope * ((e * readout[i]) + behind);
            }

            PullLayer(parameters, 0, t, nodes.AsSpan(0, t * units), c, gradient);
        }

        return Loss(parameters, 0, nodes);
    }

    public double Jvp(ReadOnlySpan<double> parameters, ReadOnlySpan<double> tangent, out double directional)
    {
        double[] gradient = new double[parameters.Length];
        double value = Gradient(parameters, gradient);
        directional = 0;
        for (int i = 0; i < gradient.Length; i++)
        {
            directional += gradient[i] * tangent[i];
        }

        return value;
    }

    private double[] Nodes(ReadOnlySpan<double> parameters)
    {
        double[] nodes = new double[units * inputs.Length];
        for (int t = 0; t < inputs.Length; t++)
        {
            Forward(parameters, 0, t, nodes.AsSpan(0, t * units), nodes.AsSpan(t * units, units));
        }

        return nodes;
    }

    /// <summary>The state before a step: 0 before the first.</summary>
    private void State(ReadOnlySpan<double> earlier, Span<double> h)
    {
        for (int j = 0; j < units; j++)
        {
            h[j] = earlier.IsEmpty ? 0 : Math.Tanh(earlier[earlier.Length - units + j]);
        }
    }

    private double Output(ReadOnlySpan<double> a)
    {
        double sum = 0;
        for (int i = 0; i < units; i++)
        {
            sum += readout[i] * Math.Tanh(a[i]);
        }

        return sum;
    }
}
