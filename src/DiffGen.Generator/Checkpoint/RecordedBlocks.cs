using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Checkpoint;

/// <summary>
/// An innermost loop that saves a number per iteration, and knows how often it runs, saves them in a block: <c>for (i …) Push(t)</c> with <c>for (i …, down) t = Pop()</c>
/// becomes <c>block = PushBlock(n); for (i …) block[i] = t</c> with <c>block = PopSpan(); for (i …, down) t = block[i]</c>. Then iterations are independent of one another, and
/// may run together. Neighbours with numbers of one type are taken at once.
/// </summary>
internal sealed class RecordedBlocks
{
    /// <summary>One of several blocks that were taken at once: so many places behind another.</summary>
    public const string Beside = "global::DiffGen.CompilerServices.Recording.Beside({0}, {1})";

    private readonly Dictionary<int, (For Forward, For Undo)> _loops = [];
    private readonly IrBuilder _builder;

    private RecordedBlocks(int nextId) => _builder = new IrBuilder(nextId);

    /// <param name="body">Both sweeps of a companion, in one body.</param>
    /// <param name="parameters">Its parameters.</param>
    public static Region Run(Region body, IEnumerable<Value> parameters)
    {
        ImmutableArray<Op> all = IrRewriter.Walk(body);
        if (!all.Any(o => o is Push) || !all.Any(o => o is For { Mirror: > 0 }))
        {
            return body;
        }

        ILookup<int, For> loops = all.OfType<For>().Where(l => l.Mirror != 0).ToLookup(l => l.Mirror);
        var constants = all.OfType<Constant>().ToDictionary(c => c.Result.Id, c => c.Text);
        var blocks = new RecordedBlocks(Regions.NextId(parameters, body));
        foreach (IGrouping<int, For> forward in loops.Where(g => g.Key > 0))
        {
            if (forward.Count() == 1 && loops[-forward.Key].Count() == 1 && IsBlock(forward.Single(), loops[-forward.Key].Single(), constants))
            {
                blocks._loops[forward.Key] = (forward.Single(), loops[-forward.Key].Single());
            }
        }

        return blocks._loops.Count == 0 ? body : blocks.Visit(body);
    }

    private static bool IsBlock(For forward, For undo, Dictionary<int, string> constants)
    {
        Push[] pushes = [.. forward.Body.Ops.OfType<Push>()];
        Pop[] pops = [.. undo.Body.Ops.OfType<Pop>()];
        return pushes.Length > 0 && pushes.Length == pops.Length
            && IsCounted(forward) && IsCounted(undo) && constants[forward.Step.Id] != constants[undo.Step.Id] && undo.Comparison.Length == 2
            && IrRewriter.Walk(forward.Body).Count(Records) == pushes.Length && IrRewriter.Walk(undo.Body).Count(Records) == pops.Length
            && pushes.Zip(pops.Reverse(), (push, pop) => !push.IsContent && !pop.IsContent && push.Saved.Type.Text == pop.Result.Type.Text && push.Saved.Type.IsUnmanaged).All(same => same);

        bool IsCounted(For loop) => loop.Exit < 0 && loop.Index.Type.Text == "int" && constants.TryGetValue(loop.Step.Id, out string? step) && step is "1" or "-1";

        static bool Records(Op op) => op is Push or Pop or Call { Mode: not CallMode.Primal };
    }

    private Region Visit(Region region)
    {
        var ops = new List<Op>();
        foreach (Op op in region.Ops)
        {
            if (op is For forward && op.Mirror > 0 && _loops.ContainsKey(op.Mirror))
            {
                ops.AddRange(Saving(forward));
            }
            else if (op is For undo && op.Mirror < 0 && _loops.TryGetValue(-op.Mirror, out (For Forward, For Undo) pair))
            {
                ops.AddRange(Taking(undo, pair.Forward));
            }
            else
            {
                ops.Add(IrRewriter.Map(op, v => v, Visit));
            }
        }

        return region with { Ops = ops.ToImmutableArray() };
    }

    private ImmutableArray<Op> Saving(For loop)
    {
        _builder.Open();
        _builder.Origin = loop.Origin;
        bool rises = loop.Comparison[0] == '<';
        Value count = rises ? Difference(loop.Bound, loop.Start) : Difference(loop.Start, loop.Bound);
        if (loop.Comparison.Length == 2)
        {
            count = _builder.Pure(IrType.Int, "{0} + {1}", Precedences.Additive, count, _builder.Int(1));
        }

        Push[] pushes = [.. loop.Body.Ops.OfType<Push>()];
        var blocks = new Dictionary<Op, Value>(ReferenceComparer.Instance);
        foreach (Push[] group in Groups(pushes, p => p.Saved))
        {
            Value first = _builder.Add(new Allocate(group[0].Origin, Named(group[0].Saved), Memory.Pushed, count) { Blocks = group.Length }).Result;
            for (int k = 0; k < group.Length; k++)
            {
                blocks[group[k]] = k == 0 ? first : Neighbour(first, k, group[k].Saved, group[k].Origin);
            }
        }

        Region before = _builder.Close();

        _builder.Open();
        Value at = rises ? Difference(loop.Index, loop.Start) : Difference(loop.Start, loop.Index);
        Region head = _builder.Close();
        IEnumerable<Op> body = head.Ops.Concat(loop.Body.Ops.Select(o => o is Push push ? new Store(push.Origin, blocks[push], at, push.Saved, Adds: false) : o));
        return before.Ops.Add(loop with { Body = loop.Body with { Ops = body.ToImmutableArray() } });
    }

    private IEnumerable<Op> Taking(For loop, For forward)
    {
        // The last block first. The loop ends where the other began.
        Pop[] pops = [.. loop.Body.Ops.OfType<Pop>()];
        var blocks = new Dictionary<Op, Value>(ReferenceComparer.Instance);
        _builder.Open();
        foreach (Pop[] group in Groups(pops, p => p.Result))
        {
            Value last = _builder.Add(new Pop(group[0].Origin, Named(group[0].Result)) { IsContent = true, IsBlock = true, Blocks = group.Length }).Result;
            for (int k = 0; k < group.Length; k++)
            {
                blocks[group[k]] = k == 0 ? last : Neighbour(last, -k, group[k].Result, group[k].Origin);
            }
        }

        Region before = _builder.Close();
        _builder.Open();
        _builder.Origin = loop.Origin;
        Value at = forward.Comparison[0] == '<' ? Difference(loop.Index, loop.Bound) : Difference(loop.Bound, loop.Index);
        Region head = _builder.Close();
        IEnumerable<Op> body = head.Ops.Concat(loop.Body.Ops.Select(o => o is Pop pop ? new Load(pop.Origin, pop.Result, blocks[pop], at) : o));
        return before.Ops.Append(loop with { Body = loop.Body with { Ops = body.ToImmutableArray() } });
    }

    /// <summary>Neighbours of one type, in their order.</summary>
    private static IEnumerable<T[]> Groups<T>(T[] ops, System.Func<T, Value> value)
    {
        for (int from = 0, to; from < ops.Length; from = to)
        {
            string type = value(ops[from]).Type.Text;
            to = from + 1;
            while (to < ops.Length && value(ops[to]).Type.Text == type)
            {
                to++;
            }

            yield return ops.Skip(from).Take(to - from).ToArray();
        }
    }

    private Value Named(Value saved) => _builder.New(Block(saved.Type), (saved.Name ?? "saved").TrimStart('@') + "Block");

    private Value Neighbour(Value block, int places, Value saved, int origin)
    {
        Value result = Named(saved);
        _builder.Add(new Opaque(origin, result, Beside, ImmutableArray.Create(block, _builder.Int(places)), Effect.Pure, Precedences.Call));
        return result;
    }

    private static IrType Block(IrType element) => IrType.BufferOf(BufferKind.Span, element.Text, element.Real);

    private Value Difference(Value a, Value b) => _builder.Pure(IrType.Int, "{0} - {1}", Precedences.Additive, a, b);
}
