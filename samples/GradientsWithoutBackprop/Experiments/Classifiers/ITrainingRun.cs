using System;
using System.Collections.Generic;
using DiffGen.Samples.Data;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>A model in training, whatever the model and the kind of gradient.</summary>
internal interface ITrainingRun
{
    /// <summary>The kind of gradient.</summary>
    string Method { get; }

    /// <summary>The learning rate of the first step.</summary>
    double LearningRate { get; }

    IReadOnlyList<Measurement> Measurements { get; }

    ReadOnlySpan<float> Parameters { get; }

    /// <summary>The mean loss of the steps since the last measurement; NaN before the first step.</summary>
    double RunningLoss { get; }

    /// <summary>The time spent on steps so far.</summary>
    double Seconds { get; }

    /// <summary>One step on a mini-batch.</summary>
    void Step(MiniBatches batch);

    /// <summary>Measures the model as it is.</summary>
    void Measure(Digits heldBack);
}
