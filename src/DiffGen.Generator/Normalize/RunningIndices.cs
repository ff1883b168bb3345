using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Normalize;

/// <summary>
/// <c>for (i = a; i &lt; b; i++) { … x[p] …; p += s; }</c> becomes <c>for (i = a; i &lt; b; i++) { … x[p + s * (i - a)] … } p += s * (b - a);</c>: what is counted need not be
/// handed from iteration to iteration, nor saved for the reverse sweep.
/// </summary>
internal sealed class RunningIndices
{
    private readonly IrFunction _function;
    private readonly IntegerForms _integers;
    private readonly IrBuilder _builder;

    private RunningIndices(IrFunction function)
    {
        _function = function;
        _integers = new IntegerForms(function);
        _builder = new IrBuilder(function.NextId);
    }

    /// <param name="function">A method.</param>
    /// <returns>It, without running indices in loops whose trip count is known.</returns>
    public static IrFunction Run(IrFunction function)
    {
        if (!IrRewriter.Walk(function.Body).Any(o => o is For loop && loop.Carried.Any(c => c.Type.Text == "int")))
        {
            return function;
        }

        var pass = new RunningIndices(function);
        Region body = pass.Visit(function.Body);
        return function.With(body, pass._builder.NextId);
    }

    private Region Visit(Region region)
    {
        _builder.Open();
        foreach (Op op in region.Ops)
        {
            switch (op)
            {
                case If branch:
                    _builder.Add(branch with { Then = Visit(branch.Then), Else = Visit(branch.Else) });
                    break;
                case While loop:
                    _builder.Add(loop with { Body = Visit(loop.Body) });
                    break;
                case For loop:
                    Counted(loop with { Body = Visit(loop.Body) });
                    break;
                default:
                    _builder.Add(op);
                    break;
            }
        }

        return _builder.Close(region.Yields);
    }

    private void Counted(For loop)
    {
        int[] running = loop.Exit >= 0 || !Steps.IsUnit(_function.Body, loop.Step) || loop.Index.Type.Text != "int" || _integers.UnitStep(loop) is null
            ? [] : [.. Enumerable.Range(0, loop.Carried.Length).Where(k => StepOf(loop, k) is not null)];
        if (running.Length == 0)
        {
            _builder.Add(loop);
            return;
        }

        _builder.Origin = loop.Origin;
        bool up = _integers.UnitStep(loop) > 0;
        var before = running.ToDictionary(k => k, k => StepOf(loop, k)!.Value);
        _builder.Open();
        Value passed = Moved(loop.Start, loop.Index, up);
        foreach (int k in running)
        {
            Advance(loop.Carried[k], loop.Initial[k], before[k], passed);
        }

        Region head = _builder.Close();
        int[] kept = [.. Enumerable.Range(0, loop.Carried.Length).Except(running)];
        _builder.Add(loop with
        {
            Carried = Pick(loop.Carried, kept),
            Initial = Pick(loop.Initial, kept),
            Outputs = Pick(loop.Outputs, kept),
            Body = new Region(head.Ops.AddRange(loop.Body.Ops), Pick(loop.Body.Yields, kept)),
        });
        Value end = loop.Comparison.Length == 1 ? loop.Bound : _builder.Pure(IrType.Int, up ? "{0} + {1}" : "{0} - {1}", Precedences.Additive, loop.Bound, _builder.Int(1));
        if (_integers.TripCountOf(loop) is not { } trips || !_integers.IsNotNegative(trips))
        {
            // There may be none.
            end = _builder.Pure(IrType.Int, up ? "global::System.Math.Max({0}, {1})" : "global::System.Math.Min({0}, {1})", Precedences.Call, loop.Start, end);
        }

        Value all = Moved(loop.Start, end, up);
        foreach (int k in running)
        {
            Advance(loop.Outputs[k], loop.Initial[k], before[k], all);
        }
    }

    /// <summary>How many iterations lie between two indices.</summary>
    private Value Moved(Value start, Value index, bool up) =>
        up && _integers.FormOf(start).Number == 0 ? index : _builder.Pure(IrType.Int, "{0} - {1}", Precedences.Additive, up ? index : start, up ? start : index);

    /// <summary>result = first ± step * iterations</summary>
    private void Advance(Value result, Value first, (Value Step, bool IsNegated) step, Value iterations)
    {
        long? number = _integers.FormOf(step.Step).Number;
        Value distance = number == 1 ? iterations : _builder.Pure(IrType.Int, "{0} * {1}", Precedences.Multiplicative, number is { } constant ? _builder.Int((int)constant) : step.Step, iterations);
        _builder.Add(new Opaque(_builder.Origin, result, step.IsNegated ? "{0} - {1}" : "{0} + {1}", ImmutableArray.Create(first, distance), Effect.Pure, Precedences.Additive));
    }

    /// <summary>What each iteration adds to a carried integer, where that is a value from before the loop or a constant.</summary>
    private (Value Step, bool IsNegated)? StepOf(For loop, int k)
    {
        if (loop.Carried[k].Type.Text != "int" || loop.Body.Ops.FirstOrDefault(o => o.Results.Contains(loop.Body.Yields[k])) is not Opaque { Effect: Effect.Pure, Template: "{0} + {1}" or "{0} - {1}" } next || !next.Arguments[0].Equals(loop.Carried[k]))
        {
            return null;
        }

        Value step = next.Arguments[1];
        return step.Type.Text == "int" && (_integers.FormOf(step).Number is >= int.MinValue and <= int.MaxValue || !IsInside(loop, step)) ? (step, next.Template[4] == '-') : null;
    }

    private static bool IsInside(For loop, Value value) => loop.Index.Equals(value) || loop.Carried.Contains(value) || IrRewriter.Walk(loop.Body).Any(o => o.Results.Contains(value));

    private static ImmutableArray<Value> Pick(ImmutableArray<Value> values, int[] kept) => kept.Select(k => values[k]).ToImmutableArray();
}
