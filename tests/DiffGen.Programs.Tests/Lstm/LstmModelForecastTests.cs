using System;
using DiffGen.Programs.Harness;
using Xunit;

namespace DiffGen.Programs.Lstm;

public class LstmModelForecastTests
{
    private const int Inputs = 2;
    private const int Hidden = 3;
    private static readonly double[] s_series = Sampled.Uniform(2, 12 * Inputs);

    [Fact]
    public void Gradient_is_a_model_of_the_same_shape()
    {
        LstmModel model = Model(1), modelGrad = model.NewLike();
        modelGrad.Parameters.Fill(7);
        double[] seriesGrad = new double[s_series.Length];
        double value = LstmModelForecast.LossGradient(model, s_series, Inputs, modelGrad, seriesGrad);
        (double expectedValue, double[] expected) = BackpropagationThroughTime.At(model.Parameters.ToArray(), s_series, Inputs, Hidden);
        Assert.Equal(LstmForecast.ParameterCount(Inputs, Hidden), model.ParameterCount);
        Comparison.Close("value", expectedValue, value, 1e-13);
        Comparison.Close("gradient", expected, [.. modelGrad.Parameters, .. seriesGrad], 1e-13);
        Comparison.Close("by name", expected[model.ParameterCount - 1], modelGrad.Offset, 1e-13);
    }

    [Fact]
    public void Tangent_is_gradient_times_direction()
    {
        LstmModel model = Model(1), direction = Model(3);
        double[] seriesTangent = Sampled.Uniform(4, s_series.Length);
        double tangent = LstmModelForecast.LossJvp(model, s_series, Inputs, direction, seriesTangent).Tangent;
        double[] gradient = BackpropagationThroughTime.At(model.Parameters.ToArray(), s_series, Inputs, Hidden).Gradient;
        Comparison.Close("tangent", Dense.Dot(gradient, [.. direction.Parameters, .. seriesTangent]), tangent, 1e-13);
    }

    private static LstmModel Model(int seed)
    {
        var model = new LstmModel(Inputs, Hidden);
        Sampled.Uniform(seed, model.ParameterCount).CopyTo(model.Parameters);
        return model;
    }
}
