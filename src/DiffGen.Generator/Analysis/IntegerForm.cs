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

    /// <summary>Each product with its factor, which is not zero; in the order of their keys.</summary>
    private readonly ImmutableArray<Term> _terms;

    private IntegerForm(ImmutableArray<Term> terms) => _terms = terms;

    public static readonly IntegerForm Zero = new(ImmutableArray<Term>.Empty);

    private static readonly IntegerForm s_one = new(ImmutableArray.Create(new Term("", ImmutableArray<int>.Empty, 1)));

    public static IntegerForm Constant(long number) => number == 0 ? Zero : number == 1 ? s_one : new IntegerForm(ImmutableArray.Create(new Term("", ImmutableArray<int>.Empty, number)));

    public static IntegerForm Of(Value value) => Of(value.Id);

    public static IntegerForm Of(int id) => new(ImmutableArray.Create(new Term(id.ToString(CultureInfo.InvariantCulture), ImmutableArray.Create(id), 1)));

    /// <summary>The number that it is, or null.</summary>
    public long? Number => _terms.Length == 0 ? 0 : _terms.Length == 1 && _terms[0].Ids.IsEmpty ? _terms[0].Factor : null;

    /// <summary>The ids of the values in it.</summary>
    public IEnumerable<int> Values => _terms.Length switch
    {
        0 => [],
        1 when _terms[0].Ids.Length <= 1 => _terms[0].Ids,
        _ => _terms.SelectMany(t => t.Ids).Distinct(),
    };

    /// <summary>Its products with their factors.</summary>
    public IEnumerable<(ImmutableArray<int> Values, long Factor)> Terms => _terms.Select(t => (t.Ids, t.Factor));

    /// <summary>A value is in it.</summary>
    public bool Mentions(int id)
    {
        foreach (Term term in _terms)
        {
            if (term.Ids.Contains(id))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The sum; null where it has too many terms, or too large ones, or where a term is null.</summary>
    public static IntegerForm? operator +(IntegerForm? a, IntegerForm? b) => Sum(a, b, 1);

    public static IntegerForm? operator -(IntegerForm? a, IntegerForm? b) => Sum(a, b, -1);

    public static IntegerForm? operator *(IntegerForm? a, IntegerForm? b)
    {
        if (a is null || b is null)
        {
            return null;
        }

        var sum = new List<Term>();
        foreach (Term x in a._terms)
        {
            foreach (Term y in b._terms)
            {
                if (Product(x.Factor, y.Factor) is not { } factor || !Add(sum, Joined(x, y, factor)))
                {
                    return null;
                }
            }
        }

        return Of(sum);
    }

    /// <summary>What a value is multiplied by, where it stands in no product with itself; zero where it is not in it.</summary>
    public IntegerForm? FactorOf(int id)
    {
        var factor = new List<Term>();
        foreach (Term term in _terms)
        {
            int at = term.Ids.IndexOf(id);
            if (at < 0)
            {
                continue;
            }

            if (term.Ids.LastIndexOf(id) != at)
            {
                return null;
            }

            Add(factor, Product(term.Ids.RemoveAt(at), term.Factor));
        }

        return Of(factor);
    }

    /// <summary>The form with another in the place of a value.</summary>
    public IntegerForm? With(int id, IntegerForm replacement) =>
        FactorOf(id) is { } factor && factor * replacement is { } product ? new IntegerForm(_terms.RemoveAll(t => t.Ids.Contains(id))) + product : null;

    public bool Equals(IntegerForm? other)
    {
        if (other is null || _terms.Length != other._terms.Length)
        {
            return false;
        }

        for (int i = 0; i < _terms.Length; i++)
        {
            if (_terms[i].Factor != other._terms[i].Factor || _terms[i].Key != other._terms[i].Key)
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as IntegerForm);

    public override int GetHashCode() => _terms.Aggregate(17, (hash, t) => unchecked((hash * 31) + StringComparer.Ordinal.GetHashCode(t.Key) + t.Factor.GetHashCode()));

    public override string ToString() => _terms.Length == 0 ? "0" : string.Join(" + ", _terms.Select(t => t.Key.Length == 0 ? Text(t.Factor) : (t.Factor == 1 ? "" : Text(t.Factor) + "·") + "%" + t.Key.Replace(",", "·%")));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static IntegerForm Of(List<Term> terms) => terms.Count == 0 ? Zero : new IntegerForm(terms.ToImmutableArray());

    private static IntegerForm? Sum(IntegerForm? a, IntegerForm? b, int sign)
    {
        if (a is null || b is null)
        {
            return null;
        }

        if (b._terms.IsEmpty)
        {
            return a;
        }

        var sum = new List<Term>(a._terms.Length + b._terms.Length);
        sum.AddRange(a._terms);
        foreach (Term term in b._terms)
        {
            if (Product(term.Factor, sign) is not { } factor || !Add(sum, new Term(term.Key, term.Ids, factor)))
            {
                return null;
            }
        }

        return Of(sum);
    }

    /// <returns>Whether the sum has no more terms than a form may have, and no factor that is too large.</returns>
    private static bool Add(List<Term> terms, Term term)
    {
        int at = 0;
        for (; at < terms.Count; at++)
        {
            int order = string.CompareOrdinal(terms[at].Key, term.Key);
            if (order > 0)
            {
                break;
            }

            if (order < 0)
            {
                continue;
            }

            long before = terms[at].Factor, after = unchecked(before + term.Factor);
            if (((before ^ after) & (term.Factor ^ after)) < 0)
            {
                return false;
            }

            if (after == 0)
            {
                terms.RemoveAt(at);
            }
            else
            {
                terms[at] = new Term(term.Key, term.Ids, after);
            }

            return true;
        }

        if (term.Factor != 0)
        {
            terms.Insert(at, term);
        }

        return terms.Count <= MostTerms;
    }

    private static long? Product(long a, long b) => Math.Abs((double)a * b) < long.MaxValue / 2 ? a * b : null;

    private static Term Joined(Term a, Term b, long factor)
    {
        if (a.Ids.IsEmpty || b.Ids.IsEmpty)
        {
            Term product = a.Ids.IsEmpty ? b : a;
            return new Term(product.Key, product.Ids, factor);
        }

        return Product(a.Ids.AddRange(b.Ids).Sort(), factor);
    }

    private static Term Product(ImmutableArray<int> ids, long factor) => new(string.Join(",", ids.Select(i => i.ToString(CultureInfo.InvariantCulture))), ids, factor);

    /// <summary>A product of values with its factor.</summary>
    /// <param name="Key">The ids as text: the order of terms.</param>
    /// <param name="Ids">The ids of its values, smallest first.</param>
    /// <param name="Factor">The factor.</param>
    private readonly record struct Term(string Key, ImmutableArray<int> Ids, long Factor);
}
