using System;
using System.Linq;
using DiffGen.Transforms;
using Xunit;

namespace DiffGen.Runtime.Tests;

public sealed class TransformTests
{
    [Fact]
    public void Clip_by_value_keeps_nan()
    {
        Assert.Equal([-2, 2, 1, -2, 2, double.NaN], Apply(new ClipByValue<double>(2), [-3, 3, 1, double.NegativeInfinity, double.PositiveInfinity, double.NaN]));
    }

    /// <summary>(3, 4) with limit 1: torch's factor is 1/(5 + 10⁻⁶), the others' is 1/5.</summary>
    [Fact]
    public void Clip_by_norm()
    {
        double[] torch = Apply(new ClipByNorm<double>(1), [3, 4]);
        Assert.Equal(0.5999999, torch[0], 5e-8);
        Assert.Equal(3 / (5 + 1e-6), torch[0], 1e-15);
        Assert.Equal([0.6, 0.8], Apply(new ClipByNorm<double>(1, NormClip.Exact), [3, 4]).Select(v => Math.Round(v, 15)));
        Assert.Equal([3, 4], Apply(new ClipByNorm<double>(5, NormClip.Exact), [3, 4]));
        Assert.Equal([0, 0], Apply(new ClipByNorm<double>(0, NormClip.Exact), [0, 0]));
        Assert.Equal([0, 0], Apply(new ClipByNorm<double>(0), [0, 0]));
        ClipByNorm<double> apart = new(1, NormClip.Exact, new ParameterRange(0, 2), new ParameterRange(3, 2));
        Assert.Equal([0.6, 0.8, 7, 0.1, 0.1], Apply(apart, [3, 4, 7, 0.1, 0.1]).Select(v => Math.Round(v, 15)));
        Assert.Equal(5, apart.LastNorm, 1e-15);
    }

    /// <summary>Norms neither overflow nor vanish where their squares do.</summary>
    [Theory]
    [InlineData(1e200)]
    [InlineData(1e-200)]
    public void Norms_of_extreme_updates(double scale)
    {
        double[] clipped = Apply(new ClipByNorm<double>(scale, NormClip.Exact), [3 * scale, 4 * scale]);
        Assert.Equal(0.6, clipped[0] / scale, 1e-14);
        Assert.Equal(0.8, clipped[1] / scale, 1e-14);
    }

    [Fact]
    public void Clip_by_block_rms()
    {
        // The root mean square of (3, 4) is 5/√2.
        Assert.Equal([3 / (5 / Math.Sqrt(2)), 4 / (5 / Math.Sqrt(2)), 0.5, 9], Apply(new ClipByBlockRms<double>(1, new(0, 2), new(2, 1)), [3, 4, 0.5, 9]), Tolerant);
    }

    [Fact]
    public void Clip_adaptively_by_rows()
    {
        // Rows (3, 4) and (0, 0) of the parameters: limits .1·5 and .1·10⁻³.
        ClipAdaptively<double> clip = new(0.1, 1e-3, new ParameterRange(0, 4, Rows: 2));
        Assert.Equal([0.3, 0.4, 0, 1e-4, 100], Apply(clip, [3, 4, 0, 5, 100], [3, 4, 0, 0, 1]), Tolerant);
        Assert.Equal([0.03, 0.04, 0, 0, 1], Apply(new ClipAdaptively<double>(0.1, 1e-3, new ParameterRange(0, 4, 2)), [0.03, 0.04, 0, 0, 1], [3, 4, 0, 0, 1]));
    }

    [Fact]
    public void Centralize_normalize_and_trust()
    {
        Assert.Equal([-1, 0, 1, -2, 0, 2, 5], Apply(new Centralize<double>(new ParameterRange(0, 6, 2)), [1, 2, 3, 2, 4, 6, 5]));
        Assert.Equal([1, 2, 3], Apply(new Centralize<double>(new ParameterRange(0, 3)), [1, 2, 3]));
        Assert.Equal([0.6, 0.8], Apply(new NormalizeUpdate<double>(), [3, 4]), Tolerant);
        Assert.Equal([0, 0], Apply(new NormalizeUpdate<double>(), [0, 0]));
        Assert.Equal([0.6 * 26, 0.8 * 26], Apply(new ScaleByTrustRatio<double>(2), [3, 4], [5, 12]), Tolerant);
        Assert.Equal([3, 4], Apply(new ScaleByTrustRatio<double>(2), [3, 4], [0, 0]));
        Assert.Equal([0, 0], Apply(new ScaleByTrustRatio<double>(2), [0, 0], [3, 4]));
    }

    /// <summary>The document test of AccumGrad: gradients (33, 0) and (0, 444), their mean, weight decay .01, rate .1.</summary>
    [Fact]
    public void Accumulate()
    {
        double[] x = [1, 2];
        OptimizerChain<double> chain = new(2, 0.1, new Accumulate<double>(2, mean: true), new AddDecayedWeights<double>(0.01));
        chain.Step(x, [33, 0]);
        Assert.Equal([1, 2], x);
        chain.Step(x, [0, 444]);
        Assert.Equal([-0.651, -20.202], x, Tolerant);

        x = [0, 0];
        chain = new(2, 1, new Accumulate<double>(2));
        chain.Step(x, [33, 0]);
        chain.Step(x, [1, 444]);
        chain.Step(x, [7, 7]);
        Assert.Equal([-34, -444], x);
    }

    [Fact]
    public void Steps_that_are_not_finite_are_skipped()
    {
        double[] x = [1, 2];
        SkipNotFinite<double> skip = new(mostInARow: 2);
        ScaleByAdam<double> adam = new();
        OptimizerChain<double> chain = new(2, 0.1, skip, adam);
        chain.Step(x, [1, double.NaN]);
        chain.Step(x, [double.PositiveInfinity, 1]);
        Assert.Equal([1, 2], x);
        Assert.Equal([0, 0], adam.Mean.ToArray());
        Assert.Equal(2, skip.Skipped);
        chain.Step(x, [1, 1]);
        Assert.Equal(0.9, x[0], 1e-8);
        chain.Step(x, [1, double.NaN]);
        chain.Step(x, [1, double.NaN]);
        Assert.Contains("3 steps in a row", Assert.Throws<NotFiniteNumberException>(() => chain.Step(x, [1, double.NaN])).Message, StringComparison.Ordinal);

        // In every lane and in the rest behind the last whole vector.
        for (int bad = 0; bad < 19; bad++)
        {
            float[] y = new float[19], g = new float[19];
            g[bad] = float.NegativeInfinity;
            SkipNotFinite<float> lanes = new();
            new OptimizerChain<float>(19, 1, lanes).Step(y, g);
            Assert.Equal(1, lanes.Skipped);
        }
    }

    [Fact]
    public void Zero_nan_and_keep_non_negative()
    {
        Assert.Equal([1, 0, double.PositiveInfinity], Apply(new ZeroNaN<double>(), [1, double.NaN, double.PositiveInfinity]));
        double[] x = [1, 1, 1];
        new OptimizerChain<double>(3, 1, new KeepNonNegative<double>(new ParameterRange(0, 2))).Step(x, [3, 0.25, 3]);
        Assert.Equal([0, 0.75, -2], x);
    }

    /// <summary>Each row keeps the norm that it had at the beginning, whatever the gradient.</summary>
    [Fact]
    public void Weight_norm()
    {
        double[] x = [3, 4, 5, 12, 0, 0, 7];
        OptimizerChain<double> chain = new(7, 0.5, new WeightNorm<double>(new ParameterRange(0, 6, Rows: 3)));
        for (int step = 0; step < 5; step++)
        {
            chain.Step(x, [1, -2, 3, 1, 1, 0, 2]);
        }

        Assert.Equal(5, double.Hypot(x[0], x[1]), 1e-14);
        Assert.Equal(13, double.Hypot(x[2], x[3]), 1e-14);
        Assert.Equal([-2.5, 0, 2], x[4..]);
        Assert.NotEqual(3, x[0]);
    }

    [Fact]
    public void Freeze_and_groups()
    {
        double[] x = [1, 2, 3, 4];
        new OptimizerChain<double>(4, 1, new AddDecayedWeights<double>(1), new Freeze<double>(new ParameterRange(1, 2))).Step(x, [1, 1, 1, 1]);
        Assert.Equal([-1, 2, 3, -1], x);

        // Weight decay for the group (elements 0 and 3), signs for the rest; the norm within the group is that of its two elements.
        x = [1, 2, 3, 4];
        new OptimizerChain<double>(
            4,
            1,
            new ForGroup<double>([new(0, 1), new(3, 1)], new AddDecayedWeights<double>(1), new ClipByNorm<double>(1, NormClip.Exact)),
            new ForGroup<double>([new(1, 2)], new ScaleBySign<double>())).Step(x, [2, -9, 9, 0]);
        Assert.Equal([1 - 0.6, 3, 2, 4 - 0.8], x, Tolerant);
    }

    [Fact]
    public void Learning_rates_per_group()
    {
        double[] x = [0, 0, 0];
        ScaleUpdate<double> scale = new(0.5);
        OptimizerChain<double> chain = new(3, 1, new ForGroup<double>([new(1, 2)], scale));
        chain.Step(x, [1, 1, 2]);
        scale.Factor = 4;
        chain.Step(x, [1, 1, 2]);
        Assert.Equal([-2, -4.5, -9], x);
    }

    [Fact]
    public void A_group_that_skips_stays_while_the_others_move()
    {
        double[] x = [0, 0];
        OptimizerChain<double> chain = new(2, 1, new ForGroup<double>([new(0, 1)], new Accumulate<double>(2), new Lookahead<double>(1, 0.5)));
        chain.Step(x, [1, 1]);
        Assert.Equal([0, -1], x);
        chain.Step(x, [1, 1]);
        Assert.Equal([-1, -2], x);
    }

    [Fact]
    public void A_rate_may_be_applied_once_and_by_the_chain()
    {
        Assert.Throws<InvalidOperationException>(() => new OptimizerChain<double>(1, 1, new ScaleByLearningRate<double>(), new ScaleByLearningRate<double>()).Step(new double[1], [1]));
        Assert.Throws<InvalidOperationException>(() => new OptimizerChain<double>(1, 1, new ForGroup<double>([new(0, 1)], new ScaleByRprop<double>())).Step(new double[1], [1]));
        ScaleByAdam<double> adam = new();
        _ = new OptimizerChain<double>(1, 1, adam);
        Assert.Contains("ScaleByAdam", Assert.Throws<InvalidOperationException>(() => new OptimizerChain<double>(1, 1, adam)).Message, StringComparison.Ordinal);
    }

    /// <summary>Polyak's average is the mean of the points, an exponential one begins with the first; the parameters are not touched.</summary>
    [Fact]
    public void Averages_of_parameters()
    {
        double[] x = [0];
        AverageParameters<double> mean = new(firstStep: 2, interval: 2), moving = new(0.75);
        OptimizerChain<double> chain = new(1, 1, mean, moving);
        double expected = 0;
        for (int t = 1; t <= 8; t++)
        {
            chain.Step(x, [-1]);
            expected = t == 1 ? 1 : (0.75 * expected) + (0.25 * t);
        }

        // Points 3, 5, 7.
        Assert.Equal(8, x[0]);
        Assert.Equal(3, mean.Count);
        Assert.Equal(5, mean.Average[0], 1e-15);
        Assert.Equal(expected, moving.Average[0], 1e-14);
    }

    [Fact]
    public void Averages_of_updates()
    {
        AverageUpdates<double> plain = new(0.9, corrected: false), corrected = new(0.9);
        Assert.Equal(0.2, Apply(plain, [2])[0], 1e-15);
        Assert.Equal(2, Apply(corrected, [2])[0], 1e-14);
    }

    /// <summary>The variance falls as stated, and the noise of a step is its key's.</summary>
    [Fact]
    public void Noise()
    {
        const int count = 40_000;
        double[] x = new double[count];
        OptimizerChain<double> chain = new(count, 1, new AddNoise<double>(new NoiseKey(3), 4, 1));
        foreach (double variance in (double[])[4, 2, 4.0 / 3])
        {
            Array.Clear(x);
            chain.Step(x, new double[count]);

            // The standard error of a variance of Gaussians is √(2/n) of it: 0.7 %.
            Assert.Equal(variance, x.Sum(v => v * v) / count, 5 * 0.00708 * variance);
        }

        double[] again = new double[count];
        new OptimizerChain<double>(count, 1, new AddNoise<double>(new NoiseKey(3), 4.0 / 3, 0)).Step(again, new double[count]);
        Assert.NotEqual(again, x);
    }

    [Fact]
    public void Settings_on_schedules()
    {
        double[] x = [1];
        AddDecayedWeights<double> decay = new(0);
        OptimizerChain<double> chain = new(1, 0.5, new ScheduleSetting<double>(Schedule.Linear(0, 1, 2), value => decay.WeightDecay = value), decay);
        chain.Step(x, [0]);
        Assert.Equal(1, x[0]);
        chain.Step(x, [0]);
        Assert.Equal(0.75, x[0]);
    }

    [Fact]
    public void Per_example_clip()
    {
        double[] sum = [1, 1];
        Assert.Equal(5, PerExampleClip.Add([3, 4], 1, sum));
        Assert.Equal([1.6, 1.8], sum, Tolerant);
        PerExampleClip.Add([0.3, 0.4], 1, sum);
        Assert.Equal([1.9, 2.2], sum, Tolerant);
        Assert.Equal("sum", Assert.Throws<ArgumentException>(() => PerExampleClip.Add<double>([1], 1, sum)).ParamName);
    }

    [Fact]
    public void Ranges()
    {
        double[] buffer = new double[10];
        Assert.Equal(new ParameterRange(4, 6, 3), ParameterRange.Of<double>(buffer, buffer.AsSpan(4, 6), rows: 3));
        Assert.Throws<ArgumentException>(() => ParameterRange.Of<double>(buffer, new double[3]));
        Assert.Throws<ArgumentException>(() => ParameterRange.Of<double>(buffer.AsSpan(0, 5), buffer.AsSpan(4, 6)));
        Assert.Equal("rows", Assert.Throws<ArgumentException>(() => ParameterRange.Of<double>(buffer, buffer.AsSpan(0, 6), rows: 4)).ParamName);
        foreach (ParameterRange[] bad in (ParameterRange[][])[[new(0, 11)], [new(-1, 2)], [new(0, 4), new(3, 2)], [new(0, 4, 3)], [new(0, 4, 0)]])
        {
            Assert.Equal("ranges", Assert.Throws<ArgumentException>(() => new OptimizerChain<double>(10, 1, new ClipByBlockRms<double>(1, bad))).ParamName);
        }
    }

    private static double Tolerance => 1e-14;

    private static bool Tolerant(double a, double b) => Math.Abs(a - b) <= Tolerance;

    /// <summary>What a transform makes of an update.</summary>
    private static double[] Apply(GradientTransform<double> transform, double[] update, double[]? parameters = null)
    {
        parameters ??= new double[update.Length];
        double[] moved = [.. parameters];
        new OptimizerChain<double>(update.Length, 1, transform, new Probe(update)).Step(moved, update);
        return update;
    }

    /// <summary>Copies what it is given.</summary>
    private sealed class Probe(double[] copy) : GradientTransform<double>
    {
        public override bool Update(Span<double> update, ReadOnlySpan<double> parameters, ref StepContext context)
        {
            update.CopyTo(copy);
            return true;
        }
    }
}
