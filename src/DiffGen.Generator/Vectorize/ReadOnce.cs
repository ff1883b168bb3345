using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Vectorize;

/// <summary>
/// A number in memory that a loop does not write is read once in an iteration, and before the loop, where it is the same in all of them and the loop is known to run. The kernel may then leave with
/// an exception before it has done what the method does first: the columns run one by one then anyhow.
/// </summary>
internal sealed class ReadOnce
{
    private readonly KernelMemory _memory;
    private readonly Dictionary<int, int> _constants;
    private readonly Dictionary<int, Value> _same = [];

    private ReadOnce(Region kernel)
    {
        _memory = new KernelMemory(kernel);
        _constants = HeldElements.PlacesOf(kernel);
    }

    /// <param name="kernel">The body of a kernel.</param>
    public static Region Run(Region kernel) => new ReadOnce(kernel).Visit(kernel);

    private Value Of(Value value) => _same.TryGetValue(value.Id, out Value? same) ? same : value;

    private Region Visit(Region region)
    {
        var ops = new List<Op>();
        foreach (Op op in region.Ops)
        {
            Op visited = IrRewriter.Map(op, v => v, Visit);
            if (visited is For loop && _memory.WrittenBy(loop.Body) is { } written)
            {
                Region body = Read(loop.Body, written, []);
                HashSet<int> inside = KernelMemory.DefinedIn(loop with { Body = body });
                Op[] before = Runs(loop) ? [.. body.Ops.Where(o => IsRead(o, written) && o.Operands.All(v => !inside.Contains(v.Id)))] : [];
                ops.AddRange(before);
                visited = loop with { Body = body with { Ops = body.Ops.RemoveRange(before) } };
            }

            ops.Add(visited);
        }

        return region with { Ops = ops.ToImmutableArray() };
    }

    /// <summary>The loop has an iteration.</summary>
    private bool Runs(For loop) => loop is { Exit: < 0, Comparison: "<" } && _constants.TryGetValue(loop.Start.Id, out int start) && _constants.TryGetValue(loop.Bound.Id, out int bound) && start < bound;

    private bool IsRead(Op op, HashSet<int> written) => op is Load { Leaf: < 0, Result.Type.IsReal: true } load && _memory.RootOf(load.Buffer) is { } root && !written.Contains(root.Id);

    private Region Read(Region region, HashSet<int> written, Dictionary<(int Buffer, int Index), Value> read)
    {
        var ops = new List<Op>();
        foreach (Op op in region.Ops)
        {
            Op mapped = IrRewriter.Map(op, Of, r => Read(r, written, new(read)));
            if (IsRead(mapped, written))
            {
                var load = (Load)mapped;
                if (read.TryGetValue((load.Buffer.Id, load.Index.Id), out Value? known))
                {
                    _same[load.Result.Id] = known;
                    continue;
                }

                read[(load.Buffer.Id, load.Index.Id)] = load.Result;
            }

            ops.Add(mapped);
        }

        return new Region(ops.ToImmutableArray(), IrRewriter.Map(region.Yields, Of));
    }
}
