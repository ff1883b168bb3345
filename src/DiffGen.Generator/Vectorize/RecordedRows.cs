using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Vectorize;

/// <summary>
/// A loop each of whose iterations takes blocks of the recording, always of one length, takes room for all of them at once, a row for each:
/// <c>for (i = a; i &lt; b; i++) { block = PushBlock(n); … }</c> with <c>for (i = b - 1; i ≥ a; i--) { block = PopSpan(); … }</c> becomes
/// <c>rows = PushBlock(checked((b - a) * n)); for (i …) { block = Row(rows, (i - a) * n, n); … }</c> with
/// <c>rows = PopSpan(); n = rows.Length / (b - a); for (i …, down) { block = rows.Slice((i - a) * n, n); … }</c>.
/// To take and to give back a block is as long as to compute some ten vectors.
/// </summary>
internal sealed class RecordedRows
{
    private readonly Dictionary<int, (For Loop, For Undo)> _loops = [];
    private readonly Dictionary<int, string> _constants;
    private readonly IrBuilder _builder;

    private RecordedRows(Dictionary<int, string> constants, int nextId)
    {
        _constants = constants;
        _builder = new IrBuilder(nextId);
    }

    /// <param name="body">Both sweeps of a companion, in one body.</param>
    /// <param name="parameters">Its parameters.</param>
    public static Region Run(Region body, IEnumerable<Value> parameters)
    {
        if (!body.Walked.Any(o => o is For { Mirror: > 0 } loop && Taken(loop).Length > 0))
        {
            return body;
        }

        ILookup<int, For> loops = body.Walked.OfType<For>().Where(l => l.Mirror != 0).ToLookup(l => l.Mirror);
        var constants = body.Walked.OfType<Constant>().ToDictionary(c => c.Result.Id, c => c.Text);
        var pass = new RecordedRows(constants, Regions.NextId(parameters, body));
        foreach (IGrouping<int, For> forward in loops.Where(g => g.Key > 0))
        {
            if (forward.Count() == 1 && loops[-forward.Key].Count() == 1 && AreRows(forward.Single(), loops[-forward.Key].Single(), constants))
            {
                pass._loops[forward.Key] = (forward.Single(), loops[-forward.Key].Single());
            }
        }

        return pass._loops.Count == 0 ? body : pass.Visit(body);
    }

    /// <summary>Loops that count in steps of one, each the other's reverse, that record nothing but blocks whose lengths are known before.</summary>
    private static bool AreRows(For loop, For undo, Dictionary<int, string> constants)
    {
        Allocate[] taken = Taken(loop);
        Pop[] givenBack = GivenBack(undo);
        return taken.Length > 0 && taken.Length == givenBack.Length && IsCounted(loop) && IsCounted(undo) && constants[loop.Step.Id] != constants[undo.Step.Id] && undo.Comparison.Length == 2
            && loop.Body.Walked.Count(Records) == taken.Length && undo.Body.Walked.Count(Records) == givenBack.Length
            && taken.Zip(givenBack.Reverse(), (block, pop) => block.Blocks == pop.Blocks && block.Result.Type.Text == pop.Result.Type.Text).All(same => same)
            && taken.All(t => Made(loop, t.Length) is not null);

        bool IsCounted(For counted) => counted.Exit < 0 && counted.Index.Type.Text == "int" && constants.TryGetValue(counted.Step.Id, out string? step) && step is "1" or "-1";

        static bool Records(Op op) => op is Push or Pop or Call { Mode: not CallMode.Primal } or Allocate { Memory: Memory.Pushed };
    }

    private static Allocate[] Taken(For loop) => [.. loop.Body.Ops.OfType<Allocate>().Where(a => a.Memory == Memory.Pushed)];

    private static Pop[] GivenBack(For undo) => [.. undo.Body.Ops.OfType<Pop>().Where(p => p.IsBlock)];

    /// <summary>The operations of an iteration that compute a value of what stands before the loop; null where it takes more than these.</summary>
    private static List<Op>? Made(For loop, Value value)
    {
        var inside = new HashSet<int>(loop.RegionArguments.Concat(loop.Body.Walked.SelectMany(o => o.Results.Concat(o.RegionArguments))).Select(v => v.Id));
        var made = new List<Op>();
        return IsKnown(value) ? made : null;

        bool IsKnown(Value v)
        {
            if (!inside.Contains(v.Id) || made.Any(o => o.Results.Contains(v)))
            {
                return true;
            }

            if (loop.Body.Ops.FirstOrDefault(o => o.Results.Contains(v)) is not { } op || !(op is Constant || (op is Opaque pure && LaneTemplates.IsSafe(pure) && pure.Arguments.All(a => !a.Type.IsBuffer || a.Type.IsSpan))) || !op.Operands.All(IsKnown))
            {
                return false;
            }

            made.Add(op);
            return true;
        }
    }

    private Region Visit(Region region)
    {
        var ops = new List<Op>();
        foreach (Op op in region.Ops)
        {
            if (op is For loop && op.Mirror > 0 && _loops.ContainsKey(op.Mirror))
            {
                ops.AddRange(Taking(loop));
            }
            else if (op is For undo && op.Mirror < 0 && _loops.TryGetValue(-op.Mirror, out (For Loop, For Undo) pair))
            {
                ops.AddRange(GivingBack(undo, pair.Loop.Comparison[0] == '<'));
            }
            else
            {
                ops.Add(IrRewriter.Map(op, v => v, Visit));
            }
        }

        return region with { Ops = ops.ToImmutableArray() };
    }

    private ImmutableArray<Op> Taking(For loop)
    {
        _builder.Open();
        _builder.Origin = loop.Origin;
        bool rises = loop.Comparison[0] == '<';
        Value count = AtLeast(0, Count(rises ? loop.Start : loop.Bound, rises ? loop.Bound : loop.Start, loop.Comparison.Length == 2));
        var rows = new Dictionary<Op, (Value Rows, Value Length)>(ReferenceComparer.Instance);
        foreach (Allocate block in Taken(loop))
        {
            var made = new Region(Made(loop, block.Length)!.ToImmutableArray(), ImmutableArray<Value>.Empty);
            var renamed = made.Ops.SelectMany(o => o.Results).ToDictionary(v => v, v => _builder.New(v.Type, v.Name));
            _builder.AddRange(IrRewriter.Substitute(made, renamed).Ops);
            Value length = AtLeast(0, renamed.TryGetValue(block.Length, out Value? outside) ? outside : block.Length);

            // More than a span holds is an exception.
            string all = block.Blocks == 1 ? "checked({0} * {1})" : "checked({0} * {1} * " + block.Blocks.ToString(CultureInfo.InvariantCulture) + ")";
            rows[block] = (_builder.Add(block with { Result = Named(block.Result), Length = _builder.Pure(IrType.Int, all, Precedences.Call, count, length), Blocks = 1 }).Result, length);
        }

        Region before = _builder.Close();
        _builder.Open();
        Value iteration = rises ? Difference(loop.Index, loop.Start) : Difference(loop.Start, loop.Index);
        foreach (Op op in loop.Body.Ops)
        {
            if (op is Allocate block && rows.TryGetValue(op, out (Value Rows, Value Length) taken))
            {
                _builder.Add(new View(op.Origin, block.Result, taken.Rows, Product(Product(iteration, block.Blocks), taken.Length), taken.Length) { IsNextRow = rises && block.Blocks == 1 });
            }
            else
            {
                _builder.Add(op);
            }
        }

        return before.Ops.Add(loop with { Body = _builder.Close(loop.Body.Yields) });
    }

    /// <param name="undo">The loop in the reverse sweep, which ends where the other began.</param>
    /// <param name="rose">The other's index went up.</param>
    private ImmutableArray<Op> GivingBack(For undo, bool rose)
    {
        _builder.Open();
        _builder.Origin = undo.Origin;
        Value count = AtLeast(1, Count(rose ? undo.Bound : undo.Start, rose ? undo.Start : undo.Bound, includesLast: true));
        var rows = new Dictionary<Op, (Value Rows, Value Length)>(ReferenceComparer.Instance);
        foreach (Pop block in GivenBack(undo))
        {
            Value whole = _builder.Add(block with { Result = Named(block.Result), Blocks = 1 }).Result;
            Value parts = block.Blocks == 1 ? count : _builder.Pure(IrType.Int, "{0} * {1}", Precedences.Multiplicative, count, _builder.Int(block.Blocks));
            rows[block] = (whole, _builder.Pure(IrType.Int, "{0} / {1}", Precedences.Multiplicative, _builder.LengthOf(whole), parts));
        }

        Region before = _builder.Close();
        _builder.Open();
        Value iteration = rose ? Difference(undo.Index, undo.Bound) : Difference(undo.Bound, undo.Index);
        foreach (Op op in undo.Body.Ops)
        {
            if (op is Pop block && rows.TryGetValue(op, out (Value Rows, Value Length) taken))
            {
                // The last of the blocks of an iteration.
                Value part = Product(iteration, block.Blocks);
                part = block.Blocks == 1 ? part : _builder.Pure(IrType.Int, "{0} + {1}", Precedences.Additive, part, _builder.Int(block.Blocks - 1));
                _builder.Add(new View(op.Origin, block.Result, taken.Rows, Product(part, taken.Length), taken.Length));
            }
            else
            {
                _builder.Add(op);
            }
        }

        return before.Ops.Add(undo with { Body = _builder.Close(undo.Body.Yields) });
    }

    /// <summary>How many integers there are from one to another.</summary>
    private Value Count(Value first, Value end, bool includesLast)
    {
        Value difference = Difference(end, first);
        return includesLast ? _builder.Pure(IrType.Int, "{0} + {1}", Precedences.Additive, difference, _builder.Int(1)) : difference;
    }

    private Value AtLeast(int least, Value number) => _builder.Pure(IrType.Int, "global::System.Math.Max({0}, {1})", Precedences.Call, _builder.Int(least), number);

    private Value Product(Value value, int factor) => factor == 1 ? value : Product(value, _builder.Int(factor));

    private Value Product(Value a, Value b) => _builder.Pure(IrType.Int, "{0} * {1}", Precedences.Multiplicative, a, b);

    private Value Difference(Value a, Value b) => _constants.TryGetValue(b.Id, out string? text) && text == "0" ? a : _builder.Pure(IrType.Int, "{0} - {1}", Precedences.Additive, a, b);

    private Value Named(Value block) => _builder.New(block.Type, (block.Name ?? "saved").TrimStart('@') + "s");
}
