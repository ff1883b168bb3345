using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace DiffGen.Gradient.Tests.Nodes;

/// <summary>
/// The mean of a node gradient over all signs of its noise is the gradient: E[D ξ] = ā for independent ξ of mean 0 and variance 1, and paths without a site are exact. Each case names the
/// occurrences that draw noise, by site in the order of the text with calls opened, and by instance.
/// </summary>
public class NodeGradientTests
{
    private static readonly double[] s_x = [0.7, -1.3, 0.4];

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    private static readonly Dictionary<string, (Func<double[]> Gradient, Func<NodeNoise, double[]> Estimate, Occurrence[] Occurrences)> s_cases = new()
    {
        ["Layers"] = (
            () => Flat(NodeModels.LayersGradient(0.8, -0.5, 1.2)),
            noise => Flat(NodeModels.LayersNodeGradient(0.8, -0.5, 1.2, noise)),
            [new(0), new(1)]),
        ["Tied"] = (
            () => Flat(NodeModels.TiedGradient(0.8, 1.2)),
            noise => Flat(NodeModels.TiedNodeGradient(0.8, 1.2, noise)),
            [new(0), new(1)]),
        ["Recurrent"] = (
            () => WithBuffers((buffers) => Flat(NodeModels.RecurrentGradient(0.8, -0.6, 0.3, s_x, buffers[0])), 3),
            noise => WithBuffers((buffers) => Flat(NodeModels.RecurrentNodeGradient(0.8, -0.6, 0.3, s_x, noise, buffers[0])), 3),
            [new(0, 0), new(0, 1), new(0, 2)]),
        ["Until, met twice"] = (
            () => Flat(NodeModels.UntilGradient(0.8, 0.7, 0.4)),
            noise => Flat(NodeModels.UntilNodeGradient(0.8, 0.7, 0.4, noise)),
            [new(0, 0), new(0, 1)]),
        ["Until, met five times"] = (
            () => Flat(NodeModels.UntilGradient(0.8, 1.1, 0.25)),
            noise => Flat(NodeModels.UntilNodeGradient(0.8, 1.1, 0.25, noise)),
            [new(0, 0), new(0, 1), new(0, 2), new(0, 3), new(0, 4)]),
        ["Until, never met"] = (
            () => Flat(NodeModels.UntilGradient(0.8, 0.1, 0.25)),
            noise => Flat(NodeModels.UntilNodeGradient(0.8, 0.1, 0.25, noise)),
            []),
        ["Arms, first"] = (
            () => Flat(NodeModels.ArmsGradient(0.8, 1.1)),
            noise => Flat(NodeModels.ArmsNodeGradient(0.8, 1.1, noise)),
            [new(0)]),
        ["Arms, second"] = (
            () => Flat(NodeModels.ArmsGradient(0.8, -1.1)),
            noise => Flat(NodeModels.ArmsNodeGradient(0.8, -1.1, noise)),
            [new(1), new(2)]),
        ["Jumps"] = (
            () => Flat(NodeModels.JumpsGradient(0.8, 0.9, 3)),
            noise => Flat(NodeModels.JumpsNodeGradient(0.8, 0.9, 3, noise)),
            [new(0, 0), new(0, 1), new(0, 2), new(0, 3)]),
        ["Jumps that break"] = (
            () => Flat(NodeModels.JumpsGradient(-0.8, 0.3, 3)),
            noise => Flat(NodeModels.JumpsNodeGradient(-0.8, 0.3, 3, noise)),
            [new(0, 0), new(0, 1)]),
        ["Jumps that return"] = (
            () => Flat(NodeModels.JumpsGradient(0.8, 152, 3)),
            noise => Flat(NodeModels.JumpsNodeGradient(0.8, 152, 3, noise)),
            [new(0, 0), new(0, 1)]),
        ["Calls"] = (
            () => Flat(NodeModels.CallsGradient(0.8, -0.5, 1.2)),
            noise => Flat(NodeModels.CallsNodeGradient(0.8, -0.5, 1.2, noise)),
            [new(0), new(1), new(2), new(3)]),
        ["Spans"] = (
            () => WithBuffers((buffers) => [NodeModels.SpansGradient([0.8, -0.5, 0.3, 0.9], [1.2, -0.7], buffers[0], buffers[1])], 4, 2),
            noise => WithBuffers((buffers) => [NodeModels.SpansNodeGradient([0.8, -0.5, 0.3, 0.9], [1.2, -0.7], noise, buffers[0], buffers[1])], 4, 2),
            [new(0, 0, 2), new(1, 0, 1)]),
        ["Weights"] = (
            () => WithBuffers((buffers) => Flat(NodeModels.WeightsGradient([0.8, -0.5, 0.3], 1.2, buffers[0])), 3),
            noise => WithBuffers((buffers) => Flat(NodeModels.WeightsNodeGradient([0.8, -0.5, 0.3], 1.2, noise, buffers[0])), 3),
            [new(0, 0, 3)]),
        ["Written"] = (
            () => WithBuffers((buffers) => Flat(NodeModels.WrittenGradient(new double[] { 0.8, -0.5 }, 1.2, buffers[0])), 2),
            noise => WithBuffers((buffers) => Flat(NodeModels.WrittenNodeGradient(new double[] { 0.8, -0.5 }, 1.2, noise, buffers[0])), 2),
            [new(0, 0, 2), new(0, 1, 2), new(1, 0, 2)]),
        ["AfterLoop"] = (
            () => Flat(NodeModels.AfterLoopGradient(0.8, 0.3, 5)),
            noise => Flat(NodeModels.AfterLoopNodeGradient(0.8, 0.3, 5, noise)),
            [new(0)]),
        ["Odd"] = (
            () => Flat(NodeModels.OddGradient(0.8, 1.3, 0.6)),
            noise => Flat(NodeModels.OddNodeGradient(0.8, 1.3, 0.6, noise)),
            [.. Enumerable.Range(0, 7).Select(s => new Occurrence((uint)s))]),
        ["Kept"] = (
            () => WithBuffers((buffers) => Flat(NodeModels.KeptGradient(0.8, [1.2, 0.6], buffers[0])), 2),
            noise => WithBuffers((buffers) => Flat(NodeModels.KeptNodeGradient(0.8, [1.2, 0.6], noise, buffers[0])), 2),
            [new(0), new(1), new(2)]),
        ["CheckpointedLoop"] = (
            () => Flat(NodeModels.CheckpointedLoopGradient(0.8, 1.2)),
            noise => Flat(NodeModels.CheckpointedLoopNodeGradient(0.8, 1.2, noise)),
            [new(0, 0), new(0, 1), new(0, 2)]),
        ["Generic"] = (
            () => WithBuffers((buffers) => Flat(NodeModels.GenericGradient(0.8, [1.2, 0.6], buffers[0])), 2),
            noise => WithBuffers((buffers) => Flat(NodeModels.GenericNodeGradient(0.8, [1.2, 0.6], noise, buffers[0])), 2),
            [new(0, 0, 2), new(1)]),
        ["Numbers"] = (
            () => Flat(NodeLoops.NumbersGradient(0.8, -0.6, 0.3, s_x)),
            noise => Flat(NodeLoops.NumbersNodeGradient(0.8, -0.6, 0.3, s_x, noise)),
            [new(0, 0), new(0, 1), new(0, 2)]),
        ["Inner"] = (
            () => WithBuffers((buffers) => Flat(NodeLoops.InnerGradient(0.8, [0.9, -1.4], 3, 0.01, buffers[0])), 2),
            noise => WithBuffers((buffers) => Flat(NodeLoops.InnerNodeGradient(0.8, [0.9, -1.4], 3, 0.01, noise, buffers[0])), 2),
            [new(0, 0, 2), new(0, 1, 2), new(0, 2, 2), new(1)]),
        ["Inner, ended by what it computes"] = (
            () => WithBuffers((buffers) => Flat(NodeLoops.InnerGradient(0.8, [0.9, -1.4], 9, 0.4, buffers[0])), 2),
            noise => WithBuffers((buffers) => Flat(NodeLoops.InnerNodeGradient(0.8, [0.9, -1.4], 9, 0.4, noise, buffers[0])), 2),
            [new(0, 0, 2)]),
        ["Twice"] = (
            () => WithBuffers((buffers) => [NodeLoops.TwiceGradient([0.8, -0.6], s_x, buffers[0])], 2),
            noise => WithBuffers((buffers) => [NodeLoops.TwiceNodeGradient([0.8, -0.6], s_x, noise, buffers[0])], 2),
            [new(0, 0), new(0, 1), new(0, 2), new(1, 0), new(1, 1), new(1, 2)]),
        ["Generic loop"] = (
            () => WithBuffers((buffers) => [NodeLoops.GenericGradient<double>([0.8, -0.6], s_x, buffers[0])], 2),
            noise => WithBuffers((buffers) => [NodeLoops.GenericNodeGradient<double>([0.8, -0.6], s_x, noise, buffers[0])], 2),
            [new(0, 0), new(0, 1), new(0, 2)]),
        ["Views"] = (
            () => WithBuffers((buffers) => [NodeLoops.ViewsGradient([0.8, -0.6], s_x, buffers[0])], 2),
            noise => WithBuffers((buffers) => [NodeLoops.ViewsNodeGradient([0.8, -0.6], s_x, noise, buffers[0])], 2),
            [new(0, 0, 2), new(0, 1, 2), new(0, 2, 2)]),
        ["Unwritten"] = (
            () => WithBuffers((buffers) => Flat(NodeLoops.UnwrittenGradient(0.7, -0.4, [0.8, -0.6], 2, buffers[0])), 2),
            noise => WithBuffers((buffers) => Flat(NodeLoops.UnwrittenNodeGradient(0.7, -0.4, [0.8, -0.6], 2, noise, buffers[0])), 2),
            [new(0, 0, 2), new(0, 1, 2)]),
        ["Cleared"] = (
            () => WithBuffers((buffers) => [NodeLoops.ClearedGradient([0.8, -0.6], s_x, buffers[0])], 2),
            noise => WithBuffers((buffers) => [NodeLoops.ClearedNodeGradient([0.8, -0.6], s_x, noise, buffers[0])], 2),
            [new(0, 0), new(0, 1), new(0, 2)]),
        ["Rectified"] = (
            () => WithBuffers((buffers) => [NodeModels.RectifiedGradient([0.8, -0.5, 0.3, 0.9, 0.4, -0.7], [1.2, 0.7, 0.6], buffers[0])], 6),
            noise => WithBuffers((buffers) => [NodeModels.RectifiedNodeGradient([0.8, -0.5, 0.3, 0.9, 0.4, -0.7], [1.2, 0.7, 0.6], noise, buffers[0])], 6),
            [new(0, 0), new(0, 1)]),
        ["NodeModel"] = (
            () =>
            {
                NodeModel grad = Model().NewLike();
                (double value, double x) = Model().LossGradient(1.2, grad);
                return [value, x, .. grad.Parameters];
            },
            noise =>
            {
                NodeModel grad = Model().NewLike();
                (double value, double x) = Model().LossNodeGradient(1.2, noise, grad);
                return [value, x, .. grad.Parameters];
            },
            [new(0, 0), new(0, 1), new(1)]),
        ["Parts"] = (
            () =>
            {
                double state = 0.4, grad = 9;
                (double value, (double w, double b)) = NodeModels.PartsGradient((0.8, -0.3), ref state, out double seen, ref grad);
                return [value, w, b, grad, state, seen];
            },
            noise =>
            {
                double state = 0.4, grad = 9;
                (double value, (double w, double b)) = NodeModels.PartsNodeGradient((0.8, -0.3), ref state, out double seen, noise, ref grad);
                return [value, w, b, grad, state, seen];
            },
            [new(0)]),
        ["Throws, which does not"] = (
            () => WithBuffers((buffers) => [NodeModels.ThrowsGradient([0.8, 0.5], 5, buffers[0])], 2),
            noise => WithBuffers((buffers) => [NodeModels.ThrowsNodeGradient([0.8, 0.5], 5, noise, buffers[0])], 2),
            [new(0)]),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_mean_over_all_signs_is_the_gradient(string name)
    {
        (Func<double[]> gradient, Func<NodeNoise, double[]> estimate, Occurrence[] occurrences) = s_cases[name];
        double[] exact = gradient(), mean = Signs.Mean(estimate, occurrences);
        for (int i = 0; i < exact.Length; i++)
        {
            Assert.Equal(exact[i], mean[i], 1e-12 * Math.Max(1, Math.Abs(exact[i])));
        }
    }

    /// <summary>Turning the sign of any noise that is named changes the estimate, where there is more than one: none is named that is not drawn, and none is shared.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_noise_that_is_named_counts(string name)
    {
        (_, Func<NodeNoise, double[]> estimate, Occurrence[] occurrences) = s_cases[name];
        Dictionary<int, double[]> estimates = Signs.Estimates(estimate, occurrences);
        for (int bit = 1; bit < estimates.Count && estimates.Count > 2 && name is not ("Odd" or "Unwritten"); bit *= 2)
        {
            Assert.Contains(estimates, e => !e.Value.SequenceEqual(estimates[e.Key ^ bit]));
        }
    }

    [Fact]
    public void In_single_precision()
    {
        (double Value, float WGrad, double VGrad, float XGrad) exact = NodeModels.MixedGradient(0.8f, -0.6, 1.3f);
        double[] mean = Signs.Mean(
            noise =>
            {
                (double value, float w, double v, float x) = NodeModels.MixedNodeGradient(0.8f, -0.6, 1.3f, noise);
                Assert.Equal(exact.Value, value);
                return [w, v, x];
            },
            [new(0), new(1)]);
        Assert.Equal(exact.WGrad, mean[0], 1e-5);
        Assert.Equal(exact.VGrad, mean[1], 1e-5);
        Assert.Equal(exact.XGrad, mean[2], 1e-5);

        float[] grad = new float[2], estimate = new float[2];
        (float genericValue, float w) = NodeModels.GenericGradient(0.8f, [1.2f, 0.6f], grad);
        double[] singles = Signs.Mean(
            noise =>
            {
                (float value, float wGrad) = NodeModels.GenericNodeGradient(0.8f, [1.2f, 0.6f], noise, estimate);
                Assert.Equal(genericValue, value);
                return [wGrad, estimate[0], estimate[1]];
            },
            [new(0, 0, 2), new(1)],
            isFloat: true);
        Assert.Equal(w, singles[0], 1e-5);
        Assert.Equal(grad[0], singles[1], 1e-5);
        Assert.Equal(grad[1], singles[2], 1e-5);
    }

    /// <summary>The key alone means Gaussian noise of step 0 and example 0.</summary>
    [Fact]
    public void A_key_is_the_noise_of_its_first_step()
    {
        var key = new NoiseKey(7);
        Assert.Equal(NodeModels.LayersNodeGradient(0.8, -0.5, 1.2, new NodeNoise(key)), NodeModels.LayersNodeGradient(0.8, -0.5, 1.2, key));
        Assert.NotEqual(NodeModels.LayersNodeGradient(0.8, -0.5, 1.2, new NodeNoise(key, Step: 1)), NodeModels.LayersNodeGradient(0.8, -0.5, 1.2, key));
        Assert.NotEqual(NodeModels.LayersNodeGradient(0.8, -0.5, 1.2, new NodeNoise(key, Example: 1)), NodeModels.LayersNodeGradient(0.8, -0.5, 1.2, key));
    }

    [Fact]
    public void An_exception_passes_through_and_leaves_the_gradients_alone()
    {
        double[] grad = [7, 8];
        Assert.Throws<InvalidOperationException>(() => NodeModels.ThrowsNodeGradient([2, 3], 5, new NoiseKey(1), grad));
        Assert.Equal([7, 8], grad);
        Assert.Equal("noise", Assert.Throws<ArgumentOutOfRangeException>(() => NodeModels.ThrowsNodeGradient([2, 3], 7, new NodeNoise(new NoiseKey(1), Distribution: (DirectionNoise)9), grad)).ParamName);
        Assert.Equal("wGrad", Assert.Throws<ArgumentException>(() => NodeModels.ThrowsNodeGradient([2, 3], 7, new NoiseKey(1), new double[3])).ParamName);
        Assert.Equal([7, 8], grad);
    }

    private static NodeModel Model()
    {
        var model = new NodeModel(2) { Bias = 0.2 };
        (model.Input[0], model.Input[1], model.Output[0], model.Output[1]) = (0.8, -0.5, 0.3, 1.1);
        return model;
    }

    private static double[] Flat((double, double) t) => [t.Item1, t.Item2];

    private static double[] Flat((double, double, double) t) => [t.Item1, t.Item2, t.Item3];

    private static double[] Flat((double, double, double, double) t) => [t.Item1, t.Item2, t.Item3, t.Item4];

    private static double[] WithBuffers(Func<double[][], double[]> call, params int[] lengths)
    {
        double[][] buffers = [.. lengths.Select(n => Enumerable.Repeat(9.0, n).ToArray())];
        return [.. call(buffers), .. buffers.SelectMany(b => b)];
    }
}
