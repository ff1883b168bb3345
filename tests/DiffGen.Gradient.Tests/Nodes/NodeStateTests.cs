using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen.Gradient.Tests.Checkpoints;
using Xunit;

namespace DiffGen.Gradient.Tests.Nodes;

/// <summary>
/// Forward-only training with loops in each step and with states that are learnt: the mean over all signs is the gradient, the bytes are the same for any number of steps, and the estimate is that of the recorded
/// form, noise by noise.
/// </summary>
public class NodeStateTests
{
    private static readonly double[] s_w = Numbers(8, 0.8), s_x = [0.7, -1.3, 0.4], s_lstm = Numbers(10, 0.8);

    private static readonly Dictionary<string, (Func<double[]> Gradient, Func<NodeNoise, double[]> Estimate, Occurrence[] Occurrences)> s_cases = new()
    {
        ["Stacked"] = (
            () => With(8, g => [NodeStates.StackedGradient(s_w, s_x, 2, 1, g)]),
            noise => With(8, g => [NodeStates.StackedNodeGradient(s_w, s_x, 2, 1, noise, g)]),
            [.. Enumerable.Range(0, 6).Select(i => new Occurrence(0, (uint)i))]),
        ["Units"] = (
            () => With(8, g => [NodeStates.UnitsGradient(s_w, s_x, 2, 1, g)]),
            noise => With(8, g => [NodeStates.UnitsNodeGradient(s_w, s_x, 2, 1, noise, g)]),
            [.. Enumerable.Range(0, 6).Select(i => new Occurrence(0, (uint)i))]),
        ["Parts"] = (
            () => With(8, g => [NodeStates.PartsGradient(s_w, s_x, 2, 1, g)]),
            noise => With(8, g => [NodeStates.PartsNodeGradient(s_w, s_x, 2, 1, noise, g)]),
            [.. Enumerable.Range(0, 6).Select(i => new Occurrence(0, (uint)i))]),
        ["Parts of two"] = (
            () => With(8, g => [NodeStates.PartsGradient(s_w, s_x.AsSpan(1), 1, 2, g)]),
            noise => With(8, g => [NodeStates.PartsNodeGradient(s_w, s_x.AsSpan(1), 1, 2, noise, g)]),
            [new(0, 0, 2), new(0, 1, 2)]),
        ["Beside"] = (
            () => With(4, g => [NodeStates.BesideGradient(s_w.AsSpan(0, 4), s_x, g)]),
            noise => With(4, g => [NodeStates.BesideNodeGradient(s_w.AsSpan(0, 4), s_x, noise, g)]),
            [new(0, 0), new(0, 1), new(0, 2)]),
        ["Number"] = (
            () => Flat(NodeStates.NumberGradient(0.8, 0.6, 1.3, s_x)),
            noise => Flat(NodeStates.NumberNodeGradient(0.8, 0.6, 1.3, s_x, noise)),
            [new(0, 0), new(0, 1), new(0, 2)]),
        ["Number, no step"] = (
            () => Flat(NodeStates.NumberGradient(0.8, 0.6, 1.3, [])),
            noise => Flat(NodeStates.NumberNodeGradient(0.8, 0.6, 1.3, [], noise)),
            []),
        ["Until"] = (
            () => Flat(NodeStates.UntilGradient(0.8, 0.6, [0.7, -1.3, 0, 5])),
            noise => Flat(NodeStates.UntilNodeGradient(0.8, 0.6, [0.7, -1.3, 0, 5], noise)),
            [new(0, 0), new(0, 1)]),
        ["Until, at once"] = (
            () => Flat(NodeStates.UntilGradient(0.8, 0.6, [0])),
            noise => Flat(NodeStates.UntilNodeGradient(0.8, 0.6, [0], noise)),
            []),
        ["Given"] = (
            () => With(4, g => [NodeStates.GivenGradient<double>([0.8, -0.6], new double[] { 0.5, 0.9 }, s_x, g.AsSpan(0, 2), g.AsSpan(2))]),
            noise => With(4, g => [NodeStates.GivenNodeGradient<double>([0.8, -0.6], new double[] { 0.5, 0.9 }, s_x, noise, g.AsSpan(0, 2), g.AsSpan(2))]),
            [.. Enumerable.Range(0, 6).Select(i => new Occurrence(0, (uint)i))]),
        ["Lstm"] = (
            () => With(10, g => [NodeStates.LstmGradient(s_lstm, [0.9, -0.4], 1, g)]),
            noise => With(10, g => [NodeStates.LstmNodeGradient(s_lstm, [0.9, -0.4], 1, noise, g)]),
            [new(0, 0, 4), new(0, 1, 4), new(1, 0), new(1, 1)]),
        ["Lstm, no step"] = (
            () => With(10, g => [NodeStates.LstmGradient(s_lstm, [], 1, g)]),
            noise => With(10, g => [NodeStates.LstmNodeGradient(s_lstm, [], 1, noise, g)]),
            []),
    };

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_mean_over_all_signs_is_the_gradient(string name)
    {
        (Func<double[]> gradient, Func<NodeNoise, double[]> estimate, Occurrence[] occurrences) = s_cases[name];
        double[] exact = gradient(), mean = Signs.Mean(estimate, occurrences);
        Assert.Contains(exact[1..], g => g != 0);
        Assert.All(exact.Zip(mean), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    /// <summary>A path from step to step without a site makes the same method recorded: the same estimate for each noise, but for the order of sums.</summary>
    [Fact]
    public void Undone_step_by_step_it_is_the_estimate_of_the_recorded_form()
    {
        double[] w = Numbers(28, 0.7), x = Numbers(12, 1.1), expected = new double[28], actual = new double[28];
        for (uint t = 0; t < 20; t++)
        {
            var noise = new NodeNoise(new NoiseKey(17), t);
            Assert.Equal(NodeStates.LstmRecordedNodeGradient(w, x, 2, noise, expected), NodeStates.LstmNodeGradient(w, x, 2, noise, actual));
            double scale = expected.Max(Math.Abs);
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-13 * scale));
            (double value, double wGrad, double hGrad, double vGrad) = NodeStates.NumberRecordedNodeGradient(0.8, 0.6, 1.3, x, noise);
            (double same, double wSame, double hSame, double vSame) = NodeStates.NumberNodeGradient(0.8, 0.6, 1.3, x, noise);
            Assert.Equal(value, same);
            Assert.Equal(wGrad, wSame, 1e-12);
            Assert.Equal(hGrad, hSame, 1e-12);
            Assert.Equal(vGrad, vSame, 1e-12);
        }
    }

    /// <summary>The differences of two runs go through the same loops.</summary>
    [Fact]
    public void Differences_tend_to_the_same_estimates()
    {
        double[] w = Numbers(28, 0.7), x = Numbers(5, 1.1), exact = new double[28], plus = new double[28], minus = new double[28];
        var noise = new NodeNoise(new NoiseKey(18));
        NodeStates.LstmNodeGradient(w, x, 2, noise, exact);
        NodeStates.LstmNodeDifference(w, x, 2, noise, 1e-4, plus);
        NodeStates.LstmNodeDifference(w, x, 2, noise, -1e-4, minus);
        Assert.All(exact.Select((g, i) => (g, (plus[i] + minus[i]) / 2)), pair => Assert.Equal(pair.g, pair.Item2, 1e-6 * exact.Max(Math.Abs)));
        double[] stacked = new double[8];
        NodeStates.StackedNodeGradient(s_w, s_x, 2, 1, noise, stacked);
        NodeStates.StackedNodeDifference(s_w, s_x, 2, 1, noise, 1e-4, plus.AsSpan(0, 8));
        NodeStates.StackedNodeDifference(s_w, s_x, 2, 1, noise, -1e-4, minus.AsSpan(0, 8));
        Assert.All(stacked.Select((g, i) => (g, (plus[i] + minus[i]) / 2)), pair => Assert.Equal(pair.g, pair.Item2, 1e-6));
        (_, double wGrad, double hGrad, double vGrad) = NodeStates.NumberNodeGradient(0.8, 0.6, 1.3, x, noise);
        (_, double wPlus, double hPlus, double vPlus) = NodeStates.NumberNodeDifference(0.8, 0.6, 1.3, x, noise, 1e-4);
        (_, double wMinus, double hMinus, double vMinus) = NodeStates.NumberNodeDifference(0.8, 0.6, 1.3, x, noise, -1e-4);
        Assert.Equal(wGrad, (wPlus + wMinus) / 2, 1e-6);
        Assert.Equal(hGrad, (hPlus + hMinus) / 2, 1e-6);
        Assert.Equal(vGrad, (vPlus + vMinus) / 2, 1e-6);
    }

    public static TheoryData<string> Forward => ["Stacked", "Units", "Parts", "Number", "Given", "Lstm", "Lstm, a difference"];

    [Theory]
    [MemberData(nameof(Forward))]
    public void Needs_as_much_memory_for_10_steps_as_for_10000(string name)
    {
        Assert.Equal(Bytes(10), Bytes(10_000));

        long Bytes(int steps)
        {
            double[] w = Numbers(28, 0.5), x = Numbers(steps, 0.3), grad = new double[28], state = [0.5, 0.9];
            var noise = new NodeNoise(new NoiseKey(1));
            return Memory.Of(() => _ = name switch
            {
                "Stacked" => NodeStates.StackedNodeGradient(w, x, 3, 2, noise, grad),
                "Units" => NodeStates.UnitsNodeGradient(w, x, 3, 2, noise, grad),
                "Parts" => NodeStates.PartsNodeGradient(w, x, 3, 2, noise, grad),
                "Number" => NodeStates.NumberNodeGradient(0.8, 0.6, 1.3, x, noise).Value,
                "Given" => NodeStates.GivenNodeGradient<double>(w.AsSpan(0, 2), state, x, noise, grad.AsSpan(0, 2), grad.AsSpan(2, 2)),
                "Lstm" => NodeStates.LstmNodeGradient(w, x, 2, noise, grad),
                _ => NodeStates.LstmNodeDifference(w, x, 2, noise, 0.01, grad),
            });
        }
    }

    /// <summary>The measure sees a recording: the recorded form grows with the number of steps.</summary>
    [Fact]
    public void The_recorded_form_grows()
    {
        double[] w = Numbers(28, 0.5), grad = new double[28], few = Numbers(10, 0.3), many = Numbers(10_000, 0.3);
        long small = Memory.Of(() => NodeStates.LstmRecordedNodeGradient(w, few, 2, new NoiseKey(1), grad));
        Assert.True(Memory.Of(() => NodeStates.LstmRecordedNodeGradient(w, many, 2, new NoiseKey(1), grad)) > 10 * small);
    }

    private static double[] Numbers(int count, double scale) => [.. Enumerable.Range(1, count).Select(i => scale * Math.Sin(2.3 * i))];

    private static double[] Flat((double, double, double) t) => [t.Item1, t.Item2, t.Item3];

    private static double[] Flat((double, double, double, double) t) => [t.Item1, t.Item2, t.Item3, t.Item4];

    private static double[] With(int length, Func<double[], double[]> call)
    {
        double[] gradient = [.. Enumerable.Repeat(9.0, length)];
        return [.. call(gradient), .. gradient];
    }
}
