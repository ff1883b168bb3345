using System;

namespace DiffGen;

/// <summary>A number that depends on the step, such as a learning rate. Steps count from 0: the first update uses <c>At(0)</c>.</summary>
/// <remarks>Schedules are pure functions of the step and remember nothing. Write your own by deriving.</remarks>
public abstract partial class Schedule
{
    /// <summary>The number of a step.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <returns>The number.</returns>
    public abstract double At(long step);

    /// <summary>A schedule out of any function.</summary>
    /// <param name="function">The function of the step.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    public static Schedule Of(Func<long, double> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return new FunctionSchedule(function);
    }

    /// <summary>The schedule times a number.</summary>
    /// <param name="factor">The number.</param>
    /// <returns>The product.</returns>
    public Schedule Times(double factor)
    {
        Settings.Finite(factor);
        return new FunctionSchedule(step => factor * At(step));
    }

    private sealed class FunctionSchedule(Func<long, double> function) : Schedule
    {
        public override double At(long step)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(step);
            return function(step);
        }
    }
}
