using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Vectorize;

/// <summary>
/// An integer in an iteration of a loop: the loop's index (or nothing that the loop changes), plus terms that the loop leaves as they are, plus a constant.
/// Integers wrap round in C#, so that the order of the sum does not matter.
/// </summary>
/// <param name="IsAlong">The index is part of it: it advances with the loop.</param>
/// <param name="Terms">The terms, by their ids.</param>
/// <param name="Constant">The constant.</param>
internal sealed record Affine(bool IsAlong, ImmutableArray<(Value Value, bool IsNegated)> Terms, int Constant)
{
    public static readonly Affine Index = new(true, ImmutableArray<(Value, bool)>.Empty, 0);

    public static Affine Of(int constant) => new(false, ImmutableArray<(Value, bool)>.Empty, constant);

    public static Affine Of(Value term) => new(false, ImmutableArray.Create((term, false)), 0);

    /// <summary>The loop's index itself.</summary>
    public bool IsIndex => IsAlong && Terms.IsEmpty && Constant == 0;

    /// <summary>The sum; null where the index would be in it twice.</summary>
    public static Affine? Sum(Affine a, Affine b) => a.IsAlong && b.IsAlong ? null : new Affine(a.IsAlong || b.IsAlong, Collected(a.Terms.Concat(b.Terms)), unchecked(a.Constant + b.Constant));

    /// <summary>The difference; null where the index would run backwards.</summary>
    public static Affine? Difference(Affine a, Affine b) => b.IsAlong && !a.IsAlong ? null
        : new Affine(a.IsAlong && !b.IsAlong, Collected(a.Terms.Concat(b.Terms.Select(t => (t.Value, !t.IsNegated)))), unchecked(a.Constant - b.Constant));

    public bool IsSame(Affine other) => IsAlong == other.IsAlong && Constant == other.Constant && Terms.SequenceEqual(other.Terms);

    private static ImmutableArray<(Value, bool)> Collected(IEnumerable<(Value Value, bool IsNegated)> terms)
    {
        var kept = new List<(Value Value, bool IsNegated)>();
        foreach ((Value Value, bool IsNegated) term in terms)
        {
            int opposite = kept.FindIndex(k => k.Value.Equals(term.Value) && k.IsNegated != term.IsNegated);
            if (opposite >= 0)
            {
                kept.RemoveAt(opposite);
            }
            else
            {
                kept.Add(term);
            }
        }

        return kept.OrderBy(k => k.Value.Id).ThenBy(k => k.IsNegated).ToImmutableArray();
    }
}
