using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen.Benchmarks.Harness;
using DiffGen.Sampling;
using EpidemicCalibration;
using GridWorld;
using SigmoidBeliefNetwork;

namespace DiffGen.Benchmarks.Cases;

/// <summary>The models of three samples: coins behind an image, a walk through a grid, an epidemic.</summary>
internal static class Simulations
{
    private const ulong Seed = 42;

    private delegate double Draw(ref Noise noise);

    /// <param name="Name">Which kind of gradient.</param>
    /// <param name="Run">One estimate; the value.</param>
    private sealed record Estimate(string Name, Draw Run);

    public static IEnumerable<Simulation> All()
    {
        yield return OfBeliefNetwork();
        yield return OfGridWorld();
        yield return OfEpidemic();
    }

    /// <summary>A network like that of the sample, on an image of stripes.</summary>
    private static Simulation OfBeliefNetwork()
    {
        const int Pixels = 196, Coins = 32;
        BeliefNetwork network = new(Pixels, Coins), gradient = network.NewLike();
        Noise weights = new(7);
        Sample.Normal(0.0, 0.1, network.Parameters, ref weights);
        double[] image = [.. Enumerable.Range(0, Pixels).Select(i => i % 3 == 0 ? 1.0 : 0)];
        Bound.ByScoreBaselines optimal = new() { BernoulliLogit = new ScoreBaseline { Kind = BaselineKind.Optimal } };
        Bound.ByScoreBaselines leaveOneOut = new() { BernoulliLogit = new ScoreBaseline { Kind = BaselineKind.LeaveOneOut } };
        return Of(
            "simulation of a sigmoid belief network, 32 coins, 196 pixels",
            (ref Noise noise) => Bound.ByScore(network, image, ref noise),
            new Estimate("score function", (ref Noise noise) => Bound.ByScoreExpectationGradient(network, image, ref noise, gradient)),
            new Estimate("score function, optimal baseline", (ref Noise noise) => Bound.ByScoreExpectationGradient(network, image, ref noise, gradient, ref optimal)),
            new Estimate("score function, leave one out of 2", (ref Noise noise) => Bound.ByScoreExpectationGradient(network, image, ref noise, gradient, ref leaveOneOut, 2)),
            new Estimate("straight-through (biased)", (ref Noise noise) => Bound.StraightThroughExpectationGradient(network, image, ref noise, gradient)),
            new Estimate("Gumbel-softmax (biased)", (ref Noise noise) => Bound.RelaxedExpectationGradient(network, image, ref noise, gradient)));
    }

    /// <summary>Plays by a policy of chance, of 40 steps at most.</summary>
    private static Simulation OfGridWorld()
    {
        World world = World.Default;
        double[] policy = new double[world.Cells * World.Moves], gradient = new double[policy.Length], guesses = new double[world.Cells];
        int start = world.Starts[0];
        Policy.PlayBaselines average = default;
        return Of(
            "simulation of a walk, up to 40 moves",
            (ref Noise noise) => Policy.Play(policy, world.Next, world.Rewards, world.Ends, guesses, start, ref noise),
            new Estimate("score function", (ref Noise noise) => Policy.PlayExpectationGradient(policy, world.Next, world.Rewards, world.Ends, guesses, start, ref noise, gradient)),
            new Estimate("score function, moving average", (ref Noise noise) => Policy.PlayExpectationGradient(policy, world.Next, world.Rewards, world.Ends, guesses, start, ref noise, gradient, ref average)));
    }

    /// <summary>Outbreaks at the true parameters of the sample.</summary>
    private static Simulation OfEpidemic()
    {
        double[] free = new Parameters(Contact: 0.35, Recovery: 0.15, Reporting: 0.5).Free, weights = [.. Enumerable.Repeat(1.0, Outbreak.Statistics)];
        Outbreak.WeightedBaselines optimal = default;
        optimal.Binomial.Kind = optimal.Binomial2.Kind = optimal.Binomial3.Kind = BaselineKind.Optimal;
        return Of(
            "simulation of an epidemic, 150 people, up to 56 days",
            (ref Noise noise) => Outbreak.Weighted(free[0], free[1], free[2], weights, ref noise),
            new Estimate("score function", (ref Noise noise) => Outbreak.WeightedExpectationGradient(free[0], free[1], free[2], weights, ref noise).Value),
            new Estimate("score function, optimal baseline", (ref Noise noise) => Outbreak.WeightedExpectationGradient(free[0], free[1], free[2], weights, ref noise, ref optimal).Value));
    }

    private static Simulation Of(string name, Draw simulation, params Estimate[] estimates)
    {
        return new Simulation(name, Repeat(simulation), [.. estimates.Select(estimate => (estimate.Name, Repeat(estimate.Run)))], () => Check(name, simulation, estimates));
    }

    private static Func<int, double> Repeat(Draw draw)
    {
        return repetitions =>
        {
            Noise noise = new(Seed);
            double sum = 0;
            for (int i = 0; i < repetitions; i++)
            {
                sum += draw(ref noise);
            }

            return sum;
        };
    }

    /// <summary>A companion simulates what the plain call simulates from the same noise, and moves the stream on as far. Those that take several samples or relax the draws do not.</summary>
    private static void Check(string name, Draw simulation, Estimate[] estimates)
    {
        foreach ((string estimate, Draw run) in estimates.Where(estimate => !estimate.Name.Contains("leave one out", StringComparison.Ordinal) && !estimate.Name.Contains("Gumbel", StringComparison.Ordinal)))
        {
            Noise plain = new(Seed), companion = plain;
            for (int i = 0; i < 100; i++)
            {
                Agreement.Require($"{name}, {estimate}", run(ref companion), simulation(ref plain), 1e-10);
            }

            if (plain != companion)
            {
                throw new InvalidOperationException($"{name}, {estimate}: the stream stands elsewhere than behind the plain call.");
            }
        }
    }
}
