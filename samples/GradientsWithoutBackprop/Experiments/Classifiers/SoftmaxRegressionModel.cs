using System;
using DiffGen;
using GradientsWithoutBackprop.Models;

namespace GradientsWithoutBackprop.Experiments;

/// <summary><see cref="SoftmaxRegression"/>, from zero.</summary>
internal readonly struct SoftmaxRegressionModel : IDigitModel<SoftmaxRegression.LossObjective>
{
    public static string Name => "softmax regression 784-10";

    public static int ParameterCount => SoftmaxRegression.ParameterCount;

    public static void Initialize(Span<float> parameters, NoiseKey key)
    {
        parameters.Clear();
    }

    public static SoftmaxRegression.LossObjective LossOf(ReadOnlySpan<float> images, ReadOnlySpan<byte> labels)
    {
        return new SoftmaxRegression.LossObjective(images, labels);
    }

    public static float VectorisedLoss(ReadOnlySpan<float> parameters, ReadOnlySpan<float> images, ReadOnlySpan<byte> labels)
    {
        return VectorisedLosses.SoftmaxRegression(parameters, images, labels);
    }

    public static void Scores(ReadOnlySpan<float> parameters, ReadOnlySpan<float> image, Span<float> scores)
    {
        SoftmaxRegression.Scores(parameters, image, scores);
    }
}
