using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Vectorize;

/// <summary>
/// <c>g[i + 1] += v; g[i - 1] += v; g[i] += w</c>, what the reverse sweep of a stencil does: on vectors each addition reads a part of what the one before has just written, and waits
/// until that is in the cache. In loops of their own, <c>for (i …) g[i + 1] += v; for (i …) g[i - 1] += v; for (i …) g[i] += w</c>, none does.
/// </summary>
/// <param name="Alone">Bodies of loops that run before the rest: one addition each, and what it adds.</param>
/// <param name="Rest">The body without these additions.</param>
internal sealed record OverlappingSums(ImmutableArray<Region> Alone, Region Rest)
{
    /// <summary>Elements so many places apart lie in one vector, the widest there is: 16 numbers of single precision.</summary>
    private const int Width = 16;

    /// <summary>What is added is computed again in its own loop: more operations than this take longer than to wait.</summary>
    private const int MostRepeated = 8;

    /// <param name="inner">A loop whose iterations may run together.</param>
    /// <returns>Its body, in parts.</returns>
    public static OverlappingSums Of(InnerLoop inner)
    {
        Region body = inner.Loop.Body;
        var kept = new List<Store>();
        var taken = new HashSet<Op>(ReferenceComparer.Instance);
        var alone = ImmutableArray.CreateBuilder<Region>();
        foreach (Store store in body.Ops.OfType<Store>().Where(s => s.Adds && inner.AccessOf(s).Index.IsAlong))
        {
            if (kept.Any(k => Offset(inner.AccessOf(k), inner.AccessOf(store)) is not (null or 0)) && Computed(store, inner) is { } computed)
            {
                taken.Add(store);
                alone.Add(computed);
            }
            else
            {
                kept.Add(store);
            }
        }

        return new OverlappingSums(alone.ToImmutable(), taken.Count == 0 ? body : body with { Ops = body.Ops.RemoveAll(taken.Contains) });
    }

    /// <summary>So many places the second element lies behind the first, in the same vector; null where it is another's.</summary>
    public static int? Offset(ElementAccess a, ElementAccess b) =>
        a.Buffer.Equals(b.Buffer) && Affine.Difference(b.Index, a.Index) is { Terms.IsEmpty: true, Constant: > -Width and < Width and var offset } ? offset : null;

    /// <summary>The addition with all that it needs; null where that cannot be computed before the rest of the loop has run, or takes long.</summary>
    public static Region? Computed(Store store, InnerLoop inner)
    {
        ImmutableArray<Op> ops = inner.Loop.Body.Ops;
        var needed = new HashSet<int>(store.Operands.Select(v => v.Id));
        var taken = new List<Op> { store };
        int before = ops.TakeWhile(o => !ReferenceEquals(o, store)).Count();
        for (int at = before - 1; at >= 0; at--)
        {
            Op op = ops[at];
            if (!op.Results.Any(r => needed.Contains(r.Id)))
            {
                continue;
            }

            bool isSimple = op is Constant or Opaque { Effect: Effect.Pure }
                || (op is Apply apply && PrimitiveTable.Get(apply.Primitive).IsCheap)
                || (op is Load load && !ops.Take(at).Any(o => Stores(o, load.Buffer)));
            if (!isSimple)
            {
                return null;
            }

            taken.Add(op);
            needed.UnionWith(op.Operands.Select(v => v.Id));
        }

        bool takesLong = taken.Count(o => o.Results.Any(inner.Varies)) > MostRepeated;
        bool isCarried = Enumerable.Range(0, inner.Forms.Length).Any(k => inner.Forms[k] != CarriedForm.Counter && needed.Contains(inner.Loop.Carried[k].Id));
        if (takesLong || isCarried)
        {
            return null;
        }

        taken.Reverse();
        return new Region(taken.ToImmutableArray(), ImmutableArray<Value>.Empty);
    }

    private static bool Stores(Op op, Value buffer) => (op is Store store && store.Buffer.Equals(buffer)) || IrRewriter.Inside(op).Any(o => Stores(o, buffer));
}
