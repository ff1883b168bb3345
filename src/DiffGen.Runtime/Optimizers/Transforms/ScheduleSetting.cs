using System;
using System.Numerics;

namespace DiffGen.Transforms;

/// <summary>Sets any setting from a schedule before the transforms behind it run: <c>new ScheduleSetting&lt;float&gt;(Schedule.Linear(0, 0.1, 1000), value => decay.WeightDecay = value)</c>.</summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class ScheduleSetting<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private readonly Schedule _schedule;
    private readonly Action<double> _set;

    /// <summary>Makes the transform.</summary>
    /// <param name="schedule">The values of the chain's steps 0, 1, ….</param>
    /// <param name="set">Receives the value of each step.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public ScheduleSetting(Schedule schedule, Action<double> set)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(set);
        _schedule = schedule;
        _set = set;
    }

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        _set(_schedule.At(context.Step));
        return true;
    }
}
