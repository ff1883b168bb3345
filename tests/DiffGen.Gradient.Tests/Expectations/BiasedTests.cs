using System;
using Golden.Expectations;
using Xunit;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Strategies that are biased: how much is known.</summary>
public class BiasedTests
{
    /// <summary>Of a square the bias is (2θ − 1) θ (1 − θ): −0.084 at 0.3, nothing at ½.</summary>
    [Theory]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void Straight_through(double theta)
    {
        const double t = 0.45;
        double[] mean = Estimates.Expectation(
            noise => [Biased.StraightExpectationGradient(Math.Log(theta / (1 - theta)), t, ref noise).LogitGrad],
            noise => Sample.Bernoulli(theta, ref noise) ? ("1", theta) : ("0", 1 - theta));
        double exact = (1 - (2 * t)) * theta * (1 - theta);
        Assert.Equal(exact + (((2 * theta) - 1) * theta * (1 - theta)), mean[0], 12);
    }

    /// <summary>0.1 E[s (1 − s)]/τ = 0.02146 at the temperature ½, where the gradient is 0.025.</summary>
    [Fact]
    public void Gumbel_softmax()
    {
        double exact = 0;
        const int count = 20_000;
        for (int i = 0; i < count; i++)
        {
            double u = (i + 0.5) / count, s = 1 / (1 + Math.Pow((1 - u) / u, 2));
            exact += 0.1 * s * (1 - s) / 0.5 / count;
        }

        Assert.Equal(0.02146, exact, 5);
        Estimates.AreUnbiased(n => Biased.SoftenedExpectationGradient(0, 0.45, ref n).LogitGrad, exact, 800_000);
    }

    /// <summary>(0.2 + s (sin p − 0.2))² with s of odds (p u/((1 − p)(1 − u)))², by its probability and in single precision.</summary>
    [Fact]
    public void Gumbel_softmax_of_a_probability()
    {
        static double Mean(double p)
        {
            double sum = 0;
            const int count = 20_000;
            for (int i = 0; i < count; i++)
            {
                double u = (i + 0.5) / count, odds = Math.Pow(p / (1 - p) * u / (1 - u), 2), x = 0.2 + (odds / (1 + odds) * (Math.Sin(p) - 0.2));
                sum += x * x / count;
            }

            return sum;
        }

        const double h = 1e-4;
        Estimates.AreUnbiased(n => Biased.SoftenedProbabilityExpectationGradient(0.7f, ref n).PGrad, (Mean(0.7 + h) - Mean(0.7 - h)) / (2 * h), 40_000);
    }

    /// <summary>Linear in each of its independent draws, the cost has no bias: counts and coins, handed on from one iteration to the next.</summary>
    [Fact]
    public void Straight_through_what_is_linear()
    {
        static double Mean(double rate, double serve)
        {
            double length = 0;
            for (int i = 0; i < 4; i++)
            {
                length = ((0.9 * length) + rate - (1.5 * serve)) * (1 - (0.5 * serve));
            }

            return length;
        }

        const double r = 0.8, s = 0.3, h = 1e-4;
        Estimates.AreUnbiased(n => Biased.QueueExpectationGradient(r, s, 4, ref n).RateGrad, (Mean(r + h, s) - Mean(r - h, s)) / (2 * h), 20_000);
        Estimates.AreUnbiased(n => Biased.QueueExpectationGradient(r, s, 4, ref n).ServeGrad, (Mean(r, s + h) - Mean(r, s - h)) / (2 * h), 20_000);
    }

    [Fact]
    public void Straight_through_beside_other_routes()
    {
        const double p = 0.8, q = 0.6;
        Estimates.AreUnbiased(n => Biased.MixedExpectationGradient(p, q, ref n).PGrad, 2 * (q + ((1 - q) * 2 * p)), 20_000);
        Estimates.AreUnbiased(n => Biased.MixedExpectationGradient(p, q, ref n).QGrad, (2 * (p - (p * p))) + (2 * q) - 3, 60_000, hasPower: false);
    }

    [Fact]
    public void Values_are_those_of_the_plain_call()
    {
        for (ulong seed = 0; seed < 100; seed++)
        {
            Noise plain = new(seed), other = new(seed);
            Assert.Equal(Biased.Straight(0.3, 0.45, ref plain), Biased.StraightExpectationGradient(0.3, 0.45, ref other).Value);
            Assert.Equal(Biased.Softened(0.3, 0.45, ref plain), Biased.SoftenedExpectationGradient(0.3, 0.45, ref other).Value);
            Assert.Equal(Biased.Queue(0.8, 0.3, 5, ref plain), Biased.QueueExpectationGradient(0.8, 0.3, 5, ref other).Value);
            Assert.Equal(Biased.Mixed(0.8, 0.3, ref plain), Biased.MixedExpectationGradient(0.8, 0.3, ref other).Value);
            Assert.Equal(plain, other);
        }
    }
}
