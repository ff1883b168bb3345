using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace DiffGen;

/// <summary>For each layer of a model: whether noise in its weights or in its nodes estimates its gradient with less variance, from the sizes alone.</summary>
/// <remarks>
/// <para>
/// With S the squared norm of a layer's gradient, V the variance of the gradient of one example around it, N examples in a batch, k = E[ξ⁴] of the noise, and d = #weights or d = nodes · occurrences, the total
/// variances of the layer's part, perturbed alone, are (Ren, Kornblith, Liao and Hinton, "Scaling forward gradient with local losses", ICLR 2023, table 1, there for Gaussians, k = 3)
/// </para>
/// <para>
/// weights, one noise for the batch: (d − 1 + k)(S + V/N) − S;  nodes, a noise for each example: ((d − 1 + k)(S + V) − S)/N.
/// </para>
/// <para>
/// On the sphere k counts as 1. Of several occurrences the formula is exact where their inputs are uncorrelated and of one length. A hybrid puts <c>Node.Site</c> on the weights of some layers and on the nodes of
/// others; its directional derivative is that of all noise together, so a layer's variance gains what the other layers' noise adds, whatever is chosen here.
/// </para>
/// </remarks>
public sealed class PerturbationPlan
{
    private readonly PerturbationChoice[] _choices;

    private PerturbationPlan(PerturbationChoice[] choices, int examples, double spread, DirectionNoise noise)
    {
        _choices = choices;
        Examples = examples;
        Spread = spread;
        Noise = noise;
    }

    /// <summary>The choices, in the order of the layers.</summary>
    public IReadOnlyList<PerturbationChoice> Choices => _choices;

    /// <summary>The number N of examples in a batch.</summary>
    public int Examples { get; }

    /// <summary>The spread V/S of the examples' gradients.</summary>
    public double Spread { get; }

    /// <summary>The distribution of the noise.</summary>
    public DirectionNoise Noise { get; }

    /// <summary>Chooses for each layer.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="examples">The number N of examples in a batch, at least 1.</param>
    /// <param name="spread">The spread V/S of the gradients of single examples, at least 0: 0 where all have the same. It grows towards the end of a training.</param>
    /// <param name="noise">The distribution of the noise.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range, or the distribution unknown.</exception>
    public static PerturbationPlan Of(ReadOnlySpan<PerturbedLayer> layers, int examples = 1, double spread = 0, DirectionNoise noise = DirectionNoise.Rademacher)
    {
        Settings.AtLeastOne(examples);
        Settings.NonNegative(spread);
        double fourth = noise.Known() switch { DirectionNoise.Gaussian => 3, DirectionNoise.Uniform => 1.8, _ => 1 };
        var choices = new PerturbationChoice[layers.Length];
        for (int i = 0; i < layers.Length; i++)
        {
            PerturbedLayer layer = layers[i];
            if (layer.Weights < 1 || layer.Nodes < 1 || layer.Occurrences < 1)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(layers), layer, $"layers[{i}] has {layer.Weights} weights, {layer.Nodes} nodes and {layer.Occurrences} occurrences; each must be at least 1.");
            }

            double ofWeights = ((layer.Weights - 1 + fourth) * (1 + (spread / examples))) - 1;
            double ofNodes = (((((double)layer.Nodes * layer.Occurrences) - 1 + fourth) * (1 + spread)) - 1) / examples;
            choices[i] = new PerturbationChoice(layer, ofNodes <= ofWeights ? PerturbedPart.Nodes : PerturbedPart.Weights, ofWeights, ofNodes);
        }

        return new PerturbationPlan(choices, examples, spread, noise);
    }

    /// <summary>The choices with their reasons, a line for each layer.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        StringBuilder text = new();
        foreach (PerturbationChoice choice in _choices)
        {
            PerturbedLayer layer = choice.Layer;
            text.Append(
                CultureInfo.InvariantCulture,
                $"{layer.Name}: {(choice.Part == PerturbedPart.Nodes ? "nodes" : "weights")} ({layer.Nodes}{(layer.Occurrences > 1 ? $" × {layer.Occurrences}" : "")} nodes: variance {choice.NodeVariance:g4} S; {layer.Weights} weights: {choice.WeightVariance:g4} S)\n");
        }

        return text.ToString();
    }
}
