using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Vectorize;

/// <summary>
/// <c>for (c …) { s = 0; for (j …) s += f(c, j); best = Min(best, s); }</c> runs the inner loops of four c together, so that one sum need not wait for another, and what they
/// read in common is read once; what c hands to the next c comes behind them, one by one.
/// </summary>
internal sealed class JammedLoops
{
    private const int Copies = 4;

    /// <summary>More operations than this in an inner loop keep the processor busy by themselves.</summary>
    private const int LargestInner = 12;

    private readonly Variation _variation;
    private readonly IrBuilder _builder;
    private readonly HashSet<int> _zeros;

    private JammedLoops(IrFunction iteration, Variation variation)
    {
        _zeros = [.. iteration.Body.Walked.OfType<Constant>().Where(c => c.Text == "0").Select(c => c.Result.Id)];
        _variation = variation;
        _builder = new IrBuilder(iteration.NextId);
    }

    /// <param name="iteration">One iteration of an outer loop, whose iterations are lanes.</param>
    /// <param name="variation">What differs from lane to lane.</param>
    /// <returns>The iteration itself where it has no such loop.</returns>
    public static IrFunction Run(IrFunction iteration, Variation variation)
    {
        var pass = new JammedLoops(iteration, variation);
        if (!iteration.Body.Ops.OfType<For>().Any(pass.IsTaken))
        {
            return iteration;
        }

        var ops = ImmutableArray.CreateBuilder<Op>();
        foreach (Op op in iteration.Body.Ops)
        {
            if (op is For loop && pass.IsTaken(loop))
            {
                pass._builder.Open();
                pass.Write(loop);
                ops.AddRange(pass._builder.Close().Ops);
            }
            else
            {
                ops.Add(op);
            }
        }

        return iteration.With(iteration.Body with { Ops = ops.ToImmutable() }, pass._builder.NextId);
    }

    /// <summary>A loop that all lanes run together, of one small inner loop and what stands before and behind it, which write nothing.</summary>
    private bool IsTaken(For loop)
    {
        if (loop is not { Exit: < 0, Comparison: "<", Mirror: >= 0, Index.Type.Text: "int" } || !_zeros.Contains(loop.Start.Id) || _variation.FormOf(loop) != LoopForm.Uniform || loop.Body.Ops.Count(o => o is For) != 1
            || !loop.Body.Walked.All(o => o is Constant or Remark or Apply or Load or If or For or Opaque { Effect: Effect.Pure }))
        {
            return false;
        }

        For inner = loop.Body.Ops.OfType<For>().First();
        return inner is { Exit: < 0 } && inner.Carried.Length > 0 && inner.Body.Ops.Length <= LargestInner && inner.Body.Ops.All(o => o is Constant or Apply or Load or Opaque)
            && _variation.FormOf(inner) == LoopForm.Uniform && Alone(loop).Any(o => ReferenceEquals(o, inner)) && !new[] { inner.Start, inner.Bound, inner.Step }.Any(v => loop.Body.Ops.Any(o => o is not Constant && o.Results.Contains(v)) || v.Equals(loop.Index));
    }

    /// <summary>What an iteration computes without what the one before it hands on.</summary>
    private static List<Op> Alone(For loop)
    {
        var handed = new HashSet<int>(loop.Carried.Select(c => c.Id));
        var alone = new List<Op>();
        foreach (Op op in loop.Body.Ops)
        {
            if (op.Operands.Concat(op.Regions.SelectMany(Regions.Free)).Any(v => handed.Contains(v.Id)))
            {
                handed.UnionWith(op.Results.Select(r => r.Id));
            }
            else
            {
                alone.Add(op);
            }
        }

        return alone;
    }

    /// <summary><c>for (c = 0; c &lt; whole; c += 4) { c, c + 1, c + 2, c + 3 together } for (c = whole; c &lt; bound; c++) …</c></summary>
    private void Write(For loop)
    {
        _builder.Origin = loop.Origin;
        Value count = _builder.Pure(IrType.Int, "global::System.Math.Max({0}, {1})", Precedences.Call, loop.Start, loop.Bound);
        Value whole = _builder.Pure(IrType.Int, "{0} & {1}", Precedences.And, count, _builder.Int(-Copies));
        Value step = _builder.Int(Copies), index = _builder.New(IrType.Int, loop.Index.Name);
        ImmutableArray<Value> carried = loop.Carried.Select(c => _builder.New(c.Type, c.Name)).ToImmutableArray(), outputs = loop.Outputs.Select(c => _builder.New(c.Type, c.Name)).ToImmutableArray();
        Op[] alone = [.. Alone(loop)];

        _builder.Open();
        Dictionary<int, Value>[] maps = [.. Enumerable.Range(0, Copies).Select(copy => new Dictionary<int, Value> { [loop.Index.Id] = copy == 0 ? index : _builder.Pure(IrType.Int, "{0} + {1}", Precedences.Additive, index, _builder.Int(copy)) })];
        new Jam(_builder, maps).Run(alone);
        ImmutableArray<Value> handed = carried;
        foreach (Dictionary<int, Value> map in maps)
        {
            for (int k = 0; k < handed.Length; k++)
            {
                map[loop.Carried[k].Id] = handed[k];
            }

            var one = new Jam(_builder, [map]);
            one.Run(loop.Body.Ops.Where(o => !alone.Contains(o, ReferenceComparer.Instance)));
            handed = loop.Body.Yields.Select(y => one.Of(y, 0)).ToImmutableArray();
        }

        Region body = _builder.Close(handed);
        _builder.Add(loop with { Outputs = outputs, Index = index, Bound = whole, Step = step, Initial = loop.Initial, Carried = carried, Body = body });
        _builder.Add(loop with { Start = whole, Initial = outputs });
    }
}
