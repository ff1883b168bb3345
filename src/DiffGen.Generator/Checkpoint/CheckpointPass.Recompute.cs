using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Checkpoint;

/// <summary>What the reverse of a region computes again, and what is saved for that.</summary>
internal sealed partial class CheckpointPass
{
    /// <summary>Clones into the reverse region what can be computed again, and says what must be saved: the cheapest set of values from which all that is needed follows.</summary>
    private (Region Undone, IReadOnlyList<Value> Saved) Recompute(Region forward, Value[] arguments, Region backward)
    {
        var definitions = new Dictionary<int, Op>();
        var order = new Dictionary<int, int>();
        for (int i = 0; i < forward.Ops.Length; i++)
        {
            foreach (Value result in forward.Ops[i].Results)
            {
                definitions[result.Id] = forward.Ops[i];
                order[result.Id] = i;
            }
        }

        foreach (KeyValuePair<int, Load> home in Homes(forward, arguments, order))
        {
            definitions[home.Key] = home.Value;
            order[home.Key] = order.TryGetValue(home.Key, out int at) ? at : -1;
        }

        var local = new HashSet<int>(definitions.Keys.Concat(arguments.Select(a => a.Id)));
        Dictionary<int, int> firstUse = FirstUses(backward);
        var earliest = new Dictionary<int, int?>();
        Value[] needed = Regions.Free(backward).Where(v => local.Contains(v.Id)).ToArray();
        Value[] saved = Cheapest(needed, Again, v => definitions.TryGetValue(v.Id, out Op? op) ? op.Origin : -1);

        // What is needed and not saved, and what that is made of.
        var savedIds = new HashSet<int>(saved.Select(v => v.Id));
        var again = new HashSet<int>();
        foreach (Value value in needed)
        {
            Need(value);
        }

        var clones = new Dictionary<Value, Value>();
        var places = new Dictionary<int, int>();
        var made = new List<(int At, Op Op)>();
        foreach (Op op in again.GroupBy(id => order[id]).OrderBy(g => g.Key).Select(g => definitions[g.First()]))
        {
            // Where the memory that it reads is as it was, and behind what it is made of.
            int at = Used(op).Select(o => places.TryGetValue(o.Id, out int place) ? place : 0).Append(ReadFrom(op, forward, backward) ?? 0).Max();
            Op clone = IrRewriter.Map(op, v =>
            {
                if (op.Results.Contains(v))
                {
                    return clones[v] = _builder.New(v.Type, v.Name);
                }

                return Cloned(v);
            }, r => r with { Yields = r.Yields.Select(Cloned).ToImmutableArray() });
            made.Add((at, clone));
            foreach (Value result in op.Results)
            {
                places[result.Id] = at;
            }
        }

        Region undone = IrRewriter.Substitute(backward, clones);
        ILookup<int, Op> inserted = made.ToLookup(c => c.At, c => c.Op);
        IEnumerable<Op> ops = undone.Ops.SelectMany((o, i) => inserted[i].Append(o)).Concat(inserted[undone.Ops.Length]);
        return (undone with { Ops = ops.ToImmutableArray() }, saved);

        Value Cloned(Value v) => clones.TryGetValue(v, out Value? clone) ? clone : v;

        void Need(Value value)
        {
            if (local.Contains(value.Id) && !savedIds.Contains(value.Id) && again.Add(value.Id))
            {
                foreach (Value operand in Used(definitions[value.Id]))
                {
                    Need(operand);
                }
            }
        }

        // What a value is made of in this region, where it can be made again before it is used; null where it cannot.
        IReadOnlyList<Value>? Again(Value value) => Earliest(value) is null ? null : Used(definitions[value.Id]).Where(o => local.Contains(o.Id)).ToArray();

        // The position in the reverse region from which on a value can be made again.
        int? Earliest(Value value)
        {
            if (earliest.TryGetValue(value.Id, out int? known))
            {
                return known;
            }

            earliest[value.Id] = null;
            if (!definitions.TryGetValue(value.Id, out Op? op) || !IsCheap(op) || Used(op).Any(o => _unsavable.Contains(o.Id)))
            {
                if (op is Load load)
                {
                    _lost.Add(load.Buffer);
                }

                return null;
            }

            if (ReadFrom(op, forward, backward) is not { } from)
            {
                return null;
            }

            foreach (Value operand in Used(op).Where(o => local.Contains(o.Id)))
            {
                if (Earliest(operand) is { } place)
                {
                    from = Math.Max(from, place);
                }
                else if (!IsSavable(operand))
                {
                    return null;
                }
            }

            return earliest[value.Id] = firstUse.TryGetValue(value.Id, out int use) && use < from ? null : from;
        }
    }

    /// <summary>Values that are dear to compute again, and that a buffer holds to the end: <c>y[i] = Math.Tanh(x[i])</c>. Each with the load that reads it there.</summary>
    private Dictionary<int, Load> Homes(Region forward, Value[] arguments, Dictionary<int, int> order)
    {
        var carried = new HashSet<int>(arguments.Select(a => a.Id));
        var homes = new Dictionary<int, Load>();
        foreach (Store store in forward.Ops.OfType<Store>().Where(s => !s.Adds && s.Leaf < 0 && s.Stored.Type.IsReal && s.Buffer.Type.Element == s.Stored.Type.Text))
        {
            int made = order.TryGetValue(store.Stored.Id, out int at) ? at : -1;
            bool isDear = made < 0 ? carried.Contains(store.Stored.Id) : forward.Ops[made].Results.Length == 1 && !IsCheap(forward.Ops[made]);
            if (isDear && !homes.ContainsKey(store.Stored.Id) && IsBefore(store.Buffer) && IsBefore(store.Index) && !IsRestored(store.Buffer) && _stable.Contains(store, _atOnce))
            {
                _homes.Add(homes[store.Stored.Id] = new Load(store.Origin, store.Stored, store.Buffer, store.Index));
            }

            bool IsBefore(Value value) => !order.TryGetValue(value.Id, out int place) || place < made;
        }

        return homes;
    }

    /// <summary>The values to save so that all that is needed can be had: a minimal cut, by bytes, between what cannot be made again and what is needed.</summary>
    /// <param name="needed">The values that the reverse sweep names.</param>
    /// <param name="again">What a value is made of, where it can be made again; null where it cannot.</param>
    /// <param name="originOf">Where a value comes from.</param>
    private static Value[] Cheapest(IReadOnlyList<Value> needed, Func<Value, IReadOnlyList<Value>?> again, Func<Value, int> originOf)
    {
        var nodes = new List<Value>();
        var numbers = new Dictionary<int, int>();
        var edges = new List<(int From, int To)>();
        var sources = new List<int>();
        int[] sinks = needed.Select(Number).ToArray();
        for (int i = 0; i < nodes.Count; i++)
        {
            if (again(nodes[i]) is not { } parts)
            {
                sources.Add(i);
                continue;
            }

            foreach (Value part in parts)
            {
                edges.Add((Number(part), i));
            }
        }

        IReadOnlyList<int>? cut = MinimalCut.Of([.. nodes.Select(v => IsSavable(v) ? SavedBytes.Of(v.Type) : MinimalCut.Never)], edges, sources, sinks);
        if (cut is null)
        {
            throw new UnsupportedException(originOf(Blamed()), "a span chosen or allocated here and needed by the reverse sweep", "choose the span outside the loop, or index one buffer");
        }

        return cut.Select(i => nodes[i]).ToArray();

        // What can be neither saved nor made again, and something needed is made of.
        Value Blamed()
        {
            var open = new Stack<int>(sinks.Distinct().Where(i => !IsSavable(nodes[i])));
            while (!sources.Contains(open.Peek()))
            {
                int node = open.Pop();
                foreach ((int from, int to) in edges.Where(e => e.To == node && !IsSavable(nodes[e.From])))
                {
                    open.Push(from);
                }
            }

            return nodes[open.Peek()];
        }

        int Number(Value value)
        {
            if (!numbers.TryGetValue(value.Id, out int number))
            {
                numbers[value.Id] = number = nodes.Count;
                nodes.Add(value);
            }

            return number;
        }
    }

    /// <summary>The position of the first operation of a region that uses a value, for all that it uses.</summary>
    private static Dictionary<int, int> FirstUses(Region region)
    {
        var first = new Dictionary<int, int>();
        for (int i = 0; i < region.Ops.Length; i++)
        {
            Op op = region.Ops[i];
            foreach (Value value in op.Regions.IsEmpty ? op.Operands : Regions.Free(new Region(ImmutableArray.Create(op), ImmutableArray<Value>.Empty)))
            {
                if (!first.ContainsKey(value.Id))
                {
                    first[value.Id] = i;
                }
            }
        }

        return first;
    }
}
