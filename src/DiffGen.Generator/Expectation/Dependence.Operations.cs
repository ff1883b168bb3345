using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Expectation;

/// <summary>What each operation hands on.</summary>
internal sealed partial class Dependence
{
    private void Visit(Op op, int at, Marks control)
    {
        switch (op)
        {
            case Apply { Primitive: PrimitiveTable.Attach } attach:
                Join(In(_values, attach.Result.Id), attach.Arguments[1], at, null);
                break;
            case Apply apply:
                for (int k = 0; k < apply.Arguments.Length; k++)
                {
                    Join(In(_values, apply.Result.Id), apply.Arguments[k], at, Jumps(apply.Primitive, k) || (_isSecond && !SecondOrder.IsSmooth(apply.Primitive)) ? op : null);
                }

                break;
            case Opaque { Site: { } drawn } site:
                VisitSite(site, drawn, at);
                break;
            case Opaque opaque:
                VisitOpaque(opaque, at, control);
                break;
            case Call call when RuntimeCalls.IsKnown(call):
                {
                    Marks marks = RuntimeCalls.Filled(call) is null ? [] : new Marks(control);
                    for (int k = 0; k < call.Arguments.Length; k++)
                    {
                        Join(marks, call.Arguments[k], at, _runtime.IsContinuous(call, k) ? null : op);
                    }

                    foreach (Value result in call.Outputs)
                    {
                        Join(In(_values, result.Id), marks, null);
                    }

                    if (RuntimeCalls.Filled(call) is { } filled)
                    {
                        Write(filled, marks);
                    }

                    break;
                }

            case Call call:
                External(call, call.Arguments, call.Outputs, at, control, Effect.Unknown);
                break;
            case Load load:
                Marks loaded = In(_values, load.Result.Id);
                Join(loaded, load.Buffer, at, op, content: false);
                Join(loaded, In(_contents, _buffers.RootOf(load.Buffer)), null);
                Join(loaded, load.Index, at, op);
                break;
            case Store store:
                {
                    var marks = new Marks(control);
                    Join(marks, store.Stored, at, null);
                    Join(marks, store.Index, at, op);
                    Join(marks, store.Buffer, at, op, content: false);
                    Write(store.Buffer, marks);
                    break;
                }

            case Fill fill:
                {
                    var marks = new Marks(control);
                    Join(marks, fill.Buffer, at, op, content: false);
                    if (fill.Filler is not null)
                    {
                        Join(marks, fill.Filler, at, null);
                    }

                    Write(fill.Buffer, marks);
                    break;
                }

            case Copy copy:
                {
                    var marks = new Marks(control);
                    Join(marks, copy.Destination, at, op, content: false);
                    Join(marks, copy.Source, at, op, content: false);
                    Join(marks, In(_contents, _buffers.RootOf(copy.Source)), null);
                    Write(copy.Destination, marks);
                    break;
                }

            case Allocate allocate:
                Made(allocate.Result);
                Join(In(_values, allocate.Result.Id), allocate.Length, at, op);
                break;
            case View view:
                foreach (Value operand in view.Operands)
                {
                    Join(In(_values, view.Result.Id), operand, at, operand.Equals(view.Buffer) ? null : op, content: false);
                }

                break;
            case If branch:
                VisitBranch(branch, at, control);
                break;
            case For loop:
                {
                    Marks turns = [];
                    Join(turns, loop.Start, at, op);
                    Join(turns, loop.Bound, at, op);
                    Join(turns, loop.Step, at, op);
                    if (loop.Exit >= 0)
                    {
                        Join(turns, loop.Carried[loop.Exit], at, op);
                    }

                    Join(In(_values, loop.Index.Id), turns, null);
                    VisitLoop(op, at, control, turns, loop.Outputs, loop.Initial, loop.Carried, null, loop.Body);
                    break;
                }

            case While loop:
                VisitLoop(op, at, control, [], loop.Outputs, loop.Initial, loop.Carried, loop.Condition, loop.Body);
                break;
        }
    }

    /// <summary>A primitive that may jump where an argument of it moves.</summary>
    public static bool Jumps(string primitive, int argument) => PrimitiveTable.Get(primitive).Partials[argument] is null || s_jumps.Contains(primitive);

    private void VisitSite(Opaque site, IrSite drawn, int at)
    {
        _loopsOf[site.Result!.Id] = _loops;
        if (drawn.Strategy == "Stop")
        {
            _loopsOf.Remove(site.Result.Id);
            return;
        }

        if (drawn.Strategy == Alternatives.Done)
        {
            _loopsOf.Remove(site.Result.Id);
        }

        bool hasDensity = drawn.Strategy == Alternatives.Done || Distribution.Find(drawn.Distribution)!.IsDiscrete || _densities.Contains(site.Result.Id);
        foreach (Value parameter in site.Arguments.Take(Distribution.Find(drawn.Distribution)!.Parameters.Length))
        {
            Join(In(_values, site.Result.Id), parameter, at, null, isOpen: !hasDensity);
        }
    }

    private void VisitOpaque(Opaque opaque, int at, Marks control)
    {
        if (opaque is { Template: "{0}", Effect: Effect.Pure, Arguments.Length: 1 } && opaque.Result!.Type.IsReal)
        {
            return;
        }

        if (opaque.IsCheck)
        {
            return;
        }

        if (opaque.Pullback is { } pullback)
        {
            for (int k = 0; k < opaque.Arguments.Length; k++)
            {
                Join(In(_values, opaque.Result!.Id), opaque.Arguments[k], at, pullback.Parts[k] is null ? opaque : null, isOpen: !pullback.IsDensity);
            }

            return;
        }

        if (opaque is { Effect: Effect.Pure, Template: "{0}.Length" or "{0}.GetLength(0)" or "{0}.GetLength(1)" })
        {
            Join(In(_values, opaque.Result!.Id), opaque.Arguments[0], at, opaque, content: false);
            return;
        }

        External(opaque, opaque.Arguments, opaque.Results, at, control, opaque.Effect, opaque.WritesSpansOnly);
    }

    /// <summary>C# that is not looked into: what it gives depends on all that it is given, and, if it is not pure, on what earlier such C# was given.</summary>
    private void External(Op op, ImmutableArray<Value> arguments, ImmutableArray<Value> results, int at, Marks control, Effect effect, bool writesSpansOnly = false)
    {
        Marks marks = [];
        foreach (Value argument in arguments)
        {
            Join(marks, argument, at, op);
        }

        if (effect != Effect.Pure && !writesSpansOnly)
        {
            Join(marks, _hidden, op);
        }

        foreach (Value result in results)
        {
            Join(In(_values, result.Id), marks, null);
            if (result.Type.IsBuffer)
            {
                Made(result);
                Write(result, marks);
            }
        }

        if (effect == Effect.Unknown)
        {
            Join(marks, control, null);
            if (!writesSpansOnly)
            {
                Join(_hidden, marks, null, 0);
            }

            foreach (Value buffer in arguments.Where(a => a.Type.IsBuffer && !(writesSpansOnly && a.Type.Buffer == BufferKind.ReadOnlySpan)))
            {
                Write(buffer, marks);
            }
        }
    }

    private void VisitBranch(If branch, int at, Marks control)
    {
        Marks choice = [];
        Join(choice, branch.Condition, at, branch);
        Marks inner = With(control, choice);
        Visit(branch.Then, inner, at, CostTerms.Then);
        Visit(branch.Else, inner, at, CostTerms.Else);
        for (int k = 0; k < branch.Outputs.Length; k++)
        {
            Marks output = In(_values, branch.Outputs[k].Id);
            if (!branch.Then.EndsInThrow)
            {
                Join(output, branch.Then.Yields[k], at, null, content: false);
            }

            if (!branch.Else.EndsInThrow)
            {
                Join(output, branch.Else.Yields[k], at, null, content: false);
            }

            if (_agreement.Holds(branch, k))
            {
                // It crosses the boundary without a jump where the numbers do.
                Opaque comparison = _agreement.ComparisonOf(branch)!;
                Join(output, comparison.Arguments[0], _numbers[branch.Condition.Id], null);
                Join(output, comparison.Arguments[1], _numbers[branch.Condition.Id], null);
            }
            else
            {
                Join(output, choice, null);
            }
        }
    }

    private void VisitLoop(Op op, int at, Marks control, Marks turns, ImmutableArray<Value> outputs, ImmutableArray<Value> initial, ImmutableArray<Value> carried, Region? condition, Region body)
    {
        int level = _loops.Length;
        ImmutableArray<int> outside = _loops;
        _loops = _loops.Add(at);
        _loopAt[at] = op;
        if (condition is not null)
        {
            Visit(condition, control, at, CostTerms.Condition);
            Join(turns, condition.Yields[0], at, op);
        }

        Visit(body, With(control, turns), at, CostTerms.Body);
        _loops = outside;
        for (int k = 0; k < outputs.Length; k++)
        {
            foreach (Marks handed in new[] { In(_values, carried[k].Id), In(_values, outputs[k].Id) })
            {
                Join(handed, initial[k], at, null, level, content: false);
                if (!body.EndsInThrow)
                {
                    Join(handed, body.Yields[k], at, null, level, content: false);
                }
            }

            Join(In(_values, outputs[k].Id), turns, null, level);
        }
    }

    private Marks With(Marks control, Marks more)
    {
        var both = new Marks(control);
        Join(both, more, null);
        return both;
    }
}
