using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen;
using DiffGen.Samples;
using DiffGen.Samples.Report;
using DiffGen.Sampling;

namespace GridWorld;

/// <summary>Agents that learn by each kind of gradient, from several seeds; and the variance of the estimates against the exact gradient.</summary>
internal sealed class Experiment(SampleOptions options)
{
    private const int Measurements = 20;

    public static World World => World.Default;

    public int Updates => options.Quick ? 200 : 2_000;

    public int Seeds => options.Quick ? 3 : 20;

    /// <summary>The ways that are compared, new ones that have learned nothing.</summary>
    public static PolicyGradient[] Sources()
    {
        return
        [
            new ScoreFunction("no baseline", BaselineKind.None),
            new ScoreFunction("moving average", BaselineKind.MovingAverage),
            new ScoreFunction("leave one out of 4", BaselineKind.LeaveOneOut, plays: 4),
            new CriticOfStarts(World),
            new CriticOfCells(World),
            new ExactGradient(),
        ];
    }

    /// <summary>Trains agents.</summary>
    public IReadOnlyList<Training> Train(ProgressDisplay display)
    {
        List<Training> trainings = [];
        foreach (PolicyGradient source in Sources())
        {
            Training training = new(source.Name, Updates / Measurements);
            trainings.Add(training);
            for (int seed = 0; seed < (source.Plays == 0 ? 1 : Seeds); seed++)
            {
                PolicyGradient fresh = Sources()[trainings.Count - 1];
                Agent agent = new(World, fresh, new Noise(options.Seed).Split(seed));
                for (int update = 0; update <= Updates; update++)
                {
                    if (update % (Updates / Measurements) == 0)
                    {
                        agent.Measure();
                    }

                    agent.Update();
                }

                training.Agents.Add(agent);
                display.Update(() => GridReport.Trainings(trainings));
            }

            (double value, double error) = training.At(Measurements);
            display.Milestone($"{source.Name}: {Numbers.Fixed(value)}{(double.IsNaN(error) ? "" : $" ± {Numbers.Fixed(error)}")} after {Numbers.Count(Updates)} updates", () => GridReport.Trainings(trainings));
        }

        return trainings;
    }

    /// <summary>The estimates at a policy that has learned for so many updates.</summary>
    public LabReport Compare(int updates)
    {
        Agent learned = new(World, new ExactGradient(), new Noise(options.Seed));
        for (int update = 0; update < updates; update++)
        {
            learned.Update();
        }

        double[] policy = learned.Policy.ToArray(), exact = new double[policy.Length];
        Policy.ValueGradient(policy, World.Next, World.Rewards, World.Ends, World.Starts, exact);
        EstimatorLab lab = new(policy.Length);
        lab.Expect(exact);
        foreach (PolicyGradient source in Sources().Where(source => source.Plays > 0))
        {
            // What baselines learn, they learn before.
            Noise before = new Noise(options.Seed).Split(1);
            double[] unused = new double[policy.Length];
            for (int i = 0; i < 1_000; i++)
            {
                source.Add(World, policy, ref before, 1, unused);
            }

            lab.Add(source.Name, (ref Noise noise, Span<double> gradient) => source.Add(World, policy, ref noise, 1, gradient));
        }

        return lab.Run(options.Quick ? 5_000 : 100_000, options.Seed);
    }
}
