using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Analysis;

/// <summary>
/// What the noise of node sites reaches in a run with noise: by data, smoothly or not, and by control. Of a buffer, what it holds goes by its root; which memory it is, by its value.
/// </summary>
internal sealed class NodeInfluence
{
    private readonly HashSet<int> _values = [];
    private readonly HashSet<int> _roots = [];
    private readonly List<(Op Met, Op? Decision)> _uncertain = [];
    private readonly IrFunction _function;
    private readonly BufferRoots _buffers;

    private NodeInfluence(IrFunction function)
    {
        _function = function;
        _buffers = new BufferRoots(function);
    }

    public static NodeInfluence Of(IrFunction function)
    {
        var influence = new NodeInfluence(function);
        int before;
        do
        {
            before = influence._values.Count + influence._roots.Count;
            influence._uncertain.Clear();
            influence.Visit(function.Body, null);
        }
        while (influence._values.Count + influence._roots.Count != before);
        return influence;
    }

    /// <summary>Sites that noise may cause to be met another number of times, or in other memory, and what decides it: a branch or a loop; null for the site itself.</summary>
    public IReadOnlyList<(Op Site, Op? Decision)> Uncertain => _uncertain;

    /// <summary>The values that <c>Diff.Stop</c> is given and that noise reaches.</summary>
    public IEnumerable<Opaque> Stopped => IrRewriter.Walk(_function.Body).OfType<Opaque>().Where(o => o.IsStop && Has(o.Arguments[0]));

    /// <summary>Noise reaches the number, or what the buffer holds.</summary>
    public bool Has(Value value) => _values.Contains(value.Id) || (value.Type.IsBuffer && _roots.Contains(_buffers.RootOf(value)));

    private void Visit(Region region, Op? decision)
    {
        foreach (Op op in region.Ops)
        {
            Visit(op, decision);
        }
    }

    private void Visit(Op op, Op? decision)
    {
        bool reached = decision is not null || op.Operands.Any(Has);
        switch (op)
        {
            case NodeSite site:
                if (decision is not null || (site.Result is null && _values.Contains(site.Node.Id)))
                {
                    _uncertain.Add((site, decision));
                }

                Mark(site.Result ?? site.Node);
                break;
            case Store or Fill or Copy when reached:
                Mark(op is Store store ? store.Buffer : op is Fill fill ? fill.Buffer : ((Copy)op).Destination);
                break;
            case View view:
                // The content goes by the root; another part of it is another buffer.
                if (_values.Contains(view.Buffer.Id) || view.Operands.Skip(1).Any(Has))
                {
                    _values.Add(view.Result.Id);
                }

                break;
            case Opaque { Effect: Effect.Pure, Result: { } length } shape when IsShape(shape.Template):
                if (decision is not null || shape.Arguments.Any(a => _values.Contains(a.Id)))
                {
                    _values.Add(length.Id);
                }

                break;
            case Call or Opaque { Effect: Effect.Unknown } when reached:
                foreach (Value value in op.Results.Concat(op.Operands.Where(o => o.Type.IsBuffer)))
                {
                    Mark(value);
                }

                break;
            case If branch:
                Op? taken = Has(branch.Condition) ? branch : decision;
                Visit(branch.Then, taken);
                Visit(branch.Else, taken);
                for (int i = 0; i < branch.Outputs.Length; i++)
                {
                    Result(branch.Outputs[i], taken, branch.Then.Yields[i], branch.Else.Yields[i]);
                }

                break;
            case For loop:
                bool counts = Has(loop.Start) || Has(loop.Bound) || Has(loop.Step) || (loop.Exit >= 0 && Has(loop.Carried[loop.Exit]));
                Iterate(loop, counts ? loop : decision, loop.Outputs, loop.Initial, loop.Carried, loop.Body);
                break;
            case While loop:
                Op? ends = Has(loop.Condition.Yields[0]) ? loop : decision;
                Visit(loop.Condition, ends);
                Iterate(loop, ends, loop.Outputs, loop.Initial, loop.Carried, loop.Body);
                break;
            default:
                if (reached)
                {
                    foreach (Value result in op.Results)
                    {
                        Mark(result);
                        _values.Add(result.Id);
                    }
                }

                break;
        }
    }

    private void Iterate(Op loop, Op? decision, ImmutableArray<Value> outputs, ImmutableArray<Value> initial, ImmutableArray<Value> carried, Region body)
    {
        if (decision is not null && loop is For { Index: { } index })
        {
            _values.Add(index.Id);
        }

        for (int i = 0; i < carried.Length; i++)
        {
            Result(carried[i], decision, initial[i], body.Yields[i]);
            Result(outputs[i], decision, carried[i]);
        }

        Visit(body, decision);
    }

    /// <summary>It asks how long a buffer is, not what it holds.</summary>
    private static bool IsShape(string template) => template == "{0}.Length" || template.StartsWith("{0}.GetLength(", System.StringComparison.Ordinal);

    private void Result(Value result, Op? decision, params Value[] from)
    {
        if (decision is not null || from.Any(v => result.Type.IsBuffer ? _values.Contains(v.Id) : Has(v)))
        {
            _values.Add(result.Id);
        }
    }

    private void Mark(Value value)
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
}
