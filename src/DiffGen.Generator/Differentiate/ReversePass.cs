using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Differentiate;

/// <summary>What a reverse pass gives: the two sweeps as regions, the second mentioning values of the first wherever it needs them.</summary>
/// <param name="Parameters">The cotangent of the result, then the gradient buffers.</param>
/// <param name="Forward">The method itself; calls that have a pullback record.</param>
/// <param name="Backward">The reverse sweep; it yields the gradients of the active scalar parameters.</param>
internal sealed record Sweeps(ImmutableArray<DerivativeParameter> Parameters, Region Forward, Region Backward, int NextId, int FirstDerivative)
{
    /// <summary>The source variables whose values are saved: set by the checkpoint stage.</summary>
    public ImmutableArray<string> Saved { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>The gradient buffer of each active buffer, by the id of the buffer.</summary>
    public IReadOnlyDictionary<int, Value> Shadows { get; init; } = ImmutableDictionary<int, Value>.Empty;

    /// <summary>What the loops save: set by the checkpoint stage.</summary>
    public ImmutableArray<LoopRecord> Loops { get; init; } = ImmutableArray<LoopRecord>.Empty;
}

/// <summary>What one loop saves for the reverse sweep, once per iteration.</summary>
/// <param name="Origin">The loop's.</param>
/// <param name="Bytes">How many bytes that is per iteration, those of inner loops left out.</param>
/// <param name="What">The values and why they are saved, in words.</param>
internal sealed record LoopRecord(int Origin, string Bytes, string What);

/// <summary>
/// Reverse mode: operations last to first, each handing the gradient of its result to its operands, x̄ += ȳ ∂y/∂x. A value without a
/// gradient so far has none: its zero stays symbolic. Each active buffer has a gradient buffer; a load adds to it, a store takes from it.
/// A loop is undone by a loop that runs the other way and carries the gradients; a branch by a branch on the same condition.
/// Primal values are named as they stand: the checkpoint stage sees to it that they are there.
/// </summary>
internal sealed partial class ReversePass
{
    private readonly IrFunction _function;
    private readonly Activity _activity;
    private readonly IReadOnlyDictionary<string, IrFunction> _functions;
    private readonly IrBuilder _builder;
    private readonly Dictionary<int, Value> _shadows = [];

    /// <summary>Integers that are lengths or constants: far from the ends of their type.</summary>
    private readonly HashSet<int> _lengths;
    private readonly HashSet<int> _handedOut = [];

    /// <summary>The primal values may be elsewhere when the reverse sweep runs: it is a method of its own.</summary>
    private readonly bool _apart;
    private Dictionary<int, Value> _grads = [];

    /// <summary>The cotangents that are given for buffers.</summary>
    private readonly Dictionary<int, Value> _seeds = [];

    /// <summary>For the node gradient: what a site is credited with instead of the cotangent that arrives there.</summary>
    private readonly NodeCredit? _credit;

    private ReversePass(IrFunction function, Activity activity, IReadOnlyDictionary<string, IrFunction> functions, bool apart, NodeCredit? credit = null)
    {
        _credit = credit;
        _apart = apart;
        _function = function;
        _activity = activity;
        _functions = functions;
        _builder = new IrBuilder(function.NextId);
        _lengths = [.. IrRewriter.Walk(function.Body).Where(Steps.IsSmall).SelectMany(o => o.Results).Select(r => r.Id)];
    }

    /// <param name="function">A method whose loops are numbered.</param>
    /// <param name="activity">Its activity.</param>
    /// <param name="functions">The methods it may call.</param>
    /// <param name="overwrite">The gradient companion: the cotangent of the result is 1, and gradient buffers are cleared first.</param>
    /// <param name="isCallee">The sweeps of a callee: the cotangent of an array result is a buffer of its caller's.</param>
    /// <param name="apart">The sweeps become two methods.</param>
    public static Sweeps Run(IrFunction function, Activity activity, IReadOnlyDictionary<string, IrFunction> functions, bool overwrite, bool isCallee, bool apart) => new ReversePass(function, activity, functions, apart).Run(overwrite, isCallee);

    /// <summary>The gradient companion with the one changed rule of node perturbation: a site hands back its credit, whatever arrives at it.</summary>
    public static Sweeps RunToSites(IrFunction function, Activity activity, IReadOnlyDictionary<string, IrFunction> functions, NodeCredit credit) => new ReversePass(function, activity, functions, apart: false, credit).Run(overwrite: true, isCallee: false);

    /// <summary>One iteration of a loop as a method of its own, whose gradients go to buffers that are parameters: the cotangents of what it hands on are parameters, too.</summary>
    public static Sweeps RunIteration(IrFunction iteration, Activity activity, IReadOnlyDictionary<string, IrFunction> functions, NodeCredit credit) => new ReversePass(iteration, activity, functions, apart: false, credit).Run(overwrite: false, isCallee: false);

    private Sweeps Run(bool overwrite, bool isCallee)
    {
        var parameters = ImmutableArray.CreateBuilder<DerivativeParameter>();
        _builder.Open();
        var seeds = new Value?[_function.Outputs.Length];
        for (int i = 0; i < seeds.Length; i++)
        {
            IrOutput output = _function.Outputs[i];
            if (!output.IsActive)
            {
                continue;
            }

            if (!overwrite)
            {
                seeds[i] = _builder.New(isCallee && output.Type.IsBuffer ? output.Type.AsSpan() : output.Type, SeedName(output));
                parameters.Add(new DerivativeParameter(seeds[i]!, null) { Output = output });
                if (isCallee && output.Type.IsBuffer)
                {
                    _seeds[_function.Body.Yields[i].Id] = seeds[i]!;
                }
            }
            else if (output.Argument < 0)
            {
                seeds[i] = _builder.Constant(output.Type, "1");
            }
        }

        foreach (IrParameter parameter in _function.Parameters.Where(p => p.IsActive && p.Value.Type.IsBuffer))
        {
            Value grad = _builder.New(parameter.Value.Type.AsSpan(), DerivativeNames.Grad(parameter.Name));
            _shadows[parameter.Value.Id] = grad;
            parameters.Add(new DerivativeParameter(grad, parameter));
            if (overwrite)
            {
                _builder.Origin = -1;
                _builder.Add(new Fill(-1, grad, null));
            }
        }

        // What is run again adds to the gradients that its caller has so far: the sums keep their order, and so their bits.
        foreach (IrParameter parameter in _function.Parameters.Where(p => isCallee && _function.RunsAgain && p.IsActive && !p.Value.Type.IsBuffer))
        {
            Value grad = _builder.New(parameter.Value.Type, DerivativeNames.Grad(parameter.Name));
            _grads[parameter.Value.Id] = grad;
            parameters.Add(new DerivativeParameter(grad, parameter));
        }

        Region forward = Recording(_function.Body);
        foreach (IrParameter constant in _function.Parameters.Where(p => p.Value.Type.IsRealBuffer && !p.IsActive && _activity.IsActive(p.Value)))
        {
            Sink(constant.Value);
        }

        Shadows(_function.Body);
        for (int i = 0; i < seeds.Length; i++)
        {
            Value value = _function.Body.Yields[i];
            if (seeds[i] is not { } seed || !_activity.IsActive(value))
            {
                continue;
            }

            if (value.Type.IsBuffer)
            {
                SeedBuffer(seed, value, isCallee);
            }
            else
            {
                // One value may be given in several places.
                Accumulate(value, seed);
            }
        }

        Undo(_function.Body);
        _builder.Origin = -1;
        ImmutableArray<Value> grads = _function.Parameters.Where(p => p.IsActive && !p.Value.Type.IsBuffer).Select(p => GradOrZero(p.Value)).ToImmutableArray();
        return new Sweeps(parameters.ToImmutable(), forward, _builder.Close(grads), _builder.NextId, _function.NextId) { Shadows = _shadows };
    }

    /// <summary>The gradient buffer of a result gets the cotangent that the caller gives for it.</summary>
    private void SeedBuffer(Value seed, Value value, bool isCallee)
    {
        Value shadow = Shadow(value);
        if (value.Type.Buffer == BufferKind.Jagged)
        {
            if (!isCallee)
            {
                _builder.Add(new Opaque(-1, null, "global::DiffGen.CompilerServices.JaggedArrays.SameLengths({0}, {1}, \"valueGrad\", \"the result\");", ImmutableArray.Create(seed, value), Effect.Unknown, Precedences.Call));
            }

            _builder.Add(new Opaque(-1, null, "global::DiffGen.CompilerServices.JaggedArrays.Accumulate({0}, {1});", ImmutableArray.Create(seed, shadow), Effect.Unknown, Precedences.Call) { IsLinear = true });
            return;
        }

        if (!isCallee && value.Type.Buffer == BufferKind.Matrix)
        {
            RequireSame("{0}.GetLength(0)");
            RequireSame("{0}.GetLength(1)");
        }
        else if (!isCallee)
        {
            RequireSame("{0}.Length");
        }

        _builder.Add(new Opaque(-1, null, Buffers("Accumulate", value.Type), ImmutableArray.Create(InRows(seed), InRows(shadow)), Effect.Unknown, Precedences.Call) { IsLinear = true });

        void RequireSame(string length) => _builder.Add(new Opaque(
            -1,
            null,
            "global::DiffGen.CompilerServices.Arguments.SameLength({0}, {1}, \"valueGrad\", \"the result\");",
            ImmutableArray.Create(_builder.Pure(IrType.Int, length, Precedences.Call, seed), _builder.Pure(IrType.Int, length, Precedences.Call, value)),
            Effect.Unknown,
            Precedences.Call));

        Value InRows(Value buffer) => buffer.Type.Buffer == BufferKind.Matrix ? _builder.Add(new View(-1, _builder.New(buffer.Type.As(BufferKind.Span)), buffer, null, null)).Result : buffer;
    }

    private string SeedName(IrOutput output)
    {
        if (output.Name is not null)
        {
            return DerivativeNames.Grad(output.Name);
        }

        IrType type = output.Argument < 0 ? _function.ResultType! : _function.Arguments[output.Argument].Type;
        string suffix = type.IsComposite ? type.Layout!.Leaves[output.Leaf].Suffix : "";
        return (output.Argument < 0 ? "value" : _function.Arguments[output.Argument].Name.TrimStart('@')) + suffix + "Grad";
    }

    /// <summary>A method of the runtime on two buffers; what adds their elements is named where they are composites.</summary>
    private static string Buffers(string method, IrType buffer) => "global::DiffGen.CompilerServices.Buffers." + method + (buffer.Members is null ? "({0}, {1});" : "({0}, {1}, {adds});");

    /// <summary>The forward sweep: calls that have something to pull back leave a recording, or are prepared for being run again.</summary>
    private Region Recording(Region region) => region with
    {
        Ops = region.Ops.SelectMany(op => op switch
        {
            Call call when HasPullback(call) => RunsAgain(call) || _credit is not null ? Prepared(call) : [call with { Mode = CallMode.Forward }],
            If branch => [branch with { Then = Recording(branch.Then), Else = Recording(branch.Else) }],
            For loop => [loop with { Body = Recording(loop.Body) }],
            While loop => [loop with { Body = Recording(loop.Body) }],
            _ => (IEnumerable<Op>)[op],
        }).ToImmutableArray(),
    };

    private bool HasPullback(Call call) => call.Mode == CallMode.Primal && call.Arguments.Any(_activity.IsActive) && _functions.ContainsKey(call.Callee);

    private bool IsActiveReal(Value value) => value.Type.IsReal && _activity.IsActive(value);

    private Value? Grad(Value value) => _grads.TryGetValue(value.Id, out Value? grad) ? grad : null;

    private Value GradOrZero(Value value) => Grad(value) ?? _builder.Zero(value.Type);

    private static string? NameOf(Value primal) => primal.Name is null ? null : DerivativeNames.Grad(primal.Name);

    private Value NewGrad(Value primal) => _builder.New(primal.Type, NameOf(primal));

    private Value Shadow(Value buffer) => _shadows.TryGetValue(buffer.Id, out Value? shadow) ? shadow : throw new IrRuleBrokenException("Reverse", buffer + " is active and has no gradient buffer");

    /// <summary>x̄ += contribution.</summary>
    private void Accumulate(Value primal, Value contribution)
    {
        if (!IsActiveReal(primal))
        {
            return;
        }

        contribution = Partials.Converted(_builder, contribution, primal.Type);
        if (Grad(primal) is { } before)
        {
            Value sum = NewGrad(primal);
            _builder.Add(new Apply(_builder.Origin, sum, "Add", ImmutableArray.Create(before, contribution)));
            _grads[primal.Id] = sum;
            return;
        }

        IReadOnlyList<Op> ops = _builder.Current;
        if (contribution.Name is null && primal.Name is not null && ops.Count > 0 && ops[ops.Count - 1] is Apply last && last.Result.Equals(contribution))
        {
            contribution = NewGrad(primal);
            _builder.ReplaceLast(last with { Result = contribution });
        }

        _grads[primal.Id] = contribution;
    }

    /// <summary>What has the shape of an array of arrays when the reverse sweep runs: itself, or in another method the cotangent that is given for it.</summary>
    private Value Rows(Value rows) => _seeds.TryGetValue(rows.Id, out Value? seed) ? seed : rows;

    /// <summary>Gradient buffers of what a region allocates, slices and chooses, in its order: they are needed before anything in it is undone.</summary>
    private void Shadows(Region region)
    {
        foreach (Op op in region.Ops)
        {
            _builder.Origin = op.Origin;
            switch (op)
            {
                case Allocate allocate when _handedOut.Contains(allocate.Result.Id):
                    break;
                case Allocate allocate when allocate.Result.Type.IsRealBuffer && _activity.IsActive(allocate.Result):
                    // Rows are made later: what they are in the end is the shape.
                    _shadows[allocate.Result.Id] = _builder.Add(new Allocate(op.Origin, _builder.New(allocate.Result.Type.AsSpan(), NameOf(allocate.Result)), Memory.Zeros, allocate.IsRows ? Rows(allocate.Result) : allocate.Length)).Result;
                    break;
                case Call call when call.Outputs.Any(o => o.Type.IsRealBuffer && _activity.IsActive(o)):
                    foreach (Value made in call.Outputs.Where(o => o.Type.IsRealBuffer && _activity.IsActive(o) && !_handedOut.Contains(o.Id)))
                    {
                        if (_functions.TryGetValue(call.Callee, out IrFunction? callee) && callee.Rule is not null)
                        {
                            throw new UnsupportedException(call.Origin, "a method with a rule by hand that returns an array", "let it write to a span that it is given");
                        }

                        _shadows[made.Id] = _builder.Add(new Allocate(op.Origin, _builder.New(made.Type.AsSpan(), NameOf(made)), Memory.Zeros, made.Type.Buffer == BufferKind.Jagged ? Rows(made) : _builder.ShapeOf(made))).Result;
                    }

                    break;
                case Constant { Result: { Type.IsRealBuffer: true } missing } when _activity.IsActive(missing):
                    _shadows[missing.Id] = _builder.Add(Missing(op.Origin, missing)).Result;
                    break;
                case Opaque { Result: { Type.IsRealBuffer: true } external } when _activity.IsActive(external):
                    Sink(external);
                    break;
                case View view when view.Result.Type.IsRealBuffer && _activity.IsActive(view.Result):
                    _shadows[view.Result.Id] = view.Start is null && (view.Buffer.Type.Buffer != BufferKind.Matrix || view.Result.Type.Buffer == BufferKind.Matrix)
                        ? Shadow(view.Buffer)
                        : _builder.Add(new View(op.Origin, _builder.New(view.Result.Type.AsSpan(), NameOf(view.Result)), Shadow(view.Buffer), view.Start, view.Length)).Result;
                    break;
                case If branch when branch.Outputs.Any(o => o.Type.IsRealBuffer && _activity.IsActive(o)):
                    ChooseShadows(branch);
                    break;
            }
        }
    }

    /// <summary>
    /// Gradient buffers of the buffers that a branch chooses. Those of what the arms allocate are handed out besides: when the arm is
    /// undone, what it wrote there is found in them.
    /// </summary>
    private void ChooseShadows(If branch)
    {
        int[] chosen = Enumerable.Range(0, branch.Outputs.Length).Where(i => branch.Outputs[i].Type.IsRealBuffer && _activity.IsActive(branch.Outputs[i])).ToArray();
        var inThen = new List<Value>();
        var inElse = new List<Value>();
        Region then = Arm(branch.Then, inThen), otherwise = Arm(branch.Else, inElse);
        _builder.Origin = branch.Origin;
        then = Yield(then, inThen.Select(Shadow), inElse.Count, first: true);
        otherwise = Yield(otherwise, inElse.Select(Shadow), inThen.Count, first: false);
        Value[] outputs = chosen.Select(i => _builder.New(branch.Outputs[i].Type.AsSpan(), NameOf(branch.Outputs[i]))).ToArray();
        Value[] made = inThen.Concat(inElse).Select(m => _builder.New(m.Type.AsSpan(), NameOf(m))).ToArray();
        _builder.Add(new If(branch.Origin, outputs.Concat(made).ToImmutableArray(), branch.Condition, then, otherwise) { Mirror = -branch.Mirror });
        for (int k = 0; k < chosen.Length; k++)
        {
            _shadows[branch.Outputs[chosen[k]].Id] = outputs[k];
        }

        int at = 0;
        foreach (Value allocated in inThen.Concat(inElse))
        {
            _shadows[allocated.Id] = made[at++];
            _handedOut.Add(allocated.Id);
        }

        Region Arm(Region arm, List<Value> allocated)
        {
            var before = new HashSet<int>(_handedOut);
            _builder.Open();
            Shadows(arm);

            // What the arm allocates itself, and what branches inside it have handed out.
            allocated.AddRange(IrRewriter.Walk(arm).Where(o => o is Allocate or Call).SelectMany(o => o.Results).Where(r => !before.Contains(r.Id) && (_handedOut.Contains(r.Id) || arm.Ops.Any(o => o.Results.Contains(r))) && r.Type.IsRealBuffer && _activity.IsActive(r)));
            return _builder.Close(chosen.Select(i => Shadow(arm.Yields[i])).ToImmutableArray());
        }

        Region Yield(Region arm, IEnumerable<Value> own, int others, bool first)
        {
            var missing = Enumerable.Range(0, others).Select(k => (first ? inElse : inThen)[k]).Select(m => Missing(branch.Origin, m)).ToArray();
            IEnumerable<Value> empty = missing.Select(m => m.Result);
            return new Region(arm.Ops.InsertRange(0, missing), arm.Yields.AddRange(first ? own.Concat(empty) : empty.Concat(own)));
        }
    }

    /// <summary>Stands for the gradient buffer of a buffer that the path taken does not make.</summary>
    private Constant Missing(int origin, Value buffer) => new(origin, _builder.New(buffer.Type.AsSpan()), buffer.Type.Buffer is BufferKind.Matrix or BufferKind.Jagged ? "null!" : "default");

    /// <summary>A constant buffer that a choice may put in the place of an active one: what it is given is dropped.</summary>
    private void Sink(Value buffer) =>
        _shadows[buffer.Id] = _builder.Add(new Allocate(_builder.Origin, _builder.New(buffer.Type.AsSpan(), NameOf(buffer)), Memory.Zeros, _builder.ShapeOf(buffer))).Result;

    private void Undo(Region region)
    {
        for (int i = region.Ops.Length - 1; i >= 0; i--)
        {
            _builder.Origin = region.Ops[i].Origin;
            Undo(region.Ops[i]);
        }
    }

    private void Undo(Op op)
    {
        switch (op)
        {
            case Apply apply when Grad(apply.Result) is { } grad:
                for (int i = 0; i < apply.Arguments.Length; i++)
                {
                    if (IsActiveReal(apply.Arguments[i]) && Partials.Of(_builder, apply, i) is { } partial)
                    {
                        Accumulate(apply.Arguments[i], Partials.Times(_builder, apply, grad, partial));
                    }
                }

                return;
            case Opaque { Pullback: { } pullback, Result: { } result } opaque when Grad(result) is { } grad:
                {
                    (string template, ImmutableArray<Value> arguments) = Holes.Filled(pullback.Template, opaque.Arguments.Add(grad));
                    Value gradients = _builder.Add(new Opaque(op.Origin, _builder.New(pullback.Type), template, arguments, pullback.Effect, Precedences.Call)).Result!;
                    for (int i = 0; i < opaque.Arguments.Length; i++)
                    {
                        if (pullback.Parts[i] is { } part && IsActiveReal(opaque.Arguments[i]))
                        {
                            Accumulate(opaque.Arguments[i], part == "{0}" ? gradients : _builder.Pure(opaque.Arguments[i].Type, part, Precedences.Call, gradients));
                        }
                    }

                    return;
                }

            case Load load when Grad(load.Result) is { } grad:
                _builder.Add(new Store(op.Origin, Shadow(load.Buffer), load.Index, grad, Adds: true) { Leaf = load.Leaf });
                return;
            case Store store when store.IsDifferentiable && _activity.IsActive(store.Buffer):
                {
                    if (IsActiveReal(store.Stored))
                    {
                        Accumulate(store.Stored, _builder.Load(Shadow(store.Buffer), store.Index, NameOf(store.Stored), store.Leaf));
                    }

                    IrType number = store.Leaf < 0 ? store.Buffer.Type.ElementType : store.Buffer.Type.Members!.Leaves[store.Leaf].Type;
                    _builder.Add(new Store(op.Origin, Shadow(store.Buffer), store.Index, _builder.Zero(number), Adds: false) { Leaf = store.Leaf, Mirror = -store.Mirror });
                    return;
                }

            case Fill fill when fill.Buffer.Type.IsRealBuffer && _activity.IsActive(fill.Buffer):
                if (fill.Filler is not null && IsActiveReal(fill.Filler))
                {
                    Value sum = _builder.Add(new Opaque(op.Origin, _builder.New(fill.Filler.Type), "global::DiffGen.CompilerServices.Buffers.SumAndClear({0})", ImmutableArray.Create(Shadow(fill.Buffer)), Effect.Unknown, Precedences.Call) { IsLinear = true }).Result!;
                    Accumulate(fill.Filler, sum);
                }
                else
                {
                    _builder.Add(new Fill(op.Origin, Shadow(fill.Buffer), null));
                }

                return;
            case Copy copy when copy.Destination.Type.IsRealBuffer && _activity.IsActive(copy.Destination):
                if (_activity.IsActive(copy.Source))
                {
                    _builder.Add(new Opaque(op.Origin, null, Buffers("ReverseCopy", copy.Destination.Type), ImmutableArray.Create(Shadow(copy.Source), Shadow(copy.Destination)), Effect.Unknown, Precedences.Call) { IsLinear = true });
                }
                else
                {
                    Value part = _builder.Add(new View(op.Origin, _builder.New(copy.Destination.Type.AsSpan()), Shadow(copy.Destination), _builder.Int(0), _builder.LengthOf(copy.Source))).Result;
                    _builder.Add(new Fill(op.Origin, part, null));
                }

                return;
            case NodeSite site when _activity.IsActive(site.Node):
                UndoSite(site);
                return;
            case Call call when HasPullback(call):
                UndoCall(call);
                return;
            case If branch:
                UndoIf(branch);
                return;
            case For or While when _credit is not null && _credit.Finished.TryGetValue(op.Mirror, out FinishedLoop? finished):
                UndoFinished(finished);
                return;
            case For loop:
                UndoFor(loop);
                return;
            case While loop:
                UndoWhile(loop);
                return;
        }
    }

    private void UndoCall(Call call)
    {
        IrFunction callee = _functions[call.Callee];
        var arguments = ImmutableArray.CreateBuilder<Value>();
        bool again = RunsAgain(call);
        if (_credit is not null && !again)
        {
            RecordAgain(call);
        }

        if (callee.VirtualRoot is not null)
        {
            arguments.Add(call.Arguments[0]);
        }

        if (again)
        {
            arguments.AddRange(Restored(call));
        }

        for (int i = 0; i < call.Outputs.Length; i++)
        {
            if (callee.Outputs[i].IsActive)
            {
                arguments.Add(call.Outputs[i].Type.IsBuffer ? Shadow(call.Outputs[i]) : GradOrZero(call.Outputs[i]));
            }
        }

        var outputs = ImmutableArray.CreateBuilder<Value>();
        var targets = new List<Value>();
        for (int i = 0; i < callee.Parameters.Length; i++)
        {
            if (!callee.Parameters[i].IsActive)
            {
                continue;
            }

            Value argument = call.Arguments[i];
            if (argument.Type.IsBuffer)
            {
                arguments.Add(_activity.IsActive(argument)
                    ? Shadow(argument)
                    : _builder.Add(new Allocate(call.Origin, _builder.New(argument.Type.AsSpan()), Memory.Zeros, _builder.ShapeOf(argument))).Result);
            }
            else
            {
                outputs.Add(again ? NewGrad(argument) : _builder.New(argument.Type));
                targets.Add(argument);
            }
        }

        if (again)
        {
            // -0 is the sum of nothing: whatever is added to it stays as it is.
            arguments.AddRange(targets.Select((t, i) => (IsActiveReal(t) && targets.IndexOf(t) == i ? Grad(t) : null) ?? _builder.Constant(t.Type, "-0")));
        }

        _builder.Add(new Call(call.Origin, outputs.ToImmutable(), call.Callee, again ? CallMode.Reverse : CallMode.Pullback, arguments.ToImmutable()));
        for (int i = 0; i < targets.Count; i++)
        {
            if (again && targets.IndexOf(targets[i]) == i && IsActiveReal(targets[i]))
            {
                _grads[targets[i].Id] = outputs[i];
            }
            else
            {
                Accumulate(targets[i], outputs[i]);
            }
        }
    }

    /// <summary>
    /// <c>r = c ? f(x) : g(x)</c> becomes: in the arm taken, r̄ goes to what the arm yields, and the arm is undone.
    /// </summary>
    private void UndoIf(If branch)
    {
        Dictionary<int, Value> before = _grads;
        Value[] outer = Regions.Free(branch.Then).Concat(Regions.Free(branch.Else)).Where(IsActiveReal).Distinct().ToArray();
        (Region Region, Dictionary<int, Value> Grads) Arm(Region arm)
        {
            _grads = new Dictionary<int, Value>(before);
            _builder.Open();
            if (!arm.EndsInThrow)
            {
                for (int i = 0; i < branch.Outputs.Length; i++)
                {
                    if (before.TryGetValue(branch.Outputs[i].Id, out Value? grad))
                    {
                        Accumulate(arm.Yields[i], grad);
                    }
                }

                Shadows(arm);
                Undo(arm);
            }

            return (_builder.Close(), _grads);
        }

        (Region then, Dictionary<int, Value> thenGrads) = Arm(branch.Then);
        (Region otherwise, Dictionary<int, Value> elseGrads) = Arm(branch.Else);
        _grads = before;
        _builder.Origin = branch.Origin;

        var outputs = ImmutableArray.CreateBuilder<Value>();
        var thenYields = ImmutableArray.CreateBuilder<Value>();
        var elseYields = ImmutableArray.CreateBuilder<Value>();
        foreach (Value value in outer)
        {
            thenGrads.TryGetValue(value.Id, out Value? a);
            elseGrads.TryGetValue(value.Id, out Value? b);
            if (Equals(a, b))
            {
                continue;
            }

            Value output = NewGrad(value);
            outputs.Add(output);
            thenYields.Add(a ?? Zero(ref then));
            elseYields.Add(b ?? Zero(ref otherwise));
            _grads[value.Id] = output;

            Value Zero(ref Region region)
            {
                var constant = new Constant(branch.Origin, _builder.New(value.Type), "0");
                region = region with { Ops = region.Ops.Insert(0, constant) };
                return constant.Result;
            }
        }

        if (outputs.Count == 0 && then.Ops.IsEmpty && otherwise.Ops.IsEmpty)
        {
            return;
        }

        _builder.Add(new If(branch.Origin, outputs.ToImmutable(), branch.Condition, then with { Yields = thenYields.ToImmutable() }, otherwise with { Yields = elseYields.ToImmutable() }) { Mirror = -branch.Mirror });
    }

    /// <summary>
    /// The body undone: it takes the gradients of what the iteration hands on, and of what it reads from outside, and gives them as they
    /// are before the iteration.
    /// </summary>
    private (Region Body, ImmutableArray<Value> Initial, ImmutableArray<Value> Carried, ImmutableArray<Value> Outputs) UndoBody(Region body, ImmutableArray<Value> outputs, ImmutableArray<Value> initial, ImmutableArray<Value> carried)
    {
        int[] active = Enumerable.Range(0, carried.Length).Where(i => IsActiveReal(carried[i])).ToArray();
        var inside = new HashSet<int>(carried.Select(c => c.Id));
        Value[] outer = Regions.Free(body).Where(v => !inside.Contains(v.Id) && IsActiveReal(v)).ToArray();
        Dictionary<int, Value> before = _grads;

        var start = active.Select(i => GradOrZero(outputs[i])).Concat(outer.Select(GradOrZero)).ToImmutableArray();
        var arguments = active.Select(i => NewGrad(carried[i])).Concat(outer.Select(NewGrad)).ToImmutableArray();
        var results = active.Select(i => NewGrad(initial[i].Name is null ? carried[i] : initial[i])).Concat(outer.Select(NewGrad)).ToImmutableArray();

        _grads = [];
        for (int k = 0; k < outer.Length; k++)
        {
            _grads[outer[k].Id] = arguments[active.Length + k];
        }

        _builder.Open();
        Shadows(body);
        for (int k = 0; k < active.Length; k++)
        {
            Accumulate(body.Yields[active[k]], arguments[k]);
        }

        Undo(body);
        Region undone = _builder.Close();

        // The gradients after the body: of the carried values as the iteration found them, and of the outer ones.
        var tail = new List<Op>();
        Value AtStart(Value value)
        {
            if (_grads.TryGetValue(value.Id, out Value? grad))
            {
                return grad;
            }

            var zero = new Constant(_builder.Origin, _builder.New(value.Type), "0");
            tail.Add(zero);
            return zero.Result;
        }

        ImmutableArray<Value> yields = active.Select(i => AtStart(carried[i])).Concat(outer.Select(AtStart)).ToImmutableArray();
        undone = new Region(undone.Ops.AddRange(tail), yields);

        _grads = before;
        return (undone, start, arguments, results);
    }

    /// <summary>Behind the loop: the gradients of carried values go to their initial values, those of outer values stand in place of what they were.</summary>
    private void Finish(ImmutableArray<Value> results, ImmutableArray<Value> initial, ImmutableArray<Value> carried, Region body)
    {
        int[] active = Enumerable.Range(0, carried.Length).Where(i => IsActiveReal(carried[i])).ToArray();
        var inside = new HashSet<int>(carried.Select(c => c.Id));
        Value[] outer = Regions.Free(body).Where(v => !inside.Contains(v.Id) && IsActiveReal(v)).ToArray();
        for (int k = 0; k < outer.Length; k++)
        {
            _grads[outer[k].Id] = results[active.Length + k];
        }

        for (int k = 0; k < active.Length; k++)
        {
            Accumulate(initial[active[k]], results[k]);
        }
    }

    private void UndoFor(For loop)
    {
        int origin = loop.Origin;
        if (loop.Exit >= 0 || !Steps.IsUnit(_function.Body, loop.Step))
        {
            UndoCounted(loop, loop.Outputs, loop.Initial, loop.Carried, loop.Body);
            return;
        }

        (Region body, ImmutableArray<Value> initial, ImmutableArray<Value> carried, ImmutableArray<Value> outputs) = UndoBody(loop.Body, loop.Outputs, loop.Initial, loop.Carried);
        _builder.Origin = origin;
        Value index = _builder.New(loop.Index.Type, loop.Index.Name);
        bool up = loop.Comparison[0] == '<';
        bool inclusive = loop.Comparison.Length == 2;
        Value last = inclusive
            ? loop.Bound
            : _builder.Pure(loop.Index.Type, up ? "{0} - {1}" : "{0} + {1}", Precedences.Additive, NotBeyond(loop, up), _builder.Int(1));
        Value back = _builder.Pure(loop.Step.Type, "-{0}", Precedences.Unary, loop.Step);
        _builder.Add(new For(origin, outputs, index, last, loop.Start, up ? ">=" : "<=", back, initial, carried, body, -1) { Mirror = -loop.Mirror });
        Finish(outputs, loop.Initial, loop.Carried, loop.Body);
    }

    /// <summary>The bound, or the start where that lies beyond it: one less, or more, cannot wrap round. A length needs no such care.</summary>
    private Value NotBeyond(For loop, bool up) => _lengths.Contains(loop.Bound.Id)
        ? loop.Bound
        : _builder.Pure(loop.Index.Type, up ? "global::System.Math.Max({0}, {1})" : "global::System.Math.Min({0}, {1})", Precedences.Call, loop.Start, loop.Bound);

    private void UndoWhile(While loop) => UndoCounted(loop, loop.Outputs, loop.Initial, loop.Carried, loop.Body);

    /// <summary>A loop that counted its iterations: as many, the other way.</summary>
    private void UndoCounted(Op loop, ImmutableArray<Value> loopOutputs, ImmutableArray<Value> loopInitial, ImmutableArray<Value> loopCarried, Region loopBody)
    {
        (Region body, ImmutableArray<Value> initial, ImmutableArray<Value> carried, ImmutableArray<Value> outputs) = UndoBody(loopBody, loopOutputs, loopInitial, loopCarried);
        _builder.Origin = loop.Origin;
        Value iterations = loopOutputs[loopOutputs.Length - 1];
        Value index = _builder.New(IrType.Int, "iteration");
        Value one = _builder.Int(1), zero = _builder.Int(0), back = _builder.Int(-1);
        Value last = _builder.Pure(IrType.Int, "{0} - {1}", Precedences.Additive, iterations, one);
        _builder.Add(new For(loop.Origin, outputs, index, last, zero, ">=", back, initial, carried, body, -1) { Mirror = -loop.Mirror });
        Finish(outputs, loopInitial, loopCarried, loopBody);
    }
}
