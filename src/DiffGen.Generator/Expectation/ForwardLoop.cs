using System.Collections.Immutable;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Expectation;

/// <summary>
/// A loop that is run twice, so that nothing of it need be kept. A draw's score waits for the costs behind it, J = v_end − v, with v the sum that iterations add their costs to. The first run, from the same
/// stream, gives v_end; in the second J is known as soon as a draw is made, so that iterations meet in sums only.
/// </summary>
/// <param name="Sum">The position of v among what the loop carries; −1 where its iterations add no costs.</param>
/// <param name="Scores">The sums of scores that are added up in it.</param>
/// <param name="Tail">What the costs behind the loop are made of, behind the loop.</param>
internal sealed record ForwardLoop(int Sum, ImmutableArray<ForwardScore> Scores, ImmutableArray<Op> Tail)
{
    /// <summary>The slot that stands for all that a branch gives.</summary>
    public const int Whole = -3;
}

/// <summary>A sum of scores of draws in one such loop.</summary>
/// <param name="Number">Its number.</param>
/// <param name="IsInside">The costs that the loop adds up are charged with it.</param>
/// <param name="Behind">The costs behind the loop that are charged with it.</param>
/// <param name="Parts">Costs in branches that are charged as a part of one behind them.</param>
internal sealed record ForwardScore(int Number, bool IsInside, ImmutableArray<(Use Use, Value Cost)> Behind, ImmutableHashSet<Use> Parts);
