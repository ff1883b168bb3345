using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen.Gradient.Tests.Checkpoints;
using DiffGen.Runtime.Tests.Estimators;
using Xunit;

namespace DiffGen.Gradient.Tests.Nodes;

/// <summary>
/// FNodeDifference: D = (L(σξ) − L)/σ in the place of the directional derivative, everything else as in FNodeGradient. So the two agree as σ → 0, at the rate of their formula, noise by noise; and where
/// there is no derivative the estimate is that of the smoothed loss.
/// </summary>
public class NodeDifferenceTests
{
    private static readonly double[] s_x = [0.7, -1.3, 0.4];

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    private static readonly Dictionary<string, (Func<NodeNoise, double[]> Gradient, Func<NodeNoise, double, double[]> Difference)> s_cases = new()
    {
        ["Layers"] = (n => Flat(NodeModels.LayersNodeGradient(0.8, -0.5, 1.2, n)), (n, s) => Flat(NodeModels.LayersNodeDifference(0.8, -0.5, 1.2, n, s))),
        ["Tied"] = (n => Flat(NodeModels.TiedNodeGradient(0.8, 1.2, n)), (n, s) => Flat(NodeModels.TiedNodeDifference(0.8, 1.2, n, s))),
        ["Recurrent"] = (
            n => With(b => Flat(NodeModels.RecurrentNodeGradient(0.8, -0.6, 0.3, s_x, n, b[0])), 3),
            (n, s) => With(b => Flat(NodeModels.RecurrentNodeDifference(0.8, -0.6, 0.3, s_x, n, s, b[0])), 3)),
        ["Arms"] = (n => Flat(NodeModels.ArmsNodeGradient(0.8, -1.1, n)), (n, s) => Flat(NodeModels.ArmsNodeDifference(0.8, -1.1, n, s))),
        ["Calls"] = (n => Flat(NodeModels.CallsNodeGradient(0.8, -0.5, 1.2, n)), (n, s) => Flat(NodeModels.CallsNodeDifference(0.8, -0.5, 1.2, n, s))),
        ["Spans"] = (
            n => With(b => [NodeModels.SpansNodeGradient([0.8, -0.5, 0.3, 0.9], [1.2, -0.7], n, b[0], b[1])], 4, 2),
            (n, s) => With(b => [NodeModels.SpansNodeDifference([0.8, -0.5, 0.3, 0.9], [1.2, -0.7], n, s, b[0], b[1])], 4, 2)),
        ["Weights"] = (
            n => With(b => Flat(NodeModels.WeightsNodeGradient([0.8, -0.5, 0.3], 1.2, n, b[0])), 3),
            (n, s) => With(b => Flat(NodeModels.WeightsNodeDifference([0.8, -0.5, 0.3], 1.2, n, s, b[0])), 3)),
        ["Written"] = (
            n => With(b => Flat(NodeModels.WrittenNodeGradient(Filled(b[1]), 1.2, n, b[0])), 2, 2),
            (n, s) => With(b => Flat(NodeModels.WrittenNodeDifference(Filled(b[1]), 1.2, n, s, b[0])), 2, 2)),
        ["AfterLoop"] = (n => Flat(NodeModels.AfterLoopNodeGradient(0.8, 0.3, 5, n)), (n, s) => Flat(NodeModels.AfterLoopNodeDifference(0.8, 0.3, 5, n, s))),
        ["Kept"] = (
            n => With(b => Flat(NodeModels.KeptNodeGradient(0.8, [1.2, 0.6], n, b[0])), 2),
            (n, s) => With(b => Flat(NodeModels.KeptNodeDifference(0.8, [1.2, 0.6], n, s, b[0])), 2)),
        ["CheckpointedLoop"] = (n => Flat(NodeModels.CheckpointedLoopNodeGradient(0.8, 1.2, n)), (n, s) => Flat(NodeModels.CheckpointedLoopNodeDifference(0.8, 1.2, n, s))),
        ["Generic"] = (
            n => With(b => Flat(NodeModels.GenericNodeGradient(0.8, [1.2, 0.6], n, b[0])), 2),
            (n, s) => With(b => Flat(NodeModels.GenericNodeDifference(0.8, [1.2, 0.6], n, s, b[0])), 2)),
        ["Throws, which does not"] = (
            n => With(b => [NodeModels.ThrowsNodeGradient([0.8, 0.5], 5, n, b[0])], 2),
            (n, s) => With(b => [NodeModels.ThrowsNodeDifference([0.8, 0.5], 5, n, s, b[0])], 2)),
        ["Numbers"] = (n => Flat(NodeLoops.NumbersNodeGradient(0.8, -0.6, 0.3, s_x, n)), (n, s) => Flat(NodeLoops.NumbersNodeDifference(0.8, -0.6, 0.3, s_x, n, s))),
        ["Twice"] = (
            n => With(b => [NodeLoops.TwiceNodeGradient([0.8, -0.6], s_x, n, b[0])], 2),
            (n, s) => With(b => [NodeLoops.TwiceNodeDifference([0.8, -0.6], s_x, n, s, b[0])], 2)),
        ["Generic loop"] = (
            n => With(b => [NodeLoops.GenericNodeGradient<double>([0.8, -0.6], s_x, n, b[0])], 2),
            (n, s) => With(b => [NodeLoops.GenericNodeDifference<double>([0.8, -0.6], s_x, n, s, b[0])], 2)),
        ["Views"] = (
            n => With(b => [NodeLoops.ViewsNodeGradient([0.8, -0.6], s_x, n, b[0])], 2),
            (n, s) => With(b => [NodeLoops.ViewsNodeDifference([0.8, -0.6], s_x, n, s, b[0])], 2)),
        ["Unwritten"] = (
            n => With(b => Flat(NodeLoops.UnwrittenNodeGradient(0.7, -0.4, [0.8, -0.6], 2, n, b[0])), 2),
            (n, s) => With(b => Flat(NodeLoops.UnwrittenNodeDifference(0.7, -0.4, [0.8, -0.6], 2, n, s, b[0])), 2)),
        ["Cleared"] = (
            n => With(b => [NodeLoops.ClearedNodeGradient([0.8, -0.6], s_x, n, b[0])], 2),
            (n, s) => With(b => [NodeLoops.ClearedNodeDifference([0.8, -0.6], s_x, n, s, b[0])], 2)),
        ["NodeModel"] = (ModelGradient, ModelDifference),
        ["Parts"] = (PartsGradient, PartsDifference),
    };

    /// <summary>The mean of the estimates with σ and −σ is that of central differences: it differs from the node gradient by O(σ²), and each of the two by O(σ).</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Noise_by_noise_it_tends_to_the_node_gradient(string name)
    {
        (Func<NodeNoise, double[]> gradient, Func<NodeNoise, double, double[]> difference) = s_cases[name];
        bool hasSlope = false;
        foreach (DirectionNoise distribution in new[] { DirectionNoise.Gaussian, DirectionNoise.Rademacher })
        {
            for (uint example = 0; example < 4; example++)
            {
                var noise = new NodeNoise(new NoiseKey(31), Step: 7, example, distribution);
                double[] exact = gradient(noise), plus = difference(noise, 1e-4), minus = difference(noise, -1e-4), wide = difference(noise, 1e-3);
                for (int i = 0; i < exact.Length; i++)
                {
                    double scale = Math.Max(1, Math.Abs(exact[i]));
                    Assert.Equal(exact[i], (plus[i] + minus[i]) / 2, 2e-6 * scale);
                    Assert.Equal(exact[i], plus[i], 5e-3 * scale);
                    double error = Math.Abs(plus[i] - exact[i]), wider = Math.Abs(wide[i] - exact[i]);
                    hasSlope |= error > 1e-7 && wider / error is > 9 and < 11;
                }
            }
        }

        // Three cases are linear in their nodes: there the estimate is that of any size.
        Assert.True(hasSlope || name is "Unwritten" or "Cleared" or "Throws, which does not", "The error of one difference goes with σ: the run with noise is not the run without.");
    }

    /// <summary>ΔW = D ξ zᵀ, Δb = D ξ with D = (L(σξ) − L)/σ and z of the run without noise: the papers' rule, by the network's own code.</summary>
    [Fact]
    public void A_network_has_the_formulas_of_node_perturbation()
    {
        const int Inputs = 3, Hidden = 4, Outputs = 2, Second = Hidden * (Inputs + 1);
        const double Sigma = 0.3;
        double[] w = [.. Enumerable.Range(1, Second + ((Hidden + 1) * Outputs)).Select(i => 0.7 * Math.Sin(2.3 * i))], x = [0.5, -1, 0.25], y = [0.3, -0.7], grad = new double[w.Length];
        var noise = new NodeNoise(new NoiseKey(12), Step: 5, Example: 3);
        double value = NodeNetworks.MlpNodeDifference(w, x, y, Hidden, noise, Sigma, grad);
        Assert.Equal(NodeNetworks.Mlp(w, x, y, Hidden), value);

        double[] first = new double[Hidden], second = [noise.Number<double>(1, 0), noise.Number<double>(1, 1)];
        noise.Fill(first.AsSpan(), 0, 0);
        double clean = Loss(0, out double[] z), directional = (Loss(Sigma, out _) - clean) / Sigma;
        double[] expected = new double[w.Length];
        for (int i = 0; i < Hidden; i++)
        {
            expected[(Hidden * Inputs) + i] = directional * first[i];
            for (int j = 0; j < Inputs; j++)
            {
                expected[(i * Inputs) + j] = directional * first[i] * x[j];
            }
        }

        for (int i = 0; i < Outputs; i++)
        {
            expected[Second + (Hidden * Outputs) + i] = directional * second[i];
            for (int j = 0; j < Hidden; j++)
            {
                expected[Second + (i * Hidden) + j] = directional * second[i] * z[j];
            }
        }

        Assert.All(grad.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-12));

        double Loss(double sigma, out double[] hidden)
        {
            double[] h = hidden = new double[Hidden];
            for (int i = 0; i < Hidden; i++)
            {
                h[i] = Math.Tanh(w[(Hidden * Inputs) + i] + Enumerable.Range(0, Inputs).Sum(j => w[(i * Inputs) + j] * x[j]) + (sigma * first[i]));
            }

            return Enumerable.Range(0, Outputs).Sum(i =>
            {
                double e = w[Second + (Hidden * Outputs) + i] + Enumerable.Range(0, Hidden).Sum(j => w[Second + (i * Hidden) + j] * h[j]) + (sigma * second[i]) - y[i];
                return 0.5 * e * e;
            });
        }
    }

    /// <summary>
    /// The 0/1 error has no derivative; smoothed by Gaussian noise of size σ it has: ∂/∂a E 1[a + σξ &lt; 0] = −φ(a/σ)/σ. The penalty, which no site lies in, keeps its exact gradient.
    /// </summary>
    [Fact]
    public void The_error_rate_of_a_classifier_gets_the_gradient_of_its_smoothed_self()
    {
        const double Sigma = 0.5;
        double[] w = [0.6, -0.4, -0.3, 0.5], x = [0.8, 0.5], a = [(w[0] * x[0]) + (w[1] * x[1]), (w[2] * x[0]) + (w[3] * x[1])], grad = new double[4];
        double[] exact = new double[4];
        for (int i = 0; i < 4; i++)
        {
            double z = a[i / 2] / Sigma;
            exact[i] = (-(1 + (i / 2)) * Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI) / Sigma * x[i % 2]) + (0.02 * w[i]);
        }

        Draws draws = new(exact), scaled = new(exact), repeated = new(exact);
        double[] wrong = new double[4];
        for (uint t = 0; t < 150_000; t++)
        {
            var noise = new NodeNoise(new NoiseKey(33), t);
            double value = NodeDifferenceModels.ErrorsNodeDifference(w, x, 0.01, noise, Sigma, grad);
            Assert.Equal(NodeDifferenceModels.Errors(w, x, 0.01), value);
            draws.Add(grad);

            // Planted faults: the noise credited is that of another example; a gradient 5 % too long.
            for (int i = 0; i < 4; i++)
            {
                wrong[i] = 1.05 * grad[i];
            }

            scaled.Add(wrong);
            double[] xi = new double[2], other = new double[2];
            noise.Fill(xi.AsSpan(), 0, 0);
            (noise with { Example = 1 }).Fill(other.AsSpan(), 0, 0);
            for (int i = 0; i < 4; i++)
            {
                wrong[i] = ((grad[i] - (0.02 * w[i])) * other[i / 2] / xi[i / 2]) + (0.02 * w[i]);
            }

            repeated.Add(wrong);
        }

        draws.AssertUnbiased();
        scaled.AssertBiased();
        repeated.AssertBiased();
    }

    /// <summary>A method whose [NoDiff] parameter hides it from derivatives is seen by the difference; the ordinary gradient through it is zero.</summary>
    [Fact]
    public void A_method_without_a_derivative_may_be_called()
    {
        double[] w = [0.9, 0.4, -0.7, 1.1, 0.2, -0.3], grad = new double[6], plain = new double[6];
        NodeDifferenceModels.CalledGradient(w, 1.2, 0, plain);
        Assert.All(plain, g => Assert.Equal(0, g));
        const double Sigma = 0.4;
        bool differs = false;
        for (ulong seed = 0; seed < 20; seed++)
        {
            var noise = new NodeNoise(new NoiseKey(seed));
            double first = noise.Number<double>(0, 0);
            double[] second = [.. Enumerable.Range(0, 3).Select(i => noise.Number<double>(1, (uint)i))], third = new double[3];
            noise.Fill(third.AsSpan(), 2, 0);
            double clean = NodeDifferenceModels.CalledByHand(w, 1.2, 0, 0, new double[3], new double[3]);
            double noisy = NodeDifferenceModels.CalledByHand(w, 1.2, 0, Sigma * first, [.. second.Select(v => Sigma * v)], [.. third.Select(v => Sigma * v)]);
            double directional = (noisy - clean) / Sigma, h = Math.Tanh(w[0] * 1.2);
            Assert.Equal(clean, NodeDifferenceModels.CalledNodeDifference(w, 1.2, 0, noise, Sigma, grad));
            double[] expected =
            [
                directional * first * 1.2, directional * second[0] * h, directional * second[1] * h, directional * second[2] * h,
                directional * (third[0] + third[2]), directional * third[1],
            ];
            Assert.All(expected.Zip(grad), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
            differs |= directional != 0;
        }

        Assert.True(differs);
    }

    /// <summary>What the method writes is what one plain call leaves, whatever the run with noise has done.</summary>
    [Fact]
    public void Buffers_of_the_caller_are_as_after_one_plain_call()
    {
        double[] state = [0.4, -0.7, 1.1], sums = [0.2, 0.3], plainState = [.. state], plainSums = [.. sums], stateGrad = new double[3], sumsGrad = new double[2];
        double count = 4, plainCount = 4, countGrad = 0;
        double plain = NodeDifferenceModels.Writing(0.8, plainState, plainSums, ref plainCount, out double plainLast);
        (double value, double wGrad) = NodeDifferenceModels.WritingNodeDifference(0.8, state, sums, ref count, out double last, new NodeNoise(new NoiseKey(5)), 0.1, stateGrad, sumsGrad, ref countGrad);
        Assert.Equal((plain, plainCount, plainLast), (value, count, last));
        Assert.Equal(plainState, state);
        Assert.Equal(plainSums, sums);
        Assert.NotEqual(0, wGrad);
        Assert.Equal(0.8, countGrad);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void A_size_that_cannot_be_divided_by_is_refused_before_anything_is_written(double sigma)
    {
        double[] grad = [7, 8];
        Assert.Equal("sigma", Assert.Throws<ArgumentOutOfRangeException>(() => NodeModels.ThrowsNodeDifference([2, 3], 7, new NodeNoise(new NoiseKey(1)), sigma, grad)).ParamName);
        Assert.Equal([7, 8], grad);
    }

    [Fact]
    public void An_exception_passes_through_and_leaves_the_gradients_alone()
    {
        double[] grad = [7, 8];
        Assert.Throws<InvalidOperationException>(() => NodeModels.ThrowsNodeDifference([2, 3], 5, new NodeNoise(new NoiseKey(1)), 0.1, grad));

        // The run with noise throws, the plain one does not: 6 ± 10 is over the limit of 7 for half of the noise.
        Assert.Throws<InvalidOperationException>(() =>
        {
            for (uint t = 0; t < 20; t++)
            {
                double[] own = [7, 8];
                try
                {
                    NodeModels.ThrowsNodeDifference([2, 3], 7, new NodeNoise(new NoiseKey(1), t), 10, own);
                }
                catch (InvalidOperationException)
                {
                    Assert.Equal([7, 8], own);
                    throw;
                }
            }
        });
        Assert.Equal([7, 8], grad);
    }

    [Fact]
    public void In_single_precision()
    {
        for (uint t = 0; t < 5; t++)
        {
            var noise = new NodeNoise(new NoiseKey(2), t);
            (double exact, float w, double v, float x) = NodeModels.MixedNodeGradient(0.8f, -0.6, 1.3f, noise);
            (double value, float wPlus, double vPlus, float xPlus) = NodeModels.MixedNodeDifference(0.8f, -0.6, 1.3f, noise, 0.01);
            (_, float wMinus, double vMinus, float xMinus) = NodeModels.MixedNodeDifference(0.8f, -0.6, 1.3f, noise, -0.01);
            Assert.Equal(exact, value);
            Assert.Equal(w, (wPlus + wMinus) / 2, 1e-3);
            Assert.Equal(v, (vPlus + vMinus) / 2, 1e-3);
            Assert.Equal(x, (xPlus + xMinus) / 2, 1e-3);

            float[] grad = new float[2], plus = new float[2], minus = new float[2];
            (float generic, float g) = NodeModels.GenericNodeGradient(0.8f, [1.2f, 0.6f], noise, grad);
            (float same, float gPlus) = NodeModels.GenericNodeDifference(0.8f, [1.2f, 0.6f], noise, 0.05f, plus);
            (_, float gMinus) = NodeModels.GenericNodeDifference(0.8f, [1.2f, 0.6f], noise, -0.05f, minus);
            Assert.Equal(generic, same);
            Assert.Equal(g, (gPlus + gMinus) / 2, 2e-3);
            Assert.Equal(grad[0], (plus[0] + minus[0]) / 2, 2e-3);
            Assert.Equal(grad[1], (plus[1] + minus[1]) / 2, 2e-3);
        }
    }

    /// <summary>Iterations are undone as they run here, too: bytes for 10 steps are those for 10 000, and no second call allocates.</summary>
    [Fact]
    public void A_recurrent_network_needs_as_much_memory_for_10_steps_as_for_10000()
    {
        Assert.Equal(Bytes(10), Bytes(10_000));

        static long Bytes(int steps)
        {
            double[] w = [.. Enumerable.Range(1, 20).Select(i => 0.9 * Math.Sin(2.3 * i))], output = [0.3, -0.5, 0.8, 0.2], x = [.. Enumerable.Range(1, steps).Select(i => Math.Sin(2.3 * i))];
            double[] wGrad = new double[20], outputGrad = new double[4];
            Assert.Equal(0, Memory.OfSecond(() => NodeNetworks.RnnNodeDifference(w, output, x, 4, new NodeNoise(new NoiseKey(1)), 0.01, wGrad, outputGrad)));
            return Memory.Of(() => NodeNetworks.RnnNodeDifference(w, output, x, 4, new NodeNoise(new NoiseKey(1)), 0.01, wGrad, outputGrad));
        }
    }

    private static double[] ModelGradient(NodeNoise noise)
    {
        NodeModel grad = Model().NewLike();
        (double value, double x) = Model().LossNodeGradient(1.2, noise, grad);
        return [value, x, .. grad.Parameters];
    }

    private static double[] ModelDifference(NodeNoise noise, double sigma)
    {
        NodeModel grad = Model().NewLike();
        (double value, double x) = Model().LossNodeDifference(1.2, noise, sigma, grad);
        return [value, x, .. grad.Parameters];
    }

    private static double[] PartsGradient(NodeNoise noise)
    {
        double state = 0.4, grad = 9;
        (double value, (double w, double b)) = NodeModels.PartsNodeGradient((0.8, -0.3), ref state, out double seen, noise, ref grad);
        return [value, w, b, grad, state, seen];
    }

    private static double[] PartsDifference(NodeNoise noise, double sigma)
    {
        double state = 0.4, grad = 9;
        (double value, (double w, double b)) = NodeModels.PartsNodeDifference((0.8, -0.3), ref state, out double seen, noise, sigma, ref grad);
        return [value, w, b, grad, state, seen];
    }

    private static NodeModel Model()
    {
        var model = new NodeModel(2) { Bias = 0.2 };
        (model.Input[0], model.Input[1], model.Output[0], model.Output[1]) = (0.8, -0.5, 0.3, 1.1);
        return model;
    }

    private static double[] Filled(double[] buffer)
    {
        (buffer[0], buffer[1]) = (0.8, -0.5);
        return buffer;
    }

    private static double[] Flat((double, double) t) => [t.Item1, t.Item2];

    private static double[] Flat((double, double, double) t) => [t.Item1, t.Item2, t.Item3];

    private static double[] Flat((double, double, double, double) t) => [t.Item1, t.Item2, t.Item3, t.Item4];

    private static double[] With(Func<double[][], double[]> call, params int[] lengths)
    {
        double[][] buffers = [.. lengths.Select(n => Enumerable.Repeat(9.0, n).ToArray())];
        return [.. call(buffers), .. buffers.SelectMany(b => b)];
    }
}
