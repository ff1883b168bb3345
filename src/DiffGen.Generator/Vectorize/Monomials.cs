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
internal sealed record Monomial(double Number, ImmutableArray<Scale> Scales, ImmutableArray<Value> Factors)
{
    /// <summary>Names its factors.</summary>
    public string Key => string.Join(" ", Factors.Select(f => f.Id));

    /// <summary>It is its factors, or their negative.</summary>
    public bool IsPlain => Math.Abs(Number) == 1 && Scales.Length == 0;
}

/// <summary>A factor of a product that is the same in all iterations of a loop.</summary>
/// <param name="Value">It.</param>
/// <param name="Divides">The product is divided by it.</param>
/// <param name="IsStrong">It is the cotangent of a partial with a pole: where it is zero, the product is, whatever the rest. Of a factor of the partial, or of a cotangent that varies, that does not hold: infinity times zero is NaN.</param>
internal readonly record struct Scale(Value Value, bool Divides, bool IsStrong)
{
    /// <summary>They are one factor.</summary>
    public bool IsLike(Scale other) => Value.Equals(other.Value) && Divides == other.Divides;
}

/// <summary>Takes what a loop computes apart into monomials: <c>0.5 * z * z + e</c>. A sum is taken apart only where its terms cannot cancel what is exact.</summary>
/// <param name="inner">The loop.</param>
/// <param name="applied">The operations of its body, by result.</param>
/// <param name="definitions">The constants of the body that holds it.</param>
internal sealed class Monomials(InnerLoop inner, IReadOnlyDictionary<int, Apply> applied, IReadOnlyDictionary<int, Op> definitions)
{
    /// <summary>Products of more factors than this might leave the range of numbers on the way, in another order than they stand in; of two there is none.</summary>
    private const int MostFactors = 2, MostScales = 6;

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
        Number(value) is { } number ? new Monomial(number, ImmutableArray<Scale>.Empty, ImmutableArray<Value>.Empty)
        : !inner.Varies(value) && inner.IsPure(value) ? new Monomial(1, ImmutableArray.Create(new Scale(value, false, false)), ImmutableArray<Value>.Empty)
        : new Monomial(1, ImmutableArray<Scale>.Empty, ImmutableArray.Create(value));

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
                Monomial cotangent = Of(first)[0];
                return Product(cotangent with { Scales = cotangent.Scales.Select(s => s with { IsStrong = s.IsStrong || cotangent.Factors.Length == 0 }).ToImmutableArray() }, Of(second)[0]);
            case "Divide" when !inner.Varies(second) && Number(second) is null && inner.IsPure(second) && Of(first).Length == 1 && inner.Divisors.Contains(second):
                return Product(Of(first)[0], new Monomial(1, ImmutableArray.Create(new Scale(second, true, false)), ImmutableArray<Value>.Empty));
            default:
                return null;
        }
    }

    /// <summary>Where the cotangent is zero, the product is without a guard; but for one that does not vary, which is seen to outside: both are powers of one value, or one of them varies alone.</summary>
    private static bool MayBePlain(Monomial cotangent, Monomial partial) =>
        cotangent.Factors.Length == 0 || partial.Factors.Length == 0 || cotangent.Factors.Concat(partial.Factors).All(f => f.Equals(cotangent.Factors[0]));

    private static ImmutableArray<Monomial>? Product(Monomial a, Monomial b)
    {
        double number = a.Number * b.Number;
        ImmutableArray<Value> factors = a.Factors.AddRange(b.Factors).Sort((x, y) => x.Id.CompareTo(y.Id));
        ImmutableArray<Scale> scales = a.Scales.AddRange(b.Scales);
        return factors.Length > MostFactors || scales.Length > MostScales || !IsModerate(number) ? null : ImmutableArray.Create(new Monomial(number, scales, factors));
    }

    /// <summary>
    /// 0.5 z + 0.5 z is z; 0.5 z z + e are two terms. Other sums are not taken apart: in x - m the terms may cancel, which is exact.
    /// </summary>
    private static ImmutableArray<Monomial>? Sum(ImmutableArray<Monomial> a, ImmutableArray<Monomial> b)
    {
        var sum = a.ToList();
        foreach (Monomial term in b)
        {
            int same = sum.FindIndex(m => m.Key == term.Key && m.Scales.Length == term.Scales.Length && m.Scales.Zip(term.Scales, (x, y) => x.IsLike(y)).All(x => x));
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

                sum[same] = term with { Number = number, Scales = term.Scales.Zip(sum[same].Scales, (x, y) => x with { IsStrong = x.IsStrong && y.IsStrong }).ToImmutableArray() };
            }
        }

        Monomial[] varying = sum.Where(m => m.Factors.Length > 0).ToArray();
        return varying.Length == 1 && (sum.Count == 1 || (sum.Count == 2 && varying[0].Factors.Length > 1)) ? sum.ToImmutableArray() : null;
    }

    private static bool IsModerate(double number) => Math.Abs(number) is <= LargestNumber and >= 1 / LargestNumber;

    private double? Number(Value value) => definitions.TryGetValue(value.Id, out Op? op) && op is Constant constant
        && double.TryParse(constant.Text.TrimEnd('f'), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && IsModerate(number) ? number : null;
}
