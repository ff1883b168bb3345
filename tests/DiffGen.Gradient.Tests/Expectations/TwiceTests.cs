using System;
using System.Linq;
using System.Threading;
using DiffGen.Sampling;
using Golden.Expectations;
using Xunit;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Loops that are run twice in the place of being recorded: the same numbers, and memory that does not depend on how often they run.</summary>
public class TwiceTests
{
    private static readonly double[] s_theta = [0.1, -0.3, 0.7, 0.2, -0.5], s_mu = [0.3, -0.4, 0.6], s_logits = [.. Enumerable.Range(0, 15).Select(i => Math.Sin(3.0 * i))], s_guesses = [0.4, 0.2, 0.7, 0.1, 0.3];

    public static TheoryData<BaselineKind> Kinds => [BaselineKind.None, BaselineKind.MovingAverage, BaselineKind.Optimal, BaselineKind.LeaveOneOut, BaselineKind.Given];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(300)]
    public void A_walk(int n)
    {
        for (ulong seed = 0; seed < 50; seed++)
        {
            Noise one = new(seed), two = new(seed), plain = new(seed);
            double[] recorded = new double[5], twice = new double[5];
            (double value, double qGrad) = TwiceModels.WalkExpectationGradient(s_theta, 0.9, n, ref one, recorded);
            Assert.Equal((value, qGrad), TwiceModels.WalkTwiceExpectationGradient(s_theta, 0.9, n, ref two, twice));
            Assert.Equal(value, TwiceModels.WalkTwice(s_theta, 0.9, n, ref plain));
            Assert.Equal(one, two);
            Assert.Equal(plain, two);
            AreEqual(recorded, twice);

            // The other companion adds to what is there.
            two = new(seed);
            TwiceModels.WalkTwiceExpectationVjp(s_theta, 0.9, n, ref two, -0.5, twice);
            AreEqual([.. recorded.Select(g => 0.5 * g)], twice);
        }
    }

    /// <summary>All kinds of baselines, what they learn included.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Baselines(BaselineKind kind)
    {
        TwiceModels.LineBaselines one = default;
        one.Normal = new() { Kind = kind, Given = 0.7, Normalises = kind == BaselineKind.MovingAverage, PerParameter = kind == BaselineKind.Optimal ? new(2, 0.9) : null };
        one.Poisson = new() { Kind = kind == BaselineKind.None ? BaselineKind.Optimal : kind, Given = 1.5 };
        var two = new TwiceModels.LineTwiceBaselines { Normal = one.Normal.Copy(), Poisson = one.Poisson };
        Noise first = new(3), second = new(3);
        for (int call = 0; call < 40; call++)
        {
            double[] recorded = new double[3], twice = new double[3];
            (double value, double sigma, double rate) = TwiceModels.LineExpectationGradient(s_mu, 0.8, 1.1, 30, ref first, recorded, ref one, samples: 3);
            (double valueTwice, double sigmaTwice, double rateTwice) = TwiceModels.LineTwiceExpectationGradient(s_mu, 0.8, 1.1, 30, ref second, twice, ref two, samples: 3);
            Assert.Equal(value, valueTwice);
            AreEqual([.. recorded, sigma, rate], [.. twice, sigmaTwice, rateTwice]);
            AreEqual(Learned(one.Normal), Learned(two.Normal));
            AreEqual(Learned(one.Poisson), Learned(two.Poisson));
        }

        Assert.Equal(40, two.Poisson.Count);

        static double[] Learned(ScoreBaseline baseline) => [baseline.Mean, baseline.MeanSquare, baseline.WeightedCost, baseline.SquaredScore, baseline.LatestCost, baseline.Count];
    }

    /// <summary>A loop in iterations that are independent, which a draw may end; and a baseline that learns with the model.</summary>
    [Fact]
    public void Episodes()
    {
        for (ulong seed = 0; seed < 30; seed++)
        {
            Noise one = new(seed), two = new(seed);
            double[] logits = new double[15], guesses = new double[5], logitsTwice = new double[15], guessesTwice = new double[5];
            double value = TwiceModels.EpisodesExpectationGradient(s_logits, s_guesses, 6, ref one, logits, guesses);
            Assert.Equal(value, TwiceModels.EpisodesTwiceExpectationGradient(s_logits, s_guesses, 6, ref two, logitsTwice, guessesTwice));
            AreEqual(logits, logitsTwice);
            AreEqual(guesses, guessesTwice);
            Assert.Contains(guesses, g => g != 0);
        }
    }

    [Fact]
    public void How_often_it_runs_need_not_be_known()
    {
        for (ulong seed = 0; seed < 50; seed++)
        {
            Noise one = new(seed), two = new(seed);
            (double value, double p, double stake) = TwiceModels.RuinExpectationGradient(0.55, 0.3, ref one);
            (double valueTwice, double pTwice, double stakeTwice) = TwoRuns.RuinExpectationGradient(0.55, 0.3, ref two);
            Assert.Equal(value, valueTwice);
            AreEqual([p, stake], [pTwice, stakeTwice]);
        }
    }

    /// <summary>All 64 ways of six coins: the gradient of the expectation.</summary>
    [Fact]
    public void Every_way_of_a_short_walk()
    {
        const int steps = 6;
        const double q = 0.9;
        double[] estimated = Estimates.Expectation(
            noise =>
            {
                double[] gradient = new double[5];
                (_, double qGrad) = TwiceModels.WalkTwiceExpectationGradient(s_theta, q, steps, ref noise, gradient);
                return [.. gradient, qGrad];
            },
            noise =>
            {
                (string ways, double probability) = ("", 1);
                int state = 0;
                for (int t = 0; t < steps; t++)
                {
                    double p = 1 / (1 + Math.Exp(-s_theta[state]));
                    bool up = Sample.Bernoulli(p, ref noise);
                    ways += up ? "u" : "d";
                    probability *= up ? p : 1 - p;
                    state = up ? (state + 1) % 5 : (state + 3) % 5;
                }

                return (ways, probability);
            });
        double[] exact = new double[6];
        for (int way = 0; way < 1 << steps; way++)
        {
            double probability = 1, total = 0;
            double[] score = new double[5];
            int state = 0;
            for (int t = 0; t < steps; t++)
            {
                double p = 1 / (1 + Math.Exp(-s_theta[state]));
                bool up = ((way >> t) & 1) == 1;
                probability *= up ? p : 1 - p;
                score[state] += (up ? 1 : 0) - p;
                state = up ? (state + 1) % 5 : (state + 3) % 5;
                total += state * state;
            }

            double cost = (total / 2) + (0.1 * (state == 2 ? 1 : 3));
            for (int i = 0; i < 5; i++)
            {
                exact[i] += probability * q * cost * score[i];
            }

            exact[5] += probability * cost;
        }

        for (int i = 0; i < 6; i++)
        {
            Assert.Equal(exact[i], estimated[i], 12);
        }
    }

    /// <summary>A hundred steps and ten thousand take the same memory; recorded, they do not.</summary>
    [Fact]
    public void Memory_does_not_depend_on_how_often_it_runs()
    {
        Bytes(twice: true, 10);
        Bytes(twice: false, 10);
        Assert.Equal(Bytes(twice: true, 100), Bytes(twice: true, 10_000));
        Assert.True(Bytes(twice: false, 10_000) > Bytes(twice: false, 100) + 10_000);

        // On a thread of its own nothing is kept from calls before.
        static long Bytes(bool twice, int n)
        {
            long bytes = 0;
            double[] gradient = new double[5];
            var thread = new Thread(() =>
            {
                Noise noise = new(1);
                long before = GC.GetAllocatedBytesForCurrentThread();
                _ = twice ? TwiceModels.WalkTwiceExpectationGradient(s_theta, 0.9, n, ref noise, gradient) : TwiceModels.WalkExpectationGradient(s_theta, 0.9, n, ref noise, gradient);
                bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            });
            thread.Start();
            thread.Join();
            return bytes;
        }
    }

    private static void AreEqual(double[] expected, double[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-12 * Math.Max(1, expected.Max(Math.Abs)), $"{i}: {expected[i]} and {actual[i]}");
        }
    }
}
