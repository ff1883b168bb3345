using System;
using DiffGen.Programs.Harness;
using Xunit;

namespace DiffGen.Programs.Lstm;

public class LstmForecastTests
{
    private const int Inputs = 2;
    private const int Hidden = 3;
    private static readonly int s_count = LstmForecast.ParameterCount(Inputs, Hidden);
    private static readonly double[] s_parameters = Sampled.Uniform(1, s_count);
    private static readonly double[] s_series = Sampled.Uniform(2, 12 * Inputs);

    [Theory]
    [InlineData(1, 1, 2)]
    [InlineData(2, 3, 12)]
    [InlineData(3, 8, 40)]
    public void Gradient_is_that_of_backpropagation_through_time(int inputs, int hidden, int steps)
    {
        double[] parameters = Sampled.Uniform(inputs, LstmForecast.ParameterCount(inputs, hidden)), series = Sampled.Uniform(hidden, steps * inputs);
        double[] parametersGrad = new double[parameters.Length], seriesGrad = new double[series.Length];
        double value = LstmForecast.LossGradient(parameters, series, inputs, hidden, parametersGrad, seriesGrad);
        (double expectedValue, double[] expected) = BackpropagationThroughTime.At(parameters, series, inputs, hidden);
        Comparison.Close("value", expectedValue, value, 1e-13);
        Comparison.Close("gradient", expected, [.. parametersGrad, .. seriesGrad], 1e-13);
    }

    [Fact]
    public void Reverse_adds_up_over_a_mini_batch()
    {
        double[] gradient = new double[s_count], unused = new double[s_series.Length], expected = new double[s_count];
        foreach (int seed in new[] { 3, 4, 5 })
        {
            double[] series = Sampled.Uniform(seed, s_series.Length);
            LstmForecast.LossVjp(s_parameters, series, Inputs, Hidden, 0.25 * seed, gradient, unused);
            double[] one = BackpropagationThroughTime.At(s_parameters, series, Inputs, Hidden).Gradient;
            for (int i = 0; i < s_count; i++)
            {
                expected[i] += 0.25 * seed * one[i];
            }
        }

        Comparison.Close("gradient", expected, gradient, 1e-13);
    }

    [Fact]
    public void To_second_order()
    {
        double[] d = Sampled.Uniform(6, s_count + s_series.Length), p = [.. s_parameters, .. s_series];
        double[] parametersGrad = new double[s_count], seriesGrad = new double[s_series.Length], parametersHvp = new double[s_count], seriesHvp = new double[s_series.Length];
        (double _, double tangent) = LstmForecast.LossHvp(
            s_parameters, s_series, Inputs, Hidden, d.AsSpan(0, s_count), d.AsSpan(s_count), parametersGrad, seriesGrad, parametersHvp, seriesHvp);
        double[] gradient = Reference(p);
        Comparison.Close("tangent", Dense.Dot(gradient, d), tangent, 1e-13);
        Comparison.Close("gradient", gradient, [.. parametersGrad, .. seriesGrad], 1e-13);
        Comparison.Close("Hessian product", Differences.Directional(Reference, p, d), [.. parametersHvp, .. seriesHvp], 1e-9);
    }

    [Fact]
    public void Reference_agrees_with_differences()
    {
        double[] p = [.. s_parameters, .. s_series];
        double[] expected = Differences.Gradient(x => LstmForecast.Loss(x.AsSpan(0, s_count), x.AsSpan(s_count), Inputs, Hidden), p);
        Comparison.Close("gradient", expected, Reference(p), 1e-9);
    }

    private static double[] Reference(double[] p) => BackpropagationThroughTime.At(p[..s_count], p[s_count..], Inputs, Hidden).Gradient;
}
