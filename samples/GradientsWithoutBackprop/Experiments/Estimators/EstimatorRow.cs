using System.Collections.Generic;
using DiffGen;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>What a kind of gradient learns.</summary>
/// <param name="Method">Its name.</param>
/// <param name="Bias">How the mean of its estimates relates to the gradient.</param>
/// <param name="LearningRate">The best of the rates tried.</param>
/// <param name="Curve">The share of the test examples named right after some steps, the mean, the least and the greatest over seeds.</param>
/// <param name="Accuracy">That share after the steps that all take.</param>
/// <param name="SecondsPerStep">The time of a step, the median of steps of all kinds in turn.</param>
/// <param name="StepsInTime">The steps within the time that all have.</param>
/// <param name="AccuracyInTime">The share named right at the end of that time.</param>
internal sealed record EstimatorRow(
    string Method,
    Bias Bias,
    double LearningRate,
    IReadOnlyList<(int Step, double Mean, double Low, double High)> Curve,
    double Accuracy,
    double SecondsPerStep,
    int StepsInTime,
    double AccuracyInTime);
