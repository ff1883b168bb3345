using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Xunit;

namespace DiffGen.Runtime.Tests;

public sealed class OptimizerTests
{
    /// <summary>Adam's first step is η·g/(|g| + ε): at g = ε half the learning rate, which shows that ε stands outside the root.</summary>
    [Fact]
    public void Adams_first_step()
    {
        double[] x = [0, 0];
        new Adam<double>(2, 0.01).Step(x, [1e-8, -5]);
        Assert.Equal(-0.005, x[0], 1e-12);
        Assert.Equal(0.01 * 5 / (5 + 1e-8), x[1], 1e-15);
    }

    /// <summary>Scripted gradients against the recurrences written out by hand, with every option on.</summary>
    [Fact]
    public void Dampening_and_weight_decay()
    {
        double[] gradients = [1, -2, 0.5, 3, -1];
        double[] x = [2.0];
        Sgd<double> optimizer = new(1, 0.1, momentum: 0.9, dampening: 0.3, weightDecay: 0.01);
        double expected = 2, velocity = 0;
        for (int t = 0; t < gradients.Length; t++)
        {
            double g = gradients[t] + (0.01 * expected);
            velocity = t == 0 ? g : (0.9 * velocity) + (0.7 * g);
            expected -= 0.1 * velocity;
            optimizer.Step(x, [gradients[t]]);
            Assert.Equal(expected, x[0], 1e-15);
        }

        x = [2.0];
        Adam<double> adam = new(1, 0.1, 0.8, 0.9, 1e-3, weightDecay: 0.01);
        double m = 0, v = 0;
        expected = 2;
        for (int t = 1; t <= gradients.Length; t++)
        {
            double g = gradients[t - 1] + (0.01 * expected);
            m = (0.8 * m) + (0.2 * g);
            v = (0.9 * v) + (0.1 * g * g);
            expected -= 0.1 * (m / (1 - Math.Pow(0.8, t))) / (Math.Sqrt(v / (1 - Math.Pow(0.9, t))) + 1e-3);
            adam.Step(x, [gradients[t - 1]]);
            Assert.Equal(expected, x[0], 1e-14);
        }
    }

    [Fact]
    public void The_learning_rate_may_change_with_each_step()
    {
        double[] x = [1.0];
        Sgd<double> optimizer = new(1, 0.5);
        optimizer.Step(x, [1.0]);
        optimizer.LearningRate = 0.25;
        optimizer.Step(x, [1.0]);
        Assert.Equal(0.25, x[0]);
    }

    [Fact]
    public void A_run_goes_on_from_its_state()
    {
        double[] whole = [1, 2], halves = [1, 2];
        Adam<double> once = new(2);
        for (int i = 0; i < 10; i++)
        {
            once.Step(whole, [whole[0], -whole[1]]);
        }

        Adam<double> first = new(2);
        for (int i = 0; i < 5; i++)
        {
            first.Step(halves, [halves[0], -halves[1]]);
        }

        Adam<double> second = new(2);
        StateSnapshot.Restore(second, StateSnapshot.Take(first));
        for (int i = 0; i < 5; i++)
        {
            second.Step(halves, [halves[0], -halves[1]]);
        }

        Assert.Equal(whole, halves);
    }

    [Fact]
    public void Single_precision_follows_double()
    {
        double[] x = [1, 2, 3];
        float[] y = [1, 2, 3];
        Adam<double> a = new(3, 0.003);
        Adam<float> b = new(3, 0.003);
        for (int i = 0; i < 100; i++)
        {
            a.Step(x, [.. x.Select(v => 2 * v)]);
            b.Step(y, [.. y.Select(v => 2 * v)]);
        }

        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(x[i], y[i], 1e-5);
        }
    }

    [Fact]
    public void Bad_buffers_change_nothing()
    {
        foreach (IOptimizer<double> optimizer in (IOptimizer<double>[])[new Sgd<double>(2, 0.1, 0.9), new Adam<double>(2)])
        {
            double[] x = [1, 2];
            ArgumentException e = Assert.Throws<ArgumentException>(() => optimizer.Step(x, new double[3]));
            Assert.Equal("gradient", e.ParamName);
            e = Assert.Throws<ArgumentException>(() => optimizer.Step(new double[3], new double[3]));
            Assert.Equal("parameters", e.ParamName);
            Assert.Contains("3", e.Message, StringComparison.Ordinal);
            e = Assert.Throws<ArgumentException>(() => optimizer.Step(x, x));
            Assert.Equal("gradient", e.ParamName);
            Assert.Equal([1, 2], x);
            Assert.Equal(0, ((OptimizerChain<double>)optimizer).Steps);
        }
    }

    [Fact]
    public void Bad_settings_are_named()
    {
        AssertNamed("LearningRate", () => new Sgd<double>(1, -1));
        AssertNamed("LearningRate", () => new Sgd<double>(1, double.NaN));
        AssertNamed("LearningRate", () => new Adam<double>(1).LearningRate = double.PositiveInfinity);
        AssertNamed("momentum", () => new Sgd<double>(1, 1, momentum: -0.1));
        AssertNamed("dampening", () => new Sgd<double>(1, 1, dampening: double.NaN));
        AssertNamed("weightDecay", () => new Sgd<double>(1, 1, weightDecay: -1));
        AssertNamed("nesterov", () => new Sgd<double>(1, 1, nesterov: true));
        AssertNamed("nesterov", () => new Sgd<double>(1, 1, momentum: 0.9, dampening: 0.1, nesterov: true));
        AssertNamed("beta1", () => new Adam<double>(1, beta1: 1));
        AssertNamed("beta2", () => new Adam<double>(1, beta2: -0.1));
        AssertNamed("epsilon", () => new Adam<double>(1, epsilon: double.NaN));
        AssertNamed("weightDecay", () => new Adam<double>(1, weightDecay: -1));
        AssertNamed("parameterCount", () => new Adam<double>(-1));

        static void AssertNamed(string name, Func<object> make) => Assert.Equal(name, Assert.ThrowsAny<ArgumentException>(() => { _ = make(); }).ParamName);
    }

    [Fact]
    public void Steps_allocate_nothing()
    {
        float[] x = new float[100], g = new float[100];
        Sgd<float> sgd = new(100, 0.1, 0.9, nesterov: true);
        Adam<float> adam = new(100);
        Allocations.AssertNone(() =>
        {
            sgd.Step(x, g);
            adam.Step(x, g);
        });
    }
}
