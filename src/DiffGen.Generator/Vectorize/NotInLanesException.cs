using System;

namespace DiffGen.Generator.Vectorize;

/// <summary>A construct that cannot run one call in each lane, at its origin: the batch runs call by call.</summary>
internal sealed class NotInLanesException(int origin, string obstacle, string instead) : Exception(obstacle)
{
    public int Origin { get; } = origin;

    public string Obstacle { get; } = obstacle;

    public string Instead { get; } = instead;
}
