using System.Collections.Generic;

namespace DiffGen.Benchmarks.Cases;

/// <summary>
/// What an engineer would save of each iteration of the models' loops for the reverse sweep, in bytes, in the order of the loops. What a sweep leaves in the
/// method's own buffers costs nothing; what is read from the parameters neither.
/// </summary>
internal static class HandCounts
{
    public static IReadOnlyDictionary<string, int[]> ByFile { get; } = new Dictionary<string, int[]>
    {
        // Of each pair z and the share of the component; x - mu is computed again. The diagonals stay in their buffer.
        ["GaussianMixture.cs"] = [0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 8],

        // Which centroid is nearest is a number of each point, not of each centroid.
        ["Clusters.cs"] = [4, 0, 0],

        // x, h, c, four gates and tanh(c); what goes out and its cotangent.
        ["DiagonalLstm.cs"] = [0, 0, 0, 0, 0, 64, 16, 0],

        // The factors stay in the matrix: L below the diagonal, U above; the row of each pivot.
        ["LinearAlgebra.cs"] = [4, 0, 0, 0, 0, 0, 8, 0, 8],

        // The price; how much it grew is the quotient of two.
        ["Options.cs"] = [0, 8],
        ["LotkaVolterra.cs"] = [16],

        // Positions of each step, nothing of each pair.
        ["Bodies.cs"] = [0, 0, 0, 8, 0],

        // Temperatures of each step.
        ["HeatFlow.cs"] = [0, 0, 8, 0],

        // The shares of the three ways to a cell.
        ["SoftTimeWarping.cs"] = [0, 24],
        ["Loops.cs"] = [8, 8, 0, 0, 0, 0, 8],
        ["Elementwise.cs"] = [0, 0, 0, 0, 0, 0],
    };
}
