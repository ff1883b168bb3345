using System;
using DiffGen;
using DiffGen.Sampling;

namespace GridWorld;

/// <summary>
/// The score function with a baseline for each cell: what the cell is worth by dynamic programming at the policy, evaluated again every so many plays, as a critic would learn it.
/// </summary>
internal sealed class CriticOfCells(World world) : PolicyGradient("worth of each cell", plays: 1)
{
    private const int PlaysPerEvaluation = 80;
    private readonly double[] _values = new double[(Policy.Horizon + 1) * world.Cells];
    private Policy.PlayBaselines _baselines = new() { Categorical = new ScoreBaseline { Kind = BaselineKind.None } };
    private int _plays;

    public override void Add(World world, ReadOnlySpan<double> policy, ref Noise noise, double weight, Span<double> gradient)
    {
        if (_plays++ % PlaysPerEvaluation == 0)
        {
            Policy.Evaluate(policy, world.Next, world.Rewards, world.Ends, _values);
        }

        int start = DrawStart(world, ref noise);
        Policy.PlayExpectationVjp(policy, world.Next, world.Rewards, world.Ends, _values.AsSpan(Policy.Horizon * world.Cells), start, ref noise, weight, gradient, ref _baselines);
    }
}
