using System;
using System.Linq;
using Xunit;

namespace DiffGen.Runtime.Tests.Baselines;

/// <summary>The signals of VIMCO, by enumeration of three draws of a coin.</summary>
public sealed class VimcoTests
{
    /// <summary>E[ln 1/3 Σ f(bₖ; a)] over all eight outcomes, f depending on the logit a besides: the estimate has its derivative as its mean, and less variance than L Σ s has.</summary>
    [Theory]
    [InlineData(-0.7)]
    [InlineData(0.2)]
    [InlineData(1.9)]
    public void The_bound_of_three_draws(double a)
    {
        double theta = 1 / (1 + Math.Exp(-a)), mean = 0, square = 0, plainMean = 0, plainSquare = 0;
        double[] logarithms = new double[3], signals = new double[3], weights = new double[3];
        for (int outcome = 0; outcome < 8; outcome++)
        {
            double probability = 1, score = 0, direct = 0, estimate = 0;
            for (int k = 0; k < 3; k++)
            {
                bool b = (outcome & (1 << k)) != 0;
                probability *= b ? theta : 1 - theta;
                logarithms[k] = LogF(b, a);
                score += (b ? 1 : 0) - theta;
            }

            double bound = Vimco.Signals(logarithms, signals, weights);
            Assert.Equal(Math.Log(logarithms.Average(Math.Exp)), bound, 14);
            Assert.Equal(1, weights.Sum(), 14);
            for (int k = 0; k < 3; k++)
            {
                bool b = (outcome & (1 << k)) != 0;
                direct += weights[k] * (b ? 0.5 : -1);
                estimate += signals[k] * ((b ? 1 : 0) - theta);
                double[] others = [.. logarithms.Where((_, j) => j != k)];
                Assert.Equal(bound - Math.Log((others.Sum(Math.Exp) + Math.Exp(others.Average())) / 3), signals[k], 13);
            }

            estimate += direct;
            double plain = (bound * score) + direct;
            mean += probability * estimate;
            square += probability * estimate * estimate;
            plainMean += probability * plain;
            plainSquare += probability * plain * plain;
        }

        const double h = 1e-4;
        double exact = ((8 * (Bound(a + h) - Bound(a - h))) - (Bound(a + (2 * h)) - Bound(a - (2 * h)))) / (12 * h);
        Assert.Equal(exact, plainMean, 9);
        Assert.Equal(plainMean, mean, 12);
        Assert.True(square - (mean * mean) < 0.7 * (plainSquare - (mean * mean)), $"{square - (mean * mean)} against {plainSquare - (mean * mean)}");

        static double LogF(bool b, double a) => b ? 1 + (0.5 * a) : -0.5 - a;

        static double Bound(double a)
        {
            double theta = 1 / (1 + Math.Exp(-a));
            return Enumerable.Range(0, 8).Sum(outcome => Enumerable.Range(0, 3).Aggregate(1.0, (p, k) => p * ((outcome & (1 << k)) != 0 ? theta : 1 - theta))
                * Math.Log(Enumerable.Range(0, 3).Average(k => Math.Exp(LogF((outcome & (1 << k)) != 0, a)))));
        }
    }

    /// <summary>Logarithms of any size: nothing overflows, and the signal of one that outweighs all others is what it adds.</summary>
    [Fact]
    public void Large_logarithms()
    {
        double[] logarithms = [-2000, 3000, -2001], signals = new double[3];
        Assert.Equal(3000 - Math.Log(3), Vimco.Signals(logarithms, signals), 10);
        Assert.Equal(3000 - Math.Log(3) - (-2000 + Math.Log((1 + Math.Exp(-1) + Math.Exp(-0.5)) / 3)), signals[1], 9);
        Assert.InRange(signals[0], -1e-12, 1e-12);

        // In place.
        Vimco.Signals(logarithms, logarithms);
        Assert.Equal(signals, logarithms);
    }

    [Fact]
    public void What_cannot_be_is_told()
    {
        double[] three = new double[3];
        Assert.Equal("logarithms", Assert.Throws<ArgumentException>(() => Vimco.Signals([1], new double[1])).ParamName);
        Assert.Contains("must be finite", Assert.Throws<ArgumentException>(() => Vimco.Signals([1, double.NegativeInfinity], new double[2])).Message, StringComparison.Ordinal);
        Assert.Equal("signals", Assert.Throws<ArgumentException>(() => Vimco.Signals([1, 2], three)).ParamName);
        Assert.Equal("weights", Assert.Throws<ArgumentException>(() => Vimco.Signals([1, 2, 3], three, new double[2])).ParamName);
        Assert.Equal("weights", Assert.Throws<ArgumentException>(() => Vimco.Signals([1, 2, 3], three, three)).ParamName);
    }
}
