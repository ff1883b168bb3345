using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen;
using DiffGen.Samples;
using DiffGen.Samples.Data;
using DiffGen.Samples.Report;
using DiffGen.Training;
using Spectre.Console;

namespace SigmoidBeliefNetwork;

/// <summary>Trains the same network by each kind of gradient, in turns, and compares the estimates themselves on a network whose outcomes can be counted.</summary>
internal sealed class Experiment(SampleOptions options)
{
    private const int BatchSize = 20;
    private const int DrawnDigitsCount = 5_000;
    private const ulong WeightsSite = 2;
    private const ulong OrderSite = 3;
    private const ulong CoinsSite = 4;
    private const ulong MeasureSite = 5;

    /// <summary>Coins of the network that is trained, and of the one whose 2⁶ outcomes are counted.</summary>
    public const int Coins = 32;
    public const int FewCoins = 6;

    private readonly DigitSet _digits = Read(options);

    public int Steps => options.Quick ? 60 : 8_000;

    public string Source => _digits.Source;

    private Noise Noise(ulong site)
    {
        return new Noise(new NoiseKey(options.Seed, site));
    }

    /// <summary>All trainees see the same images in the same order and start from the same weights.</summary>
    public IReadOnlyList<Trainee> Train(ProgressDisplay display)
    {
        BinaryImages images = new(_digits.Train), heldBack = new(_digits.HeldBack.First(options.Quick ? 50 : 500));
        BeliefNetwork start = First(Coins, images);
        Trainee[] trainees = [.. GradientSources.All(BinaryImages.Pixels, Coins).Select((source, i) => new Trainee(source, Copy(start), Noise(CoinsSite).Split(i)))];
        BatchOrder order = new(images.Count, BatchSize, new NoiseKey(options.Seed, OrderSite));
        int every = Steps / 20;
        for (int step = 0; step <= Steps; step++)
        {
            if (step % every == 0)
            {
                foreach (Trainee trainee in trainees)
                {
                    trainee.Measure(step, heldBack, Noise(MeasureSite));
                }

                string line = $"step {Numbers.Count(step)} of {Numbers.Count(Steps)}: bounds {string.Join(", ", trainees.Select(trainee => Numbers.Fixed(trainee.Curve[^1].Bound, 1)))}";
                display.Milestone(line, () => BeliefReport.EqualSteps(trainees));
            }

            int[] batch = order.Next().ToArray();
            foreach (Trainee trainee in trainees)
            {
                trainee.Step(images, batch);
            }
        }

        return trainees;
    }

    /// <summary>The estimates of one image's gradient against the exact one, on a network with few coins that has learned a little.</summary>
    public LabReport Compare()
    {
        BinaryImages images = new(_digits.Train.First(options.Quick ? 200 : 2_000));
        BeliefNetwork network = First(FewCoins, images);
        Trainee trainee = new(new DisArm(FewCoins), network, Noise(CoinsSite));
        BatchOrder order = new(images.Count, BatchSize, new NoiseKey(options.Seed, OrderSite));
        for (int step = 0; step < (options.Quick ? 100 : 500); step++)
        {
            trainee.Step(images, order.Next().ToArray());
        }

        BeliefNetwork exact = network.NewLike(), estimate = network.NewLike();
        Bound.ExactGradient(network, images[0], exact);
        EstimatorLab lab = new(network.ParameterCount);
        lab.Expect(exact.Parameters);
        double bound = 0;
        lab.CompareWith(noise => bound += Bound.ByScore(network, images[0], ref noise));
        foreach (GradientSource source in GradientSources.All(BinaryImages.Pixels, FewCoins))
        {
            // What baselines learn of the image, they learn before.
            Noise before = Noise(CoinsSite).Split(1);
            for (int i = 0; i < 500; i++)
            {
                source.Add(network, images[0], ref before, 1, estimate);
            }

            lab.Add(
                source.Name,
                (ref Noise noise, Span<double> gradient) =>
                {
                    estimate.Parameters.Clear();
                    source.Add(network, images[0], ref noise, 1, estimate);
                    estimate.Parameters.CopyTo(gradient);
                },
                source.IsBiased);
        }

        return lab.Run(options.Quick ? 1_000 : 20_000, options.Seed);
    }

    private BeliefNetwork First(int coins, BinaryImages images)
    {
        const double Deviation = 0.1;
        BeliefNetwork network = new(BinaryImages.Pixels, coins);
        Noise noise = Noise(WeightsSite);
        DiffGen.Sample.Normal(0.0, Deviation, network.Decoder, ref noise);
        DiffGen.Sample.Normal(0.0, Deviation, network.Encoder, ref noise);

        // Pixels start at how often they are on.
        for (int p = 0; p < BinaryImages.Pixels; p++)
        {
            double on = 1;
            for (int image = 0; image < images.Count; image++)
            {
                on += images[image][p];
            }

            network.DecoderBias[p] = Math.Log(on / (images.Count + 2 - on));
        }

        return network;
    }

    private static BeliefNetwork Copy(BeliefNetwork network)
    {
        BeliefNetwork copy = network.NewLike();
        network.Parameters.CopyTo(copy.Parameters);
        return copy;
    }

    private static DigitSet Read(SampleOptions options)
    {
        return options.MnistFolder is string folder
            ? DigitFiles.Read(folder)
            : DigitSet.Split("drawn digits", DrawnDigits.Draw(options.Quick ? DrawnDigitsCount / 10 : DrawnDigitsCount, options.Seed));
    }
}
