using System.Collections.Immutable;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Expectation;

/// <summary>A term of the cost.</summary>
/// <param name="Use">Where it enters the sum.</param>
/// <param name="Value">The term.</param>
internal sealed record CostTerm(Use Use, Value Value)
{
    /// <summary>Factors on the way from the sum that may depend on draws themselves, and where they enter.</summary>
    public ImmutableArray<(Value Value, Use Use)> Factors { get; init; } = ImmutableArray<(Value, Use)>.Empty;
}
