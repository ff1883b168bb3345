using System;
using System.Linq;
using GridWorld;
using Xunit;

namespace DiffGen.Samples.Tests;

/// <summary>The grid world: values and gradients by plays against dynamic programming, within 5 standard errors at fixed seeds.</summary>
public sealed class GridWorldTests
{
    private static readonly SampleOptions s_quick = new("", Quick: true);

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    public void No_baseline_biases(int updates)
    {
        LabReport report = new Experiment(s_quick).Compare(updates);

        Assert.Equal(5, report.Rows.Count);
        Assert.All(report.Rows, row => Assert.InRange(row.Z, 0, 5));
        Assert.Contains(report.Rows[0].Mean, component => Math.Abs(component) > 0.05);
        Assert.True(report.Rows[^1].Variance < 0.8 * report.Rows[0].Variance, $"{report.Rows[^1].Variance} against {report.Rows[0].Variance}");
    }

    /// <summary>Plays are worth what dynamic programming says, less what the start is guessed to be worth.</summary>
    [Fact]
    public void Plays_are_worth_the_value()
    {
        const int Plays = 50_000;
        World world = World.Default;
        double[] policy = new double[world.Cells * World.Moves], guesses = new double[world.Cells], values = new double[(Policy.Horizon + 1) * world.Cells];
        Noise noise = new(5);
        Sample.Normal(0.0, 1.0, policy, ref noise);
        Sample.Normal(0.0, 1.0, guesses, ref noise);
        Policy.Evaluate(policy, world.Next, world.Rewards, world.Ends, values);
        int start = world.Starts[7];
        double sum = 0, squares = 0;
        for (int i = 0; i < Plays; i++)
        {
            double worth = Policy.Play(policy, world.Next, world.Rewards, world.Ends, guesses, start, ref noise);
            sum += worth;
            squares += worth * worth;
        }

        double mean = sum / Plays;
        Assert.InRange((mean - (values[(Policy.Horizon * world.Cells) + start] - guesses[start])) / Math.Sqrt(((squares / Plays) - (mean * mean)) / Plays), -5, 5);
    }

    [Fact]
    public void Agents_learn_and_none_is_better_than_the_best()
    {
        using System.IO.StringWriter text = new();
        Spectre.Console.IAnsiConsole console = Spectre.Console.AnsiConsole.Create(new Spectre.Console.AnsiConsoleSettings { Ansi = Spectre.Console.AnsiSupport.No, Interactive = Spectre.Console.InteractionSupport.No, Out = new Spectre.Console.AnsiConsoleOutput(text) });
        double best = BestPolicy.Value(World.Default);

        GridWorld.Training[] trainings = [.. Report.ProgressDisplay.Show(console, new Experiment(s_quick).Train)];

        Assert.Equal(6, trainings.Length);
        Assert.All(trainings, training => Assert.True(training.At(20).Mean > training.At(0).Mean + 0.5, training.Name));
        Assert.All(trainings.SelectMany(training => training.Agents), agent => Assert.True(agent.Curve[^1] < best));
        Assert.True(trainings[^1].At(20).Mean > 0.85 * best);
        Assert.True(trainings[^2].At(20).Mean > trainings[0].At(20).Mean);
    }
}
