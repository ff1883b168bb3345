using System;
using System.Collections.Generic;
using System.ComponentModel;

namespace DiffGen.CompilerServices;

/// <summary>Measures estimators one after another. For <see cref="EstimatorLab"/> and generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LabTable
{
    /// <summary>Estimates that are made before those that are measured: until then code may still be compiled.</summary>
    private const int WarmUp = 2000;

    /// <summary>What is measured is timed in this many parts, and the median counts: what else the machine does falls into some of them only.</summary>
    private const int Parts = 31;
    private readonly List<LabMoments> _measured = [];
    private readonly int _components;
    private readonly int _samples;
    private readonly NoiseKey _key;
    private readonly double _rounding;
    private readonly double[] _seconds;
    private LabMoments _current = null!;
    private LabMoments? _simulation;
    private int _next;
    private int _begun;
    private int _part;
    private long _start;

    /// <summary>Makes a table without rows.</summary>
    /// <param name="components">How many numbers the gradient has; at least 1.</param>
    /// <param name="samples">How many estimates of each; at least 2.</param>
    /// <param name="seed">Of the streams.</param>
    /// <param name="rounding">Relative differences that are rounding.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no component, or there are fewer than 2 samples.</exception>
    public LabTable(int components, int samples, ulong seed, double rounding = 1e-12)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(components, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 2);
        (_components, _samples, _key, _rounding, _seconds) = (components, samples, new NoiseKey(seed), rounding, new double[Math.Min(Parts, samples)]);
    }

    /// <summary>Where times come from.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Begins with another estimator.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="isBiased">It is known to be biased.</param>
    public void Begin(string name, bool isBiased)
    {
        _measured.Add(_current = new LabMoments(name, isBiased, _components, _rounding));
        _next = -WarmUp;
    }

    /// <summary>Begins with the simulation alone: nothing is entered of it but its time.</summary>
    public void BeginSimulation()
    {
        _simulation = _current = new LabMoments("", false, _components, _rounding);
        _next = -WarmUp;
    }

    /// <summary>The stream of the next estimate; those of one estimator are independent of those of another.</summary>
    /// <param name="noise">The stream.</param>
    /// <returns>False where there have been enough.</returns>
    public bool Next(out Noise noise)
    {
        if (_next >= 0)
        {
            Time();
        }

        noise = new Noise(_key.Split((ulong)_measured.Count).Split((ulong)_next));
        if (_next++ < _samples)
        {
            return true;
        }

        Array.Sort(_seconds);
        _current.Finish(_samples, _seconds[_seconds.Length / 2]);
        return false;
    }

    /// <summary>Where a part is complete, notes the time of one of its estimates, and begins with the next.</summary>
    private void Time()
    {
        if (_next == 0)
        {
            (_part, _begun, _start) = (0, 0, Clock.GetTimestamp());
        }
        else if (_next == (int)((_part + 1L) * _samples / _seconds.Length))
        {
            long now = Clock.GetTimestamp();
            _seconds[_part++] = (now - _start) / (double)Clock.TimestampFrequency / (_next - _begun);
            (_begun, _start) = (_next, now);
        }
    }

    /// <summary>Takes the estimate for the stream in, unless the estimator is still warming up.</summary>
    /// <param name="gradient">One number for each component.</param>
    public void Enter(ReadOnlySpan<double> gradient)
    {
        if (_next > 0)
        {
            _current.Enter(gradient, _next);
        }
    }

    /// <summary>The rows, compared with the gradient, or with the best of them.</summary>
    /// <param name="exact">The gradient; empty where it is not known.</param>
    /// <returns>The report.</returns>
    public LabReport Report(ReadOnlySpan<double> exact = default)
    {
        LabMoments? best = null;
        foreach (LabMoments row in _measured)
        {
            best = !row.IsBiased && double.IsFinite(row.Total) && !(row.Total >= best?.Total) ? row : best;
        }

        bool isGiven = !exact.IsEmpty, isExact = isGiven || best is { IsConstant: true };
        double[] reference = isGiven ? exact.ToArray() : best?.Mean ?? [];
        double unit = _simulation is { Seconds: > 0 } ? _simulation.Seconds : 0;
        var rows = new List<LabRow>();
        foreach (LabMoments row in _measured)
        {
            double z = reference.Length == 0 ? double.NaN : row.Distance(reference, isExact ? null : best, _samples);
            rows.Add(new LabRow(row.Name, row.IsBiased, z, row.Total, row.Seconds / (unit > 0 ? unit : 1), !isGiven && ReferenceEquals(row, best), row.Mean));
        }

        return new LabReport(rows, reference, isExact, _samples, unit > 0);
    }
}
