using System;
using System.Collections.Generic;
using GradientsWithoutBackprop.Data;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>A model in training, whatever the model and the kind of gradient.</summary>
internal interface ITrainingRun
{
    /// <summary>The kind of gradient.</summary>
    string Method { get; }

    /// <summary>One measurement per finished epoch.</summary>
    IReadOnlyList<Measurement> Measurements { get; }

    ReadOnlySpan<float> Parameters { get; }

    /// <summary>The mean loss of the current epoch's steps so far; NaN before the first.</summary>
    double RunningLoss { get; }

    /// <summary>The time spent on steps so far.</summary>
    double Seconds { get; }

    /// <summary>One step on a mini-batch.</summary>
    /// <param name="batch">Its current batch.</param>
    /// <param name="progress">How much of the whole training is done, from 0 to 1; the learning rate falls with it.</param>
    void Step(MiniBatches batch, double progress);

    /// <summary>Measures the model at the end of an epoch.</summary>
    void EndEpoch(Digits heldBack);
}
