using System;
using System.Linq;
using Xunit;

namespace DiffGen.Runtime.Tests;

public sealed class ScheduleTests
{
    [Fact]
    public void Closed_forms()
    {
        Schedule cosine = Schedule.Cosine(1, 10);
        Assert.Equal(1, cosine.At(0));
        Assert.Equal(0.5, cosine.At(5), 1e-15);
        Assert.Equal(0, cosine.At(10));
        Assert.Equal(0, cosine.At(1000));
        Assert.Equal(0.25 + (0.75 * 0.125), Schedule.Cosine(1, 10, alpha: 0.25, exponent: 3).At(5), 1e-15);
        Assert.Equal(0.5, Schedule.Exponential(1, 10, 0.5).At(10), 1e-15);
        Assert.Equal(Math.Sqrt(0.5), Schedule.Exponential(1, 10, 0.5).At(5), 1e-15);
        Assert.Equal([1, 1, 0.5, 0.5], At(Schedule.Exponential(1, 10, 0.5, staircase: true), 0, 9, 10, 19));
        Assert.Equal([1, 1, 0.25, 0.2], At(Schedule.Exponential(1, 10, 0.5, delay: 5, bound: 0.2), 0, 5, 25, 100));
        Assert.Equal(4, Schedule.Exponential(1, 1, 2, bound: 4).At(9));
        Assert.Equal(0.367879, Schedule.Decay(1, 1e-4).At(10_000), 5e-7);
        Assert.Equal([2, 2], At(Schedule.Constant(2), 0, 99));
        Assert.Equal([1, 1, 0.75, 0.5, 0.5], At(Schedule.Linear(1, 0.5, 4, delay: 2), 0, 2, 4, 6, 100));
        Assert.Equal([1, 0.25, 0], At(Schedule.Polynomial(1, 0, 2, 10), 0, 5, 10));
        Assert.Equal([0, 0.5, 1, 0.5], At(Schedule.InverseSquareRoot(1, 10), 0, 5, 10, 40));
        Assert.Equal(0.2 / Math.Pow(3 + 1 + 5, 0.602), Schedule.SpsaGain(0.2, stability: 5).At(3), 1e-15);
        Assert.Equal(0.1 / Math.Pow(4, 0.101), Schedule.SpsaGain(0.1, 0.101).At(3), 1e-15);
        Assert.Equal([0, 6], At(Schedule.Of(step => step).Times(2), 0, 3));
    }

    [Fact]
    public void Parts_one_after_another()
    {
        Assert.Equal([0, 9, 5, 5, 1], At(Schedule.Join(Schedule.Of(s => s), (10, Schedule.Constant(5)), (20, Schedule.Of(s => s))), 0, 9, 10, 19, 21));
        Assert.Equal([1, 1, 0.5, 0.5, 0.05], At(Schedule.PiecewiseConstant(1, (5, 0.5), (8, 0.1)), 0, 4, 5, 7, 8), Close);
        Assert.Equal([1, 0.9, 0.5, 0.5], At(Schedule.PiecewiseInterpolated(1, false, (5, 0.5), (8, 1)), 0, 1, 5, 8), Close);
        Assert.Equal([2, 1.5, 1], At(Schedule.PiecewiseInterpolated(2, true, (4, 0.5)), 0, 2, 4), Close);
        Assert.Equal(2 - ((1 - Math.Cos(Math.PI / 4)) / 2), Schedule.PiecewiseInterpolated(2, true, (4, 0.5)).At(1), 1e-15);
        Assert.Equal([0, 0.5, 1, 0.5, 0], At(Schedule.WarmUpCosine(0, 1, 4, 14), 0, 2, 4, 9, 14), Close);
        Assert.Equal(0.1, Schedule.WarmUpCosine(0, 2, 4, 14, end: 0.1).At(50), 1e-15);
        Assert.Equal([0.1, 1, 0.5], At(Schedule.WarmUpExponential(0.1, 1, 5, 10, 0.5), 0, 5, 15), Close);
        Assert.Equal([0, 0.5, 1, 1, 0.5, 0], At(Schedule.WarmUpStableDecay(1, 2, 5, 4), 0, 1, 2, 7, 9, 11), Close);
        Assert.Equal([1, 0.5, 1, 0.5, 1], At(Schedule.WarmRestarts(1, 10), 0, 5, 10, 15, 1_000_000_000_000), Close);
        Assert.Equal([1, 0.55, 1, 0.55, 1], At(Schedule.WarmRestarts(1, 10, growth: 2, least: 0.1), 0, 5, 10, 20, 30), Close);
    }

    /// <summary>PyTorch's OneCycleLR(max_lr=1, total_steps=10, pct_start=.3): the peak at step 2, the end at step 9.</summary>
    [Fact]
    public void One_cycle()
    {
        Schedule cycle = Schedule.OneCycle(1, 10);
        Assert.Equal(0.04, cycle.At(0), 1e-15);
        Assert.Equal(0.52, cycle.At(1), 1e-15);
        Assert.Equal(1, cycle.At(2), 1e-15);
        Assert.Equal(4e-6, cycle.At(9), 1e-15);
        Assert.Equal(4e-6, cycle.At(50), 1e-15);
        Assert.Equal([0.04, 0.52, 1], At(Schedule.OneCycle(1, 10, linear: true), 0, 1, 2), Close);
        Assert.Equal(1 - (4.0 / 7 * (1 - 4e-6)), Schedule.OneCycle(1, 10, linear: true).At(6), 1e-14);
    }

    [Fact]
    public void An_optimizer_takes_the_rate_of_its_step()
    {
        double[] x = [0];
        Sgd<double> optimizer = new(1, 99) { Schedule = Schedule.Linear(1, 0, 4) };
        for (int i = 0; i < 6; i++)
        {
            optimizer.Step(x, [-1]);
        }

        Assert.Equal(1 + 0.75 + 0.5 + 0.25, x[0]);
        Assert.Equal(0, optimizer.LearningRate);
    }

    /// <summary>With patience 1, the second observation in a row without improvement reduces; NaN is none.</summary>
    [Fact]
    public void Plateau()
    {
        ReduceOnPlateau plateau = new(factor: 0.5, patience: 1, threshold: 0.1, cooldown: 1, least: 0.2);
        double[] losses = [1, 0.95, 0.8, 0.79, 0.78, 0.78, 0.78, double.NaN, 0.5, 0.5, 0.5, 0.5];
        Assert.Equal([1, 1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.2, 0.2], losses.Select(plateau.Observe), Close);

        ReduceOnPlateau rising = new(patience: 0, threshold: 0.5, relative: false, largerIsBetter: true);
        Assert.Equal([1, 1, 0.1, 0.1], ((double[])[-3, -2, -2, -1]).Select(rising.Observe), Close);

        ReduceOnPlateau copy = new(factor: 0.5, patience: 1, threshold: 0.1, cooldown: 1, least: 0.2);
        StateSnapshot.Restore(copy, StateSnapshot.Take(plateau));
        Assert.Equal(plateau.Observe(0.45), copy.Observe(0.45));
        Assert.Equal(StateSnapshot.Take(plateau), StateSnapshot.Take(copy));
    }

    [Fact]
    public void Bad_settings_are_named()
    {
        Assert.Equal("steps", Assert.ThrowsAny<ArgumentException>(() => Schedule.Cosine(1, 0)).ParamName);
        Assert.Equal("rate", Assert.ThrowsAny<ArgumentException>(() => Schedule.Exponential(1, 1, -1)).ParamName);
        Assert.Equal("factors", Assert.ThrowsAny<ArgumentException>(() => Schedule.PiecewiseConstant(1, (5, 1), (5, 1))).ParamName);
        Assert.Equal("later", Assert.ThrowsAny<ArgumentException>(() => Schedule.Join(Schedule.Constant(1), (0, Schedule.Constant(1)))).ParamName);
        Assert.Equal("steps", Assert.ThrowsAny<ArgumentException>(() => Schedule.WarmUpCosine(0, 1, 10, 10)).ParamName);
        Assert.Equal("factor", Assert.ThrowsAny<ArgumentException>(() => new ReduceOnPlateau(factor: 1)).ParamName);
        Assert.Equal("step", Assert.ThrowsAny<ArgumentException>(() => Schedule.Constant(1).At(-1)).ParamName);
    }

    private static double[] At(Schedule schedule, params long[] steps) => [.. steps.Select(schedule.At)];

    private static bool Close(double a, double b) => Math.Abs(a - b) <= 1e-14;
}
