using System;

namespace DiffGen;

/// <summary>
/// A baseline that is the decaying average of past costs. Plain data: copied, stored and compared; <c>default</c> with a decay of 0 is the last cost.
/// </summary>
/// <remarks>
/// Read <see cref="Value"/> for a batch first, then <see cref="Update(double)"/> with its costs in the order of the examples: a baseline that holds the cost it is subtracted from scales the
/// gradient by the decay. Before the first update it is 0.
/// </remarks>
/// <param name="Decay">The share a that a step keeps of the average, in [0, 1): b ← a b + (1 − a) cost.</param>
public record struct MovingAverageBaseline(double Decay) : IStateful
{
    /// <summary>The average of the costs so far, 0 before the first.</summary>
    public double Value { get; private set; }

    /// <summary>How many costs have gone in.</summary>
    public long Count { get; private set; }

    /// <summary>Takes a cost in: the first one becomes the average, later ones move it.</summary>
    /// <param name="cost">The cost of a draw that the average has already been subtracted from.</param>
    public void Update(double cost)
    {
        Value = Count == 0 ? cost : (Decay * Value) + ((1 - Decay) * cost);
        Count++;
    }

    /// <inheritdoc/>
    public void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        double value = Value;
        long count = Count;
        visitor.Number("value", ref value);
        visitor.Number("count", ref count);
        (Value, Count) = (value, count);
    }

    /// <summary>Forgets all costs.</summary>
    public void Reset()
    {
        Value = 0;
        Count = 0;
    }
}
