using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using DiffGen.Samples.Data;
using GradientsWithoutBackprop.Experiments;
using GradientsWithoutBackprop.Report;
using Spectre.Console;
using Xunit;

namespace DiffGen.Samples.Tests;

public sealed class ClassifierExperimentTests
{
    [Fact]
    public void Two_runs_with_one_seed_end_in_the_same_bits_and_another_seed_elsewhere()
    {
        string first = DigestOf(seed: 1);

        Assert.Equal(first, DigestOf(seed: 1));
        Assert.NotEqual(first, DigestOf(seed: 2));
    }

    [Fact]
    public void Both_kinds_of_gradient_lower_the_loss()
    {
        ModelOutcome outcome = Experiment(3, 1000, epochs: 8).TrainSoftmaxRegression(Silent());

        ITrainingRun[] runs = [.. Assert.Single(outcome.Seeds)];
        Assert.Equal(["backpropagation", "forward gradients"], runs.Select(run => run.Method));
        Assert.All(runs, run => Assert.True(run.Measurements[^1].HeldBackLoss < run.Measurements[0].HeldBackLoss, run.Method));
        Assert.All(runs, run => Assert.Equal(outcome.Plan.Steps, run.Measurements[^1].Step));
        Assert.True(runs[0].Measurements[^1].Accuracy > 0.7);
        Assert.All(new[] { outcome.Times.Loss, outcome.Times.VectorisedLoss, outcome.Times.Gradient, outcome.Times.Forward }, seconds => Assert.True(seconds > 0));
        Assert.InRange(outcome.Times.Backpropagation.Value, outcome.Times.Backpropagation.Low, outcome.Times.Backpropagation.High);
    }

    [Fact]
    public void Training_uses_the_best_rate_of_the_sweep()
    {
        ModelOutcome outcome = Experiment(3, 500, epochs: 1).TrainSoftmaxRegression(Silent());

        foreach (ITrainingRun run in outcome.Seeds[0])
        {
            RateOutcome best = outcome.Rates.Where(rate => rate.Method == run.Method).MinBy(rate => rate.GreatestLoss)!;
            Assert.Equal(best.LearningRate, run.LearningRate);
        }

        Assert.Equal(4, outcome.Rates.Count);
    }

    [Fact]
    public void The_convolutional_network_learns_by_backpropagation()
    {
        ModelOutcome outcome = Experiment(4, 250, epochs: 4).TrainConvolutionalNetwork(Silent());

        ITrainingRun run = outcome.Seeds[0][0];
        Assert.True(run.Measurements[^1].HeldBackLoss < 0.9 * run.Measurements[0].HeldBackLoss, $"{run.Measurements[0].HeldBackLoss} to {run.Measurements[^1].HeldBackLoss}");
    }

    [Fact]
    public void Without_a_terminal_each_training_is_a_plain_line()
    {
        using StringWriter text = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(text) });

        TrainingDisplay.Show(console, Experiment(1, 200, 1).TrainSoftmaxRegression);

        string[] lines = text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.Contains("held back ", line, StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', text.ToString());
    }

    [Fact]
    public void On_a_terminal_a_table_follows_the_training()
    {
        using StringWriter text = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 200;

        TrainingDisplay.Show(console, Experiment(1, 200, 1).TrainSoftmaxRegression);

        Assert.Contains("step 5 of 5, 100.0 % done", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("accuracy, held back", text.ToString(), StringComparison.Ordinal);
    }

    /// <summary>The least losses are .5 after 3 s and 1.5 after 12 s; 1.5 is reached by the first run after 2 steps and 2 s, by the other after 3 steps.</summary>
    [Fact]
    public void Times_are_compared_at_the_least_loss_and_at_the_same_loss()
    {
        ModelOutcome outcome = new(
            "model",
            1,
            new TrainingPlan(1, 3, 1, 1, [1], [1]),
            [],
            [[new RecordedRun((1, 2, 1), (2, 1.5, 2), (3, 0.5, 3)), new RecordedRun((1, 3, 4), (2, 2, 8), (3, 1.5, 12))]],
            new StepTimes(1, 1, 1, 1, new Quotient(1, 1, 1), new Quotient(1, 1, 1), new Quotient(1, 1, 1)));

        Assert.Equal(12.0 / 3, outcome.TimeToBest.Value, 1e-12);
        Assert.Equal(12.0 / 2, outcome.TimeToSameLoss.Value, 1e-12);
        Assert.Equal(3.0 / 2, outcome.StepsToSameLoss.Value, 1e-12);
        Assert.True(double.IsNaN(outcome.TimeToBest.Low));
    }

    private static string DigestOf(ulong seed)
    {
        ClassifierExperiment experiment = Experiment(seed, 200, 1);
        ModelOutcome[] outcomes = [experiment.TrainSoftmaxRegression(Silent()), experiment.TrainTwoLayerNetwork(Silent())];
        return Digest.Of(outcomes.SelectMany(outcome => outcome.Seeds).SelectMany(runs => runs));
    }

    private static TrainingLines Silent()
    {
        return new TrainingLines(AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(TextWriter.Null) }));
    }

    private static ClassifierExperiment Experiment(ulong seed, int digits, int epochs)
    {
        return new ClassifierExperiment(new RunSettings(DigitSet.Split("drawn", DrawnDigits.Draw(digits, seed)), seed, epochs, Quick: true));
    }

    private sealed class RecordedRun(params (int Step, double Loss, double Seconds)[] measurements) : ITrainingRun
    {
        public string Method => "recorded";

        public double LearningRate => 1;

        public IReadOnlyList<Measurement> Measurements { get; } = [.. measurements.Select(m => new Measurement(m.Step, m.Loss, m.Loss, 0, m.Seconds))];

        public ReadOnlySpan<float> Parameters => [];

        public double RunningLoss => double.NaN;

        public double Seconds => 0;

        public void Step(MiniBatches batch) => throw new NotSupportedException();

        public void Measure(Digits heldBack) => throw new NotSupportedException();
    }
}
