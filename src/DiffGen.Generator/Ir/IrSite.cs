using System.Collections.Immutable;

namespace DiffGen.Generator.Ir;

/// <summary>A sampling site.</summary>
/// <param name="Distribution">The name of what it draws from: of the method of <c>Sample</c>.</param>
/// <param name="Strategy">The name of the strategy that the user chose; <c>Auto</c> where there is none.</param>
internal sealed record IrSite(string Distribution, string Strategy)
{
    /// <summary>The name of the method of <c>Sample</c> that the user called, where that draws a vector and this a number of it.</summary>
    public string? Vector { get; init; }

    /// <summary>The name that the user knows it by.</summary>
    public string Name => Vector ?? Distribution;

    /// <summary>The draw that this is another copy of, in what is run again for another draw; −1: it is what the user wrote.</summary>
    public int Of { get; init; } = -1;

    /// <summary>What is run again, for which draws it is run again: draws of two such copies share their noise.</summary>
    public ImmutableArray<World> Worlds { get; init; } = ImmutableArray<World>.Empty;
}

/// <summary>That an operation is run for one value of a draw.</summary>
/// <param name="Site">The draw.</param>
/// <param name="Value">The number of the value; −1: it is in a loop over all of them.</param>
internal readonly record struct World(int Site, int Value);
