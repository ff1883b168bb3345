using System;
using System.Collections.Generic;
using DiffGen;

namespace GridWorld;

/// <summary>A policy that learns.</summary>
internal sealed class Agent(World world, PolicyGradient source, Noise noise)
{
    /// <summary>Plays of one update.</summary>
    public const int PlaysPerUpdate = 8;

    private const double LearningRate = 0.02;
    private readonly double[] _policy = new double[world.Cells * World.Moves];
    private readonly double[] _gradient = new double[world.Cells * World.Moves];
    private readonly Adam<double> _optimizer = new(world.Cells * World.Moves, LearningRate);
    private readonly List<double> _curve = [];
    private Noise _noise = noise;

    public ReadOnlySpan<double> Policy => _policy;

    /// <summary>The policy's value at each measurement, by dynamic programming.</summary>
    public IReadOnlyList<double> Curve => _curve;

    /// <summary>One step of Adam up the value.</summary>
    public void Update()
    {
        int estimates = source.Plays == 0 ? 1 : PlaysPerUpdate / source.Plays;
        Array.Clear(_gradient);
        for (int i = 0; i < estimates; i++)
        {
            source.Add(world, _policy, ref _noise, -1.0 / estimates, _gradient);
        }

        _optimizer.Step(_policy, _gradient);
    }

    public void Measure()
    {
        _curve.Add(GridWorld.Policy.Value(_policy, world.Next, world.Rewards, world.Ends, world.Starts));
    }
}
