using System;
using System.Linq;
using DiffGen.Samples.Data;
using SigmoidBeliefNetwork;
using Xunit;

namespace DiffGen.Samples.Tests;

/// <summary>The sigmoid belief network: estimates against the gradient over all outcomes, within 5 standard errors at fixed seeds.</summary>
public sealed class BeliefNetworkTests
{
    private static readonly SampleOptions s_quick = new("", Quick: true);

    [Fact]
    public void Estimates_are_biased_where_they_say_so_and_nowhere_else()
    {
        LabReport report = new Experiment(s_quick).Compare();

        Assert.Equal(8, report.Rows.Count);
        Assert.True(report.IsExact);
        Assert.All(report.Rows, row => Assert.Equal(row.IsBiased, row.Z > 5));
        Assert.Equal(["straight-through", "Gumbel-softmax"], report.Rows.Where(row => row.IsBiased).Select(row => row.Name));

        // Baselines leave a thousandth of the variance; an antithetic pair leaves less than two independent draws.
        double none = Variance("score, no baseline"), average = Variance("score, moving average"), leaveOneOut = Variance("score, leave one out of 2"), disArm = Variance("DisARM");
        Assert.True(none > 100 * average, $"{none} against {average}");
        Assert.True(average > leaveOneOut && leaveOneOut > disArm, $"{average}, {leaveOneOut}, {disArm}");

        double Variance(string name) => report.Rows.Single(row => row.Name == name).Variance;
    }

    /// <summary>The bound over all outcomes is the mean of the simulation, and never above log p(x).</summary>
    [Fact]
    public void The_exact_bound()
    {
        const int Draws = 20_000;
        BeliefNetwork network = new(pixels: 9, coins: 4);
        Noise noise = new(21);
        Sample.Normal(0.0, 1.0, network.Parameters, ref noise);
        double[] image = [1, 0, 0, 1, 1, 0, 1, 0, 1];
        double sum = 0, squares = 0;
        for (int i = 0; i < Draws; i++)
        {
            double bound = Bound.ByScore(network, image, ref noise);
            sum += bound;
            squares += bound * bound;
        }

        double exact = Bound.Exact(network, image), mean = sum / Draws;
        Assert.InRange((mean - exact) / Math.Sqrt(((squares / Draws) - (mean * mean)) / Draws), -5, 5);
        Assert.True(exact < LogEvidence(network, image), $"{exact} against {LogEvidence(network, image)}");
    }

    [Fact]
    public void All_of_them_learn()
    {
        using System.IO.StringWriter text = new();
        Spectre.Console.IAnsiConsole console = Spectre.Console.AnsiConsole.Create(new Spectre.Console.AnsiConsoleSettings { Ansi = Spectre.Console.AnsiSupport.No, Interactive = Spectre.Console.InteractionSupport.No, Out = new Spectre.Console.AnsiConsoleOutput(text) });

        Trainee[] trainees = [.. Report.ProgressDisplay.Show(console, new Experiment(s_quick).Train)];

        Assert.All(trainees, trainee => Assert.True(trainee.Curve[^1].Bound > trainee.Curve[0].Bound, trainee.Source.Name));
        Assert.All(trainees, trainee => Assert.Equal(60, trainee.Curve[^1].Step));
        Assert.Contains("step 60 of 60", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Images_are_black_and_white()
    {
        BinaryImages images = new(DrawnDigits.Draw(20, 1));

        Assert.Equal(20, images.Count);
        for (int i = 0; i < images.Count; i++)
        {
            double[] image = images[i].ToArray();
            Assert.Equal(196, image.Length);
            Assert.All(image, pixel => Assert.True(pixel is 0 or 1));
            Assert.InRange(image.Sum(), 5, 120);
        }
    }

    /// <summary>log p(x) by the sum over all coins.</summary>
    private static double LogEvidence(BeliefNetwork network, double[] image)
    {
        double evidence = 0;
        for (int outcome = 0; outcome < 1 << network.Coins; outcome++)
        {
            double log = 0;
            for (int j = 0; j < network.Coins; j++)
            {
                log += LogBernoulli((outcome >> j) & 1, network.Prior[j]);
            }

            for (int i = 0; i < image.Length; i++)
            {
                double logit = network.DecoderBias[i];
                for (int j = 0; j < network.Coins; j++)
                {
                    logit += network.Decoder[(i * network.Coins) + j] * ((outcome >> j) & 1);
                }

                log += LogBernoulli(image[i], logit);
            }

            evidence += Math.Exp(log);
        }

        return Math.Log(evidence);
    }

    private static double LogBernoulli(double on, double logit)
    {
        return -Math.Log(1 + Math.Exp(on > 0.5 ? -logit : logit));
    }
}
