using System;
using System.Linq;
using Xunit;

namespace DiffGen.Runtime.Tests.Estimators;

/// <summary>What estimators that perturb nodes do, seen from the objective: how many passes they make (section 4.3), and what activity-based perturbation gives for its two (section 4.4).</summary>
public sealed class NodePassesTests
{
    private const double Sigma = 1e-5;

    /// <summary>The gradients of the biases are the cotangents that the estimator gives the six nodes of the net 3-4-2.</summary>
    private static readonly int[] s_biases = [12, 13, 14, 15, 24, 25];

    private static readonly double[] s_weights =
    [
        0.31, -0.42, 0.53, -0.24, 0.15, 0.66, 0.47, -0.38, -0.19, 0.10, 0.51, -0.62, 0.13, -0.04, 0.25, -0.16,
        0.57, -0.28, 0.39, -0.70, -0.31, 0.42, 0.63, 0.24, 0.05, -0.15,
    ];

    private static readonly LayeredNet<double> s_net = new([3, 4, 2], [0.5, -1, 0.25], [0.3, -0.7]);

    /// <summary>
    /// E[(L(σξ) − L) δ] = σ² A ḡ, where A has the Jacobians from each node to those behind it. What a gradient says of (L(σξ) − L) δ, N(L(σξ) − L) δ/‖δ‖² at the nodes, is multiplied with ‖δ‖²/N of the passes that the estimator made. That it were
    /// σ²ḡ, as if δ were the noise itself, must fail.
    /// </summary>
    [Fact]
    public void The_mean_of_the_change_of_the_loss_times_that_of_the_nodes()
    {
        double[] gradient = new double[s_weights.Length], scaled = new double[6];
        _ = s_net.Gradient(s_weights, gradient);
        double[] cotangents = [.. s_biases.Select(i => gradient[i])], preconditioned = Preconditioned(cotangents);
        Draws measured = new(preconditioned), asIfUnbiased = new(cotangents);
        Passes passes = new();
        WatchedNet watched = new(s_net, passes);
        ActivityNodePerturbation<double> estimator = new(171, Sigma);
        for (int t = 0; t < 150_000; t++)
        {
            passes.Count = 0;
            _ = estimator.Estimate(ref watched, s_weights, gradient);
            Assert.Equal(2, passes.Count);
            double square = passes.Change.Sum(d => d * d);
            for (int i = 0; i < 6; i++)
            {
                scaled[i] = gradient[s_biases[i]] * square / (6 * Sigma * Sigma);
            }

            measured.Add(scaled);
            if (t < 20_000)
            {
                asIfUnbiased.Add(scaled);
            }
        }

        measured.AssertUnbiased();
        asIfUnbiased.AssertBiased();
    }

    /// <summary>
    /// Layers that are computed, of three: three for each pass. Layer by layer a pass begins at the layer that is perturbed, as nothing before it changes: 3 + 3 + 2 + 1 instead of 3 + 3 · 3.
    /// </summary>
    [Fact]
    public void No_layer_is_computed_that_is_known()
    {
        Check(new NodePerturbation<double>(172, 0.1), 6, 2);
        Check(new CleanNodePerturbation<double>(172, 0.1), 6, 2);
        Check(new CentralNodePerturbation<double>(172, 0.1), 9, 3);
        Check(new TwoNoisyNodePerturbation<double>(172, 0.1, 0.2), 6, 2);
        Check(new DifferenceNodePerturbation<double>(172, 0.1), 6, 2);
        Check(new ActivityNodePerturbation<double>(172, 0.1), 6, 2);
        Check(new LayerwiseNodePerturbation<double>(172, 0.1), 9, 4);

        static void Check<TEstimator>(TEstimator estimator, int layers, int losses)
            where TEstimator : ILayeredGradientEstimator<double>
        {
            LayeredNet<double> net = new([3, 2, 3, 1], [0.5, -1, 0.25], [0.3]);
            Passes passes = new();
            WatchedNet watched = new(net, passes);
            double[] gradient = new double[net.ParameterCount];
            _ = estimator.Estimate(ref watched, [.. Enumerable.Range(1, gradient.Length).Select(i => Math.Sin(2.3 * i))], gradient);
            Assert.Equal((layers, losses), (passes.Layers, passes.Count));
        }
    }

    /// <summary>A ḡ: for a node behind the hidden layer, its own cotangent and those of the hidden nodes, each by the slope from there.</summary>
    private static double[] Preconditioned(double[] cotangents)
    {
        double[] nodes = new double[4], result = [.. cotangents];
        s_net.Forward(s_weights, 0, 0, [], nodes);
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                double tanh = Math.Tanh(nodes[j]);
                result[4 + i] += s_weights[16 + (4 * i) + j] * (1 - (tanh * tanh)) * cotangents[j];
            }
        }

        return result;
    }

    /// <summary>The nodes of the passes that an estimator made, as the loss was asked for them.</summary>
    private sealed class Passes
    {
        private readonly double[] _first = new double[6], _second = new double[6];

        /// <summary>The passes: how often the loss was asked for.</summary>
        public int Count { get; set; }

        /// <summary>The layers that were computed.</summary>
        public int Layers { get; set; }

        /// <summary>The nodes of the second pass less those of the first.</summary>
        public double[] Change { get; } = new double[6];

        public void Add(ReadOnlySpan<double> nodes)
        {
            nodes.CopyTo(Count == 0 ? _first : _second);
            Count++;
            for (int i = 0; i < nodes.Length; i++)
            {
                Change[i] = _second[i] - _first[i];
            }
        }
    }

    /// <summary>The net, of which the passes are noted.</summary>
    private readonly struct WatchedNet(LayeredNet<double> net, Passes passes) : ILayeredObjective<double>
    {
        public int ExampleCount => net.ExampleCount;

        public int LayerCount => net.LayerCount;

        public int LayerWidth(int layer) => net.LayerWidth(layer);

        public void Forward(ReadOnlySpan<double> parameters, int example, int layer, ReadOnlySpan<double> earlier, Span<double> nodes)
        {
            passes.Layers++;
            net.Forward(parameters, example, layer, earlier, nodes);
        }

        public double Loss(ReadOnlySpan<double> parameters, int example, ReadOnlySpan<double> nodes)
        {
            passes.Add(nodes);
            return net.Loss(parameters, example, nodes);
        }

        public void PullLayer(ReadOnlySpan<double> parameters, int example, int layer, ReadOnlySpan<double> earlier, ReadOnlySpan<double> cotangent, Span<double> gradient) =>
            net.PullLayer(parameters, example, layer, earlier, cotangent, gradient);

        public void PullLoss(ReadOnlySpan<double> parameters, int example, ReadOnlySpan<double> nodes, double scale, Span<double> gradient) => net.PullLoss(parameters, example, nodes, scale, gradient);

        public double Value(ReadOnlySpan<double> parameters) => net.Value(parameters);

        public double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient) => net.Gradient(parameters, gradient);

        public double Jvp(ReadOnlySpan<double> parameters, ReadOnlySpan<double> tangent, out double directional) => net.Jvp(parameters, tangent, out directional);
    }
}
