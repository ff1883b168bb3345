using System;
using DiffGen;

namespace Golden.Models;

/// <summary>A hidden layer and its readout, with a setting that is no parameter.</summary>
[Differentiable]
public sealed partial class Curve(int hidden)
{
    [Shape(nameof(hidden))] public partial Span<double> Slopes { get; }

    [Shape(nameof(hidden))] public partial Span<double> Heights { get; }

    public partial double Offset { get; set; }

    [NoDiff] public double Decay { get; set; }
}

public static partial class ParameterObjective
{
    /// <summary>The misfit of a curve to data, and weight decay: an objective of the numbers of the curve.</summary>
    [Differentiable]
    public static double Misfit([NoDiff] ReadOnlySpan<double> x, Curve curve, [NoDiff] ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double at = curve.Offset;
            for (int k = 0; k < curve.Slopes.Length; k++)
            {
                at += curve.Heights[k] * Math.Tanh(curve.Slopes[k] * x[i]);
            }

            sum += (at - y[i]) * (at - y[i]);
        }

        for (int k = 0; k < curve.ParameterCount; k++)
        {
            sum += curve.Decay * curve.Parameters[k] * curve.Parameters[k];
        }

        return sum;
    }

    /// <summary>Without other parameters.</summary>
    [Differentiable]
    public static double Norm(Curve curve)
    {
        double sum = 0;
        foreach (double number in curve.Parameters)
        {
            sum += number * number;
        }

        return Math.Sqrt(sum);
    }
}
