using System;
using System.Diagnostics.CodeAnalysis;

namespace DiffGen;

/// <summary>What <see cref="Sgd{R}"/> remembers between steps. Plain data: write it to a file, read it back, and go on where it was.</summary>
/// <typeparam name="R">The real type of the parameters.</typeparam>
public sealed class SgdState<R>
    where R : unmanaged
{
    /// <summary>Makes the state before the first step.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public SgdState(int parameterCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parameterCount);
        Velocity = new R[parameterCount];
    }

    /// <summary>How many steps have been made.</summary>
    public long Steps { get; set; }

    /// <summary>The momentum buffer b, one number for each parameter; meaningless before the first step and without momentum.</summary>
    [SuppressMessage("Performance", "CA1819", Justification = "The state is plain data that its owner reads and writes.")]
    public R[] Velocity { get; }
}
