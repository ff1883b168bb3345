using System;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>A descent on a surface: where it starts, its learning rate η·e^(−i/10000) in step i, and the steps after which the height is noted.</summary>
internal sealed record SurfaceProblem(string Name, double StartX, double StartY, double LearningRate, int[] Checkpoints)
{
    public double LearningRateOf(int step)
    {
        return LearningRate * Math.Exp(-1e-4 * step);
    }
}
