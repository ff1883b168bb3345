using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Expectation;

/// <summary>
/// Finds the loops that can be run twice in the place of being recorded, among those with <c>Diff.Checkpoint()</c>. What a draw answers for must be what its loop adds up from there on, and costs at the level of the loop
/// behind it; and a second run must leave no trace.
/// </summary>
internal sealed class ForwardLoops
{
    private readonly IrFunction _function;
    private readonly SiteChoices _choices;
    private readonly ScoreSums _sums;
    private readonly BufferRoots _buffers;
    private readonly System.Func<Op, bool> _isAsked;
    private readonly Dictionary<int, ForwardLoop> _found = [];

    /// <summary>The loops around where the search is, by their numbers; first −1, the method.</summary>
    private readonly Stack<int> _around = new([-1]);
    private int _number;

    private ForwardLoops(IrFunction function, SiteChoices choices, ScoreSums sums, System.Func<Op, bool> isAsked)
    {
        _isAsked = isAsked;
        _function = function;
        _choices = choices;
        _sums = sums;
        _buffers = new BufferRoots(function);
    }

    /// <summary>The loops by their numbers. One that asks for it and cannot be run twice is refused.</summary>
    public static IReadOnlyDictionary<int, ForwardLoop> Of(IrFunction function, SiteChoices choices, ScoreSums sums) =>
        IrRewriter.Walk(function.Body).FirstOrDefault(o => o.IsCheckpointed && Obstacle(function, choices, sums, o) is not null) is { } refused
            ? throw new UnsupportedException(refused.Origin, "Diff.Checkpoint() in a loop whose draws " + Obstacle(function, choices, sums, refused) + ",", "leave out Diff.Checkpoint(), so that the loop is recorded")
            : Found(function, choices, sums, o => o.IsCheckpointed);

    /// <summary>Why a loop cannot be run twice, as what its draws do; null where it can.</summary>
    public static string? Obstacle(IrFunction function, SiteChoices choices, ScoreSums sums, Op loop)
    {
        try
        {
            Found(function, choices, sums, o => ReferenceEquals(o, loop));
            return null;
        }
        catch (OnceOnlyException obstacle)
        {
            return obstacle.Message;
        }
    }

    private static Dictionary<int, ForwardLoop> Found(IrFunction function, SiteChoices choices, ScoreSums sums, System.Func<Op, bool> isAsked)
    {
        var loops = new ForwardLoops(function, choices, sums, isAsked);
        loops.Visit(function.Body, null, true);
        return loops._found;
    }

    /// <param name="region">A region.</param>
    /// <param name="holder">The loop that it belongs to; null: the method.</param>
    /// <param name="isWhole">It is the whole of an iteration, or of the method.</param>
    private void Visit(Region region, Op? holder, bool isWhole)
    {
        for (int i = 0; i < region.Ops.Length; i++)
        {
            int at = _number++;
            Op op = region.Ops[i];
            if (_isAsked(op) && Find(op, region, i, holder, isWhole) is { } found)
            {
                _found[at] = found;
            }

            if (op is If branch)
            {
                Visit(branch.Then, holder, false);
                Visit(branch.Else, holder, false);
                continue;
            }

            _around.Push(at);
            if (op is While test)
            {
                Visit(test.Condition, op, false);
                Visit(test.Body, op, true);
            }
            else if (op is For loop)
            {
                Visit(loop.Body, op, true);
            }

            _around.Pop();
        }
    }

    private ForwardLoop? Find(Op loop, Region region, int position, Op? holder, bool isWhole)
    {
        var inside = new HashSet<int>(IrRewriter.Inside(loop).SelectMany(o => o.Results).Select(r => r.Id));
        int[] numbers = Enumerable.Range(0, _sums.All.Count).Where(k => _around.Contains(_sums.All[k].Scope) && _sums.All[k].Sites.Any(inside.Contains)).ToArray();
        if (numbers.Length == 0)
        {
            return null;
        }

        if (numbers.Any(k => _sums.All[k].Scope != _around.Peek()))
        {
            throw new OnceOnlyException("answer for costs of later iterations of the loop around it");
        }

        if (!isWhole)
        {
            throw new OnceOnlyException("are made in a branch");
        }

        if (numbers.Any(k => !_sums.All[k].Sites.All(inside.Contains)))
        {
            throw new OnceOnlyException("answer for the same costs as draws outside of it");
        }

        bool IsInside(Use use) => inside.Contains(use.Of) || (use.Slot == CostTerms.Body && loop.Results.Any(r => r.Id == use.Of));
        Use[] terms = _choices.Terms.Keys.Where(IsInside).ToArray();
        var scores = ImmutableArray.CreateBuilder<ForwardScore>();
        foreach (int k in numbers)
        {
            IReadOnlyCollection<Use> charged = _sums.TermsOf(k);
            int own = charged.Count(IsInside);
            if (own != 0 && own != terms.Length)
            {
                throw new OnceOnlyException("answer for some of the costs that it adds up, not for all of them");
            }

            scores.Add(Score(k, own > 0, charged.Where(u => !IsInside(u)).ToArray(), loop, region, position, holder));
        }

        int sum = scores.Any(s => s.IsInside) ? SumOf(loop) : -1;
        var drawn = new HashSet<int>(numbers.SelectMany(k => _sums.All[k].Sites));
        var costs = new HashSet<int>(scores.Any(s => s.IsInside) ? terms.Select(t => t.Of) : []);
        bool isCharged = false;
        if ((loop is While test && Draws(test.Condition, drawn)) || !IsOrdered(BodyOf(loop), drawn, costs, ref isCharged))
        {
            throw new OnceOnlyException("are made behind costs that the same iteration adds up");
        }

        ImmutableArray<Op> tail = Tail(region, position, scores.SelectMany(s => s.Behind).Select(b => b.Cost));
        RequireRepeatable(loop, tail.Length > 0 || scores.Any(s => s.Behind.Length > 0) ? region.Ops.Skip(position + 1) : [], tail);
        return new ForwardLoop(sum, scores.ToImmutable(), tail);
    }

    private static Region BodyOf(Op loop) => loop is For counted ? counted.Body : ((While)loop).Body;

    /// <summary>The costs behind the loop that a sum of scores is charged to: at the level of the loop, or what a branch gives.</summary>
    private ForwardScore Score(int number, bool isInside, Use[] behind, Op loop, Region region, int position, Op? holder)
    {
        var costs = ImmutableArray.CreateBuilder<(Use, Value)>();
        var left = new List<Use>();
        foreach (Use use in behind)
        {
            if (CostOf(use, region, position, holder) is { } cost)
            {
                costs.Add((use, cost));
            }
            else
            {
                left.Add(use);
            }
        }

        var charged = new HashSet<Use>(left);
        foreach (If branch in region.Ops.Skip(position + 1).OfType<If>())
        {
            foreach (Value output in branch.Outputs)
            {
                var parts = new HashSet<Use>();
                if (IsWhole(branch, output, charged, parts) && left.RemoveAll(parts.Contains) > 0)
                {
                    costs.Add((new Use(output.Id, ForwardLoop.Whole), output));
                }
            }
        }

        return left.Count == 0 ? new ForwardScore(number, isInside, costs.ToImmutable(), charged.ToImmutableHashSet()) : throw new OnceOnlyException("answer for some of the costs of a branch behind it, or for those of another loop");
    }

    /// <summary>A cost behind the loop, at its level; null where it is not there.</summary>
    private Value? CostOf(Use use, Region region, int position, Op? holder) =>
        use.Of < 0 ? (ReferenceEquals(region, _function.Body) ? region.Yields[use.Slot] : null)
        : holder is not null && use.Slot == CostTerms.Body && holder.Results.FirstOrDefault(r => r.Id == use.Of) is { } output ? region.Yields[holder.Results.IndexOf(output)]
        : region.Ops.Skip(position + 1).OfType<Apply>().FirstOrDefault(a => a.Result.Id == use.Of)?.Arguments[use.Slot];

    /// <summary>What a branch gives is a sum of charged costs, in both arms, and of nothing else.</summary>
    /// <param name="branch">The branch.</param>
    /// <param name="output">What it gives.</param>
    /// <param name="charged">The costs that are charged.</param>
    /// <param name="parts">Receives those among them that it is made of.</param>
    private static bool IsWhole(If branch, Value output, HashSet<Use> charged, HashSet<Use> parts)
    {
        int k = branch.Outputs.IndexOf(output);
        return (branch.Then.EndsInThrow || IsSum(branch.Then.Yields[k], new Use(output.Id, CostTerms.Then), branch.Then)) && (branch.Else.EndsInThrow || IsSum(branch.Else.Yields[k], new Use(output.Id, CostTerms.Else), branch.Else));

        bool IsSum(Value value, Use use, Region arm)
        {
            if (charged.Contains(use))
            {
                return parts.Add(use);
            }

            return arm.Ops.FirstOrDefault(o => o.Results.Contains(value)) switch
            {
                Apply { Primitive: "Add" or "Subtract" } sum => IsSum(sum.Arguments[0], new Use(value.Id, 0), arm) && IsSum(sum.Arguments[1], new Use(value.Id, 1), arm),
                Apply { Primitive: "Negate" or "Widen" or "Narrow" or "Convert" } one => IsSum(one.Arguments[0], new Use(value.Id, 0), arm),
                If inner => IsWhole(inner, value, charged, parts),
                _ => false,
            };
        }
    }

    /// <summary>The one sum that the loop adds its costs to.</summary>
    private int SumOf(Op loop)
    {
        ImmutableArray<Value> carried = loop is For counted ? counted.Carried : ((While)loop).Carried;
        int[] sums = Enumerable.Range(0, carried.Length).Where(k => _choices.Sums.Contains(loop.Results[k].Id)).ToArray();
        return sums.Length == 1 && !BodyOf(loop).EndsInThrow && Accumulations.Of(BodyOf(loop), carried[sums[0]], sums[0]) == CarryKind.Sum
            ? sums[0]
            : throw new OnceOnlyException(sums.Length > 1 ? "answer for more than one sum of costs" : "answer for costs that it does more with than to add them up");
    }

    private static bool Draws(Op op, HashSet<int> drawn) => IrRewriter.Inside(op).Prepend(op).Any(o => (o is Opaque { Site: not null, Result: { } result } && drawn.Contains(result.Id)) || (o is SiteBaseline baseline && drawn.Contains(baseline.Draw.Id)));

    private static bool Draws(Region region, HashSet<int> drawn) => region.Ops.Any(o => Draws(o, drawn));

    /// <summary>On each way through an iteration costs are added up when all its draws are made.</summary>
    private static bool IsOrdered(Region region, HashSet<int> drawn, HashSet<int> costs, ref bool isCharged)
    {
        foreach (Op op in region.Ops)
        {
            bool draws = Draws(op, drawn), charges = IrRewriter.Inside(op).Prepend(op).SelectMany(o => o.Results).Any(r => costs.Contains(r.Id));
            if (draws && isCharged)
            {
                return false;
            }

            if (draws && charges)
            {
                bool then = isCharged, otherwise = isCharged;
                if (op is not If branch || !IsOrdered(branch.Then, drawn, costs, ref then) || !IsOrdered(branch.Else, drawn, costs, ref otherwise))
                {
                    return false;
                }
            }

            isCharged |= charges;
        }

        return true;
    }

    /// <summary>The operations behind the loop that the costs are made of.</summary>
    private static ImmutableArray<Op> Tail(Region region, int position, IEnumerable<Value> costs)
    {
        var needed = new HashSet<int>(costs.Select(c => c.Id));
        var tail = new List<Op>();
        foreach (Op op in region.Ops.Skip(position + 1).Reverse())
        {
            if (op.Results.Any(r => needed.Contains(r.Id)))
            {
                tail.Insert(0, op);
                needed.UnionWith(IrRewriter.Inside(op).SelectMany(o => o.Operands).Concat(IrRewriter.RegionsOf(op).SelectMany(r => r.Yields)).Concat(op.Operands).Select(v => v.Id));
            }
        }

        return tail.ToImmutableArray();
    }

    /// <summary>Run before, the loop and what follows must find the same and leave nothing but memory that the loop makes itself.</summary>
    private void RequireRepeatable(Op loop, IEnumerable<Op> behind, ImmutableArray<Op> tail)
    {
        var own = new HashSet<Op>(IrRewriter.Inside(loop).Where(o => o is Allocate), ReferenceComparer.Instance);
        bool IsOwn(Value buffer) => _buffers.Sources(_buffers.RootOf(buffer)).All(s => s is not null && own.Contains(s));
        Op[] again = IrRewriter.Inside(loop).Concat(tail.SelectMany(o => IrRewriter.Inside(o).Prepend(o))).ToArray();
        if (again.Concat(behind.SelectMany(o => IrRewriter.Inside(o).Prepend(o))).Any(o => Written(o) is not { } written || !written.All(IsOwn)))
        {
            throw new OnceOnlyException("decide what is written to memory that outlives an iteration, there or behind it, or what is called, so that it cannot be run twice");
        }
    }

    /// <summary>The memory that an operation writes; null: any.</summary>
    private static Value[]? Written(Op op) => op switch
    {
        Store store => [store.Buffer],
        Fill fill => [fill.Buffer],
        Copy copy => [copy.Destination],
        Opaque { Site: not null } site => [.. SiteChoices.Filled(site)],
        Opaque { Effect: not Effect.Unknown } or Opaque { IsCheck: true } => [],
        Opaque { WritesSpansOnly: true } filler => [.. filler.Arguments.Where(a => a.Type.IsBuffer && a.Type.Buffer != BufferKind.ReadOnlySpan)],
        Opaque => null,
        Call call when RuntimeCalls.IsKnown(call) => RuntimeCalls.Filled(call) is { } filled ? [filled] : [],
        Call or NodeSite or Push or Pop => null,
        _ => [],
    };
}
