using System;
using DiffGen;

namespace Golden.Loops;

/// <summary>Loops that add to neighbours in one buffer: on vectors each addition but one has a loop of its own.</summary>
public static partial class Stencil
{
    /// <summary>The reverse sweep adds to five elements, three of which lie side by side.</summary>
    [Differentiable]
    public static double Spread([Sample(Length = 60)] ReadOnlySpan<double> plate, double flow, int columns = 20)
    {
        Span<double> next = new double[plate.Length];
        for (int row = 1; row < plate.Length / columns - 1; row++)
        {
            for (int column = 1; column < columns - 1; column++)
            {
                int at = row * columns + column;
                next[at] = plate[at] + flow * (plate[at - columns] + plate[at + columns] + plate[at - 1] + plate[at + 1] - 4 * plate[at]);
            }
        }

        double sum = 0;
        for (int i = 0; i < next.Length; i++)
        {
            sum += next[i] * next[i];
        }

        return sum;
    }

    /// <summary>The method itself adds to neighbours, in single precision, from the last to the first.</summary>
    [Differentiable]
    public static float Smear([Sample(Length = 50)] ReadOnlySpan<float> x, float left, float right)
    {
        float[] y = new float[x.Length + 2];
        for (int i = x.Length - 1; i >= 0; i--)
        {
            y[i] += left * x[i];
            y[i + 2] += right * x[i];
            y[i + 1] += x[i];
        }

        float sum = 0;
        for (int i = 0; i < y.Length; i++)
        {
            sum += y[i] * y[i];
        }

        return sum;
    }

    /// <summary>What is added is read from an element that the iteration has just written, or costs more than to wait: the additions stay together.</summary>
    [Differentiable]
    public static double Together([Sample(Length = 40)] ReadOnlySpan<double> x, [Sample(Length = 40)] Span<double> kept)
    {
        Span<double> y = new double[x.Length + 1];
        for (int i = 0; i < x.Length; i++)
        {
            kept[i] = 0.5 * x[i] * kept[i];
            double wave = Math.Sin(kept[i]);
            y[i] += wave;
            y[i + 1] += wave * kept[i];
        }

        double sum = 0;
        for (int i = 0; i < y.Length; i++)
        {
            sum += y[i] * y[i];
        }

        return sum;
    }
}
