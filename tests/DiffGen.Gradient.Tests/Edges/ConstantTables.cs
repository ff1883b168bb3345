using System;
using System.Collections.Generic;
using Golden;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>A row of a table, with parts that may be missing.</summary>
public sealed record TableRow(double Target, int[]? Features = null, TableRow? Child = null, double[]? Weights = null);

/// <summary>An edge of a graph.</summary>
public sealed record TableEdge(int To, double Length);

/// <summary>A point of a table.</summary>
/// <param name="Weight">Its weight.</param>
/// <param name="Height">Its height.</param>
[Differentiable]
public readonly record struct TablePoint(double Weight, double Height);

/// <summary>Constants in lists and arrays of arrays, some of which are not there: a branch that does not run asks nothing of them.</summary>
internal static partial class ConstantTables
{
    private static readonly List<TableRow> s_rows = [new(1), new(2, [0, 1]), new(3, null, new TableRow(0.5, [2, 3, 1], null, [0.3, 0.7])), new(0.2, [], null, [0.1])];
    private static readonly int[][] s_neighbours = [[1, 2], [0], [], [2, 0, 1]];
    private static readonly TableEdge[][] s_edges = [[new(1, 0.4), new(2, 0.3)], [], [new(3, 1.2)], [new(0, 0.8)]];
    private static readonly bool[][] s_masks = [[true, false], [false, true]];
    private static readonly double[][][] s_levels = [[[0.2, 0.4], [0.1]], [], [[0.5], [], [0.3, 0.6, 0.9]]];
    private static readonly TablePoint[][] s_points = [[new(0.2, 1.4), new(0.7, 0.3)], [new(1.1, 0.6)]];

    [Differentiable]
    public static double MatchedArrays(double x)
    {
        double product = 1;
        foreach (TableRow row in s_rows)
        {
            if (row.Features is { Length: > 1 } features)
            {
                foreach (int k in features)
                {
                    product *= x + k * product;
                }
            }
        }

        return product;
    }

    [Differentiable]
    public static double LeftOutArrays(double x)
    {
        double product = 1;
        foreach (TableRow row in s_rows)
        {
            if (row is not { Features: { Length: > 1 } features })
            {
                continue;
            }

            foreach (int k in features)
            {
                product *= Math.Sin(x + k * product);
            }
        }

        return product;
    }

    [Differentiable]
    public static double SwitchedArrays(double x)
    {
        double product = 1;
        foreach (TableRow row in s_rows)
        {
            switch (row.Features)
            {
                case { Length: >= 2 } features:
                    foreach (int k in features)
                    {
                        product *= x + k * product;
                    }

                    break;
                default:
                    product *= x;
                    break;
            }
        }

        return product;
    }

    [Differentiable]
    public static double ArraysOfParts(double x)
    {
        double product = 1;
        foreach (TableRow row in s_rows)
        {
            if (row is { Child: { Weights: { Length: > 1 } weights } })
            {
                for (int k = 0; k < weights.Length; k++)
                {
                    product *= x + weights[k] * product;
                }
            }
        }

        return product;
    }

    /// <summary>Rows of unequal lengths: by index, by <c>foreach</c> and by a name of their own.</summary>
    [Differentiable]
    public static double Neighbours([Sample(Length = 4)] ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < s_neighbours.Length; i++)
        {
            int[] row = s_neighbours[i];
            foreach (int j in row)
            {
                sum += Math.Sin(x[i] - x[j]);
            }

            for (int k = 0; k < s_neighbours[i].Length; k++)
            {
                sum += x[i] * x[s_neighbours[i][k]];
            }
        }

        return sum;
    }

    [Differentiable]
    public static double EachRow([Sample(Length = 4)] ReadOnlySpan<double> x)
    {
        double product = 1;
        int i = 0;
        foreach (TableEdge[] row in s_edges)
        {
            foreach (TableEdge edge in row)
            {
                product *= edge.Length * x[i] - x[edge.To];
            }

            i++;
        }

        return product * (s_masks[1][0] ? x[0] : x[1]);
    }

    [Differentiable]
    public static double ThreeLevels(double x)
    {
        double sum = 0;
        foreach (double[][] level in s_levels)
        {
            foreach (double[] row in level)
            {
                foreach (double value in row)
                {
                    sum += Math.Exp(x * value);
                }
            }
        }

        for (int i = 0; i < s_levels.Length; i++)
        {
            for (int j = 0; j < s_levels[i].Length; j++)
            {
                for (int k = 0; k < s_levels[i][j].Length; k++)
                {
                    sum *= 1 + x * s_levels[i][j][k];
                }
            }
        }

        return sum;
    }

    [Differentiable]
    public static double Points(double x)
    {
        double sum = 0;
        for (int i = 0; i < s_points.Length; i++)
        {
            for (int j = 0; j < s_points[i].Length; j++)
            {
                sum += Math.Pow(x, s_points[i][j].Weight) * s_points[i][j].Height;
            }
        }

        return sum;
    }
}
