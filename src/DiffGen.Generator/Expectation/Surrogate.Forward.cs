using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Expectation;

/// <summary>
/// Loops that are run twice (<see cref="ForwardLoop"/>): <c>v_end = loop(…)</c>, and then the loop with <c>v' = v + stop(v_end − v) S</c> at the end of each iteration, S being the scores of that iteration alone. A
/// cost c behind the loop is charged with the scores of all iterations times what the first run says of c.
/// </summary>
internal sealed partial class Surrogate
{
    /// <summary>A loop that is being run for the second time.</summary>
    /// <param name="Plan">The loop.</param>
    /// <param name="End">What its sum is in the end.</param>
    /// <param name="Before">Its sum when an iteration begins.</param>
    /// <param name="Carried">The scores of the iterations before, for costs behind the loop, in the order of <see cref="Waiting"/>.</param>
    private sealed record SecondRun(ForwardLoop Plan, Value? End, Value? Before, ImmutableArray<Value> Carried);

    /// <summary>The loops that run twice, by their numbers.</summary>
    private readonly IReadOnlyDictionary<int, ForwardLoop> _forward;
    private readonly Dictionary<int, SecondRun> _running = [];

    /// <summary>The sums of scores that wait for no cost of the iteration that is being made: its end is charged with them.</summary>
    private readonly HashSet<int> _paid = [];

    /// <summary>What the first run says of a cost behind a loop, for a sum of scores of that loop.</summary>
    private readonly Dictionary<(Use Use, int Score), Value> _foretold = [];

    /// <summary>Costs that are charged with a sum of scores as a part of what a branch gives.</summary>
    private readonly HashSet<(Use Use, int Score)> _inParts = [];

    private static IEnumerable<int> Waiting(ForwardLoop plan) => plan.Scores.Where(s => s.Behind.Length > 0).Select(s => s.Number);

    private void Twice(Op loop, int at, ForwardLoop plan)
    {
        Dictionary<int, Value> first = [];
        FirstRun(plan.Tail.Insert(0, loop), first);
        foreach (ForwardScore score in plan.Scores)
        {
            _inParts.UnionWith(score.Parts.Select(p => (p, score.Number)));
            foreach ((Use use, Value cost) in score.Behind)
            {
                _foretold[(use, score.Number)] = first.TryGetValue(cost.Id, out Value? known) ? known : cost;
            }
        }

        Dictionary<int, Value> before = new(_state);
        int[] waiting = Waiting(plan).ToArray();
        ImmutableArray<Value> zeros = waiting.Select(_ => _builder.Zero(_function.ResultType!)).ToImmutableArray(), carried = New(), after = New();
        ImmutableArray<Value> ownCarried = loop is For f ? f.Carried : ((While)loop).Carried;
        _running[at] = plan.Sum < 0 ? new SecondRun(plan, null, null, carried) : new SecondRun(plan, first[loop.Results[plan.Sum].Id], ownCarried[plan.Sum], carried);
        _paid.UnionWith(plan.Scores.Select(s => s.Number));
        switch (Used(loop, at))
        {
            case For used:
                _builder.Add(used with { Initial = Initial(((For)loop).Initial, used.Outputs, at).AddRange(zeros), Carried = used.Carried.AddRange(carried), Outputs = used.Outputs.AddRange(after), Body = Visit(used.Body, at, CostTerms.Body, []) });
                break;
            case While used:
                Region condition = Visit(used.Condition, at, CostTerms.Condition, []);
                _builder.Add(used with { Initial = Initial(((While)loop).Initial, used.Outputs, at).AddRange(zeros), Carried = used.Carried.AddRange(carried), Outputs = used.Outputs.AddRange(after), Condition = condition, Body = Visit(used.Body, at, CostTerms.Body, []) });
                break;
        }

        _paid.ExceptWith(plan.Scores.Select(s => s.Number));
        Restore(before);
        for (int k = 0; k < waiting.Length; k++)
        {
            _state[waiting[k]] = after[k];
        }

        ImmutableArray<Value> New() => waiting.Select(_ => _builder.New(_function.ResultType!)).ToImmutableArray();
    }

    /// <summary>What an iteration hands on: its sum, charged with its scores for the costs from here to the end; and its scores, for the costs behind.</summary>
    private ImmutableArray<Value> Paid(ImmutableArray<Value> yields, SecondRun run)
    {
        if (run.End is not null)
        {
            Value sum = yields[run.Plan.Sum];
            Value score = run.Plan.Scores.Where(s => s.IsInside).Select(s => _state[s.Number]).Aggregate((a, b) => _builder.Apply("Add", _function.ResultType!, a, b));
            Value rest = _builder.Pure(sum.Type, Stop, Precedences.Call, _builder.Apply("Subtract", sum.Type, run.End, run.Before!));
            Value charged = _builder.Apply("Add", sum.Type, sum, _builder.Apply("Multiply", sum.Type, rest, Partials.Converted(_builder, score, sum.Type)));
            yields = yields.SetItem(run.Plan.Sum, _builder.Apply(PrimitiveTable.Attach, sum.Type, sum, charged));
        }

        return yields.AddRange(Waiting(run.Plan).Select((number, k) => _builder.Apply("Add", _function.ResultType!, run.Carried[k], _state[number])));
    }

    /// <summary>What a branch gives, with what it is charged with as a whole; the branch itself has another result in its place.</summary>
    /// <param name="outputs">The results of the branch.</param>
    private ImmutableArray<Value> Whole(ImmutableArray<Value> outputs, List<Op> charged)
    {
        for (int k = 0; k < outputs.Length; k++)
        {
            Value output = outputs[k];
            int[] scores = _foretold.Keys.Where(f => f.Use.Equals(new Use(output.Id, ForwardLoop.Whole))).Select(f => f.Score).ToArray();
            if (scores.Length > 0)
            {
                outputs = outputs.SetItem(k, _builder.New(output.Type, output.Name));
                _builder.Open();
                Value sum = Charged(outputs[k], scores, s => _foretold[(new Use(output.Id, ForwardLoop.Whole), s)]);
                charged.AddRange(_builder.Close().Ops);
                charged.Add(new Apply(_builder.Origin, output, PrimitiveTable.Attach, ImmutableArray.Create(outputs[k], sum)));
            }
        }

        return outputs;
    }

    /// <summary>Operations once more, with results of their own; draws are made from the same places of their streams.</summary>
    private void FirstRun(IEnumerable<Op> ops, Dictionary<int, Value> renamed)
    {
        Value Of(Value value) => renamed.TryGetValue(value.Id, out Value? other) ? other : value;

        Region Inner(Region region)
        {
            _builder.Open();
            FirstRun(region.Ops, renamed);
            return _builder.Close(region.Yields.Select(Of).ToImmutableArray());
        }

        foreach (Op op in ops)
        {
            if (op is SiteBaseline)
            {
                continue;
            }

            if (op is Apply { Primitive: PrimitiveTable.Attach } attach)
            {
                renamed[attach.Result.Id] = Of(attach.Arguments[0]);
                continue;
            }

            foreach (Value value in op.Results.Concat(IrRewriter.RegionArguments(op)))
            {
                renamed[value.Id] = _builder.New(value.Type, value.Name);
            }

            _builder.Add(IrRewriter.Map(op, Of, Inner) switch
            {
                // A draw is a function of its stream: what nobody uses of it need not be run.
                Opaque { Site: not null } site => site with { Site = null, Effect = SiteChoices.Filled(site).Any() ? site.Effect : Effect.Pure },
                For loop => loop with { Schedule = CheckpointSchedule.None },
                While loop => loop with { Schedule = CheckpointSchedule.None },
                Op same => same,
            });
        }
    }
}
