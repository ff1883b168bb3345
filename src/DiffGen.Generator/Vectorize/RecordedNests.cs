using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Vectorize;

/// <summary>
/// A loop each of whose iterations takes a block of the recording, always of one length, takes room for all of them at once:
/// <c>for (k = 0; k &lt; count; k++) { block = PushBlock(n); … }</c> with <c>for (k = count - 1; k ≥ 0; k--) { block = PopSpan(); … }</c> becomes
/// <c>whole = PushBlock(count * n); for (k …) { block = whole.Slice(k * n, n); … }</c> with <c>whole = PopSpan(); for (k …, down) { block = whole.Slice(k * n, n); … }</c>.
/// For kernels, which run their iterations one by one where there are too many for one block.
/// </summary>
internal sealed class RecordedNests
{
    private readonly IrBuilder _builder;
    private readonly Dictionary<int, string> _constants;

    private RecordedNests(Region kernel, int nextId)
    {
        _builder = new IrBuilder(nextId);
        _constants = kernel.Walked.OfType<Constant>().ToDictionary(c => c.Result.Id, c => c.Text);
    }

    /// <param name="kernel">The body of a kernel, whose inner loops record in blocks.</param>
    /// <param name="nextId">The first value id that is free.</param>
    public static Region Run(Region kernel, ref int nextId)
    {
        var pass = new RecordedNests(kernel, nextId);
        Region done = pass.Visit(kernel);
        nextId = pass._builder.NextId;
        return done;
    }

    private Region Visit(Region region)
    {
        List<Op> ops = [.. region.Ops.Select(op => IrRewriter.Map(op, v => v, Visit))];
        foreach (For loop in ops.OfType<For>().Where(l => l.Mirror > 0).ToArray())
        {
            if (ops.OfType<For>().Where(l => l.Mirror == -loop.Mirror).ToArray() is [var undo] && IsNest(loop, undo) && Lengths(loop) is { } lengths)
            {
                Replace(ops, loop, undo, lengths);
            }
        }

        return region with { Ops = ops.ToImmutableArray() };
    }

    /// <summary>Loops that count in steps of one, each the other's reverse, that record nothing but blocks.</summary>
    private bool IsNest(For loop, For undo)
    {
        Allocate[] taken = Taken(loop);
        Pop[] givenBack = GivenBack(undo);
        return taken.Length > 0 && taken.Length == givenBack.Length && IsCounted(loop) && IsCounted(undo) && _constants[loop.Step.Id] != _constants[undo.Step.Id] && undo.Comparison.Length == 2
            && loop.Body.Walked.Count(Records) == taken.Length && undo.Body.Walked.Count(Records) == givenBack.Length
            && taken.Zip(givenBack.Reverse(), (block, pop) => block.Blocks == 1 && pop.Blocks == 1 && block.Result.Type.Text == pop.Result.Type.Text).All(same => same);

        bool IsCounted(For counted) => counted.Exit < 0 && counted.Index.Type.Text == "int" && _constants.TryGetValue(counted.Step.Id, out string? step) && step is "1" or "-1";

        static bool Records(Op op) => op is Push or Pop or Call or Allocate { Memory: Memory.Pushed };
    }

    private static Allocate[] Taken(For loop) => [.. loop.Body.Ops.OfType<Allocate>().Where(a => a.Memory == Memory.Pushed)];

    private static Pop[] GivenBack(For undo) => [.. undo.Body.Ops.OfType<Pop>().Where(p => p.IsBlock)];

    /// <summary>The length of each block, and the operations that it takes, of what stands before the loop; null where it is known in the loop only.</summary>
    private static List<(Region Made, Value Length)>? Lengths(For loop)
    {
        var definitions = loop.Body.Ops.SelectMany(o => o.Results.Select(r => (r.Id, Op: o))).ToDictionary(d => d.Id, d => d.Op);
        var inside = new HashSet<int>(loop.RegionArguments.Concat(loop.Body.Walked.SelectMany(o => o.Results.Concat(o.RegionArguments))).Select(v => v.Id));
        var lengths = new List<(Region, Value)>();
        foreach (Allocate block in Taken(loop))
        {
            var made = new List<Op>();
            if (!IsKnown(block.Length, made))
            {
                return null;
            }

            lengths.Add((new Region(made.ToImmutableArray(), ImmutableArray<Value>.Empty), block.Length));
        }

        return lengths;

        bool IsKnown(Value value, List<Op> made)
        {
            if (!inside.Contains(value.Id))
            {
                return true;
            }

            if (!definitions.TryGetValue(value.Id, out Op? op) || op is not (Constant or Opaque { Effect: Effect.Pure }) || !op.Operands.All(o => IsKnown(o, made)))
            {
                return false;
            }

            if (!made.Contains(op))
            {
                made.Add(op);
            }

            return true;
        }
    }

    private void Replace(List<Op> ops, For loop, For undo, List<(Region Made, Value Length)> lengths)
    {
        bool rises = loop.Comparison[0] == '<';
        Allocate[] taken = Taken(loop);
        var known = new Value[taken.Length];
        _builder.Open();
        _builder.Origin = loop.Origin;
        Value count = rises ? Difference(loop.Bound, loop.Start) : Difference(loop.Start, loop.Bound);
        if (loop.Comparison.Length == 2)
        {
            count = _builder.Pure(IrType.Int, "{0} + {1}", Precedences.Additive, count, _builder.Int(1));
        }

        var wholes = new Dictionary<Op, (Value Whole, Value Length)>(ReferenceComparer.Instance);
        for (int i = 0; i < taken.Length; i++)
        {
            var renamed = lengths[i].Made.Ops.SelectMany(o => o.Results).ToDictionary(v => v, v => _builder.New(v.Type, v.Name));
            _builder.AddRange(IrRewriter.Substitute(lengths[i].Made, renamed).Ops);
            Value length = renamed.TryGetValue(lengths[i].Length, out Value? made) ? made : lengths[i].Length;
            known[i] = _builder.Pure(IrType.Int, "global::System.Math.Max({0}, {1})", Precedences.Call, _builder.Int(0), length);
            Value all = _builder.Pure(IrType.Int, "{0} * {1}", Precedences.Multiplicative, count, known[i]);
            wholes[taken[i]] = (_builder.Add(taken[i] with { Result = Named(taken[i].Result), Length = all }).Result, known[i]);
        }

        Region before = _builder.Close();
        _builder.Open();
        Pop[] givenBack = GivenBack(undo);
        for (int i = 0; i < givenBack.Length; i++)
        {
            wholes[givenBack[i]] = (_builder.Add(givenBack[i] with { Result = Named(givenBack[i].Result) }).Result, known[known.Length - 1 - i]);
        }

        Region beforeUndo = _builder.Close();

        // The reverse ends where the loop began.
        Place(undo, beforeUndo, rises ? (undo.Index, undo.Bound) : (undo.Bound, undo.Index));
        Place(loop, before, rises ? (loop.Index, loop.Start) : (loop.Start, loop.Index));

        // Each block is the part of its iteration.
        void Place(For placed, Region ahead, (Value From, Value Less) number)
        {
            _builder.Open();
            Value iteration = Difference(number.From, number.Less);
            foreach (Op op in placed.Body.Ops)
            {
                if (wholes.TryGetValue(op, out (Value Whole, Value Length) part))
                {
                    Value at = _builder.Pure(IrType.Int, "{0} * {1}", Precedences.Multiplicative, iteration, part.Length);
                    _builder.Add(new View(op.Origin, op.Results[0], part.Whole, at, part.Length));
                }
                else
                {
                    _builder.Add(op);
                }
            }

            int place = ops.IndexOf(placed);
            ops[place] = placed with { Body = _builder.Close(placed.Body.Yields) };
            ops.InsertRange(place, ahead.Ops);
        }
    }

    private Value Named(Value block) => _builder.New(block.Type, (block.Name ?? "saved").TrimStart('@') + "s");

    private Value Difference(Value a, Value b) => _constants.TryGetValue(b.Id, out string? text) && text == "0" ? a : _builder.Pure(IrType.Int, "{0} - {1}", Precedences.Additive, a, b);
}
