using System;
using System.Linq;
using System.Numerics;
using Xunit;

namespace DiffGen.Runtime.Tests.Estimators;

/// <summary>Node perturbation over layered objectives: rows P2, P3, P6, P8 and P10 of the formulas, and sections 4.2 to 4.5.</summary>
public sealed class NodePerturbationTests
{
    /// <summary>A tanh network 3-4-2 with checked-in weights, one example.</summary>
    private static readonly LayeredNet<double> s_net = new([3, 4, 2], [0.5, -1, 0.25], [0.3, -0.7]);

    private static readonly double[] s_weights =
    [
        0.31, -0.42, 0.53, -0.24, 0.15, 0.66, 0.47, -0.38, -0.19, 0.10, 0.51, -0.62, 0.13, -0.04, 0.25, -0.16,
        0.57, -0.28, 0.39, -0.70, -0.31, 0.42, 0.63, 0.24, 0.05, -0.15,
    ];

    /// <summary>Cotangents of the six nodes of the net: the gradients of the biases.</summary>
    private static readonly int[] s_biases = [12, 13, 14, 15, 24, 25];

    private static double[] Gradient()
    {
        double[] gradient = new double[s_weights.Length];
        _ = s_net.Gradient(s_weights, gradient);
        return gradient;
    }

    [Fact]
    public void The_gradient_by_hand_is_right()
    {
        double[] gradient = Gradient(), direction = new double[s_weights.Length];
        for (int i = 0; i < gradient.Length; i++)
        {
            double[] above = [.. s_weights], below = [.. s_weights];
            above[i] += 1e-5;
            below[i] -= 1e-5;
            Assert.Equal((s_net.Value(above) - s_net.Value(below)) / 2e-5, gradient[i], 1e-9);
            direction[i] = Math.Sin(i);
        }

        _ = s_net.Jvp(s_weights, direction, out double slope);
        Assert.Equal(gradient.Zip(direction, (g, d) => g * d).Sum(), slope, 1e-12);
    }

    /// <summary>As σ → 0 each rule is unbiased; Var(b_i) = S + g_i² and Var(W_ij) = z_j² (S + g_i²) with S the squares of all cotangents of nodes.</summary>
    [Fact]
    public void Unbiased_with_the_variance_of_theory()
    {
        double[] exact = Gradient();
        double s = s_biases.Sum(i => exact[i] * exact[i]);
        Check(Draws.OfLayered(new NodePerturbation<double>(111, 1e-5), s_net, s_weights, exact, 150_000), 1, 1);
        Check(Draws.OfLayered(new CleanNodePerturbation<double>(112, 1e-5), s_net, s_weights, exact, 150_000), 1, 1);
        Check(Draws.OfLayered(new CentralNodePerturbation<double>(113, 1e-4, DirectionNoise.Rademacher), s_net, s_weights, exact, 100_000), 1, -1);

        // Two noisy passes without a clean one: (σ₂/σ)² S more, and none more with the difference of the noises.
        Check(Draws.OfLayered(new TwoNoisyNodePerturbation<double>(114, 1e-5, 1e-5), s_net, s_weights, exact, 150_000), 2, 1);
        Check(Draws.OfLayered(new DifferenceNodePerturbation<double>(115, 1e-5), s_net, s_weights, exact, 150_000), 1, 1);

        void Check(Draws draws, double sFactor, double ownFactor)
        {
            draws.AssertUnbiased();
            foreach (int b in s_biases)
            {
                Assert.InRange(draws.VarianceScore(b, (sFactor * s) + (ownFactor * exact[b] * exact[b])), -5, 5);
            }

            // The weight from input 1, z = −1, to node 2; and one behind the hidden layer.
            Assert.InRange(draws.VarianceScore(7, (sFactor * s) + (ownFactor * exact[14] * exact[14])), -5, 5);
            double z = Math.Tanh(s_weights[12] + (s_weights[0] * 0.5) - s_weights[1] + (s_weights[2] * 0.25));
            Assert.InRange(draws.VarianceScore(16, z * z * ((sFactor * s) + (ownFactor * exact[24] * exact[24]))), -5, 5);
        }
    }

    /// <summary>Layer by layer: unbiased, each layer with the variance of its own nodes alone, (N − 1)S in total.</summary>
    [Fact]
    public void Layer_by_layer_each_layer_has_only_its_own_variance()
    {
        double[] exact = Gradient();
        Draws draws = Draws.OfLayered(new LayerwiseNodePerturbation<double>(116, 1e-5), s_net, s_weights, exact, 100_000);
        draws.AssertUnbiased();
        double hidden = s_biases[..4].Sum(i => exact[i] * exact[i]), output = s_biases[4..].Sum(i => exact[i] * exact[i]);
        Assert.InRange(s_biases[..4].Sum(draws.Variance) / (3 * hidden), 0.97, 1.03);
        Assert.InRange(s_biases[4..].Sum(draws.Variance) / output, 0.97, 1.03);
    }

    /// <summary>Noise of fixed length, N ξ/‖ξ‖², is unbiased and leaves (N − 1)S of the (N + 1)S that Gaussian noise has; so do signs, which have that length. A mean over draws within 5 standard errors, which tell N − 1 from N + 1.</summary>
    [Fact]
    public void Noise_of_fixed_length_has_less_variance()
    {
        const int n = 6, count = 60_000;
        LayeredNet<double> layer = new([3, n], [0.5, -1, 0.25], [0.3, -0.7, 1.1, 0.2, -0.5, 0.9]);
        double[] weights = [.. Enumerable.Range(1, 4 * n).Select(i => 0.6 * Math.Sin(2.3 * i))], exact = new double[4 * n], gradient = new double[4 * n];
        _ = layer.Gradient(weights, exact);
        double s = exact[(3 * n)..].Sum(b => b * b);
        Assert.InRange(Score(DirectionNoise.Sphere, (n - 1) * s), -5, 5);
        Assert.InRange(Score(DirectionNoise.Rademacher, (n - 1) * s), -5, 5);
        Assert.InRange(Score(DirectionNoise.Gaussian, (n + 1) * s), -5, 5);
        Assert.True(Score(DirectionNoise.Sphere, (n + 1) * s) < -8);
        Draws.OfLayered(new CleanNodePerturbation<double>(132, 1e-5, DirectionNoise.Sphere), layer, weights, exact, 120_000).AssertUnbiased();

        double Score(DirectionNoise noise, double expected)
        {
            double sum = 0, squares = 0;
            CleanNodePerturbation<double> estimator = new(131, 1e-5, noise);
            for (int t = 0; t < count; t++)
            {
                _ = estimator.Estimate(ref layer, weights, gradient);
                double square = 0;
                for (int i = 3 * n; i < 4 * n; i++)
                {
                    square += (gradient[i] - exact[i]) * (gradient[i] - exact[i]);
                }

                sum += square;
                squares += square * square;
            }

            double mean = sum / count;
            return (mean - expected) / Math.Sqrt(((squares / count) - (mean * mean)) / count);
        }
    }

    /// <summary>
    /// A net 1-1-1 at σ = 0.6: with the inputs of the noisy pass the mean is the gradient of the smoothed loss, with those of the clean one it is not, and the bias is as computed.
    /// </summary>
    [Fact]
    public void At_a_finite_width_the_inputs_decide_the_bias()
    {
        const double sigma = 0.6, w1 = 0.9, b1 = 0.4, w2 = 1.1, b2 = -0.2, x = 0.7, y = 2.5;
        LayeredNet<double> net = new([1, 1, 1], [x], [y]);
        double[] weights = [w1, b1, w2, b2];

        // Expectations over the hidden node's noise by the trapezoid rule, which is exact here to the last digits.
        double[] smoothed = new double[4];
        double meanError = 0;
        for (double t = -9; t <= 9; t += 1.0 / 64)
        {
            double density = Math.Exp(-0.5 * t * t) / Math.Sqrt(2 * Math.PI) / 64;
            double h = Math.Tanh((w1 * x) + b1 + (sigma * t)), e = (w2 * h) + b2 - y;
            meanError += density * e;
            smoothed[1] += density * e * w2 * (1 - (h * h));
            smoothed[2] += density * e * h;
            smoothed[3] += density * e;
        }

        smoothed[0] = smoothed[1] * x;
        Draws.OfLayered(new NodePerturbation<double>(117, sigma), net, weights, smoothed, 200_000).AssertUnbiased();
        Draws.OfLayered(new DifferenceNodePerturbation<double>(118, sigma), net, weights, smoothed, 200_000).AssertUnbiased();
        Draws.OfLayered(new TwoNoisyNodePerturbation<double>(119, sigma, 0.4), net, weights, smoothed, 200_000).AssertUnbiased();

        double[] clean = [.. smoothed];
        clean[2] = meanError * Math.Tanh((w1 * x) + b1);
        Draws draws = Draws.OfLayered(new CleanNodePerturbation<double>(117, sigma), net, weights, smoothed, 80_000);
        draws.AssertBiased();
        Draws.OfLayered(new CleanNodePerturbation<double>(117, sigma), net, weights, clean, 80_000).AssertUnbiased(power: false);
    }

    /// <summary>
    /// All 64 outcomes of the signs of six nodes: on a linear net, whose loss is quadratic in the nodes, the mean of the central rule is the gradient to 1e-12, whatever σ.
    /// </summary>
    [Fact]
    public void Exact_over_all_signs_of_a_linear_net()
    {
        LayeredNet<double> net = new([3, 4, 2], [0.5, -1, 0.25], [0.3, -0.7]) { Activation = Activation.Identity };
        double[] exact = new double[s_weights.Length];
        _ = net.Gradient(s_weights, exact);
        double[] mean = MeanOverSigns(source => new CentralNodePerturbation<double>(source, 0.5), net);
        Assert.All(mean.Zip(exact), pair => Assert.Equal(pair.Second, pair.First, 1e-12));

        // The clean rule's even terms are odd in the signs and vanish in the mean as well.
        mean = MeanOverSigns(source => new CleanNodePerturbation<double>(source, 0.5), net);
        Assert.All(mean.Zip(exact), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
        mean = MeanOverSigns(source => new LayerwiseNodePerturbation<double>((ISmoothingNoise)source, 0.5), net);
        Assert.All(mean.Zip(exact), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
    }

    /// <summary>The mean of activity-based perturbation over all signs is that of N (ḡ · ξ) Aξ/‖Aξ‖², with A the Jacobians among the nodes: not the gradient.</summary>
    [Fact]
    public void Activity_based_perturbation_is_biased_by_the_formula()
    {
        ActivityNodePerturbation<double> estimator = new(120, 1e-5);
        Assert.Equal(Bias.Biased, estimator.Bias);
        double[] exact = Gradient();
        Draws.OfLayered(estimator, s_net, s_weights, exact, 20_000).AssertBiased();

        // A: identity, and below it ∂a₂/∂a₁ = W₂ (1 − h²).
        double[,] a = new double[6, 6];
        for (int i = 0; i < 6; i++)
        {
            a[i, i] = 1;
        }

        double[] nodes = new double[4];
        s_net.Forward(s_weights, 0, 0, [], nodes);
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                a[4 + i, j] = s_weights[16 + (4 * i) + j] * (1 - (Math.Tanh(nodes[j]) * Math.Tanh(nodes[j])));
            }
        }

        double[] expected = new double[6], preconditioned = new double[6];
        for (int outcome = 0; outcome < 64; outcome++)
        {
            double[] xi = [.. Enumerable.Range(0, 6).Select(i => ((outcome >> i) & 1) == 1 ? -1.0 : 1.0)];
            double slope = Enumerable.Range(0, 6).Sum(i => exact[s_biases[i]] * xi[i]);
            double[] delta = [.. Enumerable.Range(0, 6).Select(i => Enumerable.Range(0, 6).Sum(j => a[i, j] * xi[j]))];
            double square = delta.Sum(d => d * d);
            for (int i = 0; i < 6; i++)
            {
                expected[i] += 6 * slope * delta[i] / square / 64;
                preconditioned[i] += slope * delta[i] / 64;
            }
        }

        double[] mean = MeanOverSigns(source => new ActivityNodePerturbation<double>(source, 1e-6), s_net);
        for (int i = 0; i < 6; i++)
        {
            Assert.Equal(expected[i], mean[s_biases[i]], 1e-5);

            // Without the division by ‖δ‖² the mean is A ḡ.
            Assert.Equal(Enumerable.Range(0, 6).Sum(j => a[i, j] * exact[s_biases[j]]), preconditioned[i], 1e-12);
        }
    }

    /// <summary>Weight perturbation of the biases alone, from the same stream, is the node perturbation of the biases: bit for bit, on numbers whose sums are exact.</summary>
    [Fact]
    public void Is_weight_perturbation_of_the_biases()
    {
        LayeredNet<double> net = new([3, 4, 2], [0.5, -1, 0.25], [0.25, -0.75]) { Activation = Activation.Relu };
        double[] weights = [.. Enumerable.Range(0, 26).Select(i => ((i * 7 % 13) - 6) / 16.0)];
        Concatenated stream = new(6, [4, 2]);
        NodePerturbation<double> nodes = new(stream, 1.0 / 1024);
        WeightPerturbation<double> biases = new(stream, 1.0 / 1024, mask: new ParameterMask(26, 12..16, 24..26));
        double[] a = new double[26], b = new double[26];
        for (int t = 0; t < 20; t++)
        {
            Assert.Equal(biases.Estimate(ref net, weights, b), nodes.Estimate(ref net, weights, a));
            foreach (int i in s_biases)
            {
                Assert.Equal(b[i], a[i]);
            }

            Assert.NotEqual(0, a[12]);
        }
    }

    /// <summary>Twenty steps of a recurrent net: each occurrence of the shared weights is credited at its own step, and the sum is backpropagation through time.</summary>
    [Fact]
    public void Unbiased_through_time()
    {
        double[] inputs = [.. Enumerable.Range(0, 20).Select(t => Math.Sin(0.7 * t))], targets = [.. Enumerable.Range(0, 20).Select(t => 0.5 * Math.Cos(0.7 * t))];
        LayeredRnn net = new(3, inputs, targets, [0.8, -0.5, 0.6]);
        double[] weights = [0.6, -0.4, 0.3, 0.2, 0.7, -0.3, -0.5, 0.1, 0.4, 0.9, -0.6, 0.5, 0.05, -0.1, 0.2];
        double[] exact = new double[weights.Length];
        _ = net.Gradient(weights, exact);
        for (int i = 0; i < weights.Length; i++)
        {
            double[] above = [.. weights], below = [.. weights];
            above[i] += 1e-5;
            below[i] -= 1e-5;
            Assert.Equal((net.Value(above) - net.Value(below)) / 2e-5, exact[i], 1e-9);
        }

        Draws.OfLayered(new NodePerturbation<double>(121, 1e-5, DirectionNoise.Rademacher), net, weights, exact, 270_000).AssertUnbiased();
        Draws.OfLayered(new LayerwiseNodePerturbation<double>(122, 1e-5), net, weights, exact, 3_000).AssertUnbiased();
    }

    /// <summary>What reaches the loss without passing a node is exact, and without noise.</summary>
    [Fact]
    public void The_part_without_nodes_is_exact()
    {
        // The penalty alone: λθ, bit for bit.
        LayeredNet<double> penalty = new([3, 4, 2], [0.5, -1, 0.25], [0.3, -0.7]) { Penalty = 2e-4, DataWeight = 0 };
        double[] gradient = new double[26];
        Each(Check);

        // A last layer without nodes: its gradient is exact at the clean nodes, and the rest unbiased.
        LayeredNet<double> head = new([3, 4, 2], [0.5, -1, 0.25], [0.3, -0.7]) { HeadWithoutNodes = true };
        double[] exact = Gradient();
        CleanNodePerturbation<double> clean = new(123, 1e-5);
        _ = clean.Estimate(ref head, s_weights, gradient);
        Assert.All(Enumerable.Range(16, 10), i => Assert.Equal(exact[i], gradient[i], 1e-15));
        Draws.OfLayered(clean, head, s_weights, exact, 100_000).AssertUnbiased();

        void Check(ILayeredGradientEstimator<double> estimator)
        {
            _ = estimator.Estimate(ref penalty, s_weights, gradient);
            Assert.Equal(s_weights.Select(w => 2e-4 * w), gradient);
        }
    }

    private static void Each(Action<ILayeredGradientEstimator<double>> check)
    {
        check(new NodePerturbation<double>(124, 0.1));
        check(new CleanNodePerturbation<double>(124, 0.1));
        check(new CentralNodePerturbation<double>(124, 0.1));
        check(new TwoNoisyNodePerturbation<double>(124, 0.1, 0.2));
        check(new DifferenceNodePerturbation<double>(124, 0.1));
        check(new LayerwiseNodePerturbation<double>(124, 0.1));
        check(new ActivityNodePerturbation<double>(124, 0.1));
    }

    /// <summary>A batch is the mean of its examples with the noise of each: to 1e-12. One noise for all examples, a bug, is seen.</summary>
    [Fact]
    public void A_batch_is_the_mean_of_its_examples()
    {
        const int count = 7;
        double[] inputs = [.. Enumerable.Range(0, 3 * count).Select(i => Math.Sin(i))], targets = [.. Enumerable.Range(0, 2 * count).Select(i => Math.Cos(i))];
        LayeredNet<double> batch = new([3, 4, 2], inputs, targets);
        double[] together = new double[26], mean = new double[26], shared = new double[26], one = new double[26];
        double value = new NodePerturbation<double>(125, 0.01).Estimate(ref batch, s_weights, together), sum = 0;
        for (uint n = 0; n < count; n++)
        {
            LayeredNet<double> example = new([3, 4, 2], inputs[((int)n * 3)..(((int)n + 1) * 3)], targets[((int)n * 2)..(((int)n + 1) * 2)]);
            sum += new NodePerturbation<double>(new ForExample(125, n), 0.01).Estimate(ref example, s_weights, one) / count;
            for (int i = 0; i < 26; i++)
            {
                mean[i] += one[i] / count;
            }

            _ = new NodePerturbation<double>(new ForExample(125, 0), 0.01).Estimate(ref example, s_weights, one);
            for (int i = 0; i < 26; i++)
            {
                shared[i] += one[i] / count;
            }
        }

        Assert.Equal(sum, value, 1e-12);
        Assert.All(together.Zip(mean), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
        Assert.True(together.Zip(shared, (a, b) => Math.Abs(a - b)).Max() > 1e-3);
    }

    [Fact]
    public void A_batch_is_unbiased_in_both_precisions()
    {
        double[] inputs = [.. Enumerable.Range(0, 6).Select(i => Math.Sin(i))], targets = [.. Enumerable.Range(0, 4).Select(i => Math.Cos(i))], exact = new double[26];
        LayeredNet<double> batch = new([3, 4, 2], inputs, targets);
        _ = batch.Gradient(s_weights, exact);
        Draws.OfLayered(new NodePerturbation<double>(126, 1e-5), batch, s_weights, exact, 130_000).AssertUnbiased();

        LayeredNet<float> single = new([3, 4, 2], [.. inputs.Select(x => (float)x)], [.. targets.Select(x => (float)x)]);
        Draws.OfLayered(new NodePerturbation<float>(127, 5e-4, DirectionNoise.Rademacher), single, [.. s_weights.Select(w => (float)w)], exact, 130_000).AssertUnbiased();
    }

    /// <summary>A loss without a derivative, 0 or 1: the mean is the gradient of the smoothed loss, the normal density at the node.</summary>
    [Fact]
    public void A_loss_of_steps()
    {
        ThresholdObjective loss = default;
        double density = Math.Exp(-0.5 * 0.3 * 0.3) / Math.Sqrt(2 * Math.PI);
        Draws.OfLayered(new NodePerturbation<double>(128, 1), loss, [0.3], [density], 150_000).AssertUnbiased();
        Draws.OfLayered(new DifferenceNodePerturbation<double>(128, 1), loss, [0.3], [density], 150_000).AssertUnbiased();
    }

    /// <summary>Noise of a chaotic source, whose neighbours depend but do not correlate, at a width where only correlations matter; and of one that is not white.</summary>
    [Fact]
    public void Chaos_as_noise()
    {
        double[] exact = Gradient();
        Draws.OfLayered(new CleanNodePerturbation<double>(new ChaoticNoise(new NoiseKey(129)), 1e-5), s_net, s_weights, exact, 150_000).AssertUnbiased();
        WhitenedNoise white = new(new LogisticMapNoise(new NoiseKey(129), 3.8), order: 32);
        Draws.OfLayered(new CleanNodePerturbation<double>(white, 1e-5), s_net, s_weights, exact, 150_000).AssertUnbiased();
        Draws.OfLayered(new CleanNodePerturbation<double>(new Raw(new LogisticMapNoise(new NoiseKey(129), 3.8)), 1e-5), s_net, s_weights, exact, 50_000).AssertBiased();
    }

    /// <summary>Coins of a device that fall one time in five: skewed noise serves two noisy passes as well, and an offset cancels between them. Against a clean pass an offset biases.</summary>
    [Fact]
    public void Skewed_coins_as_noise()
    {
        double[] exact = Gradient();
        Draws.OfLayered(new TwoNoisyNodePerturbation<double>(new Coins(130, 0.2, 0.2), 1e-5, 1e-5), s_net, s_weights, exact, 200_000).AssertUnbiased();
        Draws.OfLayered(new DifferenceNodePerturbation<double>(new Coins(131, 0.2, 0.2), 1e-5), s_net, s_weights, exact, 200_000).AssertUnbiased();
        Draws.OfLayered(new TwoNoisyNodePerturbation<double>(new Coins(130, 0.2, 0.1), 1e-5, 1e-5), s_net, s_weights, exact, 100_000).AssertUnbiased(power: false);
        Draws.OfLayered(new CleanNodePerturbation<double>(new Coins(130, 0.2, 0.1), 1e-5), s_net, s_weights, exact, 100_000).AssertBiased();
    }

    [Fact]
    public void An_objective_that_throws_changes_nothing_and_arguments_are_named()
    {
        LayeredNet<double> net = s_net;
        Each(Check);
        Assert.Equal("sigma", Assert.Throws<ArgumentOutOfRangeException>(() => new NodePerturbation<double>(1, 0)).ParamName);
        Assert.Equal("otherSigma", Assert.Throws<ArgumentOutOfRangeException>(() => new TwoNoisyNodePerturbation<double>(1, 1, 0)).ParamName);
        Assert.Throws<ArgumentNullException>(() => new CleanNodePerturbation<double>(null!, 1));
        Assert.Throws<InvalidOperationException>(() => default(NodePerturbation<double>).Estimate(ref net, s_weights, new double[26]));
        Assert.Throws<NotSupportedException>(() => new NodePerturbation<Half>(1, 1));
        LayeredNet<double> none = new([3, 4, 2], [], []);
        Assert.Contains("0 examples", Assert.Throws<ArgumentException>(() => new NodePerturbation<double>(1, 1).Estimate(ref none, s_weights, new double[26])).Message, StringComparison.Ordinal);

        static void Check(ILayeredGradientEstimator<double> estimator)
        {
            double[] gradient = [.. Enumerable.Range(0, 26).Select(i => (double)i)], before = [.. gradient];
            ThresholdObjective broken = new() { Broken = true };
            Assert.Throws<TimeoutException>(() => estimator.Estimate(ref broken, [1.0], gradient.AsSpan(0, 1)));
            Assert.Equal(before, gradient);
            LayeredNet<double> net = s_net;
            Assert.Equal("gradient", Assert.Throws<ArgumentException>(() => estimator.Estimate(ref net, s_weights, new double[25])).ParamName);
            Assert.Equal("gradient", Assert.Throws<ArgumentException>(() => estimator.Estimate(ref net, gradient, gradient)).ParamName);
        }
    }

    /// <summary>Frozen parameters get the gradient 0; the others get what they get without a mask, bit for bit, as the nodes are perturbed alike.</summary>
    [Fact]
    public void A_mask_freezes_parameters()
    {
        ParameterMask mask = new(26, 3..5, 12..20);
        LayeredNet<double> net = s_net;
        Check(new NodePerturbation<double>(134, 0.1), new NodePerturbation<double>(134, 0.1, mask: mask));
        Check(new CleanNodePerturbation<double>(134, 0.1), new CleanNodePerturbation<double>(134, 0.1, mask: mask));
        Check(new CentralNodePerturbation<double>(134, 0.1), new CentralNodePerturbation<double>(134, 0.1, mask: mask));
        Check(new TwoNoisyNodePerturbation<double>(134, 0.1, 0.2), new TwoNoisyNodePerturbation<double>(134, 0.1, 0.2, mask: mask));
        Check(new DifferenceNodePerturbation<double>(134, 0.1), new DifferenceNodePerturbation<double>(134, 0.1, mask: mask));
        Check(new LayerwiseNodePerturbation<double>(134, 0.1), new LayerwiseNodePerturbation<double>(134, 0.1, mask: mask));
        Check(new ActivityNodePerturbation<double>(134, 0.1), new ActivityNodePerturbation<double>(134, 0.1, mask: mask));
        Assert.Same(mask, new NodePerturbation<double>(134, 0.1, mask: mask).Mask);
        Assert.Equal("parameters", Assert.Throws<ArgumentException>(
            () => new NodePerturbation<double>(1, 1, mask: new ParameterMask(25, 0..1)).Estimate(ref net, s_weights, new double[26])).ParamName);

        void Check<TEstimator>(TEstimator free, TEstimator masked)
            where TEstimator : ILayeredGradientEstimator<double>
        {
            double[] a = new double[26], b = new double[26];
            _ = free.Estimate(ref net, s_weights, a);
            _ = masked.Estimate(ref net, s_weights, b);
            for (int i = 0; i < 26; i++)
            {
                Assert.NotEqual(0, a[i]);
                Assert.Equal(i is >= 3 and < 5 or >= 12 and < 20 ? a[i] : 0, b[i]);
            }
        }
    }

    [Fact]
    public void A_run_is_repeated_and_continued()
    {
        double[] a = new double[26], b = new double[26];
        LayeredNet<double> net = s_net;
        NodePerturbation<double> first = new(130, 0.01), second = new(130, 0.01) { Step = 4 };
        for (int t = 0; t < 5; t++)
        {
            _ = first.Estimate(ref net, s_weights, a);
        }

        _ = second.Estimate(ref net, s_weights, b);
        Assert.Equal(a, b);
        Assert.Equal(5, first.Step);
        Assert.Equal(5, second.Step);
        _ = second.Estimate(ref net, s_weights, b);
        Assert.NotEqual(a, b);
    }

    /// <summary>The noise that derived code draws: by site, instance and element; other sites, instances, examples and steps have other noise.</summary>
    [Fact]
    public void Noise_of_sites()
    {
        NodeNoise noise = new(new NoiseKey(131), Step: 3, Example: 2);
        double[] a = new double[5], b = new double[5];
        noise.Fill<double>(a, 1, 0);
        Assert.Equal(a[0], noise.Number<double>(1, 0));
        new NoiseKey(131).Split(1).FillGaussian<double>(b, 3, 0, 2);
        Assert.Equal(a, b);
        foreach ((NodeNoise other, uint site, uint instance) in ((NodeNoise, uint, uint)[])
            [(noise, 2, 0), (noise, 1, 1), (noise with { Step = 4 }, 1, 0), (noise with { Example = 3 }, 1, 0), (noise with { Key = new NoiseKey(132) }, 1, 0)])
        {
            other.Fill<double>(b, site, instance);
            Assert.NotEqual(a, b);
        }

        Assert.Contains((noise with { Distribution = DirectionNoise.Rademacher }).Number<float>(1, 0), (float[])[1, -1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => (noise with { Distribution = (DirectionNoise)9 }).Number<float>(1, 0));
        Assert.Throws<NotSupportedException>(() => noise.Number<Half>(1, 0));
    }

    /// <summary>The mean of an estimator over all outcomes of six signs.</summary>
    private static double[] MeanOverSigns<TEstimator>(Func<IWhiteNoise, TEstimator> make, LayeredNet<double> net)
        where TEstimator : ILayeredGradientEstimator<double>
    {
        double[] mean = new double[26], gradient = new double[26];
        for (int outcome = 0; outcome < 64; outcome++)
        {
            _ = make(new GivenSigns(outcome, [4, 2])).Estimate(ref net, s_weights, gradient);
            for (int i = 0; i < 26; i++)
            {
                mean[i] += gradient[i] / 64;
            }
        }

        return mean;
    }

    /// <summary>One outcome of signs.</summary>
    private sealed class GivenSigns(int outcome, int[] widths) : ISmoothingNoise
    {
        public ulong Identity => (ulong)outcome;

        public void Fill<R>(Span<R> destination, uint step, uint instance = 0, uint example = 0)
            where R : unmanaged, IFloatingPointIeee754<R>
        {
            int start = widths.Take((int)instance).Sum();
            for (int i = 0; i < destination.Length; i++)
            {
                destination[i] = ((outcome >> (start + i)) & 1) == 1 ? R.NegativeOne : R.One;
            }
        }
    }

    /// <summary>One stream of signs for a step: a whole direction, or the part of a layer of it.</summary>
    private sealed class Concatenated(int whole, int[] widths) : ISmoothingNoise
    {
        public ulong Identity => 1;

        public void Fill<R>(Span<R> destination, uint step, uint instance = 0, uint example = 0)
            where R : unmanaged, IFloatingPointIeee754<R>
        {
            R[] all = new R[whole];
            new NoiseKey(133).FillRademacher<R>(all, step);
            all.AsSpan(destination.Length == whole ? 0 : widths.Take((int)instance).Sum(), destination.Length).CopyTo(destination);
        }
    }

    /// <summary>The noise of one example of a batch.</summary>
    private sealed class ForExample(ulong seed, uint number) : ISmoothingNoise
    {
        public ulong Identity => seed;

        public void Fill<R>(Span<R> destination, uint step, uint instance = 0, uint example = 0)
            where R : unmanaged, IFloatingPointIeee754<R> => new NoiseKey(seed).FillGaussian(destination, step, instance, number);
    }

    /// <summary>A source that is said to be white and is not.</summary>
    /// <summary>(c − center)/√(p(1 − p)) with coins c that are 1 with probability p: white if the center is p.</summary>
    private sealed class Coins(ulong seed, double p, double center) : ISmoothingNoise
    {
        private readonly NoiseKey _key = new(seed);

        public ulong Identity => seed;

        public void Fill<R>(Span<R> destination, uint step, uint instance = 0, uint example = 0)
            where R : unmanaged, IFloatingPointIeee754<R>
        {
            _key.FillUniform(destination, step, instance, example);
            R limit = R.CreateTruncating(p);
            foreach (ref R value in destination)
            {
                value = R.CreateTruncating(((value < limit ? 1 : 0) - center) / Math.Sqrt(p * (1 - p)));
            }
        }
    }

    private sealed class Raw(INoiseSource source) : IWhiteNoise
    {
        public ulong Identity => source.Identity;

        public void Fill<R>(Span<R> destination, uint step, uint instance = 0, uint example = 0)
            where R : unmanaged, IFloatingPointIeee754<R> => source.Fill(destination, step, instance, example);
    }
}
