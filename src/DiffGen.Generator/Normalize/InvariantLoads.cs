using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Normalize;

/// <summary>
/// <c>for (i …) { y[i] += w[k] * x[i]; }</c> becomes <c>w = w[k]; for (i …) { y[i] += w * x[i]; }</c>, where the loop does not write to <c>w</c> and k is certainly an
/// index of it. The reverse sweep then has one number that it adds the gradient up in, and saves the element once for all iterations, if it saves it.
/// </summary>
internal sealed class InvariantLoads
{
    private readonly BufferRoots _roots;
    private readonly Exceptions _exceptions;

    private InvariantLoads(IrFunction function, IntegerForms integers)
    {
        _roots = new BufferRoots(function);
        _exceptions = new Exceptions(integers, IrRewriter.Walk(function.Body).OfType<Allocate>().Select(a => a.Result));
    }

    /// <param name="function">A method.</param>
    /// <returns>Its body, with loads moved before loops.</returns>
    public static Region Run(IrFunction function)
    {
        if (!IrRewriter.Walk(function.Body).Any(o => o is For))
        {
            return function.Body;
        }

        var integers = new IntegerForms(function);
        return integers.HasCarriedBuffers ? function.Body : new InvariantLoads(function, integers).Visit(function.Body);
    }

    private Region Visit(Region region)
    {
        var ops = new List<Op>();
        foreach (Op op in region.Ops)
        {
            switch (op)
            {
                case If branch:
                    ops.Add(branch with { Then = Visit(branch.Then), Else = Visit(branch.Else) });
                    break;
                case While loop:
                    ops.Add(loop with { Body = Visit(loop.Body) });
                    break;
                case For { IsOfSite: true }:
                    ops.Add(op);
                    break;
                case For loop:
                    ops.Add(Taken(loop with { Body = Visit(loop.Body) }, ops));
                    break;
                default:
                    ops.Add(op);
                    break;
            }
        }

        return region with { Ops = ops.ToImmutableArray() };
    }

    private For Taken(For loop, List<Op> before)
    {
        Op[] all = IrRewriter.Walk(loop.Body).ToArray();
        if (all.Any(o => o is Call or NodeSite or Opaque { Effect: not Effect.Pure }))
        {
            return loop;
        }

        int[] written = [.. all.Select(Written).OfType<Value>().Select(_roots.RootOf).Distinct()];
        bool writesOwn = written.All(IsOwn);
        var inside = new HashSet<int>(all.SelectMany(o => o.Results.Concat(IrRewriter.RegionArguments(o))).Concat(loop.Carried).Append(loop.Index).Select(v => v.Id));
        var definitions = loop.Body.Ops.Where(o => o is Constant or Opaque { Effect: Effect.Pure, Result.Type.Text: "int" }).ToDictionary(o => o.Results[0].Id);
        var taken = new HashSet<Op>(ReferenceComparer.Instance);
        foreach (Load load in loop.Body.Ops.OfType<Load>().Where(l => l.Leaf < 0 && l.Result.Type.IsReal && !inside.Contains(l.Buffer.Id)))
        {
            int root = _roots.RootOf(load.Buffer);
            if (!written.Contains(root) && (writesOwn || IsOwn(root)) && IsInvariant(load.Index) && !_exceptions.MayThrow(load))
            {
                Take(load.Index);
                taken.Add(load);
            }
        }

        before.AddRange(loop.Body.Ops.Where(taken.Contains));
        return taken.Count == 0 ? loop : loop with { Body = loop.Body with { Ops = loop.Body.Ops.RemoveAll(taken.Contains) } };

        bool IsInvariant(Value index) => !inside.Contains(index.Id) || (definitions.TryGetValue(index.Id, out Op? op) && !_exceptions.MayThrow(op) && op.Operands.All(IsInvariant));

        void Take(Value index)
        {
            if (definitions.TryGetValue(index.Id, out Op? op) && taken.Add(op))
            {
                foreach (Value operand in op.Operands)
                {
                    Take(operand);
                }
            }
        }
    }

    private static Value? Written(Op op) => op switch
    {
        Store store => store.Buffer,
        Fill fill => fill.Buffer,
        Copy copy => copy.Destination,
        _ => null,
    };

    /// <summary>Memory that the method takes for itself: no parameter shares it.</summary>
    private bool IsOwn(int root) => _roots.Sources(root).All(s => s is Allocate);
}
