using System;
using DiffGen;

namespace DiffGen.Gradient.Tests.Nodes;

/// <summary>A layer of two nodes and an output, as a class of parameters.</summary>
[Differentiable]
public sealed partial class NodeModel(int hidden)
{
    [Shape(nameof(hidden))] public partial Span<double> Input { get; }

    [Shape(nameof(hidden))] public partial Span<double> Output { get; }

    public partial double Bias { get; set; }

    /// <summary>The receiver is differentiated.</summary>
    [Differentiable(NodeDifference = true)]
    public double Loss(double x)
    {
        double y = Bias;
        for (int i = 0; i < Input.Length; i++)
        {
            y += Output[i] * Math.Tanh(Node.Site(Input[i] * x));
        }

        y = Node.Site(y);
        return y * y + 0.1 * Bias * Bias;
    }
}
