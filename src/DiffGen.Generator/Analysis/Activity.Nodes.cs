using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Analysis;

/// <summary>
/// Where sites are ends, or buffers are written over, it matters when a buffer is read: behind a site of the whole of it, what it holds is constant until an active value is stored
/// again, and so a part of one. So the roots that hold active values are followed in the order of the program, with the part that they went to; elsewhere a root that ever holds one always does.
/// </summary>
internal sealed partial class Activity
{
    private readonly Dictionary<int, IReadOnlyCollection<int>> _atEntry = [], _atExit = [];

    /// <summary>The part of memory that is not known by one name.</summary>
    private const int SomePart = -1;

    private HashSet<(int Root, int Part)> _held = [];
    private Dictionary<int, Op>? _definitions;

    /// <summary>The roots that may hold active values when an iteration of a numbered loop begins.</summary>
    public IReadOnlyCollection<int> HeldAtEntry(Op loop) => _atEntry.TryGetValue(loop.Mirror, out IReadOnlyCollection<int>? held) ? held : [];

    /// <summary>The roots that may hold active values when an iteration of a numbered loop has run, whatever they held before.</summary>
    public IReadOnlyCollection<int> HeldAtExit(Op loop) => _atExit.TryGetValue(loop.Mirror, out IReadOnlyCollection<int>? held) ? held : [];

    private bool IsInOrder => _nodes is NodeView.Ends or NodeView.Overwritten;

    /// <summary>What depends smoothly on what some roots hold when a part of the method begins, in one run of that part: until they are written over.</summary>
    /// <param name="function">The method.</param>
    /// <param name="part">A part of it.</param>
    /// <param name="roots">The roots.</param>
    public static Activity From(IrFunction function, Region part, IReadOnlyCollection<int> roots)
    {
        var activity = new Activity(function, NodeView.Overwritten);
        activity._roots.UnionWith(roots);
        int before;
        do
        {
            before = activity._values.Count + activity._roots.Count;
            activity._held = [.. roots.Select(r => (r, SomePart))];
            activity.Visit(part);
        }
        while (activity._values.Count + activity._roots.Count != before);
        return activity;
    }

    private bool HoldsActive(Value buffer) => IsActive(buffer) && (!IsInOrder || Holds(_buffers.RootOf(buffer)));

    private bool Holds(int root) => _held.Any(h => h.Root == root);

    private void Begin() => _held = [.. _function.Parameters.Where(p => p.IsActive && p.Value.Type.IsBuffer && _nodes != NodeView.Sources).Select(p => (_buffers.RootOf(p.Value), SomePart))];

    /// <summary>The buffer may hold an active value from here on.</summary>
    private void Store(Value buffer)
    {
        _roots.Add(_buffers.RootOf(buffer));
        _held.Add((_buffers.RootOf(buffer), PartOf(buffer)));
    }

    /// <summary>The buffer is constant from here on: all memory of its root, or what went to this part by its name.</summary>
    private void Cool(Value buffer)
    {
        int root = _buffers.RootOf(buffer), part = PartOf(buffer);
        if (IsInOrder)
        {
            _held.RemoveWhere(h => h.Root == root && (part == SomePart ? IsWhole(buffer) : h.Part == part));
        }
    }

    /// <summary>The view that the buffer is, under its first name, where it is a part made in one place.</summary>
    private int PartOf(Value buffer)
    {
        while (IsInOrder && Definition(buffer) is View view && view.Buffer.Type.Buffer != BufferKind.Jagged)
        {
            if (view.Start is not null || view.Length is not null)
            {
                return buffer.Id;
            }

            buffer = view.Buffer;
        }

        return SomePart;
    }

    /// <summary>What goes by the names of a region is known by none behind it, nor in its next run.</summary>
    private void Leave(Region region)
    {
        var names = new HashSet<int>(IrRewriter.Walk(region).SelectMany(o => o.Results).Where(r => r.Type.IsBuffer).Select(r => r.Id));
        foreach ((int Root, int Part) held in _held.Where(h => names.Contains(h.Part)).ToArray())
        {
            _held.Remove(held);
            _held.Add((held.Root, SomePart));
        }
    }

    /// <summary>The buffer is all memory of its root: the one place where that is made, or another view of the whole.</summary>
    private bool IsWhole(Value buffer)
    {
        int root = _buffers.RootOf(buffer);
        if (_buffers.Sources(root).Take(2).Count() != 1 || IrRewriter.Walk(_function.Body).Any(o => o is If branch && branch.Outputs.Any(v => v.Type.IsBuffer && _buffers.RootOf(v) == root)))
        {
            return false;
        }

        while (Definition(buffer) is View view)
        {
            if (view.Start is not null || view.Length is not null || view.Buffer.Type.Buffer == BufferKind.Jagged)
            {
                return false;
            }

            buffer = view.Buffer;
        }

        return true;
    }

    private void VisitArms(If branch)
    {
        HashSet<(int, int)> before = [.. _held];
        Visit(branch.Then);
        Leave(branch.Then);
        HashSet<(int, int)> then = _held;
        _held = before;
        Visit(branch.Else);
        Leave(branch.Else);
        _held.UnionWith(then);
    }

    /// <summary>What an iteration leaves is what the next one finds.</summary>
    private void VisitIterations(Op loop, Region body)
    {
        int entered;
        do
        {
            HashSet<(int, int)> entry = [.. _held];
            entered = entry.Count;
            Visit(body);
            Leave(body);
            _atExit[loop.Mirror] = [.. _held.Select(h => h.Root)];
            _held.UnionWith(entry);
        }
        while (_held.Count != entered);
        _atEntry[loop.Mirror] = [.. _held.Select(h => h.Root)];
        CoolWritten(loop, body);
    }

    /// <summary>A loop that certainly writes every element of a buffer, and nothing active to it, leaves it constant: <c>for (int i = 0; i &lt; n; i++) h[i] = …</c>.</summary>
    private void CoolWritten(Op loop, Region body)
    {
        if (!IsInOrder || loop is not For { Exit: < 0, Comparison: "<" } counted || TextOf(counted.Start) != "0" || TextOf(counted.Step) != "1" || body.EndsInThrow)
        {
            return;
        }

        foreach (Store store in body.Ops.OfType<Store>().Where(s => !s.Adds && s.Leaf < 0 && s.Index.Equals(counted.Index) && IsLengthOf(counted.Bound, s.Buffer)))
        {
            int root = _buffers.RootOf(store.Buffer);
            if (!IrRewriter.Walk(body).Any(o => WritesActive(o, root)))
            {
                Cool(store.Buffer);
            }
        }
    }

    /// <summary>Something active may go to the root by this operation.</summary>
    private bool WritesActive(Op op, int root) => op switch
    {
        Store store => _buffers.RootOf(store.Buffer) == root && IsActive(store.Stored),
        Fill { Filler: { } filler } fill => _buffers.RootOf(fill.Buffer) == root && IsActive(filler),
        Copy copy => _buffers.RootOf(copy.Destination) == root,
        Call or Opaque { Effect: Effect.Unknown } => op.Operands.Any(o => o.Type.IsBuffer && _buffers.RootOf(o) == root),
        _ => false,
    };

    private string? TextOf(Value value) => (Definition(value) as Constant)?.Text;

    private Op? Definition(Value value)
    {
        _definitions ??= IrRewriter.Walk(_function.Body).SelectMany(o => o.Results.Select(r => (r.Id, Op: o))).ToDictionary(d => d.Id, d => d.Op);
        return _definitions.TryGetValue(value.Id, out Op? definition) ? definition : null;
    }

    /// <summary>The number is the length that the buffer, all memory of its root, was made with.</summary>
    private bool IsLengthOf(Value length, Value buffer)
    {
        if (!IsWhole(buffer))
        {
            return false;
        }

        int root = _buffers.RootOf(buffer);
        return (_buffers.Sources(root).Single() is Allocate made && made.Length.Equals(length))
            || (Definition(length) is Opaque { Effect: Effect.Pure, Template: "{0}.Length" } asked && _buffers.RootOf(asked.Arguments[0]) == root && IsWhole(asked.Arguments[0]));
    }
}
