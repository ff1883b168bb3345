using System;
using DiffGen;

namespace SigmoidBeliefNetwork;

/// <summary>Relaxed coins.</summary>
internal sealed class GumbelSoftmax() : GradientSource("Gumbel-softmax", isBiased: true)
{
    public override void Add(BeliefNetwork network, ReadOnlySpan<double> image, ref Noise noise, double weight, BeliefNetwork gradient)
    {
        Bound.RelaxedExpectationVjp(network, image, ref noise, weight, gradient);
    }
}
