using System;
using DiffGen;
using GradientsWithoutBackprop.Models;

namespace GradientsWithoutBackprop.Experiments;

/// <summary><see cref="ConvolutionalNetwork"/>, from Gaussian weights of variance 2/(number of inputs) below the rectifiers, 1/(number of inputs) above, and zero biases.</summary>
internal readonly struct ConvolutionalNetworkModel : IDigitModel<ConvolutionalNetwork.LossObjective>
{
    public static string Name => "convolutional network, 4 layers of 3 × 3";

    public static int ParameterCount => ConvolutionalNetwork.ParameterCount;

    public static void Initialize(Span<float> parameters, NoiseKey key)
    {
        parameters.Clear();
        Weights.Fill(parameters, 9, ConvolutionalNetwork.Channels1, 2, key.Split(1));
        Weights.Fill(parameters[ConvolutionalNetwork.Start2..], 9 * ConvolutionalNetwork.Channels1, ConvolutionalNetwork.Channels1, 2, key.Split(2));
        Weights.Fill(parameters[ConvolutionalNetwork.Start3..], 9 * ConvolutionalNetwork.Channels1, ConvolutionalNetwork.Channels2, 2, key.Split(3));
        Weights.Fill(parameters[ConvolutionalNetwork.Start4..], 9 * ConvolutionalNetwork.Channels2, ConvolutionalNetwork.Channels2, 2, key.Split(4));
        Weights.Fill(parameters[ConvolutionalNetwork.Start5..], ConvolutionalNetwork.Features, ConvolutionalNetwork.Units, 2, key.Split(5));
        Weights.Fill(parameters[ConvolutionalNetwork.Start6..], ConvolutionalNetwork.Units, ConvolutionalNetwork.Classes, 1, key.Split(6));
    }

    public static ConvolutionalNetwork.LossObjective LossOf(ReadOnlySpan<float> images, ReadOnlySpan<byte> labels)
    {
        return new ConvolutionalNetwork.LossObjective(images, labels);
    }

    public static float VectorisedLoss(ReadOnlySpan<float> parameters, ReadOnlySpan<float> images, ReadOnlySpan<byte> labels)
    {
        return VectorisedLosses.ConvolutionalNetwork(parameters, images, labels);
    }

    public static void Scores(ReadOnlySpan<float> parameters, ReadOnlySpan<float> image, Span<float> scores)
    {
        ConvolutionalNetwork.Scores(parameters, image, scores);
    }
}
