using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Normalize;

/// <summary>
/// A loop with <c>Diff.Checkpoint()</c> becomes a loop of calls of a method that is run again in reverse:
/// <code>
/// while (condition(state)) state = body(state);
/// </code>
/// becomes, with <c>count</c> growing so that the number of iterations need not be known before,
/// <code>
/// for (count = 1; condition(state); count = next(count)) state = Part(state, count);
/// </code>
/// where next is <c>count + 1</c>, and a part that many iterations (√(2n) parts of at most √(2n) iterations), or next is <c>2 count</c>, and a part
/// <code>
/// Part(state, count) = !condition(state) ? state : count == 1 ? body(state) : Part(Part(state, count / 2), count - count / 2)
/// </code>
/// (log₂ n parts, each of which keeps two states at each of log₂ n levels).
/// </summary>
internal sealed class CheckpointedLoops
{
    /// <summary>Counts are doubled up to this number.</summary>
    private const string LargestHalf = "536870912";

    private readonly IrFunction _function;
    private readonly IrBuilder _builder;
    private readonly Activity _activity;
    private readonly Dictionary<int, Op> _definitions = [];
    private readonly List<IrFunction> _parts = [];
    private readonly System.Func<Op, bool> _isLeft;

    private CheckpointedLoops(IrFunction function, System.Func<Op, bool> isLeft)
    {
        _isLeft = isLeft;
        _function = function;
        _builder = new IrBuilder(function.NextId);
        _activity = Activity.Of(function);
        foreach (Op op in IrRewriter.Walk(function.Body))
        {
            foreach (Value result in op.Results)
            {
                _definitions[result.Id] = op;
            }
        }
    }

    /// <summary>The method without such loops, then the methods that it calls instead.</summary>
    /// <param name="function">The method.</param>
    /// <param name="isLeft">Loops that stay as they are.</param>
    public static IEnumerable<IrFunction> Run(IrFunction function, System.Func<Op, bool> isLeft)
    {
        if (!IrRewriter.Walk(function.Body).Any(o => ScheduleOf(o) != CheckpointSchedule.None))
        {
            return [function];
        }

        var loops = new CheckpointedLoops(function, isLeft);
        Region body = loops.Visit(function.Body);
        return loops._parts.Prepend(function.With(body, loops._builder.NextId));
    }

    private static CheckpointSchedule ScheduleOf(Op op) => op switch
    {
        For loop => loop.Schedule,
        While loop => loop.Schedule,
        _ => CheckpointSchedule.None,
    };

    private Region Visit(Region region)
    {
        var ops = new List<Op>();
        foreach (Op op in region.Ops)
        {
            Op visited = IrRewriter.Map(op, v => v, Visit);
            _builder.Origin = op.Origin;
            switch (visited)
            {
                case For or While when _isLeft(op):
                    ops.Add(visited);
                    break;
                case For { Schedule: not CheckpointSchedule.None } loop:
                    ops.AddRange(InParts(AsWhile(loop)));
                    break;
                case While { Schedule: not CheckpointSchedule.None } loop:
                    ops.AddRange(InParts(loop));
                    break;
                default:
                    ops.Add(visited);
                    break;
            }
        }

        return region with { Ops = ops.ToImmutableArray() };
    }

    /// <summary>The index becomes one more carried value.</summary>
    private While AsWhile(For loop)
    {
        _builder.Open();
        Value holds;
        if (loop.Exit < 0)
        {
            holds = InBounds();
        }
        else
        {
            Value goesOn = _builder.Pure(IrType.Bool, "!{0}", Precedences.Unary, loop.Carried[loop.Exit]);
            holds = Choose(goesOn, InBounds, () => _builder.Constant(IrType.Bool, "false"));
        }

        Region condition = _builder.Close(holds);
        _builder.Open();
        Value next = _builder.New(loop.Index.Type, loop.Index.Name);
        _builder.Add(new Opaque(loop.Origin, next, "{0} + {1}", ImmutableArray.Create(loop.Index, loop.Step), Effect.Pure, Precedences.Additive));
        Region step = _builder.Close();
        return new While(
            loop.Origin,
            loop.Outputs.Add(_builder.New(loop.Index.Type)),
            loop.Initial.Add(loop.Start),
            loop.Carried.Add(loop.Index),
            condition,
            new Region(loop.Body.Ops.AddRange(step.Ops), loop.Body.Yields.Add(next)))
        { Schedule = loop.Schedule };

        Value InBounds() => _builder.Pure(IrType.Bool, "{0} " + loop.Comparison + " {1}", Precedences.Relational, loop.Index, loop.Bound);
    }

    private Value Choose(Value condition, System.Func<Value> then, System.Func<Value> otherwise)
    {
        _builder.Open();
        Region first = _builder.Close(then());
        _builder.Open();
        Region second = _builder.Close(otherwise());
        Value chosen = _builder.New(first.Yields[0].Type);
        _builder.Add(new If(_builder.Origin, ImmutableArray.Create(chosen), condition, first, second));
        return chosen;
    }

    private ImmutableArray<Op> InParts(While loop)
    {
        bool byHalves = loop.Schedule == CheckpointSchedule.Logarithmic;
        (ImmutableArray<Op> head, ImmutableArray<Value> free) = Inputs(loop);
        string number = (_parts.Count + 1).ToString(CultureInfo.InvariantCulture), key = _function.Key + " loop " + number;
        Value count = _builder.New(IrType.Int, "count");
        ImmutableArray<Value> state = byHalves ? loop.Carried : Renewed(loop.Carried);
        Region part = byHalves ? Halves(loop, key, count, free) : Segment(loop, state, count);
        _parts.Add(Part(loop, key, _function.Name + "Loop" + number, part with { Ops = part.Ops.InsertRange(0, head) }, state, count, free));

        ImmutableArray<Value> carried = Renewed(loop.Carried);
        var renamed = loop.Carried.Zip(carried, (before, after) => (before, after)).ToDictionary(p => p.before, p => p.after);
        Value length = _builder.New(IrType.Int, "count");
        _builder.Open();
        ImmutableArray<Value> after = Called(loop, key, carried, length, free);
        Value next = byHalves
            ? _builder.Pure(IrType.Int, "global::System.Math.Min({0}, " + LargestHalf + ") * 2", Precedences.Multiplicative, length)
            : _builder.Pure(IrType.Int, "{0} + {1}", Precedences.Additive, length, _builder.Int(1));
        Region body = _builder.Close(after.Add(next));
        _builder.Open();
        Value one = _builder.Int(1);
        _builder.Add(new While(
            loop.Origin,
            loop.Outputs.Add(_builder.New(IrType.Int)),
            loop.Initial.Add(one),
            carried.Add(length),
            IrRewriter.Substitute(loop.Condition, renamed),
            body));
        return _builder.Close().Ops;
    }

    private ImmutableArray<Value> Called(While loop, string key, ImmutableArray<Value> state, Value count, ImmutableArray<Value> free)
    {
        ImmutableArray<Value> after = Renewed(loop.Carried);
        _builder.Add(new Call(loop.Origin, after, key, CallMode.Primal, state.Add(count).AddRange(free)));
        return after;
    }

    private ImmutableArray<Value> Renewed(ImmutableArray<Value> values) => values.Select(v => _builder.New(v.Type, v.Name)).ToImmutableArray();

    /// <summary>So many iterations, or as many as there are.</summary>
    private Region Segment(While loop, ImmutableArray<Value> state, Value count)
    {
        Value done = _builder.New(IrType.Int, "done");
        _builder.Open();
        Value isShort = _builder.Pure(IrType.Bool, "{0} < {1}", Precedences.Relational, done, count);
        Value holds = Choose(
            isShort,
            () =>
            {
                _builder.AddRange(loop.Condition.Ops);
                return loop.Condition.Yields[0];
            },
            () => _builder.Constant(IrType.Bool, "false"));
        Region condition = _builder.Close(holds);
        _builder.Open();
        Value next = _builder.Pure(IrType.Int, "{0} + {1}", Precedences.Additive, done, _builder.Int(1));
        Region step = _builder.Close();

        _builder.Open();
        Value zero = _builder.Int(0);
        ImmutableArray<Value> after = Renewed(loop.Carried);
        _builder.Add(new While(
            loop.Origin,
            after.Add(_builder.New(IrType.Int)),
            state.Add(zero),
            loop.Carried.Add(done),
            condition,
            new Region(loop.Body.Ops.AddRange(step.Ops), loop.Body.Yields.Add(next))));
        return _builder.Close(after);
    }

    /// <summary>One iteration, or twice half as many.</summary>
    private Region Halves(While loop, string key, Value count, ImmutableArray<Value> free)
    {
        _builder.Open();
        Value half = _builder.Pure(IrType.Int, "{0} / {1}", Precedences.Multiplicative, count, _builder.Int(2));
        ImmutableArray<Value> middle = Called(loop, key, loop.Carried, half, free);
        Value rest = _builder.Pure(IrType.Int, "{0} - {1}", Precedences.Additive, count, half);
        Region halves = _builder.Close(Called(loop, key, middle, rest, free));

        _builder.Open();
        Value isOne = _builder.Pure(IrType.Bool, "{0} <= {1}", Precedences.Relational, count, _builder.Int(1));
        ImmutableArray<Value> gone = Renewed(loop.Carried);
        _builder.Add(new If(loop.Origin, gone, isOne, loop.Body, halves));
        Region goesOn = _builder.Close(gone);

        _builder.Open();
        _builder.AddRange(loop.Condition.Ops);
        ImmutableArray<Value> after = Renewed(loop.Carried);
        _builder.Add(new If(loop.Origin, after, loop.Condition.Yields[0], goesOn, Region.Empty with { Yields = loop.Carried }));
        return _builder.Close(after);
    }

    /// <summary>What a part reads from outside the loop. Constants it makes itself; so it does parts of one buffer, which are then one memory there, too.</summary>
    private (ImmutableArray<Op> Head, ImmutableArray<Value> Free) Inputs(While loop)
    {
        var head = new List<Op>();
        var free = new List<Value>();
        foreach (Value value in Regions.Free(loop.Condition).Concat(Regions.Free(loop.Body)).Where(v => !loop.Carried.Contains(v)))
        {
            Need(value);
        }

        while (free.FirstOrDefault(IsPartOfAnother) is { } part)
        {
            free.Remove(part);
            head.Insert(0, _definitions[part.Id]);
            _definitions[part.Id].Operands.ToList().ForEach(Need);
        }

        return (head.OrderBy(o => o is Constant ? 0 : 1).ToImmutableArray(), free.ToImmutableArray());

        void Need(Value value)
        {
            if (_definitions.TryGetValue(value.Id, out Op? op) && op is Constant)
            {
                if (!head.Contains(op))
                {
                    head.Add(op);
                }
            }
            else if (!free.Contains(value) && !head.Any(o => o.Results.Contains(value)))
            {
                free.Add(value);
            }
        }

        bool IsPartOfAnother(Value value) => value.Type.IsBuffer && _definitions.TryGetValue(value.Id, out Op? op) && op is View
            && free.Any(o => o.Type.IsBuffer && !o.Equals(value) && _activity.Buffers.RootOf(o) == _activity.Buffers.RootOf(value));
    }

    private IrFunction Part(While loop, string key, string name, Region body, ImmutableArray<Value> state, Value count, ImmutableArray<Value> free)
    {
        var taken = new HashSet<string>();
        return new IrFunction(
            key,
            name,
            state.Select((s, i) => Parameter(s, !IsActive(i))).Append(Parameter(count, noDiff: true)).Concat(free.Select(f => Parameter(f, !_activity.IsActive(f)))).ToImmutableArray(),
            null,
            body,
            _builder.NextId,
            _function.Origins)
        {
            Outputs = loop.Carried.Select((c, i) => new IrOutput(c.Type, -1, i, !IsActive(i)) { Name = (c.Name ?? "state").TrimStart('@') + "After" }).ToImmutableArray(),
            DeclaringType = _function.DeclaringType,
            NamesPrivateMembers = _function.NamesPrivateMembers,
            IsCheckpoint = true,
            IsScalar = _function.IsScalar,
            LoopOf = _function.Key,
        };

        bool IsActive(int i) => _activity.IsActive(loop.Carried[i]) || _activity.IsActive(loop.Outputs[i]);

        IrParameter Parameter(Value value, bool noDiff)
        {
            string stem = value.Name ?? (value.Type.IsBuffer ? "buffer" : "value"), own = stem;
            for (int k = 1; !taken.Add(own.TrimStart('@')); k++)
            {
                own = stem.TrimStart('@') + k.ToString(CultureInfo.InvariantCulture);
            }

            return new IrParameter(value, own, value.Type.Text + " " + own, null, noDiff, IsOutput: false);
        }
    }
}
