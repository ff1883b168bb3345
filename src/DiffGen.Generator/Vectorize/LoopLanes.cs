using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Vectorize;

/// <summary>
/// The body of an inner loop with an iteration in each lane: elements are read and written as vectors, what is the same in all iterations is broadcast,
/// branches become selections, sums stay apart in their lanes. The caller has seen to it that no element is out of range.
/// </summary>
internal sealed class LoopLanes
{
    private const string Reference = "global::System.Runtime.InteropServices.MemoryMarshal.GetReference";

    private readonly InnerLoop _loop;
    private readonly LaneShape _shape;
    private readonly IrBuilder _builder;
    private readonly Dictionary<int, Value> _map;
    private readonly Dictionary<int, string> _texts = [];
    private readonly List<(Store Store, Value Sum)> _sums = [];
    private readonly List<Held> _held = [];
    private Value? _mask;
    private Value? _first;

    /// <param name="loop">The loop.</param>
    /// <param name="shape">The vectors.</param>
    /// <param name="builder">Takes the operations.</param>
    /// <param name="outside">What stands for values that do not change in the loop, and are computed before it.</param>
    public LoopLanes(InnerLoop loop, LaneShape shape, IrBuilder builder, IReadOnlyDictionary<int, Value> outside)
    {
        _loop = loop;
        _shape = shape;
        _builder = builder;
        _map = outside.ToDictionary(o => o.Key, o => o.Value);
    }

    /// <summary>By divisor, its reciprocal in each lane.</summary>
    public IReadOnlyDictionary<int, Value> Reciprocals { get; init; } = new Dictionary<int, Value>();

    /// <summary>Stands for a value of the loop.</summary>
    public void Define(Value scalar, Value replacement) => _map[scalar.Id] = replacement;

    /// <summary>Sums of one element, which the lanes add up; in the order of <see cref="Sums"/> before and after the body.</summary>
    public void Add(Store store, Value sum) => _sums.Add((store, sum));

    public IEnumerable<Value> Sums => _sums.Select(s => s.Sum);

    /// <summary>The body, or a part of it, for the iterations whose lowest index is given.</summary>
    public void Run(Value first, Region body)
    {
        _first = first;
        for (int k = 0; k < _loop.Forms.Length; k++)
        {
            if (_loop.Forms[k] == CarriedForm.Counter)
            {
                Value counter = _loop.Loop.Carried[k], offset = Emitted(_loop.AffineOf(counter)! with { IsAlong = false });
                Define(counter, Vector(_shape.Integers, LaneTemplates.Find(new Opaque(-1, counter, "{0} + {1}", ImmutableArray.Create(counter, counter), Effect.Pure, Precedences.Additive), _shape)!.Value.Template, Precedences.Call, null, Uniform(_loop.Loop.Index), Broadcast(offset, IrType.Int)));
            }
        }

        Hold(body);
        Run(body);
        foreach (Held held in _held.Where(h => h.IsPending))
        {
            Write(held.Access, held.Element, held.Current!);
        }

        _held.Clear();
    }

    /// <summary>An element of an iteration, which stays in a register from the first time it is read or written to the last.</summary>
    private sealed record Held(ElementAccess Access, IrType Element)
    {
        /// <summary>How often it is read or written from here on.</summary>
        public int Left { get; set; }

        /// <summary>What it holds, once that is known.</summary>
        public Value? Current { get; set; }

        /// <summary>That is not written yet.</summary>
        public bool IsPending { get; set; }
    }

    private Held? HeldOf(ElementAccess access) => _held.FirstOrDefault(h => h.Access.Buffer.Equals(access.Buffer) && h.Access.Index.IsSame(access.Index));

    private void Hold(Region body)
    {
        foreach (Op op in IrRewriter.Walk(body))
        {
            Value? element = op is Load load && _loop.Varies(load.Result) ? load.Result : (op as Store)?.Stored;
            if (element is { Type.IsReal: true } && _loop.AccessOf(op) is { Index.IsAlong: true } access && _loop.IsAlone(access))
            {
                Held? held = HeldOf(access);
                if (held is null)
                {
                    _held.Add(held = new Held(access, element.Type));
                }

                held.Left++;
            }
        }
    }

    /// <summary>A value as a vector.</summary>
    public Value Lane(Value scalar)
    {
        Value value = Uniform(scalar);
        return _loop.Varies(scalar) ? value : Broadcast(value, scalar.Type);
    }

    /// <summary>The integer as operations.</summary>
    public Value Emitted(Affine affine)
    {
        Value? sum = affine.IsAlong ? _first : null;
        foreach ((Value term, bool isNegated) in affine.Terms.OrderBy(t => t.IsNegated))
        {
            Value value = Uniform(term);
            sum = sum is null
                ? isNegated ? _builder.Pure(IrType.Int, "-{0}", Precedences.Unary, value) : value
                : _builder.Pure(IrType.Int, isNegated ? "{0} - {1}" : "{0} + {1}", Precedences.Additive, sum, value);
        }

        return sum is null ? _builder.Int(affine.Constant)
            : affine.Constant == 0 ? sum
            : affine.Constant < 0 && affine.Constant != int.MinValue ? _builder.Pure(IrType.Int, "{0} - {1}", Precedences.Additive, sum, _builder.Int(-affine.Constant))
            : _builder.Pure(IrType.Int, "{0} + {1}", Precedences.Additive, sum, _builder.Int(affine.Constant));
    }

    private void Run(Region region)
    {
        foreach (Op op in region.Ops)
        {
            Visit(op);
        }
    }

    private Value Uniform(Value scalar)
    {
        if (!_map.TryGetValue(scalar.Id, out Value? value) && scalar.Equals(_loop.Loop.Index))
        {
            Define(scalar, value = Vector(_shape.Integers, "{V}.Create(({I}){0}) + {V}<{I}>.Indices", Precedences.Additive, null, _first!));
        }

        return value ?? scalar;
    }

    private Value Broadcast(Value value, IrType type)
    {
        IrType vector = _shape.Of(type) ?? throw new IrRuleBrokenException("Vectorize", value + " has no vector");
        if (_texts.TryGetValue(value.Id, out string? text))
        {
            return _builder.Constant(vector, _shape.Spelled(VectorizePass.ConstantVector(type, text)));
        }

        string template = type.IsReal || type.Text == _shape.Integer ? "{V}.Create({0})"
            : type.Text == "bool" ? "{V}.Create(({0}) ? ({I})-1 : 0)"
            : "{V}.Create(({I}){0})";
        return Vector(vector, template, Precedences.Call, null, value);
    }

    private Value Vector(IrType type, string template, int precedence, string? name, params Value[] arguments)
    {
        Value result = _builder.New(type, Named(name));
        _builder.Add(new Opaque(-1, result, _shape.Spelled(template), arguments.ToImmutableArray(), Effect.Pure, precedence));
        return result;
    }

    /// <summary>What a variable with a value for each lane is called.</summary>
    public static string? Named(string? name) => name is null ? null : name.TrimStart('@') + "Lanes";

    private Value Select(Value mask, Value then, Value otherwise, string? name = null) => then.Equals(otherwise) ? then
        : Vector(then.Type, then.Type == _shape.Integers ? "{V}.ConditionalSelect({0}, {1}, {2})" : "{V}.ConditionalSelect({V}.As{R}({0}), {1}, {2})", Precedences.Call, name, mask, then, otherwise);

    private void Visit(Op op)
    {
        switch (op)
        {
            case Remark:
                return;
            case Constant constant:
                Keep(op);
                _texts[Uniform(constant.Result).Id] = constant.Text;
                return;
            case Load load:
                if (_loop.Varies(load.Result))
                {
                    Define(load.Result, Loaded(load));
                }

                return;
            case Store store:
                Visit(store);
                return;
            case If branch:
                Visit(branch);
                return;
            case Apply apply when _loop.Varies(apply.Result):
                Define(apply.Result, Applied(apply));
                return;
            case Opaque { Result: { } result } opaque when _loop.Varies(result):
                (string template, int precedence) = LaneTemplates.Find(opaque, _shape)!.Value;
                Define(result, Vector(_shape.Of(result.Type)!, template, precedence, result.Name, opaque.Arguments.Select(Lane).ToArray()));
                return;
            default:
                if (op.Results.Any(r => !_map.ContainsKey(r.Id)))
                {
                    Keep(op);
                }

                return;
        }
    }

    private Value Applied(Apply apply)
    {
        IrType type = _shape.Of(apply.Result.Type)!;
        string? name = apply.Result.Name;
        switch (apply.Primitive)
        {
            case "Divide" when Reciprocals.TryGetValue(apply.Arguments[1].Id, out Value? reciprocal):
                // x / c = x * (1 / c)
                return Vector(type, "{0} * {1}", Precedences.Multiplicative, name, Lane(apply.Arguments[0]), reciprocal);
            case "Add" or "Subtract" when _loop.IsPartialSum(apply.Arguments[0]) && Product(apply.Arguments[1]) is { } product:
                return MultipliedAndAdded(type, name, product, Lane(apply.Arguments[0]), isNegated: apply.Primitive == "Subtract");
            case "Add" when _loop.IsPartialSum(apply.Arguments[1]) && Product(apply.Arguments[0]) is { } product:
                return MultipliedAndAdded(type, name, product, Lane(apply.Arguments[1]), isNegated: false);
        }

        Primitive row = PrimitiveTable.Get(apply.Primitive);
        int precedence = (row.Lanes![0] == '{' && row.Lanes[1] != 'V') || row.Lanes[0] == '-' ? row.Precedence : Precedences.Call;
        return Vector(type, row.Lanes, precedence, name, apply.Arguments.Select(Lane).ToArray());
    }

    /// <summary>sum ± x y</summary>
    private Value MultipliedAndAdded(IrType type, string? name, Apply product, Value sum, bool isNegated) =>
        Vector(type, isNegated ? LaneTemplates.MultiplySubtract : LaneTemplates.MultiplyAdd, Precedences.Call, name, Lane(product.Arguments[0]), Lane(product.Arguments[1]), sum);

    /// <summary>The value is a product that nothing else uses.</summary>
    private Apply? Product(Value value) => _loop.Products.TryGetValue(value.Id, out Apply? product) && _loop.Varies(value) ? product : null;

    /// <summary>The same for all iterations: as it stands; it is taken out of the loop afterwards.</summary>
    private void Keep(Op op)
    {
        var results = new Dictionary<int, Value>();
        Op kept = IrRewriter.Map(op, v => op.Results.Contains(v) ? results[v.Id] = _builder.New(v.Type, v.Name) : Uniform(v), r => r);
        _builder.Add(kept with { Origin = -1 });
        foreach (Value result in op.Results)
        {
            Define(result, results[result.Id]);
        }
    }

    private Value Loaded(Load load)
    {
        ElementAccess access = _loop.AccessOf(load);
        Value loaded = Loaded(access, load.Result.Type, load.Result.Name);
        if (HeldOf(access) is { } held)
        {
            held.Left--;
        }

        return loaded;
    }

    private Value Loaded(ElementAccess access, IrType element, string? name)
    {
        Held? held = HeldOf(access);
        Value loaded = held?.Current ?? Loaded(element, name, Uniform(access.Buffer), Emitted(access.Index));
        if (held is not null)
        {
            held.Current = loaded;
        }

        return loaded;
    }

    private Value Loaded(IrType element, string? name, Value buffer, Value at)
    {
        string item(int lane) => "{0}[{1}" + (lane == 0 ? "" : " + " + lane) + "]";
        string template = element.IsReal || element.Text == _shape.Integer
            ? "{V}.LoadUnsafe(ref " + Reference + "({0}), (nuint){1})"
            : "{V}.Create(" + string.Join(", ", Enumerable.Range(0, _shape.Count).Select(lane => element.Text == "bool" ? item(lane) + " ? ({I})-1 : 0" : "({I})" + item(lane))) + ")";
        return Read(_shape.Of(element)!, template, name, buffer, at);
    }

    private Value Read(IrType type, string template, string? name, Value buffer, Value at)
    {
        Value result = _builder.New(type, Named(name));
        _builder.Add(new Opaque(-1, result, _shape.Spelled(template), ImmutableArray.Create(buffer, at), Effect.Reads, Precedences.Call));
        return result;
    }

    private void Visit(Store store)
    {
        ElementAccess access = _loop.AccessOf(store);
        Value stored = Lane(store.Stored);
        if (!access.Index.IsAlong)
        {
            int at = _sums.FindIndex(s => ReferenceEquals(s.Store, store));
            Value added = _mask is null ? stored : Select(_mask, stored, Broadcast(_builder.Zero(store.Stored.Type), store.Stored.Type));
            _sums[at] = (store, Vector(stored.Type, "{0} + {1}", Precedences.Additive, store.Buffer.Name ?? "sum", _sums[at].Sum, added));
            return;
        }

        if (store.Adds || _mask is not null)
        {
            Value old = Loaded(access, store.Stored.Type, null);
            Value changed = !store.Adds ? stored
                : Product(store.Stored) is { } product ? MultipliedAndAdded(stored.Type, null, product, old, isNegated: false)
                : Vector(stored.Type, "{0} + {1}", Precedences.Additive, null, old, stored);
            stored = _mask is null ? changed : Select(_mask, changed, old);
        }

        Held? held = HeldOf(access);
        if (held is not null)
        {
            held.Current = stored;
            held.IsPending = --held.Left > 0;
        }

        if (held is not { IsPending: true })
        {
            Write(access, store.Stored.Type, stored);
        }
    }

    private void Write(ElementAccess access, IrType element, Value stored)
    {
        string item(int lane) => "{1}[{2}" + (lane == 0 ? "" : " + " + lane) + "] = " + (element.Text == "bool" ? "{0}[" + lane + "] != 0;" : "(" + element.Text + "){0}[" + lane + "];");
        string template = element.IsReal || element.Text == _shape.Integer
            ? "{V}.StoreUnsafe({0}, ref " + Reference + "({1}), (nuint){2});"
            : string.Join(" ", Enumerable.Range(0, _shape.Count).Select(item));
        _builder.Add(new Opaque(-1, null, _shape.Spelled(template), ImmutableArray.Create(stored, Uniform(access.Buffer), Emitted(access.Index)), Effect.Unknown, Precedences.Call));
    }

    private void Visit(If branch)
    {
        Value condition = Lane(branch.Condition);
        Value? mask = _mask;
        if (branch.IsRare && mask is null && branch.Else.Ops.IsEmpty)
        {
            WhereAny(branch, condition);
            return;
        }

        _mask = mask is null ? condition : Vector(_shape.Integers, "{0} & {1}", Precedences.And, null, mask, condition);
        Run(branch.Then);
        Value not = Vector(_shape.Integers, "~{0}", Precedences.Unary, null, condition);
        _mask = mask is null ? not : Vector(_shape.Integers, "{0} & {1}", Precedences.And, null, mask, not);
        Run(branch.Else);
        _mask = mask;
        for (int i = 0; i < branch.Outputs.Length; i++)
        {
            if (_loop.IsUsed(branch.Outputs[i]))
            {
                Define(branch.Outputs[i], Select(condition, Lane(branch.Then.Yields[i]), Lane(branch.Else.Yields[i]), branch.Outputs[i].Name));
            }
        }
    }

    /// <summary>A branch that lanes take seldom: <c>if (any lane takes it) y = select(condition, then, y)</c>.</summary>
    private void WhereAny(If branch, Value condition)
    {
        int[] used = Enumerable.Range(0, branch.Outputs.Length).Where(i => _loop.IsUsed(branch.Outputs[i])).ToArray();
        ImmutableArray<Value> otherwise = used.Select(i => Lane(branch.Else.Yields[i])).ToImmutableArray();
        Value any = _builder.Pure(IrType.Bool, _shape.Spelled("{0} != {V}<{I}>.Zero"), Precedences.Equality, condition);
        bool hasIndex = _map.ContainsKey(_loop.Loop.Index.Id);
        _builder.Open();
        _mask = condition;
        Run(branch.Then);
        _mask = null;
        Region then = _builder.Close(used.Select((i, k) => Select(condition, Lane(branch.Then.Yields[i]), otherwise[k], branch.Outputs[i].Name)).ToImmutableArray());
        if (!hasIndex)
        {
            _map.Remove(_loop.Loop.Index.Id);
        }

        ImmutableArray<Value> outputs = otherwise.Select((v, k) => _builder.New(v.Type, Named(branch.Outputs[used[k]].Name))).ToImmutableArray();
        _builder.Add(new If(branch.Origin, outputs, any, then, Region.Empty with { Yields = otherwise }));
        for (int k = 0; k < used.Length; k++)
        {
            Define(branch.Outputs[used[k]], outputs[k]);
        }
    }
}
