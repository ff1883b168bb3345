using System;
using System.Linq;
using Xunit;

namespace DiffGen.Gradient.Tests.Nodes;

/// <summary>
/// The variance of estimates over batches against closed forms, within 5 standard errors of the measured mean square: a linear layer p → q, k = pq or q numbers that are perturbed, and N examples drawn from a population whose gradients have
/// the variance V and the mean with the square S.
/// </summary>
public class BatchVarianceTests
{
    /// <summary>How the noise is shared out.</summary>
    private enum Sharing
    {
        /// <summary>Each example has noise of its own and its own change of its own loss: what the library does.</summary>
        OwnNoise,

        /// <summary>One noise for all examples, each with the change of its own loss.</summary>
        OneNoise,

        /// <summary>Each example has noise of its own, and all share the change of the loss of the batch.</summary>
        OneLoss,

        /// <summary>As <see cref="OwnNoise"/>, in one method whose loop runs over the examples.</summary>
        OwnNoiseInLoop,
    }

    /// <summary>
    /// Ren, Kornblith, Liao and Hinton, 2023, table 1: (k + 2)V/N + (k + 1)S/N with noise for each example, (k + 2)V/N + (k + 1)S with one noise for all; k = pq for weights and q for nodes.
    /// </summary>
    [Fact]
    public void A_layer_by_its_shape()
    {
        const int Examples = 4, Draws = 40_000;
        var population = new Population(3, 2, 5, targetScale: -0.9, targetRate: 2.3);
        double s = population.MeanSquare, v = population.Variance, weights = 6, nodes = 2;
        Check(isOfNodes: true, Sharing.OwnNoise, ((nodes + 2) * v / Examples) + ((nodes + 1) * s / Examples));
        Check(isOfNodes: true, Sharing.OwnNoiseInLoop, ((nodes + 2) * v / Examples) + ((nodes + 1) * s / Examples));
        Check(isOfNodes: true, Sharing.OneNoise, ((nodes + 2) * v / Examples) + ((nodes + 1) * s));
        Check(isOfNodes: false, Sharing.OwnNoise, ((weights + 2) * v / Examples) + ((weights + 1) * s / Examples));
        Check(isOfNodes: false, Sharing.OneNoise, ((weights + 2) * v / Examples) + ((weights + 1) * s));

        // Sharing the noise is more than the standard error of the test away, of weights and of nodes; so are weights and nodes of each other.
        AssertSeen(isOfNodes: true, Sharing.OneNoise, ((nodes + 2) * v / Examples) + ((nodes + 1) * s / Examples));
        AssertSeen(isOfNodes: false, Sharing.OneNoise, ((weights + 2) * v / Examples) + ((weights + 1) * s / Examples));
        AssertSeen(isOfNodes: true, Sharing.OwnNoise, ((weights + 2) * v / Examples) + ((weights + 1) * s / Examples));

        void Check(bool isOfNodes, Sharing sharing, double expected) => Assert.InRange(population.Measure(isOfNodes, sharing, Examples, Draws).Score(expected), -5, 5);

        void AssertSeen(bool isOfNodes, Sharing sharing, double wrong) => Assert.True(Math.Abs(population.Measure(isOfNodes, sharing, Examples, Draws).Score(wrong)) > 8);
    }

    /// <summary>
    /// Where a trial tells one loss of all its examples (Züge, Klos and Memmesheimer, 2023), more examples help weight perturbation, (k + 2)V/N + (k + 1)S, and not node perturbation: each example's nodes are one more noise in the same loss,
    /// q [E‖a‖²‖x‖²/N + (1 − 1/N) E‖a‖² E‖x‖²] + 2(S + V/N) − S with the cotangents a and inputs x. With the loss of each example, node perturbation has the N-th.
    /// </summary>
    [Fact]
    public void A_larger_batch_with_one_loss_helps_weights_and_not_nodes()
    {
        const int P = 3, Q = 8, Draws = 12_000;
        var population = new Population(P, Q, 6, targetScale: 5, targetRate: 1.9);
        double[] weights = [Weights(1), Weights(8)], nodes = [Nodes(1), Nodes(8)], own = [Own(1), Own(8)];
        Assert.True(weights[1] < 0.25 * weights[0], $"Weights: {weights[0]} and {weights[1]}.");
        Assert.True(nodes[1] > 0.8 * nodes[0], $"Nodes: {nodes[0]} and {nodes[1]}.");
        Assert.InRange(own[1] / own[0], 0.12, 0.13);

        // In a batch of 8, one loss for all is told from a loss for each.
        Assert.True(Math.Abs(population.Measure(isOfNodes: true, Sharing.OneLoss, 8, Draws).Score(OwnTheory(8))) > 8);

        double Weights(int n) => Measured(isOfNodes: false, Sharing.OneNoise, n, (((P * Q) + 2) * population.Variance / n) + (((P * Q) + 1) * population.MeanSquare));

        double Nodes(int n) => Measured(
            isOfNodes: true,
            Sharing.OneLoss,
            n,
            (Q * ((population.MeanOfProducts / n) + ((1 - (1.0 / n)) * population.ProductOfMeans))) + (2 * (population.MeanSquare + (population.Variance / n))) - population.MeanSquare);

        double Own(int n) => Measured(isOfNodes: true, Sharing.OwnNoise, n, OwnTheory(n));

        double OwnTheory(int n) => ((Q + 2) * population.Variance / n) + ((Q + 1) * population.MeanSquare / n);

        double Measured(bool isOfNodes, Sharing sharing, int n, double expected)
        {
            Measurement measured = population.Measure(isOfNodes, sharing, n, Draws);
            Assert.InRange(measured.Score(expected), -5, 5);
            return measured.Mean;
        }
    }

    /// <summary>The mean over draws of the square of the distance from the gradient, and its standard error.</summary>
    private readonly record struct Measurement(double Mean, double StandardError)
    {
        public double Score(double expected) => (Mean - expected) / StandardError;
    }

    /// <summary>Examples of a linear layer with a quadratic loss, and what their gradients are.</summary>
    private sealed class Population : INodeExamples<double>
    {
        private readonly int _inputs, _outputs;
        private readonly double[] _w, _xs, _ys, _mean;

        public Population(int inputs, int outputs, int count, double targetScale, double targetRate)
        {
            (_inputs, _outputs, ExampleCount) = (inputs, outputs, count);
            _w = Numbers(inputs * outputs, 1, 2.3);
            _xs = Numbers(count * inputs, 1.3, 2.3);
            _ys = Numbers(count * outputs, targetScale, targetRate);
            double[][] gradients = [.. Enumerable.Range(0, count).Select(Gradient)];
            _mean = [.. Enumerable.Range(0, _w.Length).Select(i => gradients.Average(g => g[i]))];
            MeanSquare = _mean.Sum(m => m * m);
            Variance = gradients.Average(g => g.Zip(_mean, (a, b) => (a - b) * (a - b)).Sum());

            // A gradient is a xᵀ, so its square is ‖a‖²‖x‖².
            double[] inputSquares = [.. Enumerable.Range(0, count).Select(e => Input(e).ToArray().Sum(x => x * x))], squares = [.. gradients.Select(g => g.Sum(v => v * v))];
            MeanOfProducts = squares.Average();
            ProductOfMeans = squares.Zip(inputSquares, (g, x) => g / x).Average() * inputSquares.Average();
        }

        public int ExampleCount { get; }

        /// <summary>S.</summary>
        public double MeanSquare { get; }

        /// <summary>V.</summary>
        public double Variance { get; }

        /// <summary>E‖a‖²‖x‖².</summary>
        public double MeanOfProducts { get; }

        /// <summary>E‖a‖² E‖x‖².</summary>
        public double ProductOfMeans { get; }

        public bool IsOfNodes { get; set; }

        public double NodeGradient(ReadOnlySpan<double> parameters, int example, NodeNoise noise, Span<double> gradient) =>
            IsOfNodes
                ? NodeNetworks.LinearNodesNodeGradient(parameters, Input(example), Target(example), noise, gradient)
                : NodeNetworks.LinearWeightsNodeGradient(parameters, Input(example), Target(example), noise, gradient);

        public Measurement Measure(bool isOfNodes, Sharing sharing, int batch, int draws)
        {
            IsOfNodes = isOfNodes;
            double sum = 0, squares = 0;
            double[] one = new double[_w.Length], estimate = new double[_w.Length], uniform = new double[batch];
            double[] xs = new double[batch * _inputs], ys = new double[batch * _outputs];
            int[] picked = new int[batch];
            var estimator = new CompiledNodePerturbation<double>(52);
            for (uint t = 0; t < draws; t++)
            {
                new NoiseKey(51).FillUniform<double>(uniform, t);
                for (int n = 0; n < batch; n++)
                {
                    picked[n] = (int)(ExampleCount * uniform[n]);
                }

                switch (sharing)
                {
                    case Sharing.OwnNoise:
                        _ = estimator.Estimate(this, picked, _w, estimate);
                        break;
                    case Sharing.OneNoise:
                        Array.Clear(estimate);
                        foreach (int e in picked)
                        {
                            _ = NodeGradient(_w, e, new NodeNoise(new NoiseKey(52), t), one);
                            for (int i = 0; i < one.Length; i++)
                            {
                                estimate[i] += one[i] / batch;
                            }
                        }

                        break;
                    default:
                        for (int n = 0; n < batch; n++)
                        {
                            Input(picked[n]).CopyTo(xs.AsSpan(n * _inputs));
                            Target(picked[n]).CopyTo(ys.AsSpan(n * _outputs));
                        }

                        var noise = new NodeNoise(new NoiseKey(52), t);
                        _ = sharing == Sharing.OneLoss ? NodeNetworks.BatchNodesNodeGradient(_w, xs, ys, batch, noise, estimate) : NodeExampleModels.LinearMeanNodeGradient(_w, xs, ys, batch, noise, estimate);
                        break;
                }

                double square = 0;
                for (int i = 0; i < estimate.Length; i++)
                {
                    square += (estimate[i] - _mean[i]) * (estimate[i] - _mean[i]);
                }

                sum += square;
                squares += square * square;
            }

            double mean = sum / draws;
            return new Measurement(mean, Math.Sqrt(((squares / draws) - (mean * mean)) / draws));
        }

        private static double[] Numbers(int count, double scale, double rate) => [.. Enumerable.Range(1, count).Select(i => scale * Math.Sin(rate * i))];

        private double[] Gradient(int example)
        {
            double[] gradient = new double[_w.Length];
            NodeNetworks.LinearNodesGradient(_w, Input(example), Target(example), gradient);
            return gradient;
        }

        private ReadOnlySpan<double> Input(int example) => _xs.AsSpan(example * _inputs, _inputs);

        private ReadOnlySpan<double> Target(int example) => _ys.AsSpan(example * _outputs, _outputs);
    }
}
