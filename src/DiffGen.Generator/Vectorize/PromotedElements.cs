using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Vectorize;

/// <summary>An element that a loop reads and writes at one place, held in a value instead.</summary>
/// <param name="Buffer">The buffer.</param>
/// <param name="Index">The index, the same in all iterations.</param>
/// <param name="Element">What the element holds as the loop is entered, where no iteration changes it for the next; null where it is carried.</param>
/// <param name="Carried">Its place among what the loop carries, or -1.</param>
/// <param name="Origin">Where it is written.</param>
internal sealed record PromotedElement(Value Buffer, Value Index, Value? Element, int Carried, int Origin);

/// <summary>
/// <c>for (…) { y[k] = y[k] + f(i); }</c> becomes <c>m = y[k]; for (…) { m = m + f(i); } y[k] = m;</c> where the loop touches <c>y</c> at no other place.
/// The caller sees to it that <c>k</c> is in range and that <c>y</c> overlaps nothing else.
/// </summary>
internal sealed class PromotedElements
{
    private readonly IrBuilder _builder;
    private readonly Dictionary<int, Value> _current = [];
    private readonly Dictionary<int, Value> _same = [];
    private readonly IReadOnlyDictionary<int, Op> _definitions;

    private PromotedElements(IrBuilder builder, IReadOnlyDictionary<int, Op> definitions)
    {
        _builder = builder;
        _definitions = definitions;
    }

    /// <param name="loop">A loop without loops inside.</param>
    /// <param name="builder">Hands out values.</param>
    /// <param name="definitions">The constants of the body that holds it.</param>
    /// <returns>The loop, whose initial values of what it carries besides are not defined yet, and the elements.</returns>
    public static (For Loop, ImmutableArray<PromotedElement> Elements) Run(For loop, IrBuilder builder, IReadOnlyDictionary<int, Op> definitions)
    {
        Dictionary<int, Op> inside = IrRewriter.Walk(loop.Body).SelectMany(o => o.Results.Select(r => (r.Id, o))).ToDictionary(r => r.Id, r => r.o);
        var arguments = new HashSet<int>(loop.Carried.Select(c => c.Id)) { loop.Index.Id };
        var elements = new List<(Value Buffer, Value Index, int Origin)>();
        foreach (IGrouping<int, (Value Buffer, Value Index, Op Op)> accesses in IrRewriter.Walk(loop.Body).Select(Access).OfType<(Value Buffer, Value Index, Op Op)>().GroupBy(a => a.Buffer.Id))
        {
            (Value buffer, Value index, Op _) = accesses.First();
            if (!inside.ContainsKey(buffer.Id) && !arguments.Contains(buffer.Id) && buffer.Type.ElementType.IsReal && buffer.Type.Buffer is BufferKind.Span or BufferKind.Array
                && accesses.All(a => a.Index.Equals(index)) && IsInvariant(index) && accesses.FirstOrDefault(a => a.Op is Store { Adds: false }).Op is { } store)
            {
                elements.Add((buffer, index, store.Origin));
            }
        }

        if (elements.Count == 0)
        {
            return (loop, ImmutableArray<PromotedElement>.Empty);
        }

        var pass = new PromotedElements(builder, definitions);
        Value[] carried = elements.Select(e => builder.New(e.Buffer.Type.ElementType, (e.Buffer.Name ?? "element") + "At")).ToArray();
        for (int k = 0; k < carried.Length; k++)
        {
            pass._current[elements[k].Buffer.Id] = carried[k];
        }

        Region body = pass.Visit(loop.Body);
        var promoted = ImmutableArray.CreateBuilder<PromotedElement>();
        ImmutableArray<Value> more = ImmutableArray<Value>.Empty, initial = ImmutableArray<Value>.Empty, yields = ImmutableArray<Value>.Empty;
        for (int k = 0; k < carried.Length; k++)
        {
            Value next = pass._current[elements[k].Buffer.Id];
            bool isChanged = !next.Equals(carried[k]);
            promoted.Add(new PromotedElement(elements[k].Buffer, elements[k].Index, isChanged ? null : carried[k], isChanged ? loop.Carried.Length + more.Length : -1, elements[k].Origin));
            if (isChanged)
            {
                more = more.Add(carried[k]);
                initial = initial.Add(builder.New(carried[k].Type, carried[k].Name));
                yields = yields.Add(next);
            }
        }

        return (loop with
        {
            Body = body with { Yields = body.Yields.AddRange(yields) },
            Carried = loop.Carried.AddRange(more),
            Initial = loop.Initial.AddRange(initial),
            Outputs = loop.Outputs.AddRange(more.Select(c => builder.New(c.Type, c.Name))),
        }, promoted.ToImmutable());

        bool IsInvariant(Value value) => !arguments.Contains(value.Id) && (!inside.TryGetValue(value.Id, out Op? op) || (op is Constant or Opaque { Effect: Effect.Pure } && op.Operands.All(IsInvariant)));
    }

    private static (Value Buffer, Value Index, Op Op)? Access(Op op) => op switch
    {
        Load load => (load.Buffer, load.Index, load),
        Store store => (store.Buffer, store.Index, store),
        _ => null,
    };

    private Value Of(Value value) => _same.TryGetValue(value.Id, out Value? same) ? same : value;

    private Region Visit(Region region)
    {
        var ops = new List<Op>();
        foreach (Op op in region.Ops)
        {
            switch (op)
            {
                case Load load when _current.TryGetValue(load.Buffer.Id, out Value? held):
                    _same[load.Result.Id] = held;
                    break;
                case Store store when _current.TryGetValue(store.Buffer.Id, out Value? before):
                    Value stored = Of(store.Stored);
                    if (store.Adds && !(_definitions.TryGetValue(before.Id, out Op? definition) && definition is Constant { Text: "0" }))
                    {
                        Value sum = _builder.New(before.Type, before.Name);
                        ops.Add(new Apply(store.Origin, sum, "Add", ImmutableArray.Create(before, stored)));
                        stored = sum;
                    }

                    _current[store.Buffer.Id] = stored;
                    break;
                case If branch:
                    ops.Add(Visit(branch));
                    break;
                default:
                    ops.Add(IrRewriter.Map(op, Of, r => r));
                    break;
            }
        }

        return new Region(ops.ToImmutableArray(), region.Yields.Select(Of).ToImmutableArray());
    }

    private If Visit(If branch)
    {
        var before = _current.ToDictionary(c => c.Key, c => c.Value);
        Region then = Visit(branch.Then);
        var behindThen = _current.ToDictionary(c => c.Key, c => c.Value);
        Restore(before);
        Region otherwise = Visit(branch.Else);
        If visited = branch with { Condition = Of(branch.Condition), Then = then, Else = otherwise };
        foreach (int buffer in before.Keys)
        {
            Value a = behindThen[buffer], b = _current[buffer];
            if (a.Equals(b))
            {
                continue;
            }

            Value output = _builder.New(a.Type, before[buffer].Name);
            visited = visited with
            {
                Outputs = visited.Outputs.Add(output),
                Then = visited.Then with { Yields = visited.Then.Yields.Add(a) },
                Else = visited.Else with { Yields = visited.Else.Yields.Add(b) },
            };
            _current[buffer] = output;
        }

        return visited;
    }

    private void Restore(Dictionary<int, Value> values)
    {
        foreach (KeyValuePair<int, Value> value in values)
        {
            _current[value.Key] = value.Value;
        }
    }
}
