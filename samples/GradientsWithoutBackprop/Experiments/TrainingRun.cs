using System;
using System.Collections.Generic;
using System.Diagnostics;
using DiffGen;
using GradientsWithoutBackprop.Data;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>One model trained with one kind of gradient.</summary>
internal sealed class TrainingRun<TModel, TObjective, TEstimator> : ITrainingRun
    where TModel : struct, IDigitModel<TObjective>
    where TObjective : IObjective<float>, allows ref struct
    where TEstimator : IGradientEstimator<float>
{
    private readonly TEstimator _estimator;
    private readonly IOptimizer<float> _optimizer;
    private readonly double _learningRate;
    private readonly float[] _parameters = new float[TModel.ParameterCount];
    private readonly float[] _gradient = new float[TModel.ParameterCount];
    private readonly List<Measurement> _measurements = [];
    private TimeSpan _time;
    private double _lossSum;
    private int _lossCount;

    public TrainingRun(string method, TEstimator estimator, IOptimizer<float> optimizer, NoiseKey weights)
    {
        Method = method;
        _estimator = estimator;
        _optimizer = optimizer;
        _learningRate = optimizer.LearningRate;
        TModel.Initialize(_parameters, weights);
    }

    public string Method { get; }

    public IReadOnlyList<Measurement> Measurements => _measurements;

    public ReadOnlySpan<float> Parameters => _parameters;

    public double RunningLoss => _lossCount > 0 ? _lossSum / _lossCount : double.NaN;

    public double Seconds => _time.TotalSeconds;

    public void Step(MiniBatches batch, double progress)
    {
        long start = Stopwatch.GetTimestamp();
        TObjective loss = TModel.LossOf(batch.Images, batch.Labels);
        double value = _estimator.Estimate(ref loss, _parameters, _gradient);
        _optimizer.LearningRate = _learningRate * 0.5 * (1 + Math.Cos(Math.PI * progress));
        _optimizer.Step(_parameters, _gradient);
        _time += Stopwatch.GetElapsedTime(start);
        _lossSum += value;
        _lossCount++;
    }

    public void EndEpoch(Digits heldBack)
    {
        (double loss, double accuracy) = Evaluate(heldBack);
        _measurements.Add(new Measurement(_measurements.Count + 1, RunningLoss, loss, accuracy, Seconds));
        _lossSum = 0;
        _lossCount = 0;
    }

    private (double Loss, double Accuracy) Evaluate(Digits digits)
    {
        double loss = TModel.LossOf(digits.Images, digits.Labels).Value(_parameters);
        Span<float> scores = stackalloc float[Digits.Classes];
        int right = 0;
        for (int i = 0; i < digits.Count; i++)
        {
            TModel.Scores(_parameters, digits.Image(i), scores);
            int best = 0;
            for (int c = 1; c < scores.Length; c++)
            {
                best = scores[c] > scores[best] ? c : best;
            }

            right += best == digits.Labels[i] ? 1 : 0;
        }

        return (loss, (double)right / digits.Count);
    }
}
