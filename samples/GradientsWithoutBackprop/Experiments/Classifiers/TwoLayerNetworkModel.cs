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
        parameters.Clear();
        Weights.Fill(parameters, TwoLayerNetwork.Inputs, TwoLayerNetwork.Hidden, 2, key.Split(1));
        Weights.Fill(parameters[((TwoLayerNetwork.Inputs + 1) * TwoLayerNetwork.Hidden)..], TwoLayerNetwork.Hidden, TwoLayerNetwork.Classes, 1, key.Split(2));
    }

    public static TwoLayerNetwork.LossObjective LossOf(ReadOnlySpan<float> images, ReadOnlySpan<byte> labels)
    {
        return new TwoLayerNetwork.LossObjective(images, labels);
    }

    public static float VectorisedLoss(ReadOnlySpan<float> parameters, ReadOnlySpan<float> images, ReadOnlySpan<byte> labels)
    {
        return VectorisedLosses.DeepNetwork(parameters, images, labels, TwoLayerNetwork.Hidden, 1);
    }

    public static void Scores(ReadOnlySpan<float> parameters, ReadOnlySpan<float> image, Span<float> scores)
    {
        Span<float> hidden = stackalloc float[TwoLayerNetwork.Hidden];
        TwoLayerNetwork.Scores(parameters, image, hidden, scores);
    }
}
