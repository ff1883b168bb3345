using System;
using System.Collections.Generic;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>The steps after which a training is measured.</summary>
internal static class Checkpoints
{
    /// <summary>Whole numbers from 1 to <paramref name="steps"/>, each at least a quarter larger than the one before, the last one included: close together at first, where losses fall fast.</summary>
    public static IReadOnlyList<int> Geometric(int steps)
    {
        List<int> checkpoints = [];
        for (int step = 1; step < steps; step = Math.Max(step + 1, step * 5 / 4))
        {
            checkpoints.Add(step);
        }

        checkpoints.Add(steps);
        return checkpoints;
    }
}
