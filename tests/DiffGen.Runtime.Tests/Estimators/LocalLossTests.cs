using System;
using System.Linq;
using Xunit;

namespace DiffGen.Runtime.Tests.Estimators;

/// <summary>Losses of blocks: which parameters they see, what they leave alone, and what they save in variance.</summary>
public sealed class LocalLossTests
{
    private static readonly double[] s_point = [0.4, -0.7, 9, 0.3, 1.1, -0.2];

    /// <summary>Each block's gradient is that of its own loss; parameters of no block get 0; the value is the model's, to the bit.</summary>
    [Fact]
    public void Each_block_sees_its_own_loss()
    {
        Chain chain = new();
        double[] gradient = [7, 7, 7, 7, 7, 7];
        LocalLoss<double, Backpropagation<double>> local = new(2, _ => default);
        double value = local.Estimate(ref chain, s_point, gradient);

        double h = Math.Tanh(0.4 - 0.7), slope = 1 - (h * h);
        double y = (0.3 * h * h) + (1.1 * h) - 0.2;
        Assert.Equal(y, value);
        Assert.Equal([2 * (h - 0.5) * slope, 2 * (h - 0.5) * slope, 0, 2 * y * h * h, 2 * y * h, 2 * y], gradient);
        Assert.Equal([(h - 0.5) * (h - 0.5), y * y], local.Losses.ToArray());
        Assert.Equal((Bias.Biased, Bias.Exact, 2), (local.Bias, local.LocalBias, local.BlockCount));
    }

    /// <summary>Forward gradients of blocks are unbiased for the blocks' gradients, with the variance Σ (n_b + 1)S_b of the blocks.</summary>
    [Fact]
    public void Noise_of_a_block_moves_its_own_loss_alone()
    {
        Chain chain = new();
        double[] exact = new double[6], estimate = new double[6];
        _ = new LocalLoss<double, Backpropagation<double>>(2, _ => default).Estimate(ref chain, s_point, exact);
        LocalLoss<double, ForwardGradient<double>> local = new(2, block => new ForwardGradient<double>((ulong)(121 + block)));
        Assert.Equal(Bias.Unbiased, local.LocalBias);
        Draws draws = new(exact);
        for (int t = 0; t < 150_000; t++)
        {
            _ = local.Estimate(ref chain, s_point, estimate);
            draws.Add(estimate);
        }

        draws.AssertUnbiased();
        double first = exact[..2].Sum(g => g * g), second = exact[3..].Sum(g => g * g);
        for (int i = 0; i < 6; i++)
        {
            Assert.InRange(i == 2 ? 0 : draws.VarianceScore(i, (i < 2 ? first : second) + (exact[i] * exact[i])), -5, 5);
        }

        Assert.Equal(0, draws.Variance(2));
        Assert.Equal(150_000, local.EstimatorOf(1).Step);
    }

    /// <summary>
    /// Groups whose loss is the model's with the other groups stopped: the losses have the model's value, the gradients together are the model's, and the variance is that of the groups.
    /// </summary>
    [Fact]
    public void Replicated_losses_keep_the_value_and_the_gradient()
    {
        const int groups = 4;
        double[] x = [.. Enumerable.Range(0, 12).Select(i => Math.Cos(i))], exact = [.. Enumerable.Range(0, 12).Select(i => 2 * x.Sum() + (3 * x[i] * x[i]))];
        double[] gradient = new double[12];
        Grouped grouped = new(groups, 12);
        LocalLoss<double, Backpropagation<double>> local = new(groups, _ => default);
        double value = local.Estimate(ref grouped, x, gradient);
        Assert.All(gradient.Zip(exact), pair => Assert.Equal(pair.Second, pair.First, 1e-13));
        Assert.All(local.Losses.ToArray(), loss => Assert.Equal(value, loss, 1e-13));

        LocalLoss<double, ForwardGradient<double>> noisy = new(groups, block => new ForwardGradient<double>((ulong)(131 + block), DirectionNoise.Rademacher));
        Draws draws = new(exact);
        for (int t = 0; t < 60_000; t++)
        {
            _ = noisy.Estimate(ref grouped, x, gradient);
            draws.Add(gradient);
        }

        // (n_b − 1)S_b with three numbers in a block, against (n − 1)S of one loss.
        draws.AssertUnbiased();
        Assert.InRange(draws.TotalVariance / (2 * exact.Sum(g => g * g)), 0.97, 1.03);
    }

    [Fact]
    public void Bad_blocks_are_refused_before_anything_is_written()
    {
        double[] gradient = [7, 7, 7, 7, 7, 7];
        LocalLoss<double, Backpropagation<double>> three = new(3, _ => default), two = new(2, _ => default);
        Chain chain = new(), overlapping = new(1..6), outside = new(3..7);
        Assert.Contains("2 blocks", Assert.Throws<ArgumentException>("objective", () => three.Estimate(ref chain, s_point, gradient)).Message, StringComparison.Ordinal);
        Assert.Contains("begins at parameter 1", Assert.Throws<ArgumentException>("objective", () => two.Estimate(ref overlapping, s_point, gradient)).Message, StringComparison.Ordinal);
        Assert.Contains("3..7", Assert.Throws<ArgumentException>("objective", () => two.Estimate(ref outside, s_point, gradient)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("gradient", () => two.Estimate(ref chain, s_point, gradient.AsSpan(1)));
        Assert.Throws<ArgumentOutOfRangeException>("blocks", () => new LocalLoss<double, Backpropagation<double>>(0, _ => default));
        Assert.Throws<InvalidOperationException>(() => default(LocalLoss<double, Backpropagation<double>>).Estimate(ref chain, s_point, gradient));
        Assert.All(gradient, g => Assert.Equal(7, g));
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        double[] gradient = new double[6];
        Chain chain = new();
        LocalLoss<double, WeightPerturbation<double>> local = new(2, block => new WeightPerturbation<double>((ulong)block, 0.1));
        Allocations.AssertNone(() => local.Estimate(ref chain, s_point, gradient));
    }

    /// <summary>h = tanh(w₀ + w₁) with the loss (h − ½)², and y = w₃h² + w₄h + w₅ with the loss y², h stopped; the value is y; w₂ belongs to no block.</summary>
    private struct Chain(Range second) : ILocalObjective<double>
    {
        private double _h;

        public Chain()
            : this(3..6)
        {
        }

        public readonly int BlockCount => 2;

        public readonly Range ParametersOf(int block) => block == 0 ? 0..2 : second;

        public double Forward(ReadOnlySpan<double> w)
        {
            _h = Math.Tanh(w[0] + w[1]);
            return (w[3] * _h * _h) + (w[4] * _h) + w[5];
        }

        public readonly double LocalValue(int block, ReadOnlySpan<double> own) => LocalJvp(block, own, own, out _);

        public readonly double LocalGradient(int block, ReadOnlySpan<double> own, Span<double> gradient)
        {
            if (block == 0)
            {
                double h = Math.Tanh(own[0] + own[1]);
                gradient.Fill(2 * (h - 0.5) * (1 - (h * h)));
                return (h - 0.5) * (h - 0.5);
            }

            double y = (own[0] * _h * _h) + (own[1] * _h) + own[2];
            (gradient[0], gradient[1], gradient[2]) = (2 * y * _h * _h, 2 * y * _h, 2 * y);
            return y * y;
        }

        public readonly double LocalJvp(int block, ReadOnlySpan<double> own, ReadOnlySpan<double> tangent, out double directional)
        {
            Span<double> gradient = stackalloc double[own.Length];
            double value = LocalGradient(block, own, gradient);
            directional = 0;
            for (int i = 0; i < own.Length; i++)
            {
                directional += gradient[i] * tangent[i];
            }

            return value;
        }
    }

    /// <summary>(Σx)² + Σx³ in groups, each with the others as they are.</summary>
    private struct Grouped(int groups, int count) : ILocalObjective<double>
    {
        private readonly double[] _sums = new double[groups];
        private readonly double[] _cubes = new double[groups];

        public readonly int BlockCount => groups;

        public readonly Range ParametersOf(int block) => (block * count / groups)..((block + 1) * count / groups);

        public readonly double Forward(ReadOnlySpan<double> x)
        {
            double sum = 0, cubes = 0;
            for (int block = 0; block < groups; block++)
            {
                (_sums[block], _cubes[block]) = (0, 0);
                foreach (double v in x[ParametersOf(block)])
                {
                    _sums[block] += v;
                    _cubes[block] += v * v * v;
                }

                sum += _sums[block];
                cubes += _cubes[block];
            }

            return (sum * sum) + cubes;
        }

        public readonly double LocalValue(int block, ReadOnlySpan<double> own) => LocalJvp(block, own, own, out _);

        public readonly double LocalGradient(int block, ReadOnlySpan<double> own, Span<double> gradient)
        {
            double sum = 0, cubes = 0;
            for (int other = 0; other < groups; other++)
            {
                sum += other == block ? 0 : _sums[other];
                cubes += other == block ? 0 : _cubes[other];
            }

            foreach (double v in own)
            {
                sum += v;
                cubes += v * v * v;
            }

            for (int i = 0; i < own.Length; i++)
            {
                gradient[i] = (2 * sum) + (3 * own[i] * own[i]);
            }

            return (sum * sum) + cubes;
        }

        public readonly double LocalJvp(int block, ReadOnlySpan<double> own, ReadOnlySpan<double> tangent, out double directional)
        {
            Span<double> gradient = stackalloc double[own.Length];
            double value = LocalGradient(block, own, gradient);
            directional = 0;
            for (int i = 0; i < own.Length; i++)
            {
                directional += gradient[i] * tangent[i];
            }

            return value;
        }
    }
}
