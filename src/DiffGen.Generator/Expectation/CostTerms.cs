using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Expectation;

/// <summary>A place where a value is used: operand <paramref name="Slot"/> of the operation that defines <paramref name="Of"/>, or what a region of it yields; −1 stands for the method.</summary>
internal readonly record struct Use(int Of, int Slot);

/// <summary>
/// The result as a sum of terms, each charged with the draws that it depends on. A sum is taken apart along <c>+</c>, <c>−</c>, factors that depend on no draw, what loops add up, and
/// branches that add to the same sum; whatever is used for something else besides, or chosen, is one term.
/// </summary>
internal sealed class CostTerms
{
    /// <summary>The slots of what a loop or branch yields.</summary>
    public const int Then = 0, Else = 1, Body = 2, Initial = 3, Condition = 4;

    private const int HandedOn = -1;

    private readonly Dependence _dependence;
    private readonly Bounds _bounds;
    private readonly Dictionary<int, Op> _definitions = [];
    private readonly Dictionary<int, int> _uses = [];
    private readonly HashSet<int> _blocked = [];
    private readonly Dictionary<int, int> _visited = [];
    private readonly Dictionary<Use, CostTerm> _terms = [];

    /// <summary>The factors on the way to where the trace is that may depend on draws.</summary>
    private ImmutableArray<(Value, Use)> _factors = ImmutableArray<(Value, Use)>.Empty;

    /// <summary>The sum so far has been handed on with a factor.</summary>
    private bool _isScaled;

    private CostTerms(IrFunction function, Dependence dependence, Bounds bounds)
    {
        _dependence = dependence;
        _bounds = bounds;
        HashSet<int> live = Live(function);
        foreach (Op op in IrRewriter.Walk(function.Body))
        {
            foreach (Value result in op.Results)
            {
                _definitions[result.Id] = op;
            }

            foreach (Value used in IsLive(op, live) ? LiveOperands(op).Concat(IrRewriter.RegionsOf(op).Where(r => !r.EndsInThrow).SelectMany(r => r.Yields)) : [])
            {
                _uses[used.Id] = _uses.TryGetValue(used.Id, out int n) ? n + 1 : 1;
            }
        }

        foreach (Value used in function.Body.Yields)
        {
            _uses[used.Id] = _uses.TryGetValue(used.Id, out int n) ? n + 1 : 1;
        }
    }

    /// <summary>How far a sum is taken apart.</summary>
    internal sealed class Bounds
    {
        /// <summary>Values that are not looked into: each is one term.</summary>
        public HashSet<int> Whole { get; init; } = [];

        /// <summary>Whether a sum times this value, which depends on no draw, is taken apart.</summary>
        public Func<Value, bool> IsFactor { get; init; } = _ => true;

        /// <summary>Receives the values that terms are added up in.</summary>
        public HashSet<int> Sums { get; } = [];

        /// <summary>Products and quotients that are taken apart though their factors may depend on draws.</summary>
        public HashSet<int> Products { get; init; } = [];
    }

    /// <summary>The terms, each where it enters the sum.</summary>
    public static IReadOnlyCollection<CostTerm> Of(IrFunction function, Dependence dependence, Bounds bounds)
    {
        var terms = new CostTerms(function, dependence, bounds);
        int blocked;
        do
        {
            blocked = terms._blocked.Count;
            terms._terms.Clear();
            terms._visited.Clear();
            terms.Trace(function.Body.Yields[0], new Use(-1, 0), function.Body, null, true, false);
            foreach (KeyValuePair<int, int> visited in terms._visited.Where(v => terms._uses[v.Key] != v.Value))
            {
                terms._blocked.Add(visited.Key);
            }

            // A sum that branches hand on is charged inside, or not handed on.
            foreach (CostTerm term in terms._terms.Values.Where(t => t.Use is { Of: >= 0, Slot: HandedOn } && !dependence.IsFree(t.Value)))
            {
                terms._blocked.Add(term.Value.Id);
            }
        }
        while (terms._blocked.Count != blocked);
        bounds.Sums.UnionWith(terms._visited.Keys.Where(v => !terms._blocked.Contains(v)));
        return terms._terms.Values;
    }

    /// <summary>What has a part in the derivative of the result, or in what happens: not the value that another is attached to, and nothing that is only used behind a stop.</summary>
    private static HashSet<int> Live(IrFunction function)
    {
        HashSet<int> live = [.. function.Body.Yields.Select(v => v.Id)];
        Op[] ops = IrRewriter.Walk(function.Body).ToArray();
        int before;
        do
        {
            before = live.Count;
            foreach (Op op in ops.Where(o => IsLive(o, live)))
            {
                live.UnionWith(LiveOperands(op).Concat(IrRewriter.RegionsOf(op).SelectMany(r => r.Yields)).Select(v => v.Id));
            }
        }
        while (live.Count != before);
        return live;
    }

    private static bool IsLive(Op op, HashSet<int> live) => op is Store or Fill or Copy or Call or Throw or Opaque { Effect: Effect.Unknown, Site: null } || op.Results.Any(r => live.Contains(r.Id)) || IrRewriter.RegionsOf(op).Any(r => r.Ops.Any(o => IsLive(o, live)));

    private static ImmutableArray<Value> LiveOperands(Op op) => op switch
    {
        Apply { Primitive: PrimitiveTable.Attach } attach => ImmutableArray.Create(attach.Arguments[1]),
        Opaque { Template: "{0}", Effect: Effect.Pure, Arguments.Length: 1, Pullback: null, Result.Type.IsReal: true } => ImmutableArray<Value>.Empty,
        _ => op.Operands,
    };

    /// <param name="value">A part of the sum.</param>
    /// <param name="use">Where it enters.</param>
    /// <param name="region">The region that it enters in: what is defined outside of it may be there more often, or less, than this region runs.</param>
    /// <param name="sum">The sum so far, to which the region adds; it is charged where it comes from.</param>
    /// <param name="isUnit">The factors on the way from the sum are one.</param>
    /// <param name="mayScale">They need not be: how often they are applied depends on no draw.</param>
    private void Trace(Value value, Use use, Region region, Value? sum, bool isUnit, bool mayScale)
    {
        if (sum is not null && value.Equals(sum) && (isUnit || mayScale))
        {
            Visit(value);
            _isScaled |= !isUnit;
            return;
        }

        if (_dependence.IsFree(value) || _blocked.Contains(value.Id) || _bounds.Whole.Contains(value.Id) || !_definitions.TryGetValue(value.Id, out Op? op) || !Contains(region, op))
        {
            Enter(value, use);
            return;
        }

        switch (op)
        {
            case Apply { Primitive: "Add" } add:
                Visit(value);
                Trace(add.Arguments[0], new Use(value.Id, 0), region, sum, isUnit, mayScale);
                Trace(add.Arguments[1], new Use(value.Id, 1), region, sum, isUnit, mayScale);
                break;
            case Apply { Primitive: "Subtract" } subtract:
                Visit(value);
                Trace(subtract.Arguments[0], new Use(value.Id, 0), region, sum, isUnit, mayScale);
                Trace(subtract.Arguments[1], new Use(value.Id, 1), region, sum, false, mayScale);
                break;
            case Apply { Primitive: "Negate" } negate:
                Visit(value);
                Trace(negate.Arguments[0], new Use(value.Id, 0), region, sum, false, mayScale);
                break;
            case Apply { Primitive: PrimitiveTable.Attach } attach:
                Visit(value);
                Trace(attach.Arguments[1], new Use(value.Id, 1), region, sum, isUnit, mayScale);
                break;
            case Apply { Primitive: "Multiply" } product when _bounds.Products.Contains(value.Id):
                TraceProduct(value, product.Arguments, 0, region, sum);
                break;
            case Apply { Primitive: "Divide" } quotient when _bounds.Products.Contains(value.Id):
                TraceProduct(value, quotient.Arguments, 1, region, sum);
                break;
            case Apply { Primitive: "Multiply" } multiply when IsFactor(multiply.Arguments[0]) || IsFactor(multiply.Arguments[1]):
                Visit(value);
                int term = IsFactor(multiply.Arguments[0]) ? 1 : 0;
                Trace(multiply.Arguments[term], new Use(value.Id, term), region, sum, false, mayScale);
                break;
            case Apply { Primitive: "Divide" } divide when IsFactor(divide.Arguments[1]):
                Visit(value);
                Trace(divide.Arguments[0], new Use(value.Id, 0), region, sum, false, mayScale);
                break;
            case Apply { Primitive: "Widen" or "Narrow" or "Convert" } convert:
                Visit(value);
                Trace(convert.Arguments[0], new Use(value.Id, 0), region, sum, false, mayScale);
                break;
            case If branch when !_dependence.IsSelection(branch, branch.Outputs.IndexOf(value)):
                int k = branch.Outputs.IndexOf(value);
                Value? common = Common(branch, k, region, sum);
                Visit(value);
                if (!branch.Then.EndsInThrow)
                {
                    Trace(branch.Then.Yields[k], new Use(value.Id, Then), branch.Then, common, true, false);
                }

                if (!branch.Else.EndsInThrow)
                {
                    Trace(branch.Else.Yields[k], new Use(value.Id, Else), branch.Else, common, true, false);
                }

                if (common is not null)
                {
                    // A sum that is already charged: it enters through both branches, whichever is taken.
                    if (!common.Equals(sum))
                    {
                        Reenter(common, region, sum, isUnit, mayScale);
                    }
                    else if (!isUnit)
                    {
                        _isScaled = true;
                        if (!mayScale)
                        {
                            _blocked.Add(value.Id);
                        }
                    }
                }

                break;
            case For loop:
                bool turnsAreFree = _dependence.IsFree(loop.Start) && _dependence.IsFree(loop.Bound) && _dependence.IsFree(loop.Step) && loop.Exit < 0;
                TraceLoop(loop.Outputs.IndexOf(value), value, loop.Initial, loop.Carried, loop.Body, turnsAreFree, region, sum, isUnit, mayScale);
                break;
            case While loop:
                TraceLoop(loop.Outputs.IndexOf(value), value, loop.Initial, loop.Carried, loop.Body, _dependence.IsFree(loop.Condition.Yields[0]), region, sum, isUnit, mayScale);
                break;
            default:
                Enter(value, use);
                break;
        }
    }

    private void Enter(Value value, Use use) => _terms[use] = new CostTerm(use, value) { Factors = _factors };

    /// <summary>A product, as a factor that may depend on draws and a sum.</summary>
    private void TraceProduct(Value value, ImmutableArray<Value> arguments, int factor, Region region, Value? sum)
    {
        Visit(value);
        ImmutableArray<(Value, Use)> before = _factors;
        _factors = before.Add((arguments[factor], new Use(value.Id, factor)));
        Trace(arguments[1 - factor], new Use(value.Id, 1 - factor), region, sum, false, false);
        _factors = before;
    }

    private bool IsFactor(Value value) => _dependence.IsFree(value) && _bounds.IsFactor(value);

    /// <summary>What a loop adds up: the start, and the terms of its body.</summary>
    private void TraceLoop(int k, Value value, ImmutableArray<Value> initial, ImmutableArray<Value> carried, Region body, bool turnsAreFree, Region region, Value? sum, bool isUnit, bool mayScale)
    {
        if (_blocked.Contains(carried[k].Id))
        {
            _blocked.Add(value.Id);
            return;
        }

        Visit(value);
        if (_uses.ContainsKey(carried[k].Id))
        {
            _visited[carried[k].Id] = _visited.TryGetValue(carried[k].Id, out int n) ? n : 0;
        }

        bool before = _isScaled;
        _isScaled = false;
        Trace(body.Yields[k], new Use(value.Id, Body), body, carried[k], true, turnsAreFree);
        bool isScaled = _isScaled;
        _isScaled = before;
        Trace(initial[k], new Use(value.Id, Initial), region, sum, isUnit && !isScaled, mayScale);
    }

    /// <summary>The value of this region that both branches add to, where it is a sum itself; each branch must hand it on exactly once.</summary>
    private Value? Common(If branch, int k, Region region, Value? sum)
    {
        List<Value> then = branch.Then.EndsInThrow ? [] : Bases(branch.Then.Yields[k], branch.Then), otherwise = branch.Else.EndsInThrow ? then : Bases(branch.Else.Yields[k], branch.Else);
        then = branch.Then.EndsInThrow ? otherwise : then;
        return then.FirstOrDefault(v => then.Count(w => w.Equals(v)) == 1 && otherwise.Count(w => w.Equals(v)) == 1 && !_blocked.Contains(v.Id) && (v.Equals(sum) || IsSum(v, region)));
    }

    private bool IsSum(Value value, Region region) => _definitions.TryGetValue(value.Id, out Op? op) && op is If or For or While or Apply { Primitive: "Add" or "Subtract" } && Contains(region, op) && !_bounds.Whole.Contains(value.Id) && !(op is If branch && _dependence.IsSelection(branch, branch.Outputs.IndexOf(value)));

    /// <summary>The values from outside that enter a sum of a branch with the factor one.</summary>
    private List<Value> Bases(Value value, Region region)
    {
        if (!_definitions.TryGetValue(value.Id, out Op? op) || !Contains(region, op))
        {
            return [value];
        }

        if (_blocked.Contains(value.Id) || _bounds.Whole.Contains(value.Id))
        {
            return [];
        }

        switch (op)
        {
            case Apply { Primitive: "Add" } add:
                return [.. Bases(add.Arguments[0], region), .. Bases(add.Arguments[1], region)];
            case Apply { Primitive: "Subtract" } subtract:
                return Bases(subtract.Arguments[0], region);
            case If branch:
                int k = branch.Outputs.IndexOf(value);
                if (_dependence.IsSelection(branch, k) || branch.Then.EndsInThrow || branch.Else.EndsInThrow)
                {
                    return [];
                }

                List<Value> otherwise = Bases(branch.Else.Yields[k], branch.Else);
                return Bases(branch.Then.Yields[k], branch.Then).Where(otherwise.Contains).ToList();
            case For loop:
                return Bases(loop.Initial[loop.Outputs.IndexOf(value)], region);
            case While loop:
                return Bases(loop.Initial[loop.Outputs.IndexOf(value)], region);
            default:
                return [];
        }
    }

    /// <summary>Goes on with a sum that the branches handed on: their uses of it are counted, so this is none.</summary>
    private void Reenter(Value value, Region region, Value? sum, bool isUnit, bool mayScale)
    {
        int counted = _visited.TryGetValue(value.Id, out int n) ? n : 0;
        Trace(value, new Use(value.Id, HandedOn), region, sum, isUnit, mayScale);
        _visited[value.Id] = counted;
    }

    private void Visit(Value value) => _visited[value.Id] = _visited.TryGetValue(value.Id, out int n) ? n + 1 : 1;

    private static bool Contains(Region region, Op op) => region.Ops.Any(o => ReferenceEquals(o, op));
}
