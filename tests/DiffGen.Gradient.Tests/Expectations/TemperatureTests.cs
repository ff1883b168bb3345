using System;
using Xunit;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary><see cref="Sample.WithTemperature"/>: the relaxed draw that stands for a coin is that at the temperature, draw by draw.</summary>
public class TemperatureTests
{
    /// <summary>d (s − t)²/da = 2 (s − t) s (1 − s)/τ with the relaxed draw s at the same place of the stream; the temperature has no derivative.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(1)]
    [InlineData(0.5)]
    [InlineData(0.1)]
    public void The_path_is_that_of_the_draw_at_the_temperature(double temperature)
    {
        const double logit = 0.3, t = 0.45;
        for (ulong seed = 0; seed < 50; seed++)
        {
            Noise noise = new(seed), relaxed = noise, plain = noise;
            double s = Sample.RelaxedBernoulli(logit, temperature, ref relaxed);
            (double value, double logitGrad, _, double temperatureGrad) = TemperatureModels.SoftenedExpectationGradient(logit, t, temperature, ref noise);
            Assert.Equal(2 * (s - t) * s * (1 - s) / temperature, logitGrad, 12);
            Assert.Equal(0, temperatureGrad);
            Assert.Equal(TemperatureModels.Softened(logit, t, temperature, ref plain), value);
            Assert.Equal(plain, noise);
            Assert.Equal(relaxed, noise);
        }
    }

    /// <summary>0.1 E[s (1 − s)]/τ: 0.01073, 1/60, 0.02146 and 0.02480, where the gradient is 0.025.</summary>
    [Theory]
    [InlineData(2, 0.01073, 260_000)]
    [InlineData(1, 1.0 / 60, 480_000)]
    [InlineData(0.5, 0.02146, 800_000)]
    public void The_bias_falls_with_the_temperature(double temperature, double known, int estimates)
    {
        double exact = 0;
        const int count = 20_000;
        for (int i = 0; i < count; i++)
        {
            double u = (i + 0.5) / count, s = 1 / (1 + Math.Pow((1 - u) / u, 1 / temperature));
            exact += 0.1 * s * (1 - s) / temperature / count;
        }

        Assert.Equal(known, exact, 5);
        Estimates.AreUnbiased(n => TemperatureModels.SoftenedExpectationGradient(0, 0.45, temperature, ref n).LogitGrad, exact, estimates);
    }

    [Fact]
    public void One_half_unless_it_is_said()
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            Noise noise = new(seed), other = noise;
            Assert.Equal(TemperatureModels.AtHalfExpectationGradient(0.3, 0.45, ref noise).LogitGrad, TemperatureModels.SoftenedExpectationGradient(0.3, 0.45, 0.5, ref other).LogitGrad);
        }
    }

    /// <summary>Of a probability in single precision, the temperature being a double; and of each iteration its own.</summary>
    [Fact]
    public void Of_other_types_and_in_loops()
    {
        double[] logits = [0.2, -0.7, 1.1], g = new double[3];
        for (ulong seed = 0; seed < 20; seed++)
        {
            Noise noise = new(seed), relaxed = noise;
            const float p = 0.7f;
            double s = Sample.RelaxedBernoulli(Math.Log(p / (1 - p)), 0.8, ref relaxed);
            Assert.Equal(2 * (0.5 + (1.5 * s)) * 1.5 * s * (1 - s) / 0.8 / (p * (1 - p)), TemperatureModels.SingleExpectationGradient(p, 0.8, ref noise).PGrad, 1e-4);

            noise = relaxed = new(seed);
            TemperatureModels.CoolingExpectationGradient(logits, 0.9, ref noise, g);
            for (int i = 0; i < 3; i++)
            {
                double at = 0.9 / (1 + i), x = Sample.RelaxedBernoulli(logits[i], at, ref relaxed);

                // e^(s/2): numbers between the values, not their costs.
                Assert.Equal(0.5 * Math.Exp(0.5 * x) * (1 + i) * x * (1 - x) / at, g[i], 12);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Other_numbers_are_refused(double temperature)
    {
        Noise noise = new(1);
        Assert.Equal("temperature", Assert.Throws<ArgumentOutOfRangeException>(() => TemperatureModels.Softened(0.3, 0.45, temperature, ref noise)).ParamName);
        Assert.Equal("temperature", Assert.Throws<ArgumentOutOfRangeException>(() => TemperatureModels.SoftenedExpectationGradient(0.3, 0.45, temperature, ref noise)).ParamName);
    }
}
