using System;

namespace DiffGen.Runtime.Tests.Distributions;

/// <summary>A function of buffers at given inputs, with its companions; a number is a buffer of one.</summary>
internal sealed record VectorCase(string Name, double[][] Inputs, Func<double[][], double> Function, VectorCase.Forward Jvp, VectorCase.Reverse Vjp)
{
    internal delegate (double Value, double Tangent) Forward(double[][] inputs, double[][] tangents);

    internal delegate double Reverse(double[][] inputs, double valueGrad, double[][] grads);

    public override string ToString() => Name;
}
