using System;
using System.Linq;
using DiffGen.Sampling;
using Xunit;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Without a strategy and without baselines, a discrete draw that is not enumerated goes by its score; of several samples each leaves itself out of the mean that is subtracted.</summary>
public class LeaveOneOutTests
{
    private static readonly double[] s_p = [0.2, 0.3, 0.5];
    private static readonly double[] s_logits = [.. s_p.Select(p => Math.Log(p))];
    private static readonly double[] s_costs = [1, 2, 4];
    private static readonly double[] s_gradient = [-0.36, -0.24, 0.6];

    /// <summary>One sample is that of the score, several are those of the baseline by name, bit for bit.</summary>
    [Fact]
    public void One_sample_goes_by_its_score_and_several_leave_one_out()
    {
        double[] own = new double[3], other = new double[3];
        bool differs = false;
        for (ulong seed = 0; seed < 30; seed++)
        {
            Noise start = new(seed), noise = start, again = start;
            Assert.Equal(LeaveOneOutModels.LookedByScoreExpectationGradient(s_logits, s_costs, ref again, other, samples: 1), LeaveOneOutModels.LookedExpectationGradient(s_logits, s_costs, ref noise, own, samples: 1));
            Assert.Equal(other, own);
            Assert.Equal(again, noise);
            foreach (int samples in new[] { 2, 5 })
            {
                var baselines = new LeaveOneOutModels.LookedByScoreBaselines();
                baselines.Categorical.Kind = BaselineKind.LeaveOneOut;
                (noise, again) = (start, start);
                Assert.Equal(LeaveOneOutModels.LookedByScoreExpectationGradient(s_logits, s_costs, ref again, other, ref baselines, samples), LeaveOneOutModels.LookedExpectationGradient(s_logits, s_costs, ref noise, own, samples));
                Assert.Equal(other, own);
                Assert.Equal(again, noise);
                (noise, again) = (start, start);
                (own[0], other[0]) = (0.5, 0.5);
                Assert.Equal(LeaveOneOutModels.LookedByScoreExpectationVjp(s_logits, s_costs, ref again, -0.7, other, ref baselines, samples), LeaveOneOutModels.LookedExpectationVjp(s_logits, s_costs, ref noise, -0.7, own, samples));
                Assert.Equal(other, own);
                (noise, again) = (start, start);
                LeaveOneOutModels.LookedByScoreExpectationGradient(s_logits, s_costs, ref again, other, samples);
                LeaveOneOutModels.LookedExpectationGradient(s_logits, s_costs, ref noise, own, samples);
                differs |= !other.SequenceEqual(own);
            }
        }

        Assert.True(differs);
    }

    /// <summary>1.0128 of two and 0.2540 of four, exactly, over all that may be drawn; by the score alone 3.6248 divided by their number.</summary>
    [Theory]
    [InlineData(2, 1.0128)]
    [InlineData(4, 0.2540)]
    public void A_category(int samples, double variance)
    {
        double[] mean = Estimates.Expectation(
            noise =>
            {
                double[] g = new double[3], alone = new double[3];
                Noise same = noise;
                LeaveOneOutModels.LookedExpectationGradient(s_logits, s_costs, ref noise, g, samples);
                LeaveOneOutModels.LookedByScoreExpectationGradient(s_logits, s_costs, ref same, alone, samples);
                return [.. g, g.Sum(x => x * x), alone.Sum(x => x * x)];
            },
            noise =>
            {
                string draws = "";
                double probability = 1;
                for (int i = 0; i < samples; i++)
                {
                    int k = Sample.Categorical<double>(s_logits, ref noise);
                    draws += (char)('0' + k);
                    probability *= s_p[k];
                }

                return (draws, probability);
            });
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(s_gradient[i], mean[i], 12);
        }

        double square = s_gradient.Sum(g => g * g);
        Assert.Equal(variance, mean[3] - square, 4);
        Assert.Equal(3.6248 / samples, mean[4] - square, 4);
    }

    /// <summary>Over all ways of three coins twice.</summary>
    [Fact]
    public void Coins_that_meet_in_one_cost()
    {
        double[] logits = [0.3, -0.7, 1.1], p = [.. logits.Select(l => 1 / (1 + Math.Exp(-l)))];
        const double scale = 0.4;
        double[] mean = Estimates.Expectation(
            noise =>
            {
                double[] g = new double[3];
                (double value, double scaleGrad) = LeaveOneOutModels.CoinsExpectationGradient(logits, scale, ref noise, g, samples: 2);
                return [value, scaleGrad, .. g];
            },
            noise =>
            {
                string draws = "";
                double probability = 1;
                for (int i = 0; i < 6; i++)
                {
                    bool coin = Sample.BernoulliLogit(logits[i % 3], ref noise);
                    draws += coin ? "1" : "0";
                    probability *= coin ? p[i % 3] : 1 - p[i % 3];
                }

                return (draws, probability);
            });

        // E (s + Σ i b)² and its derivatives
        double first = scale + p.Select((q, i) => (i + 1) * q).Sum();
        Assert.Equal((first * first) + p.Select((q, i) => (i + 1) * (i + 1) * q * (1 - q)).Sum(), mean[0], 12);
        Assert.Equal(2 * first, mean[1], 12);
        for (int i = 0; i < 3; i++)
        {
            double slope = p[i] * (1 - p[i]);
            Assert.Equal(slope * ((2 * first * (i + 1)) + ((i + 1) * (i + 1) * (1 - (2 * p[i])))), mean[2 + i], 12);
        }
    }

    /// <summary>Where a draw answers for a part of the result, several samples are the mean of single ones.</summary>
    [Fact]
    public void Not_where_a_draw_answers_for_a_part()
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            Noise noise = new(seed), again = noise;
            double[] several = new double[3], single = new double[3], sum = new double[3];
            LeaveOneOutModels.WalkExpectationGradient(s_logits, s_costs, ref noise, several, samples: 3);
            for (int i = 0; i < 3; i++)
            {
                LeaveOneOutModels.WalkExpectationGradient(s_logits, s_costs, ref again, single);
                sum = [.. sum.Zip(single, (a, b) => a + (b / 3))];
            }

            Assert.All(sum.Zip(several), g => Assert.Equal(g.First, g.Second, 12));
            (noise, again) = (new(seed), new(seed));
            Array.Clear(sum);
            LeaveOneOutModels.PenalisedExpectationGradient(s_logits, s_costs, 0.7, ref noise, several, samples: 3);
            for (int i = 0; i < 3; i++)
            {
                LeaveOneOutModels.PenalisedExpectationGradient(s_logits, s_costs, 0.7, ref again, single);
                sum = [.. sum.Zip(single, (a, b) => a + (b / 3))];
            }

            Assert.All(sum.Zip(several), g => Assert.Equal(g.First, g.Second, 12));
        }
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        double[] g = new double[3];
        foreach (int samples in new[] { 2, 256, 257, 3_000 })
        {
            Assert.Equal(0, Enumerable.Range(0, 6).Select(_ => Bytes(samples)).ToArray().Min());
        }

        long Bytes(int samples)
        {
            Noise noise = new(4);
            long before = GC.GetAllocatedBytesForCurrentThread();
            LeaveOneOutModels.LookedExpectationGradient(s_logits, s_costs, ref noise, g, samples);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
