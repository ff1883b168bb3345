using System;
using System.Diagnostics.CodeAnalysis;

namespace DiffGen;

/// <summary>What <see cref="Adam{R}"/> remembers between steps. Plain data: write it to a file, read it back, and go on where it was.</summary>
/// <typeparam name="R">The real type of the parameters.</typeparam>
public sealed class AdamState<R>
    where R : unmanaged
{
    /// <summary>Makes the state before the first step.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public AdamState(int parameterCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parameterCount);
        FirstMoment = new R[parameterCount];
        SecondMoment = new R[parameterCount];
    }

    /// <summary>How many steps have been made.</summary>
    public long Steps { get; set; }

    /// <summary>The running mean m of the gradient, not corrected for its start at 0.</summary>
    [SuppressMessage("Performance", "CA1819", Justification = "The state is plain data that its owner reads and writes.")]
    public R[] FirstMoment { get; }

    /// <summary>The running mean v of the squared gradient, not corrected for its start at 0.</summary>
    [SuppressMessage("Performance", "CA1819", Justification = "The state is plain data that its owner reads and writes.")]
    public R[] SecondMoment { get; }
}
