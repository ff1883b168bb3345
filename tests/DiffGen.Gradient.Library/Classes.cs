using System;

namespace DiffGen.Gradient.Library;

[Differentiable]
public sealed partial class Network(int inputs)
{
    [Shape(nameof(inputs))]
    public partial Span<double> Weights { get; }

    public partial double Bias { get; set; }

    [Differentiable]
    public double Apply(ReadOnlySpan<double> x)
    {
        double sum = Bias;
        for (int i = 0; i < x.Length; i++)
        {
            sum += Weights[i] * x[i];
        }

        return Math.Tanh(sum);
    }

    [Differentiable]
    public static double Penalty(Network network) => network.Bias * network.Bias * network.Weights[0];
}

/// <summary>An object whose numbers are constants.</summary>
public partial class Shape
{
    [NoDiff]
    public double Factor { get; set; } = 2;

    [Differentiable]
    public virtual double Area(double r) => r * r;

    [Differentiable]
    public double Scaled(double x) => Factor * x * x;
}
