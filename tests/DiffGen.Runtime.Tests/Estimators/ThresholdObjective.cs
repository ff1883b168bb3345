using System;

namespace DiffGen.Runtime.Tests.Estimators;

/// <summary>One node, the parameter itself; the loss is 1 where it is positive.</summary>
internal readonly struct ThresholdObjective : ILayeredObjective<double>
{
    public bool Broken { get; init; }

    public int ExampleCount => 1;

    public int LayerCount => 1;

    public int LayerWidth(int layer) => 1;

    public void Forward(ReadOnlySpan<double> parameters, int example, int layer, ReadOnlySpan<double> earlier, Span<double> nodes) => nodes[0] = parameters[0];

    public double Loss(ReadOnlySpan<double> parameters, int example, ReadOnlySpan<double> nodes) => Broken ? throw new TimeoutException() : nodes[0] > 0 ? 1 : 0;

    public void PullLayer(ReadOnlySpan<double> parameters, int example, int layer, ReadOnlySpan<double> earlier, ReadOnlySpan<double> cotangent, Span<double> gradient) =>
        gradient[0] += cotangent[0];

    public void PullLoss(ReadOnlySpan<double> parameters, int example, ReadOnlySpan<double> nodes, double scale, Span<double> gradient)
    {
    }

    public double Value(ReadOnlySpan<double> parameters) => parameters[0] > 0 ? 1 : 0;

    public double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient) => throw new NotSupportedException();

    public double Jvp(ReadOnlySpan<double> parameters, ReadOnlySpan<double> tangent, out double directional) => throw new NotSupportedException();
}
