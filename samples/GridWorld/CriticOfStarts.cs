using System;
using DiffGen;
using DiffGen.Sampling;

namespace GridWorld;

/// <summary>The score function with a baseline of its own for each start: what rewards have followed the moves of plays from there.</summary>
internal sealed class CriticOfStarts(World world) : PolicyGradient("a mean for each start", plays: 1)
{
    private const double Rate = 0.1;
    private readonly double[] _noGuesses = new double[world.Cells];
    private readonly double[] _worth = new double[world.Cells];
    private Policy.PlayBaselines _baselines = new() { Categorical = new ScoreBaseline { Kind = BaselineKind.Given } };

    public override void Add(World world, ReadOnlySpan<double> policy, ref Noise noise, double weight, Span<double> gradient)
    {
        int start = DrawStart(world, ref noise);
        _baselines.Categorical.Given = _worth[start];
        Policy.PlayExpectationVjp(policy, world.Next, world.Rewards, world.Ends, _noGuesses, start, ref noise, weight, gradient, ref _baselines);
        _worth[start] += Rate * (_baselines.Categorical.LatestCost - _worth[start]);
    }
}
