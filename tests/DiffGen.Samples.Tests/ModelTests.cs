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
        AssertDerivativesAgree(SoftmaxRegressionModel.LossOf(Images, Labels), Initial<SoftmaxRegressionModel, SoftmaxRegression.LossObjective>());
    }

    [Fact]
    public void Derivatives_of_the_network_agree()
    {
        AssertDerivativesAgree(TwoLayerNetworkModel.LossOf(Images, Labels), Initial<TwoLayerNetworkModel, TwoLayerNetwork.LossObjective>());
    }

    [Fact]
    public void Derivatives_of_the_convolutional_network_agree()
    {
        AssertDerivativesAgree(ConvolutionalNetworkModel.LossOf(Images, Labels), Initial<ConvolutionalNetworkModel, ConvolutionalNetwork.LossObjective>());
    }

    [Fact]
    public void Derivatives_of_deep_networks_agree()
    {
        AssertDerivativesAgree(new DeepNetwork.LossObjective(Images, Labels, 16, 1), DeepNetworkWeights.Make(16, 1, new NoiseKey(2)));
        AssertDerivativesAgree(new DeepNetwork.LossObjective(Images, Labels, 16, 4), DeepNetworkWeights.Make(16, 4, new NoiseKey(2)));
        AssertDerivativesAgree(new PaperNetwork.LossObjective(Images, Labels, 16), DeepNetworkWeights.Make(16, 2, new NoiseKey(2)));
    }

    /// <summary>A network with one hidden layer in loops, and in layers that are run again.</summary>
    [Fact]
    public void Two_forms_of_networks_are_one_function()
    {
        float[] parameters = Initial<TwoLayerNetworkModel, TwoLayerNetwork.LossObjective>();
        float[] gradient = new float[parameters.Length];
        float[] other = new float[parameters.Length];
        float loss = TwoLayerNetwork.LossGradient(parameters, Images, Labels, gradient);

        Assert.Equal(loss, DeepNetwork.LossGradient(parameters, Images, Labels, TwoLayerNetwork.Hidden, 1, other), 1e-5f);
        Assert.True(Distance(gradient, other) < 1e-5);

        float[] deep = DeepNetworkWeights.Make(16, 2, new NoiseKey(2));
        Assert.Equal(DeepNetwork.Loss(deep, Images, Labels, 16, 2), PaperNetwork.Loss(deep, Images, Labels, 16), 1e-5f);
    }

    [Fact]
    public void Vectorised_losses_are_the_losses()
    {
        AssertVectorised<SoftmaxRegressionModel, SoftmaxRegression.LossObjective>();
        AssertVectorised<TwoLayerNetworkModel, TwoLayerNetwork.LossObjective>();
        AssertVectorised<ConvolutionalNetworkModel, ConvolutionalNetwork.LossObjective>();
        float[] deep = DeepNetworkWeights.Make(16, 4, new NoiseKey(2));
        Assert.Equal(DeepNetwork.Loss(deep, Images, Labels, 16, 4), VectorisedLosses.DeepNetwork(deep, Images, Labels, 16, 4), 1e-5f);

        static void AssertVectorised<TModel, TObjective>()
            where TModel : struct, IDigitModel<TObjective>
            where TObjective : IObjective<float>, allows ref struct
        {
            float[] parameters = Initial<TModel, TObjective>();
            parameters[0] += 1;
            Assert.Equal(TModel.LossOf(Images, Labels).Value(parameters), TModel.VectorisedLoss(parameters, Images, Labels), 1e-4f);
        }
    }

    /// <summary>Against convolutions written index by index, zeros outside.</summary>
    [Fact]
    public void Convolutions_are_convolutions()
    {
        float[] parameters = Initial<ConvolutionalNetworkModel, ConvolutionalNetwork.LossObjective>();
        new NoiseKey(5).FillGaussian(parameters.AsSpan(9 * 8, 8), 0);
        float[] scores = new float[10];
        ConvolutionalNetwork.Scores(parameters, Images.AsSpan(0, 784), scores);

        double[] maps = [.. Enumerable.Range(0, 196).Select(i => Enumerable.Range(0, 4).Average(k => (double)Images[(2 * (i / 14) + k / 2) * 28 + 2 * (i % 14) + k % 2]))];
        maps = Convolve(parameters.AsSpan(0), maps, 14, 1, 8);
        maps = Convolve(parameters.AsSpan(ConvolutionalNetwork.Start2), maps, 14, 8, 8);
        maps = Pool(maps, 14, 8);
        maps = Convolve(parameters.AsSpan(ConvolutionalNetwork.Start3), maps, 7, 8, 16);
        maps = Convolve(parameters.AsSpan(ConvolutionalNetwork.Start4), maps, 7, 16, 16);
        maps = Pool(maps, 7, 16);
        double[] units = [.. Layer(parameters.AsSpan(ConvolutionalNetwork.Start5), maps, 64).Select(sum => Math.Max(0, sum))];
        double[] expected = Layer(parameters.AsSpan(ConvolutionalNetwork.Start6), units, 10);

        Assert.Equal(144, maps.Length);
        Assert.All(expected.Zip(scores), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    /// <summary>Shown layer by layer, the tanh network is the marked method: the same loss, and with the cotangents of backpropagation its gradient.</summary>
    [Fact]
    public void The_layered_network_is_the_marked_method()
    {
        ClassificationTask task = Blobs.Make(new NoiseKey(7));
        float[] parameters = task.FirstParameters(new NoiseKey(8));
        LayeredTanhNetwork network = new(task.Inputs[..task.Width], task.Labels[..1], task.Width, task.Hidden);
        float[] nodes = new float[task.Hidden + 10];
        network.Forward(parameters, 0, 0, [], nodes.AsSpan(0, task.Hidden));
        network.Forward(parameters, 0, 1, nodes.AsSpan(0, task.Hidden), nodes.AsSpan(task.Hidden));
        Assert.Equal(network.Value(parameters), network.Loss(parameters, 0, nodes), 1e-5f);

        float[] cotangents = new float[nodes.Length];
        CrossEntropy.OfGradient(nodes.AsSpan(task.Hidden), task.Labels[0], cotangents.AsSpan(task.Hidden));
        int second = (task.Width + 1) * task.Hidden;
        for (int h = 0; h < task.Hidden; h++)
        {
            float tanh = MathF.Tanh(nodes[h]);
            cotangents[h] = (1 - tanh * tanh) * Enumerable.Range(0, 10).Sum(c => cotangents[task.Hidden + c] * parameters[second + c * task.Hidden + h]);
        }

        float[] pulled = new float[parameters.Length];
        float[] gradient = new float[parameters.Length];
        network.PullLayer(parameters, 0, 0, [], cotangents.AsSpan(0, task.Hidden), pulled);
        network.PullLayer(parameters, 0, 1, nodes.AsSpan(0, task.Hidden), cotangents.AsSpan(task.Hidden), pulled);
        network.Gradient(parameters, gradient);
        Assert.True(Distance(gradient, pulled) < 1e-5);
        Assert.InRange(network.CountRight(parameters), 0, 1);
    }

    /// <summary>The mean over all signs of the node gradient of a tiny recurrent network is its gradient.</summary>
    [Fact]
    public void Node_perturbation_of_the_recurrent_network_is_unbiased()
    {
        double[] parameters = [0.4, -0.7, 0.3, 0.6];
        double[] gradient = new double[4];
        double[] estimate = new double[4];
        double[] mean = new double[4];
        RecurrentNetwork.LossGradient(parameters, [1, -1], [0.2, 0.5], 1, gradient);
        const int Draws = 20_000;
        double worst = 0;
        double[] squares = new double[4];
        for (uint t = 0; t < Draws; t++)
        {
            RecurrentNetwork.LossNodeGradient(parameters, [1, -1], [0.2, 0.5], 1, new NodeNoise(new NoiseKey(3), t, Distribution: DirectionNoise.Rademacher), estimate);
            for (int i = 0; i < 4; i++)
            {
                mean[i] += estimate[i] / Draws;
                squares[i] += estimate[i] * estimate[i] / Draws;
            }
        }

        for (int i = 0; i < 3; i++)
        {
            worst = Math.Max(worst, Math.Abs(mean[i] - gradient[i]) / Math.Sqrt((squares[i] - mean[i] * mean[i]) / Draws));
        }

        Assert.InRange(worst, 0, 5);
        Assert.Equal(gradient[3], mean[3], 1e-10);
    }

    [Fact]
    public void Derivatives_of_the_linear_student_are_its_own()
    {
        LinearStudent student = new(1, 2, [1, 0, 0, 2]);
        double[] gradient = new double[2];

        Assert.Equal((9 + 16 * 4) / 4.0, student.Gradient([3, 4], gradient));
        Assert.Equal([3 / 2.0, 16 / 2.0], gradient);
        student.Jvp([3, 4], [1, 1], out double slope);
        Assert.Equal(9.5, slope);
    }

    private static readonly float[] Images = MakeImages();
    private static readonly byte[] Labels = [3, 1, 9];

    private static float[] MakeImages()
    {
        float[] images = new float[3 * 784];
        new NoiseKey(1).FillUniform<float>(images, 0);
        return images;
    }

    private static float[] Initial<TModel, TObjective>()
        where TModel : struct, IDigitModel<TObjective>
        where TObjective : IObjective<float>, allows ref struct
    {
        float[] parameters = new float[TModel.ParameterCount];
        TModel.Initialize(parameters, new NoiseKey(2));
        return parameters;
    }

    /// <summary>The gradient times a direction is the JVP along it; the slope of the loss along the gradient is the gradient's length.</summary>
    private static void AssertDerivativesAgree<TObjective>(TObjective loss, float[] parameters)
        where TObjective : IObjective<float>, allows ref struct
    {
        float[] direction = new float[parameters.Length];
        float[] gradient = new float[parameters.Length];
        new NoiseKey(3).FillGaussian<float>(direction, 0);

        float value = loss.Gradient(parameters, gradient);
        float valueOfJvp = loss.Jvp(parameters, direction, out float slope);

        Assert.Equal(loss.Value(parameters), value, 1e-4f);
        Assert.Equal(value, valueOfJvp, 1e-4f);
        Assert.InRange(gradient.Zip(direction, (g, d) => (double)g * d).Sum() / slope, 0.999, 1.001);

        double length = Math.Sqrt(gradient.Sum(g => (double)g * g));
        float[] ahead = Moved(3e-4);
        float[] behind = Moved(-3e-4);
        Assert.InRange(((double)loss.Value(ahead) - loss.Value(behind)) / 6e-4 / length, 0.99, 1.01);

        float[] Moved(double distance)
        {
            return [.. parameters.Zip(gradient, (p, g) => (float)(p + distance / length * g))];
        }
    }

    /// <summary>‖a − b‖/‖a‖.</summary>
    private static double Distance(float[] a, float[] b)
    {
        return Math.Sqrt(a.Zip(b, (x, y) => ((double)x - y) * ((double)x - y)).Sum() / a.Sum(x => (double)x * x));
    }

    private static double[] Convolve(ReadOnlySpan<float> parameters, double[] input, int side, int channels, int maps)
    {
        double[] output = new double[side * side * maps];
        for (int place = 0; place < output.Length; place++)
        {
            int map = place % maps;
            int x = place / maps % side;
            int y = place / maps / side;
            double sum = parameters[9 * channels * maps + map];
            for (int k = 0; k < 9 * channels; k++)
            {
                int row = y + k / channels / 3 - 1;
                int column = x + k / channels % 3 - 1;
                if (row >= 0 && row < side && column >= 0 && column < side)
                {
                    sum += parameters[map * 9 * channels + k] * input[(row * side + column) * channels + k % channels];
                }
            }

            output[place] = Math.Max(0, sum);
        }

        return output;
    }

    private static double[] Pool(double[] input, int side, int channels)
    {
        int half = side / 2;
        return
        [
            .. Enumerable.Range(0, half * half * channels).Select(place =>
                Enumerable.Range(0, 4).Max(k => input[((2 * (place / channels / half) + k / 2) * side + 2 * (place / channels % half) + k % 2) * channels + place % channels])),
        ];
    }

    private static double[] Layer(ReadOnlySpan<float> parameters, double[] input, int outputs)
    {
        double[] sums = new double[outputs];
        for (int i = 0; i < outputs; i++)
        {
            sums[i] = parameters[outputs * input.Length + i];
            for (int j = 0; j < input.Length; j++)
            {
                sums[i] += parameters[i * input.Length + j] * input[j];
            }
        }

        return sums;
    }
}
