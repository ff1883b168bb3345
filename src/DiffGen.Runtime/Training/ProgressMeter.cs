using System;

namespace DiffGen.Training;

/// <summary>Measures the speed of a training, as a moving average over about ten seconds, and foretells its end.</summary>
public sealed class ProgressMeter : IStateful
{
    private const double Memory = 10;
    private const double LeastInterval = 0.2;

    private readonly TimeProvider _time;
    private readonly long _totalSteps;
    private long _earlierTicks;
    private long _begun;
    private long _markTime;
    private long _markStep;
    private double _rate = double.NaN;

    /// <summary>Starts the clock.</summary>
    /// <param name="totalSteps">How many steps there will be.</param>
    /// <param name="step">How many have been made.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public ProgressMeter(long totalSteps, long step = 0, TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        _totalSteps = totalSteps;
        Begin(step);
    }

    /// <summary>The time spent, earlier runs that this one goes on from included.</summary>
    public TimeSpan Elapsed => new(_earlierTicks + _time.GetElapsedTime(_begun).Ticks);

    /// <summary>Steps per second; NaN until enough time has passed to tell.</summary>
    public double StepsPerSecond => _rate;

    /// <summary>The time that the steps after the last <see cref="Update"/> will take; null until the speed is known.</summary>
    public TimeSpan? Remaining => _rate > 0 ? TimeSpan.FromSeconds(Math.Min((_totalSteps - _markStep) / _rate, TimeSpan.MaxValue.TotalSeconds / 2)) : null;

    /// <summary>Takes the number of steps made so far into account.</summary>
    /// <param name="step">The number.</param>
    public void Update(long step)
    {
        double seconds = _time.GetElapsedTime(_markTime).TotalSeconds;
        if (seconds < LeastInterval)
        {
            return;
        }

        double now = (step - _markStep) / seconds, weight = 1 - Math.Exp(-seconds / Memory);
        _rate = double.IsNaN(_rate) ? now : _rate + (weight * (now - _rate));
        _markTime = _time.GetTimestamp();
        _markStep = step;
    }

    /// <summary>Starts the clock again at a step, such as that of a checkpoint. The time spent before is kept.</summary>
    /// <param name="step">How many steps have been made.</param>
    public void Begin(long step)
    {
        _begun = _markTime = _time.GetTimestamp();
        _markStep = step;
        _rate = double.NaN;
    }

    /// <summary>Visits the time spent.</summary>
    /// <param name="visitor">Who reads or writes.</param>
    public void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        long before = Elapsed.Ticks, ticks = before;
        visitor.Number("elapsed ticks", ref ticks);
        if (ticks != before)
        {
            _earlierTicks = ticks;
            Begin(_markStep);
        }
    }
}
