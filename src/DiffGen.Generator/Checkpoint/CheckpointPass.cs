using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Normalize;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Checkpoint;

/// <summary>Both sweeps with every primal value at hand where the reverse sweep needs it, the names of what is saved, and what each loop saves.</summary>
internal sealed record CheckpointedSweeps(Region Forward, Region Backward, int NextId, ImmutableArray<string> Saved, ImmutableArray<SavedValues> Loops);

/// <summary>Which loops are undone at once.</summary>
internal enum FusedLoops
{
    /// <summary>None: gradients are added up last iteration first.</summary>
    None,

    /// <summary>Those that can be, so that an exception leaves the gradient buffers of the caller as they were.</summary>
    KeepGradients,

    /// <summary>All that can be.</summary>
    All,
}

/// <summary>What a loop saves per iteration.</summary>
/// <param name="Origin">The loop's.</param>
/// <param name="Body">Its body in the forward sweep.</param>
/// <param name="Arguments">What its iterations hand on.</param>
/// <param name="Values">The values saved.</param>
internal sealed record SavedValues(int Origin, Region Body, ImmutableArray<Value> Arguments, ImmutableArray<Value> Values);

/// <summary>
/// Gives the reverse sweep the primal values it names: what is still in sight is kept, what is cheap is computed again (from memory that
/// did not change, too), the rest is saved. From inside a branch a value is handed out as a result of the branch. From inside a loop it is
/// saved once per iteration: in a buffer sized by the trip count where a loop at the top of the method knows its own, else on the recording.
/// A loop that <see cref="FusedReductions"/> finds is undone iteration by iteration, in the loop itself: then all values of the iteration are in sight.
/// What a region saves is the cheapest set of values from which the others follow (<see cref="MinimalCut"/>). Where that is cheaper, the reverse sweep leads
/// memory back to what it held, and reads it again (<see cref="RestoredMemory"/>).
/// </summary>
internal sealed partial class CheckpointPass
{
    private readonly IrBuilder _builder;
    private readonly StableLoads _stable;
    private readonly HashSet<int> _unsavable = [];
    private readonly List<string> _saved = [];
    private readonly List<SavedValues> _loops = [];
    private readonly bool _hasUnknownEffects;
    private readonly bool _apart;
    private readonly Region _body;
    private readonly FusedReductions? _reductions;
    private Dictionary<int, string>? _constants;

    private readonly RestoredMemory? _memory;
    private readonly IReadOnlyCollection<int> _restored;

    /// <summary>The bytes saved, those of an inner loop eight times as dear as those of the loop around it.</summary>
    private double _cost;
    private int _depth;

    /// <summary>Reads of what a buffer holds to the end, in the place of what computed it.</summary>
    private readonly HashSet<Op> _homes = new(ReferenceComparer.Instance);

    /// <summary>The buffers whose elements are saved, or what is made of them, since they may be written.</summary>
    private readonly List<Value> _lost = [];

    private CheckpointPass(IrFunction function, Sweeps sweeps, Writes writes, bool apart, FusedLoops fused, RestoredMemory? memory, IReadOnlyCollection<int> restored)
    {
        _memory = memory;
        _restored = restored;
        if (!apart && fused != FusedLoops.None && IrRewriter.Walk(function.Body).Any(o => o is For or While) && !HasElementsOfParts(function))
        {
            var reductions = new FusedReductions(function, sweeps, keepsGradients: fused == FusedLoops.KeepGradients);
            _reductions = reductions.IsPossible ? reductions : null;
        }

        _builder = new IrBuilder(sweeps.NextId);
        _apart = apart;
        _body = function.Body;
        _stable = new StableLoads(function, memoryLives: !apart, writes);
        _hasUnknownEffects = IrRewriter.Walk(function.Body).Any(o => o is Opaque { Effect: Effect.Unknown } or Call);
        if (apart)
        {
            foreach (IrParameter parameter in function.Parameters.Where(p => p.Value.Type.IsBuffer))
            {
                _unsavable.Add(parameter.Value.Id);
            }
        }
    }

    /// <summary>Buffers of structs with members of several types, whose elements are read and written in parts: the facts of loops know elements as a whole.</summary>
    private static bool HasElementsOfParts(IrFunction function) => function.Parameters.Select(p => p.Value).Concat(IrRewriter.Walk(function.Body).SelectMany(o => o.Results)).Any(v => v.Type.Members is not null);

    /// <param name="function">The method that was reversed.</param>
    /// <param name="sweeps">Its two sweeps.</param>
    /// <param name="writes">What the methods that it calls write.</param>
    /// <param name="apart">The sweeps become two methods, so that what the reverse sweep needs of the top level is saved as well.</param>
    /// <param name="fused">Which loops are undone at once.</param>
    /// <param name="restores">Memory of the method's own may be led back to what it held: nothing but the reverse sweep reads it when the method has run.</param>
    public static CheckpointedSweeps Run(IrFunction function, Sweeps sweeps, Writes writes, bool apart, FusedLoops fused, bool restores = false)
    {
        (CheckpointedSweeps best, double cost, int[] roots) = Run(function, sweeps, writes, apart, fused, null, []);
        if (!restores || apart || roots.Length == 0)
        {
            return best;
        }

        var memory = new RestoredMemory(function, sweeps.Backward);
        var restored = new List<int>();
        foreach (int root in roots.Where(memory.IsPossible))
        {
            try
            {
                (CheckpointedSweeps other, double otherCost, _) = Run(function, sweeps, writes, apart, fused, memory, [.. restored, root]);
                if (otherCost < cost)
                {
                    (best, cost) = (other, otherCost);
                    restored.Add(root);
                }
            }
            catch (UnsupportedException)
            {
                // Its place in the memory cannot be had again: the numbers are saved.
            }
        }

        return best;
    }

    /// <summary>The sweeps, what they save, and the memory from which they save elements.</summary>
    private static (CheckpointedSweeps Sweeps, double Cost, int[] Roots) Run(IrFunction function, Sweeps sweeps, Writes writes, bool apart, FusedLoops fused, RestoredMemory? memory, IReadOnlyCollection<int> restored)
    {
        var pass = new CheckpointPass(function, sweeps, writes, apart, fused, memory, restored);
        (Region forward, Region backward) = pass.Nested(sweeps.Forward, sweeps.Backward, top: !apart);
        (forward, backward) = pass.Aside(forward, backward);
        if (apart)
        {
            (forward, backward) = LiftLengths(forward, backward, pass._unsavable);
            (forward, backward, _) = pass.Save(forward, function.Parameters.Select(p => p.Value).ToArray(), backward, null, -1);
        }

        var done = new CheckpointedSweeps(forward, backward, pass._builder.NextId, pass._saved.Distinct().ToImmutableArray(), pass._loops.ToImmutableArray());
        var buffers = new BufferRoots(function);
        return (done, pass._cost, [.. pass._lost.Select(buffers.RootOf).Distinct()]);
    }

    /// <summary>A region whose reverse stands behind it, in the same iteration of a loop.</summary>
    /// <param name="function">The method that it is a part of.</param>
    /// <param name="forward">The region.</param>
    /// <param name="backward">Its reverse.</param>
    /// <param name="nextId">The first free value id; afterwards the first free one again.</param>
    /// <param name="writes">What the methods that it calls write.</param>
    public static (Region Forward, Region Backward) RunIteration(IrFunction function, Region forward, Region backward, ref int nextId, Writes writes)
    {
        var sweeps = new Sweeps(ImmutableArray<DerivativeParameter>.Empty, forward, backward, nextId, nextId);
        var pass = new CheckpointPass(function, sweeps, writes, apart: false, FusedLoops.None, null, []);
        (forward, backward) = pass.Nested(forward, backward, top: false);
        nextId = pass._builder.NextId;
        return (forward, backward);
    }

    /// <summary>What the reverse asks of a buffer that it will not see (its length), the forward region asks, so that the number can be saved.</summary>
    private static (Region Forward, Region Backward) LiftLengths(Region forward, Region backward, HashSet<int> unseen)
    {
        if (unseen.Count == 0)
        {
            return (forward, backward);
        }

        List<Op> ops = forward.Ops.ToList();
        int head = 0;
        backward = Visit(backward);
        return (forward with { Ops = ops.ToImmutableArray() }, backward);

        Region Visit(Region region) => region with
        {
            Ops = region.Ops.Where(op => !Lift(op)).Select(op => IrRewriter.Map(op, v => v, Visit)).ToImmutableArray(),
        };

        bool Lift(Op op)
        {
            if (op is Opaque { Effect: Effect.Pure, Result.Type.IsUnmanaged: true } opaque && opaque.Arguments.Length == 1 && unseen.Contains(opaque.Arguments[0].Id))
            {
                InsertAfterDefinition(ops, opaque.Arguments[0], MayBeNull(opaque.Arguments[0], forward) ? OrNothing(opaque) : op, ref head);
                return true;
            }

            return false;
        }
    }

    /// <summary>A branch that does not run asks nothing of an array that is null there: its length is asked ahead of the branch.</summary>
    private static Opaque OrNothing(Opaque length) => length.Template.StartsWith("{0}.", StringComparison.Ordinal) && length.Result!.Type.Text == "int"
        ? length with { Template = "{0}?" + length.Template.Substring(3) + " ?? 0", Precedence = Precedences.Conditional }
        : length;

    /// <summary>An array that code without a derivative gives, or none at all.</summary>
    private static bool MayBeNull(Value buffer, Region region) => buffer.Type.Buffer is BufferKind.Array or BufferKind.Matrix or BufferKind.Jagged && region.Walked.FirstOrDefault(o => o.Results.Contains(buffer)) switch
    {
        If branch => branch.Then.Yields.Concat(branch.Else.Yields).Any(y => MayBeNull(y, region)),
        For loop => loop.Initial.Concat(loop.Body.Yields).Any(y => MayBeNull(y, region)),
        While loop => loop.Initial.Concat(loop.Body.Yields).Any(y => MayBeNull(y, region)),
        var op => op is Opaque or Constant,
    };

    /// <summary>The buffers of a region that its reverse can neither see nor make again.</summary>
    private HashSet<int> Unseen(Region forward)
    {
        var unseen = new HashSet<int>();
        foreach (Op op in forward.Ops.Where(o => !IsCheap(o) || Used(o).Any(v => unseen.Contains(v.Id) || _unsavable.Contains(v.Id))))
        {
            unseen.UnionWith(op.Results.Where(r => r.Type.IsBuffer).Select(r => r.Id));
        }

        return unseen;
    }

    /// <summary>The branches and loops of a region, each with what undoes it.</summary>
    /// <param name="forward">A region of the forward sweep.</param>
    /// <param name="backward">The region that undoes it.</param>
    /// <param name="top">The second follows the first, both run once: the sweeps of the method, or of an iteration that is undone at once.</param>
    private (Region Forward, Region Backward) Nested(Region forward, Region backward, bool top)
    {
        var fused = new Dictionary<int, For>();
        if (top && _reductions is not null)
        {
            (forward, backward, fused) = Fuse(forward, backward);
        }

        if (top && _atOnce.Count == 0 && _restored.Count > 0)
        {
            (forward, backward) = Restored(forward, backward, fused.Keys);
        }

        // A branch may have two that mirror it: one that chooses gradient buffers, one that undoes it.
        var undoing = Enumerable.Range(0, backward.Ops.Length).Where(i => backward.Ops[i].Mirror < 0).ToLookup(i => -backward.Ops[i].Mirror);
        var forwardOps = new List<Op>();
        var backwardOps = backward.Ops.ToBuilder();
        foreach (Op op in forward.Ops)
        {
            if (fused.TryGetValue(op.Mirror, out For? undoAtOnce))
            {
                Op whole = AtOnce(op, undoAtOnce, out IReadOnlyList<Op> tapes);
                forwardOps.AddRange(tapes);
                forwardOps.Add(whole);
                continue;
            }

            if (op is not (If or For or While) || op.Mirror <= 0 || !undoing.Contains(op.Mirror))
            {
                forwardOps.Add(op);
                continue;
            }

            int last = undoing[op.Mirror].Last();
            Op undo = backward.Ops[last];

            switch (op)
            {
                case If branch:
                    foreach (int at in undoing[op.Mirror])
                    {
                        (branch, If newUndo) = Branch(branch, (If)backward.Ops[at]);
                        backwardOps[at] = newUndo;
                    }

                    forwardOps.Add(branch);
                    break;
                case For loop:
                    {
                        var undoLoop = (For)undo;
                        _depth++;
                        (Region body, Region undoBody) = Nested(loop.Body, undoLoop.Body, top: false);
                        Tape? tape = top && loop.Exit < 0 && loop.Index.Type.Text == "int" && UnitStep(loop.Step) is { } step ? TapeOf(loop, undoLoop, step, IsZero(loop.Start)) : null;
                        (body, undoBody, IReadOnlyList<Op> prelude) = Save(body, loop.Carried.ToArray(), undoBody, tape, loop.Origin);
                        _depth--;
                        prelude = BeforeFused(prelude);
                        undoBody = loop.Exit < 0 && Steps.IsUnit(_body, loop.Step)
                            ? IrRewriter.Substitute(undoBody, new Dictionary<Value, Value> { [loop.Index] = undoLoop.Index })
                            : WithIndex(undoBody, loop, undoLoop.Index);
                        forwardOps.AddRange(prelude);
                        forwardOps.Add(loop with { Body = body });
                        backwardOps[last] = undoLoop with { Body = undoBody };
                        break;
                    }

                case While loop:
                    {
                        var undoLoop = (For)undo;
                        _depth++;
                        (Region body, Region undoBody) = Nested(loop.Body, undoLoop.Body, top: false);
                        (body, undoBody, _) = Save(body, loop.Carried.ToArray(), undoBody, null, loop.Origin);
                        _depth--;
                        forwardOps.Add(loop with { Body = body });
                        backwardOps[last] = undoLoop with { Body = undoBody };
                        break;
                    }
            }
        }

        return (
            forward with { Ops = forwardOps.ToImmutableArray() },
            backward with { Ops = backwardOps.ToImmutable() });
    }

    /// <summary>The index of a loop that ended early, from the number of the iteration.</summary>
    private Region WithIndex(Region undoBody, For loop, Value iteration)
    {
        if (!Regions.Free(undoBody).Contains(loop.Index))
        {
            return undoBody;
        }

        _builder.Open();
        _builder.Origin = loop.Origin;
        bool isLong = loop.Index.Type.Text == "long";
        Value scaled = _builder.Pure(loop.Index.Type, isLong ? "(long){0} * {1}" : "{0} * {1}", Precedences.Multiplicative, iteration, loop.Step);
        Value index = _builder.New(loop.Index.Type, loop.Index.Name);
        _builder.Add(new Opaque(loop.Origin, index, "{0} + {1}", ImmutableArray.Create(loop.Start, scaled), Effect.Pure, Precedences.Additive));
        Region head = _builder.Close();
        Region body = IrRewriter.Substitute(undoBody, new Dictionary<Value, Value> { [loop.Index] = index });
        return body with { Ops = body.Ops.InsertRange(0, head.Ops) };
    }

    private int? UnitStep(Value step) => TextOf(step) switch
    {
        "1" => 1,
        "-1" => -1,
        _ => null,
    };

    private bool IsZero(Value start) => TextOf(start) == "0";

    private string? TextOf(Value value)
    {
        _constants ??= IrRewriter.Walk(_body).OfType<Constant>().ToDictionary(c => c.Result.Id, c => c.Text);
        return _constants.TryGetValue(value.Id, out string? text) ? text : null;
    }

    /// <summary>A loop whose values are saved in buffers of its trip count.</summary>
    private sealed record Tape(For Loop, For Undo, int Step, bool FromZero, Value Start, Value Bound);

    /// <summary>
    /// <c>if (c) { t = f(x); … }</c> whose reverse needs t: t becomes a result of the branch, zero in the other arm.
    /// </summary>
    private (If Forward, If Backward) Branch(If branch, If undo)
    {
        (Region then, Region undoThen) = Nested(branch.Then, undo.Then, top: false);
        (Region otherwise, Region undoElse) = Nested(branch.Else, undo.Else, top: false);
        var outputs = branch.Outputs.ToBuilder();
        (then, otherwise, undoThen) = HandOut(then, otherwise, undoThen);
        (otherwise, then, undoElse) = HandOut(otherwise, then, undoElse);
        return (branch with { Outputs = outputs.ToImmutable(), Then = then, Else = otherwise }, undo with { Then = undoThen, Else = undoElse });

        (Region Arm, Region Other, Region Undo) HandOut(Region arm, Region other, Region undoArm)
        {
            (arm, undoArm) = LiftLengths(arm, undoArm, Unseen(arm));
            (Region undone, IReadOnlyList<Value> saved) = Recompute(arm, [], undoArm);
            var handed = new Dictionary<Value, Value>();
            foreach (Value value in saved)
            {
                Value output = _builder.New(value.Type, value.Name);
                outputs.Add(output);
                handed[value] = output;
                var missing = new Constant(branch.Origin, _builder.New(value.Type), Default(value.Type));
                arm = arm with { Yields = arm.Yields.Add(value) };
                other = new Region(other.Ops.Insert(0, missing), other.Yields.Add(missing.Result));
            }

            return (arm, other, IrRewriter.Substitute(undone, handed));
        }
    }

    private static string Default(IrType type) => type.IsReal ? "0" : type.Text == "bool" ? "false" : type.IsUnmanaged ? "default(" + type.Text + ")" : "default(" + type.Text.TrimEnd('?') + ")!";

    /// <summary>Saves once per run of the region what its reverse needs and cannot compute again.</summary>
    private (Region Forward, Region Backward, IReadOnlyList<Op> Prelude) Save(Region forward, Value[] arguments, Region backward, Tape? tape, int origin)
    {
        (forward, backward) = LiftLengths(forward, backward, Unseen(forward));
        (forward, Region undone, IReadOnlyList<Value> saved) = Recorded(forward, arguments, backward);
        _cost += saved.Sum(v => SavedBytes.Of(v.Type)) * Math.Pow(8, _depth);
        var prelude = new List<Op>();
        if (origin >= 0)
        {
            _loops.Add(new SavedValues(origin, forward, arguments.ToImmutableArray(), saved.ToImmutableArray()));
        }

        if (saved.Count == 0)
        {
            return (forward, undone, prelude);
        }

        _saved.AddRange(saved.Where(v => v.Name is not null).Select(v => v.Name!.TrimStart('@')));
        var forwardOps = forward.Ops.ToList();
        var heads = new List<Op>();
        var restored = new Dictionary<Value, Value>();
        bool nested = Regions.Records(forward);
        int head = 0;
        if (tape is not null && saved.All(v => v.Type.IsUnmanaged))
        {
            int before = forwardOps.Count;
            (Value length, Value? forwardAt, Value? undoAt) = TapeIndices(tape, prelude, forwardOps, heads);
            head = forwardOps.Count - before;
            foreach (Value value in saved)
            {
                Value buffer = _builder.New(IrType.BufferOf(BufferKind.Span, value.Type.Text, value.Type.Real), Stem(forward, value) + "Tape");
                prelude.Add(new Allocate(origin, buffer, Memory.Tape, length));
                InsertAfterDefinition(forwardOps, value, new Store(OriginOf(forwardOps, value, origin), buffer, forwardAt ?? tape.Loop.Index, value, Adds: false), ref head);
                Value again = _builder.New(value.Type, value.Name);
                restored[value] = again;
                heads.Add(new Load(OriginOf(forwardOps, value, origin), again, buffer, undoAt ?? tape.Undo.Index));
            }
        }
        else
        {
            foreach (Value value in saved)
            {
                var push = new Push(OriginOf(forwardOps, value, origin), value);
                if (nested)
                {
                    forwardOps.Add(push);
                }
                else
                {
                    InsertAfterDefinition(forwardOps, value, push, ref head);
                }
            }

            // Last in, first out: pops in the opposite order of the pushes.
            foreach (Push push in forwardOps.OfType<Push>().Where(p => !p.IsContent).Reverse().ToArray())
            {
                Value again = _builder.New(push.Saved.Type, push.Saved.Name);
                restored[push.Saved] = again;
                heads.Add(new Pop(push.Origin, again));
            }
        }

        undone = IrRewriter.Substitute(undone, restored);
        return (forward with { Ops = forwardOps.ToImmutableArray() }, undone with { Ops = undone.Ops.InsertRange(0, heads) }, prelude);
    }

    /// <summary>What a saved value is called: its variable, the buffer it was read from, or the function that gave it.</summary>
    private static string Stem(Region region, Value value) => (value.Name ?? region.Ops.FirstOrDefault(o => o.Results.Contains(value)) switch
    {
        Load { Leaf: >= 0, Buffer.Name: { } buffer } load => buffer + load.Buffer.Type.Members!.Leaves[load.Leaf].Suffix,
        Load load => load.Buffer.Name,
        Apply apply => char.ToLowerInvariant(apply.Primitive[0]) + apply.Primitive.Substring(1),
        _ => null,
    } ?? "saved").TrimStart('@');

    /// <summary>The trip count before the loop, and where to write and read in the buffers, where that is not the index itself.</summary>
    private (Value Length, Value? ForwardAt, Value? UndoAt) TapeIndices(Tape tape, List<Op> prelude, List<Op> forwardOps, List<Op> heads)
    {
        For loop = tape.Loop;
        bool inclusive = loop.Comparison.Length == 2;
        _builder.Origin = loop.Origin;
        Value length;
        if (tape.FromZero && tape.Step == 1 && !inclusive)
        {
            _builder.Open();
            length = _builder.Pure(IrType.Int, "global::System.Math.Max(0, {0})", Precedences.Call, tape.Bound);
            prelude.AddRange(_builder.Close().Ops);
            return (length, null, null);
        }

        _builder.Open();
        Value span = tape.Step == 1 ? Difference(tape.Bound, tape.Start) : Difference(tape.Start, tape.Bound);
        Value count = _builder.Pure(IrType.Int, "{0} + {1}", Precedences.Additive, span, _builder.Int(inclusive ? 1 : 0));
        length = _builder.Pure(IrType.Int, "global::System.Math.Max(0, {0})", Precedences.Call, count);
        prelude.AddRange(_builder.Close().Ops);

        _builder.Open();
        Value forwardAt = tape.Step == 1 ? Difference(loop.Index, loop.Start) : Difference(loop.Start, loop.Index);
        forwardOps.InsertRange(0, _builder.Close().Ops);
        _builder.Open();
        Value undoAt = tape.Step == 1 ? Difference(tape.Undo.Index, loop.Start) : Difference(loop.Start, tape.Undo.Index);
        heads.AddRange(_builder.Close().Ops);
        return (length, forwardAt, undoAt);

        Value Difference(Value a, Value b) => _builder.Pure(IrType.Int, "{0} - {1}", Precedences.Additive, a, b);
    }

    /// <summary>Right behind the definition; for an argument of the region at the region's start, behind what stands there already.</summary>
    private static void InsertAfterDefinition(List<Op> ops, Value value, Op inserted, ref int head)
    {
        int at = ops.FindIndex(o => o.Results.Contains(value));
        ops.Insert(at < 0 ? head++ : at + 1, inserted);
    }

    private static int OriginOf(List<Op> ops, Value value, int otherwise) => ops.FirstOrDefault(o => o.Results.Contains(value))?.Origin ?? otherwise;

    /// <summary>Numbers, and objects that stay what they are; of an array of arrays the lengths count, and its rows are assigned once.</summary>
    private static bool IsSavable(Value value) => value.Type != IrType.Pair && !(value.Type.IsSpan || value.Type.IsRealBuffer) || value.Type.Buffer == BufferKind.Jagged;

    /// <summary>What an operation reads, inside it too.</summary>
    private static IEnumerable<Value> Used(Op op) => op is If choice ? choice.Then.Yields.Concat(choice.Else.Yields).Concat(op.Operands) : op.Operands;

    /// <summary>Cheaper to compute again than to save, and the same again.</summary>
    private bool IsCheap(Op op) => op switch
    {
        Constant => true,
        Apply apply => PrimitiveTable.Get(apply.Primitive).IsCheap,
        Opaque { Effect: Effect.Pure } => true,
        Opaque { Effect: Effect.Reads } reads => !_hasUnknownEffects && _stable.Contains(reads),
        Load load => _homes.Contains(load) || _stable.Contains(load, _atOnce) || IsRestored(load.Buffer),
        View => true,
        If { Outputs.Length: 1 } choice => choice.Outputs[0].Type.IsBuffer && ChosenViews.IsChoice(choice),
        _ => false,
    };
}
