using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Analysis;

/// <summary>
/// Where sites are ends, it matters when a buffer is read: behind a site of the whole of it, what it holds is constant until an active value is stored
/// again. So the roots that hold active values are followed in the order of the program; elsewhere a root that ever holds one always does.
/// </summary>
internal sealed partial class Activity
{
    private readonly Dictionary<int, IReadOnlyCollection<int>> _atEntry = [];
    private HashSet<int> _held = [];

    /// <summary>The roots that may hold active values when an iteration of a numbered loop begins.</summary>
    public IReadOnlyCollection<int> HeldAtEntry(Op loop) => _atEntry.TryGetValue(loop.Mirror, out IReadOnlyCollection<int>? held) ? held : [];

    private bool HoldsActive(Value buffer) => IsActive(buffer) && (_nodes != NodeView.Ends || _held.Contains(_buffers.RootOf(buffer)));

    private void Begin() => _held = [.. _function.Parameters.Where(p => p.IsActive && p.Value.Type.IsBuffer && _nodes != NodeView.Sources).Select(p => _buffers.RootOf(p.Value))];

    /// <summary>The buffer may hold an active value from here on.</summary>
    private void Store(Value buffer)
    {
        _roots.Add(_buffers.RootOf(buffer));
        _held.Add(_buffers.RootOf(buffer));
    }

    /// <summary>The whole of the buffer is constant from here on; of a part that is not said.</summary>
    private void Cool(Value buffer)
    {
        if (_nodes == NodeView.Ends && IsWhole(buffer))
        {
            _held.Remove(_buffers.RootOf(buffer));
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

        while (IrRewriter.Walk(_function.Body).FirstOrDefault(o => o.Results.Contains(buffer)) is View view)
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
        HashSet<int> before = [.. _held];
        Visit(branch.Then);
        HashSet<int> then = _held;
        _held = before;
        Visit(branch.Else);
        _held.UnionWith(then);
    }

    /// <summary>What an iteration leaves is what the next one finds.</summary>
    private void VisitIterations(Op loop, Region body)
    {
        int entered;
        do
        {
            HashSet<int> entry = [.. _held];
            entered = entry.Count;
            Visit(body);
            _held.UnionWith(entry);
        }
        while (_held.Count != entered);
        _atEntry[loop.Mirror] = [.. _held];
    }
}
