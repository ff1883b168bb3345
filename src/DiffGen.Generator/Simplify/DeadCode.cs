using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Simplify;

/// <summary>
/// Removes what nothing needs: pure operations without a user, results of branches, carried values of loops. What has an effect stays,
/// and so does every load of the method itself, since it may throw.
/// </summary>
internal static class DeadCode
{
    /// <param name="body">The body of a method.</param>
    /// <param name="firstDerivative">Values from this id on were made by the compiler: their loads may go.</param>
    public static Region Remove(Region body, int firstDerivative)
    {
        var live = new IdSet();
        foreach (Value yielded in body.Yields)
        {
            live.Add(yielded.Id);
        }

        Mark(body);
        return Sweep(body);

        // What is live in a region follows from what is behind it; in a loop also from what an iteration hands to the next, until that settles.
        void Mark(Region region)
        {
            for (int i = region.Ops.Length - 1; i >= 0; i--)
            {
                Op op = region.Ops[i];
                if (!IsKept(op))
                {
                    continue;
                }

                switch (op)
                {
                    case If branch:
                        live.Add(branch.Condition.Id);
                        for (int k = 0; k < branch.Outputs.Length; k++)
                        {
                            if (live.Contains(branch.Outputs[k].Id))
                            {
                                live.Add(branch.Then.Yields[k].Id);
                                live.Add(branch.Else.Yields[k].Id);
                            }
                        }

                        Mark(branch.Then);
                        Mark(branch.Else);
                        break;
                    case For loop:
                        live.Add(loop.Start.Id);
                        live.Add(loop.Bound.Id);
                        live.Add(loop.Step.Id);
                        if (loop.Exit >= 0)
                        {
                            live.Add(loop.Carried[loop.Exit].Id);
                        }

                        MarkCarried(loop.Outputs, loop.Carried, loop.Initial, loop.Body);
                        do
                        {
                            Mark(loop.Body);
                        }
                        while (MarkCarried(loop.Outputs, loop.Carried, loop.Initial, loop.Body));
                        break;
                    case While loop:
                        live.Add(loop.Condition.Yields[0].Id);
                        MarkCarried(loop.Outputs, loop.Carried, loop.Initial, loop.Body);
                        do
                        {
                            Mark(loop.Body);
                            Mark(loop.Condition);
                        }
                        while (MarkCarried(loop.Outputs, loop.Carried, loop.Initial, loop.Body));
                        break;
                    default:
                        foreach (Value operand in op.Operands)
                        {
                            live.Add(operand.Id);
                        }

                        break;
                }
            }
        }

        // Whether something inside the loop has become live.
        bool MarkCarried(ImmutableArray<Value> outputs, ImmutableArray<Value> carried, ImmutableArray<Value> initial, Region loopBody)
        {
            bool isNew = false;
            for (int k = 0; k < carried.Length; k++)
            {
                if (live.Contains(outputs[k].Id) || live.Contains(carried[k].Id))
                {
                    isNew |= live.Add(carried[k].Id);
                    isNew |= live.Add(loopBody.Yields[k].Id);
                    live.Add(initial[k].Id);
                }
            }

            return isNew;
        }

        bool IsKept(Op op)
        {
            if (IsEssential(op))
            {
                return true;
            }

            foreach (Value result in op.Results)
            {
                if (live.Contains(result.Id))
                {
                    return true;
                }
            }

            foreach (Region inner in op.Regions)
            {
                foreach (Op nested in inner.Ops)
                {
                    if (IsKept(nested))
                    {
                        return true;
                    }
                }
            }

            return false;
        }

        bool IsEssential(Op op) => op switch
        {
            Store or Fill or Copy or Call or Throw or Push or Pop or Remark => true,
            Opaque opaque => opaque.Effect == Effect.Unknown,
            NodeSite site => site.Result is null,
            SiteBaseline or SiteTemperature => true,
            Load load => load.Result.Id < firstDerivative && !load.IsBesideAnother,
            _ => false,
        };

        Region Sweep(Region region)
        {
            ImmutableArray<Op>.Builder? ops = null;
            for (int i = 0; i < region.Ops.Length; i++)
            {
                Op op = region.Ops[i];
                Op? swept = IsKept(op) && !IsReadElsewhere(op, region) ? SweepOp(op) : null;
                if (ops is null)
                {
                    if (ReferenceEquals(swept, op))
                    {
                        continue;
                    }

                    ops = ImmutableArray.CreateBuilder<Op>(region.Ops.Length);
                    ops.AddRange(region.Ops, i);
                }

                if (swept is not null)
                {
                    ops.Add(swept);
                }
            }

            return ops is null ? region : new Region(ops.Count == region.Ops.Length ? ops.MoveToImmutable() : ops.ToImmutable(), region.Yields);
        }

        // Another leaf of the element is read in the same place: it throws as this one would.
        bool IsReadElsewhere(Op op, Region region)
        {
            if (op is not Load { Leaf: >= 0 } load || live.Contains(load.Result.Id))
            {
                return false;
            }

            foreach (Op other in region.Ops)
            {
                if (other is Load l && l.Buffer.Equals(load.Buffer) && l.Index.Equals(load.Index) && live.Contains(l.Result.Id))
                {
                    return true;
                }
            }

            return false;
        }

        Op SweepOp(Op op)
        {
            switch (op)
            {
                case If branch:
                    {
                        int[] kept = Living(branch.Outputs);
                        if (kept.Length == branch.Outputs.Length)
                        {
                            Region then = Sweep(branch.Then), otherwise = Sweep(branch.Else);
                            return ReferenceEquals(then, branch.Then) && ReferenceEquals(otherwise, branch.Else) ? op : branch with { Then = then, Else = otherwise };
                        }

                        return branch with
                        {
                            Outputs = IrRewriter.Pick(branch.Outputs, kept),
                            Then = Sweep(branch.Then with { Yields = IrRewriter.Pick(branch.Then.Yields, kept) }),
                            Else = Sweep(branch.Else with { Yields = IrRewriter.Pick(branch.Else.Yields, kept) }),
                        };
                    }

                case For loop:
                    {
                        int[] kept = Living(loop.Carried);
                        if (kept.Length == loop.Carried.Length)
                        {
                            Region body = Sweep(loop.Body);
                            return ReferenceEquals(body, loop.Body) ? op : loop with { Body = body };
                        }

                        return loop with
                        {
                            Outputs = IrRewriter.Pick(loop.Outputs, kept),
                            Initial = IrRewriter.Pick(loop.Initial, kept),
                            Carried = IrRewriter.Pick(loop.Carried, kept),
                            Body = Sweep(loop.Body with { Yields = IrRewriter.Pick(loop.Body.Yields, kept) }),
                            Exit = System.Array.IndexOf(kept, loop.Exit),
                        };
                    }

                case While loop:
                    {
                        int[] kept = Living(loop.Carried);
                        return loop with
                        {
                            Outputs = IrRewriter.Pick(loop.Outputs, kept),
                            Initial = IrRewriter.Pick(loop.Initial, kept),
                            Carried = IrRewriter.Pick(loop.Carried, kept),
                            Condition = Sweep(loop.Condition),
                            Body = Sweep(loop.Body with { Yields = IrRewriter.Pick(loop.Body.Yields, kept) }),
                        };
                    }

                default:
                    return op;
            }
        }

        // The positions of the values that are live.
        int[] Living(ImmutableArray<Value> values)
        {
            var kept = new List<int>(values.Length);
            for (int k = 0; k < values.Length; k++)
            {
                if (live.Contains(values[k].Id))
                {
                    kept.Add(k);
                }
            }

            return kept.ToArray();
        }

    }
}
