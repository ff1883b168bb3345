using System;
using System.Linq;

namespace GridWorld;

/// <summary>The most that any policy is worth: Bellman's equation, backwards from the horizon.</summary>
internal static class BestPolicy
{
    public static double Value(World world)
    {
        double[] values = new double[world.Cells];
        for (int left = 1; left <= Policy.Horizon; left++)
        {
            values = [.. Enumerable.Range(0, world.Cells).Select(cell => Enumerable.Range(0, World.Moves).Max(move =>
                ((1 - Policy.Slip) * After(world, values, cell, move)) + (Policy.Slip * After(world, values, cell, (move + 1) % World.Moves))))];
        }

        return world.Starts.Average(start => values[start]);
    }

    private static double After(World world, double[] values, int cell, int move)
    {
        int to = world.Next[(cell * World.Moves) + move];
        return world.Rewards[to] + (world.Ends[to] ? 0 : values[to]);
    }
}
