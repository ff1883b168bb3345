using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Normalize;

/// <summary>
/// The largest or smallest of what is cheaply computed, in loops that may run on vectors: one loop finds it, one finds where it is,
/// <c>place = f(i) == largest ? Max(place, i) : place</c>. What the two say is seen to behind them: where two numbers tie that share a derivative, or one is no number, the
/// loop runs as it stands, and is undone as it stands.
/// </summary>
internal sealed partial class ChosenIterations
{
    /// <summary>A loop that carries nothing but an extreme.</summary>
    /// <param name="Candidate">What is compared with the extreme so far.</param>
    /// <param name="IsLargest">The largest is looked for.</param>
    /// <param name="Branch">The branch that takes it: <c>if (x &gt; largest) largest = x;</c>. Null for <c>Math.Max</c> and <c>Math.Min</c>.</param>
    /// <param name="IsStrict">Of equal ones the branch takes the first; else the last.</param>
    private sealed record Sought(Value Candidate, bool IsLargest, If? Branch, bool IsStrict);

    private static Sought? FindExtreme(For loop)
    {
        if (loop.Carried.Length != 1)
        {
            return null;
        }

        Value carried = loop.Carried[0], next = loop.Body.Yields[0];
        switch (loop.Body.Ops.FirstOrDefault(o => o.Results.Contains(next)))
        {
            case Apply { Primitive: "Max" or "Min" } extreme when extreme.Arguments.Count(carried.Equals) == 1 && Uses(loop.Body, carried) == 1:
                return new Sought(extreme.Arguments.First(a => !a.Equals(carried)), extreme.Primitive == "Max", null, false);
            case If branch when branch.Outputs.Length == 1 && branch.Else.Yields[0].Equals(carried) && Uses(loop.Body, carried) == 2
                && loop.Body.Ops.FirstOrDefault(o => o.Results.Contains(branch.Condition)) is Opaque { Arguments.Length: 2 } test && test.Arguments.Count(carried.Equals) == 1
                && Accumulations.Of(loop.Body, carried, 0) is CarryKind.Maximum or CarryKind.Minimum:
                Value other = test.Arguments.First(a => !a.Equals(carried));
                bool isLargest = Accumulations.Of(loop.Body, carried, 0) == CarryKind.Maximum;
                return new Sought(other, isLargest, branch, !test.Template.Contains("="));
            default:
                return null;
        }
    }

    private static int Uses(Region region, Value value) => region.Walked.Sum(o => o.Operands.Count(value.Equals) + o.Regions.Sum(r => r.Yields.Count(value.Equals))) + region.Yields.Count(value.Equals);

    /// <summary>The extreme on vectors, where it is, and what is computed there; null where the loop is another.</summary>
    private bool Extreme(For loop)
    {
        if (FindExtreme(loop) is not { } sought)
        {
            return false;
        }

        Region slice = Slice(loop.Body.Ops, ImmutableArray.Create(sought.Candidate));
        if (Regions.Free(slice).Any(loop.Carried.Contains) || !Activity.IsActive(sought.Candidate) || loop.Body.Walked.Any(o => o is For or While || (o is Apply apply && !PrimitiveTable.Get(apply.Primitive).IsCheap)))
        {
            return false;
        }

        _builder.Origin = loop.Origin;
        IrType real = loop.Carried[0].Type;
        (Region body, ImmutableArray<Value> initial) = Constants(loop);
        Region constant = Slice(body.Ops, ImmutableArray.Create(sought.Candidate));
        Value extreme = Loop(loop, constant, (_, candidate, carried) => ImmutableArray.Create(_builder.Apply(sought.IsLargest ? "Max" : "Min", real, carried[0], candidate)), initial)[0];
        (Value at, Value isSure) = sought.Branch is null ? Alone(loop, constant, initial[0], extreme, sought.IsLargest) : FirstOrLast(loop, constant, initial[0], extreme, sought);

        _builder.Open();
        Choose(loop, loop.Outputs, [0], slice, at);
        Region found = Renamed(_builder.Close(loop.Outputs), loop.Outputs);
        _builder.Open();
        if (sought.Branch is null || !Chosen(loop))
        {
            _builder.Add(loop);
        }

        _builder.Add(new If(loop.Origin, loop.Outputs, isSure, found, Renamed(_builder.Close(loop.Outputs), loop.Outputs)));
        return true;
    }

    private Region Renamed(Region region, ImmutableArray<Value> values) => IrRewriter.Substitute(region, values.ToDictionary(v => v, v => _builder.New(v.Type, v.Name)));

    /// <summary>Where the extreme is if it is in one place alone, −1 if that is what the loop began with; and whether it is so. Equal ones would share the derivative.</summary>
    private (Value At, Value IsSure) Alone(For loop, Region slice, Value initial, Value extreme, bool isLargest)
    {
        IrType real = extreme.Type;
        Value one = _builder.Constant(real, "1"), zero = _builder.Constant(real, "0"), none = _builder.Constant(real, "-1", Place(loop.Carried[0].Name));
        Value first = _builder.Add(new If(loop.Origin, ImmutableArray.Create(_builder.New(real, Count(loop.Carried[0].Name))), Same(initial, extreme), Region.Empty with { Yields = ImmutableArray.Create(one) }, Region.Empty with { Yields = ImmutableArray.Create(zero) })).Outputs[0];
        ImmutableArray<Value> found = Loop(
            loop,
            slice,
            (index, candidate, carried) => Where(loop, isLargest, Same(candidate, extreme), carried, () => ImmutableArray.Create(_builder.Apply("Add", real, carried[0], one), _builder.Apply("Max", real, carried[1], _builder.Apply("FromInteger", real, index)))),
            ImmutableArray.Create(first, none));
        return (Index(found[1]), IsCounted(loop, real, Same(found[0], one)));
    }

    /// <summary>Where the first, or last, of the equal extremes is, −1 if none was taken; and whether that is so: a NaN is never taken.</summary>
    private (Value At, Value IsSure) FirstOrLast(For loop, Region slice, Value initial, Value extreme, Sought sought)
    {
        IrType real = extreme.Type;
        Value none = sought.IsStrict ? _builder.Constant(real, real.Text + ".PositiveInfinity", Place(loop.Carried[0].Name)) : _builder.Constant(real, "-1", Place(loop.Carried[0].Name));
        Value place = Loop(
            loop,
            slice,
            (index, candidate, carried) => Where(loop, sought.IsLargest, Same(candidate, extreme), carried, () => ImmutableArray.Create(_builder.Apply(sought.IsStrict ? "Min" : "Max", real, carried[0], _builder.Apply("FromInteger", real, index)))),
            ImmutableArray.Create(none))[0];
        Value isThere = _builder.Pure(IrType.Bool, sought.IsStrict ? "{0} < {1}" : "{0} > {1}", Precedences.Relational, place, none);
        Value isSure = IsCounted(loop, real, _builder.Pure(IrType.Bool, "{0} || {1}", Precedences.Or, isThere, Same(extreme, initial)));
        if (!sought.IsStrict)
        {
            return (Index(place), isSure);
        }

        Value isTaken = _builder.Pure(IrType.Bool, sought.IsLargest ? "{0} > {1}" : "{0} < {1}", Precedences.Relational, extreme, initial);
        return (_builder.Pure(IrType.Int, "{0} ? {1} : -1", Precedences.Conditional, isTaken, Index(place)), isSure);
    }

    private static string? Count(string? name) => name is null ? null : name.TrimStart('@') + "Count";

    private Value Same(Value x, Value y) => _builder.Pure(IrType.Bool, "{0} == {1}", Precedences.Equality, x, y);

    private Value Index(Value place) => _builder.Pure(IrType.Int, "(int){0}", Precedences.Unary, place);

    /// <summary>A float counts up to 2²⁴.</summary>
    private Value IsCounted(For loop, IrType real, Value condition) => real.Real == RealKind.Double
        ? condition
        : _builder.Pure(IrType.Bool, "{0} && {1}", Precedences.And, condition, _builder.Pure(IrType.Bool, "{0} < {1}", Precedences.Relational, loop.Bound, _builder.Int(1 << 24)));

    /// <summary>What is carried, changed where a condition holds: where the extreme is.</summary>
    private ImmutableArray<Value> Where(For loop, bool isLargest, Value condition, ImmutableArray<Value> carried, System.Func<ImmutableArray<Value>> changed)
    {
        _builder.Open();
        Region then = _builder.Close(changed());
        return _builder.Add(new If(loop.Origin, carried.Select(c => _builder.New(c.Type, c.Name)).ToImmutableArray(), condition, then, Region.Empty with { Yields = carried }) { IsRare = true, IsLargest = isLargest }).Outputs;
    }

    /// <summary>A loop over the same indices: of the index, the candidate and what it carries it makes what it hands on.</summary>
    private ImmutableArray<Value> Loop(For loop, Region slice, System.Func<Value, Value, ImmutableArray<Value>, ImmutableArray<Value>> body, ImmutableArray<Value> initial)
    {
        Value index = _builder.New(loop.Index.Type, loop.Index.Name);
        ImmutableArray<Value> carried = initial.Select(i => _builder.New(i.Type, i.Name)).ToImmutableArray();
        Region candidate = Again(loop, slice, index);
        _builder.Open();
        _builder.AddRange(candidate.Ops);
        ImmutableArray<Value> next = body(index, candidate.Yields[0], carried);
        Region iteration = _builder.Close(next);
        ImmutableArray<Value> outputs = carried.Select(c => _builder.New(c.Type, c.Name)).ToImmutableArray();
        _builder.Add(loop with { Index = index, Initial = initial, Carried = carried, Outputs = outputs, Body = iteration });
        return outputs;
    }
}
