using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Vectorize;

/// <summary>
/// Code for one call becomes code for as many calls as a vector has lanes. Values that differ from call to call become vectors; those that do not
/// stay as they are. Where a condition differs, the lanes for which a region runs are its mask: results meet by selection, never by arithmetic,
/// so that nothing of a lane that is off reaches a result; what may throw, read, write, or not end runs only while a lane is on.
/// </summary>
internal sealed partial class VectorizePass
{
    /// <summary>So many calls of functions that are no single instructions are worth a test whether any lane needs them.</summary>
    private const int LargestUntested = 2;

    private readonly LaneShape _shape;
    private readonly Variation _variation;
    private readonly IrBuilder _builder;
    private readonly Dictionary<int, Value> _map = [];
    private readonly HashSet<int> _used = [];
    private readonly HashSet<int> _units = [];

    /// <summary>The texts of constants.</summary>
    private readonly Dictionary<int, string> _texts = [];

    /// <summary>For gradients of shared buffers, and parts of them: the buffer of vectors beside it.</summary>
    private readonly Dictionary<int, Value> _wide = [];

    /// <summary>For gradients of shared buffers, and parts of them: the buffer beside it that lanes add to at places of their own.</summary>
    private readonly Dictionary<int, Value> _apart = [];

    private bool _addsAside;

    /// <summary>The lanes that are on, in all bits of their element; null where all are.</summary>
    private Value? _mask;

    public VectorizePass(LaneShape shape, Variation variation, IrBuilder builder, Region body)
    {
        _shape = shape;
        _variation = variation;
        _builder = builder;
        foreach (Op op in IrRewriter.Walk(body))
        {
            if (op is Constant { Text: "1" or "-1" } unit)
            {
                _units.Add(unit.Result.Id);
            }

            foreach (Value operand in op.Operands.Concat(IrRewriter.RegionsOf(op).SelectMany(r => r.Yields)))
            {
                _used.Add(operand.Id);
            }
        }

        _used.UnionWith(body.Yields.Select(y => y.Id));
        _sums = new FusedSums(body);
    }

    private readonly FusedSums _sums;

    /// <summary>Products that a loop adds to what it carries are multiplied and added at once.</summary>
    public bool FusesSums { get; init; }

    /// <summary>Something in what was written may throw: the batch must be able to run again call by call.</summary>
    public bool MayThrow { get; private set; }

    /// <summary>What stands for a value of the scalar body.</summary>
    public void Define(Value scalar, Value replacement) => _map[scalar.Id] = replacement;

    /// <summary>What sums are added to instead; where that is a must, a sum for which nothing is named cannot be added to.</summary>
    public void AddAside(IEnumerable<(Value Sum, Value Lanes)> wide, IEnumerable<(Value Sum, Value Apart)> apart, bool isMust)
    {
        _addsAside = isMust;
        foreach ((Value sum, Value lanes) in wide)
        {
            _wide[sum.Id] = lanes;
        }

        foreach ((Value sum, Value own) in apart)
        {
            _apart[sum.Id] = own;
        }
    }

    /// <summary>The operations of a body, appended to the builder's region.</summary>
    public void Run(Region body)
    {
        foreach (Op op in body.Ops)
        {
            _builder.Origin = op.Origin;
            Visit(op);
        }
    }

    /// <summary>A value that is the same in all lanes.</summary>
    public Value Uniform(Value scalar) => _map.TryGetValue(scalar.Id, out Value? value) ? value : throw new IrRuleBrokenException("Vectorize", scalar + " has no form");

    /// <summary>A value as a vector.</summary>
    public Value Lane(Value scalar)
    {
        Value value = Uniform(scalar);
        return _variation.Varies(scalar) ? value : Broadcast(value, scalar.Type);
    }

    private Value Broadcast(Value value, IrType type)
    {
        IrType vector = VectorOf(type, _builder.Origin);
        if (_texts.TryGetValue(value.Id, out string? text))
        {
            return _builder.Constant(vector, _shape.Spelled(ConstantVector(type, text)));
        }

        string template = type.IsReal || type.Text == _shape.Integer ? "{V}.Create({0})"
            : type.Text == "bool" ? "{V}.Create(({0}) ? ({I})-1 : 0)"
            : "{V}.Create(({I}){0})";
        return Vector(vector, template, Precedences.Call, null, value);
    }

    /// <summary>A vector with a constant in each lane.</summary>
    public static string ConstantVector(IrType type, string text)
    {
        bool isDigits = text.All(c => char.IsDigit(c) || c == '-');
        return (type.Text, text) switch
        {
            ("bool", "true") => "{V}<{I}>.AllBitsSet",
            ("bool", _) => "{V}<{I}>.Zero",
            ("double" or "float", "0") => "{V}<" + type.Text + ">.Zero",
            ("double" or "float", "1") => "{V}<" + type.Text + ">.One",
            ("double" or "float", _) => "{V}.Create(" + text + (isDigits ? type.Real == RealKind.Float ? "f" : ".0" : "") + ")",
            (_, "0") => "{V}<{I}>.Zero",
            _ => "{V}.Create(({I})" + (text.All(char.IsDigit) ? text : "(" + text + ")") + ")",
        };
    }

    private IrType VectorOf(IrType type, int origin) => _shape.Of(type)
        ?? throw new NotInLanesException(origin, type.IsReal ? "it computes in double and in float" : "a value of type '" + type.Text.Replace("global::", "") + "' differs from call to call", type.IsReal ? "use one of the two" : "use a number");

    private Value Vector(IrType type, string template, int precedence, string? name, params Value[] arguments)
    {
        Value result = _builder.New(type, name);
        _builder.Add(new Opaque(_builder.Origin, result, _shape.Spelled(template), arguments.ToImmutableArray(), Effect.Pure, precedence));
        return result;
    }

    private Value And(Value? a, Value b) => a is null ? b : Vector(_shape.Integers, "{0} & {1}", Precedences.And, null, a, b);

    private Value Not(Value a) => Vector(_shape.Integers, "~{0}", Precedences.Unary, null, a);

    private Value AllOn() => _builder.Constant(_shape.Integers, _shape.Spelled("{V}<{I}>.AllBitsSet"));

    private Value Any(Value mask) => _builder.Pure(IrType.Bool, _shape.Spelled("{0} != {V}<{I}>.Zero"), Precedences.Equality, mask);

    private Value Select(Value mask, Value then, Value otherwise, string? name = null) => then.Equals(otherwise) ? then
        : Vector(then.Type, then.Type == _shape.Integers ? "{V}.ConditionalSelect({0}, {1}, {2})" : "{V}.ConditionalSelect({V}.As{R}({0}), {1}, {2})", Precedences.Call, name, mask, then, otherwise);

    private void Visit(Op op)
    {
        switch (op)
        {
            case Remark:
                _builder.Add(op);
                return;
            case Constant { Result.Type.IsBuffer: true } missing:
                {
                    Value result = _builder.New(BufferType(missing.Result, op.Origin), missing.Result.Name);
                    _builder.Add(missing with { Result = result });
                    Define(missing.Result, result);
                    return;
                }

            case Apply apply when _variation.Varies(apply.Result):
                Visit(apply);
                return;
            case Opaque { Template: LaneTemplates.ReverseCopy } undone:
                UndoCopy(undone);
                return;
            case Opaque { Result: not null } cleared when cleared.Template.StartsWith(LaneTemplates.SumAndClear, StringComparison.Ordinal):
                UndoFill(cleared);
                return;
            case Opaque { Template: LaneTemplates.StoreColumn or LaneTemplates.StoreRow } put:
                _builder.Add(put with { Arguments = put.Arguments.Select((a, i) => i == 3 ? Strides[a.Id].At : i == 5 ? Lane(a) : Uniform(a)).ToImmutableArray() });
                return;
            case Opaque { Template: LaneTemplates.DropNegligible, Result: { } kept } drop:
                Define(kept, Vector(_shape.Reals, drop.Template, Precedences.Call, kept.Name, Lane(drop.Arguments[0]), Uniform(drop.Arguments[1])));
                return;
            case Opaque { Result: { } result } opaque when _variation.Varies(result):
                Visit(opaque, result);
                return;
            case Load load:
                Visit(load);
                return;
            case Store store:
                Visit(store);
                return;
            case Fill fill:
                Visit(fill);
                return;
            case Copy copy:
                Visit(copy);
                return;
            case Allocate allocate:
                Visit(allocate);
                return;
            case View view:
                Visit(view);
                return;
            case If branch:
                Visit(branch);
                return;
            case For loop:
                Visit(loop);
                return;
            case While loop:
                Visit(loop);
                return;
            case Push push:
                MayThrow = true;
                _builder.Add(push with { Saved = Uniform(push.Saved) });
                return;
            case Pop pop:
                {
                    Value result = _builder.New(_variation.Varies(pop.Result) ? VectorOf(pop.Result.Type, op.Origin) : pop.Result.Type, pop.Result.Name);
                    _builder.Add(pop with { Result = result });
                    Define(pop.Result, result);
                    return;
                }

            case Throw:
                Leave(op.Origin);
                return;
            case Call:
                throw new NotInLanesException(op.Origin, "it calls a method that is not written out in it (a recursive or large one, one of another assembly, or one with a rule by hand)", "write its body into a smaller method, or let the batch run call by call");
            case Opaque { Effect: Effect.Unknown }:
                throw new NotInLanesException(op.Origin, "it has an effect besides its result", "leave the effect out of the method");
        }

        if (op is Constant constant)
        {
            Keep(op);
            _texts[Uniform(constant.Result).Id] = constant.Text;
            return;
        }

        // The same for all lanes: as it stands.
        if (op is Opaque same)
        {
            if (same.Arguments.Any(a => a.Type.IsBuffer && _variation.IsOwn(a)) && same.Template != "{0}.Length")
            {
                throw new NotInLanesException(op.Origin, "it hands on a buffer that each call has for itself", "write the loop over its elements");
            }

            MayThrow |= !LaneTemplates.IsSafe(same);
        }
        else
        {
            MayThrow |= op is Apply applied && applied.Primitive is "Clamp" or "ClampNative" or "RoundTo" or "RoundToBy";
        }

        Keep(op);
    }

    private void Keep(Op op)
    {
        var results = new Dictionary<int, Value>();
        _builder.Add(IrRewriter.Map(op, v => op.Results.Contains(v) ? results[v.Id] = _builder.New(v.Type, v.Name) : Uniform(v), r => r));
        foreach (Value result in op.Results)
        {
            Define(result, results[result.Id]);
        }
    }

    private void Visit(Apply apply)
    {
        Primitive row = PrimitiveTable.Get(apply.Primitive);
        if (row.Lanes is null || apply.Arguments.Any(a => a.Type.IsReal && a.Type != apply.Result.Type))
        {
            LaneByLane(apply, apply.Result, isSafe: true);
            return;
        }

        if (FusesSums && _sums.Of(apply) is { } fused && _variation.Varies(fused.Product.Result))
        {
            Value[] operands = [.. fused.Product.Arguments.Append(fused.Sum).Select(Lane)];
            Define(apply.Result, Vector(VectorOf(apply.Result.Type, apply.Origin), apply.Primitive == "Subtract" ? LaneTemplates.MultiplySubtract : LaneTemplates.MultiplyAdd, Precedences.Call, apply.Result.Name, operands));
            return;
        }

        Value[] arguments = apply.Arguments.Select(Lane).ToArray();
        if (row.LanesThrow is { } throws)
        {
            Value invalid = Vector(_shape.Integers, "{V}.As{N}(" + throws + ")", Precedences.Call, null, arguments);
            LeaveWhere(And(_mask, invalid), apply.Origin);
        }

        Define(apply.Result, Vector(VectorOf(apply.Result.Type, apply.Origin), row.Lanes, row.Lanes[0] == '{' && row.Lanes[1] != 'V' || row.Lanes[0] == '-' ? row.Precedence : Precedences.Call, apply.Result.Name, arguments));
    }

    private void Visit(Opaque opaque, Value result)
    {
        if (opaque.Effect == Effect.Unknown)
        {
            throw new NotInLanesException(opaque.Origin, "it has an effect besides its result", "leave the effect out of the method");
        }

        if (opaque.Arguments.Any(a => a.Type.IsBuffer && _variation.IsOwn(a)))
        {
            throw new NotInLanesException(opaque.Origin, "it hands on a buffer that each call has for itself", "write the loop over its elements");
        }

        Stride(opaque, result);
        if (opaque is { Template: LaneTemplates.Sign or LaneTemplates.SingleSign, Effect: Effect.Pure } && opaque.Arguments[0] is var real && _shape.Of(real.Type) == _shape.Reals)
        {
            // Of a lane that is off, nothing is asked: NaN would throw.
            MayThrow = true;
            Value x = _mask is null ? Lane(real) : Select(_mask, Lane(real), Default(_shape.Reals));
            Define(result, Vector(_shape.Integers, LaneTemplates.Lanes + "Sign({0})", Precedences.Call, result.Name, x));
            return;
        }

        if (opaque.Effect == Effect.Pure && opaque.Arguments.All(a => _shape.Of(a.Type) is not null) && LaneTemplates.Find(opaque, _shape) is { } form)
        {
            Define(result, Vector(VectorOf(result.Type, opaque.Origin), form.Template, form.Precedence, result.Name, opaque.Arguments.Select(Lane).ToArray()));
            return;
        }

        LaneByLane(opaque, result, LaneTemplates.IsSafe(opaque));
    }

    /// <summary>
    /// r[lane] = f(x[lane], …) for each lane that is on, f as the scalar method has it.
    /// </summary>
    private void LaneByLane(Op op, Value result, bool isSafe)
    {
        IrType vector = VectorOf(result.Type, op.Origin);
        MayThrow |= !isSafe || op is Load;
        Value start = Default(vector);
        Value output = ForEachLane([start], [result.Name], (lane, carried) =>
        {
            Value scalar = _builder.New(result.Type);
            _builder.Add(IrRewriter.Map(op, v => v.Equals(result) ? scalar : Element(v, lane), r => r));
            return [With(carried[0], lane, scalar, result.Type)];
        })[0];
        Define(result, output);
    }

    /// <summary>What a value is in one lane.</summary>
    private Value Element(Value scalar, Value lane)
    {
        Value value = Uniform(scalar);
        if (!_variation.Varies(scalar))
        {
            return value;
        }

        IrType type = scalar.Type;
        string template = type.IsReal || type.Text == _shape.Integer ? "{0}[{1}]" : type.Text == "bool" ? "{0}[{1}] != 0" : "(" + type.Text + "){0}[{1}]";
        return _builder.Pure(type, template, type.Text == "bool" ? Precedences.Equality : template[0] == '(' ? Precedences.Unary : Precedences.Call, value, lane);
    }

    private Value With(Value vector, Value lane, Value scalar, IrType type)
    {
        string stored = type.IsReal || type.Text == _shape.Integer ? "{2}" : type.Text == "bool" ? "({2}) ? ({I})-1 : 0" : "({I}){2}";
        return Vector(vector.Type, "{V}.WithElement({0}, {1}, " + stored + ")", Precedences.Call, null, vector, lane, scalar);
    }

    private Value Default(IrType type) => _builder.Constant(type, type.IsReal ? "0" : type.Text.StartsWith("global::System.Runtime.Intrinsics.", StringComparison.Ordinal) ? type.Text + ".Zero" : "default(" + type.Text + ")");

    /// <summary><c>for (lane = 0; lane &lt; count; lane++) if (mask[lane] != 0) …</c></summary>
    private Value[] ForEachLane(Value[] initial, string?[] names, Func<Value, Value[], Value[]> body)
    {
        Value lane = _builder.New(IrType.Int, "lane"), zero = _builder.Int(0), bound = _builder.Int(_shape.Count), one = _builder.Int(1);
        Value[] carried = initial.Select((v, i) => _builder.New(v.Type, names[i])).ToArray(), outputs = initial.Select((v, i) => _builder.New(v.Type, names[i])).ToArray();
        _builder.Open();
        Value[] next;
        if (_mask is null)
        {
            next = body(lane, carried);
        }
        else
        {
            Value isOn = _builder.Pure(IrType.Bool, "{0}[{1}] != 0", Precedences.Equality, _mask, lane);
            _builder.Open();
            Value[] written = body(lane, carried);
            Region then = _builder.Close(written);
            next = carried.Select((c, i) => _builder.New(c.Type, names[i])).ToArray();
            _builder.Add(new If(_builder.Origin, next.ToImmutableArray(), isOn, then, new Region(ImmutableArray<Op>.Empty, carried.ToImmutableArray())));
        }

        Region region = _builder.Close(next);
        _builder.Add(new For(_builder.Origin, outputs.ToImmutableArray(), lane, zero, bound, "<", one, initial.ToImmutableArray(), carried.ToImmutableArray(), region, -1));
        return outputs;
    }

    /// <summary>A call throws, or may: the batch is run again call by call, which throws what the first such call throws.</summary>
    private void Leave(int origin)
    {
        MayThrow = true;
        _builder.Add(new Throw(origin, "throw global::DiffGen.CompilerServices.Lanes.Left();", ImmutableArray<Value>.Empty));
    }

    private void LeaveWhere(Value mask, int origin)
    {
        Value any = Any(mask);
        _builder.Open();
        Leave(origin);
        Region leaves = _builder.Close();
        _builder.Add(new If(origin, ImmutableArray<Value>.Empty, any, leaves, Region.Empty));
    }
}
