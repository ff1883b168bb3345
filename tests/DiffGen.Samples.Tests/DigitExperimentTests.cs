using System;
using System.IO;
using System.Linq;
using GradientsWithoutBackprop.Data;
using GradientsWithoutBackprop.Experiments;
using GradientsWithoutBackprop.Report;
using Spectre.Console;
using Xunit;

namespace DiffGen.Samples.Tests;

public sealed class DigitExperimentTests
{
    [Fact]
    public void Two_runs_with_one_seed_end_in_the_same_bits()
    {
        Assert.Equal(Digest.Of(Train(seed: 1)), Digest.Of(Train(seed: 1)));
    }

    [Fact]
    public void Another_seed_ends_elsewhere()
    {
        Assert.NotEqual(Digest.Of(Train(seed: 1)), Digest.Of(Train(seed: 2)));
    }

    [Fact]
    public void Both_kinds_of_gradient_lower_the_loss_of_both_models()
    {
        foreach (ModelOutcome outcome in Train(seed: 3, digits: 1000, epochs: 4))
        {
            foreach (ITrainingRun run in outcome.Runs)
            {
                Assert.Equal(4, run.Measurements.Count);
                Assert.True(run.Measurements[^1].HeldBackLoss < run.Measurements[0].HeldBackLoss, $"{outcome.Model} by {run.Method}");
            }

            Assert.True(outcome.Runs[0].Measurements[^1].Accuracy > 0.5, outcome.Model);
            Assert.All(new[] { outcome.Times.Loss, outcome.Times.Gradient, outcome.Times.Forward }, seconds => Assert.True(seconds > 0));
            Assert.InRange(outcome.Times.Backpropagation.Value, outcome.Times.Backpropagation.Low, outcome.Times.Backpropagation.High);
            Assert.InRange(outcome.Times.ForwardGradient.Value, outcome.Times.ForwardGradient.Low, outcome.Times.ForwardGradient.High);
        }
    }

    [Fact]
    public void Without_a_terminal_each_epoch_is_a_plain_line()
    {
        using StringWriter text = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(text) });

        TrainingReport.Write(console, [TrainingDisplay.Show(console, Experiment(1, 200, 2).TrainSoftmaxRegression)]);

        string[] lines = [.. text.ToString().Split('\n').Where(line => line.Contains(", epoch ", StringComparison.Ordinal) && line.Contains("held back ", StringComparison.Ordinal))];
        Assert.Equal(2, lines.Length);
        Assert.DoesNotContain('\u001b', text.ToString());
    }

    [Fact]
    public void On_a_terminal_a_table_follows_the_training()
    {
        using StringWriter text = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(text) });

        TrainingDisplay.Show(console, Experiment(1, 200, 2).TrainSoftmaxRegression);

        Assert.Contains("epoch 2 of 2, 100.0 % done", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("accuracy, held back", text.ToString(), StringComparison.Ordinal);
    }

    private static ModelOutcome[] Train(ulong seed, int digits = 200, int epochs = 1)
    {
        DigitExperiment experiment = Experiment(seed, digits, epochs);
        TrainingLines lines = new(AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(TextWriter.Null) }));
        return [experiment.TrainSoftmaxRegression(lines), experiment.TrainTwoLayerNetwork(lines)];
    }

    private static DigitExperiment Experiment(ulong seed, int digits, int epochs)
    {
        return new DigitExperiment(DigitSet.Split("drawn", DrawnDigits.Draw(digits, seed)), epochs, seed);
    }
}
