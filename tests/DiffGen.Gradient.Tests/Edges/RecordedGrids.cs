using System;
using Golden;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>Loops over rows that each save numbers of every column; each method once more without vectors, which saves each row for itself.</summary>
internal static partial class RecordedGrids
{
    /// <summary>Each row changes the state.</summary>
    [Differentiable]
    internal static double Layers(ReadOnlySpan<double> x, ReadOnlySpan<double> w, [Sample(Values = "2")] int rows, [Sample(Values = "2")] int columns)
    {
        Span<double> state = new double[columns];
        x[..columns].CopyTo(state);
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < columns; i++)
            {
                state[i] = Math.Tanh(state[i] * w[row * columns + i] + state[i] * state[i]);
            }
        }

        double sum = 0;
        for (int i = 0; i < columns; i++)
        {
            sum += state[i] * x[i];
        }

        return sum;
    }

    [Differentiable(Simd = false)]
    internal static double LayersOneByOne(ReadOnlySpan<double> x, ReadOnlySpan<double> w, [Sample(Values = "2")] int rows, [Sample(Values = "2")] int columns)
    {
        Span<double> state = new double[columns];
        x[..columns].CopyTo(state);
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < columns; i++)
            {
                state[i] = Math.Tanh(state[i] * w[row * columns + i] + state[i] * state[i]);
            }
        }

        double sum = 0;
        for (int i = 0; i < columns; i++)
        {
            sum += state[i] * x[i];
        }

        return sum;
    }

    /// <summary>From the last row to the first but two, and to the last column.</summary>
    [Differentiable]
    internal static double Downwards(ReadOnlySpan<double> x, ReadOnlySpan<double> w, [Sample(Values = "2")] int rows, [Sample(Values = "2")] int columns)
    {
        Span<double> state = new double[columns];
        x[..columns].CopyTo(state);
        for (int row = rows - 1; row >= 2; row--)
        {
            for (int i = columns - 1; i >= 0; i--)
            {
                state[i] = Math.Sin(state[i] * w[row * columns + i]) * state[i];
            }
        }

        double sum = 0;
        for (int i = 0; i < columns; i++)
        {
            sum += state[i] * x[i];
        }

        return sum;
    }

    [Differentiable(Simd = false)]
    internal static double DownwardsOneByOne(ReadOnlySpan<double> x, ReadOnlySpan<double> w, [Sample(Values = "2")] int rows, [Sample(Values = "2")] int columns)
    {
        Span<double> state = new double[columns];
        x[..columns].CopyTo(state);
        for (int row = rows - 1; row >= 2; row--)
        {
            for (int i = columns - 1; i >= 0; i--)
            {
                state[i] = Math.Sin(state[i] * w[row * columns + i]) * state[i];
            }
        }

        double sum = 0;
        for (int i = 0; i < columns; i++)
        {
            sum += state[i] * x[i];
        }

        return sum;
    }

    /// <summary>To a last row that belongs to the loop, with more than one number in an iteration.</summary>
    [Differentiable]
    internal static double Counted(ReadOnlySpan<double> x, ReadOnlySpan<double> w, [Sample(Values = "2")] int rows, [Sample(Values = "2")] int columns)
    {
        Span<double> state = new double[columns];
        Span<double> speed = new double[columns];
        x[..columns].CopyTo(state);
        for (int row = 1; row <= rows - 2; row++)
        {
            for (int i = 0; i < columns; i++)
            {
                speed[i] = 0.9 * speed[i] * speed[i] - w[row * columns + i] * state[i] * state[i];
                state[i] = state[i] * speed[i] + x[i];
            }
        }

        double sum = 0;
        for (int i = 0; i < columns; i++)
        {
            sum += state[i] * x[i];
        }

        return sum;
    }

    [Differentiable(Simd = false)]
    internal static double CountedOneByOne(ReadOnlySpan<double> x, ReadOnlySpan<double> w, [Sample(Values = "2")] int rows, [Sample(Values = "2")] int columns)
    {
        Span<double> state = new double[columns];
        Span<double> speed = new double[columns];
        x[..columns].CopyTo(state);
        for (int row = 1; row <= rows - 2; row++)
        {
            for (int i = 0; i < columns; i++)
            {
                speed[i] = 0.9 * speed[i] * speed[i] - w[row * columns + i] * state[i] * state[i];
                state[i] = state[i] * speed[i] + x[i];
            }
        }

        double sum = 0;
        for (int i = 0; i < columns; i++)
        {
            sum += state[i] * x[i];
        }

        return sum;
    }

    /// <summary>Which way an iteration goes is saved beside its numbers, and a second loop saves its own.</summary>
    [Differentiable]
    internal static double Branches(ReadOnlySpan<double> x, ReadOnlySpan<double> w, [Sample(Values = "2")] int rows, [Sample(Values = "2")] int columns)
    {
        Span<double> state = new double[columns];
        x[..columns].CopyTo(state);
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < columns; i++)
            {
                if (state[i] > 0.2)
                {
                    state[i] *= state[i] * w[row * columns + i];
                }
                else
                {
                    state[i] += Math.Exp(state[i]);
                }
            }

            for (int i = 0; i < columns / 2; i++)
            {
                state[i] = Math.Cos(state[i]) * state[i];
            }
        }

        double sum = 0;
        for (int i = 0; i < columns; i++)
        {
            sum += state[i] * x[i];
        }

        return sum;
    }

    [Differentiable(Simd = false)]
    internal static double BranchesOneByOne(ReadOnlySpan<double> x, ReadOnlySpan<double> w, [Sample(Values = "2")] int rows, [Sample(Values = "2")] int columns)
    {
        Span<double> state = new double[columns];
        x[..columns].CopyTo(state);
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < columns; i++)
            {
                if (state[i] > 0.2)
                {
                    state[i] *= state[i] * w[row * columns + i];
                }
                else
                {
                    state[i] += Math.Exp(state[i]);
                }
            }

            for (int i = 0; i < columns / 2; i++)
            {
                state[i] = Math.Cos(state[i]) * state[i];
            }
        }

        double sum = 0;
        for (int i = 0; i < columns; i++)
        {
            sum += state[i] * x[i];
        }

        return sum;
    }

    /// <summary>Each row is longer than the one before.</summary>
    [Differentiable]
    internal static double Triangle(ReadOnlySpan<double> x, ReadOnlySpan<double> w, [Sample(Values = "2")] int rows, [Sample(Values = "2")] int columns)
    {
        Span<double> state = new double[columns];
        x[..columns].CopyTo(state);
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < Math.Min(row, columns); i++)
            {
                state[i] = Math.Tanh(state[i] * w[row * columns + i] + state[i] * state[i]);
            }
        }

        double sum = 0;
        for (int i = 0; i < columns; i++)
        {
            sum += state[i] * x[i];
        }

        return sum;
    }

    [Differentiable(Simd = false)]
    internal static double TriangleOneByOne(ReadOnlySpan<double> x, ReadOnlySpan<double> w, [Sample(Values = "2")] int rows, [Sample(Values = "2")] int columns)
    {
        Span<double> state = new double[columns];
        x[..columns].CopyTo(state);
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < Math.Min(row, columns); i++)
            {
                state[i] = Math.Tanh(state[i] * w[row * columns + i] + state[i] * state[i]);
            }
        }

        double sum = 0;
        for (int i = 0; i < columns; i++)
        {
            sum += state[i] * x[i];
        }

        return sum;
    }

    /// <summary>Rows of steps: the loop around the rows runs over time.</summary>
    [Differentiable]
    internal static double Steps(ReadOnlySpan<double> x, ReadOnlySpan<double> w, [Sample(Values = "2")] int rows, [Sample(Values = "2")] int columns)
    {
        Span<double> state = new double[columns];
        x[..columns].CopyTo(state);
        for (int step = 0; step < 3; step++)
        {
            for (int row = 0; row < rows; row++)
            {
                for (int i = 0; i < columns; i++)
                {
                    state[i] = Math.Sin(state[i] * w[row * columns + i] + 0.1 * step * state[i]);
                }
            }
        }

        double sum = 0;
        for (int i = 0; i < columns; i++)
        {
            sum += state[i] * x[i];
        }

        return sum;
    }

    [Differentiable(Simd = false)]
    internal static double StepsOneByOne(ReadOnlySpan<double> x, ReadOnlySpan<double> w, [Sample(Values = "2")] int rows, [Sample(Values = "2")] int columns)
    {
        Span<double> state = new double[columns];
        x[..columns].CopyTo(state);
        for (int step = 0; step < 3; step++)
        {
            for (int row = 0; row < rows; row++)
            {
                for (int i = 0; i < columns; i++)
                {
                    state[i] = Math.Sin(state[i] * w[row * columns + i] + 0.1 * step * state[i]);
                }
            }
        }

        double sum = 0;
        for (int i = 0; i < columns; i++)
        {
            sum += state[i] * x[i];
        }

        return sum;
    }
}
