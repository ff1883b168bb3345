using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen.Gradient.Tests.Checkpoints;
using Xunit;

namespace DiffGen.Gradient.Tests.Nodes;

/// <summary>Node gradients of methods whose loop runs over examples: each example has noise of its own number, and what it adds to the loss credits its own nodes.</summary>
public class NodeExampleTests
{
    private const int Hidden = 5, Inputs = 4, Examples = 150;

    private static readonly double[] s_w = Numbers((Hidden * (Inputs + 1)) + Hidden + 1, 0.7);
    private static readonly double[] s_xs = Numbers(Examples * Inputs, 1.2);
    private static readonly double[] s_ys = Numbers(Examples, 0.8);
    private static readonly double[] s_few = [0.7, -0.4, 0.3, 0.9, -0.6, 0.5];

    private static readonly Dictionary<string, (Func<double[]> Gradient, Func<NodeNoise, double[]> Estimate, Occurrence[] Occurrences, bool IsFloat)> s_cases = new()
    {
        ["A network"] = (
            () => Buffer(9, g => NodeExampleModels.MlpsGradient(Numbers(9, 0.7), s_few, [0.2, -0.5, 0.4], [2, 0], 2, g)),
            noise => Buffer(9, g => NodeExampleModels.MlpsNodeGradient(Numbers(9, 0.7), s_few, [0.2, -0.5, 0.4], [2, 0], 2, noise, g)),
            [new(0, 0, 2), new(1), new(0, 0, 2) { Example = 1 }, new(1) { Example = 1 }],
            false),
        ["Memory that is used again"] = (
            () => Reused((w, predictions, g) => NodeExampleModels.ReusedGradient(w, 0.8, s_few, predictions, g)),
            noise => Reused((w, predictions, g) => NodeExampleModels.ReusedNodeGradient(w, 0.8, s_few, predictions, noise, g)),
            [new(0), new(1, 0, 2), new(1, 0, 2) { Example = 1 }, new(1, 0, 2) { Example = 2 }],
            false),
        ["A loop that is not counted"] = (
            () => Flat(NodeExampleModels.CountedGradient(0.8f, -0.6f, [0.7f, -1, 0.3f, 0.9f])),
            noise => Flat(NodeExampleModels.CountedNodeGradient(0.8f, -0.6f, [0.7f, -1, 0.3f, 0.9f], noise)),
            [new(0), new(1), new(0) { Example = 2 }, new(2) { Example = 2 }, new(0) { Example = 3 }, new(1) { Example = 3 }],
            true),
    };

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_mean_over_all_signs_is_the_gradient(string name)
    {
        (Func<double[]> gradient, Func<NodeNoise, double[]> estimate, Occurrence[] occurrences, bool isFloat) = s_cases[name];
        double[] exact = gradient(), mean = Signs.Mean(estimate, occurrences, isFloat);
        double tolerance = isFloat ? 1e-6 : 1e-12;
        Assert.All(exact.Zip(mean), pair => Assert.Equal(pair.First, pair.Second, tolerance * Math.Max(1, Math.Abs(pair.First))));
    }

    /// <summary>The numbers of examples begin at that of the noise: none is named above that is not drawn.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_noise_that_is_named_counts(string name)
    {
        (_, Func<NodeNoise, double[]> estimate, Occurrence[] occurrences, bool isFloat) = s_cases[name];
        Dictionary<int, double[]> estimates = Signs.Estimates(estimate, occurrences, isFloat);
        for (int bit = 1; bit < estimates.Count; bit *= 2)
        {
            Assert.Contains(estimates, e => e.Value.Zip(estimates[e.Key ^ bit]).Any(pair => Math.Abs(pair.First - pair.Second) > 1e-3));
        }
    }

    /// <summary>Σ Dₙ eₙ is what the companion for one example gives, example by example with the same noise; the value is the sum of their values.</summary>
    [Fact]
    public void All_at_once_is_one_after_the_other()
    {
        int[] batch = [7, 3, 7, 149];
        double[] together = new double[s_w.Length], one = new double[s_w.Length], sum = new double[s_w.Length], shared = new double[s_w.Length];
        var noise = new NodeNoise(new NoiseKey(21), 4, 30, DirectionNoise.Uniform);
        double value = NodeExampleModels.MlpsNodeGradient(s_w, s_xs, s_ys, batch, Hidden, noise, together), expected = 0;
        for (int n = 0; n < batch.Length; n++)
        {
            expected += new Networks().NodeGradient(s_w, batch[n], noise with { Example = 30 + (uint)n }, one);
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += one[i];
            }
        }

        Assert.Equal(expected, value, 1e-12);
        Assert.Equal(NodeExampleModels.Mlps(s_w, s_xs, s_ys, batch, Hidden), value);
        AssertClose(sum, together);

        // One change of one loss for all is another estimate.
        _ = NodeExampleModels.MlpsSharedNodeGradient(s_w, s_xs, s_ys, batch, Hidden, noise, shared);
        Assert.True(sum.Zip(shared, (a, b) => Math.Abs(a - b)).Max() > 1e-2);
    }

    /// <summary>The batch of the library, a chunk in one call, against an example in one call: the same noise, 1e-12, in mini-batches and steps and for chunks of any size; the same bits for 1, 2 and 7 threads.</summary>
    [Fact]
    public void Chunks_of_the_library_are_its_examples()
    {
        int[] batch = [.. Enumerable.Range(0, 90).Select(i => i * 7 % Examples)];
        foreach (int chunk in (int[])[1, 8, 64])
        {
            double[] chunks = new double[s_w.Length], examples = new double[s_w.Length], threads = new double[s_w.Length];
            var estimator = new CompiledNodePerturbation<double>(22, chunk: chunk) { Step = 5 };
            double value = estimator.EstimateChunks(new Networks(), batch, s_w, chunks);
            Assert.Equal(6, estimator.Step);
            estimator.Step = 5;
            Assert.Equal(estimator.Estimate(new Networks(), batch, s_w, examples), value, 1e-12);
            AssertClose(examples, chunks);
            foreach (int count in (int[])[2, 7])
            {
                Assert.Equal(value, new CompiledNodePerturbation<double>(22, threads: count, chunk: chunk) { Step = 5 }.EstimateChunks(new Networks(), batch, s_w, threads));
                Assert.Equal(chunks, threads);
            }

            // All examples; another step has other noise.
            _ = estimator.Estimate(new Networks(), s_w, examples);
            Assert.True(examples.Zip(chunks, (a, b) => Math.Abs(a - b)).Max() > 1e-3);
            estimator.Step = 6;
            _ = estimator.EstimateChunks(new Networks(), s_w, chunks);
            AssertClose(examples, chunks);
        }
    }

    [Fact]
    public void Arguments_are_checked_and_a_step_allocates_nothing()
    {
        double[] gradient = [.. s_w], before = [.. s_w];
        var estimator = new CompiledNodePerturbation<double>(23);
        Assert.StartsWith("batch[1] is 150, but there are 150 examples", Assert.Throws<ArgumentException>(() => estimator.EstimateChunks(new Networks(), [0, 150], s_w, gradient)).Message, StringComparison.Ordinal);
        Assert.Equal("gradient", Assert.Throws<ArgumentException>(() => estimator.EstimateChunks(new Networks(), s_w, new double[3])).ParamName);
        Assert.Equal("batch", Assert.Throws<ArgumentException>(() => estimator.EstimateChunks(new Networks(), [], s_w, gradient)).ParamName);
        Assert.Equal(before, gradient);
        Assert.Equal(0, Memory.OfSecond(() => estimator.EstimateChunks(new Networks(), s_w, gradient)));
    }

    /// <summary>The noise of an example that does not exist is refused instead of being that of another one.</summary>
    [Fact]
    public void Numbers_of_examples_do_not_wrap()
    {
        double[] gradient = new double[s_w.Length];
        Assert.Throws<OverflowException>(() => NodeExampleModels.MlpsNodeGradient(s_w, s_xs, s_ys, [0, 1], Hidden, new NodeNoise(new NoiseKey(1), 0, uint.MaxValue), gradient));
        _ = NodeExampleModels.MlpsNodeGradient(s_w, s_xs, s_ys, [0, 1], Hidden, new NodeNoise(new NoiseKey(1), 0, uint.MaxValue - 1), gradient);
        Assert.Equal(0, NodeExampleModels.MlpsNodeGradient(s_w, s_xs, s_ys, [], Hidden, new NoiseKey(1), gradient));
        Assert.All(gradient, g => Assert.Equal(0, g));
    }

    private static void AssertClose(double[] expected, double[] actual) => Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-12 * Math.Max(1, Math.Abs(pair.First))));

    private static double[] Numbers(int count, double scale) => [.. Enumerable.Range(1, count).Select(i => scale * Math.Sin(2.3 * i))];

    private static double[] Buffer(int length, Func<double[], double> call)
    {
        double[] gradient = [.. Enumerable.Repeat(9.0, length)];
        return [call(gradient), .. gradient];
    }

    private static double[] Reused(Func<double[], double[], double[], (double Value, double ScaleGrad)> call)
    {
        double[] gradient = [.. Enumerable.Repeat(9.0, 6)], predictions = new double[3];
        (double value, double scale) = call(Numbers(6, 0.9), predictions, gradient);
        return [value, scale, .. gradient, .. predictions];
    }

    private static double[] Flat((float, float, float) t) => [t.Item1, t.Item2, t.Item3];

    /// <summary>The network's examples, one in a call and many.</summary>
    private readonly struct Networks : INodeExamples<double>, INodeChunks<double>
    {
        public int ExampleCount => Examples;

        public double NodeGradient(ReadOnlySpan<double> parameters, int example, NodeNoise noise, Span<double> gradient) =>
            NodeNetworks.MlpNodeGradient(parameters, s_xs.AsSpan(example * Inputs, Inputs), s_ys.AsSpan(example, 1), Hidden, noise, gradient);

        public double NodeGradient(ReadOnlySpan<double> parameters, ReadOnlySpan<int> examples, NodeNoise noise, Span<double> gradient) =>
            NodeExampleModels.MlpsNodeGradient(parameters, s_xs, s_ys, examples, Hidden, noise, gradient);
    }
}
