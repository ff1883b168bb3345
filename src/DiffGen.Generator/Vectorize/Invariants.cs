using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Vectorize;

/// <summary>
/// What a loop on vectors asks before it starts (indices in range, buffers apart), asked no more often than the answer may change: before the loops around
/// it that change nothing of it.
/// </summary>
internal sealed class Invariants
{
    /// <summary>In how many loops a value may change.</summary>
    private readonly Dictionary<int, int> _levels = [];

    /// <summary>The conditions of loops on vectors.</summary>
    private readonly HashSet<int> _conditions = [];

    public int LevelOf(Value value) => _levels.TryGetValue(value.Id, out int level) ? level : 0;

    /// <summary>Values that change in each of so many loops.</summary>
    public void Add(ImmutableArray<Value> values, int level)
    {
        foreach (Value value in values)
        {
            _levels[value.Id] = level;
        }
    }

    /// <summary>An operation inside of so many loops; its regions are added on their own.</summary>
    public void Add(Op op, int level)
    {
        if (level == 0)
        {
            return;
        }

        if (IsFree(op))
        {
            level = 0;
            foreach (Value operand in op.Operands)
            {
                level = Math.Max(level, LevelOf(operand));
            }
        }

        Add(op.Results, level);
    }

    /// <summary>Adds the conditions of a loop on vectors.</summary>
    /// <param name="conditions">The conditions.</param>
    /// <param name="operations">What computes them.</param>
    /// <returns>The conditions, those that change least first.</returns>
    public IEnumerable<Value> Ordered(IReadOnlyList<Value> conditions, IReadOnlyList<Op> operations)
    {
        _conditions.UnionWith(conditions.Select(c => c.Id));
        foreach (Op op in operations)
        {
            Add(op, int.MaxValue);
        }

        return conditions.OrderBy(LevelOf);
    }

    /// <summary>Conditions may be put together from others.</summary>
    public Value Condition(Value value)
    {
        _conditions.Add(value.Id);
        return value;
    }

    /// <summary>Takes the conditions that do not change in a loop out of it, with what they are computed from.</summary>
    /// <param name="body">The body of the loop.</param>
    /// <param name="arguments">The values that the loop gives it.</param>
    /// <returns>What is to stand before the loop, and the body without it.</returns>
    public (ImmutableArray<Op> Before, Region Body) TakeOut(Region body, IEnumerable<Value> arguments)
    {
        if (!body.Ops.Any(o => o.Results.Any(r => _conditions.Contains(r.Id))))
        {
            return (ImmutableArray<Op>.Empty, body);
        }

        var inside = new HashSet<int>(arguments.Select(a => a.Id));
        var free = new List<Op>();
        foreach (Op op in body.Ops)
        {
            if (IsFree(op) && !op.Operands.Any(o => inside.Contains(o.Id)))
            {
                free.Add(op);
            }
            else
            {
                inside.UnionWith(op.Results.Select(r => r.Id));
            }
        }

        // Of all that could stand before the loop, what conditions need.
        var needed = new HashSet<int>();
        var taken = new HashSet<Op>(ReferenceComparer.Instance);
        foreach (Op op in Enumerable.Reverse(free))
        {
            if (op.Results.Any(r => _conditions.Contains(r.Id) || needed.Contains(r.Id)))
            {
                taken.Add(op);
                needed.UnionWith(op.Operands.Select(o => o.Id));
            }
        }

        return taken.Count == 0
            ? (ImmutableArray<Op>.Empty, body)
            : (free.Where(taken.Contains).Select(o => o with { Origin = -1 }).ToImmutableArray(), body with { Ops = body.Ops.RemoveAll(taken.Contains) });
    }

    /// <summary>It throws nothing and reads no memory: it may run though the loop does not.</summary>
    private bool IsFree(Op op) => op switch
    {
        Constant constant => !constant.Result.Type.IsBuffer,
        View { Start: null, Length: null } whole => whole.Buffer.Type.Buffer == BufferKind.Array && whole.Result.Type.IsSpan,
        Opaque { Result: { } result } opaque => _conditions.Contains(result.Id) || (LaneTemplates.IsSafe(opaque) && opaque.Arguments.All(a => !a.Type.IsBuffer || a.Type.IsSpan)),
        _ => false,
    };
}
