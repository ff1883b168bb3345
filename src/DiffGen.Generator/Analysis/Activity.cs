using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Analysis;

/// <summary>An operation that an active value may not enter.</summary>
internal sealed record Refusal(int Origin, string? Escape, string Template);

/// <summary>
/// Which values depend smoothly on the active parameters. A value is active when a primitive with a derivative makes it of an active
/// one; a buffer when an active value may be stored in it. A side table: the IR stays as it is.
/// </summary>
internal sealed class Activity
{
    private readonly HashSet<int> _values = [];
    private readonly HashSet<int> _roots = [];
    private readonly BufferRoots _buffers;
    private readonly IrFunction _function;

    private Activity(IrFunction function)
    {
        _function = function;
        _buffers = new BufferRoots(function);
    }

    public static Activity Of(IrFunction function)
    {
        var activity = new Activity(function);
        foreach (IrParameter parameter in function.Parameters)
        {
            if (parameter.IsActive)
            {
                if (parameter.Value.Type.IsBuffer)
                {
                    activity._roots.Add(activity._buffers.RootOf(parameter.Value));
                }
                else
                {
                    activity._values.Add(parameter.Value.Id);
                }
            }
        }

        int before;
        do
        {
            before = activity._values.Count + activity._roots.Count;
            activity.Visit(function.Body);
        }
        while (activity._values.Count + activity._roots.Count != before);
        return activity;
    }

    public bool IsActive(Value value) => value.Type.IsRealBuffer ? _roots.Contains(_buffers.RootOf(value)) : _values.Contains(value.Id);

    public BufferRoots Buffers => _buffers;

    /// <summary>Operations without a rule that an active value enters, and active values stored where no derivative follows.</summary>
    public IEnumerable<Refusal> Refusals()
    {
        for (int i = 0; i < _function.Outputs.Length; i++)
        {
            Value given = _function.Body.Yields[i];
            if (_function.Outputs[i] is { NoDiff: true, Type.IsReal: true, Argument: >= 0 } output && _function.Arguments[output.Argument].NoDiff && IsActive(given))
            {
                int origin = IrRewriter.Walk(_function.Body).FirstOrDefault(o => o.Results.Contains(given))?.Origin ?? -1;
                yield return new Refusal(origin, "the [NoDiff] parameter '" + _function.Arguments[output.Argument].Name.TrimStart('@') + "'", "");
            }
        }

        var constants = new HashSet<int>(_function.Parameters.Where(p => p.Value.Type.IsRealBuffer && !p.IsActive).Select(p => _buffers.RootOf(p.Value)));
        foreach (Op op in IrRewriter.Walk(_function.Body))
        {
            switch (op)
            {
                case Opaque { Active: ActiveOperands.Refused } opaque when opaque.Arguments.Any(IsActive):
                    yield return new Refusal(op.Origin, opaque.Escape, opaque.Called ?? opaque.Template);
                    break;
                case Store store when IsActive(store.Stored) && IsOutside(store.Buffer):
                case Fill { Filler: { } filler } fill when IsActive(filler) && IsOutside(fill.Buffer):
                case Copy copy when IsActive(copy.Source) && IsOutside(copy.Destination):
                    yield return new Refusal(op.Origin, "a buffer that counts as a constant", "");
                    break;
            }
        }

        // Memory that the caller, or someone else, sees without a gradient beside it.
        bool IsOutside(Value buffer)
        {
            int root = _buffers.RootOf(buffer);
            return !buffer.Type.IsRealBuffer || constants.Contains(root) || _buffers.Sources(root).Any(s => s is Opaque);
        }
    }

    private void Visit(Region region)
    {
        foreach (Op op in region.Ops)
        {
            switch (op)
            {
                case Apply apply:
                    ImmutableArray<Formula?> partials = PrimitiveTable.Get(apply.Primitive).Partials;
                    if (apply.Arguments.Where((a, i) => partials[i] is not null && IsActive(a)).Any())
                    {
                        _values.Add(apply.Result.Id);
                    }

                    break;
                case Load load when load.IsDifferentiable && IsActive(load.Buffer):
                    _values.Add(load.Result.Id);
                    break;
                case Store store when IsActive(store.Stored):
                    _roots.Add(_buffers.RootOf(store.Buffer));
                    break;
                case Fill { Filler: { } filler } fill when IsActive(filler):
                    _roots.Add(_buffers.RootOf(fill.Buffer));
                    break;
                case Copy copy when IsActive(copy.Source):
                    _roots.Add(_buffers.RootOf(copy.Destination));
                    break;
                case Opaque { IsLinear: true } linear when linear.Arguments.Any(IsActive):
                    foreach (Value value in linear.Results.Concat(linear.Arguments))
                    {
                        Mark(value);
                    }

                    break;
                case Pop pop when !pop.IsContent || pop.IsActive:
                    Mark(pop.Result);
                    break;
                case Call call when call.Mode != CallMode.Primal || call.Arguments.Any(IsActive):
                    foreach (Value value in call.Outputs.Concat(call.Arguments.Where(a => a.Type.Buffer is BufferKind.Span or BufferKind.Array or BufferKind.Matrix or BufferKind.Jagged)))
                    {
                        Mark(value);
                    }

                    break;
                case If branch:
                    Visit(branch.Then);
                    Visit(branch.Else);
                    for (int i = 0; i < branch.Outputs.Length; i++)
                    {
                        if (IsActive(branch.Then.Yields[i]) || IsActive(branch.Else.Yields[i]))
                        {
                            Mark(branch.Outputs[i]);
                        }
                    }

                    break;
                case For loop:
                    VisitLoop(loop.Outputs, loop.Initial, loop.Carried, loop.Body);
                    break;
                case While loop:
                    VisitLoop(loop.Outputs, loop.Initial, loop.Carried, loop.Body);
                    Visit(loop.Condition);
                    break;
            }
        }
    }

    private void VisitLoop(ImmutableArray<Value> outputs, ImmutableArray<Value> initial, ImmutableArray<Value> carried, Region body)
    {
        for (int i = 0; i < carried.Length; i++)
        {
            if (IsActive(initial[i]) || IsActive(body.Yields[i]))
            {
                Mark(carried[i]);
                Mark(outputs[i]);
            }
        }

        Visit(body);
    }

    private void Mark(Value value)
    {
        if (value.Type.IsRealBuffer)
        {
            _roots.Add(_buffers.RootOf(value));
        }
        else if (value.Type.IsReal)
        {
            _values.Add(value.Id);
        }
    }
}
