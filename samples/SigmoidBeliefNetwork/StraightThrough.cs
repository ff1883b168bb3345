using System;
using DiffGen;

namespace SigmoidBeliefNetwork;

/// <summary>Straight-through.</summary>
internal sealed class StraightThrough() : GradientSource("straight-through", isBiased: true)
{
    public override void Add(BeliefNetwork network, ReadOnlySpan<double> image, ref Noise noise, double weight, BeliefNetwork gradient)
    {
        Bound.StraightThroughExpectationVjp(network, image, ref noise, weight, gradient);
    }
}
