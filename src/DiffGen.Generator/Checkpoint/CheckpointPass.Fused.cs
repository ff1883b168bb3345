using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Checkpoint;

/// <summary>
/// Loops that are undone at once. <c>for (i …) s += f(x[i])</c> with the reverse sweep's <c>for (i …) xGrad[i] += sGrad · f'(x[i])</c> becomes one loop, whose body is
/// an iteration and its reverse; what it needs of the reverse sweep moves before it.
/// </summary>
internal sealed partial class CheckpointPass
{
    /// <summary>The numbers of the loops that are undone at once and are being made, the innermost last.</summary>
    private readonly List<int> _atOnce = [];

    /// <summary>What is defined in the outermost of them, and is not there before it.</summary>
    private readonly Dictionary<int, Op?> _inside = [];
    private readonly List<Op> _before = [];

    /// <summary>The two regions without what undoes the loops that are undone at once, and that, by their numbers.</summary>
    private (Region Forward, Region Backward, Dictionary<int, For> Fused) Fuse(Region forward, Region backward)
    {
        var fused = new Dictionary<int, For>();
        for (int at = 0; at < forward.Ops.Length; at++)
        {
            Op loop = forward.Ops[at];
            if (loop is not (For or While) || loop.Mirror <= 0 || _reductions!.Of(forward, at, backward, isOutermost: _atOnce.Count == 0) is not { } found)
            {
                continue;
            }

            var moved = new HashSet<Op>(found.Ahead, Analysis.ReferenceComparer.Instance);
            var late = new HashSet<int>(backward.Ops.Where(o => !moved.Contains(o)).Concat(forward.Ops.Skip(at)).SelectMany(o => o.Results).Select(r => r.Id));
            var ahead = found.Ahead.ToList();
            var behind = new List<Op>();
            For undo = found.Undo;
            ImmutableArray<Value>.Builder initial = undo.Initial.ToBuilder(), outputs = undo.Outputs.ToBuilder();
            for (int k = 0; k < initial.Count; k++)
            {
                if (!late.Contains(initial[k].Id))
                {
                    continue;
                }

                // A sum that goes on from what is known later starts at zero: what is known later is added then.
                var zero = new Constant(loop.Origin, _builder.New(initial[k].Type), "0");
                ahead.Add(zero);
                if (backward.Ops.OfType<Constant>().FirstOrDefault(c => c.Result.Equals(initial[k])) is not { Text: "0" })
                {
                    Value sum = _builder.New(outputs[k].Type, outputs[k].Name);
                    behind.Add(new Apply(loop.Origin, outputs[k], "Add", ImmutableArray.Create(initial[k], sum)));
                    outputs[k] = sum;
                }

                initial[k] = zero.Result;
            }

            fused[loop.Mirror] = undo with { Initial = initial.ToImmutable(), Outputs = outputs.ToImmutable() };
            forward = forward with { Ops = forward.Ops.Take(at).Concat(ahead).Concat(forward.Ops.Skip(at).Where(o => !moved.Contains(o))).ToImmutableArray() };
            backward = backward with { Ops = backward.Ops.SelectMany(o => ReferenceEquals(o, undo) ? behind : moved.Contains(o) ? [] : (IEnumerable<Op>)[o]).ToImmutableArray() };
            at += ahead.Count;
        }

        return (forward, backward, fused);
    }

    /// <summary>An iteration and its reverse in one body. The tapes of its inner loops are the same in all iterations: they stand before the outermost such loop.</summary>
    private Op AtOnce(Op loop, For undo, out IReadOnlyList<Op> tapes)
    {
        bool isOutermost = _atOnce.Count == 0;
        if (isOutermost)
        {
            _inside.Clear();
            foreach (Value argument in IrRewriter.RegionArguments(loop))
            {
                _inside[argument.Id] = null;
            }

            foreach (Op op in IrRewriter.Inside(loop))
            {
                foreach (Value argument in IrRewriter.RegionArguments(op))
                {
                    _inside[argument.Id] = null;
                }

                foreach (Value result in op.Results)
                {
                    _inside[result.Id] = op;
                }
            }
        }

        _atOnce.Add(loop.Mirror);
        (Region body, Region undone) = Nested(loop is For f ? f.Body : ((While)loop).Body, undo.Body, top: true);
        _atOnce.RemoveAt(_atOnce.Count - 1);
        var whole = new Region(body.Ops.Add(new Remark(-1, Remarks.UndoIteration)).AddRange(undone.Ops), body.Yields.AddRange(undone.Yields));
        tapes = isOutermost ? _before.ToArray() : [];
        if (isOutermost)
        {
            _before.Clear();
        }

        return loop switch
        {
            For counted => counted with { Outputs = counted.Outputs.AddRange(undo.Outputs), Initial = counted.Initial.AddRange(undo.Initial), Carried = counted.Carried.AddRange(undo.Carried), Body = whole },
            While test => test with { Outputs = test.Outputs.AddRange(undo.Outputs), Initial = test.Initial.AddRange(undo.Initial), Carried = test.Carried.AddRange(undo.Carried), Body = whole },
            _ => loop,
        };
    }

    /// <summary>The tape of a loop; inside a loop that is undone at once only where its length is known before that.</summary>
    private Tape? TapeOf(For loop, For undo, int step, bool fromZero)
    {
        if (_atOnce.Count == 0)
        {
            return new Tape(loop, undo, step, fromZero, loop.Start, loop.Bound);
        }

        int count = _before.Count;
        if (Before(loop.Start) is { } start && Before(loop.Bound) is { } bound)
        {
            return new Tape(loop, undo, step, fromZero, start, bound);
        }

        _before.RemoveRange(count, _before.Count - count);
        return null;
    }

    /// <summary>What makes a tape, before the outermost loop that is undone at once.</summary>
    private IReadOnlyList<Op> BeforeFused(IReadOnlyList<Op> prelude)
    {
        if (_atOnce.Count == 0)
        {
            return prelude;
        }

        _before.AddRange(prelude);
        return [];
    }

    /// <summary>An integer of the loop as it can be had before the loop; null where it cannot.</summary>
    private Value? Before(Value value)
    {
        if (!_inside.TryGetValue(value.Id, out Op? op))
        {
            return value;
        }

        if (op is not (Constant or Opaque { Effect: Effect.Pure }) || !value.Type.IsUnmanaged || (op is Opaque pure && !Analysis.IntegerForms.IsLength(op) && !IsArithmetic(pure)))
        {
            return null;
        }

        var operands = new Dictionary<Value, Value>();
        foreach (Value operand in op.Operands)
        {
            if (Before(operand) is not { } known)
            {
                return null;
            }

            operands[operand] = known;
        }

        Value copy = _builder.New(value.Type);
        _before.Add(IrRewriter.Map(op, v => v.Equals(value) ? copy : operands.TryGetValue(v, out Value? known) ? known : v, r => r));
        return copy;
    }

    private static bool IsArithmetic(Opaque op) => op.Template is "{0} + {1}" or "{0} - {1}" or "{0} * {1}" or "-{0}";

    /// <summary>
    /// The gradient buffers that are worked on aside: zeros in memory of the recording, in the end added to the caller's, or copied there where it is overwritten.
    /// </summary>
    private (Region Forward, Region Backward) Aside(Region forward, Region backward)
    {
        foreach (DerivativeParameter parameter in _reductions?.Staged.ToArray() ?? [])
        {
            Value grad = parameter.Value, sum = _builder.New(grad.Type, grad.Name);
            bool IsClear(Op op) => op is Fill { Filler: null } fill && fill.Buffer.Equals(grad);
            bool isOverwritten = forward.Ops.Concat(backward.Ops).Any(IsClear);
            var length = new Opaque(-1, _builder.New(IrType.Int), "{0}.Length", ImmutableArray.Create(grad), Effect.Pure, Precedences.Call);
            var table = new Dictionary<Value, Value> { [grad] = sum };
            Region Moved(Region region) => IrRewriter.Substitute(region with { Ops = region.Ops.Where(o => !IsClear(o)).ToImmutableArray() }, table);
            forward = Moved(forward);
            backward = Moved(backward);
            forward = forward with { Ops = forward.Ops.Insert(0, new Allocate(-1, sum, Memory.Zeros, length.Result!)).Insert(0, length) };
            backward = backward with
            {
                Ops = backward.Ops.Add(isOverwritten
                    ? new Copy(-1, sum, grad)
                    : new Opaque(-1, null, "global::DiffGen.CompilerServices.Buffers.Accumulate({0}, {1});", ImmutableArray.Create(sum, grad), Effect.Unknown, Precedences.Call) { IsLinear = true }),
            };
        }

        return (forward, backward);
    }
}
