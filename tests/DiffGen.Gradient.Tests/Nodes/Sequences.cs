using System;

namespace DiffGen.Gradient.Tests.Nodes;

/// <summary>Sequences for the recurrent network, cut out of one signal, each beginning a step later. Parameters: its weights, then its output.</summary>
/// <param name="signal">The signal.</param>
/// <param name="units">The number of units.</param>
/// <param name="steps">The steps of a sequence.</param>
internal readonly struct Sequences(double[] signal, int units, int steps) : INodeExamples<double>
{
    public int ExampleCount => signal.Length - steps;

    public int Weights => units * (units + 1);

    public double NodeGradient(ReadOnlySpan<double> parameters, int example, NodeNoise noise, Span<double> gradient) =>
        NodeNetworks.RnnNodeGradient(parameters[..Weights], parameters[Weights..], signal.AsSpan(example, steps), units, noise, gradient[..Weights], gradient[Weights..]);
}
