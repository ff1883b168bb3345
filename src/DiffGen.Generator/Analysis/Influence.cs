using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Analysis;

/// <summary>
/// What the results of a method (its result, what is passed out, the memory of its parameters, effects) may depend on: a walk backwards
/// from them. Smoothly: along operations that have a derivative there; what is left out has no influence on any derivative, which is a proof.
/// At all: along every operand, and the conditions and bounds of what is run.
/// </summary>
internal sealed class Influence
{
    private readonly HashSet<int> _values = [];
    private readonly HashSet<int> _roots = [];
    private readonly BufferRoots _buffers;
    private readonly bool _smooth;

    private Influence(BufferRoots buffers, bool smooth)
    {
        _buffers = buffers;
        _smooth = smooth;
    }

    /// <param name="function">The method.</param>
    /// <param name="buffers">Which of its buffers share memory.</param>
    /// <param name="smooth">Only along derivatives.</param>
    public static Influence Of(IrFunction function, BufferRoots buffers, bool smooth)
    {
        var influence = new Influence(buffers, smooth);
        for (int i = 0; i < function.Outputs.Length; i++)
        {
            if (!smooth || function.Outputs[i].IsActive)
            {
                influence.Add(function.Body.Yields[i]);
            }
        }

        // What is written is a result; a parameter that is only read is none.
        foreach (IrParameter parameter in function.Parameters.Where(p => p.IsWritable && (!smooth || p.IsActive)))
        {
            int root = buffers.RootOf(parameter.Value);
            if (IrRewriter.Walk(function.Body).Any(o => Written(o).Any(w => buffers.RootOf(w) == root)))
            {
                influence._roots.Add(root);
            }
        }

        int before;
        do
        {
            before = influence._values.Count + influence._roots.Count;
            influence.Visit(function.Body);
        }
        while (influence._values.Count + influence._roots.Count != before);
        return influence;
    }

    /// <param name="function">The method.</param>
    /// <param name="buffers">Which of its buffers share memory.</param>
    /// <param name="ends">What to walk back from, along derivatives, in the place of the results.</param>
    public static Influence On(IrFunction function, BufferRoots buffers, IEnumerable<Value> ends)
    {
        var influence = new Influence(buffers, smooth: true);
        influence.AddAll(ends);
        int before;
        do
        {
            before = influence._values.Count + influence._roots.Count;
            influence.Visit(function.Body);
        }
        while (influence._values.Count + influence._roots.Count != before);
        return influence;
    }

    /// <summary>A result may depend on the value, or on what a buffer of it holds.</summary>
    public bool Has(Value value) => value.Type.IsBuffer ? _roots.Contains(_buffers.RootOf(value)) : _values.Contains(value.Id);

    /// <summary>The buffers that an operation may write.</summary>
    private static IEnumerable<Value> Written(Op op) => op switch
    {
        Store store => [store.Buffer],
        Fill fill => [fill.Buffer],
        Copy copy => [copy.Destination],
        Call or Opaque { Effect: Effect.Unknown } => op.Operands.Where(o => o.Type.IsBuffer && o.Type.Buffer != BufferKind.ReadOnlySpan),
        _ => [],
    };

    private void Add(Value value)
    {
        if (value.Type.IsBuffer)
        {
            _roots.Add(_buffers.RootOf(value));
        }
        else
        {
            _values.Add(value.Id);
        }
    }

    private void AddAll(IEnumerable<Value> values)
    {
        foreach (Value value in values)
        {
            Add(value);
        }
    }

    private void Visit(Region region)
    {
        for (int i = region.Ops.Length - 1; i >= 0; i--)
        {
            Visit(region.Ops[i]);
        }
    }

    private void Visit(Op op)
    {
        switch (op)
        {
            case Apply apply when Has(apply.Result):
                AddAll(apply.Arguments.Where((_, k) => !_smooth || PrimitiveTable.Get(apply.Primitive).Partials[k] is not null));
                break;
            case Load load when Has(load.Result):
                if (!_smooth || load.IsDifferentiable || !load.Buffer.Type.IsRealBuffer)
                {
                    Add(load.Buffer);
                }

                Other(load.Index);
                break;
            case Store store when Has(store.Buffer):
                Add(store.Stored);
                Other(store.Index);
                break;
            case Fill { Filler: { } filler } fill when Has(fill.Buffer):
                Add(filler);
                break;
            case Copy copy when Has(copy.Destination):
                Add(copy.Source);
                break;
            case Opaque { Pullback: { } pullback } opaque when _smooth:
                if (opaque.Results.Any(Has))
                {
                    AddAll(opaque.Arguments.Where((_, k) => pullback.Parts[k] is not null));
                }

                break;
            case Opaque opaque when opaque.Effect == Effect.Unknown || opaque.Results.Any(Has):
                if (!_smooth || opaque.Active == ActiveOperands.Refused || opaque.IsLinear)
                {
                    AddAll(opaque.Arguments);
                }

                break;
            case Allocate allocate when Has(allocate.Result):
                Other(allocate.Length);
                break;
            case View view when Has(view.Result):
                view.Operands.Skip(1).ToList().ForEach(Other);
                break;
            case Call call:
                AddAll(call.Arguments);
                break;
            case If branch:
                for (int k = 0; k < branch.Outputs.Length; k++)
                {
                    if (Has(branch.Outputs[k]))
                    {
                        Add(branch.Then.Yields[k]);
                        Add(branch.Else.Yields[k]);
                    }
                }

                Visit(branch.Then);
                Visit(branch.Else);
                if (!_smooth && Matters(branch))
                {
                    Other(branch.Condition);
                }

                break;
            case For loop:
                VisitCarried(loop.Outputs, loop.Initial, loop.Carried, loop.Body);
                if (!_smooth && Matters(loop))
                {
                    Other(loop.Start);
                    Other(loop.Bound);
                    Other(loop.Step);
                }

                break;
            case While loop:
                VisitCarried(loop.Outputs, loop.Initial, loop.Carried, loop.Body);
                if (!_smooth && Matters(loop))
                {
                    Other(loop.Condition.Yields[0]);
                }

                Visit(loop.Condition);
                break;
        }
    }

    private void VisitCarried(IReadOnlyList<Value> outputs, IReadOnlyList<Value> initial, IReadOnlyList<Value> carried, Region body)
    {
        for (int k = 0; k < carried.Count; k++)
        {
            if (Has(outputs[k]) || Has(carried[k]))
            {
                Add(carried[k]);
                Add(initial[k]);
                Add(body.Yields[k]);
            }
        }

        Visit(body);
    }

    /// <summary>Whether it is run, or how often, shows in a result.</summary>
    private bool Matters(Op op) => op.Results.Any(Has)
        || IrRewriter.Inside(op).Any(o => o is Call or Opaque { Effect: Effect.Unknown } || o.Results.Any(Has) || Written(o).Any(Has));

    /// <summary>An operand through which no derivative goes.</summary>
    private void Other(Value value)
    {
        if (!_smooth)
        {
            Add(value);
        }
    }
}
