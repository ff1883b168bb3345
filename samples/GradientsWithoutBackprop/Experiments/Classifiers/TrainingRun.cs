using System;
using System.Collections.Generic;
using System.Diagnostics;
using DiffGen;
using DiffGen.Samples.Data;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>One model trained with one kind of gradient.</summary>
internal sealed class TrainingRun<TModel, TObjective, TEstimator> : ITrainingRun
    where TModel : struct, IDigitModel<TObjective>
    where TObjective : IObjective<float>, allows ref struct
    where TEstimator : IGradientEstimator<float>
{
    private readonly TEstimator _estimator;
    private readonly Sgd<float> _optimizer;
    private readonly float[] _parameters = new float[TModel.ParameterCount];
    private readonly float[] _gradient = new float[TModel.ParameterCount];
    private readonly List<Measurement> _measurements = [];
    private TimeSpan _time;
    private double _lossSum;
    private int _lossCount;
    private int _steps;

    public TrainingRun(string method, TEstimator estimator, double learningRate, NoiseKey weights)
    {
        Method = method;
        LearningRate = learningRate;
        _estimator = estimator;
        _optimizer = new Sgd<float>(TModel.ParameterCount, learningRate);
        TModel.Initialize(_parameters, weights);
    }

    public string Method { get; }

    public double LearningRate { get; }

    public IReadOnlyList<Measurement> Measurements => _measurements;

    public ReadOnlySpan<float> Parameters => _parameters;

    public double RunningLoss => _lossCount > 0 ? _lossSum / _lossCount : double.NaN;

    public double Seconds => _time.TotalSeconds;

    public void Step(MiniBatches batch)
    {
        long start = Stopwatch.GetTimestamp();
        TObjective loss = TModel.LossOf(batch.Images, batch.Labels);
        double value = _estimator.Estimate(ref loss, _parameters, _gradient);
        _optimizer.LearningRate = LearningRate * TrainingPlan.Decay(_steps);
        _optimizer.Step(_parameters, _gradient);
        _time += Stopwatch.GetElapsedTime(start);
        _lossSum += value;
        _lossCount++;
        _steps++;
    }

    public void Measure(Digits heldBack)
    {
        (double loss, double accuracy) = Evaluate(heldBack);
        _measurements.Add(new Measurement(_steps, RunningLoss, loss, accuracy, Seconds));
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
