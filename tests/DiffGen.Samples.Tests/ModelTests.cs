using System;
using System.Linq;
using GradientsWithoutBackprop.Experiments;
using GradientsWithoutBackprop.Models;
using Xunit;

namespace DiffGen.Samples.Tests;

public sealed class ModelTests
{
    [Fact]
    public void Cross_entropy_is_right_for_scores_of_any_size()
    {
        Assert.Equal(MathF.Log(2), CrossEntropy.Of([0, 0], 1), 1e-6f);
        Assert.Equal(2000, CrossEntropy.Of([1000, -1000], 1), 1e-3f);
        Assert.Equal(0, CrossEntropy.Of([1000, -1000], 0), 1e-6f);
    }

    [Fact]
    public void Untrained_softmax_regression_knows_nothing()
    {
        Assert.Equal(MathF.Log(10), SoftmaxRegression.Loss(new float[SoftmaxRegression.ParameterCount], new float[784], [3]), 1e-5f);
    }

    [Fact]
    public void Derivatives_of_softmax_regression_agree()
    {
        AssertDerivativesAgree<SoftmaxRegressionModel, SoftmaxRegression.LossObjective>();
    }

    [Fact]
    public void Derivatives_of_the_network_agree()
    {
        AssertDerivativesAgree<TwoLayerNetworkModel, TwoLayerNetwork.LossObjective>();
    }

    /// <summary>The gradient times a direction is the JVP along it; the slope of the loss along the gradient is the gradient's length.</summary>
    private static void AssertDerivativesAgree<TModel, TObjective>()
        where TModel : struct, IDigitModel<TObjective>
        where TObjective : IObjective<float>, allows ref struct
    {
        float[] images = new float[3 * 784];
        float[] parameters = new float[TModel.ParameterCount];
        float[] direction = new float[TModel.ParameterCount];
        float[] gradient = new float[TModel.ParameterCount];
        new NoiseKey(1).FillUniform<float>(images, 0);
        TModel.Initialize(parameters, new NoiseKey(2));
        new NoiseKey(3).FillGaussian<float>(direction, 0);
        TObjective loss = TModel.LossOf(images, [3, 1, 9]);

        float value = loss.Gradient(parameters, gradient);
        float valueOfJvp = loss.Jvp(parameters, direction, out float slope);

        Assert.Equal(loss.Value(parameters), value, 1e-4f);
        Assert.Equal(value, valueOfJvp, 1e-4f);
        Assert.InRange(gradient.Zip(direction, (g, d) => (double)g * d).Sum() / slope, 0.999, 1.001);

        double length = Math.Sqrt(gradient.Sum(g => (double)g * g));
        double ahead = LossAt(1e-3);
        double behind = LossAt(-1e-3);
        Assert.InRange((ahead - behind) / 2e-3 / length, 0.99, 1.01);

        double LossAt(double distance)
        {
            float[] moved = [.. parameters.Zip(gradient, (p, g) => (float)(p + distance / length * g))];
            return TModel.LossOf(images, [3, 1, 9]).Value(moved);
        }
    }
}
