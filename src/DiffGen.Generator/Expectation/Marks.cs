using System.Collections.Generic;

namespace DiffGen.Generator.Expectation;

/// <summary>What a value depends on: each way of each draw into it.</summary>
internal sealed class Marks : Dictionary<Way, Mark>
{
    public Marks()
    {
    }

    public Marks(Marks other)
        : base(other)
    {
    }

    /// <summary>It is what is known of a value, not something on the way there: when it grows, the fixpoint is not reached.</summary>
    public bool IsKept { get; init; }
}
