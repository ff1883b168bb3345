using System;
using System.Collections.Generic;

namespace GridWorld;

/// <summary>A map of cells: where each move leads, and what it is worth to get there.</summary>
internal sealed class World
{
    public const int Moves = 4;
    public const char Goal = 'G';
    public const char Pit = 'P';
    public const char Wall = '#';
    private const double StepReward = -0.04;
    private static readonly (int Rows, int Columns)[] s_directions = [(-1, 0), (0, 1), (1, 0), (0, -1)];

    private World(IReadOnlyList<string> map)
    {
        Map = map;
        int columns = map[0].Length;
        Next = new int[map.Count * columns * Moves];
        Rewards = new double[map.Count * columns];
        Ends = new bool[map.Count * columns];
        List<int> starts = [];
        for (int cell = 0; cell < Rewards.Length; cell++)
        {
            (int row, int column) = (cell / columns, cell % columns);
            char kind = map[row][column];
            Ends[cell] = kind is Goal or Pit;
            Rewards[cell] = StepReward + (kind == Goal ? 1 : kind == Pit ? -1 : 0);
            if (kind == '.')
            {
                starts.Add(cell);
            }

            for (int move = 0; move < Moves; move++)
            {
                int toRow = Math.Clamp(row + s_directions[move].Rows, 0, map.Count - 1), toColumn = Math.Clamp(column + s_directions[move].Columns, 0, columns - 1);
                Next[(cell * Moves) + move] = map[toRow][toColumn] == Wall ? cell : (toRow * columns) + toColumn;
            }
        }

        Starts = [.. starts];
    }

    /// <summary>The world of this sample: a goal and a pit side by side, another pit on the way, walls.</summary>
    public static World Default { get; } = new(
    [
        "......G",
        ".##.#.P",
        ".#..#..",
        "...#...",
        "..P....",
    ]);

    public IReadOnlyList<string> Map { get; }

    public int Cells => Rewards.Length;

    /// <summary>Where move m (up, right, down, left) leads from cell c, at 4c + m.</summary>
    public int[] Next { get; }

    /// <summary>What it is worth to enter a cell.</summary>
    public double[] Rewards { get; }

    /// <summary>Whether a play ends in a cell.</summary>
    public bool[] Ends { get; }

    /// <summary>The cells in which a play may start.</summary>
    public int[] Starts { get; }
}
