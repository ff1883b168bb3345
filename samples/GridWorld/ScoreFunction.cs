using System;
using DiffGen;
using DiffGen.Sampling;

namespace GridWorld;

/// <summary>The score function (REINFORCE) with a baseline of the runtime.</summary>
/// <param name="name">Its name in tables.</param>
/// <param name="kind">The baseline.</param>
/// <param name="plays">Plays for one estimate, all from one start.</param>
internal sealed class ScoreFunction(string name, BaselineKind kind, int plays = 1) : PolicyGradient(name, plays)
{
    private readonly double[] _noGuesses = new double[World.Default.Cells];
    private Policy.PlayBaselines _baselines = new() { Categorical = new ScoreBaseline { Kind = kind } };

    public override void Add(World world, ReadOnlySpan<double> policy, ref Noise noise, double weight, Span<double> gradient)
    {
        int start = DrawStart(world, ref noise);
        Policy.PlayExpectationVjp(policy, world.Next, world.Rewards, world.Ends, _noGuesses, start, ref noise, weight, gradient, ref _baselines, Plays);
    }
}
