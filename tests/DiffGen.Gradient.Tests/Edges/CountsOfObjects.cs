using System;
using DiffGen;
using Golden;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>Counts that an object computes of its fields: reading them twice is reading them once.</summary>
public static partial class CountsOfObjects
{
    private static readonly Grid s_grid = new(2, 3);

    /// <summary>Run again in reverse, with a count for a bound.</summary>
    [Differentiable(Hvp = true)]
    public static double RunAgain([Sample(Length = 5)] ReadOnlySpan<double> x)
    {
        Span<double> y = stackalloc double[s_grid.Count];
        Fill(x, y);
        double sum = 0;
        for (int i = 0; i < s_grid.Count; i++)
        {
            sum += y[i] * y[(i + 1) % s_grid.Count] * s_grid.Inner;
        }

        return sum;
    }

    /// <summary>The bound of a loop changes with what the object holds, which the method sets.</summary>
    [Differentiable]
    public static double Growing(double x, [Sample(Values = "0 | 2 | 4")] int rows)
    {
        Grid grid = new(1, 1);
        double sum = 0;
        for (int i = 0; i < grid.Count; i++)
        {
            sum += Math.Sin(x * i) * grid.Count;
            if (i < rows)
            {
                grid.Grow();
            }
        }

        return sum * grid.Count;
    }

    [Checkpoint]
    private static void Fill(ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < s_grid.Count; i++)
        {
            y[i] = Math.Sin(x[i % x.Length] * (i + s_grid.Last));
        }
    }

    /// <summary>Counts of three kinds: of what the constructor was given, of fields, and of an array.</summary>
    private sealed class Grid(int rows, int columns)
    {
        private readonly double[] _cells = new double[rows * columns];
        private int _rows = rows;

        public int Count => _rows * columns;

        public int Last
        {
            get { return (this._rows - 1) * columns + 1; }
        }

        public int Inner
        {
            get => _cells.Length - 2;
        }

        public void Grow() => _rows++;
    }
}
