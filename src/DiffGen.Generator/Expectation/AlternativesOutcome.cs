using System.Collections.Generic;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Expectation;

/// <summary>What has become of a method whose sites run costs again for other draws.</summary>
internal sealed class AlternativesOutcome
{
    public IrFunction Function { get; set; } = null!;

    /// <summary>What was done, in words, by the ids of the draws.</summary>
    public Dictionary<int, string> Texts { get; } = [];

    /// <summary>The sites that would be enumerated if it took less, and what it would take.</summary>
    public Dictionary<int, string> TooLarge { get; } = [];

    /// <summary>How many operations were added, by the ids of the draws.</summary>
    public Dictionary<int, int> Added { get; } = [];

    /// <summary>Products and quotients of costs and probabilities: they are sums of terms like the costs themselves.</summary>
    public HashSet<int> Products { get; set; } = [];

    /// <summary>The sites whose strategy, chosen by name, is biased.</summary>
    public HashSet<int> Biased { get; } = [];

    /// <summary>The sites that were enumerated without being asked for.</summary>
    public HashSet<int> Unasked { get; } = [];
}
