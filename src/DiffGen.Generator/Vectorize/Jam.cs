using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Vectorize;

/// <summary>
/// Copies of the same operations, side by side: what waits for one copy goes on with another. Loops with the same bounds in all copies become one loop, what they add to one
/// element one sum.
/// </summary>
internal sealed class Jam
{
    private readonly IrBuilder _builder;
    private readonly Dictionary<int, Value>[] _maps;

    /// <param name="builder">Takes the operations.</param>
    /// <param name="maps">For each copy, what stands in it for values that differ from copy to copy.</param>
    public Jam(IrBuilder builder, Dictionary<int, Value>[] maps)
    {
        _builder = builder;
        _maps = maps;
    }

    /// <summary>What stands for a value in a copy.</summary>
    public Value Of(Value value, int copy) => _maps[copy].TryGetValue(value.Id, out Value? mapped) ? mapped : value;

    /// <summary>The operations, once for each copy.</summary>
    public void Run(IEnumerable<Op> ops)
    {
        foreach (Op op in ops)
        {
            switch (op)
            {
                case Remark:
                    _builder.Add(op);
                    break;
                case For loop when new[] { loop.Start, loop.Bound, loop.Step }.All(IsShared):
                    Together(loop);
                    break;
                case Store { Adds: true, Stored.Type.IsReal: true } store when IsShared(store.Buffer) && IsShared(store.Index):
                    _builder.Origin = store.Origin;
                    _builder.Add(store with
                    {
                        Buffer = Of(store.Buffer, 0),
                        Index = Of(store.Index, 0),
                        Stored = Enumerable.Range(0, _maps.Length).Select(copy => Of(store.Stored, copy)).Aggregate((a, b) => _builder.Apply("Add", store.Stored.Type, a, b)),
                    });
                    break;
                case Constant or Apply or Opaque { Effect: Effect.Pure, Result.Type.IsBuffer: false } when op.Operands.All(IsShared):
                    _builder.Add(Copied(op, 0));
                    foreach (Dictionary<int, Value> map in _maps)
                    {
                        map[op.Results[0].Id] = Of(op.Results[0], 0);
                    }

                    break;
                default:
                    for (int copy = 0; copy < _maps.Length; copy++)
                    {
                        _builder.Add(Copied(op, copy));
                    }

                    break;
            }
        }
    }

    /// <summary>All copies have the same.</summary>
    private bool IsShared(Value value) => Enumerable.Range(1, _maps.Length - 1).All(copy => Of(value, copy).Equals(Of(value, 0)));

    private void Together(For loop)
    {
        Value index = _builder.New(loop.Index.Type, loop.Index.Name);
        ImmutableArray<Value> initial = Each(loop.Initial);
        foreach (Dictionary<int, Value> map in _maps)
        {
            map[loop.Index.Id] = index;
            Fresh(map, loop.Carried);
            Fresh(map, loop.Outputs);
        }

        _builder.Open();
        Run(loop.Body.Ops);
        Region body = _builder.Close(Each(loop.Body.Yields));
        _builder.Add(loop with { Outputs = Each(loop.Outputs), Index = index, Start = Of(loop.Start, 0), Bound = Of(loop.Bound, 0), Step = Of(loop.Step, 0), Initial = initial, Carried = Each(loop.Carried), Body = body });
    }

    private ImmutableArray<Value> Each(ImmutableArray<Value> values) => Enumerable.Range(0, _maps.Length).SelectMany(copy => values.Select(v => Of(v, copy))).ToImmutableArray();

    private void Fresh(Dictionary<int, Value> map, IEnumerable<Value> values)
    {
        foreach (Value value in values)
        {
            map[value.Id] = _builder.New(value.Type, value.Name);
        }
    }

    /// <summary>An operation with all that is inside, in one copy.</summary>
    private Op Copied(Op op, int copy)
    {
        Dictionary<int, Value> map = _maps[copy];
        Fresh(map, op.Results.Concat(op.RegionArguments).Concat(IrRewriter.Inside(op).SelectMany(o => o.Results.Concat(o.RegionArguments))));
        System.Func<Region, Region> go = null!;
        System.Func<Op, Op> mapped = o => IrRewriter.Map(o, v => Of(v, copy), go);
        go = r => new(IrRewriter.Map(r.Ops, mapped), IrRewriter.Map(r.Yields, v => Of(v, copy)));
        return mapped(op);
    }
}
