using System;
using System.Collections.Generic;
using System.Numerics;
using DiffGen.Training;
using DiffGen.Transforms;

namespace DiffGen.Runtime.Tests;

/// <summary>Linear regression by forward gradients: an optimizer with moments and an average, and noise whose position must be remembered.</summary>
internal sealed class RegressionTask : ITrainingTask<float>
{
    public const int ParameterCount = 5;
    private static readonly string[] Names = ["error", "bias"];

    private readonly ForwardGradient<float> _estimator = new(seed: 3);
    private readonly float[] _gradient = new float[ParameterCount];
    private readonly float[] _inputs;
    private readonly float[] _targets;

    public RegressionTask(int exampleCount = 10)
    {
        ExampleCount = exampleCount;
        _inputs = new float[exampleCount * ParameterCount];
        _targets = new float[exampleCount];
        new NoiseKey(1).FillGaussian<float>(_inputs, 0);
        for (int e = 0; e < exampleCount; e++)
        {
            _targets[e] = _inputs[e * ParameterCount] - (2 * _inputs[(e * ParameterCount) + 1]) + 0.5f;
        }

        Optimizer = new OptimizerChain<float>(
            ParameterCount, 0.05, new ClipByNorm<float>(10), new ScaleByAdam<float>(), new Accumulate<float>(2), new Lookahead<float>(3))
        {
            Schedule = Schedule.WarmUpCosine(0, 0.05, 2, 40),
        };
    }

    public int ExampleCount { get; }

    public IReadOnlyList<string> MetricNames => Names;

    public OptimizerChain<float> Optimizer { get; }

    /// <summary>Planted fault: the noise begins anew in every run.</summary>
    public bool ForgetsNoise { get; init; }

    /// <summary>Called with every batch.</summary>
    public Action<int[]>? OnStep { get; init; }

    /// <summary>Replaces the losses that are returned.</summary>
    public Func<double, double>? Report { get; init; }

    public double Step(ReadOnlySpan<int> examples, Span<float> parameters)
    {
        OnStep?.Invoke(examples.ToArray());
        SquaredError loss = new(_inputs, _targets, examples);
        double value = _estimator.Estimate(ref loss, parameters, _gradient);
        Optimizer.Step(parameters, _gradient);
        return Report?.Invoke(value) ?? value;
    }

    public void Evaluate(ReadOnlySpan<float> parameters, Span<double> metrics)
    {
        Span<int> all = stackalloc int[ExampleCount];
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = i;
        }

        metrics[0] = new SquaredError(_inputs, _targets, all).Value(parameters);
        metrics[1] = parameters[^1];
    }

    public void VisitState(StateVisitor visitor)
    {
        visitor.Part("optimizer", Optimizer);
        if (!ForgetsNoise)
        {
            visitor.Estimator("noise", _estimator);
        }
    }

    /// <summary>The mean of ½(w · x − y)² over some examples.</summary>
    private readonly ref struct SquaredError(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> examples) : IObjective<float>
    {
        private readonly ReadOnlySpan<float> _inputs = inputs;
        private readonly ReadOnlySpan<float> _targets = targets;
        private readonly ReadOnlySpan<int> _examples = examples;

        public float Value(ReadOnlySpan<float> parameters) => Jvp(parameters, parameters, out _);

        public float Gradient(ReadOnlySpan<float> parameters, Span<float> gradient) => throw new NotSupportedException();

        public float Jvp(ReadOnlySpan<float> parameters, ReadOnlySpan<float> tangent, out float directional)
        {
            float sum = 0;
            directional = 0;
            foreach (int e in _examples)
            {
                float residual = -_targets[e], change = 0;
                for (int i = 0; i < parameters.Length; i++)
                {
                    residual += parameters[i] * _inputs[(e * parameters.Length) + i];
                    change += tangent[i] * _inputs[(e * parameters.Length) + i];
                }

                sum += 0.5f * residual * residual;
                directional += residual * change;
            }

            directional /= _examples.Length;
            return sum / _examples.Length;
        }
    }
}

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class StillClock : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public void Advance(double seconds) => _ticks += TimeSpan.FromSeconds(seconds).Ticks;
}
