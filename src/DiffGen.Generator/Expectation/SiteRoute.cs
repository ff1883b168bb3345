using System.Collections.Generic;

namespace DiffGen.Generator.Expectation;

/// <summary>How the gradient of the expectation goes through a site.</summary>
internal enum SiteRoute
{
    /// <summary>Not at all: the parameters of the distribution are constants, nothing depends on the draw, or the user stops it there.</summary>
    Constant,

    /// <summary>Along the path of the draw: x̄ ∂x/∂θ.</summary>
    Path,

    /// <summary>By the score: the costs that depend on the draw times ∂ log p(x; θ)/∂θ.</summary>
    Score,

    /// <summary>By its mean, in which the costs are affine.</summary>
    Mean,

    /// <summary>Some costs by the path, the others by the score.</summary>
    Both,
}

/// <summary>What was chosen for a site and why.</summary>
/// <param name="Route">The route.</param>
/// <param name="Text">The choice in words, for the diagnostic and the emitted comment.</param>
internal sealed record SiteChoice(SiteRoute Route, string Text)
{
    /// <summary>There is nothing to choose: its parameters are constants.</summary>
    public bool IsFixed { get; init; }

    /// <summary>Where its path jumps although it is taken; null where it does not.</summary>
    public string? Warning { get; init; }

    /// <summary>The operations that use the draw as its mean, wherever a derivative is taken.</summary>
    public HashSet<int> MeanUses { get; init; } = [];

    /// <summary>The terms of the cost that are charged with its score.</summary>
    public HashSet<Use> Scored { get; init; } = [];

    /// <summary>The operations that use the draw itself, not its path: they lead to terms charged with its score.</summary>
    public HashSet<int> PlainUses { get; init; } = [];
}
