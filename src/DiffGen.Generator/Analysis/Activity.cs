using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Analysis;

/// <summary>An operation that an active value may not enter.</summary>
internal sealed record Refusal(int Origin, string? Escape, string Template);

/// <summary>What a node site is to an analysis.</summary>
internal enum NodeView
{
    /// <summary>The identity.</summary>
    Identity,

    /// <summary>The end of every path from a parameter: its result is a constant. A buffer stays active, since it may hold other things as well.</summary>
    Ends,

    /// <summary>Where all activity begins; parameters are constants.</summary>
    Sources,

    /// <summary>The identity, in a part of a method where what some buffers hold is active until it is written over.</summary>
    Overwritten,
}

/// <summary>
/// Which values depend smoothly on the active parameters. A value is active when a primitive with a derivative makes it of an active
/// one; a buffer when an active value may be stored in it. A side table: the IR stays as it is.
/// </summary>
internal sealed partial class Activity
{
    private readonly HashSet<int> _values = [];
    private readonly HashSet<int> _roots = [];
    private readonly BufferRoots _buffers;
    private readonly IrFunction _function;

    private readonly NodeView _nodes;

    private Activity(IrFunction function, NodeView nodes)
    {
        _function = function;
        _nodes = nodes;
        _buffers = new BufferRoots(function);
    }

    /// <param name="function">The method.</param>
    /// <param name="nodes">What a node site is.</param>
    /// <param name="also">Numbers that are active besides.</param>
    public static Activity Of(IrFunction function, NodeView nodes = NodeView.Identity, params Value[] also)
    {
        var activity = new Activity(function, nodes);
        activity._values.UnionWith(also.Select(v => v.Id));
        foreach (IrParameter parameter in function.Parameters)
        {
            if (parameter.IsActive && nodes != NodeView.Sources)
            {
                if (parameter.Value.Type.IsBuffer)
                {
                    activity.Store(parameter.Value);
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
            activity.Begin();
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
                case Opaque { Pullback: { } pullback, Result: { } result } opaque when opaque.Arguments.Where((a, i) => pullback.Parts[i] is not null && IsActive(a)).Any():
                    Mark(result);
                    break;
                case NodeSite { Result: null } site when _nodes == NodeView.Ends:
                    Cool(site.Node);
                    break;
                case NodeSite site when _nodes == NodeView.Sources || (_nodes == NodeView.Identity && IsActive(site.Node)):
                    Mark(site.Result ?? site.Node);
                    break;
                case NodeSite { Result: { } same } site when _nodes == NodeView.Overwritten && IsActive(site.Node):
                    Mark(same);
                    break;
                case Load load when load.IsDifferentiable && HoldsActive(load.Buffer):
                    _values.Add(load.Result.Id);
                    break;
                case Store store when IsActive(store.Stored):
                    Store(store.Buffer);
                    break;
                case Fill { Filler: { } filler } fill when IsActive(filler):
                    Store(fill.Buffer);
                    break;
                case Fill fill:
                    Cool(fill.Buffer);
                    break;
                case Copy copy when HoldsActive(copy.Source):
                    Store(copy.Destination);
                    break;
                case Opaque { IsNodeCredit: true } credit when IsActive(credit.Arguments[2]):
                    Mark(credit.Arguments[1]);
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
                    VisitArms(branch);
                    for (int i = 0; i < branch.Outputs.Length; i++)
                    {
                        if (IsActive(branch.Then.Yields[i]) || IsActive(branch.Else.Yields[i]))
                        {
                            Mark(branch.Outputs[i]);
                        }
                    }

                    break;
                case For loop:
                    VisitLoop(loop, loop.Outputs, loop.Initial, loop.Carried, loop.Body);
                    break;
                case While loop:
                    VisitLoop(loop, loop.Outputs, loop.Initial, loop.Carried, loop.Body);
                    Visit(loop.Condition);
                    break;
            }
        }
    }

    private void VisitLoop(Op loop, ImmutableArray<Value> outputs, ImmutableArray<Value> initial, ImmutableArray<Value> carried, Region body)
    {
        for (int i = 0; i < carried.Length; i++)
        {
            if (IsActive(initial[i]) || IsActive(body.Yields[i]))
            {
                Mark(carried[i]);
                Mark(outputs[i]);
            }
        }

        VisitIterations(loop, body);
    }

    private void Mark(Value value)
    {
        if (value.Type.IsRealBuffer)
        {
            Store(value);
        }
        else if (value.Type.IsReal)
        {
            _values.Add(value.Id);
        }
    }
}
