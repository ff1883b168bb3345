using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Simplify;

/// <summary>
/// A branch on a condition that has been branched on before computes nothing that the first branch has handed on: <c>if (c) s = Sin(x); … if (c) use(Sin(x))</c> uses <c>s</c>.
/// So it is in the reverse sweep, whose branches mirror those of the method.
/// </summary>
internal sealed class RepeatedBranches
{
    /// <summary>The first branch on each condition, as far as it is in sight.</summary>
    private readonly Dictionary<int, If> _first = [];

    private bool _hasReused;

    /// <param name="body">Both sweeps of a companion.</param>
    /// <returns>The body itself where there is nothing of the kind.</returns>
    public static Region Run(Region body)
    {
        var pass = new RepeatedBranches();
        Region visited = pass.Visit(body);
        return pass._hasReused ? visited : body;
    }

    private Region Visit(Region region)
    {
        List<int> added = [];
        Region visited = region with { Ops = IrRewriter.Map(region.Ops, op => Visit(op, added)) };
        added.ForEach(c => _first.Remove(c));
        return visited;
    }

    private Op Visit(Op op, List<int> added)
    {
        if (op.Regions.IsEmpty)
        {
            return op;
        }

        if (op is If branch)
        {
            if (_first.TryGetValue(branch.Condition.Id, out If? first))
            {
                op = branch with { Then = Reused(first.Then, branch.Then, first.Outputs), Else = Reused(first.Else, branch.Else, first.Outputs) };
            }
            else
            {
                // Inside of it what it hands on is not in sight.
                var whole = (If)Inside(branch);
                _first.Add(branch.Condition.Id, whole);
                added.Add(branch.Condition.Id);
                return whole;
            }
        }

        return Inside(op);
    }

    private Op Inside(Op op) => IrRewriter.Map(op, v => v, Visit);

    /// <param name="first">The region that has run.</param>
    /// <param name="again">The region on the same condition.</param>
    /// <param name="outputs">What stands for what the first region yields.</param>
    private Region Reused(Region first, Region again, ImmutableArray<Value> outputs)
    {
        if (first.EndsInThrow || outputs.IsEmpty)
        {
            return again;
        }

        var computed = new AvailableExpressions();
        computed.Open();
        foreach (Op op in first.Ops.Where(IsExpression))
        {
            if (computed.Find(op) is null)
            {
                computed.Add(op, op.Results[0]);
            }
        }

        // What a value is in the first region, and what stands for it here.
        var same = new Dictionary<Value, Value>();
        var reused = new Dictionary<Value, Value>();
        foreach (Op op in again.Ops.Where(IsExpression))
        {
            Value result = op.Results[0];
            if (computed.Find(IrRewriter.Map(op, v => !v.Equals(result) && same.TryGetValue(v, out Value? there) ? there : v, r => r)) is { } known)
            {
                same[result] = known;
                if (op is not Constant && first.Yields.IndexOf(known) is var at && at >= 0)
                {
                    reused[result] = outputs[at];
                }
            }
        }

        if (reused.Count == 0)
        {
            return again;
        }

        _hasReused = true;
        Region left = again with { Ops = again.Ops.RemoveAll(o => o.Results.Length == 1 && reused.ContainsKey(o.Results[0])) };
        return IrRewriter.Substitute(left, reused);
    }

    /// <summary>A number that is the same wherever it is computed.</summary>
    private static bool IsExpression(Op op) => op is not View && op.Results.Length == 1 && !op.Results[0].Type.IsBuffer && AvailableExpressions.IsExpression(op);
}
