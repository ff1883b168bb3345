using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Vectorize;

/// <summary>A part of a sum: a number, times factors that are the same in all iterations, times what another sum gives.</summary>
/// <param name="Carried">The place of that sum among what the loop carries; -1 for the number of iterations.</param>
/// <param name="Monomial">The number and the factors.</param>
internal sealed record FactoredTerm(int Carried, Monomial Monomial);

/// <summary>A sum that is put together behind the loop.</summary>
/// <param name="Carried">Its place among what the loop carries.</param>
/// <param name="HasRest">The loop still adds to it, too.</param>
/// <param name="Terms">What is added to it behind the loop.</param>
internal sealed record FactoredSum(int Carried, bool HasRest, ImmutableArray<FactoredTerm> Terms);

/// <summary>
/// <c>for (…) { s += c * z * z; t += d * z * z + e; }</c> becomes <c>for (…) { q += z * z; } s += c * q; t += d * q + n * e;</c> where c, d and e are the same
/// in all iterations. Each term is rounded once as before; a difference whose terms may cancel stays as it is. Where q turns out to have left the range of numbers, the loop runs
/// once more as it stood; so one that writes elements is left alone.
/// </summary>
internal sealed class FactoredSums
{
    /// <summary>What the new body may cost at most of the old one, for the gain to be worth another order of rounding.</summary>
    private const double Worthwhile = 0.8;

    private readonly For _loop;
    private readonly InnerLoop _inner;
    private readonly IrBuilder _builder;
    private readonly Monomials _monomials;
    private readonly Dictionary<int, Apply> _applied;

    private readonly IEnumerable<PromotedElement> _elements;

    private FactoredSums(For loop, InnerLoop inner, IEnumerable<PromotedElement> elements, IReadOnlyDictionary<int, Op> definitions, IrBuilder builder)
    {
        _elements = elements;
        _loop = loop;
        _inner = inner;
        _builder = builder;
        _applied = loop.Body.Ops.OfType<Apply>().ToDictionary(a => a.Result.Id);
        _monomials = new Monomials(inner, _applied, definitions);
    }

    /// <param name="inner">A loop whose iterations meet in sums alone.</param>
    /// <param name="elements">The elements that it holds in values: their places are computed in it, and used outside.</param>
    /// <param name="definitions">The constants of the body that holds it.</param>
    /// <param name="builder">Hands out values.</param>
    /// <returns>The loop, whose added sums have initial values that are not defined, and how its sums are put together; null where there is nothing to gain.</returns>
    public static (For Loop, ImmutableArray<FactoredSum> Sums)? Run(InnerLoop inner, IEnumerable<PromotedElement> elements, IReadOnlyDictionary<int, Op> definitions, IrBuilder builder) =>
        new FactoredSums(inner.Loop, inner, elements, definitions, builder).Factored();

    /// <summary>Whether the loop with factored sums computes so much less.</summary>
    public static bool IsWorthwhile(InnerLoop before, InnerLoop after) => Cost(after) <= Worthwhile * Cost(before);

    private (For Loop, ImmutableArray<FactoredSum> Sums)? Factored()
    {
        if (_loop.Body.Walked.OfType<Store>().Any(s => !_inner.SharedSums.Contains(s)))
        {
            return null;
        }

        var sums = new List<(int Carried, List<ChainTerm> Terms)>();
        for (int k = 0; k < _loop.Carried.Length; k++)
        {
            if (_inner.Forms[k] == CarriedForm.Sum && Chain(k) is { } terms)
            {
                sums.Add((k, terms));
            }
        }

        // Sums that something is taken out of, by their factors.
        var wanted = new HashSet<string>(sums.SelectMany(s => s.Terms).SelectMany(t => t.Monomials).Where(m => m.Factors.Length > 0 && !m.IsPlain).Select(m => m.Key));
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var added = new List<ImmutableArray<Value>>();
        var factored = new List<FactoredSum>();
        var rests = new Dictionary<int, List<ChainTerm>>();
        foreach ((int carried, List<ChainTerm> terms) in sums)
        {
            // s += x - m stays, whose terms cancel: n * m is taken out only beside products, which were rounded anyhow.
            bool takesInvariants = terms.SelectMany(t => t.Monomials).All(m => m.Factors.Length != 1 || m.Scales.Length > 0);
            var taken = new List<FactoredTerm>();
            var rest = new List<ChainTerm>();
            foreach (ChainTerm term in terms)
            {
                if (!term.Monomials.All(m => m.Factors.Length == 0 ? takesInvariants : wanted.Contains(m.Key)))
                {
                    rest.Add(term);
                    continue;
                }

                foreach (Monomial monomial in term.Monomials)
                {
                    int place = -1;
                    if (monomial.Factors.Length > 0 && !places.TryGetValue(monomial.Key, out place))
                    {
                        places[monomial.Key] = place = _loop.Carried.Length + added.Count;
                        added.Add(monomial.Factors);
                    }

                    taken.Add(new FactoredTerm(place, term.IsSubtracted ? monomial with { Number = -monomial.Number } : monomial));
                }
            }

            if (taken.Count > 0)
            {
                factored.Add(new FactoredSum(carried, rest.Count > 0, taken.ToImmutableArray()));
                rests[carried] = rest;
            }
        }

        return factored.Count == 0 ? null : (Rebuilt(rests, added, factored.SelectMany(f => f.Terms).SelectMany(t => t.Monomial.Scales).Select(s => s.Value)), factored.ToImmutableArray());
    }

    private For Rebuilt(Dictionary<int, List<ChainTerm>> rests, List<ImmutableArray<Value>> added, IEnumerable<Value> scales)
    {
        _builder.Open();
        _builder.AddRange(_loop.Body.Ops);
        Value[] yields = _loop.Body.Yields.ToArray();
        foreach (KeyValuePair<int, List<ChainTerm>> rest in rests)
        {
            Value sum = _loop.Carried[rest.Key];
            yields[rest.Key] = rest.Value.Aggregate(sum, (s, t) => Applied(t.IsSubtracted ? "Subtract" : "Add", sum, s, t.Term));
        }

        var carried = new List<Value>();
        var next = new List<Value>();
        foreach (ImmutableArray<Value> factors in added)
        {
            Value sum = _builder.New(factors[0].Type);
            carried.Add(sum);
            next.Add(Applied("Add", sum, sum, factors.Skip(1).Aggregate(factors[0], (x, y) => Applied("Multiply", sum, x, y))));
        }

        Region body = _builder.Close(yields.Concat(next).ToImmutableArray());
        return _loop with
        {
            Body = WithoutUnused(body, scales.Concat(_elements.SelectMany(e => new[] { e.Buffer, e.Index }))),
            Carried = _loop.Carried.AddRange(carried),
            Initial = _loop.Initial.AddRange(carried.Select(c => _builder.New(c.Type))),
            Outputs = _loop.Outputs.AddRange(carried.Select(c => _builder.New(c.Type))),
        };
    }

    private Value Applied(string primitive, Value like, params Value[] arguments) =>
        _builder.Add(new Apply(_loop.Origin, _builder.New(like.Type, like.Name), primitive, arguments.ToImmutableArray())).Result;

    /// <summary>Without arithmetic that nothing uses; elements are read still, since an index may be out of range.</summary>
    private static Region WithoutUnused(Region body, IEnumerable<Value> alsoUsed)
    {
        var used = new HashSet<int>(body.Yields.Concat(alsoUsed).Select(y => y.Id));
        var kept = new List<Op>();
        foreach (Op op in body.Ops.Reverse())
        {
            if (op is Apply or Constant or Opaque { Effect: Effect.Pure } && !op.Results.Any(r => used.Contains(r.Id)))
            {
                continue;
            }

            kept.Add(op);
            used.UnionWith(op.Operands.Concat(IrRewriter.RegionsOf(op).SelectMany(r => IrRewriter.Walk(r)).SelectMany(o => o.Operands)).Concat(Yields(op)).Select(v => v.Id));
        }

        kept.Reverse();
        return body with { Ops = kept.ToImmutableArray() };

        static IEnumerable<Value> Yields(Op op) => IrRewriter.RegionsOf(op).SelectMany(r => r.Yields.Concat(r.Ops.SelectMany(Yields)));
    }

    /// <summary>What an iteration adds to a sum, in order; null where branches do so.</summary>
    private List<ChainTerm>? Chain(int carried)
    {
        var terms = new List<ChainTerm>();
        Value sum = _loop.Body.Yields[carried];
        while (!sum.Equals(_loop.Carried[carried]))
        {
            if (!_applied.TryGetValue(sum.Id, out Apply? apply) || apply.Primitive is not ("Add" or "Subtract"))
            {
                return null;
            }

            int at = _inner.IsPartialSum(apply.Arguments[0]) ? 0 : 1;
            Value term = apply.Arguments[1 - at];
            terms.Insert(0, new ChainTerm(term, apply.Primitive == "Subtract", _monomials.Of(term)));
            sum = apply.Arguments[at];
        }

        return terms.Count == 0 ? null : terms;
    }

    /// <summary>About how many operations on vectors an iteration has.</summary>
    private static int Cost(InnerLoop loop)
    {
        var uses = IrRewriter.Walk(loop.Loop.Body).SelectMany(o => o.Operands).GroupBy(v => v.Id).ToDictionary(g => g.Key, g => g.Count());
        var summed = new HashSet<int>(IrRewriter.Walk(loop.Loop.Body).OfType<Apply>().Where(a => a.Primitive is "Add" or "Subtract" && a.Arguments.Any(loop.IsPartialSum)).SelectMany(a => a.Arguments).Select(v => v.Id));
        return IrRewriter.Walk(loop.Loop.Body).Where(o => o is Store || o.Results.Any(loop.Varies)).Sum(o => o switch
        {
            // A product that is added to a sum is fused with it.
            Apply { Primitive: "Multiply" } product when summed.Contains(product.Result.Id) && uses[product.Result.Id] == 1 => 0,
            Apply { Primitive: "StrongMultiply" or "StrongProduct" } => 3,
            Apply apply => PrimitiveTable.Get(apply.Primitive).IsCheap ? 1 : 12,
            Load => 0,
            _ => 1,
        });
    }

    /// <param name="Term">What is added or subtracted.</param>
    /// <param name="Monomials">It, taken apart.</param>
    private sealed record ChainTerm(Value Term, bool IsSubtracted, ImmutableArray<Monomial> Monomials);
}
