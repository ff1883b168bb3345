using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Analysis;

/// <summary>
/// An integer as a sum of products of values with constant factors: <c>3·i + n·j − 1</c>. Of numbers without a largest one: an index that
/// leaves the range of its type is not what its form says, and no element either.
/// </summary>
internal sealed class IntegerForm : IEquatable<IntegerForm>
{
    /// <summary>More terms than an index has.</summary>
    private const int MostTerms = 24;

    /// <summary>The factor of each product; its key is the ids of its values, smallest first.</summary>
    private readonly ImmutableSortedDictionary<string, long> _terms;

    private IntegerForm(ImmutableSortedDictionary<string, long> terms) => _terms = terms;

    public static readonly IntegerForm Zero = new(ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal));

    public static IntegerForm Constant(long number) => number == 0 ? Zero : new IntegerForm(Zero._terms.Add("", number));

    public static IntegerForm Of(Value value) => Of(value.Id);

    public static IntegerForm Of(int id) => new(Zero._terms.Add(Key([id]), 1));

    /// <summary>The number that it is, or null.</summary>
    public long? Number => _terms.Count == 0 ? 0 : _terms.Count == 1 && _terms.TryGetValue("", out long number) ? number : null;

    /// <summary>The ids of the values in it.</summary>
    public IEnumerable<int> Values => _terms.Keys.SelectMany(k => Ids(k)).Distinct();

    /// <summary>Its products with their factors.</summary>
    public IEnumerable<(ImmutableArray<int> Values, long Factor)> Terms => _terms.Select(t => (Ids(t.Key), t.Value));

    /// <summary>The sum; null where it has too many terms, or too large ones, or where a term is null.</summary>
    public static IntegerForm? operator +(IntegerForm? a, IntegerForm? b) => Sum(a, b, 1);

    public static IntegerForm? operator -(IntegerForm? a, IntegerForm? b) => Sum(a, b, -1);

    public static IntegerForm? operator *(IntegerForm? a, IntegerForm? b)
    {
        if (a is null || b is null)
        {
            return null;
        }

        IntegerForm? sum = Zero;
        foreach (KeyValuePair<string, long> x in a._terms)
        {
            foreach (KeyValuePair<string, long> y in b._terms)
            {
                if (sum is null || Product(x.Value, y.Value) is not { } factor)
                {
                    return null;
                }

                sum = sum.Plus(Key(Ids(x.Key).Concat(Ids(y.Key))), factor);
            }
        }

        return sum;
    }

    /// <summary>What a value is multiplied by, where it stands in no product with itself; zero where it is not in it.</summary>
    public IntegerForm? FactorOf(int id)
    {
        IntegerForm factor = Zero;
        foreach (KeyValuePair<string, long> term in _terms)
        {
            ImmutableArray<int> ids = Ids(term.Key);
            int count = ids.Count(i => i == id);
            if (count > 1)
            {
                return null;
            }

            if (count == 1)
            {
                factor = factor.Plus(Key(ids.Remove(id)), term.Value)!;
            }
        }

        return factor;
    }

    /// <summary>The form with another in the place of a value.</summary>
    public IntegerForm? With(int id, IntegerForm replacement)
    {
        if (FactorOf(id) is not { } factor || factor * replacement is not { } product)
        {
            return null;
        }

        var rest = new IntegerForm(_terms.RemoveRange(_terms.Keys.Where(k => Ids(k).Contains(id))));
        return rest + product;
    }

    public bool Equals(IntegerForm? other) => other is not null && _terms.SequenceEqual(other._terms);

    public override bool Equals(object? obj) => Equals(obj as IntegerForm);

    public override int GetHashCode() => _terms.Aggregate(17, (hash, t) => unchecked((hash * 31) + StringComparer.Ordinal.GetHashCode(t.Key) + t.Value.GetHashCode()));

    public override string ToString() => _terms.Count == 0 ? "0" : string.Join(" + ", _terms.Select(t => t.Key.Length == 0 ? Text(t.Value) : (t.Value == 1 ? "" : Text(t.Value) + "·") + "%" + t.Key.Replace(",", "·%")));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static IntegerForm? Sum(IntegerForm? a, IntegerForm? b, int sign)
    {
        if (a is null || b is null)
        {
            return null;
        }

        IntegerForm? sum = a;
        foreach (KeyValuePair<string, long> term in b._terms)
        {
            sum = Product(term.Value, sign) is { } factor ? sum?.Plus(term.Key, factor) : null;
        }

        return sum;
    }

    private IntegerForm? Plus(string key, long factor)
    {
        _terms.TryGetValue(key, out long before);
        long after = unchecked(before + factor);
        if (((before ^ after) & (factor ^ after)) < 0)
        {
            return null;
        }

        ImmutableSortedDictionary<string, long> terms = after == 0 ? _terms.Remove(key) : _terms.SetItem(key, after);
        return terms.Count > MostTerms ? null : new IntegerForm(terms);
    }

    private static long? Product(long a, long b) => Math.Abs((double)a * b) < long.MaxValue / 2 ? a * b : null;

    private static string Key(IEnumerable<int> ids) => string.Join(",", ids.OrderBy(i => i).Select(i => i.ToString(CultureInfo.InvariantCulture)));

    private static ImmutableArray<int> Ids(string key) => key.Length == 0 ? ImmutableArray<int>.Empty : key.Split(',').Select(s => int.Parse(s, CultureInfo.InvariantCulture)).ToImmutableArray();
}
