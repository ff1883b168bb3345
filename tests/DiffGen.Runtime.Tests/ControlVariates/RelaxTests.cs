using System;
using System.Linq;
using DiffGen.Distributions;
using DiffGen.Runtime.Tests.Estimators;
using Xunit;

namespace DiffGen.Runtime.Tests.ControlVariates;

/// <summary>RELAX: latent draws and their conditional distribution, and estimates that no control variate biases.</summary>
public sealed class RelaxTests
{
    /// <summary>z is above 0 just where the coin is true; z̃ has the sign of its draw, and its derivative is that at fixed noise.</summary>
    [Theory]
    [InlineData(-3)]
    [InlineData(0)]
    [InlineData(0.8)]
    [InlineData(40)]
    [InlineData(-800)]
    public void Latent_draws(double logit)
    {
        const double h = 1e-5;
        for (ulong seed = 0; seed < 300; seed++)
        {
            Noise coin = new(seed), latent = coin;
            bool b = Sample.BernoulliLogit(logit, ref coin);
            double z = BernoulliLogit.Latent(logit, ref latent);
            Assert.Equal(b, z > 0);
            Assert.Equal(coin, latent);
            foreach (bool x in new[] { false, true })
            {
                Noise one = new(seed + 1000), above = one, below = one;
                (double given, double derivative) = BernoulliLogit.ConditionalLatent(x, logit, ref one);
                double slope = (BernoulliLogit.ConditionalLatent(x, logit + h, ref above).Value - BernoulliLogit.ConditionalLatent(x, logit - h, ref below).Value) / (2 * h);
                Assert.True(x ? given >= 0 : given <= 0, $"{given}");
                Assert.Equal(new Noise(seed + 1000).Position + 1, one.Position);
                Assert.InRange(derivative, -1e-15, 1 + 1e-15);
                Assert.True(Math.Abs(slope - derivative) <= 1e-8 + (1e-15 * Math.Abs(given) / h), $"{slope}, {derivative}");
            }
        }
    }

    /// <summary>The distribution of z given that the coin is x: P(z ≤ t | x), at several t.</summary>
    [Fact]
    public void Conditional_draws_are_distributed_as_latent_ones_are()
    {
        const double logit = 0.6;
        const int count = 100_000;
        double theta = 1 / (1 + Math.Exp(-logit));
        foreach (double t in new[] { 0.3, 1, 2.5 })
        {
            var noise = new Noise(12);
            int above = 0, below = 0;
            for (int i = 0; i < count; i++)
            {
                above += BernoulliLogit.ConditionalLatent(true, logit, ref noise).Value <= t ? 1 : 0;
                below += BernoulliLogit.ConditionalLatent(false, logit, ref noise).Value >= -t ? 1 : 0;
            }

            double cdf = 1 / (1 + Math.Exp(logit - t)), left = 1 / (1 + Math.Exp(logit + t)), trueExact = (cdf - (1 - theta)) / theta, falseExact = (1 - theta - left) / (1 - theta);
            Assert.True(Math.Abs((above / (double)count) - trueExact) <= 5 * Math.Sqrt(trueExact * (1 - trueExact) / count));
            Assert.True(Math.Abs((below / (double)count) - falseExact) <= 5 * Math.Sqrt(falseExact * (1 - falseExact) / count));
        }
    }

    /// <summary>Two coins: with c = sin, with the cost at relaxed draws (REBAR), and with none, which is the score; without the derivative of z̃ it is seen.</summary>
    [Fact]
    public void Coins()
    {
        double[] logits = [0.4, -0.9], theta = [.. logits.Select(a => 1 / (1 + Math.Exp(-a)))];
        double Cost(ReadOnlySpan<bool> b) => ((b[0] ? 1 : 0.2) * (b[1] ? 3 : 0.5)) + (b[1] ? 1 : 0);
        double second = (3 * theta[1]) + (0.5 * (1 - theta[1])), first = theta[0] + (0.2 * (1 - theta[0]));
        double[] exact = [theta[0] * (1 - theta[0]) * 0.8 * second, theta[1] * (1 - theta[1]) * ((2.5 * first) + 1)];
        Draws sine = new(exact), relaxed = new(exact), none = new(exact), score = new(exact);
        double[] g = new double[2];
        var noise = new Noise(8);
        for (int i = 0; i < 300_000; i++)
        {
            Noise same = noise, plain = noise, third = noise;
            Relax.Coins(logits, Cost, Sine, ref noise, g);
            sine.Add(g);
            double value = Relax.Coins(logits, Cost, Relaxed, ref same, g);
            relaxed.Add(g);
            Relax.Coins(logits, Cost, None, ref third, g);
            none.Add(g);
            bool[] b = [Sample.BernoulliLogit(logits[0], ref plain), Sample.BernoulliLogit(logits[1], ref plain)];
            double f = Cost(b);
            Assert.Equal(f, value);
            Assert.Equal(f * ((b[0] ? 1 : 0) - theta[0]), g[0], 12);
        }

        sine.AssertUnbiased();
        relaxed.AssertUnbiased();
        none.AssertUnbiased();
        Assert.True(relaxed.TotalVariance < 0.5 * none.TotalVariance, $"{relaxed.TotalVariance} against {none.TotalVariance}");

        static double None(ReadOnlySpan<double> z, Span<double> gradient)
        {
            gradient.Clear();
            return 0;
        }

        static double Relaxed(ReadOnlySpan<double> z, Span<double> gradient)
        {
            double s = 1 / (1 + Math.Exp(-2 * z[0])), r = 1 / (1 + Math.Exp(-2 * z[1])), x = 0.2 + (0.8 * s), y = 0.5 + (2.5 * r);
            gradient[0] = 0.8 * y * 2 * s * (1 - s);
            gradient[1] = ((2.5 * x) + 1) * 2 * r * (1 - r);
            return (x * y) + r;
        }
    }

    /// <summary>A control variate whose gradient is not its own biases the estimate: the test sees it.</summary>
    [Fact]
    public void A_wrong_gradient_is_seen()
    {
        double[] logits = [0.4], g = new double[1];
        double theta = 1 / (1 + Math.Exp(-0.4));
        Draws draws = new(theta * (1 - theta));
        var noise = new Noise(8);
        for (int i = 0; i < 60_000; i++)
        {
            Relax.Coins(logits, b => b[0] ? 1 : 0, (z, gradient) => Sine(z, gradient) * 2, ref noise, g);
            draws.Add(g);
        }

        draws.AssertBiased();
    }

    /// <summary>A category of probabilities 0.2, 0.3, 0.5 and costs 1, 2, 4: (−0.36, −0.24, 0.6), with c = Σ sin and with the costs at a softmax.</summary>
    [Fact]
    public void Category()
    {
        double[] logits = [Math.Log(0.4), Math.Log(0.6), 0], costs = [1, 2, 4], exact = [-0.36, -0.24, 0.6], g = new double[3];
        Draws sine = new(exact), relaxed = new(exact);
        int[] counts = new int[3];
        var noise = new Noise(9);
        for (int i = 0; i < 300_000; i++)
        {
            Noise same = noise;
            double value = Relax.Category(logits, x => costs[x], Sine, ref noise, g);
            sine.Add(g);
            Assert.Equal(value, Relax.Category(logits, x => costs[x], Relaxed, ref same, g));
            relaxed.Add(g);
            counts[Array.IndexOf(costs, value)]++;
        }

        sine.AssertUnbiased();
        relaxed.AssertUnbiased();
        Assert.True(relaxed.TotalVariance < 0.7 * sine.TotalVariance, $"{relaxed.TotalVariance} against {sine.TotalVariance}");
        Assert.All(new[] { 0.2, 0.3, 0.5 }.Zip(counts), p => Assert.True(Math.Abs(p.Second - (300_000 * p.First)) <= 5 * Math.Sqrt(300_000 * p.First * (1 - p.First))));

        // At the temperature 1.
        double Relaxed(ReadOnlySpan<double> z, Span<double> gradient)
        {
            double total = 0, value = 0, largest = Math.Max(z[0], Math.Max(z[1], z[2]));
            for (int i = 0; i < 3; i++)
            {
                total += gradient[i] = Math.Exp(z[i] - largest);
            }

            for (int i = 0; i < 3; i++)
            {
                gradient[i] /= total;
                value += gradient[i] * costs[i];
            }

            for (int i = 0; i < 3; i++)
            {
                gradient[i] *= costs[i] - value;
            }

            return value;
        }
    }

    [Fact]
    public void What_cannot_be_is_told()
    {
        var noise = new Noise(1);
        double[] two = new double[2];
        Assert.Equal("logits", Assert.Throws<ArgumentOutOfRangeException>(() => Relax.Coins([0, double.NaN], _ => 1, Sine, ref noise, two)).ParamName);
        Assert.Equal("gradient", Assert.Throws<ArgumentException>(() => Relax.Coins([0], _ => 1, Sine, ref noise, two)).ParamName);
        Assert.Equal("gradient", Assert.Throws<ArgumentException>(() => Relax.Coins(two, _ => 1, Sine, ref noise, two)).ParamName);
        Assert.Equal("cost", Assert.Throws<ArgumentNullException>(() => Relax.Category([0, 0], null!, Sine, ref noise, two)).ParamName);
        Assert.Equal("logits", Assert.Throws<ArgumentException>(() => Relax.Category([], _ => 1, Sine, ref noise, [])).ParamName);
        Assert.Equal(0UL, noise.Position);
    }

    private static double Sine(ReadOnlySpan<double> z, Span<double> gradient)
    {
        double sum = 0;
        for (int i = 0; i < z.Length; i++)
        {
            gradient[i] = Math.Cos(z[i]);
            sum += Math.Sin(z[i]);
        }

        return sum;
    }
}
