using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Expectation;

/// <summary>
/// Jumps whose place in a draw moves with a parameter: <c>u &lt; p</c> with a draw u, <c>x &gt; m</c>, <c>Floor(m + x)</c>. The expectation changes with the parameter by what crosses the jump, of
/// which neither the derivative of the simulated cost nor the score of the draw knows anything. A jump in the draw alone is the score's business, and one in the parameter alone is where it is.
/// </summary>
internal sealed class MovedJumps
{
    /// <summary>What a value is: it moves with a parameter at fixed draws; it has a density given the parameters; and the jump that it is behind.</summary>
    private readonly record struct Facts(bool Moves, bool IsSpread, Op? Jump)
    {
        public Facts Or(Facts other) => new(Moves || other.Moves, IsSpread || other.IsSpread, Jump ?? other.Jump);
    }

    private static readonly ImmutableHashSet<string> s_jumps = ImmutableHashSet.Create("Remainder", "IeeeRemainder", "Atan2", "Atan2Pi", "CopySign", "MaxMagnitude", "MinMagnitude", "MaxMagnitudeNumber", "MinMagnitudeNumber");

    private readonly Dictionary<int, Facts> _values = [];
    private readonly Dictionary<int, Facts> _contents = [];
    private readonly BufferRoots _buffers;
    private readonly Agreement _agreement;
    private readonly RuntimeCalls _runtime;
    private readonly IReadOnlyDictionary<string, IrFunction> _functions;
    private readonly HashSet<string> _open;
    private readonly bool _isSecond;
    private bool _changed;

    private MovedJumps(IrFunction function, IReadOnlyDictionary<string, IrFunction> functions, HashSet<string> open, bool isSecond)
    {
        _isSecond = isSecond;
        _buffers = new BufferRoots(function);
        _agreement = new Agreement(function, isSecond);
        _runtime = new RuntimeCalls(function);
        _functions = functions;
        _open = open;
    }

    /// <summary>The first such jump that a result depends on; null where there is none.</summary>
    /// <param name="function">A method with sampling sites.</param>
    /// <param name="functions">What it calls.</param>
    /// <param name="isSecond">Kinks count as jumps: the first derivative jumps there.</param>
    public static Op? In(IrFunction function, IReadOnlyDictionary<string, IrFunction> functions, bool isSecond = false)
    {
        var jumps = new MovedJumps(function, functions, [function.Key], isSecond);
        jumps.Run(function, function.Parameters.Select(p => new Facts(p.IsActive && p.Value.Type.Real != RealKind.None, false, null)).ToArray());
        return function.Body.Yields.Length == 0 ? null : jumps.Of(function.Body.Yields[0]).Jump;
    }

    private void Run(IrFunction function, Facts[] given)
    {
        for (int i = 0; i < function.Parameters.Length; i++)
        {
            Value parameter = function.Parameters[i].Value;
            (parameter.Type.IsBuffer ? _contents : _values)[parameter.Type.IsBuffer ? _buffers.RootOf(parameter) : parameter.Id] = given[i];
        }

        do
        {
            _changed = false;
            Visit(function.Body, null);
        }
        while (_changed);
    }

    private Facts Of(Value value)
    {
        Facts facts = _values.TryGetValue(value.Id, out Facts own) ? own : default;
        return value.Type.IsBuffer && _contents.TryGetValue(_buffers.RootOf(value), out Facts content) ? facts.Or(content) : facts;
    }

    private void Add(Dictionary<int, Facts> table, int id, Facts facts)
    {
        table.TryGetValue(id, out Facts before);
        Facts after = before.Or(facts);
        if (after.Moves != before.Moves || after.IsSpread != before.IsSpread || (after.Jump is null) != (before.Jump is null))
        {
            table[id] = after;
            _changed = true;
        }
    }

    private void Set(Value value, Facts facts) => Add(_values, value.Id, facts);

    private void Write(Value buffer, Facts facts) => Add(_contents, _buffers.RootOf(buffer), facts);

    private Facts Join(IEnumerable<Value> values) => values.Aggregate(default(Facts), (facts, v) => facts.Or(Of(v)));

    /// <summary>What comes out of a jump has neither a derivative nor a density.</summary>
    private static Facts Jumped(Op op, Facts facts) => new(false, false, facts.Jump ?? (facts.Moves && facts.IsSpread ? op : null));

    private void Visit(Region region, Op? behind)
    {
        foreach (Op op in region.Ops)
        {
            Visit(op, behind);
        }
    }

    private void Visit(Op op, Op? behind)
    {
        switch (op)
        {
            case Apply { Primitive: PrimitiveTable.Attach } attach:
                Set(attach.Result, Of(attach.Arguments[1]));
                break;
            case Apply apply:
                ImmutableArray<Formula?> partials = PrimitiveTable.Get(apply.Primitive).Partials;
                Facts smooth = Join(apply.Arguments.Where((_, k) => partials[k] is not null)), jumped = Jumped(op, Join(apply.Arguments));
                bool mayJump = s_jumps.Contains(apply.Primitive) || (_isSecond && !SecondOrder.IsSmooth(apply.Primitive)) || apply.Arguments.Where((_, k) => partials[k] is null).Any(a => Of(a) != default);
                Set(apply.Result, mayJump ? smooth.Or(jumped) : smooth);
                break;
            case Opaque { Site: { } drawn } site:
                Facts parameters = Join(site.Arguments);
                bool isDiscrete = Distribution.Find(drawn.Distribution)!.IsDiscrete;
                Set(site.Result!, new Facts(false, !isDiscrete, parameters.Jump));
                break;
            case Opaque { Template: "{0}", Effect: Effect.Pure, Arguments.Length: 1, Pullback: null, Result.Type.IsReal: true } stop:
                Set(stop.Result, Of(stop.Arguments[0]) with { Moves = false, Jump = null });
                break;
            case Opaque { Effect: Effect.Pure, Template: "{0}.Length" or "{0}.GetLength(0)" or "{0}.GetLength(1)" }:
                break;
            case Opaque opaque:
                Facts outcome = Jumped(op, Join(opaque.Arguments));
                foreach (Value result in opaque.Results)
                {
                    // Numbers that C# makes of others may have a density still.
                    Set(result, outcome with { IsSpread = result.Type.Real != RealKind.None && Join(opaque.Arguments).IsSpread });
                }

                break;
            case Call call:
                Visit(call, behind);
                break;
            case Load load:
                Facts at = Jumped(op, Of(load.Index));
                Set(load.Result, Of(load.Buffer).Or(at));
                break;
            case Store store:
                Write(store.Buffer, Of(store.Stored).Or(Jumped(op, Of(store.Index))).Or(new Facts(false, false, behind)));
                break;
            case Fill fill:
                Write(fill.Buffer, (fill.Filler is null ? default : Of(fill.Filler)).Or(new Facts(false, false, behind)));
                break;
            case Copy copy:
                Write(copy.Destination, Of(copy.Source).Or(new Facts(false, false, behind)));
                break;
            case View view:
                Set(view.Result, new Facts(false, false, Join(view.Operands.Where(v => !v.Type.IsBuffer)).Jump));
                break;
            case If branch:
                Op? chosen = Of(branch.Condition).Jump;
                Visit(branch.Then, chosen ?? behind);
                Visit(branch.Else, chosen ?? behind);
                for (int k = 0; k < branch.Outputs.Length; k++)
                {
                    Facts arms = (branch.Then.EndsInThrow ? default : Of(branch.Then.Yields[k])).Or(branch.Else.EndsInThrow ? default : Of(branch.Else.Yields[k]));
                    Set(branch.Outputs[k], _agreement.Holds(branch, k) ? arms : arms.Or(new Facts(false, false, chosen)));
                }

                break;
            case For loop:
                Loop(loop.Outputs, loop.Initial, loop.Carried, null, loop.Body, Join([loop.Start, loop.Bound, loop.Step, .. loop.Exit >= 0 ? new[] { loop.Carried[loop.Exit] } : []]).Jump, behind);
                break;
            case While loop:
                Loop(loop.Outputs, loop.Initial, loop.Carried, loop.Condition, loop.Body, Of(loop.Condition.Yields[0]).Jump, behind);
                break;
        }
    }

    private void Loop(ImmutableArray<Value> outputs, ImmutableArray<Value> initial, ImmutableArray<Value> carried, Region? condition, Region body, Op? turns, Op? behind)
    {
        if (condition is not null)
        {
            Visit(condition, behind);
        }

        Visit(body, turns ?? behind);
        for (int k = 0; k < outputs.Length; k++)
        {
            Facts handed = Of(initial[k]).Or(body.EndsInThrow ? default : Of(body.Yields[k]));
            Set(carried[k], handed);
            Set(outputs[k], handed.Or(new Facts(false, false, turns)));
        }
    }

    /// <summary>A call that is left: its body is looked into with what is known of its arguments. A recursive one is taken to be smooth.</summary>
    private void Visit(Call call, Op? behind)
    {
        Facts all = Join(call.Arguments);
        Op? jump = all.Jump;
        if (all is { Moves: true, IsSpread: true } && _functions.TryGetValue(call.Callee, out IrFunction? callee) && callee.Body.Ops.Length > 0 && callee.Parameters.Length == call.Arguments.Length && _open.Add(call.Callee))
        {
            var inner = new MovedJumps(callee, _functions, _open, _isSecond);
            inner.Run(callee, call.Arguments.Select(Of).ToArray());
            bool jumps = callee.Body.Yields.Any(v => inner.Of(v).Jump is not null) || callee.Parameters.Any(p => p.Value.Type.IsBuffer && inner.Of(p.Value).Jump is not null);
            _ = _open.Remove(call.Callee);
            jump ??= jumps ? call : null;
        }

        if (RuntimeCalls.IsKnown(call) && Join(call.Arguments.Where((_, k) => !_runtime.IsContinuous(call, k))) is { Moves: true, IsSpread: true })
        {
            // A density that ends where a parameter moves its end, or its value.
            jump ??= call;
        }

        foreach (Value output in call.Outputs)
        {
            Set(output, all with { Jump = jump });
        }

        foreach (Value buffer in call.Arguments.Where(a => a.Type.IsBuffer && a.Type.Buffer != BufferKind.ReadOnlySpan))
        {
            Write(buffer, all with { Jump = jump ?? behind });
        }
    }
}
