using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using DiffGen.Transforms;
using Xunit;

namespace DiffGen.Runtime.Tests;

public sealed class EveryOptimizerTests
{
    private const int Count = 37;

    public static TheoryData<string> Names => [.. EveryOptimizer.Make<double>().Keys];

    public static TheoryData<string> ElementwiseNames => [.. EveryOptimizer.Make<double>().Keys.Except(["Lamb", "Lars", "NovoGrad", "Dog", "Prodigy", "Muon", "noise", "chain"])];

    /// <summary>An element's bits do not depend on where in a vector it stands: all numbers together are as each by itself.</summary>
    [Theory]
    [MemberData(nameof(ElementwiseNames))]
    public void Elements_do_not_depend_on_their_place(string name)
    {
        Compare<double>();
        Compare<float>();

        void Compare<R>()
            where R : unmanaged, System.Numerics.IFloatingPointIeee754<R>
        {
            R[] together = EveryOptimizer.Start<R>(Count), apart = EveryOptimizer.Start<R>(Count), gradient = new R[Count];
            IOptimizer<R> whole = EveryOptimizer.Make<R>()[name](Count);
            IOptimizer<R>[] single = [.. Enumerable.Range(0, Count).Select(_ => EveryOptimizer.Make<R>()[name](1))];
            for (int step = 0; step < 20; step++)
            {
                EveryOptimizer.Gradient<R>(gradient, step);
                whole.Step(together, gradient);
                for (int i = 0; i < Count; i++)
                {
                    single[i].Step(apart.AsSpan(i, 1), gradient.AsSpan(i, 1));
                }
            }

            Assert.Equal(apart, together);
            Assert.All(together, x => Assert.True(R.IsFinite(x)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Single_precision_follows_double(string name)
    {
        double[] x = EveryOptimizer.Start<double>(Count), g = new double[Count];
        float[] y = EveryOptimizer.Start<float>(Count), h = new float[Count];
        IOptimizer<double> a = EveryOptimizer.Make<double>()[name](Count);
        IOptimizer<float> b = EveryOptimizer.Make<float>()[name](Count);
        for (int step = 0; step < 20; step++)
        {
            EveryOptimizer.Gradient<double>(g, step);
            EveryOptimizer.Gradient<float>(h, step);
            a.Step(x, g);
            b.Step(y, h);
        }

        // Noise is other noise in float: 20 steps of .01 with a deviation of at most .01.
        double tolerance = name == "noise" ? 0.01 : 1e-4;
        Assert.NotEqual(EveryOptimizer.Start<double>(Count), x);
        Assert.All(x.Zip(y), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }

    /// <summary>Stopped after every step and gone on from the bytes of its state, a run has the same bits.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_run_goes_on_from_its_state(string name)
    {
        Func<int, IOptimizer<float>> make = EveryOptimizer.Make<float>()[name];
        for (int stop = 0; stop <= 13; stop++)
        {
            float[] whole = EveryOptimizer.Start<float>(Count), parts = EveryOptimizer.Start<float>(Count);
            Run(make(Count), whole, 0, 14);
            IOptimizer<float> first = make(Count), second = make(Count);
            Run(first, parts, 0, stop);
            byte[] state = StateSnapshot.Take(first);
            StateSnapshot.Restore(second, state);
            Assert.Equal(state, StateSnapshot.Take(second));
            Run(second, parts, stop, 14);
            Assert.Equal(whole, parts);
        }

        static void Run(IOptimizer<float> optimizer, float[] x, int from, int to)
        {
            float[] gradient = new float[Count];
            for (int step = from; step < to; step++)
            {
                EveryOptimizer.Gradient<float>(gradient, step);
                optimizer.Step(x, gradient);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Steps_allocate_nothing(string name)
    {
        IOptimizer<float> optimizer = EveryOptimizer.Make<float>()[name](Count);
        float[] x = EveryOptimizer.Start<float>(Count), g = new float[Count];
        EveryOptimizer.Gradient<float>(g, 1);
        Allocations.AssertNone(() => optimizer.Step(x, g));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Bad_buffers_change_nothing(string name)
    {
        IOptimizer<double> optimizer = EveryOptimizer.Make<double>()[name](Count);
        double[] x = EveryOptimizer.Start<double>(Count);
        byte[] state = StateSnapshot.Take(optimizer);
        Assert.Equal("gradient", Assert.Throws<ArgumentException>(() => optimizer.Step(x, new double[Count + 1])).ParamName);
        Assert.Equal("parameters", Assert.Throws<ArgumentException>(() => optimizer.Step(new double[Count - 1], x)).ParamName);
        Assert.Equal("gradient", Assert.Throws<ArgumentException>(() => optimizer.Step(x, x)).ParamName);
        Assert.Equal(EveryOptimizer.Start<double>(Count), x);
        Assert.Equal(state, StateSnapshot.Take(optimizer));
    }

    /// <summary>Every rule goes downhill on a bowl.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Steps_go_downhill(string name)
    {
        double[] x = EveryOptimizer.Start<double>(Count);
        IOptimizer<double> optimizer = EveryOptimizer.Make<double>()[name](Count);
        double before = x.Sum(v => v * v);
        for (int step = 0; step < 30; step++)
        {
            optimizer.Step(x, [.. x.Select(v => 2 * v)]);
        }

        // WeightNorm, in the chain, keeps the length as it is.
        double after = x.Sum(v => v * v);
        Assert.True(name == "chain" ? after <= before + 1e-9 : after < before, $"{before} became {after}");
    }

    [Fact]
    public void A_state_of_something_else_is_named_and_changes_nothing()
    {
        Adam<double> adam = new(3);
        adam.Step(new double[3], [1, 2, 3]);
        byte[] state = StateSnapshot.Take(adam);
        byte[] own = StateSnapshot.Take(new Sgd<double>(3, 0.1, 0.9));
        Sgd<double> sgd = new(3, 0.1, 0.9);
        Assert.Contains("1 Momentum/coefficient", Refused(sgd, state), StringComparison.Ordinal);
        Assert.Equal(own, StateSnapshot.Take(sgd));
        Assert.Contains("'1 ScaleByAdam/mean' has 3 numbers in the state, but 4 here", Refused(new Adam<double>(4), state), StringComparison.Ordinal);
        Assert.Contains("'1 ScaleByAdam/mean' is of double in the state, but of float here", Refused(new Adam<float>(3), state), StringComparison.Ordinal);
        Assert.Contains("ends before '1 ScaleByAdam/largest mean square'", Refused(new Adam<double>(3, amsgrad: Amsgrad.Raw), state), StringComparison.Ordinal);
        Assert.Contains("cut off", Refused(new Adam<double>(3), state[..^1]), StringComparison.Ordinal);
        Assert.Contains("holds more", Refused(new Adam<double>(3), [.. state, .. state]), StringComparison.Ordinal);

        static string Refused(IStateful target, byte[] state) => Assert.Throws<InvalidDataException>(() => StateSnapshot.Restore(target, state)).Message;
    }

    [Fact]
    public void Only_double_and_float()
    {
        Assert.Contains("Half", Assert.Throws<NotSupportedException>(() => new Adam<Half>(1)).Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// The bits of rules with sums and without, as processors with vectors of 128, 256 and 512 bits, and with none, compute them: nothing of a step depends on
    /// the width.
    /// </summary>
    [Fact]
    public void Bits_are_the_same_at_every_vector_width()
    {
        Assert.Equal(0x6069fb2f310e5701UL, Bits<double>());
        Assert.Equal(0x8620888b8f9fdd1fUL, Bits<float>());
    }

    private static ulong Bits<R>()
        where R : unmanaged, System.Numerics.IFloatingPointIeee754<R>
    {
        const int count = 53;
        R[] x = new R[count], g = new R[count];
        for (int i = 0; i < count; i++)
        {
            x[i] = R.CreateChecked((i * 7919 % 1000) - 500) / R.CreateChecked(128);
        }

        IOptimizer<R>[] rules =
        [
            new Sgd<R>(count, 0.1, momentum: 0.9, nesterov: true),
            new Adam<R>(count, amsgrad: Amsgrad.Corrected),
            new RAdam<R>(count),
            new AdaMax<R>(count),
            new AdaBelief<R>(count),
            new AdaGrad<R>(count),
            new AdaDelta<R>(count),
            new RmsProp<R>(count, centred: true),
            new Rprop<R>(count),
            new Lion<R>(count),
            new Lamb<R>(count),
            new Lars<R>(count, 0.1),
            new OptimizerChain<R>(
                count, 0.01, new ClipByNorm<R>(1), new Centralize<R>(new ParameterRange(0, 52, 2)), new WeightNorm<R>(), new AddNoise<R>(new NoiseKey(1), 0.01, 0)),
        ];
        ulong hash = 14695981039346656037;
        foreach (IOptimizer<R> rule in rules)
        {
            for (int step = 0; step < 12; step++)
            {
                for (int i = 0; i < count; i++)
                {
                    g[i] = R.CreateChecked((((i * 104729) + (step * 7907)) % 1000) - 500) / R.CreateChecked(64);
                }

                rule.Step(x, g);
            }

            foreach (R number in x)
            {
                hash = (hash ^ BitConverter.DoubleToUInt64Bits(double.CreateChecked(number))) * 1099511628211;
            }
        }

        return hash;
    }
}
