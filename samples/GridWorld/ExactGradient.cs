using System;
using DiffGen;

namespace GridWorld;

/// <summary>The gradient of the value by dynamic programming.</summary>
internal sealed class ExactGradient() : PolicyGradient("exact gradient", plays: 0)
{
    public override void Add(World world, ReadOnlySpan<double> policy, ref Noise noise, double weight, Span<double> gradient)
    {
        Policy.ValueVjp(policy, world.Next, world.Rewards, world.Ends, world.Starts, weight, gradient);
    }
}
