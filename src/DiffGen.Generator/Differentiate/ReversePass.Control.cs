using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Differentiate;

/// <summary>Branches and loops, undone.</summary>
internal sealed partial class ReversePass
{
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
