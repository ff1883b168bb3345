using System;
using DiffGen;

namespace Golden.Buffers;

public static partial class Slices
{
    [Differentiable]
    public static double EndsAndMiddle(ReadOnlySpan<double> x)
    {
        ReadOnlySpan<double> middle = x.Slice(1, x.Length - 2);
        double sum = x[^1] * x[0];
        foreach (double value in middle)
            sum += value * value;
        return sum;
    }

    /// <summary>The first differences, by two views of one buffer.</summary>
    [Differentiable]
    public static void Differences([Sample(Length = 5)] ReadOnlySpan<double> x, [Sample(Length = 4)] Span<double> y)
    {
        ReadOnlySpan<double> left = x[..^1], right = x[1..];
        for (int i = 0; i < y.Length; i++)
            y[i] = (right[i] - left[i]) * right[i];
    }

    /// <summary>Parameters packed one after the other.</summary>
    [Differentiable]
    public static double Packed([Sample(Length = 9)] ReadOnlySpan<double> parameters, [NoDiff, Sample(Length = 2)] ReadOnlySpan<double> input)
    {
        int inputs = input.Length;
        int hidden = (parameters.Length - 1) / (inputs + 2);
        var weights = parameters[..(hidden * inputs)];
        var biases = parameters.Slice(hidden * inputs, hidden);
        var output = parameters.Slice(hidden * inputs + hidden, hidden);
        double sum = parameters[parameters.Length - 1];
        for (int h = 0; h < hidden; h++)
        {
            double a = biases[h];
            for (int i = 0; i < inputs; i++)
                a += weights.Slice(h * inputs, inputs)[i] * input[i];
            sum += output[h] * Math.Tanh(a);
        }

        return sum;
    }
}
