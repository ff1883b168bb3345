using System;
using System.Numerics;

namespace DiffGen.Transforms;

/// <summary>Adds up the updates of several steps; only the last of them goes on, with the sum or the mean. Put it first in a chain.</summary>
/// <remarks>The learning rate and the schedule are those of the chain's steps, k for each one that moves the parameters.</remarks>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class Accumulate<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private R[] _sum = [];
    private long _count;

    /// <summary>Makes the transform.</summary>
    /// <param name="steps">The number k of steps that make one, at least 1.</param>
    /// <param name="mean">Whether the mean goes on (optax, Optimisers.jl) and not the sum (PyTorch, where the user divides).</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of its range.</exception>
    public Accumulate(int steps, bool mean = false)
    {
        Steps = Settings.AtLeastOne(steps);
        Mean = mean;
    }

    /// <summary>The number k of steps that make one.</summary>
    public int Steps { get; }

    /// <summary>Whether the mean goes on and not the sum.</summary>
    public bool Mean { get; }

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        Sweep.AddScaled<R>(_sum, update, 1);
        if (++_count < Steps)
        {
            return false;
        }

        _sum.CopyTo(update);
        if (Mean)
        {
            Sweep.Scale(update, 1.0 / Steps);
        }

        Array.Clear(_sum);
        _count = 0;
        return true;
    }

    /// <inheritdoc/>
    public override void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Number("count", ref _count);
        visitor.Buffer<R>("sum", _sum);
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount) => _sum = new R[parameterCount];
}
