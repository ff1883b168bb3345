using System;
using Golden;

namespace DiffGen.Gradient.Tests.Parts;

/// <summary>Methods whose loops and batches run in parts.</summary>
public static partial class ParallelCases
{
    /// <summary>An element of its own in each iteration, and a number that all share.</summary>
    [Differentiable(Parallel = true, Hvp = true)]
    public static double Softplus([Sample(Length = 300)] ReadOnlySpan<double> x, [Sample(Low = 0.5, High = 1.5)] double scale)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += Math.Log(1 + Math.Exp(x[i] * scale));
        }

        return sum / x.Length;
    }

    /// <summary>Points with an inner loop, scratch memory, a branch and two sums; what all share is a buffer.</summary>
    [Differentiable(Parallel = true)]
    public static double Regression([Sample(Length = 5)] ReadOnlySpan<double> theta, [Sample(Low = 0.5, High = 1.5)] double weight, [NoDiff, Sample(Length = 1500)] ReadOnlySpan<double> data)
    {
        int d = theta.Length;
        Span<double> part = new double[d];
        double loss = 0, bias = 0;
        for (int i = 0; i < data.Length / d; i++)
        {
            double z = 0;
            for (int j = 0; j < d; j++)
            {
                part[j] = theta[j] * data[(i * d) + j];
                z += part[j] * part[j] + part[j];
            }

            if (z > 0)
            {
                loss += z * z / (1 + z);
            }
            else
            {
                bias += z * weight;
            }
        }

        return loss - bias;
    }

    /// <summary>The same on numbers of single precision, from a start other than zero.</summary>
    [Differentiable(Parallel = true)]
    public static float Single([Sample(Length = 400)] ReadOnlySpan<float> x, [Sample(Low = 0.5, High = 1.5)] float scale, [Sample(Values = "3")] int from)
    {
        float sum = 0;
        for (int i = from; i < x.Length; i++)
        {
            sum += MathF.Tanh(x[i] * scale);
        }

        return sum * scale;
    }

    /// <summary>An index that may be out of range: nothing is written then.</summary>
    [Differentiable(Parallel = true)]
    public static double Chosen([Sample(Length = 4)] ReadOnlySpan<double> theta, [NoDiff, Sample(Values = "0 3 1 2 2 1 0")] ReadOnlySpan<int> index)
    {
        double sum = 0;
        for (int i = 0; i < index.Length; i++)
        {
            sum += theta[index[i]] * theta[index[i]];
        }

        return sum;
    }

    /// <summary>A batch with a shared buffer and a shared number.</summary>
    [Differentiable(Parallel = true, Batch = true)]
    public static double Priced([Sample(Low = 0.5, High = 1.5)] double spot, [Uniform, Sample(Length = 3)] ReadOnlySpan<double> curve, [Uniform, Sample(Low = 0.1, High = 0.2)] double rate)
    {
        if (spot < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(spot), spot, "a spot is positive");
        }

        double sum = Math.Exp(-rate) * spot;
        for (int i = 0; i < curve.Length; i++)
        {
            sum += curve[i] * Math.Sin(spot * (i + 1));
        }

        return sum;
    }
}

/// <summary>The same methods, whose loops run on one thread, first iteration first.</summary>
public static partial class SerialCases
{
    [Differentiable(Simd = false)]
    public static double Softplus(ReadOnlySpan<double> x, double scale) => ParallelCases.Softplus(x, scale);

    [Differentiable(Simd = false)]
    public static double Regression(ReadOnlySpan<double> theta, double weight, [NoDiff] ReadOnlySpan<double> data) => ParallelCases.Regression(theta, weight, data);

    [Differentiable(Simd = false)]
    public static double Priced(double spot, ReadOnlySpan<double> curve, double rate) => ParallelCases.Priced(spot, curve, rate);
}
