using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace DiffGen.Gradient.Tests.Nodes;

/// <summary>Local losses of generated companions, a normalised layer, and repeats of a node gradient with orthogonal noise.</summary>
public class LocalModelTests
{
    private static readonly double[] s_w = [0.8, -0.5, 0.3, 0.9, 0.4, -0.7, 1.1, 0.6];
    private static readonly double[] s_x = [1.2, -0.7];

    /// <summary>Blocks as methods of their own give what one method with stops gives, and the loss of each is seen by its own parameters alone.</summary>
    [Fact]
    public void Local_losses_are_those_of_one_method_with_stops()
    {
        double[] expected = new double[8], gradient = new double[8];
        double value = LocalModels.BothGradient(s_w, s_x, 0.4, expected);
        Blocks blocks = new(s_x, 0.4, 0.4);
        LocalLoss<double, Backpropagation<double>> local = new(2, _ => default);
        Assert.Equal(value, local.Estimate(ref blocks, s_w, gradient));
        Assert.Equal(value, local.Losses[0] + local.Losses[1]);
        Assert.All(expected.Zip(gradient), pair => Assert.Equal(pair.First, pair.Second, 1e-15));
        Assert.All(gradient, g => Assert.NotEqual(0, g));

        // Another second loss leaves the first block's gradient as it is, to the bit.
        double[] other = new double[8];
        Blocks changed = new(s_x, 0.4, 3);
        _ = local.Estimate(ref changed, s_w, other);
        Assert.Equal(gradient[..4], other[..4]);
        Assert.NotEqual(gradient[4..], other[4..]);
    }

    /// <summary>
    /// Node perturbation of the blocks has the mean of that of both at once, and less variance: a block's nodes are credited with their own loss alone. Exact, over all signs. With one method the
    /// variance of a cotangent is S − āᵢ² over both blocks' nodes, with two over the own ones.
    /// </summary>
    [Fact]
    public void Nodes_of_a_block_are_credited_with_its_own_loss()
    {
        double[] exact = new double[8];
        _ = LocalModels.BothGradient(s_w, s_x, 0.4, exact);
        double[][] both = Estimates(noise => Buffer(8, g => LocalModels.BothNodeGradient(s_w, s_x, 0.4, noise, g)), [new(0, 0), new(0, 1), new(1, 0), new(1, 1)]);
        double[][] first = Estimates(noise => Buffer(4, g => LocalModels.FirstNodeGradient(s_w.AsSpan(0, 4), s_x, 0.4, noise, g)), [new(0, 0), new(0, 1)]);
        double[] h = [Math.Tanh((0.8 * 1.2) + (-0.5 * -0.7)), Math.Tanh((0.3 * 1.2) + (0.9 * -0.7))];
        double[][] second = Estimates(noise => Buffer(4, g => LocalModels.SecondNodeGradient(s_w.AsSpan(4), h, 0.4, noise, g)), [new(0, 0), new(0, 1)]);
        for (int i = 0; i < 8; i++)
        {
            double[][] own = i < 4 ? first : second;
            Assert.Equal(exact[i], both.Average(e => e[i]), 1e-13);
            Assert.Equal(exact[i], own.Average(e => e[i % 4]), 1e-13);
            double ownVariance = own.Average(e => (e[i % 4] - exact[i]) * (e[i % 4] - exact[i])), allVariance = both.Average(e => (e[i] - exact[i]) * (e[i] - exact[i]));

            // With both the other block's S comes on top, times the input's square.
            double input = i < 4 ? s_x[i % 2] : h[i % 2];
            double[] otherCotangents = i < 4 ? [exact[4] / h[0], exact[6] / h[0]] : [exact[0] / s_x[0], exact[2] / s_x[0]];
            Assert.Equal(ownVariance + (input * input * otherCotangents.Sum(c => c * c)), allVariance, 1e-12);
        }
    }

    [Fact]
    public void Replicated_losses_keep_the_value_and_share_out_the_gradient()
    {
        foreach ((double a, double b) in ((double, double)[])[(0.7, -1.3), (1.1, 0.4), (-2.3, 0.9)])
        {
            (double value, double aGrad, double bGrad) = LocalModels.GroupsGradient(a, b);
            (double replicated, double aPart, double bPart) = LocalModels.ReplicatedGradient(a, b);
            Assert.Equal(value, replicated);
            Assert.Equal(aGrad / 2, aPart, 1e-15);
            Assert.Equal(bGrad / 2, bPart, 1e-15);
        }
    }

    /// <summary>The nodes lie behind a layer norm: the mean over all signs is the gradient, the norm's gain and shift and the weights before it included.</summary>
    [Fact]
    public void Nodes_behind_a_layer_norm()
    {
        double[] w = [.. Enumerable.Range(0, 19).Select(i => Math.Cos(1.7 * i))], exact = new double[19];
        double value = LocalModels.NormalisedGradient(w, s_x, exact);
        double[] mean = Signs.Mean(
            noise => Buffer(19, g => Assert.Equal(value, LocalModels.NormalisedNodeGradient(w, s_x, noise, g))),
            [new(0, 0, 4), new(1)]);
        Assert.All(exact.Zip(mean), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.All(exact[..8], g => Assert.NotEqual(0, g));
    }

    /// <summary>Four nodes and four repeats with orthogonal noise: the mean of the four estimates is the gradient, whatever the key; any fewer leave noise.</summary>
    [Theory]
    [InlineData("one site")]
    [InlineData("one site, a number at a time")]
    [InlineData("four sites")]
    public void Repeats_with_orthogonal_noise_are_exact_once_they_are_as_many_as_the_nodes(string nodes)
    {
        double[] exact = new double[8];
        _ = LocalModels.FourGradient(s_w, false, exact);
        for (ulong seed = 1; seed <= 5; seed++)
        {
            double[] mean = new double[8];
            for (uint repeat = 0; repeat < 4; repeat++)
            {
                if (repeat == 3)
                {
                    Assert.Contains(exact.Zip(mean), pair => Math.Abs(pair.First - (pair.Second * 4 / 3)) > 1e-6);
                }

                NodeNoise noise = new(new NoiseKey(seed), Distribution: DirectionNoise.Rademacher, Repeat: repeat);
                double[] estimate = Buffer(8, g => _ = nodes == "four sites" ? LocalModels.FourSitesNodeGradient(s_w, noise, g) : LocalModels.FourNodeGradient(s_w, nodes != "one site", noise, g));
                for (int i = 0; i < 8; i++)
                {
                    mean[i] += estimate[i] / 4;
                }
            }

            Assert.All(exact.Zip(mean), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
        }
    }

    /// <summary>
    /// The mean of K repeats has the total variance (n/K − 1)S, against (n − 1)S/K of independent ones: for four nodes and K = 2 here by weights whose inputs are 1, over all signs.
    /// </summary>
    [Fact]
    public void Two_repeats_have_the_variance_of_theory()
    {
        double[] w = [0.8, -0.5, 0.3, 0.9, 1, 1, 1, 1], exact = new double[8];
        _ = LocalModels.FourGradient(w, false, exact);
        double s = exact[..4].Sum(g => g * g);
        double[][] estimates = Estimates(
            noise =>
            {
                double[] one = Buffer(8, g => LocalModels.FourNodeGradient(w, false, noise, g)), two = Buffer(8, g => LocalModels.FourNodeGradient(w, false, noise with { Repeat = 1 }, g));
                return [.. one.Zip(two, (a, b) => (a + b) / 2)];
            },
            [new(1, 0, 4)]);
        double total = Enumerable.Range(0, 4).Sum(i => estimates.Average(e => (e[i] - exact[i]) * (e[i] - exact[i])));
        Assert.Equal(((4 / 2.0) - 1) * s, total, 1e-12);
    }

    /// <summary>Noise with gaps leaves the mean alone: a test by its standard error over 60,000 estimates, which a forgotten factor would fail with z beyond 8.</summary>
    [Fact]
    public void Gaps_leave_the_mean_alone()
    {
        const int count = 60_000;
        double[] exact = new double[8], sums = new double[8], squares = new double[8], estimate = new double[8];
        _ = LocalModels.FourGradient(s_w, false, exact);
        for (uint step = 0; step < count; step++)
        {
            _ = LocalModels.FourNodeGradient(s_w, false, new NodeNoise(new NoiseKey(5), step, Distribution: DirectionNoise.Rademacher, Sparsity: 0.5), estimate);
            for (int i = 0; i < 8; i++)
            {
                sums[i] += estimate[i];
                squares[i] += estimate[i] * estimate[i];
            }
        }

        double worst = 0;
        for (int i = 0; i < 8; i++)
        {
            double mean = sums[i] / count, deviation = Math.Sqrt(((squares[i] / count) - (mean * mean)) / count);
            Assert.InRange((mean - exact[i]) / deviation, -5, 5);
            worst = Math.Max(worst, Math.Abs(0.5 * exact[i]) / deviation);
        }

        Assert.True(worst > 8);
    }

    private static double[][] Estimates(Func<NodeNoise, double[]> estimate, Occurrence[] occurrences) => [.. Signs.Estimates(estimate, occurrences).Values];

    private static double[] Buffer(int length, Action<double[]> fill)
    {
        double[] buffer = new double[length];
        fill(buffer);
        return buffer;
    }

    /// <summary>The two blocks, each with its generated companions.</summary>
    private readonly struct Blocks(double[] x, double target, double secondTarget) : ILocalObjective<double>
    {
        private readonly double[] _h = new double[2];

        public int BlockCount => 2;

        public Range ParametersOf(int block) => (4 * block)..(4 * (block + 1));

        public double Forward(ReadOnlySpan<double> w)
        {
            for (int i = 0; i < 2; i++)
            {
                _h[i] = Math.Tanh((w[2 * i] * x[0]) + (w[(2 * i) + 1] * x[1]));
            }

            return LocalModels.First(w[..4], x, target) + LocalModels.Second(w[4..], _h, secondTarget);
        }

        public double LocalValue(int block, ReadOnlySpan<double> own) => block == 0 ? LocalModels.First(own, x, target) : LocalModels.Second(own, _h, secondTarget);

        public double LocalGradient(int block, ReadOnlySpan<double> own, Span<double> gradient) =>
            block == 0 ? LocalModels.FirstGradient(own, x, target, gradient) : LocalModels.SecondGradient(own, _h, secondTarget, gradient);

        public double LocalJvp(int block, ReadOnlySpan<double> own, ReadOnlySpan<double> tangent, out double directional)
        {
            (double value, directional) = block == 0 ? LocalModels.FirstJvp(own, x, target, tangent) : LocalModels.SecondJvp(own, _h, secondTarget, tangent);
            return value;
        }
    }
}
