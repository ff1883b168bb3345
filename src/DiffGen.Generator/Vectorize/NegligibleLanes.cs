using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Vectorize;

/// <summary>
/// Subnormal cotangents in lanes: a processor may take a hundred cycles for a product with one, in any lane, and a loop of the reverse sweep multiplies by the same one again and again.
/// <c>for (j …) { zGrad[j] = c * z[j]; }</c> becomes <c>n = DropNegligible(c); for (j …) { zGrad[j] = n * z[j]; }</c>: zero in the lanes where the cotangent is subnormal
/// beside a lane whose cotangent is very much larger, where all that lanes add meets in the same sums. Not where a cotangent may come to a pole from there: zero times infinity is zero, what is small times
/// infinity is not.
/// </summary>
internal sealed class NegligibleLanes
{
    private readonly Variation _variation;
    private readonly IrBuilder _builder;
    private readonly BufferRoots _roots;

    /// <summary>Memory that holds cotangents of scratch, and nothing else.</summary>
    private readonly HashSet<int> _memory;

    private readonly HashSet<int> _cotangents = [];

    private NegligibleLanes(IrFunction iteration, Variation variation)
    {
        _variation = variation;
        _builder = new IrBuilder(iteration.NextId);
        _roots = new BufferRoots(iteration);
        HashSet<int> primal = [.. Primal(iteration.Body).SelectMany(o => o.Operands).Where(v => v.Type.IsBuffer).Select(_roots.RootOf)];
        _memory = [.. iteration.Body.Walked.OfType<Allocate>().Where(a => a.IsCotangent).Select(a => _roots.RootOf(a.Result)).Where(r => !primal.Contains(r) && _roots.Sources(r).All(s => s is Allocate { IsCotangent: true }))];
    }

    /// <param name="iteration">One iteration of an outer loop, whose iterations are lanes.</param>
    /// <param name="variation">What differs from lane to lane.</param>
    /// <param name="sums">The buffers that all iterations add to.</param>
    /// <returns>The iteration itself where lanes do not meet in the same sums, or nothing is multiplied so.</returns>
    public static IrFunction Run(IrFunction iteration, Variation variation, IReadOnlyCollection<Value> sums)
    {
        if (!iteration.Body.Walked.OfType<Store>().All(s => !variation.Varies(s.Index) || !sums.Any(sum => variation.IsSameMemory(s.Buffer, sum))) || iteration.Body.Walked.OfType<Store>().Any(s => variation.IsSaved(s.Buffer)))
        {
            return iteration;
        }

        var pass = new NegligibleLanes(iteration, variation);
        if (pass._memory.Count == 0)
        {
            return iteration;
        }

        ImmutableArray<Op> ops = iteration.Body.Ops;
        int behindPoles = ops.Length;
        while (behindPoles > 0 && !HasPole(ops[behindPoles - 1]))
        {
            behindPoles--;
        }

        Region behind = pass.Visit(iteration.Body with { Ops = ops.Skip(behindPoles).ToImmutableArray() }, ImmutableDictionary<int, Value>.Empty);
        return iteration.With(behind with { Ops = ops.Take(behindPoles).Concat(behind.Ops).ToImmutableArray() }, pass._builder.NextId);
    }

    /// <summary>In an operation, a cotangent of exactly zero stays zero whatever it is multiplied by.</summary>
    private static bool HasPole(Op op) => op is Apply { Primitive: "StrongMultiply" or "StrongProduct" } or Opaque { Pullback: not null } || IrRewriter.RegionsOf(op).SelectMany(r => r.Ops).Any(HasPole);

    /// <summary>What is not of the reverse sweep.</summary>
    private static IEnumerable<Op> Primal(Region region)
    {
        foreach (Op op in region.Ops.TakeWhile(o => o is not Remark { Text: Remarks.UndoIteration }).Where(o => o is not (Allocate or View or { Mirror: < 0 } and (For or While or If))))
        {
            yield return op;
            foreach (Op inner in IrRewriter.RegionsOf(op).SelectMany(Primal))
            {
                yield return inner;
            }
        }
    }

    /// <param name="region">A region that runs in all lanes.</param>
    /// <param name="dropped">What stands for cotangents in products.</param>
    private Region Visit(Region region, ImmutableDictionary<int, Value> dropped)
    {
        var ops = ImmutableArray.CreateBuilder<Op>(region.Ops.Length);
        foreach (Op op in region.Ops)
        {
            Note(op);
            if (op is not For loop || _variation.FormOf(loop) != LoopForm.Uniform)
            {
                ops.Add(Replaced(op, dropped));
                continue;
            }

            ImmutableDictionary<int, Value> inside = dropped;
            foreach (Value factor in loop.Mirror < 0 ? Factors(loop).Where(f => !dropped.ContainsKey(f.Id)) : [])
            {
                Value kept = _builder.New(factor.Type, factor.Name);
                ops.Add(new Opaque(loop.Origin, kept, LaneTemplates.DropNegligible, ImmutableArray.Create(factor), Effect.Pure, Precedences.Call));
                inside = inside.Add(factor.Id, kept);
            }

            ops.Add(loop with { Body = Visit(loop.Body, inside) });
        }

        return region with { Ops = ops.ToImmutable() };
    }

    private void Note(Op op)
    {
        if (op is Load { Leaf: < 0 } load && load.Result.Type.IsReal && _memory.Contains(_roots.RootOf(load.Buffer)))
        {
            _cotangents.Add(load.Result.Id);
        }
        else if (op is Apply apply && (apply.Primitive switch
        {
            // What is added to a cotangent is one.
            "Multiply" or "Add" or "Subtract" => apply.Arguments.Any(IsCotangent),
            "Negate" => IsCotangent(apply.Arguments[0]),
            _ => false,
        }))
        {
            _cotangents.Add(apply.Result.Id);
        }
    }

    private bool IsCotangent(Value value) => _cotangents.Contains(value.Id);

    /// <summary>The cotangents from before a loop that it multiplies by.</summary>
    private Value[] Factors(For loop) => loop.Body.Walked.OfType<Apply>().Where(a => a.Primitive == "Multiply").SelectMany(a => a.Arguments).Where(v => IsCotangent(v) && _variation.Varies(v)).GroupBy(v => v.Id).Select(g => g.First()).ToArray();

    /// <summary>The operation with cotangents replaced where it multiplies by them; inside of branches and other loops, too.</summary>
    private static Op Replaced(Op op, ImmutableDictionary<int, Value> dropped) => dropped.IsEmpty
        ? op
        : op is Apply { Primitive: "Multiply" } product
            ? product with { Arguments = product.Arguments.Select(a => dropped.TryGetValue(a.Id, out Value? kept) ? kept : a).ToImmutableArray() }
            : IrRewriter.Map(op, v => v, region => region with { Ops = region.Ops.Select(o => Replaced(o, dropped)).ToImmutableArray() });
}
