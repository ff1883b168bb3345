using System;
using System.Linq;
using System.Numerics;
using Xunit;

namespace DiffGen.Runtime.Tests.Estimators;

/// <summary>Node perturbation over batches in panels: per-example noise and losses, sums of outer products as one product, any number of threads.</summary>
public sealed class BatchedNodePerturbationTests
{
    private const int Examples = 150;

    private static readonly int[] s_widths = [5, 9, 6, 3];
    private static readonly double[] s_inputs = Numbers(Examples * 5, 1, 0.7), s_targets = Numbers(Examples * 3, 1, 1.1), s_weights = Numbers((6 * 9) + (10 * 6) + (7 * 3), 0.6, 2.3);
    private static readonly PanelNet<double> s_net = new(s_widths, s_inputs, s_targets) { Penalty = 0.01 };

    private static double[] Numbers(int count, double scale, double rate) => [.. Enumerable.Range(1, count).Select(i => scale * Math.Sin(rate * i))];

    /// <summary>At equal keys the estimate is that of one example after the other, to 1e-12: of all examples, and of a mini-batch, whose examples have the noise of their places.</summary>
    [Fact]
    public void Batched_is_sequential()
    {
        LayeredNet<double> sequential = new(s_widths, s_inputs, s_targets) { Penalty = 0.01 };
        double[] expected = new double[s_weights.Length], gradient = new double[s_weights.Length];
        foreach (int chunk in (int[])[1, 7, 64, 1000])
        {
            CleanNodePerturbation<double> one = new(181, 0.1) { Step = 5 };
            BatchedNodePerturbation<double> all = new(181, 0.1, chunk: chunk) { Step = 5 };
            for (int step = 0; step < 3; step++)
            {
                Assert.Equal(one.Estimate(ref sequential, s_weights, expected), all.Estimate(s_net, s_weights, gradient), 1e-12);
                Assert.All(expected.Zip(gradient), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
            }

            Assert.Equal(8, all.Step);
            Assert.Equal(0, all.UnresolvedDifferences);
        }

        int[] batch = [17, 3, 149, 3];
        LayeredNet<double> picked = new(s_widths, [.. batch.SelectMany(e => s_inputs[(5 * e)..(5 * (e + 1))])], [.. batch.SelectMany(e => s_targets[(3 * e)..(3 * (e + 1))])]) { Penalty = 0.01 };
        double value = new CleanNodePerturbation<double>(182, 0.1).Estimate(ref picked, s_weights, expected);
        Assert.Equal(value, new BatchedNodePerturbation<double>(182, 0.1).Estimate(s_net, batch, s_weights, gradient), 1e-12);
        Assert.All(expected.Zip(gradient), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    /// <summary>In chunks of another size sums are others: the order of summation does show in the bits.</summary>
    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        double[] one = Estimate(1, 16);
        Assert.Equal(one, Estimate(2, 16));
        Assert.Equal(one, Estimate(7, 16));
        Assert.NotEqual(one, Estimate(7, 8));
        Assert.Equal(Single(1), Single(2));
        Assert.Equal(Single(1), Single(7));

        static double[] Estimate(int threads, int chunk)
        {
            double[] gradient = new double[s_weights.Length];
            double value = new BatchedNodePerturbation<double>(183, 1e-3, DirectionNoise.Rademacher, threads, chunk).Estimate(s_net, s_weights, gradient);
            return [value, .. gradient];
        }

        static float[] Single(int threads)
        {
            PanelNet<float> net = new(s_widths, [.. s_inputs.Select(x => (float)x)], [.. s_targets.Select(x => (float)x)]);
            float[] gradient = new float[s_weights.Length];
            float value = new BatchedNodePerturbation<float>(184, 1e-3, threads: threads, chunk: 8).Estimate(net, [.. s_weights.Select(w => (float)w)], gradient);
            return [value, .. gradient];
        }
    }

    /// <summary>As σ → 0 the mean is the gradient, by a z-test that sees 5 %. It sees noise that is credited to another example.</summary>
    [Fact]
    public void Unbiased_as_the_perturbation_goes_to_zero()
    {
        double[] inputs = Numbers(9, 1, 0.7), targets = Numbers(6, 1, 1.1), w = Numbers(26, 0.7, 2.3), exact = new double[26];
        _ = new LayeredNet<double>([3, 4, 2], inputs, targets).Gradient(w, exact);
        Of(new PanelNet<double>([3, 4, 2], inputs, targets), 60_000).AssertUnbiased();
        Of(new PanelNet<double>([3, 4, 2], inputs, targets) { IsCreditedToTheNext = true }, 10_000).AssertBiased();

        Draws Of(PanelNet<double> net, int count)
        {
            Draws draws = new(exact);
            double[] gradient = new double[26];
            BatchedNodePerturbation<double> estimator = new(185, 1e-5, DirectionNoise.Rademacher);
            for (int t = 0; t < count; t++)
            {
                _ = estimator.Estimate(net, w, gradient);
                draws.Add(gradient);
            }

            return draws;
        }
    }

    /// <summary>One product for all examples has the bits of one example after the other, at every shape and in both precisions.</summary>
    [Fact]
    public void A_sum_of_outer_products_is_one_product()
    {
        foreach (int q in (int[])[1, 3, 4, 5, 9])
        {
            foreach (int p in (int[])[1, 7, 8, 15, 16, 17, 40, 131])
            {
                foreach (int examples in (int[])[1, 2, 13])
                {
                    Check<double>(q, p, examples);
                    Check<float>(q, p, examples);
                }
            }
        }

        static void Check<R>(int q, int p, int examples)
            where R : unmanaged, IFloatingPointIeee754<R>
        {
            R[] c = Real<R>(examples * q, 0.9), z = Real<R>(examples * p, 1.7), weights = Real<R>(q * p, 2.9), biases = Real<R>(q, 0.3), nodes = new R[examples * q];
            R[] expected = [.. weights], expectedBiases = [.. biases];
            DenseLayer.Forward<R>(weights, biases, z, nodes);
            for (int n = 0; n < examples; n++)
            {
                for (int i = 0; i < q; i++)
                {
                    double node = double.CreateTruncating(biases[i]);
                    for (int j = 0; j < p; j++)
                    {
                        node += double.CreateTruncating(weights[(i * p) + j]) * double.CreateTruncating(z[(n * p) + j]);
                        expected[(i * p) + j] += c[(n * q) + i] * z[(n * p) + j];
                    }

                    expectedBiases[i] += c[(n * q) + i];
                    Assert.Equal(node, double.CreateTruncating(nodes[(n * q) + i]), typeof(R) == typeof(double) ? 1e-12 : 1e-4);
                }
            }

            DenseLayer.Pull<R>(c, z, weights, biases);
            Assert.Equal(expected, weights);
            Assert.Equal(expectedBiases, biases);
        }

        static R[] Real<R>(int count, double rate)
            where R : unmanaged, IFloatingPointIeee754<R> => [.. Numbers(count, 1, rate).Select(R.CreateTruncating)];
    }

    [Fact]
    public void Layers_that_do_not_fit_are_told()
    {
        double[] weights = new double[6], biases = new double[2], inputs = new double[9], nodes = new double[6];
        DenseLayer.Forward<double>(weights, biases, inputs, nodes);
        Assert.Equal("nodes", Assert.Throws<ArgumentException>(() => DenseLayer.Forward<double>(weights, biases, inputs, new double[5])).ParamName);
        Assert.Equal("nodes", Assert.Throws<ArgumentException>(() => DenseLayer.Forward<double>(new double[5], biases, inputs, nodes)).ParamName);
        Assert.Equal("nodes", Assert.Throws<ArgumentException>(() => DenseLayer.Forward<double>(weights, [], inputs, nodes)).ParamName);
        Assert.Equal("nodes", Assert.Throws<ArgumentException>(() => DenseLayer.Forward<double>(nodes, biases, inputs, nodes)).ParamName);
        Assert.Equal("cotangents", Assert.Throws<ArgumentException>(() => DenseLayer.Pull<double>(nodes, new double[8], weights, biases)).ParamName);
        Assert.Equal("weightsGrad", Assert.Throws<ArgumentException>(() => DenseLayer.Pull<double>(weights, inputs, weights, biases)).ParamName);
        Assert.Equal("biasesGrad", Assert.Throws<ArgumentException>(() => DenseLayer.Pull<double>(nodes, inputs, weights, inputs.AsSpan(0, 2))).ParamName);
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        double[] gradient = new double[s_weights.Length];
        int[] batch = [3, 1, 4, 1, 5, 9, 2, 6];
        BatchedNodePerturbation<double> estimator = new(186, 1e-3);
        Allocations.AssertNone(() => estimator.Estimate(s_net, s_weights, gradient));
        Allocations.AssertNone(() => estimator.Estimate(s_net, batch, s_weights, gradient));
    }

    [Fact]
    public void An_example_that_throws_changes_nothing_and_arguments_are_named()
    {
        double[] gradient = Numbers(s_weights.Length, 1, 1), before = [.. gradient];
        PanelNet<double> broken = new(s_widths, s_inputs, s_targets) { Broken = 70 };
        foreach (int threads in (int[])[1, 7])
        {
            BatchedNodePerturbation<double> estimator = new(187, 1e-3, threads: threads, chunk: 8);
            Assert.Equal("70", Assert.Throws<TimeoutException>(() => estimator.Estimate(broken, s_weights, gradient)).Message);
            Assert.Equal(before, gradient);
            Assert.Equal(0, estimator.Step);
        }

        BatchedNodePerturbation<double> one = new(187, 1e-3);
        Assert.Equal(Bias.Biased, one.Bias);
        Assert.Equal("gradient", Assert.Throws<ArgumentException>(() => one.Estimate(s_net, s_weights, new double[3])).ParamName);
        Assert.Equal("layers", Assert.Throws<ArgumentException>(() => one.Estimate(new PanelNet<double>(s_widths, [], []), s_weights, gradient)).ParamName);
        Assert.Equal("batch", Assert.Throws<ArgumentException>(() => one.Estimate(s_net, [], s_weights, gradient)).ParamName);
        Assert.Equal("batch", Assert.Throws<ArgumentException>(() => one.Estimate(s_net, [0, Examples], s_weights, gradient)).ParamName);
        Assert.Equal("sigma", Assert.Throws<ArgumentOutOfRangeException>(() => new BatchedNodePerturbation<double>(1, 0)).ParamName);
        Assert.Equal("threads", Assert.Throws<ArgumentOutOfRangeException>(() => new BatchedNodePerturbation<double>(1, 1, threads: 0)).ParamName);
        Assert.Equal("chunk", Assert.Throws<ArgumentOutOfRangeException>(() => new BatchedNodePerturbation<double>(1, 1, chunk: 0)).ParamName);
        Assert.Throws<InvalidOperationException>(() => default(BatchedNodePerturbation<double>).Estimate(s_net, s_weights, gradient));
        Assert.Equal(before, gradient);
    }

    /// <summary>Frozen parameters have the gradient 0, the others what they have without a mask; differences that drown in rounding are counted.</summary>
    [Fact]
    public void A_mask_freezes_parameters_and_lost_differences_are_counted()
    {
        double[] free = new double[s_weights.Length], masked = new double[s_weights.Length];
        BatchedNodePerturbation<double> estimator = new(188, 1e-17);
        _ = estimator.Estimate(s_net, s_weights, free);
        Assert.Equal(Examples, estimator.UnresolvedDifferences);
        _ = estimator.Estimate(s_net, [1, 2], s_weights, free);
        Assert.Equal(Examples + 2, estimator.UnresolvedDifferences);
        estimator = new(189, 1e-3);
        BatchedNodePerturbation<double> with = new(189, 1e-3, mask: new ParameterMask(s_weights.Length, 10..30));
        _ = estimator.Estimate(s_net, s_weights, free);
        _ = with.Estimate(s_net, s_weights, masked);
        Assert.Equal(free.Select((g, i) => i is >= 10 and < 30 ? g : 0), masked);
    }
}
