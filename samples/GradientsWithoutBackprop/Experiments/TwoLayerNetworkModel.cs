using System;
using DiffGen;
using GradientsWithoutBackprop.Models;

namespace GradientsWithoutBackprop.Experiments;

/// <summary><see cref="TwoLayerNetwork"/>, from Gaussian weights of variance 2/(number of inputs) below the rectifiers, 1/(number of inputs) above, and zero biases.</summary>
internal readonly struct TwoLayerNetworkModel : IDigitModel<TwoLayerNetwork.LossObjective>
{
    public static string Name => "network 784-128-10";

    public static int ParameterCount => TwoLayerNetwork.ParameterCount;

    public static void Initialize(Span<float> parameters, NoiseKey key)
    {
        const int Weights1 = TwoLayerNetwork.Hidden * TwoLayerNetwork.Inputs;
        const int Weights2 = TwoLayerNetwork.Classes * TwoLayerNetwork.Hidden;
        parameters.Clear();
        Fill(parameters[..Weights1], MathF.Sqrt(2f / TwoLayerNetwork.Inputs), key.Split(1));
        Fill(parameters.Slice(Weights1 + TwoLayerNetwork.Hidden, Weights2), MathF.Sqrt(1f / TwoLayerNetwork.Hidden), key.Split(2));
    }

    public static TwoLayerNetwork.LossObjective LossOf(ReadOnlySpan<float> images, ReadOnlySpan<byte> labels)
    {
        return new TwoLayerNetwork.LossObjective(images, labels);
    }

    public static void Scores(ReadOnlySpan<float> parameters, ReadOnlySpan<float> image, Span<float> scores)
    {
        Span<float> hidden = stackalloc float[TwoLayerNetwork.Hidden];
        TwoLayerNetwork.Scores(parameters, image, hidden, scores);
    }

    private static void Fill(Span<float> weights, float deviation, NoiseKey key)
    {
        key.FillGaussian(weights, 0);
        foreach (ref float weight in weights)
        {
            weight *= deviation;
        }
    }
}
