using System;
using System.Numerics.Tensors;
using DiffGen;

namespace GradientsWithoutBackprop.Models;

/// <summary>A layer in which every output sees every input: output = W input + b.</summary>
internal static partial class Dense
{
    /// <summary>The numbers that a layer is made of.</summary>
    public static int ParameterCount(int inputs, int outputs)
    {
        return (inputs + 1) * outputs;
    }

    /// <summary>Computes the outputs.</summary>
    /// <param name="parameters">The weights, a row per output, then the biases.</param>
    /// <param name="input">The inputs.</param>
    /// <param name="output">Receives the outputs.</param>
    [Differentiable]
    public static void Apply(ReadOnlySpan<float> parameters, ReadOnlySpan<float> input, [Output] Span<float> output)
    {
        ReadOnlySpan<float> biases = parameters[(output.Length * input.Length)..];
        for (int i = 0; i < output.Length; i++)
        {
            ReadOnlySpan<float> row = parameters.Slice(i * input.Length, input.Length);
            float sum = biases[i];
            for (int j = 0; j < row.Length; j++)
            {
                sum += row[j] * input[j];
            }

            output[i] = sum;
        }
    }

    /// <summary><see cref="Apply"/> with negative outputs set to 0.</summary>
    [Differentiable]
    public static void ApplyRectified(ReadOnlySpan<float> parameters, ReadOnlySpan<float> input, [Output] Span<float> output)
    {
        ReadOnlySpan<float> biases = parameters[(output.Length * input.Length)..];
        for (int i = 0; i < output.Length; i++)
        {
            ReadOnlySpan<float> row = parameters.Slice(i * input.Length, input.Length);
            float sum = biases[i];
            for (int j = 0; j < row.Length; j++)
            {
                sum += row[j] * input[j];
            }

            output[i] = sum > 0 ? sum : 0;
        }
    }

    /// <summary>
    /// <see cref="ApplyRectified"/> with scalar products of <see cref="TensorPrimitives"/>. In reverse mode it is called as it is written and then run again instead of being recorded: what is kept of it is its inputs.
    /// </summary>
    [Differentiable]
    [Checkpoint]
    public static void ApplyRectifiedAgain(ReadOnlySpan<float> parameters, ReadOnlySpan<float> input, [Output] Span<float> output)
    {
        ReadOnlySpan<float> biases = parameters[(output.Length * input.Length)..];
        for (int i = 0; i < output.Length; i++)
        {
            float sum = biases[i] + TensorPrimitives.Dot<float>(parameters.Slice(i * input.Length, input.Length), input);
            output[i] = sum > 0 ? sum : 0;
        }
    }

    /// <summary><see cref="Apply"/> in vectorised code, not to be differentiated.</summary>
    public static void Evaluate(ReadOnlySpan<float> parameters, ReadOnlySpan<float> input, Span<float> output)
    {
        ReadOnlySpan<float> biases = parameters[(output.Length * input.Length)..];
        for (int i = 0; i < output.Length; i++)
        {
            output[i] = biases[i] + TensorPrimitives.Dot(parameters.Slice(i * input.Length, input.Length), input);
        }
    }
}
