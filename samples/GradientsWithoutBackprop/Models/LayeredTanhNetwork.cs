using System;
using System.Numerics.Tensors;
using DiffGen;

namespace GradientsWithoutBackprop.Models;

/// <summary>
/// <see cref="TanhNetwork"/> on a mini-batch, shown layer by layer: what the estimators of the runtime need that perturb nodes and look at the loss alone. Backpropagation, forward
/// gradients and node perturbation by the compiler take the generated companions.
/// </summary>
/// <param name="inputs">The inputs, one example after the other.</param>
/// <param name="labels">The classes of the examples.</param>
/// <param name="width">The numbers in an input.</param>
/// <param name="hidden">The number of hidden units.</param>
internal readonly struct LayeredTanhNetwork(float[] inputs, byte[] labels, int width, int hidden) : ILayeredObjective<float>, INodeExamples<float>
{
    public int ExampleCount => labels.Length;

    public int LayerCount => 2;

    public int LayerWidth(int layer)
    {
        return layer == 0 ? hidden : TanhNetwork.Classes;
    }

    public void Forward(ReadOnlySpan<float> parameters, int example, int layer, ReadOnlySpan<float> earlier, Span<float> nodes)
    {
        if (layer == 0)
        {
            Dense.Evaluate(parameters[..Dense.ParameterCount(width, hidden)], Input(example), nodes);
        }
        else
        {
            Span<float> units = stackalloc float[hidden];
            Units(earlier, units);
            Dense.Evaluate(parameters[Dense.ParameterCount(width, hidden)..], units, nodes);
        }
    }

    public float Loss(ReadOnlySpan<float> parameters, int example, ReadOnlySpan<float> nodes)
    {
        return CrossEntropy.Of(nodes[hidden..], labels[example]);
    }

    public void PullLayer(ReadOnlySpan<float> parameters, int example, int layer, ReadOnlySpan<float> earlier, ReadOnlySpan<float> cotangent, Span<float> gradient)
    {
        if (layer == 0)
        {
            PullDense(cotangent, Input(example), gradient[..Dense.ParameterCount(width, hidden)]);
        }
        else
        {
            Span<float> units = stackalloc float[hidden];
            Units(earlier, units);
            PullDense(cotangent, units, gradient[Dense.ParameterCount(width, hidden)..]);
        }
    }

    public void PullLoss(ReadOnlySpan<float> parameters, int example, ReadOnlySpan<float> nodes, float scale, Span<float> gradient)
    {
        // No parameter reaches the loss without passing a node.
    }

    public float Value(ReadOnlySpan<float> parameters)
    {
        Span<float> nodes = stackalloc float[hidden + TanhNetwork.Classes];
        float total = 0;
        for (int n = 0; n < labels.Length; n++)
        {
            Forward(parameters, n, 0, [], nodes[..hidden]);
            Forward(parameters, n, 1, nodes[..hidden], nodes[hidden..]);
            total += Loss(parameters, n, nodes);
        }

        return total / labels.Length;
    }

    public float Gradient(ReadOnlySpan<float> parameters, Span<float> gradient)
    {
        return TanhNetwork.LossGradient(parameters, inputs, labels, hidden, gradient);
    }

    public float Jvp(ReadOnlySpan<float> parameters, ReadOnlySpan<float> tangent, out float directional)
    {
        (float value, directional) = TanhNetwork.LossJvp(parameters, inputs, labels, hidden, tangent);
        return value;
    }

    public float NodeGradient(ReadOnlySpan<float> parameters, int example, NodeNoise noise, Span<float> gradient)
    {
        return TanhNetwork.ExampleLossNodeGradient(parameters, Input(example), labels[example], hidden, noise, gradient);
    }

    /// <summary>The number of examples whose class has the highest score.</summary>
    public int CountRight(ReadOnlySpan<float> parameters)
    {
        Span<float> sums = stackalloc float[hidden];
        Span<float> scores = stackalloc float[TanhNetwork.Classes];
        int right = 0;
        for (int n = 0; n < labels.Length; n++)
        {
            Forward(parameters, n, 0, [], sums);
            Forward(parameters, n, 1, sums, scores);
            int best = 0;
            for (int c = 1; c < scores.Length; c++)
            {
                best = scores[c] > scores[best] ? c : best;
            }

            right += best == labels[n] ? 1 : 0;
        }

        return right;
    }

    private ReadOnlySpan<float> Input(int example)
    {
        return inputs.AsSpan(example * width, width);
    }

    private static void Units(ReadOnlySpan<float> sums, Span<float> units)
    {
        TensorPrimitives.Tanh(sums, units);
    }

    /// <summary>Wgrad += c zᵀ, bgrad += c.</summary>
    private static void PullDense(ReadOnlySpan<float> cotangent, ReadOnlySpan<float> input, Span<float> gradient)
    {
        for (int i = 0; i < cotangent.Length; i++)
        {
            Span<float> row = gradient.Slice(i * input.Length, input.Length);
            TensorPrimitives.MultiplyAdd(input, cotangent[i], row, row);
            gradient[cotangent.Length * input.Length + i] += cotangent[i];
        }
    }
}
