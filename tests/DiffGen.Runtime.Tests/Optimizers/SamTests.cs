using System;
using Xunit;

namespace DiffGen.Runtime.Tests;

public sealed class SamTests
{
    /// <summary>The gradient of x₁² + 5x₂² is taken at θ + ρg/‖g‖, and the inner optimizer steps from θ.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Steps(bool adaptive)
    {
        double[] x = [3, 1], expected = [3, 1];
        Sam<double> sam = new(2, new Sgd<double>(2, 0.1, momentum: 0.9), radius: 0.5, adaptive);
        Objective<double> objective = new(Bowl);
        double b1 = 0, b2 = 0;
        for (int step = 0; step < 6; step++)
        {
            Assert.Equal((x[0] * x[0]) + (5 * x[1] * x[1]), sam.Step(ref objective, x), 1e-14);
            double g1 = 2 * expected[0], g2 = 10 * expected[1];
            double w1 = adaptive ? expected[0] : 1, w2 = adaptive ? expected[1] : 1;
            double norm = double.Hypot(w1 * g1, w2 * g2);
            double p1 = expected[0] + (0.5 * w1 * w1 * g1 / norm), p2 = expected[1] + (0.5 * w2 * w2 * g2 / norm);
            (b1, b2) = ((0.9 * b1) + (2 * p1), (0.9 * b2) + (10 * p2));
            expected[0] -= 0.1 * b1;
            expected[1] -= 0.1 * b2;
            Assert.Equal(expected[0], x[0], 1e-10);
            Assert.Equal(expected[1], x[1], 1e-10);
        }

        Assert.Equal(12, objective.Evaluations);
    }

    [Fact]
    public void At_a_minimum_nothing_moves()
    {
        double[] x = [0, 0];
        Objective<double> objective = new(Bowl);
        new Sam<double>(2, new Sgd<double>(2, 0.1)).Step(ref objective, x);
        Assert.Equal([0, 0], x);
    }

    /// <summary>On x₁² + x₂² the step of Polyak is half the parameters: f/‖g‖² = ¼, θ − ¼·2θ.</summary>
    [Fact]
    public void Polyaks_step_size()
    {
        double[] x = [3, 4];
        Objective<double> objective = new((p, g) =>
        {
            (g[0], g[1]) = (2 * p[0], 2 * p[1]);
            return (p[0] * p[0]) + (p[1] * p[1]) + 7;
        });
        PolyakSgd<double> polyak = new(2, least: 7);
        polyak.Step(ref objective, x);
        Assert.Equal([1.5, 2], x);
        Assert.Equal(0.25, polyak.LearningRate);
        new PolyakSgd<double>(2, least: 7, largestRate: 0.125).Step(ref objective, x);
        Assert.Equal([1.125, 1.5], x);
        new PolyakSgd<double>(2, least: 100).Step(ref objective, x);
        Assert.Equal([1.125, 1.5], x);
        x = [0, 0];
        new PolyakSgd<double>(2).Step(ref objective, x);
        Assert.Equal([0, 0], x);
    }

    [Fact]
    public void States_and_bad_arguments()
    {
        Sam<double> a = new(2, new Adam<double>(2)), b = new(2, new Adam<double>(2));
        double[] x = [1, 2], y = [1, 2];
        Objective<double> objective = new(Bowl);
        a.Step(ref objective, x);
        b.Step(ref objective, y);
        StateSnapshot.Restore(b, StateSnapshot.Take(a));
        Assert.Equal(StateSnapshot.Take(a), StateSnapshot.Take(b));
        Assert.Empty(StateSnapshot.Take(new PolyakSgd<double>(2)));
        Assert.Equal("radius", Assert.ThrowsAny<ArgumentException>(() => new Sam<double>(1, new Sgd<double>(1, 1), -1)).ParamName);
        Assert.Equal("parameters", Assert.ThrowsAny<ArgumentException>(() => a.Step(ref objective, new double[1])).ParamName);
        Assert.Equal("largestRate", Assert.ThrowsAny<ArgumentException>(() => new PolyakSgd<double>(1, 0)).ParamName);
    }

    private static double Bowl(ReadOnlySpan<double> x, Span<double> g)
    {
        (g[0], g[1]) = (2 * x[0], 10 * x[1]);
        return (x[0] * x[0]) + (5 * x[1] * x[1]);
    }
}
