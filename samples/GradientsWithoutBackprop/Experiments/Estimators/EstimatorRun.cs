using System;
using System.Collections.Generic;
using System.Diagnostics;
using DiffGen;
using GradientsWithoutBackprop.Models;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>A training of the tanh network by plain SGD with one kind of gradient.</summary>
internal sealed class EstimatorRun
{
    private readonly ClassificationTask _task;
    private readonly GradientSource _source;
    private readonly double _rate;
    private readonly NoiseKey _order;
    private readonly float[] _parameters;
    private readonly float[] _gradient;
    private readonly float[] _inputs;
    private readonly byte[] _labels;
    private readonly double[] _picks;
    private readonly List<(int Step, double Accuracy)> _curve = [];

    public EstimatorRun(ClassificationTask task, Method method, double rate, int batchSize, NoiseKey key)
    {
        _task = task;
        _source = method.Start(key.Split(1).Value);
        _rate = rate;
        _order = key.Split(2);
        _parameters = task.FirstParameters(key.Split(3));
        _gradient = new float[_parameters.Length];
        _inputs = new float[batchSize * task.Width];
        _labels = new byte[batchSize];
        _picks = new double[batchSize];
    }

    public int Steps { get; private set; }

    /// <summary>The time that the last step took, gradient and update.</summary>
    public double LastStepSeconds { get; private set; }

    /// <summary>The share of the test examples named right at the checkpoints.</summary>
    public IReadOnlyList<(int Step, double Accuracy)> Curve => _curve;

    public double Accuracy => _task.Accuracy(_parameters);

    /// <summary>Goes on until a number of steps is done in all, measured at the checkpoints among them.</summary>
    public void Train(int steps, IReadOnlyList<int> checkpoints)
    {
        int next = 0;
        while (Steps < steps)
        {
            Step();
            while (next < checkpoints.Count && checkpoints[next] < Steps)
            {
                next++;
            }

            if (next < checkpoints.Count && checkpoints[next] == Steps)
            {
                _curve.Add((Steps, Accuracy));
            }
        }
    }

    private void Step()
    {
        _order.FillUniform<double>(_picks, (uint)Steps);
        for (int n = 0; n < _labels.Length; n++)
        {
            int example = (int)(_picks[n] * _task.Labels.Length);
            _task.Inputs.AsSpan(example * _task.Width, _task.Width).CopyTo(_inputs.AsSpan(n * _task.Width));
            _labels[n] = _task.Labels[example];
        }

        long start = Stopwatch.GetTimestamp();
        _source(new LayeredTanhNetwork(_inputs, _labels, _task.Width, _task.Hidden), _parameters, _gradient);
        float rate = (float)_rate;
        for (int i = 0; i < _parameters.Length; i++)
        {
            _parameters[i] -= rate * _gradient[i];
        }

        LastStepSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Steps++;
    }
}
