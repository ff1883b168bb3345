using System;
using System.Linq;
using System.Threading;
using DiffGen.Gradient.Tests.Checkpoints;
using DiffGen.Runtime.Tests.Estimators;
using DiffGen.Training;
using Xunit;

namespace DiffGen.Gradient.Tests.Nodes;

/// <summary>Node gradients of batches by the library: noise for each example, the same bits from any number of threads, nothing allocated.</summary>
public class NodeBatchTests
{
    private const int Units = 3, Examples = 200;

    private static readonly Sequences s_sequences = new(Numbers(Examples + 12), Units, 12);
    private static readonly double[] s_parameters = [.. Numbers(Units * (Units + 1), 0.9), .. Numbers(Units, 1.1)];

    private static double[] Numbers(int count, double scale = 1) => [.. Enumerable.Range(1, count).Select(i => scale * Math.Sin(2.3 * i))];

    /// <summary>Of whole batches, of mini-batches, and in both precisions. In chunks of another size the sums are others: the order of summation does show in the bits.</summary>
    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        double[] one = Whole(1, 64), other = Whole(1, 7);
        Assert.Equal(one, Whole(2, 64));
        Assert.Equal(one, Whole(7, 64));
        Assert.Equal(other, Whole(2, 7));
        Assert.Equal(other, Whole(7, 7));
        Assert.NotEqual(one, other);
        Assert.All(one.Zip(other), pair => Assert.Equal(pair.First, pair.Second, 1e-12));

        Assert.Equal(Training(1), Training(2));
        Assert.Equal(Training(1), Training(7));
        Assert.Equal(Single(1), Single(2));
        Assert.Equal(Single(1), Single(7));

        static double[] Whole(int threads, int chunk)
        {
            double[] gradient = new double[s_parameters.Length];
            var estimator = new CompiledNodePerturbation<double>(9, threads: threads, chunk: chunk) { Step = 2 };
            double value = estimator.Estimate(s_sequences, s_parameters, gradient);
            return [value, .. gradient];
        }

        static double[] Training(int threads)
        {
            double[] parameters = [.. s_parameters], gradient = new double[parameters.Length];
            var estimator = new CompiledNodePerturbation<double>(10, DirectionNoise.Rademacher, threads, chunk: 4);
            var order = new BatchOrder(Examples, 50, new NoiseKey(11));
            for (int step = 0; step < 12; step++)
            {
                _ = estimator.Estimate(s_sequences, order.Next(), parameters, gradient);
                for (int i = 0; i < parameters.Length; i++)
                {
                    parameters[i] -= 0.01 * gradient[i];
                }
            }

            return parameters;
        }

        static float[] Single(int threads)
        {
            float[] gradient = new float[2];
            float value = new CompiledNodePerturbation<float>(12, threads: threads, chunk: 8).Estimate(new SingleSequences(150), [0.8f, -0.6f], gradient);
            return [value, .. gradient];
        }
    }

    /// <summary>Two threads, of which the one with the first chunk waits until the other has computed the second: both are there, and still the first chunk is added first.</summary>
    [Fact]
    public void Threads_take_part_and_add_in_the_order_of_the_examples()
    {
        double[] together = new double[s_parameters.Length], alone = new double[s_parameters.Length];
        using var meeting = new MeetingThreads(s_sequences, Examples / 2);
        double value = new CompiledNodePerturbation<double>(13, threads: 2, chunk: Examples / 2).Estimate(meeting, s_parameters, together);
        Assert.Equal(new CompiledNodePerturbation<double>(13, chunk: Examples / 2).Estimate(s_sequences, s_parameters, alone), value);
        Assert.Equal(alone, together);
        Assert.Equal(2, meeting.Threads.Count);
    }

    /// <summary>1/N Σ Dₙ eₙ, example by example with the noise of its place in the batch. One noise for all examples is something else.</summary>
    [Fact]
    public void A_batch_is_the_mean_of_its_examples()
    {
        int[] batch = [5, 3, 5, 190];
        double[] together = new double[s_parameters.Length], one = new double[s_parameters.Length], mean = new double[s_parameters.Length], shared = new double[s_parameters.Length];
        var estimator = new CompiledNodePerturbation<double>(14) { Step = 6 };
        double value = estimator.Estimate(s_sequences, batch, s_parameters, together), sum = 0;
        Assert.Equal(7, estimator.Step);
        for (int n = 0; n < batch.Length; n++)
        {
            sum += s_sequences.NodeGradient(s_parameters, batch[n], new NodeNoise(estimator.Key, 6, (uint)n), one) / batch.Length;
            Add(one, mean);
            _ = s_sequences.NodeGradient(s_parameters, batch[n], new NodeNoise(estimator.Key, 6), one);
            Add(one, shared);
        }

        Assert.Equal(sum, value, 1e-12);
        Assert.All(together.Zip(mean), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
        Assert.True(together.Zip(shared, (a, b) => Math.Abs(a - b)).Max() > 1e-3);

        // An example that comes twice has two noises: with the same noise the first and the third would be one.
        double[] first = new double[s_parameters.Length], third = new double[s_parameters.Length];
        _ = s_sequences.NodeGradient(s_parameters, 5, new NodeNoise(estimator.Key, 6), first);
        _ = s_sequences.NodeGradient(s_parameters, 5, new NodeNoise(estimator.Key, 6, 2), third);
        Assert.NotEqual(first, third);

        void Add(double[] gradient, double[] to)
        {
            for (int i = 0; i < gradient.Length; i++)
            {
                to[i] += gradient[i] / batch.Length;
            }
        }
    }

    /// <summary>The mean is the gradient of the batch, by a z-test that sees 5 %. Steps and examples with one noise between them are seen as well: by the wrong mean that a noise which never changes has.</summary>
    [Fact]
    public void A_batch_is_unbiased()
    {
        double[] w = Numbers(6), exact = new double[6], one = new double[6], estimate = new double[6];
        var layer = new Layer(3);
        for (int n = 0; n < layer.ExampleCount; n++)
        {
            NodeNetworks.LinearNodesGradient(w, layer.Input(n), layer.Target(n), one);
            for (int i = 0; i < exact.Length; i++)
            {
                exact[i] += one[i] / layer.ExampleCount;
            }
        }

        Draws draws = new(exact), frozen = new(exact);
        var estimator = new CompiledNodePerturbation<double>(15);
        for (int t = 0; t < 60_000; t++)
        {
            _ = estimator.Estimate(layer, w, estimate);
            draws.Add(estimate);
        }

        draws.AssertUnbiased();
        for (int t = 0; t < 1000; t++)
        {
            estimator.Step = 0;
            _ = estimator.Estimate(layer, w, estimate);
            frozen.Add(estimate);
        }

        frozen.AssertBiased();
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        double[] gradient = new double[s_parameters.Length];
        int[] batch = [.. Enumerable.Range(0, 150)];
        var alone = new CompiledNodePerturbation<double>(16);
        Assert.Equal(0, Memory.OfSecond(() => alone.Estimate(s_sequences, s_parameters, gradient)));
        Assert.Equal(0, Memory.OfSecond(() => alone.Estimate(s_sequences, batch, s_parameters, gradient)));

        // What threads of the pool allocate shows between two of their examples. One that is new, or a collection, may charge something to a step; what steps themselves allocate is in all of them.
        var estimator = new CompiledNodePerturbation<double>(16, threads: 2, chunk: 16);
        long least = long.MaxValue, leastOfCaller = long.MaxValue;
        for (int step = 0; step < 20; step++)
        {
            using var watched = new WatchedThreads(s_sequences, 16);
            _ = estimator.Estimate(watched, s_parameters, gradient);
            Assert.Equal(2, watched.Threads);
            least = Math.Min(least, watched.Allocated);
        }

        for (int step = 0; step < 20; step++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            _ = estimator.Estimate(s_sequences, s_parameters, gradient);
            leastOfCaller = Math.Min(leastOfCaller, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
        Assert.Equal(0, leastOfCaller);
    }

    /// <summary>Whoever comes first: the exception is that of the first example that throws, and nothing has changed.</summary>
    [Fact]
    public void An_example_that_throws_changes_nothing()
    {
        foreach (int threads in (int[])[1, 2, 7])
        {
            double[] gradient = [.. Numbers(s_parameters.Length)], before = [.. gradient], expected = new double[gradient.Length];
            var estimator = new CompiledNodePerturbation<double>(17, threads: threads, chunk: 8) { Step = 3 };
            Assert.Equal("70", Assert.Throws<TimeoutException>(() => estimator.Estimate(new Broken([130, 70, 199]), s_parameters, gradient)).Message);
            Assert.Equal(before, gradient);
            Assert.Equal(3, estimator.Step);

            // The next call finds everything in order.
            _ = estimator.Estimate(s_sequences, s_parameters, gradient);
            _ = new CompiledNodePerturbation<double>(17, chunk: 8) { Step = 3 }.Estimate(s_sequences, s_parameters, expected);
            Assert.Equal(expected, gradient);
        }
    }

    /// <summary>A class of parameters: each thread has a model and a gradient of its own.</summary>
    [Fact]
    public void Examples_of_a_class_of_parameters()
    {
        double[] parameters = [0.8, -0.5, 0.3, 1.1, 0.2], one = new double[5], two = new double[5], mean = new double[5];
        using var examples = new ModelExamples();
        double value = new CompiledNodePerturbation<double>(18, chunk: 5).Estimate(examples, parameters, one);
        Assert.Equal(value, new CompiledNodePerturbation<double>(18, threads: 3, chunk: 5).Estimate(examples, parameters, two));
        Assert.Equal(one, two);

        var model = new NodeModel(2);
        parameters.CopyTo(model.Parameters);
        for (int n = 0; n < examples.ExampleCount; n++)
        {
            NodeModel grad = model.NewLike();
            model.LossNodeGradient(0.01 * n, new NodeNoise(new NoiseKey(18), 0, (uint)n), grad);
            for (int i = 0; i < mean.Length; i++)
            {
                mean[i] += grad.Parameters[i] / examples.ExampleCount;
            }
        }

        Assert.All(mean.Zip(one), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void A_mask_freezes_parameters_and_copies_share_the_step()
    {
        double[] free = new double[s_parameters.Length], masked = new double[s_parameters.Length];
        var mask = new ParameterMask(s_parameters.Length, 2..7);
        var estimator = new CompiledNodePerturbation<double>(19, mask: mask);
        CompiledNodePerturbation<double> copy = estimator;
        _ = copy.Estimate(s_sequences, s_parameters, masked);
        _ = new CompiledNodePerturbation<double>(19).Estimate(s_sequences, s_parameters, free);
        Assert.Equal(free.Select((g, i) => i is >= 2 and < 7 ? g : 0), masked);
        Assert.Equal(1, estimator.Step);
        Assert.Same(mask, estimator.Mask);
    }

    [Fact]
    public void Bad_arguments_are_named_before_anything_is_written()
    {
        double[] gradient = [.. Numbers(s_parameters.Length)], before = [.. gradient];
        var estimator = new CompiledNodePerturbation<double>(20);
        Assert.Equal("gradient", Assert.Throws<ArgumentException>(() => estimator.Estimate(s_sequences, s_parameters, new double[3])).ParamName);
        Assert.Equal("gradient", Assert.Throws<ArgumentException>(() => estimator.Estimate(s_sequences, gradient, gradient)).ParamName);
        Assert.Equal("batch", Assert.Throws<ArgumentException>(() => estimator.Estimate(s_sequences, [], s_parameters, gradient)).ParamName);
        Assert.Equal("examples", Assert.Throws<ArgumentException>(() => estimator.Estimate(new Layer(0), Numbers(6), gradient.AsSpan(0, 6))).ParamName);
        Assert.StartsWith("batch[1] is 200, but there are 200 examples", Assert.Throws<ArgumentException>(() => estimator.Estimate(s_sequences, [0, 200], s_parameters, gradient)).Message, StringComparison.Ordinal);
        Assert.Equal("parameters", Assert.Throws<ArgumentException>(() => new CompiledNodePerturbation<double>(1, mask: new ParameterMask(4, 0..1)).Estimate(s_sequences, s_parameters, gradient)).ParamName);
        Assert.Equal("threads", Assert.Throws<ArgumentOutOfRangeException>(() => new CompiledNodePerturbation<double>(1, threads: 0)).ParamName);
        Assert.Equal("chunk", Assert.Throws<ArgumentOutOfRangeException>(() => new CompiledNodePerturbation<double>(1, chunk: 0)).ParamName);
        Assert.Equal("noise", Assert.Throws<ArgumentOutOfRangeException>(() => new CompiledNodePerturbation<double>(1, (DirectionNoise)9)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => estimator.Step = -1);
        Assert.Throws<InvalidOperationException>(() => default(CompiledNodePerturbation<double>).Estimate(s_sequences, s_parameters, gradient));
        Assert.Throws<NotSupportedException>(() => new CompiledNodePerturbation<Half>(1));
        Assert.Equal(before, gradient);
        Assert.Equal(0, estimator.Step);
    }

    /// <summary>The recurrence of two numbers, in single precision.</summary>
    private readonly struct SingleSequences(int count) : INodeExamples<float>
    {
        public int ExampleCount => count;

        public float NodeGradient(ReadOnlySpan<float> parameters, int example, NodeNoise noise, Span<float> gradient) =>
            NodeLoops.GenericNodeGradient<float>(parameters, [0.5f - (0.01f * example), 1.2f, -0.3f], noise, gradient);
    }

    /// <summary>A linear layer 3 → 2 with a quadratic loss.</summary>
    private readonly struct Layer(int count) : INodeExamples<double>
    {
        private readonly double[] _inputs = Numbers(3 * count, 1.3), _targets = Numbers(2 * count, -0.9);

        public int ExampleCount => count;

        public ReadOnlySpan<double> Input(int example) => _inputs.AsSpan(3 * example, 3);

        public ReadOnlySpan<double> Target(int example) => _targets.AsSpan(2 * example, 2);

        public double NodeGradient(ReadOnlySpan<double> parameters, int example, NodeNoise noise, Span<double> gradient) =>
            NodeNetworks.LinearNodesNodeGradient(parameters, Input(example), Target(example), noise, gradient);
    }

    /// <summary>Some examples throw.</summary>
    private sealed class Broken(int[] examples) : INodeExamples<double>
    {
        public int ExampleCount => Examples;

        public double NodeGradient(ReadOnlySpan<double> parameters, int example, NodeNoise noise, Span<double> gradient) =>
            examples.Contains(example) ? throw new TimeoutException($"{example}") : s_sequences.NodeGradient(parameters, example, noise, gradient);
    }

    /// <summary>Models are not shared: threads have their own.</summary>
    private sealed class ModelExamples : INodeExamples<double>, IDisposable
    {
        private readonly ThreadLocal<(NodeModel Model, NodeModel Gradient)> _own = new(() => (new NodeModel(2), new NodeModel(2)));

        public int ExampleCount => 40;

        public double NodeGradient(ReadOnlySpan<double> parameters, int example, NodeNoise noise, Span<double> gradient)
        {
            (NodeModel model, NodeModel own) = _own.Value;
            parameters.CopyTo(model.Parameters);
            (double value, _) = model.LossNodeGradient(0.01 * example, noise, own);
            own.Parameters.CopyTo(gradient);
            return value;
        }

        public void Dispose() => _own.Dispose();
    }
}
