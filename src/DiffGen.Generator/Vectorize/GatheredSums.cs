using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Vectorize;

/// <summary>
/// <c>for (i …) { g[i - 1] += u(i); g[i] += v(i); g[i + 1] += w(i); … }</c>, what the reverse sweep of a stencil does. Each element gathers what is added to it, which reads and writes it once:
/// <c>for (i …) g[i] += u(i + 1) + v(i) + w(i - 1); for (i …) { … }</c>. Those at both ends, which some of the additions do not reach, stand alone.
/// </summary>
internal sealed class GatheredSums
{
    /// <summary>All that is computed at the ends.</summary>
    private const int MostAtEnds = 12;

    /// <summary>A loop of fewer iterations is not worth three.</summary>
    private const int Fewest = 16;

    private readonly InnerLoop _inner;
    private readonly ImmutableArray<Term> _terms;
    private readonly int _lowest;
    private readonly int _highest;
    private readonly IrBuilder _builder;

    /// <summary>An addition.</summary>
    /// <param name="Offset">Its element lies so many places behind that of the first addition.</param>
    /// <param name="Computed">It and all that it needs of the iteration.</param>
    private sealed record Term(int Offset, Region Computed)
    {
        public Store Store => (Store)Computed.Ops[Computed.Ops.Length - 1];
    }

    private GatheredSums(InnerLoop inner, ImmutableArray<Term> terms, Region rest, IrBuilder builder)
    {
        _inner = inner;
        _terms = terms;
        _builder = builder;
        Rest = rest;
        _lowest = terms.Min(t => t.Offset);
        _highest = terms.Max(t => t.Offset);
    }

    /// <summary>The body without the additions.</summary>
    public Region Rest { get; }

    /// <summary>So many iterations there are at the least: one that all additions reach, and two for a vector.</summary>
    public int Least => _highest - _lowest + 2;

    /// <param name="inner">A loop whose iterations may run together.</param>
    /// <param name="builder">Takes the operations.</param>
    /// <returns>The additions to neighbours in one buffer; null where there are none that can be computed ahead of the rest of the loop.</returns>
    public static GatheredSums? Of(InnerLoop inner, IrBuilder builder)
    {
        if (inner.Count is < Fewest)
        {
            return null;
        }

        Region body = inner.Loop.Body;
        Store[] sums = body.Ops.OfType<Store>().Where(s => s.Adds && inner.AccessOf(s).Index.IsAlong).ToArray();
        foreach (Store first in sums)
        {
            var terms = new List<(Store Store, Term Term)>();
            foreach (Store store in sums)
            {
                if (OverlappingSums.Offset(inner.AccessOf(first), inner.AccessOf(store)) is { } offset && OverlappingSums.Computed(store, inner) is { } computed)
                {
                    terms.Add((store, new Term(offset, computed)));
                }
            }

            int distance = terms.Count == 0 ? 0 : terms.Max(t => t.Term.Offset) - terms.Min(t => t.Term.Offset);
            if (terms.Any(t => t.Term.Offset == 0) && distance > 0 && terms.Count * distance <= MostAtEnds)
            {
                var taken = new HashSet<Op>(terms.Select(t => t.Store), ReferenceComparer.Instance);
                return new GatheredSums(inner, terms.Select(t => t.Term).ToImmutableArray(), Used(body with { Ops = body.Ops.RemoveAll(taken.Contains) }), builder);
            }
        }

        return null;
    }

    /// <summary>The region without what nothing uses any more. Its loads are known to be in range: none is missed for what it throws.</summary>
    private static Region Used(Region region)
    {
        var used = new HashSet<int>(region.Yields.Select(y => y.Id));
        var kept = new List<Op>();
        foreach (Op op in region.Ops.Reverse())
        {
            if (op is not (Constant or Apply or Load or Opaque { Effect: Effect.Pure }) || op.Results.Any(r => used.Contains(r.Id)))
            {
                kept.Add(op);
                used.UnionWith(op.Operands.Concat(IrRewriter.Inside(op).SelectMany(o => o.Operands)).Select(o => o.Id));
                used.UnionWith(op.Regions.SelectMany(Yields).Select(y => y.Id));
            }
        }

        kept.Reverse();
        return region with { Ops = kept.ToImmutableArray() };

        static IEnumerable<Value> Yields(Region inside) => inside.Yields.Concat(inside.Ops.SelectMany(o => o.Regions).SelectMany(Yields));
    }

    /// <summary>The lowest index of the loop, and the first behind the highest.</summary>
    public (Value Low, Value High) Ends()
    {
        For loop = _inner.Loop;
        (Value low, bool includesLow, Value high, bool includesHigh) = _inner.Descends ? (loop.Bound, _inner.IncludesBound, loop.Start, true) : (loop.Start, true, loop.Bound, _inner.IncludesBound);
        return (includesLow ? low : Moved(low, 1), includesHigh ? Moved(high, 1) : high);
    }

    /// <summary>The elements that all additions reach: a loop, upwards.</summary>
    /// <param name="low">The lowest index.</param>
    /// <param name="high">The first behind the highest.</param>
    public For Gathered(Value low, Value high)
    {
        // Iteration i takes what iteration i - offset adds: both lie between low and high.
        Value start = Moved(low, _highest), bound = Moved(high, _lowest), step = _builder.Int(1), index = _builder.New(IrType.Int, _inner.Loop.Index.Name);
        _builder.Open();
        Add(index, _terms);
        return new For(_inner.Loop.Origin, ImmutableArray<Value>.Empty, index, start, bound, "<", step, ImmutableArray<Value>.Empty, ImmutableArray<Value>.Empty, _builder.Close(), -1);
    }

    /// <summary>The elements at both ends.</summary>
    public void WriteEnds(Value low, Value high)
    {
        for (int offset = _lowest; offset < _highest; offset++)
        {
            Add(Moved(low, offset), _terms.Where(t => t.Offset <= offset));
            Add(Moved(high, offset), _terms.Where(t => t.Offset > offset));
        }
    }

    /// <summary>g[at] += the sum of some terms</summary>
    private void Add(Value at, IEnumerable<Term> terms)
    {
        Value? sum = null;
        foreach (Term term in terms)
        {
            Value stored = Copied(term, Moved(at, -term.Offset), term.Store.Stored);
            sum = sum is null ? stored : _builder.Apply("Add", stored.Type, sum, stored);
        }

        Term here = _terms.First(t => t.Offset == 0);
        _builder.Add(here.Store with { Index = Copied(here, at, here.Store.Index), Stored = sum! });
    }

    /// <summary>A value of a term in an iteration, with the operations that it needs.</summary>
    private Value Copied(Term term, Value iteration, Value value)
    {
        var needed = new HashSet<int> { value.Id };
        foreach (Op op in term.Computed.Ops.Reverse().Where(o => o.Results.Any(r => needed.Contains(r.Id))))
        {
            needed.UnionWith(op.Operands.Select(o => o.Id));
        }

        var copies = new Dictionary<int, Value> { [_inner.Loop.Index.Id] = iteration };
        foreach (Op op in term.Computed.Ops.Where(o => o.Results.Any(r => needed.Contains(r.Id))))
        {
            foreach (Value result in op.Results)
            {
                copies[result.Id] = _builder.New(result.Type, result.Type.IsReal ? result.Name : null);
            }

            _builder.Add(IrRewriter.Map(op, Of, r => r));
        }

        return Of(value);

        Value Of(Value v) => copies.TryGetValue(v.Id, out Value? copy) ? copy : v;
    }

    private Value Moved(Value index, int by) => by == 0 ? index : _builder.Pure(IrType.Int, by < 0 ? "{0} - {1}" : "{0} + {1}", Precedences.Additive, index, _builder.Int(System.Math.Abs(by)));
}
