using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Checkpoint;

/// <summary>
/// Memory of the method's own that the reverse sweep leads back to what it held: <c>old = r[i]; r[i] = x;</c> is undone by <c>r[i] = old;</c>. What was read from
/// it between two writes is read once more, instead of being saved each time that it is read.
/// </summary>
/// <remarks>
/// The memory is an array or span of numbers that the method makes at its top and hands to nobody. A write is led back where something reads the memory before
/// it, or in a loop around both; such a write is a store to an element, and its reverse stands in the reverse sweep (<see cref="Op.Mirror"/>).
/// </remarks>
internal sealed class RestoredMemory
{
    private readonly BufferRoots _buffers;
    private readonly HashSet<int> _refused = [];
    private readonly Dictionary<int, List<Place>> _reads = [];
    private readonly Dictionary<int, List<(Op Op, Place Place)>> _writes = [];
    private readonly HashSet<int> _undone;

    /// <summary>Where an operation stands: its position, and the loops around it.</summary>
    private sealed record Place(int Position, ImmutableArray<Op> Loops);

    /// <param name="function">The method that was reversed.</param>
    /// <param name="backward">Its reverse sweep.</param>
    public RestoredMemory(IrFunction function, Region backward)
    {
        _buffers = new BufferRoots(function);
        _undone = [.. IrRewriter.Walk(backward).OfType<Store>().Where(s => s.Mirror < 0).Select(s => -s.Mirror)];
        var top = new HashSet<Op>(function.Body.Ops, ReferenceComparer.Instance);
        int position = 0;
        Visit(function.Body, ImmutableArray<Op>.Empty);
        _refused.UnionWith(function.Parameters.Select(p => p.Value).Concat(function.Body.Yields).Where(v => v.Type.IsBuffer).Select(_buffers.RootOf));

        void Visit(Region region, ImmutableArray<Op> loops)
        {
            foreach (Op op in region.Ops)
            {
                var place = new Place(++position, loops);
                switch (op)
                {
                    case Load load:
                        Add(_reads, load.Buffer, place);
                        break;
                    case Store store:
                        Add(_writes, store.Buffer, (store, place));
                        break;
                    case Fill fill:
                        Add(_writes, fill.Buffer, (fill, place));
                        break;
                    case Copy copy:
                        Add(_reads, copy.Source, place);
                        Add(_writes, copy.Destination, (copy, place));
                        break;
                    case Allocate allocate when !top.Contains(op) || allocate.HomeOf is not null || allocate.Memory == Memory.Tape || !IsPlain(allocate.Result.Type):
                        _refused.Add(_buffers.RootOf(allocate.Result));
                        break;
                    case Allocate or View or If:
                    case Opaque { Effect: Effect.Pure, Result.Type.IsUnmanaged: true }:
                        break;
                    default:
                        _refused.UnionWith(op.Operands.Concat(op.Results).Concat(IrRewriter.RegionArguments(op)).Where(v => v.Type.IsBuffer).Select(_buffers.RootOf));
                        break;
                }

                foreach (Region inner in IrRewriter.RegionsOf(op))
                {
                    Visit(inner, op is For or While ? loops.Add(op) : loops);
                }
            }
        }

        static bool IsPlain(IrType type) => type is { IsRealBuffer: true, Members: null, Buffer: BufferKind.Array or BufferKind.Span };

        void Add<T>(Dictionary<int, List<T>> places, Value buffer, T place)
        {
            int root = _buffers.RootOf(buffer);
            if (!places.TryGetValue(root, out List<T>? all))
            {
                places[root] = all = [];
            }

            all.Add(place);
        }
    }

    /// <summary>The memory that a value is of.</summary>
    public int RootOf(Value buffer) => _buffers.RootOf(buffer);

    /// <summary>Whether the memory can be led back.</summary>
    public bool IsPossible(int root) => !_refused.Contains(root) && _writes.TryGetValue(root, out List<(Op Op, Place Place)>? writes)
        && writes.All(w => !IsReadBefore(root, w.Place) || (w.Op is Store { Adds: false, Leaf: < 0 } store && _undone.Contains(store.Mirror)));

    /// <summary>The numbers of the stores that are led back.</summary>
    public HashSet<int> Stores(int root) => [.. _writes[root].Where(w => IsReadBefore(root, w.Place)).Select(w => w.Op.Mirror)];

    /// <summary>Whether something inside an operation writes the memory.</summary>
    public bool IsWritten(Op op, int root) => IrRewriter.Walk(new Region(ImmutableArray.Create(op), ImmutableArray<Value>.Empty)).Any(o => o switch
    {
        Store store => RootOf(store.Buffer) == root,
        Fill fill => RootOf(fill.Buffer) == root,
        Copy copy => RootOf(copy.Destination) == root,
        _ => false,
    });

    private bool IsReadBefore(int root, Place write) => _reads.TryGetValue(root, out List<Place>? reads)
        && reads.Any(r => r.Position < write.Position || r.Loops.Any(l => write.Loops.Contains(l, ReferenceComparer.Instance)));
}
