using System;
using DiffGen;

namespace Golden.Calls;

public static partial class BufferHelpers
{
    /// <summary>Two layers of one shape, through helpers that write.</summary>
    [Differentiable]
    public static double Forward([Sample(Length = 4)] ReadOnlySpan<double> weights, [Sample(Length = 2)] ReadOnlySpan<double> input)
    {
        Span<double> first = stackalloc double[2];
        Span<double> second = stackalloc double[2];
        Layer(weights, input, first);
        Layer(weights, first, second);
        return Sum(second) * Sum(input);
    }

    private static void Layer(ReadOnlySpan<double> weights, ReadOnlySpan<double> input, Span<double> output)
    {
        for (int i = 0; i < output.Length; i++)
        {
            double a = 0;
            for (int j = 0; j < input.Length; j++)
                a += weights[i * input.Length + j] * input[j];
            output[i] = Math.Tanh(a);
        }
    }

    private static double Sum(ReadOnlySpan<double> x)
    {
        double sum = 0;
        foreach (double value in x)
            sum += value;
        return sum;
    }
}
