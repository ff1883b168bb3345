using System;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>Loops whose gradients add to neighbours in one buffer; each method once more without vectors, and of single precision.</summary>
internal static partial class NeighbourSums
{
    /// <summary>Each element and both its neighbours, upwards.</summary>
    [Differentiable]
    internal static double Bend(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double s)
    {
        double sum = 0;
        for (int i = 1; i < x.Length - 1; i++)
        {
            double bend = x[i - 1] - s * x[i] + x[i + 1];
            sum += y[i] * bend * bend;
        }

        return sum;
    }

    [Differentiable(Simd = false)]
    internal static double BendOneByOne(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double s)
    {
        double sum = 0;
        for (int i = 1; i < x.Length - 1; i++)
        {
            double bend = x[i - 1] - s * x[i] + x[i + 1];
            sum += y[i] * bend * bend;
        }

        return sum;
    }

    [Differentiable]
    internal static float BendOfSingles(ReadOnlySpan<float> x, ReadOnlySpan<float> y, float s)
    {
        float sum = 0;
        for (int i = 1; i < x.Length - 1; i++)
        {
            float bend = x[i - 1] - s * x[i] + x[i + 1];
            sum += y[i] * bend * bend;
        }

        return sum;
    }

    /// <summary>Differences of neighbours, downwards.</summary>
    [Differentiable]
    internal static double Steps(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double s)
    {
        double sum = 0;
        for (int i = x.Length - 2; i >= 0; i--)
        {
            double step = x[i + 1] - s * x[i];
            sum += step * step * y[i + 1];
        }

        return sum;
    }

    [Differentiable(Simd = false)]
    internal static double StepsOneByOne(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double s)
    {
        double sum = 0;
        for (int i = x.Length - 2; i >= 0; i--)
        {
            double step = x[i + 1] - s * x[i];
            sum += step * step * y[i + 1];
        }

        return sum;
    }

    [Differentiable]
    internal static float StepsOfSingles(ReadOnlySpan<float> x, ReadOnlySpan<float> y, float s)
    {
        float sum = 0;
        for (int i = x.Length - 2; i >= 0; i--)
        {
            float step = x[i + 1] - s * x[i];
            sum += step * step * y[i + 1];
        }

        return sum;
    }

    /// <summary>Neighbours in two buffers, to a bound that belongs to the loop.</summary>
    [Differentiable]
    internal static double Crossed(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double s)
    {
        double sum = 0;
        int last = Math.Min(x.Length, y.Length) - 2;
        for (int i = 0; i <= last; i++)
        {
            sum += s * x[i] * y[i + 1] - x[i + 1] * y[i];
        }

        return sum;
    }

    [Differentiable(Simd = false)]
    internal static double CrossedOneByOne(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double s)
    {
        double sum = 0;
        int last = Math.Min(x.Length, y.Length) - 2;
        for (int i = 0; i <= last; i++)
        {
            sum += s * x[i] * y[i + 1] - x[i + 1] * y[i];
        }

        return sum;
    }

    [Differentiable]
    internal static float CrossedOfSingles(ReadOnlySpan<float> x, ReadOnlySpan<float> y, float s)
    {
        float sum = 0;
        int last = Math.Min(x.Length, y.Length) - 2;
        for (int i = 0; i <= last; i++)
        {
            sum += s * x[i] * y[i + 1] - x[i + 1] * y[i];
        }

        return sum;
    }

    /// <summary>Neighbours that are not the next, in an order of their own.</summary>
    [Differentiable]
    internal static double Apart(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double s)
    {
        double sum = 0;
        for (int i = x.Length - 3; i > 0; i--)
        {
            sum += x[i + 2] * x[i - 1] * y[i] + s * x[i + 2];
        }

        return sum;
    }

    [Differentiable(Simd = false)]
    internal static double ApartOneByOne(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double s)
    {
        double sum = 0;
        for (int i = x.Length - 3; i > 0; i--)
        {
            sum += x[i + 2] * x[i - 1] * y[i] + s * x[i + 2];
        }

        return sum;
    }

    [Differentiable]
    internal static float ApartOfSingles(ReadOnlySpan<float> x, ReadOnlySpan<float> y, float s)
    {
        float sum = 0;
        for (int i = x.Length - 3; i > 0; i--)
        {
            sum += x[i + 2] * x[i - 1] * y[i] + s * x[i + 2];
        }

        return sum;
    }

    /// <summary>What the loop adds is read from the gradient of another buffer.</summary>
    [Differentiable]
    internal static double Smoothed(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double s)
    {
        Span<double> smooth = new double[x.Length];
        for (int i = 1; i < x.Length - 1; i++)
        {
            smooth[i] = y[i] * (x[i - 1] + s * x[i] + x[i + 1]);
        }

        double sum = 0;
        for (int i = 0; i < smooth.Length; i++)
        {
            sum += smooth[i] * smooth[i];
        }

        return sum;
    }

    [Differentiable(Simd = false)]
    internal static double SmoothedOneByOne(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double s)
    {
        Span<double> smooth = new double[x.Length];
        for (int i = 1; i < x.Length - 1; i++)
        {
            smooth[i] = y[i] * (x[i - 1] + s * x[i] + x[i + 1]);
        }

        double sum = 0;
        for (int i = 0; i < smooth.Length; i++)
        {
            sum += smooth[i] * smooth[i];
        }

        return sum;
    }

    [Differentiable]
    internal static float SmoothedOfSingles(ReadOnlySpan<float> x, ReadOnlySpan<float> y, float s)
    {
        Span<float> smooth = new float[x.Length];
        for (int i = 1; i < x.Length - 1; i++)
        {
            smooth[i] = y[i] * (x[i - 1] + s * x[i] + x[i + 1]);
        }

        float sum = 0;
        for (int i = 0; i < smooth.Length; i++)
        {
            sum += smooth[i] * smooth[i];
        }

        return sum;
    }

    /// <summary>As often as is known.</summary>
    [Differentiable]
    internal static double Fixed(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double s)
    {
        double sum = 0;
        if (x.Length >= 40)
        {
            for (int i = 30; i >= 1; i--)
            {
                sum += y[i] * (x[i] + s * x[i + 1]);
            }
        }

        return sum;
    }

    [Differentiable(Simd = false)]
    internal static double FixedOneByOne(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double s)
    {
        double sum = 0;
        if (x.Length >= 40)
        {
            for (int i = 30; i >= 1; i--)
            {
                sum += y[i] * (x[i] + s * x[i + 1]);
            }
        }

        return sum;
    }

    [Differentiable]
    internal static float FixedOfSingles(ReadOnlySpan<float> x, ReadOnlySpan<float> y, float s)
    {
        float sum = 0;
        if (x.Length >= 40)
        {
            for (int i = 30; i >= 1; i--)
            {
                sum += y[i] * (x[i] + s * x[i + 1]);
            }
        }

        return sum;
    }

    /// <summary>Five elements: more at the ends than is computed there.</summary>
    [Differentiable]
    internal static double Wide(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double s)
    {
        double sum = 0;
        for (int i = 2; i < x.Length - 2; i++)
        {
            double mean = s * (x[i - 2] + 4 * x[i - 1] + 6 * x[i] + 4 * x[i + 1] + x[i + 2]);
            sum += mean * y[i];
        }

        return sum;
    }

    [Differentiable(Simd = false)]
    internal static double WideOneByOne(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double s)
    {
        double sum = 0;
        for (int i = 2; i < x.Length - 2; i++)
        {
            double mean = s * (x[i - 2] + 4 * x[i - 1] + 6 * x[i] + 4 * x[i + 1] + x[i + 2]);
            sum += mean * y[i];
        }

        return sum;
    }

    [Differentiable]
    internal static float WideOfSingles(ReadOnlySpan<float> x, ReadOnlySpan<float> y, float s)
    {
        float sum = 0;
        for (int i = 2; i < x.Length - 2; i++)
        {
            float mean = s * (x[i - 2] + 4 * x[i - 1] + 6 * x[i] + 4 * x[i + 1] + x[i + 2]);
            sum += mean * y[i];
        }

        return sum;
    }

    /// <summary>Neighbours in a branch, and beside it.</summary>
    [Differentiable]
    internal static double Chosen(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double s)
    {
        double sum = 0;
        for (int i = 1; i < x.Length; i++)
        {
            sum += x[i] * x[i - 1] * s;
            if (y[i] > 0)
            {
                sum += x[i] * y[i - 1];
            }
        }

        return sum;
    }

    [Differentiable(Simd = false)]
    internal static double ChosenOneByOne(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double s)
    {
        double sum = 0;
        for (int i = 1; i < x.Length; i++)
        {
            sum += x[i] * x[i - 1] * s;
            if (y[i] > 0)
            {
                sum += x[i] * y[i - 1];
            }
        }

        return sum;
    }

    [Differentiable]
    internal static float ChosenOfSingles(ReadOnlySpan<float> x, ReadOnlySpan<float> y, float s)
    {
        float sum = 0;
        for (int i = 1; i < x.Length; i++)
        {
            sum += x[i] * x[i - 1] * s;
            if (y[i] > 0)
            {
                sum += x[i] * y[i - 1];
            }
        }

        return sum;
    }

    /// <summary>A grid, whose rows are as long as it is wide.</summary>
    [Differentiable]
    internal static double Rows(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double s)
    {
        const int Width = 21;
        int rows = x.Length / Width;
        Span<double> next = new double[x.Length];
        for (int row = 1; row < rows - 1; row++)
        {
            for (int column = 1; column < Width - 1; column++)
            {
                int at = row * Width + column;
                double flow = x[at - Width] + x[at + Width] + x[at - 1] + x[at + 1] - 4 * x[at];
                next[at] = x[at] + s * flow * y[at];
            }
        }

        double sum = 0;
        for (int i = 0; i < next.Length; i++)
        {
            sum += next[i] * next[i];
        }

        return sum;
    }

    [Differentiable(Simd = false)]
    internal static double RowsOneByOne(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double s)
    {
        const int Width = 21;
        int rows = x.Length / Width;
        Span<double> next = new double[x.Length];
        for (int row = 1; row < rows - 1; row++)
        {
            for (int column = 1; column < Width - 1; column++)
            {
                int at = row * Width + column;
                double flow = x[at - Width] + x[at + Width] + x[at - 1] + x[at + 1] - 4 * x[at];
                next[at] = x[at] + s * flow * y[at];
            }
        }

        double sum = 0;
        for (int i = 0; i < next.Length; i++)
        {
            sum += next[i] * next[i];
        }

        return sum;
    }

    [Differentiable]
    internal static float RowsOfSingles(ReadOnlySpan<float> x, ReadOnlySpan<float> y, float s)
    {
        const int Width = 21;
        int rows = x.Length / Width;
        Span<float> next = new float[x.Length];
        for (int row = 1; row < rows - 1; row++)
        {
            for (int column = 1; column < Width - 1; column++)
            {
                int at = row * Width + column;
                float flow = x[at - Width] + x[at + Width] + x[at - 1] + x[at + 1] - 4 * x[at];
                next[at] = x[at] + s * flow * y[at];
            }
        }

        float sum = 0;
        for (int i = 0; i < next.Length; i++)
        {
            sum += next[i] * next[i];
        }

        return sum;
    }
}
