using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Vectorize;

/// <summary>What a kernel leaves out, and how it is seen behind its loop that nobody can tell.</summary>
/// <param name="State">A parameter of the kernel: whether anything was left out, or all is to be kept.</param>
/// <param name="Inputs">What the iterations are given, and the logarithm of what its numbers are then to be at most.</param>
/// <param name="Seen">The sums, and the logarithm of what each of their elements is to exceed.</param>
internal sealed record LeftOut(Value State, ImmutableArray<(Value Input, int Most)> Inputs, ImmutableArray<(Value Sum, int Least)> Seen);

/// <summary>
/// Subnormal cotangents in lanes: a processor may take a hundred cycles for a product with one, in any lane, and a loop of the reverse sweep multiplies by the same one again and again.
/// <c>for (j …) { zGrad[j] = c * z[j]; }</c> becomes <c>n = Drop(c); for (j …) { zGrad[j] = n * z[j]; }</c>: zero in the lanes where the cotangent is below 2⁻¹⁰⁰⁰. Where all of it ends in sums of all
/// iterations, a bound on what it is multiplied by tells how little that is; behind the loop the sums are compared with it, element by element, and all runs again with nothing left out where one could tell.
/// </summary>
internal sealed class NegligibleLanes
{
    /// <summary>The logarithm of the cotangents that are left out.</summary>
    private const int Least = -1000;

    /// <summary>What is so many powers of two smaller than an element changes no digit of it.</summary>
    private const int Digits = 64;

    /// <summary>Elements of ordinary gradients may be smaller than two to this: where they would have to be larger, it is not worth while.</summary>
    private const int Largest = -100;

    private readonly Variation _variation;
    private readonly IrBuilder _builder;
    private readonly BufferRoots _roots;
    private readonly Value _state;

    /// <summary>Memory that holds cotangents of scratch, and nothing else.</summary>
    private readonly HashSet<int> _memory;

    private readonly HashSet<int> _cotangents = [];

    private NegligibleLanes(IrFunction iteration, Variation variation)
    {
        _variation = variation;
        _builder = new IrBuilder(iteration.NextId);
        _roots = new BufferRoots(iteration);
        _state = _builder.New(IrType.BufferOf(BufferKind.Span, "int", RealKind.None), "negligible");
        HashSet<int> primal = [.. Primal(iteration.Body).SelectMany(o => o.Operands).Where(v => v.Type.IsBuffer).Select(_roots.RootOf)];
        _memory = [.. iteration.Body.Walked.OfType<Allocate>().Select(a => _roots.RootOf(a.Result)).Where(r => !primal.Contains(r) && _roots.Sources(r).All(s => s is Allocate { Memory: Memory.Zeros }))];
    }

    /// <param name="outer">The loop.</param>
    /// <param name="iteration">One iteration of it, whose last parameter counts them.</param>
    /// <param name="variation">What differs from lane to lane.</param>
    /// <returns>The iteration with a parameter more, and what it leaves out; the iteration itself where nothing is.</returns>
    public static (IrFunction Iteration, LeftOut? LeftOut) Run(OuterLoop outer, IrFunction iteration, Variation variation)
    {
        if (outer.Real != RealKind.Double || outer.Sums.Length == 0)
        {
            return (iteration, null);
        }

        var pass = new NegligibleLanes(iteration, variation);
        Region body = pass._memory.Count == 0 ? iteration.Body : pass.Visit(iteration.Body, ImmutableDictionary<int, Value>.Empty);
        if (!body.Walked.Any(o => o is Opaque { Template: LaneTemplates.DropNegligible }))
        {
            return (iteration, null);
        }

        var state = new IrParameter(pass._state, pass._state.Name!, "", null, true, false);
        ImmutableArray<IrParameter> parameters = iteration.Parameters.Insert(iteration.Parameters.Length - 1, state);
        var changed = new IrFunction(iteration.Key, iteration.Name, parameters, iteration.ResultType, body, pass._builder.NextId, iteration.Origins);
        Variation variationOfChanged = Variation.Of(changed, [parameters.Last().Value], outer.Sums, outer.Saved);
        if (LeftOutSizes.Of(changed, variationOfChanged, outer.Sums) is not { Count: > 0 } parts || parts.Any(p => p.Sum.Type is not { Buffer: BufferKind.Span, Real: RealKind.Double } || Least + p.Bits + Digits > Largest))
        {
            return (iteration, null);
        }

        NumberSizes numbers = NumberSizes.Of(changed, variationOfChanged, new BufferRoots(changed));
        Value[] inputs = [.. iteration.Parameters.Select(p => p.Value).Where(v => v.Type.IsReal || (v.Type.IsRealBuffer && numbers.IsInput(v)))];
        return (changed, new LeftOut(pass._state, inputs.Select(i => (i, numbers.BoundOf(i))).ToImmutableArray(), parts.Select(p => (p.Sum, Least + p.Bits + Digits)).ToImmutableArray()));
    }

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
                ops.Add(new Opaque(loop.Origin, kept, LaneTemplates.DropNegligible, ImmutableArray.Create(factor, _state), Effect.Pure, Precedences.Call));
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
