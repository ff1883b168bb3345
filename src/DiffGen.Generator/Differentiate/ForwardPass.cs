using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Differentiate;

/// <summary>
/// Forward mode: behind each operation the tangent of its result, ẏ = Σ ∂f/∂xᵢ ẋᵢ. A value without a tangent is constant: its zero stays
/// symbolic. Each active buffer has a tangent buffer of the same shape, and what moves numbers in the one moves tangents in the other.
/// </summary>
internal sealed class ForwardPass
{
    private readonly IrFunction _function;
    private readonly Activity _activity;
    private readonly IReadOnlyDictionary<string, IrFunction> _functions;
    private readonly IrBuilder _builder;
    private readonly Dictionary<int, Value> _tangents = [];

    /// <summary>The noise of node sites: tangents begin there, and parameters have none. Null in every other case.</summary>
    private readonly Value? _noise;

    private ForwardPass(IrFunction function, Activity activity, IReadOnlyDictionary<string, IrFunction> functions, Value? noise = null)
    {
        _noise = noise;
        _function = function;
        _activity = activity;
        _functions = functions;
        _builder = new IrBuilder(function.NextId);
    }

    /// <summary>
    /// A method with F's parameters, then the tangents of the active ones. It yields F's outputs, then the tangents of the active ones.
    /// </summary>
    public static Derivative Run(IrFunction function, Activity activity, IReadOnlyDictionary<string, IrFunction> functions) => new ForwardPass(function, activity, functions).Run(everyYield: false);

    /// <summary>
    /// Forward over what reverse gave: the tangent of each value that a gradient companion yields, and of each gradient buffer. It yields
    /// the values, then their tangents.
    /// </summary>
    public static Derivative RunOverReverse(IrFunction gradient, Activity activity, IReadOnlyDictionary<string, IrFunction> functions) => new ForwardPass(gradient, activity, functions).Run(everyYield: true);

    /// <summary>
    /// Noise at the node sites instead of tangents of the parameters: <c>ȧ = ȧ + ξ</c>. It yields F's outputs, then the tangent of the result.
    /// </summary>
    /// <param name="function">The method.</param>
    /// <param name="activity">What depends on its sites.</param>
    /// <param name="functions">The methods it may call.</param>
    /// <param name="noise">The noise of the sites.</param>
    public static Derivative RunFromSites(IrFunction function, Activity activity, IReadOnlyDictionary<string, IrFunction> functions, Value noise) => new ForwardPass(function, activity, functions, noise).Run(everyYield: false);

    private Derivative Run(bool everyYield)
    {
        var extra = ImmutableArray.CreateBuilder<DerivativeParameter>();
        foreach (IrParameter parameter in _function.Parameters.Where(p => p.IsActive && _noise is null))
        {
            IrType type = parameter.Value.Type.IsBuffer && parameter.IsWritable ? parameter.Value.Type.AsSpan() : parameter.Value.Type;
            Value tangent = _builder.New(type, parameter.TangentName ?? DerivativeNames.Tangent(parameter.Name));
            _tangents[parameter.Value.Id] = tangent;
            extra.Add(new DerivativeParameter(tangent, parameter));
        }

        _builder.Open();
        foreach (IrParameter constant in _function.Parameters.Where(p => p.Value.Type.IsRealBuffer && (!p.IsActive || _noise is not null) && _activity.IsActive(p.Value)))
        {
            Zeros(constant.Value);
        }

        Region head = _builder.Close();
        Region body = Visit(_function.Body, yieldTangents: false);
        body = body with { Ops = body.Ops.InsertRange(0, head.Ops) };
        if (everyYield)
        {
            _builder.Open();
            ImmutableArray<Value> tangents = body.Yields.Where(y => y.Type.IsReal).Select(TangentOrZero).ToImmutableArray();
            Region zeros = _builder.Close();
            return new Derivative(extra.ToImmutable(), new Region(body.Ops.AddRange(zeros.Ops), body.Yields.AddRange(tangents)), _builder.NextId, _function.NextId);
        }

        _builder.Open();
        var all = body.Yields.ToBuilder();
        for (int i = 0; i < (_noise is null ? _function.Outputs.Length : 1); i++)
        {
            if (_function.Outputs[i].IsActive)
            {
                Value value = body.Yields[i];
                all.Add(Tangent(value) ?? (value.Type.IsReal ? _builder.Zero(value.Type) : _builder.Add(new Allocate(-1, _builder.New(_function.Outputs[i].Type, "tangent"), Memory.Heap, _builder.ShapeOf(value))).Result));
            }
        }

        Region tail = _builder.Close();
        body = new Region(body.Ops.AddRange(tail.Ops), all.ToImmutable());
        return new Derivative(extra.ToImmutable(), body, _builder.NextId, _function.NextId);
    }

    /// <summary>The tangent, or null where the value is constant.</summary>
    private Value? Tangent(Value value) => _tangents.TryGetValue(value.Id, out Value? tangent) ? tangent : null;

    private Value TangentOrZero(Value value) => Tangent(value) ?? _builder.Zero(value.Type);

    private Value Named(Value primal) => _builder.New(primal.Type, primal.Name is null ? null : DerivativeNames.Tangent(primal.Name));

    private Region Visit(Region region, bool yieldTangents, IReadOnlyList<int>? active = null)
    {
        _builder.Open();
        foreach (Op op in region.Ops)
        {
            _builder.Origin = op.Origin;
            Visit(op);
        }

        var yields = region.Yields.ToList();
        if (yieldTangents)
        {
            yields.AddRange(active!.Select(i => TangentOrZero(region.Yields[i])));
        }

        return _builder.Close(yields.ToImmutableArray());
    }

    private void Visit(Op op)
    {
        switch (op)
        {
            case Apply apply:
                _builder.Add(op);
                if (_activity.IsActive(apply.Result))
                {
                    VisitApply(apply);
                }

                return;
            case Constant { Result: { Type.IsRealBuffer: true } missing } when _activity.IsActive(missing):
                // The path that leaves it so never reads it.
                _builder.Add(op);
                _tangents[missing.Id] = missing;
                return;
            case Load load:
                _builder.Add(op);
                if (_activity.IsActive(load.Result))
                {
                    _tangents[load.Result.Id] = _builder.Load(Shadow(load.Buffer), load.Index, load.Result.Name is null ? null : DerivativeNames.Tangent(load.Result.Name), load.Leaf);
                }

                return;
            case Store store:
                if (store.IsDifferentiable && _activity.IsActive(store.Buffer))
                {
                    _builder.Add(store with { Buffer = Shadow(store.Buffer), Stored = TangentOrZero(store.Stored) });
                }

                _builder.Add(op);
                return;
            case Fill fill:
                if (fill.Buffer.Type.IsRealBuffer && _activity.IsActive(fill.Buffer))
                {
                    _builder.Add(fill with { Buffer = Shadow(fill.Buffer), Filler = fill.Filler is null ? null : Tangent(fill.Filler) });
                }

                _builder.Add(op);
                return;
            case Copy copy:
                if (copy.Destination.Type.IsRealBuffer && _activity.IsActive(copy.Destination))
                {
                    if (_activity.IsActive(copy.Source))
                    {
                        _builder.Add(copy with { Source = Shadow(copy.Source), Destination = Shadow(copy.Destination) });
                    }
                    else
                    {
                        Value whole = Shadow(copy.Destination);
                        if (whole.Type.Buffer == BufferKind.Array)
                        {
                            whole = _builder.Add(new View(op.Origin, _builder.New(whole.Type.AsSpan()), whole, null, null)).Result;
                        }

                        Value part = _builder.Add(new View(op.Origin, _builder.New(whole.Type), whole, _builder.Int(0), _builder.LengthOf(copy.Source))).Result;
                        _builder.Add(new Fill(op.Origin, part, null));
                    }
                }

                _builder.Add(op);
                return;
            case Allocate allocate:
                _builder.Add(op);
                if (allocate.Result.Type.IsRealBuffer && _activity.IsActive(allocate.Result))
                {
                    _tangents[allocate.Result.Id] = _builder.Add(allocate with { Result = _builder.New(allocate.Result.Type, allocate.Result.Name is null ? null : DerivativeNames.Tangent(allocate.Result.Name)) }).Result;
                }

                return;
            case View view:
                _builder.Add(op);
                if (view.Result.Type.IsRealBuffer && _activity.IsActive(view.Result))
                {
                    Value shadow = Shadow(view.Buffer);
                    IrType type = view.Buffer.Type.Buffer == BufferKind.Jagged ? view.Result.Type : view.Result.Type.Buffer == BufferKind.Array || shadow.Type.Buffer == BufferKind.ReadOnlySpan ? shadow.Type : view.Result.Type;
                    _tangents[view.Result.Id] = type.Text == shadow.Type.Text && view.Start is null
                        ? shadow
                        : _builder.Add(view with { Result = _builder.New(type, view.Result.Name is null ? null : DerivativeNames.Tangent(view.Result.Name)), Buffer = shadow }).Result;
                }

                return;
            case NodeSite site:
                VisitSite(site);
                return;
            case Call call:
                VisitCall(call);
                return;
            case If branch:
                {
                    int[] active = ActiveIndices(branch.Outputs);
                    Value[] tangents = active.Select(i => Named(branch.Outputs[i])).ToArray();
                    Region then = Visit(branch.Then, true, active), otherwise = Visit(branch.Else, true, active);
                    tangents = tangents.Select((t, k) => branch.Outputs[active[k]].Type.IsBuffer ? t with { Type = Common(then.Yields[then.Yields.Length - active.Length + k].Type, otherwise.Yields[otherwise.Yields.Length - active.Length + k].Type) } : t).ToArray();
                    _builder.Origin = op.Origin;
                    _builder.Add(branch with { Outputs = branch.Outputs.AddRange(tangents), Then = then, Else = otherwise });
                    Register(branch.Outputs, active, tangents);
                    return;
                }

            case For loop:
                {
                    (int[] active, Value[] initial, Value[] carried, Value[] outputs) = Carry(loop.Outputs, loop.Initial, loop.Carried);
                    Region body = Visit(loop.Body, true, active);
                    _builder.Origin = op.Origin;
                    _builder.Add(loop with { Outputs = loop.Outputs.AddRange(outputs), Initial = loop.Initial.AddRange(initial), Carried = loop.Carried.AddRange(carried), Body = body });
                    Register(loop.Outputs, active, outputs);
                    return;
                }

            case While loop:
                {
                    (int[] active, Value[] initial, Value[] carried, Value[] outputs) = Carry(loop.Outputs, loop.Initial, loop.Carried);
                    Region body = Visit(loop.Body, true, active);
                    _builder.Origin = op.Origin;
                    _builder.Add(loop with { Outputs = loop.Outputs.AddRange(outputs), Initial = loop.Initial.AddRange(initial), Carried = loop.Carried.AddRange(carried), Body = body });
                    Register(loop.Outputs, active, outputs);
                    return;
                }

            case Push push:
                // A recorded value has its tangent beside it: zero, where nothing that varies was written to a buffer (random program 8016356).
                _builder.Add(op);
                if (_noise is null && (push.IsContent ? push.IsActive : push.Saved.Type.IsReal))
                {
                    _builder.Add(push with { Saved = push.IsContent ? Tangent(push.Saved) ?? NewZeros(push.Saved) : TangentOrZero(push.Saved) });
                }
                else if (_noise is null && IsRows(push.Saved))
                {
                    _builder.Add(push with { Saved = Tangent(push.Saved) ?? push.Saved });
                }

                return;
            case Pop pop:
                if (pop.IsContent ? pop.IsActive : pop.Result.Type.IsReal || (_noise is null && IsRows(pop.Result)))
                {
                    _tangents[pop.Result.Id] = _builder.Add(pop with { Result = Named(pop.Result) }).Result;
                }

                _builder.Add(op);
                return;
            case Opaque { IsNodeCredit: true } credit when Tangent(credit.Arguments[2]) is { } directional:
                // The credit is linear in the direction, which is zero but for its tangent.
                _builder.Add(new Fill(op.Origin, credit.Arguments[1], null));
                _builder.Add(credit with { Arguments = ImmutableArray.Create(credit.Arguments[0], Shadow(credit.Arguments[1]), directional) });
                return;
            case Opaque { IsNewRow: true } row when _activity.IsActive(row.Arguments[0]):
                _builder.Add(row with { Arguments = row.Arguments.SetItem(0, Shadow(row.Arguments[0])) });
                _builder.Add(op);
                return;
            case Opaque { IsLinear: true } linear when linear.Arguments.Any(_activity.IsActive):
                {
                    Value? result = linear.Result is null ? null : Named(linear.Result);
                    _builder.Add(linear with { Result = result, Arguments = linear.Arguments.Select(Shadow).ToImmutableArray() });
                    _builder.Add(op);
                    if (result is not null)
                    {
                        _tangents[linear.Result!.Id] = result;
                    }

                    return;
                }

            case Opaque { Result: { Type.IsRealBuffer: true } external } when _activity.IsActive(external):
                _builder.Add(op);
                Zeros(external);
                return;
            default:
                _builder.Add(op);
                return;
        }
    }

    /// <summary>An array of arrays of real numbers: the recording holds the object, and that of its tangent beside it.</summary>
    private static bool IsRows(Value value) => value.Type is { IsRealBuffer: true, Buffer: BufferKind.Jagged };

    /// <summary>A constant buffer that a choice may put in the place of an active one: its tangent is zero.</summary>
    private void Zeros(Value buffer) =>
        _tangents[buffer.Id] = _builder.Add(new Allocate(_builder.Origin, _builder.New(buffer.Type.AsSpan(), buffer.Name is null ? null : DerivativeNames.Tangent(buffer.Name)), Memory.Zeros, _builder.ShapeOf(buffer))).Result;

    /// <summary>The type of a tangent chosen between two: read-only where one is.</summary>
    private static IrType Common(IrType a, IrType b) => b.Buffer == BufferKind.ReadOnlySpan || (a.Buffer == BufferKind.Array && b.IsSpan) ? b : a;

    private int[] ActiveIndices(ImmutableArray<Value> values) => Enumerable.Range(0, values.Length).Where(i => values[i].Type.Real != RealKind.None && _activity.IsActive(values[i])).ToArray();

    private (int[] Active, Value[] Initial, Value[] Carried, Value[] Outputs) Carry(ImmutableArray<Value> outputs, ImmutableArray<Value> initial, ImmutableArray<Value> carried)
    {
        int[] active = ActiveIndices(carried);
        Value[] start = active.Select(i => TangentOrZero(initial[i])).ToArray();
        Value[] inside = active.Select(i => Named(carried[i])).ToArray();
        Register(carried, active, inside);
        return (active, start, inside, active.Select(i => Named(outputs[i])).ToArray());
    }

    private void Register(ImmutableArray<Value> primals, int[] active, Value[] tangents)
    {
        for (int k = 0; k < active.Length; k++)
        {
            _tangents[primals[active[k]].Id] = tangents[k];
        }
    }

    private Value Shadow(Value buffer) => Tangent(buffer) ?? throw new IrRuleBrokenException("Forward", buffer + " is active and has no tangent");

    /// <summary><c>a = Node.Site(b)</c> has <c>ȧ = ḃ + ξ</c>; of a buffer, every element of its tangent.</summary>
    private void VisitSite(NodeSite site)
    {
        _builder.Add(site);
        if (site.Result is null)
        {
            _builder.Add(new Opaque(site.Origin, null, NodeNoiseText.AddNext(site), ImmutableArray.Create(_noise!, Shadow(site.Node)), Effect.Unknown, Precedences.Call));
            return;
        }

        Value drawn = _builder.Add(new Opaque(site.Origin, _builder.New(site.Node.Type, NodeNoiseText.Name(site)), NodeNoiseText.Next(site), ImmutableArray.Create(_noise!), Effect.Unknown, Precedences.Call)).Result!;
        Value tangent = drawn;
        if (Tangent(site.Node) is { } arriving)
        {
            tangent = Named(site.Result);
            _builder.Add(new Apply(site.Origin, tangent, "Add", ImmutableArray.Create(arriving, drawn)));
        }

        _tangents[site.Result.Id] = tangent;
    }

    private void VisitApply(Apply apply)
    {
        Value? sum = null;
        for (int i = 0; i < apply.Arguments.Length; i++)
        {
            if (Tangent(apply.Arguments[i]) is not { } tangent || Partials.Of(_builder, apply, i) is not { } partial)
            {
                continue;
            }

            Value term = Partials.Times(_builder, apply, Partials.ToResult(_builder, apply, tangent), partial);
            sum = sum is null ? term : _builder.Apply("Add", apply.Result.Type, sum, term);
        }

        if (sum is null)
        {
            return;
        }

        Value named = Named(apply.Result);
        IReadOnlyList<Op> ops = _builder.Current;
        if (ops[ops.Count - 1] is Apply last && last.Result.Equals(sum))
        {
            _builder.ReplaceLast(last with { Result = named });
            sum = named;
        }

        _tangents[apply.Result.Id] = sum;
    }

    private void VisitCall(Call call)
    {
        if (call.Mode != CallMode.Primal)
        {
            VisitSweep(call);
            return;
        }

        if (!call.Arguments.Any(_activity.IsActive) || !_functions.TryGetValue(call.Callee, out IrFunction? callee))
        {
            _builder.Add(call);
            return;
        }

        var arguments = call.Arguments.ToList();
        for (int i = 0; i < callee.Parameters.Length; i++)
        {
            if (!callee.Parameters[i].IsActive)
            {
                continue;
            }

            Value argument = call.Arguments[i];
            arguments.Add(argument.Type.IsBuffer
                ? Tangent(argument) ?? NewZeros(argument)
                : TangentOrZero(argument));
        }

        ImmutableArray<Value> outputs = call.Outputs;
        for (int i = 0; i < call.Outputs.Length; i++)
        {
            if (callee.Outputs[i].IsActive)
            {
                Value tangent = Named(call.Outputs[i]);
                _tangents[call.Outputs[i].Id] = tangent;
                outputs = outputs.Add(tangent);
            }
        }

        _builder.Add(call with { Outputs = outputs, Mode = CallMode.Tangent, Arguments = arguments.ToImmutableArray() });
    }

    /// <summary>A sweep of a callee becomes that sweep with tangents: of everything that it takes and gives, since the two sweeps meet in the recording.</summary>
    private void VisitSweep(Call call)
    {
        IrFunction callee = _functions[call.Callee];
        if (callee.Rule is not null)
        {
            throw new UnsupportedException(call.Origin, callee.Name, "leave out the rule, or Hvp = true") { Id = "DG0006" };
        }

        bool forward = call.Mode == CallMode.Forward, reverse = call.Mode == CallMode.Reverse;
        IEnumerable<Value> active = forward || reverse ? call.Arguments.Where((_, i) => i >= callee.Parameters.Length || callee.Parameters[i].IsActive) : call.Arguments.Where(a => a.Type.Real != RealKind.None);
        ImmutableArray<Value> arguments = call.Arguments.AddRange(active.ToArray().Select(a => !a.Type.IsBuffer ? TangentOrZero(a) : Tangent(a) ?? NewZeros(a)));
        ImmutableArray<Value> outputs = call.Outputs;
        for (int i = 0; i < call.Outputs.Length; i++)
        {
            if (!forward || callee.Outputs[i].IsActive)
            {
                Value tangent = Named(call.Outputs[i]);
                _tangents[call.Outputs[i].Id] = tangent;
                outputs = outputs.Add(tangent);
            }
        }

        _builder.Add(call with { Outputs = outputs, Mode = forward ? CallMode.ForwardTangent : reverse ? CallMode.ReverseTangent : CallMode.PullbackTangent, Arguments = arguments });
    }

    private Value NewZeros(Value buffer) => _builder.Add(new Allocate(_builder.Origin, _builder.New(buffer.Type.AsSpan()), Memory.Zeros, _builder.ShapeOf(buffer))).Result;
}
