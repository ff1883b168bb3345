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
}
