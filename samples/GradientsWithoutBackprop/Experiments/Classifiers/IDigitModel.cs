using System;
using DiffGen;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>A classifier of digits: its parameters are one flat buffer, its loss on a mini-batch is an objective.</summary>
/// <typeparam name="TObjective">The objective that the generator made from the model's loss.</typeparam>
internal interface IDigitModel<TObjective>
    where TObjective : IObjective<float>, allows ref struct
{
    static abstract string Name { get; }

    static abstract int ParameterCount { get; }

    /// <summary>Writes the parameters that training starts from.</summary>
    static abstract void Initialize(Span<float> parameters, NoiseKey key);

    /// <summary>The mean loss of some digits, as a function of the parameters.</summary>
    static abstract TObjective LossOf(ReadOnlySpan<float> images, ReadOnlySpan<byte> labels);

    /// <summary>The same loss in vectorised code, to measure the others by.</summary>
    static abstract float VectorisedLoss(ReadOnlySpan<float> parameters, ReadOnlySpan<float> images, ReadOnlySpan<byte> labels);

    /// <summary>The scores of one image; the highest is the answer.</summary>
    static abstract void Scores(ReadOnlySpan<float> parameters, ReadOnlySpan<float> image, Span<float> scores);
}
