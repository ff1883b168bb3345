using System;
using Golden;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>Loops that look for one of their iterations.</summary>
internal static partial class ChosenIterations
{
    [Differentiable(Hvp = true)]
    public static double LargestByMax([Sample(Length = 37)] ReadOnlySpan<double> x, double first, double scale)
    {
        double largest = first;
        for (int i = 0; i < x.Length; i++)
        {
            largest = Math.Max(largest, x[i] * scale);
        }

        return largest * largest;
    }

    [Differentiable]
    public static double SmallestByMin([Sample(Length = 37)] ReadOnlySpan<double> x, double first, double scale)
    {
        double smallest = first;
        for (int i = 0; i < x.Length; i++)
        {
            smallest = Math.Min(x[i] * scale, smallest);
        }

        return smallest * smallest;
    }

    [Differentiable]
    public static float LargestSingle([Sample(Length = 37)] ReadOnlySpan<float> x, float first, float scale)
    {
        float largest = first;
        for (int i = 0; i < x.Length; i++)
        {
            largest = Math.Max(largest, x[i] * scale);
        }

        return largest * largest;
    }

    [Differentiable(Hvp = true)]
    public static double FirstLargest([Sample(Length = 37)] ReadOnlySpan<double> x, double first, double scale)
    {
        double largest = first;
        for (int i = 0; i < x.Length; i++)
        {
            double candidate = x[i] * scale;
            if (candidate > largest)
            {
                largest = candidate;
            }
        }

        return largest * largest;
    }

    [Differentiable]
    public static double LastSmallest([Sample(Length = 37)] ReadOnlySpan<double> x, double first, double scale)
    {
        double smallest = first;
        for (int i = 0; i < x.Length; i++)
        {
            double candidate = x[i] * scale;
            if (smallest >= candidate)
            {
                smallest = candidate;
            }
        }

        return smallest * smallest;
    }

    [Differentiable]
    public static float LastLargestSingle([Sample(Length = 37)] ReadOnlySpan<float> x, float first)
    {
        float largest = first;
        for (int i = 0; i < x.Length; i++)
        {
            if (x[i] >= largest)
            {
                largest = x[i];
            }
        }

        return largest * largest;
    }

    /// <summary>Besides the smallest, its index, and what else is at it.</summary>
    [Differentiable(Hvp = true)]
    public static double AtSmallest([Sample(Length = 37)] ReadOnlySpan<double> x, [Sample(Length = 37)] ReadOnlySpan<double> y, double scale)
    {
        double smallest = double.PositiveInfinity, other = scale;
        int place = -1;
        for (int i = 0; i < x.Length; i++)
        {
            double candidate = Math.Exp(scale * x[i]);
            if (candidate < smallest)
            {
                smallest = candidate;
                other = y[i] * scale;
                place = i;
            }
        }

        return (smallest * other) + (place >= 0 ? x[place] : 0);
    }

    /// <summary>The condition looks at another number, and at how often it has held.</summary>
    [Differentiable]
    public static double Last([Sample(Length = 37)] ReadOnlySpan<double> x, [Sample(Length = 37)] ReadOnlySpan<double> y, [Sample(Values = "3")] int most)
    {
        double last = 1;
        int times = 0;
        for (int i = 0; i < x.Length; i++)
        {
            if (x[i] > 0.5 && times <= most + 3)
            {
                last = x[i] * y[i];
                times++;
            }
        }

        return last * times;
    }

    /// <summary>For each row its largest number, by way of what a call of its own computes.</summary>
    [Differentiable(Hvp = true)]
    public static double Rows([Sample(Length = 52)] ReadOnlySpan<double> x, [Sample(Length = 4)] ReadOnlySpan<double> w)
    {
        double total = 0;
        for (int row = 0; row < w.Length; row++)
        {
            double largest = -1e9;
            for (int i = 0; i < x.Length / w.Length; i++)
            {
                double value = Math.Sin(x[(row * (x.Length / w.Length)) + i]) * w[row];
                if (value > largest)
                {
                    largest = value;
                }
            }

            total += largest * largest * w[row];
        }

        return total;
    }

    /// <summary>What a chosen number is used for comes before and behind it; what the loop writes keeps it as it is.</summary>
    [Differentiable]
    public static double Written([Sample(Length = 20)] ReadOnlySpan<double> x, [Sample(Length = 20)] Span<double> y)
    {
        double largest = -1e9;
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = x[i] * x[i];
            if (y[i] > largest)
            {
                largest = y[i];
            }
        }

        return largest * y[3];
    }
}
