using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Vectorize;

/// <summary>A product: a number, values that are the same in all iterations of a loop (or by which is divided), and values that are not.</summary>
/// <param name="Number">The number.</param>
/// <param name="Scales">The values that are the same.</param>
/// <param name="Factors">The others, by id.</param>
/// <param name="IsStrong">Where a scale is zero, the product is.</param>
internal sealed record Monomial(double Number, ImmutableArray<(Value Value, bool Divides)> Scales, ImmutableArray<Value> Factors, bool IsStrong)
{
    /// <summary>Names its factors.</summary>
    public string Key => string.Join(" ", Factors.Select(f => f.Id));

    /// <summary>It is its factors, or their negative.</summary>
    public bool IsPlain => Math.Abs(Number) == 1 && Scales.Length == 0;
}

/// <summary>Takes what a loop computes apart into monomials: <c>0.5 * z * z + e</c>. A sum is taken apart only where its terms cannot cancel what is exact.</summary>
/// <param name="inner">The loop.</param>
/// <param name="applied">The operations of its body, by result.</param>
/// <param name="definitions">The constants of the body that holds it.</param>
internal sealed class Monomials(InnerLoop inner, IReadOnlyDictionary<int, Apply> applied, IReadOnlyDictionary<int, Op> definitions)
{
    /// <summary>Products of more factors than this, with or without their scales, might leave the range of numbers.</summary>
    private const int MostFactors = 3, MostScales = 6;

    /// <summary>Numbers of this size, or one over it, and between are taken out.</summary>
    private const double LargestNumber = 1e6;

    private readonly Dictionary<int, ImmutableArray<Monomial>> _known = [];

    /// <summary>The value as a sum of monomials; of one, itself, where it cannot be taken apart.</summary>
    public ImmutableArray<Monomial> Of(Value value)
    {
        if (!_known.TryGetValue(value.Id, out ImmutableArray<Monomial> monomials))
        {
            _known[value.Id] = monomials = TakenApart(value) ?? ImmutableArray.Create(Whole(value));
        }

        return monomials;
    }

    private Monomial Whole(Value value) =>
        Number(value) is { } number ? new Monomial(number, ImmutableArray<(Value, bool)>.Empty, ImmutableArray<Value>.Empty, false)
        : !inner.Varies(value) && inner.IsPure(value) ? new Monomial(1, ImmutableArray.Create((value, false)), ImmutableArray<Value>.Empty, false)
        : new Monomial(1, ImmutableArray<(Value, bool)>.Empty, ImmutableArray.Create(value), false);

    private ImmutableArray<Monomial>? TakenApart(Value value)
    {
        if (!inner.Varies(value) || !applied.TryGetValue(value.Id, out Apply? apply))
        {
            return null;
        }

        Value first = apply.Arguments[0];
        Value second = apply.Arguments[apply.Arguments.Length - 1];
        switch (apply.Primitive)
        {
            case "Negate":
                return Of(first).Select(m => m with { Number = -m.Number }).ToImmutableArray();
            case "Add":
                return Sum(Of(first), Of(second));
            case "Subtract":
                return Sum(Of(first), Of(second).Select(m => m with { Number = -m.Number }).ToImmutableArray());
            case "Multiply" when Of(first).Length == 1 && Of(second).Length == 1:
                return Product(Of(first)[0], Of(second)[0]);
            case "StrongMultiply" when Of(first).Length == 1 && Of(second).Length == 1 && MayBePlain(Of(first)[0], Of(second)[0]):
                return Product(Of(first)[0] with { IsStrong = true }, Of(second)[0]);
            case "Divide" when !inner.Varies(second) && Number(second) is null && inner.IsPure(second) && Of(first).Length == 1 && inner.Divisors.Contains(second):
                return Product(Of(first)[0], new Monomial(1, ImmutableArray.Create((second, true)), ImmutableArray<Value>.Empty, false));
            default:
                return null;
        }
    }

    /// <summary>Where the cotangent is zero, the product is without a guard; but for scales that are zero, which are seen to outside: both are powers of one value, or one of them varies alone.</summary>
    private static bool MayBePlain(Monomial cotangent, Monomial partial) =>
        cotangent.Factors.Length == 0 || partial.Factors.Length == 0 || cotangent.Factors.Concat(partial.Factors).All(f => f.Equals(cotangent.Factors[0]));

    private static ImmutableArray<Monomial>? Product(Monomial a, Monomial b)
    {
        double number = a.Number * b.Number;
        ImmutableArray<Value> factors = a.Factors.AddRange(b.Factors).Sort((x, y) => x.Id.CompareTo(y.Id));
        ImmutableArray<(Value Value, bool Divides)> scales = a.Scales.AddRange(b.Scales);
        return factors.Length > MostFactors || scales.Length > MostScales || !IsModerate(number) ? null : ImmutableArray.Create(new Monomial(number, scales, factors, a.IsStrong || b.IsStrong));
    }

    /// <summary>
    /// 0.5 z + 0.5 z is z; 0.5 z z + e are two terms. Other sums are not taken apart: in x - m the terms may cancel, which is exact.
    /// </summary>
    private static ImmutableArray<Monomial>? Sum(ImmutableArray<Monomial> a, ImmutableArray<Monomial> b)
    {
        var sum = a.ToList();
        foreach (Monomial term in b)
        {
            int same = sum.FindIndex(m => m.Key == term.Key && m.Scales.SequenceEqual(term.Scales));
            if (same < 0)
            {
                sum.Add(term);
            }
            else
            {
                double number = sum[same].Number + term.Number;
                if (!IsModerate(number))
                {
                    return null;
                }

                sum[same] = term with { Number = number, IsStrong = term.IsStrong && sum[same].IsStrong };
            }
        }

        Monomial[] varying = sum.Where(m => m.Factors.Length > 0).ToArray();
        return varying.Length == 1 && (sum.Count == 1 || (sum.Count == 2 && varying[0].Factors.Length > 1)) ? sum.ToImmutableArray() : null;
    }

    private static bool IsModerate(double number) => Math.Abs(number) is <= LargestNumber and >= 1 / LargestNumber;

    private double? Number(Value value) => definitions.TryGetValue(value.Id, out Op? op) && op is Constant constant
        && double.TryParse(constant.Text.TrimEnd('f'), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && IsModerate(number) ? number : null;
}
