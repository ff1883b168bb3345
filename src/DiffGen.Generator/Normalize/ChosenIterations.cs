using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Normalize;

/// <summary>
/// <c>for (…) { if (f(i) &lt; best) best = f(i); }</c> becomes a loop that has no derivative and remembers the index of the iteration that was taken last, and behind it
/// <c>best = f(index)</c>, which has one: reverse mode undoes one iteration, and saves its index. Largest and smallest numbers by <c>Math.Max</c> and <c>Math.Min</c>
/// are in the other file of this class.
/// </summary>
internal sealed partial class ChosenIterations
{
    /// <summary>A loop of so few iterations is undone as it stands.</summary>
    private const int Few = 8;

    private readonly IrFunction _function;
    private readonly IntegerForms _integers;
    private readonly IrBuilder _builder;
    private Activity? _activity;

    private readonly bool _keepsValue;

    private ChosenIterations(IrFunction function, bool keepsValue)
    {
        _keepsValue = keepsValue;
        _function = function;
        _integers = new IntegerForms(function);
        _builder = new IrBuilder(function.NextId);
    }

    /// <summary>Which numbers have a derivative; asked for where a loop might be taken.</summary>
    private Activity Activity => _activity ??= Activity.Of(_function);

    /// <param name="function">A method.</param>
    /// <param name="keepsValue">What the loop found stays the value of what is computed again, which then gives the derivative alone: see <see cref="WithoutValues"/>. Not where tangents follow.</param>
    /// <returns>It, with loops that look for an iteration apart from what that iteration computes.</returns>
    public static IrFunction Run(IrFunction function, bool keepsValue)
    {
        if (!IrRewriter.Walk(function.Body).Any(o => o is For loop && loop.Carried.Any(c => c.Type.IsReal) && (FindBranch(loop) is not null || FindExtreme(loop) is not null)))
        {
            return function;
        }

        var pass = new ChosenIterations(function, keepsValue);
        Region body = pass.Visit(function.Body, isInLoop: false);
        return function.With(body, pass._builder.NextId);
    }

    // A loop whose iterations hand what they chose to a second sweep would not run in parts, on several threads.
    private Region Visit(Region region, bool isInLoop)
    {
        _builder.Open();
        foreach (Op op in region.Ops)
        {
            switch (op)
            {
                case If branch:
                    _builder.Add(branch with { Then = Visit(branch.Then, isInLoop), Else = Visit(branch.Else, isInLoop) });
                    break;
                case While loop:
                    _builder.Add(loop with { Body = Visit(loop.Body, isInLoop: true) });
                    break;
                case For loop:
                    For visited = loop with { Body = Visit(loop.Body, isInLoop: true) };
                    if (!IsSearch(loop) || (isInLoop && _function.IsParallel) || !((!isInLoop && Extreme(loop)) || Chosen(loop)))
                    {
                        _builder.Add(visited);
                    }

                    break;
                default:
                    _builder.Add(op);
                    break;
            }
        }

        return _builder.Close(region.Yields);
    }

    /// <summary>An index that goes up from zero or more, and nothing but computing and reading: any iteration can be run again.</summary>
    private bool IsSearch(For loop) =>
        loop is { Exit: < 0, IsOfSite: false, Schedule: CheckpointSchedule.None, Index.Type.Text: "int" } && loop.Comparison[0] == '<' && _integers.UnitStep(loop) == 1 && _integers.IsNotNegative(_integers.FormOf(loop.Start))
        && _integers.TripCountOf(loop) is { } trips && trips.Number is not < Few
        && !loop.Carried.Any(c => c.Type.IsBuffer || c.Type.Real == RealKind.Generic) && IrRewriter.Walk(loop.Body).All(IsRepeatable);

    private static bool IsRepeatable(Op op) => op is Constant or Remark or Apply or Load or View or If or For { IsOfSite: false, Schedule: CheckpointSchedule.None } or While { Schedule: CheckpointSchedule.None }
        or Opaque { Effect: Effect.Pure, Site: null, Pullback: null, Active: ActiveOperands.Flat };

    /// <summary>
    /// The branch that gives all real numbers that the loop carries: one arm hands them on as they came, the other takes new ones that depend on none of what is carried.
    /// </summary>
    private static If? FindBranch(For loop)
    {
        int[] reals = Reals(loop);
        return loop.Body.Ops.OfType<If>().FirstOrDefault(b => reals.Length > 0 && reals.All(k => b.Outputs.Contains(loop.Body.Yields[k])) && (Keeps(b, b.Else) || Keeps(b, b.Then)));

        bool Keeps(If branch, Region arm) => reals.All(k => Given(loop, branch, arm, k).Equals(loop.Carried[k]));
    }

    /// <summary>What an arm gives for a carried value.</summary>
    private static Value Given(For loop, If branch, Region arm, int k) => arm.Yields[branch.Outputs.IndexOf(loop.Body.Yields[k])];

    private static int[] Reals(For loop) => [.. Enumerable.Range(0, loop.Carried.Length).Where(k => loop.Carried[k].Type.IsReal)];

    /// <summary>The loop without a derivative, and what the iteration that it took last computes.</summary>
    private bool Chosen(For loop)
    {
        if (FindBranch(loop) is not { } branch)
        {
            return false;
        }

        int[] reals = Reals(loop);
        bool takesThen = reals.All(k => Given(loop, branch, branch.Else, k).Equals(loop.Carried[k]));
        Region arm = takesThen ? branch.Then : branch.Else;
        ImmutableArray<Value> taken = reals.Select(k => Given(loop, branch, arm, k)).ToImmutableArray();
        Region slice = Slice(loop.Body.Ops.TakeWhile(o => !ReferenceEquals(o, branch)).Concat(arm.Ops).ToImmutableArray(), taken);
        if (Regions.Free(slice).Any(loop.Carried.Contains) || !taken.Any(Activity.IsActive))
        {
            return false;
        }

        (ImmutableArray<Value> found, Value at) = Search(loop, reals, branch, takesThen);
        if (!_keepsValue)
        {
            Choose(loop, Pick(loop.Outputs, reals), reals, slice, at);
            return true;
        }

        ImmutableArray<Value> again = reals.Select(k => _builder.New(loop.Outputs[k].Type)).ToImmutableArray();
        Choose(loop, again, reals, slice, at);
        for (int k = 0; k < reals.Length; k++)
        {
            _builder.Add(new Apply(loop.Origin, loop.Outputs[reals[k]], PrimitiveTable.Attach, ImmutableArray.Create(found[k], again[k])));
        }

        return true;
    }

    /// <summary>The loop with all numbers that it reads held constant; it carries the index of the iteration that was taken last, −1 where none was.</summary>
    private (ImmutableArray<Value> Found, Value At) Search(For loop, int[] reals, If branch, bool takesThen)
    {
        _builder.Origin = loop.Origin;
        (Region body, ImmutableArray<Value> initial) = Constants(loop);
        string? name = loop.Carried[reals[0]].Name;
        Value carried = _builder.New(IrType.Int, Place(name)), next = _builder.New(IrType.Int, Place(name)), last = _builder.New(IrType.Int, Place(name)), none = _builder.Int(-1);
        body = new Region(body.Ops.Select(o => o is If b && b.Outputs.SequenceEqual(branch.Outputs) ? Remembering(b) : o).ToImmutableArray(), body.Yields.Add(next));
        For search = _builder.Add(loop with
        {
            Body = body,
            Initial = initial.Add(none),
            Carried = loop.Carried.Add(carried),
            Outputs = loop.Outputs.Select((o, k) => reals.Contains(k) ? _builder.New(o.Type, o.Name) : o).ToImmutableArray().Add(last),
        });
        return (Pick(search.Outputs, reals), last);

        Op Remembering(If b) => b with
        {
            Outputs = b.Outputs.Add(next),
            Then = b.Then with { Yields = b.Then.Yields.Add(takesThen ? loop.Index : carried) },
            Else = b.Else with { Yields = b.Else.Yields.Add(takesThen ? carried : loop.Index) },
        };
    }

    private static string? Place(string? name) => name is null ? null : name.TrimStart('@') + "At";

    /// <summary><c>results = at &gt;= 0 ? what the iteration computes : what the loop began with</c></summary>
    private void Choose(For loop, ImmutableArray<Value> results, int[] reals, Region slice, Value at) =>
        _builder.Add(new If(loop.Origin, results, _builder.Pure(IrType.Bool, "{0} >= {1}", Precedences.Relational, at, _builder.Int(0)), Again(loop, slice, at), new Region(ImmutableArray<Op>.Empty, Pick(loop.Initial, reals))));

    /// <summary>A part of the loop's body, once more, for an index.</summary>
    private Region Again(For loop, Region slice, Value index) => Copied(slice, new Dictionary<Value, Value> { [loop.Index] = index });

    /// <summary>A region with values of its own.</summary>
    private Region Copied(Region region, Dictionary<Value, Value> renamed)
    {
        foreach (Value value in IrRewriter.Walk(region).SelectMany(o => o.Results.Concat(IrRewriter.RegionArguments(o))))
        {
            renamed[value] = _builder.New(value.Type, value.Name);
        }

        return IrRewriter.Substitute(region, renamed);
    }

    /// <summary>The body and what the loop begins with, with <c>Diff.Stop</c> around each number that has a derivative: what is made of constants has none.</summary>
    private (Region Body, ImmutableArray<Value> Initial) Constants(For loop)
    {
        var stopped = new Dictionary<Value, Value>();
        foreach (Value value in Regions.Free(loop.Body).Where(v => !loop.Carried.Contains(v)).Concat(loop.Initial).Where(v => v.Type.IsReal && Activity.IsActive(v)).Distinct())
        {
            stopped[value] = _builder.New(value.Type, value.Name);
            _builder.Add(Stop(loop.Origin, stopped[value], value));
        }

        return (WithStops(IrRewriter.Substitute(loop.Body, stopped)), loop.Initial.Select(v => stopped.TryGetValue(v, out Value? s) ? s : v).ToImmutableArray());
    }

    private static Opaque Stop(int origin, Value result, Value value) => new(origin, result, Constancy.Stop, ImmutableArray.Create(value), Effect.Pure, Precedences.Call);

    private Region WithStops(Region region)
    {
        var ops = ImmutableArray.CreateBuilder<Op>();
        foreach (Op op in region.Ops)
        {
            switch (op)
            {
                case Load load when load.Result.Type.IsReal && Activity.IsActive(load.Result):
                    Value read = _builder.New(load.Result.Type, load.Result.Name);
                    ops.Add(load with { Result = read });
                    ops.Add(Stop(op.Origin, load.Result, read));
                    break;
                case If branch:
                    ops.Add(branch with { Then = WithStops(branch.Then), Else = WithStops(branch.Else) });
                    break;
                case For loop:
                    ops.Add(loop with { Body = WithStops(loop.Body) });
                    break;
                case While loop:
                    ops.Add(loop with { Condition = WithStops(loop.Condition), Body = WithStops(loop.Body) });
                    break;
                default:
                    ops.Add(op);
                    break;
            }
        }

        return new Region(ops.ToImmutable(), region.Yields);
    }

    /// <summary>The operations that some values need.</summary>
    private static Region Slice(ImmutableArray<Op> ops, ImmutableArray<Value> values)
    {
        var needed = new HashSet<int>(values.Select(v => v.Id));
        var kept = new Stack<Op>();
        for (int i = ops.Length - 1; i >= 0; i--)
        {
            if (ops[i].Results.Any(r => needed.Contains(r.Id)))
            {
                kept.Push(ops[i]);
                needed.UnionWith(ops[i].Operands.Concat(IrRewriter.RegionsOf(ops[i]).SelectMany(Regions.Free)).Select(v => v.Id));
            }
        }

        return new Region(kept.ToImmutableArray(), values);
    }

    /// <summary>
    /// Both sweeps, when it is settled what is saved: the value that the loop found stands in the place of what was computed again, which is left out where nothing else needs it.
    /// </summary>
    public static (Region Forward, Region Backward) WithoutValues(Region forward, Region backward)
    {
        Apply[] attached = [.. forward.Walked.Concat(backward.Walked).OfType<Apply>().Where(a => a.Primitive == PrimitiveTable.Attach)];
        if (attached.Length == 0)
        {
            return (forward, backward);
        }

        var values = attached.ToDictionary(a => a.Result, a => a.Arguments[0]);
        var again = new HashSet<int>(attached.Select(a => a.Arguments[1].Id));
        Region first = IrRewriter.Substitute(WithoutAttached(forward), values), second = IrRewriter.Substitute(WithoutAttached(backward), values);
        var used = new HashSet<int>(Used(first).Concat(Used(second)).Select(v => v.Id));
        return (WithoutUnused(first), WithoutUnused(second));

        Region WithoutUnused(Region region) => Without(region, o => o is If branch && branch.Outputs.Length > 0 && branch.Outputs.All(v => again.Contains(v.Id) && !used.Contains(v.Id)) && IrRewriter.Inside(branch).All(IsRepeatable));
    }

    private static Region WithoutAttached(Region region) => Without(region, o => o is Apply { Primitive: PrimitiveTable.Attach });

    private static IEnumerable<Value> Used(Region region) => region.Walked.SelectMany(o => o.Operands.Concat(o.Regions.SelectMany(r => r.Yields))).Concat(region.Yields);

    private static Region Without(Region region, System.Predicate<Op> isLeftOut) => region with
    {
        Ops = region.Ops.RemoveAll(isLeftOut).Select(o => o switch
        {
            If branch => branch with { Then = Without(branch.Then, isLeftOut), Else = Without(branch.Else, isLeftOut) },
            For loop => loop with { Body = Without(loop.Body, isLeftOut) },
            While loop => loop with { Condition = Without(loop.Condition, isLeftOut), Body = Without(loop.Body, isLeftOut) },
            _ => o,
        }).ToImmutableArray(),
    };

    private static ImmutableArray<Value> Pick(ImmutableArray<Value> values, int[] kept) => kept.Select(k => values[k]).ToImmutableArray();
}
