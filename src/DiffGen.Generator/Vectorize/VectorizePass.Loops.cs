using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Vectorize;

/// <summary>Loops: they run until every lane is done; a lane that is done keeps what it has.</summary>
internal sealed partial class VectorizePass
{
    private void Visit(For loop)
    {
        RefuseCarriedBuffers(loop, loop.Carried);
        switch (_variation.FormOf(loop))
        {
            case LoopForm.Uniform:
                Together(loop);
                break;
            case LoopForm.FromStart or LoopForm.FromStartOwnIndex:
                FromStart(loop);
                break;
            default:
                ToEnd(loop);
                break;
        }
    }

    private void Visit(While loop)
    {
        RefuseCarriedBuffers(loop, loop.Carried);
        if (_variation.FormOf(loop) != LoopForm.Uniform)
        {
            OneByOne(loop.Origin, loop.Mirror, loop.Outputs, loop.Initial, loop.Carried, loop.Body, index: null, indexStart: null, stillIn: Holds, next: null);
            return;
        }

        ImmutableArray<Value> initial = Handed(loop.Initial, loop.Carried);
        ImmutableArray<Value> carried = Fresh(loop.Carried), outputs = loop.Carried.Select((c, i) => _builder.New(carried[i].Type, loop.Outputs[i].Name)).ToImmutableArray();
        DefineAll(loop.Carried, carried);
        Value? mask = _mask;
        _builder.Open();
        Run(loop.Condition);
        Region condition = _builder.Close(Uniform(loop.Condition.Yields[0]));
        _builder.Open();
        Run(loop.Body);
        Region body = _builder.Close(Handed(loop.Body.Yields, loop.Carried));
        _mask = mask;
        _builder.Add(new While(loop.Origin, outputs, initial, carried, condition, body) { Mirror = loop.Mirror });
        DefineAll(loop.Outputs, outputs);

        Value Holds()
        {
            Run(loop.Condition);
            return Uniform(loop.Condition.Yields[0]);
        }
    }

    private static void RefuseCarriedBuffers(Op loop, ImmutableArray<Value> carried)
    {
        if (carried.Any(c => c.Type.IsBuffer))
        {
            throw new NotInLanesException(loop.Origin, "a loop hands a buffer from iteration to iteration", "index one buffer");
        }
    }

    /// <summary>A loop that all lanes run equally often.</summary>
    private void Together(For loop)
    {
        ImmutableArray<Value> initial = Handed(loop.Initial, loop.Carried);
        ImmutableArray<Value> carried = Fresh(loop.Carried), outputs = loop.Carried.Select((c, i) => _builder.New(carried[i].Type, loop.Outputs[i].Name)).ToImmutableArray();
        Value index = _builder.New(loop.Index.Type, loop.Index.Name);
        Define(loop.Index, index);
        DefineAll(loop.Carried, carried);
        Value? mask = _mask;
        _builder.Open();
        Run(loop.Body);
        Region body = _builder.Close(Handed(loop.Body.Yields, loop.Carried));
        _mask = mask;
        _builder.Add(loop with { Outputs = outputs, Index = index, Start = Uniform(loop.Start), Bound = Uniform(loop.Bound), Step = Uniform(loop.Step), Initial = initial, Carried = carried, Body = body });
        DefineAll(loop.Outputs, outputs);
    }

    /// <summary>A counted loop whose lanes start together: <c>while (any lane: index &lt; bound)</c>.</summary>
    private void FromStart(For loop)
    {
        string comparison = "{0} " + loop.Comparison + " {1}";
        bool own = _variation.Varies(loop.Index), bounded = own || _variation.Varies(loop.Bound);
        Value? index = null;
        OneByOne(
            loop.Origin,
            loop.Mirror,
            loop.Outputs,
            loop.Initial,
            loop.Carried,
            loop.Body,
            loop.Index,
            loop.Start,
            StillIn,
            () => own
                ? Vector(_shape.Integers, WrappedSum(loop), Precedences.Call, loop.Index.Name, Uniform(loop.Index), Lane(loop.Step))
                : Named(_builder.Pure(loop.Index.Type, "{0} + {1}", Precedences.Additive, Uniform(loop.Index), Uniform(loop.Step)), loop.Index.Name));

        Value StillIn()
        {
            index = Uniform(loop.Index);
            Value within = bounded
                ? Compared(loop.Comparison, own ? index : Broadcast(index, loop.Index.Type), Lane(loop.Bound))
                : Broadcast(_builder.Pure(IrType.Bool, comparison, Precedences.Relational, index, Uniform(loop.Bound)), IrType.Bool);
            return loop.Exit < 0 ? within : And(within, Not(Lane(loop.Carried[loop.Exit])));
        }
    }

    private string WrappedSum(For loop) => loop.Index.Type.Text == "int" && _shape.Real != RealKind.Float ? "global::DiffGen.CompilerServices.Lanes.WrapInt32({0} + {1})" : "{0} + {1}";

    private Value Compared(string comparison, Value a, Value b) => Vector(
        _shape.Integers,
        "{V}." + (comparison switch { "<" => "LessThan", "<=" => "LessThanOrEqual", ">" => "GreaterThan", _ => "GreaterThanOrEqual" }) + "({0}, {1})",
        Precedences.Call,
        null,
        a,
        b);

    private static Value Named(Value value, string? name) => value with { Name = name ?? value.Name };

    /// <summary>
    /// A loop that the lanes leave one by one. <c>on = mask &amp; stillIn; while (any on) { body; carried = on ? next : carried; on &amp;= stillIn }</c>.
    /// What is the same in all lanes that are in it stays scalar; behind the loop each lane has what it left with.
    /// </summary>
    private void OneByOne(int origin, int mirror, ImmutableArray<Value> outputs, ImmutableArray<Value> initial, ImmutableArray<Value> scalarCarried, Region scalarBody, Value? index, Value? indexStart, System.Func<Value> stillIn, System.Func<Value>? next)
    {
        Value? mask = _mask;
        int count = scalarCarried.Length;
        bool[] varies = scalarCarried.Select(_variation.Varies).ToArray();
        bool[] used = outputs.Select(o => _used.Contains(o.Id)).ToArray();
        int[] left = Enumerable.Range(0, count).Where(i => used[i] && !varies[i]).ToArray();
        foreach (int i in left)
        {
            VectorOf(outputs[i].Type, origin);
        }

        // Before the loop: the first values, and who is in.
        var start = new List<Value>();
        for (int i = 0; i < count; i++)
        {
            start.Add(varies[i] ? Lane(initial[i]) : Uniform(initial[i]));
            Define(scalarCarried[i], start[i]);
        }

        start.AddRange(left.Select(i => Lane(initial[i])));
        if (index is not null)
        {
            Value first = _variation.Varies(index) ? Lane(indexStart!) : Uniform(indexStart!);
            start.Add(first);
            Define(index, first);
        }

        start.Add(And(mask, stillIn()));

        ImmutableArray<Value> carried = start.Select((v, i) => _builder.New(v.Type, NameAt(i))).ToImmutableArray();
        ImmutableArray<Value> results = start.Select((v, i) => _builder.New(v.Type, i < count ? outputs[i].Name : NameAt(i))).ToImmutableArray();
        for (int i = 0; i < count; i++)
        {
            Define(scalarCarried[i], carried[i]);
        }

        if (index is not null)
        {
            Define(index, carried[carried.Length - 2]);
        }

        Value on = carried[carried.Length - 1];
        _builder.Open();
        Region condition = _builder.Close(Any(on));

        _builder.Open();
        _mask = on;
        Run(scalarBody);
        _builder.Origin = origin;
        var yields = new List<Value>();
        for (int i = 0; i < count; i++)
        {
            Value handed = varies[i] ? Lane(scalarBody.Yields[i]) : Uniform(scalarBody.Yields[i]);
            yields.Add(varies[i] && used[i] ? Select(on, handed, carried[i], scalarBody.Yields[i].Name) : handed);
        }

        yields.AddRange(left.Select((i, k) => Select(on, Broadcast(yields[i], scalarCarried[i].Type), carried[count + k], outputs[i].Name)));
        for (int i = 0; i < count; i++)
        {
            Define(scalarCarried[i], yields[i]);
        }

        if (index is not null)
        {
            Value stepped = next!();
            yields.Add(stepped);
            Define(index, stepped);
        }

        yields.Add(And(on, stillIn()));
        Region body = _builder.Close(yields.ToImmutableArray());
        _mask = mask;
        _builder.Add(new While(origin, results, start.ToImmutableArray(), carried, condition, body) { Mirror = mirror });
        for (int i = 0; i < count; i++)
        {
            int at = System.Array.IndexOf(left, i);
            Define(outputs[i], at >= 0 ? results[count + at] : results[i]);
        }

        string? NameAt(int i) => i < count ? scalarCarried[i].Name : i < count + left.Length ? outputs[left[i - count]].Name : i == start.Count - 1 ? "on" : index?.Name;
    }

    /// <summary>
    /// A loop of the reverse sweep, whose lanes enter one by one and end together: the last iteration that any lane ran in the forward sweep
    /// is the first here.
    /// </summary>
    private void ToEnd(For loop)
    {
        bool up = loop.Comparison[0] == '<';
        if (loop.Comparison.Length != 2 || loop.Exit >= 0 || !IsUnit(loop))
        {
            throw new NotInLanesException(loop.Origin, "the trips of a loop with another step than one differ from call to call", "count in steps of one");
        }

        bool own = _variation.Varies(loop.Index);
        Value? mask = _mask;
        Value bound = Uniform(loop.Bound), step = Uniform(loop.Step);
        Value start = Lane(loop.Start);
        Value first, last, back;
        string comparison;
        if (own)
        {
            // The lanes count down to 0 from the trips each still has.
            Value end = Lane(loop.Bound);
            Value difference = Vector(_shape.Integers, up ? "{1} - {0}" : "{0} - {1}", Precedences.Additive, null, start, end);
            start = Select(Compared(loop.Comparison, start, end), difference, Broadcast(_builder.Int(-1), IrType.Int));
            last = _builder.Int(0);
            back = _builder.Int(-1);
            comparison = ">=";
            first = Extreme(start, mask, up: false, IrType.Int);
        }
        else
        {
            first = Extreme(start, mask, up, loop.Index.Type);
            last = bound;
            back = step;
            comparison = loop.Comparison;
        }

        Value index = _builder.New(own ? IrType.Int : loop.Index.Type, own ? "k" : loop.Index.Name);
        ImmutableArray<Value> initial = loop.Initial.Select(Lane).ToImmutableArray();
        ImmutableArray<Value> carried = initial.Select((v, i) => _builder.New(v.Type, loop.Carried[i].Name)).ToImmutableArray();
        ImmutableArray<Value> outputs = initial.Select((v, i) => _builder.New(v.Type, loop.Outputs[i].Name)).ToImmutableArray();
        DefineAll(loop.Carried, carried);
        _builder.Open();
        Value at = Broadcast(index, index.Type);
        Value on = And(mask, Compared(own ? "<=" : loop.Comparison == "<=" ? ">=" : "<=", at, start));
        _mask = on;
        if (own)
        {
            Define(loop.Index, Vector(_shape.Integers, up ? "{0} - {1}" : "{0} + {1}", Precedences.Additive, loop.Index.Name, Lane(loop.Bound), at));
        }
        else
        {
            Define(loop.Index, index);
        }

        Run(loop.Body);
        _builder.Origin = loop.Origin;
        ImmutableArray<Value> yields = loop.Body.Yields.Select((y, i) => Select(on, Lane(y), carried[i], y.Name)).ToImmutableArray();
        Region body = _builder.Close(yields);
        _mask = mask;
        _builder.Add(new For(loop.Origin, outputs, index, first, last, comparison, back, initial, carried, body, -1) { Mirror = loop.Mirror });
        DefineAll(loop.Outputs, outputs);
    }

    /// <summary>Where the first lane enters.</summary>
    private Value Extreme(Value start, Value? mask, bool up, IrType type)
    {
        Value extreme = _builder.Pure(
            type,
            (type.Text == _shape.Integer ? "" : "(" + type.Text + ")") + "global::DiffGen.CompilerServices.Lanes." + (up ? "Least" : "Greatest") + "({0}, {1})",
            type.Text == _shape.Integer ? Precedences.Call : Precedences.Unary,
            start,
            mask ?? AllOn());
        return extreme;
    }

    private bool IsUnit(For loop) => !_variation.Varies(loop.Step) && _units.Contains(loop.Step.Id);

    private ImmutableArray<Value> Fresh(ImmutableArray<Value> carried) =>
        carried.Select(c => _builder.New(_variation.Varies(c) ? VectorOf(c.Type, _builder.Origin) : c.Type, c.Name)).ToImmutableArray();

    /// <summary>Values in the form in which a loop carries them.</summary>
    private ImmutableArray<Value> Handed(ImmutableArray<Value> values, ImmutableArray<Value> carried) =>
        values.Select((v, i) => _variation.Varies(carried[i]) ? Lane(v) : Uniform(v)).ToImmutableArray();

    private void DefineAll(ImmutableArray<Value> scalar, ImmutableArray<Value> replacements)
    {
        for (int i = 0; i < scalar.Length; i++)
        {
            Define(scalar[i], replacements[i]);
        }
    }
}
