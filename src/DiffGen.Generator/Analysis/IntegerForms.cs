using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Analysis;

/// <summary>
/// The integers of a method as forms of its parameters, of what its loops count, and of what it cannot look into. A running index (<c>p++</c>) is its first value and
/// so much for each iteration, through nests of loops too.
/// </summary>
internal sealed class IntegerForms
{
    private readonly Dictionary<int, Op> _definitions = [];

    /// <summary>The loops around each value, outermost first, with the loop itself for what it counts and carries.</summary>
    private readonly Dictionary<int, ImmutableArray<Op>> _around = [];
    private readonly Dictionary<int, (Op Loop, int Position)> _carried = [];
    private readonly Dictionary<int, For> _indices = [];
    private readonly Dictionary<int, IntegerForm?> _forms = [];
    private readonly Dictionary<(string Template, int Buffer), int> _lengths = [];
    private readonly HashSet<int> _lengthValues = [];
    private readonly List<Value> _running = [];
    private readonly Dictionary<int, IntegerForm> _steps = [];

    public IntegerForms(IrFunction function)
    {
        Body = function.Body;
        Visit(function.Body, ImmutableArray<Op>.Empty);

        // Outer loops first: what inner ones carry starts with what outer ones do.
        foreach (Value carried in _running)
        {
            FormOf(carried);
        }
    }

    /// <summary>The body of the method.</summary>
    public Region Body { get; }

    /// <summary>The length of a buffer, which is in its name and not in its memory.</summary>
    public static bool IsLength(Op op) => op is Opaque { Arguments.Length: 1, Result: not null } opaque && opaque.Arguments[0].Type.IsBuffer && (opaque.Template == "{0}.Length" || opaque.Template.StartsWith("{0}.GetLength(", System.StringComparison.Ordinal));

    /// <summary>A value as a form; by itself where nothing more is known of it.</summary>
    public IntegerForm FormOf(Value value)
    {
        if (!_forms.TryGetValue(value.Id, out IntegerForm? form))
        {
            _forms[value.Id] = IntegerForm.Of(value);
            _forms[value.Id] = form = value.Type.Text is "int" or "long" ? Compute(value) : null;
        }

        return form ?? IntegerForm.Of(value);
    }

    /// <summary>How often a loop runs, where that is not negative: (bound − start) / step for steps of one; null for others, and where a flag may end it.</summary>
    public IntegerForm? TripCountOf(For loop)
    {
        if (loop.Exit >= 0 || UnitStep(loop) is not { } step)
        {
            return null;
        }

        IntegerForm start = FormOf(loop.Start), bound = FormOf(loop.Bound);
        IntegerForm? span = step > 0 ? bound - start : start - bound;
        return loop.Comparison.Length == 2 ? span is null ? null : span + IntegerForm.Constant(1) : span;
    }

    /// <summary>What each iteration adds to a carried integer; null where that is not the same number in all.</summary>
    public IntegerForm? StepOf(Value carried) => _steps.TryGetValue(carried.Id, out IntegerForm? step) ? step : null;

    /// <summary>The element of the memory under a buffer: views start where they start. Null where that is chosen when the method runs.</summary>
    public IntegerForm? ElementOf(Value buffer, Value index) => StartOf(buffer) is { } start ? start + FormOf(index) : null;

    /// <summary>Where a buffer starts in the memory that it is a part of.</summary>
    public IntegerForm? StartOf(Value buffer)
    {
        if (buffer.Type.Buffer is BufferKind.Matrix or BufferKind.Jagged || _carried.ContainsKey(buffer.Id))
        {
            return null;
        }

        return !_definitions.TryGetValue(buffer.Id, out Op? op) ? IntegerForm.Zero : op switch
        {
            View view when StartOf(view.Buffer) is { } start => view.Start is null ? start : view.Start.Type.Text == "int" ? start + FormOf(view.Start) : null,
            View or If or For or While => null,
            _ => IntegerForm.Zero,
        };
    }

    /// <summary>The length of a buffer; null where nothing asks for it.</summary>
    public IntegerForm? LengthOf(Value buffer)
    {
        if (_definitions.TryGetValue(buffer.Id, out Op? op))
        {
            switch (op)
            {
                case Allocate { Length.Type.Text: "int" } allocate:
                    return FormOf(allocate.Length);
                case View { Length: { Type.Text: "int" } length }:
                    return FormOf(length);
                case View { Start: null } when !Whole(buffer).Equals(buffer):
                    return LengthOf(Whole(buffer));
                case View { Start: { Type.Text: "int" } start, Buffer.Type.Buffer: not (BufferKind.Matrix or BufferKind.Jagged) } tail:
                    return LengthOf(tail.Buffer) is { } all ? all - FormOf(start) : null;
            }
        }

        return _lengths.TryGetValue(("{0}.Length", buffer.Id), out int id) ? IntegerForm.Of(id) : null;
    }

    /// <summary>The buffer of which this is another view of the whole.</summary>
    private Value Whole(Value buffer) => _definitions.TryGetValue(buffer.Id, out Op? op) && op is View { Start: null, Length: null, Buffer.Type.Buffer: not (BufferKind.Matrix or BufferKind.Jagged) } view ? Whole(view.Buffer) : buffer;

    /// <summary>Whether a value may differ from iteration to iteration of a loop.</summary>
    public bool VariesIn(Op loop, int id) => _around.TryGetValue(id, out ImmutableArray<Op> loops) && loops.Any(l => ReferenceEquals(l, loop));

    /// <summary>
    /// Whether a form is zero or more wherever it is evaluated: what loops count lies between their bounds, a length is not negative.
    /// </summary>
    public bool IsNotNegative(IntegerForm form)
    {
        // From the innermost loop outwards, each index at the end where the form is least.
        IntegerForm least = form;
        for (int round = 0; round < 16; round++)
        {
            if (IsSumOfNaturals(least))
            {
                return true;
            }

            int[] indices = least.Values.Where(_indices.ContainsKey).OrderByDescending(v => _around[v].Length).ToArray();
            bool moved = false;
            foreach (int index in indices)
            {
                if (least.FactorOf(index) is { } factor && SignOf(factor) is { } sign && sign != 0 && End(_indices[index], least: sign > 0) is { } end && least.With(index, end) is { } next && !next.Equals(least))
                {
                    least = next;
                    moved = true;
                    break;
                }
            }

            if (!moved)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Only natural numbers, times factors that are not negative.</summary>
    private bool IsSumOfNaturals(IntegerForm form) => form.Terms.All(t => t.Factor >= 0 && t.Values.All(IsNatural));

    private bool IsNatural(int id) => _lengthValues.Contains(id) || (_indices.TryGetValue(id, out For? loop) && End(loop, least: true)?.Number >= 0);

    private int? SignOf(IntegerForm factor) => IsSumOfNaturals(factor) ? 1 : (IntegerForm.Zero - factor) is { } negated && IsSumOfNaturals(negated) ? -1 : null;

    /// <summary>The loop whose index a value is.</summary>
    public For? CountedBy(int id) => _indices.TryGetValue(id, out For? loop) ? loop : null;

    /// <summary>The operation that gives a value; null for parameters, and what loops count and carry.</summary>
    public Op? DefinitionOf(int id) => _definitions.TryGetValue(id, out Op? op) ? op : null;

    /// <summary>A value is the length of a buffer.</summary>
    public bool IsLengthValue(int id) => _lengthValues.Contains(id);

    /// <summary>How many loops are around a value.</summary>
    public int DepthOf(int id) => _around.TryGetValue(id, out ImmutableArray<Op> loops) ? loops.Length : 0;

    /// <summary>The least or the greatest index of a loop, while it runs.</summary>
    public IntegerForm? End(For loop, bool least)
    {
        if (UnitStep(loop) is not { } step)
        {
            return null;
        }

        if (least == step > 0)
        {
            return FormOf(loop.Start);
        }

        return loop.Comparison.Length == 2 ? FormOf(loop.Bound) : FormOf(loop.Bound) - IntegerForm.Constant(step);
    }

    /// <summary>1 or −1 where the loop counts so, in the direction of its comparison.</summary>
    public int? UnitStep(For loop) => FormOf(loop.Step).Number switch
    {
        1 when loop.Comparison[0] == '<' => 1,
        -1 when loop.Comparison[0] == '>' => -1,
        _ => null,
    };

    /// <summary>Some loop hands a buffer from iteration to iteration: names of memory do not tell which memory it is.</summary>
    public bool HasCarriedBuffers { get; private set; }

    private IntegerForm? Compute(Value value)
    {
        if (_carried.TryGetValue(value.Id, out (Op Loop, int Position) at))
        {
            return Running(value, at.Loop, at.Position);
        }

        if (!_definitions.TryGetValue(value.Id, out Op? op))
        {
            return null;
        }

        switch (op)
        {
            case Constant constant when long.TryParse(constant.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number):
                return IntegerForm.Constant(number);
            case Opaque { Effect: Effect.Pure, Arguments.Length: 2 } opaque when opaque.Arguments.All(a => a.Type.Text == value.Type.Text):
                IntegerForm a = FormOf(opaque.Arguments[0]), b = FormOf(opaque.Arguments[1]);
                return opaque.Template switch
                {
                    "{0} + {1}" or "checked({0} + {1})" => a + b,
                    "{0} - {1}" or "checked({0} - {1})" => a - b,
                    "{0} * {1}" or "checked({0} * {1})" => a * b,
                    _ => null,
                };
            case Opaque { Template: "-{0}", Effect: Effect.Pure } negated when negated.Arguments[0].Type.Text == value.Type.Text:
                return IntegerForm.Zero - FormOf(negated.Arguments[0]);
            case Opaque { Template: "{0}.Length" } when IsLength(op):
                return LengthOf(op.Operands[0]);
            case Opaque opaque when IsLength(op):
                return IntegerForm.Of(_lengths[(opaque.Template, Whole(opaque.Arguments[0]).Id)]);
            case For loop:
                return Behind(loop, loop.Outputs.IndexOf(value));
            default:
                return null;
        }
    }

    /// <summary>A running index inside its loop: first + step · (index − start). While its step is looked for, it stands for itself.</summary>
    private IntegerForm? Running(Value carried, Op loop, int position)
    {
        Region body = loop is For f ? f.Body : ((While)loop).Body;
        if ((loop is For { Exit: >= 0 } exiting && exiting.Exit == position) || FormOf(body.Yields[position]) - IntegerForm.Of(carried) is not { } step || step.Values.Any(v => VariesIn(loop, v)))
        {
            return null;
        }

        _steps[carried.Id] = step;
        if (loop is not For counted || UnitStep(counted) is not { } direction
            || (direction > 0 ? IntegerForm.Of(counted.Index) - FormOf(counted.Start) : FormOf(counted.Start) - IntegerForm.Of(counted.Index)) is not { } iteration
            || step * iteration is not { } moved)
        {
            return null;
        }

        // What was made of it while it stood for itself is made anew.
        foreach (int id in _forms.Where(f => f.Key != carried.Id && f.Value is { } form && form.Mentions(carried.Id)).Select(f => f.Key).ToArray())
        {
            _forms.Remove(id);
        }

        return FormOf(counted.Initial[position]) + moved;
    }

    /// <summary>A running index behind its loop: first + step · trip count, where that count is not negative.</summary>
    private IntegerForm? Behind(For loop, int position)
    {
        FormOf(loop.Carried[position]);
        return TripCountOf(loop) is { } trips && IsNotNegative(trips) && StepOf(loop.Carried[position]) is { } step && step * trips is { } moved ? FormOf(loop.Initial[position]) + moved : null;
    }

    private void Visit(Region region, ImmutableArray<Op> loops)
    {
        foreach (Op op in region.Ops)
        {
            foreach (Value result in op.Results)
            {
                _definitions[result.Id] = op;
                _around[result.Id] = loops;
            }

            if (IsLength(op))
            {
                (string, int) key = (((Opaque)op).Template, Whole(op.Operands[0]).Id);
                if (!_lengths.ContainsKey(key))
                {
                    _lengths[key] = op.Results[0].Id;
                }

                // It stays as long as the buffer does, wherever it is asked for.
                _lengthValues.Add(op.Results[0].Id);
                _around[op.Results[0].Id] = _around.TryGetValue(op.Operands[0].Id, out ImmutableArray<Op> around) ? around : ImmutableArray<Op>.Empty;
            }

            ImmutableArray<Op> inside = op is For or While ? loops.Add(op) : loops;
            foreach (Value argument in IrRewriter.RegionArguments(op))
            {
                _around[argument.Id] = inside;
            }

            if (op is For counted)
            {
                _indices[counted.Index.Id] = counted;
            }

            ImmutableArray<Value> carried = op switch { For f => f.Carried, While w => w.Carried, _ => ImmutableArray<Value>.Empty };
            for (int i = 0; i < carried.Length; i++)
            {
                _carried[carried[i].Id] = (op, i);
                HasCarriedBuffers |= carried[i].Type.IsBuffer;
                if (carried[i].Type.Text is "int" or "long")
                {
                    _running.Add(carried[i]);
                }
            }

            foreach (Region inner in IrRewriter.RegionsOf(op))
            {
                Visit(inner, inside);
            }
        }
    }
}
