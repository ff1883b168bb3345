using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen.Transforms;
using Xunit;

namespace DiffGen.Runtime.Tests;

/// <summary>Gradients that oscillate, against the recurrences of the papers and libraries written out by hand.</summary>
public sealed class ScriptedGradientTests
{
    private static readonly double[] Gradients = [1, -2, 0.5, 3, -1, -1, 0, 2, -0.25, 4];

    /// <summary>torch.optim.Rprop: the step grows by 1.2 for an equal sign; at a change of sign it halves, and the next gradient counts as new.</summary>
    [Fact]
    public void Rprop()
    {
        double x = 2, step = 0.01, previous = 0;
        AssertFollows(new Rprop<double>(1), g =>
        {
            double sign = Math.Sign(g * previous);
            step = Math.Clamp(step * (sign > 0 ? 1.2 : sign < 0 ? 0.5 : 1), 1e-6, 50);
            previous = sign < 0 ? 0 : g;
            return x -= Math.Sign(previous) * step;
        });
        Assert.Equal(0.01 * 0.5 * 0.5 * 1.2 * 0.5, step, 1e-12);
    }

    [Fact]
    public void Rprop_keeps_its_steps_within_bounds()
    {
        double[] x = [0];
        Rprop<double> optimizer = new(1, 1, largest: 2, smallest: 0.9);
        Assert.Equal([-1, -2.2, -3.64, -5.368, -7.368, -9.368, -9.368, -8.368], Enumerable.Range(0, 8).Select(t =>
        {
            optimizer.Step(x, [t < 6 ? 1.0 : -1.0]);
            return Math.Round(x[0], 12);
        }));
    }

    [Fact]
    public void Rmsprop_with_momentum()
    {
        double x = 2, s = 0, b = 0;
        AssertFollows(new RmsProp<double>(1, 0.1, momentum: 0.9, weightDecay: 0.02), g =>
        {
            g += 0.02 * x;
            s = (0.99 * s) + (0.01 * g * g);
            b = (0.9 * b) + (g / (Math.Sqrt(s) + 1e-8));
            return x -= 0.1 * b;
        });
    }

    [Fact]
    public void Dampening()
    {
        double x = 2, b = double.NaN;
        AssertFollows(new Sgd<double>(1, 0.1, momentum: 0.9, dampening: 0.3), g => x -= 0.1 * (b = double.IsNaN(b) ? g : (0.9 * b) + (0.7 * g)));
    }

    /// <summary>An L2 penalty is scaled by Adam's root, decoupled decay is not; and the paper's decay is not multiplied by the learning rate.</summary>
    [Fact]
    public void Penalty_and_decoupled_decay()
    {
        double x = 2;
        Func<double, double> adam = Adam();
        AssertFollows(new Adam<double>(1, 0.1, weightDecay: 0.3), g => x -= 0.1 * adam(g + (0.3 * x)));
        x = 2;
        adam = Adam();
        AssertFollows(new AdamW<double>(1, 0.1, weightDecay: 0.3), g => x = (x * (1 - (0.1 * 0.3))) - (0.1 * adam(g)));
        x = 2;
        adam = Adam();
        AssertFollows(new AdamW<double>(1, 0.1, weightDecay: 0.03, decayTimesLearningRate: false), g => x = (x * (1 - 0.03)) - (0.1 * adam(g)));
    }

    [Fact]
    public void Adam_in_kerass_form()
    {
        double x = 2, m = 0, v = 0;
        int t = 0;
        AssertFollows(new Adam<double>(1, 0.1, epsilon: 0.01, epsilonHat: true), g =>
        {
            t++;
            m = (0.9 * m) + (0.1 * g);
            v = (0.999 * v) + (0.001 * g * g);
            return x -= 0.1 * Math.Sqrt(1 - Math.Pow(0.999, t)) / (1 - Math.Pow(0.9, t)) * m / (Math.Sqrt(v) + 0.01);
        });
    }

    [Fact]
    public void Nadam_in_kerass_form()
    {
        double x = 2, m = 0, v = 0, product = 1;
        int t = 0;
        AssertFollows(new NAdam<double>(1, 0.1, momentumDecay: 1), g =>
        {
            t++;
            double now = 0.9 * (1 - (0.5 * Math.Pow(0.96, t))), next = 0.9 * (1 - (0.5 * Math.Pow(0.96, t + 1)));
            product *= now;
            m = (0.9 * m) + (0.1 * g);
            v = (0.999 * v) + (0.001 * g * g);
            double mean = (next * m / (1 - (product * next))) + ((1 - now) * g / (1 - product));
            return x -= 0.1 * mean / (Math.Sqrt(v / (1 - Math.Pow(0.999, t))) + 1e-8);
        });
    }

    [Fact]
    public void Adamax_with_epsilon_in_the_quotient()
    {
        double x = 2, m = 0, s = 0;
        int t = 0;
        AssertFollows(new AdaMax<double>(1, 0.1, epsilon: 0.5, epsilonOutside: true), g =>
        {
            t++;
            m = (0.9 * m) + (0.1 * g);
            s = Math.Max(0.999 * s, Math.Abs(g));
            return x -= 0.1 * m / ((1 - Math.Pow(0.9, t)) * (s + 0.5));
        });
    }

    [Fact]
    public void Adagrad_with_falling_rate()
    {
        double x = 2, s = 0;
        int t = 0;
        AssertFollows(new AdaGrad<double>(1, 0.1, learningRateDecay: 0.5, weightDecay: 0.1), g =>
        {
            g += 0.1 * x;
            s += g * g;
            return x -= 0.1 / (1 + (0.5 * t++)) * g / (Math.Sqrt(s) + 1e-10);
        });
    }

    [Fact]
    public void Adabelief_and_lion_and_signum()
    {
        double x = 2, m = 0, s = 0;
        int t = 0;
        AssertFollows(new AdaBelief<double>(1, 0.1, epsilon: 1e-3, epsilonRoot: 1e-2, weightDecay: 0.1), g =>
        {
            t++;
            m = (0.9 * m) + (0.1 * g);
            s = (0.999 * s) + (0.001 * (g - m) * (g - m)) + 1e-2;
            return x -= 0.1 * ((m / (1 - Math.Pow(0.9, t)) / (Math.Sqrt(s / (1 - Math.Pow(0.999, t))) + 1e-3)) + (0.1 * x));
        });
        (x, m) = (2, 0);
        AssertFollows(new Lion<double>(1, 0.1, 0.8, 0.6, 0.1), g =>
        {
            double sign = Math.Sign((0.8 * m) + (0.2 * g));
            m = (0.6 * m) + (0.4 * g);
            return x -= 0.1 * (sign + (0.1 * x));
        });
        (x, m) = (2, 0);
        AssertFollows(new SignSgd<double>(1, 0.1, momentum: 0.8, weightDecay: 0.1), g =>
        {
            m = (0.8 * m) + (0.2 * g);
            return x -= 0.1 * (Math.Sign(m) + (0.1 * x));
        });
    }

    /// <summary>Two layers and a bias outside of them.</summary>
    [Fact]
    public void Lamb_and_lars()
    {
        ParameterRange[] layers = [new(0, 2), new(2, 3)];
        double[] start = [3, 4, 1, -2, 2, 5];
        double[] x = [.. start], m = new double[6], v = new double[6];
        AssertFollows(new Lamb<double>(6, 0.1, weightDecay: 0.3, layers: layers), start, (g, t) =>
        {
            double[] d = new double[6];
            for (int i = 0; i < 6; i++)
            {
                m[i] = (0.9 * m[i]) + (0.1 * g[i]);
                v[i] = (0.999 * v[i]) + (0.001 * g[i] * g[i]);
                d[i] = (m[i] / (1 - Math.Pow(0.9, t)) / (Math.Sqrt(v[i] / (1 - Math.Pow(0.999, t))) + 1e-6)) + (0.3 * x[i]);
            }

            return x = Layered(x, d, layers, ratio => 0.1 * ratio, 0.1);
        });

        x = [.. start];
        double[] b = new double[6];
        AssertFollows(new Lars<double>(6, 0.1, momentum: 0.5, weightDecay: 0.3, layers: layers), start, (g, t) =>
        {
            double[] d = [.. g.Zip(x, (a, p) => a + (0.3 * p))];
            double[] moved = Layered(new double[6], d, layers, ratio => 0.1 * 1e-3 * ratio, 0.1, x);
            for (int i = 0; i < 6; i++)
            {
                b[i] = t == 1 ? -moved[i] : (0.5 * b[i]) - moved[i];
                x[i] -= b[i];
            }

            return x;
        });
    }

    /// <summary>The first steps' lengths: LAMB lr‖x‖, LARS .001 lr‖x‖.</summary>
    [Fact]
    public void Lengths_of_the_layerwise_steps()
    {
        double[] x = [3, 4];
        new Lamb<double>(2, 0.01).Step(x, [5, -7]);
        Assert.Equal(0.05, double.Hypot(x[0] - 3, x[1] - 4), 1e-12);
        x = [3, 4];
        new Lars<double>(2, 0.01).Step(x, [5, -7]);
        Assert.Equal(5e-5, double.Hypot(x[0] - 3, x[1] - 4), 1e-15);
    }

    [Fact]
    public void Lookahead()
    {
        double fast = 2, slow = 2;
        int t = 0;
        AssertFollows(new OptimizerChain<double>(1, 0.1, new Lookahead<double>(3, 0.4)), g =>
        {
            fast -= 0.1 * g;
            if (++t % 3 == 0)
            {
                fast = slow += 0.4 * (fast - slow);
            }

            return fast;
        });
    }

    /// <summary>First steps in closed form.</summary>
    [Fact]
    public void First_steps()
    {
        Assert.Equal(-0.01 * 0.0306534, FirstStep(new Adam<double>(1, 0.01, epsilonHat: true), 1e-8), 1e-9);
        Assert.Equal(-3.16228, FirstStep(new RmsProp<double>(1, 1, decay: 0.9), 2), 1e-5);
        Assert.Equal(-10, FirstStep(new RmsProp<double>(1, 1), 2), 1e-6);
        Assert.Equal(-0.5, FirstStep(new AdaGrad<double>(1, 0.5), 7), 1e-9);
        Assert.Equal(0.5, FirstStep(new SignSgd<double>(1, 0.5), -7));
        Assert.Equal(0.5, FirstStep(new Lion<double>(1, 0.5), -7));
        Assert.Equal(-0.5 * 2 * Math.Sqrt(1e-6 / ((0.1 * 4) + 1e-6)), FirstStep(new AdaDelta<double>(1, 0.5), 2), 1e-15);

        static double FirstStep(IOptimizer<double> optimizer, double gradient)
        {
            double[] x = [0];
            optimizer.Step(x, [gradient]);
            return x[0];
        }
    }

    /// <summary>The rate inside the momentum differs from the rate outside once it changes, as Optimisers.jl and Keras have it.</summary>
    [Fact]
    public void A_rate_inside_the_momentum()
    {
        double x = 2, b = 0, rate = 0.1;
        Sgd<double> inside = new(1, 0.1, momentum: 0.9, learningRateInside: true);
        AssertFollows(inside, g =>
        {
            b = (0.9 * b) + (rate * g);
            x -= b;
            inside.LearningRate = rate *= 0.5;
            return x;
        });
    }

    private static Func<double, double> Adam()
    {
        double m = 0, v = 0;
        int t = 0;
        return g =>
        {
            t++;
            m = (0.9 * m) + (0.1 * g);
            v = (0.999 * v) + (0.001 * g * g);
            return m / (1 - Math.Pow(0.9, t)) / (Math.Sqrt(v / (1 - Math.Pow(0.999, t))) + 1e-8);
        };
    }

    private static void AssertFollows(IOptimizer<double> optimizer, Func<double, double> expected)
    {
        double[] x = [2];
        foreach (double g in Gradients)
        {
            // The gradient goes first: the recurrence may set the rate of the next step.
            optimizer.Step(x, [g]);
            Assert.Equal(expected(g), x[0], 1e-13);
        }
    }

    private static void AssertFollows(IOptimizer<double> optimizer, double[] start, Func<double[], int, double[]> expected)
    {
        double[] x = [.. start];
        for (int t = 1; t <= Gradients.Length; t++)
        {
            double[] g = [.. Enumerable.Range(0, x.Length).Select(i => Gradients[(t + i) % Gradients.Length])];
            optimizer.Step(x, g);
            Assert.All(expected(g, t).Zip(x), pair => Assert.Equal(pair.First, pair.Second, 1e-13));
        }
    }

    /// <summary>origin − rate(‖x‖/‖d‖)·d in the layers, origin − plain·d outside.</summary>
    private static double[] Layered(double[] origin, double[] d, ParameterRange[] layers, Func<double, double> rate, double plain, double[]? x = null)
    {
        double[] moved = [.. origin.Zip(d, (o, u) => o - (plain * u))];
        foreach (ParameterRange layer in layers)
        {
            double Norm(double[] a) => Math.Sqrt(a.Skip(layer.Start).Take(layer.Length).Sum(e => e * e));
            double scale = rate(Norm(x ?? origin) / Norm(d));
            for (int i = layer.Start; i < layer.Start + layer.Length; i++)
            {
                moved[i] = origin[i] - (scale * d[i]);
            }
        }

        return moved;
    }
}
