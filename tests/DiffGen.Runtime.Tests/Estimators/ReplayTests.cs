using System;
using System.IO;
using System.Linq;
using System.Numerics;
using Xunit;

namespace DiffGen.Runtime.Tests.Estimators;

/// <summary>Runs as lists of scalars: replay bit for bit, logs in files, workers that exchange scalars.</summary>
public sealed class ReplayTests
{
    private const ulong Seed = 101;

    [Fact]
    public void Every_replayable_estimator_repeats_its_run_from_the_log()
    {
        CheckAll<double>();
        CheckAll<float>();

        static void CheckAll<R>()
            where R : unmanaged, IFloatingPointIeee754<R>
        {
            Check<ForwardGradient<R>, R>(() => new(Seed, DirectionNoise.Gaussian, 3));
            Check<ForwardGradient<R>, R>(() => new(Seed, DirectionNoise.Sphere, 2, new ParameterMask(33, 2..20)));
            Check<OrthogonalForwardGradient<R>, R>(() => new(Seed, 4));
            Check<ClippedForwardGradient<R>, R>(() => new(Seed, 0.5, DirectionNoise.Rademacher, 2));
            Check<WeightPerturbation<R>, R>(() => new(Seed, 0.01, DirectionNoise.Uniform, 2));
            Check<CentralWeightPerturbation<R>, R>(() => new(Seed, 0.01, DirectionNoise.Rademacher, 3));
            Check<Spsa<R>, R>(() => new(Seed, new SpsaGains(0.1, 0.1)));
            Check<ErrorDescent<R>, R>(() => new(Seed, 0.1));
            Check<EvolutionStrategy<R>, R>(() => new(Seed, 0.1, 5));
            Check<RankedEvolutionStrategy<R>, R>(() => new(Seed, 0.1, 5));
            Check<ForwardGradient<R>, R>(() => new(new ChaoticNoise(new NoiseKey(Seed)), 2));
        }

        static void Check<TEstimator, R>(Func<TEstimator> make)
            where TEstimator : struct, IReplayableEstimator<R>
            where R : unmanaged, IFloatingPointIeee754<R>
        {
            R[] start = [.. Enumerable.Range(0, 33).Select(i => R.CreateTruncating(0.1 * Math.Sin(i)))];
            R[] x = [.. start], gradient = new R[33];
            TEstimator estimator = make();
            ReplayLog<R> log = new(estimator.Configuration, estimator.Directions);
            Sgd<R> optimizer = new(33, 0.01, momentum: 0.9);
            Cubic<R> objective = new(0.5);
            for (int t = 0; t < 40; t++)
            {
                _ = estimator.Estimate(ref objective, x, gradient);
                log.Append(estimator);
                optimizer.Step(x, gradient);
            }

            using MemoryStream stream = new();
            log.Save(stream);
            Assert.Equal(24 + (40 * (4 + (estimator.Directions * (typeof(R) == typeof(float) ? 4 : 8)))), stream.Length);
            stream.Position = 0;
            ReplayLog<R> loaded = ReplayLog.Load<R>(stream);

            R[] again = [.. start];
            TEstimator second = make();
            optimizer = new(33, 0.01, momentum: 0.9);
            for (int t = 0; t < loaded.Count; t++)
            {
                loaded.Replay(t, second, gradient);
                optimizer.Step(again, gradient);
            }

            Assert.Equal(x, again);
            Assert.NotEqual(start, again);
        }
    }

    /// <summary>With Adam a run replays from its start; from the middle it needs the moments of then.</summary>
    [Fact]
    public void An_optimizer_with_a_state_replays_from_the_start()
    {
        double[] x = [1, -0.5, 0.8], gradient = new double[3];
        Cubic<double> objective = new(0.5);
        CentralWeightPerturbation<double> estimator = new(Seed, 0.01);
        ReplayLog<double> log = new(estimator.Configuration, estimator.Directions);
        Adam<double> optimizer = new(3, 0.01);
        double[] middle = [];
        for (int t = 0; t < 30; t++)
        {
            middle = t == 15 ? [.. x] : middle;
            _ = estimator.Estimate(ref objective, x, gradient);
            log.Append(estimator);
            optimizer.Step(x, gradient);
        }

        Assert.Equal(x, From([1, -0.5, 0.8], 0));
        Assert.NotEqual(x, From(middle, 15));

        double[] From(double[] start, int first)
        {
            double[] again = [.. start];
            Adam<double> fresh = new(3, 0.01);
            for (int t = first; t < log.Count; t++)
            {
                log.Replay(t, estimator, gradient);
                fresh.Step(again, gradient);
            }

            return again;
        }
    }

    /// <summary>A whole run replays with its optimizer; its middle does with what that remembered, and is refused without.</summary>
    [Fact]
    public void A_run_is_not_taken_up_without_the_state_of_its_optimizer()
    {
        double[] x = [1, -0.5, 0.8], start = [.. x], gradient = new double[3], middle = [];
        byte[] state = [];
        Cubic<double> objective = new(0.5);
        CentralWeightPerturbation<double> estimator = new(Seed, 0.01);
        ReplayLog<double> log = new(estimator.Configuration, estimator.Directions);
        Adam<double> optimizer = new(3, 0.01);
        for (int t = 0; t < 30; t++)
        {
            (middle, state) = t == 15 ? ([.. x], StateSnapshot.Take(optimizer)) : (middle, state);
            _ = estimator.Estimate(ref objective, x, gradient);
            log.Append(estimator);
            optimizer.Step(x, gradient);
        }

        double[] again = [.. start];
        log.Replay(estimator, new Adam<double>(3, 0.01), again, gradient);
        Assert.Equal(x, again);

        again = [.. middle];
        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => log.Replay(estimator, new Adam<double>(3, 0.01), again, gradient, 15));
        Assert.Contains("has made 0 steps", refused.Message, StringComparison.Ordinal);
        Assert.Equal(middle, again);

        Adam<double> restored = new(3, 0.01);
        StateSnapshot.Restore(restored, state);
        log.Replay(estimator, restored, again, gradient, 15);
        Assert.Equal(x, again);
        Assert.Throws<ArgumentOutOfRangeException>(() => log.Replay(estimator, restored, again, gradient, 31));
    }

    /// <summary>Scaled sums have the same bits in lanes and in the rest, at every length.</summary>
    [Fact]
    public void Scaled_sums_are_elementwise()
    {
        for (int n = 0; n < 40; n++)
        {
            float[] x = [.. Enumerable.Range(0, n).Select(i => MathF.Sin(i))], v = [.. Enumerable.Range(0, n).Select(i => MathF.Cos(3 * i))], sum = new float[n], product = new float[n];
            ScaledSums.Add<float>(x, v, 0.3f, sum);
            ScaledSums.Multiply<float>(v, 0.3f, product);
            for (int i = 0; i < n; i++)
            {
                float one = v[i] * 0.3f;
                Assert.Equal(one, product[i]);
                Assert.Equal(x[i] + one, sum[i]);
            }

            ScaledSums.MultiplyAdd<float>(v, 0.3f, x);
            Assert.Equal(sum, x);
        }
    }

    /// <summary>Four workers with one direction each, exchanging scalars only, against one with four: bit for bit.</summary>
    [Fact]
    public void Workers_that_exchange_scalars_are_one_worker()
    {
        double[] x = [.. Enumerable.Range(0, 50).Select(i => Math.Sin(i))], alone = new double[50], together = new double[50], gathered = new double[4];
        Cubic<double> objective = new(0.5);
        WeightPerturbation<double> one = new(102, 0.01, directions: 4);
        WeightPerturbation<double>[] workers = [.. Enumerable.Range(0, 4).Select(_ => new WeightPerturbation<double>(102, 0.01, directions: 4))];
        for (uint t = 0; t < 5; t++)
        {
            double value = one.Estimate(ref objective, x, alone);
            for (int w = 0; w < 4; w++)
            {
                Assert.Equal(value, workers[w].Probe(ref objective, x, w, gathered.AsSpan(w, 1)));
            }

            foreach (WeightPerturbation<double> worker in workers)
            {
                worker.Replay(t, gathered, together);
                Assert.Equal(alone, together);
                WeightPerturbation<double> next = worker;
                next.Step = t + 1;
            }
        }

        // With ranks the workers exchange values.
        RankedEvolutionStrategy<double> ranked = new(103, 0.1, 4);
        double[] values = new double[8], scalars = new double[4];
        for (int w = 3; w >= 0; w--)
        {
            _ = new RankedEvolutionStrategy<double>(103, 0.1, 4).Evaluate(ref objective, x, w, values.AsSpan(2 * w, 2));
        }

        ranked.Rank(values, scalars);
        ranked.Replay(0, scalars, together);
        _ = ranked.Estimate(ref objective, x, alone);
        Assert.Equal(alone, together);
        Assert.Equal(scalars, ranked.Scalars.ToArray());
    }

    [Fact]
    public void A_log_refuses_another_configuration()
    {
        Cubic<double> objective = new();
        double[] x = [1, 2, 3], gradient = new double[3];
        ForwardGradient<double> estimator = new(104);
        ReplayLog<double> log = new(estimator.Configuration, estimator.Directions);
        Assert.Throws<InvalidOperationException>(() => log.Append(estimator));
        Assert.True(estimator.Scalars.IsEmpty);
        _ = estimator.Estimate(ref objective, x, gradient);
        log.Append(estimator);
        Assert.Equal(0u, log.StepOf(0));
        Assert.Equal(estimator.Scalars.ToArray(), log.ScalarsOf(0).ToArray());

        ForwardGradient<double>[] others =
        [
            new(105), new(104, DirectionNoise.Rademacher), new(104, directions: 2), new(104, mask: new ParameterMask(3, 0..2)), new(new ChaoticNoise(new NoiseKey(104))),
        ];
        foreach (ForwardGradient<double> other in others)
        {
            Assert.Equal("estimator", Assert.Throws<ArgumentException>(() => log.Replay(0, other, gradient)).ParamName);
            Assert.Equal("estimator", Assert.Throws<ArgumentException>(() => log.Append(other)).ParamName);
        }

        Assert.NotEqual(new OrthogonalForwardGradient<double>(104, 1).Configuration, estimator.Configuration);
        Assert.Equal("scalars", Assert.Throws<ArgumentException>(() => log.Append(0, [1, 2])).ParamName);
        Assert.Equal("scalars", Assert.Throws<ArgumentException>(() => estimator.Replay(0, [1, 2], gradient)).ParamName);
        Assert.Equal("first", Assert.Throws<ArgumentOutOfRangeException>(() => estimator.Probe(ref objective, x, 1, new double[1])).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => log.Replay(1, estimator, gradient));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReplayLog<double>(1, 0));
    }

    [Fact]
    public void A_damaged_file_is_named()
    {
        ReplayLog<double> log = new(7, 2);
        log.Append(0, [1, 2]);
        log.Append(1, [3, 4]);
        using MemoryStream stream = new();
        log.Save(stream);
        byte[] bytes = stream.ToArray();
        for (int length = 0; length < bytes.Length; length++)
        {
            using MemoryStream cut = new(bytes, 0, length);
            Assert.Contains("cut off", Assert.Throws<InvalidDataException>(() => ReplayLog.Load<double>(cut)).Message, StringComparison.Ordinal);
        }

        Assert.Contains("8 bytes", Assert.Throws<InvalidDataException>(() => ReplayLog.Load<float>(new MemoryStream(bytes))).Message, StringComparison.Ordinal);
        bytes[0] ^= 1;
        Assert.Throws<InvalidDataException>(() => ReplayLog.Load<double>(new MemoryStream(bytes)));
    }

    /// <summary>The directions of a seed as they were when the format was fixed: a change of any bit breaks every log.</summary>
    [Fact]
    public void The_directions_are_pinned()
    {
        double[] direction = new double[3];
        foreach ((DirectionNoise noise, double[] pinned) in s_pinned)
        {
            new ForwardGradient<double>(Seed, noise).FillDirection(direction, 3, 2);
            Assert.Equal(pinned, direction);
        }
    }

    private static readonly (DirectionNoise, double[])[] s_pinned =
    [
        (DirectionNoise.Gaussian, [-0.6888010403026525, -0.5430510626187505, 0.799238473832019]),
        (DirectionNoise.Rademacher, [1, 1, -1]),
        (DirectionNoise.Sphere, [-1.0053852545566784, -0.7926462053372202, 1.1665815372636874]),
        (DirectionNoise.Uniform, [0.6258639709279896, 0.3680825684245338, 0.7728394298012969]),
    ];
}
