using System;
using DiffGen;
using DiffGen.Sampling;

namespace SigmoidBeliefNetwork;

/// <summary>The score function with a baseline of the runtime.</summary>
/// <param name="name">Its name in tables.</param>
/// <param name="kind">The baseline.</param>
/// <param name="samples">Draws of the coins for each estimate.</param>
internal sealed class ScoreFunction(string name, BaselineKind kind, int samples = 1) : GradientSource(name)
{
    private Bound.ByScoreBaselines _baselines = new() { BernoulliLogit = new ScoreBaseline { Kind = kind } };

    public override void Add(BeliefNetwork network, ReadOnlySpan<double> image, ref Noise noise, double weight, BeliefNetwork gradient)
    {
        Bound.ByScoreExpectationVjp(network, image, ref noise, weight, gradient, ref _baselines, samples);
    }
}
