using System;
using DiffGen;
using GradientsWithoutBackprop.Models;

namespace GradientsWithoutBackprop.Experiments;

/// <summary><see cref="PaperNetwork"/> with its 1,024 units in a hidden layer, from the weights of <see cref="DeepNetworkWeights"/>.</summary>
internal readonly struct PaperNetworkModel : IDigitModel<PaperNetwork.LossObjective>
{
    private const int Width = 1024;
    private const int Depth = 2;

    public static string Name => "network 784-1024-1024-10";

    public static int ParameterCount => DeepNetwork.ParameterCount(Width, Depth);

    public static void Initialize(Span<float> parameters, NoiseKey key)
    {
        DeepNetworkWeights.Make(Width, Depth, key).CopyTo(parameters);
    }

    public static PaperNetwork.LossObjective LossOf(ReadOnlySpan<float> images, ReadOnlySpan<byte> labels)
    {
        return new PaperNetwork.LossObjective(images, labels, Width);
    }

    public static float VectorisedLoss(ReadOnlySpan<float> parameters, ReadOnlySpan<float> images, ReadOnlySpan<byte> labels)
    {
        return VectorisedLosses.DeepNetwork(parameters, images, labels, Width, Depth);
    }

    public static void Scores(ReadOnlySpan<float> parameters, ReadOnlySpan<float> image, Span<float> scores)
    {
        PaperNetwork.Scores(parameters, image, Width, scores);
    }
}
