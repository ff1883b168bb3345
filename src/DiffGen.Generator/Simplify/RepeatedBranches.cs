using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Simplify;

/// <summary>
/// A branch on a condition that has been branched on before computes nothing that the first branch has handed on: <c>if (c) s = Sin(x); … if (c) use(Sin(x))</c> uses <c>s</c>. What
/// costs more than a variable, a quotient or a root say, is handed on for that. So it is in the reverse sweep, whose branches mirror those of the method.
/// </summary>
internal sealed class RepeatedBranches
{
    /// <summary>The first branch on each condition, as far as it is in sight.</summary>
    private readonly Dictionary<int, If> _first = [];

    /// <summary>What first branches are to hand on besides, with what stands for it behind them.</summary>
    private readonly Dictionary<Value, Value> _handedOn = [];
    private readonly IrBuilder _builder;
    private bool _hasReused;

    private RepeatedBranches(int nextId) => _builder = new IrBuilder(nextId);

    /// <param name="body">Both sweeps of a companion.</param>
    /// <param name="nextId">The first free value id; afterwards the first free one again.</param>
    /// <returns>The body itself where there is nothing of the kind.</returns>
    public static Region Run(Region body, ref int nextId)
    {
        var pass = new RepeatedBranches(nextId);
        Region visited = pass.Visit(body);
        if (pass._handedOn.Count > 0)
        {
            visited = pass.HandOn(visited);
        }

        nextId = pass._builder.NextId;
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
        if (first.EndsInThrow)
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
                else if (IsCostly(op))
                {
                    if (!_handedOn.TryGetValue(known, out Value? behind))
                    {
                        _handedOn[known] = behind = _builder.New(known.Type, known.Name);
                    }

                    reused[result] = behind;
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

    /// <summary>First branches hand on what is wanted of them; zero where they go the other way.</summary>
    private Region HandOn(Region region) => region with { Ops = IrRewriter.Map(region.Ops, HandOn) };

    private Op HandOn(Op op)
    {
        if (op.Regions.IsEmpty)
        {
            return op;
        }

        op = IrRewriter.Map(op, v => v, HandOn);
        if (op is not If branch)
        {
            return op;
        }

        foreach (bool isThen in new[] { true, false })
        {
            Region arm = isThen ? branch.Then : branch.Else, other = isThen ? branch.Else : branch.Then;
            foreach (Value wanted in arm.Ops.Where(o => o.Results.Length == 1 && _handedOn.ContainsKey(o.Results[0])).Select(o => o.Results[0]).ToArray())
            {
                var nothing = new Constant(branch.Origin, _builder.New(wanted.Type), "0");
                arm = arm with { Yields = arm.Yields.Add(wanted) };
                other = new Region(other.Ops.Insert(0, nothing), other.Yields.Add(nothing.Result));
                branch = branch with { Outputs = branch.Outputs.Add(_handedOn[wanted]), Then = isThen ? arm : other, Else = isThen ? other : arm };
            }
        }

        return branch;
    }

    /// <summary>To keep it costs less than to compute it.</summary>
    private static bool IsCostly(Op op) => op is Apply { Result.Type.IsReal: true } apply && (apply.Primitive is "Divide" or "Sqrt" || !PrimitiveTable.Get(apply.Primitive).IsCheap);

    /// <summary>A number that is the same wherever it is computed.</summary>
    private static bool IsExpression(Op op) => op is not View && op.Results.Length == 1 && !op.Results[0].Type.IsBuffer && AvailableExpressions.IsExpression(op);
}
