using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Vectorize;

/// <summary>The elements that a loop reads and writes.</summary>
internal sealed partial class InnerLoop
{
    private void Visit(Load load)
    {
        ElementAccess access = Access(load.Buffer, load.Index, null, load.Origin);
        _accesses[load] = access;
        if (access.Index.IsAlong)
        {
            Vary(load.Result, load.Origin);
        }
        else
        {
            _shared.Add(load);
        }
    }

    private void Visit(Store store)
    {
        ElementAccess access = Access(store.Buffer, store.Index, store, store.Origin);
        Fit(store.Stored, store.Origin);
        if (!store.Stored.Type.IsReal && (store.Adds || !access.Index.IsAlong || store.Stored.Type.Text is not ("int" or "bool")))
        {
            throw Obstacle(store.Origin, "it writes numbers that are not real", "write them in a loop of their own");
        }

        if (!access.Index.IsAlong && !store.Adds)
        {
            throw Obstacle(store.Origin, "every iteration overwrites the same element", "keep it in a variable, and write it behind the loop");
        }

        _accesses[store] = access;
    }

    private ElementAccess Access(Value buffer, Value index, Store? store, int origin)
    {
        if (IsInside(buffer))
        {
            throw Obstacle(origin, "each iteration takes a buffer of its own", "take it before the loop");
        }

        if (buffer.Type.Buffer is BufferKind.Matrix or BufferKind.Jagged)
        {
            throw Obstacle(origin, "it goes through an array of several dimensions", "use a span with computed indices");
        }

        if (!(buffer.Type.ElementType is { IsReal: true } or { Text: "bool" } || LaneTemplates.IsInteger(buffer.Type.ElementType)))
        {
            throw Obstacle(origin, "it reads elements of type '" + buffer.Type.Element.Replace("global::", "") + "'", "copy the numbers into a buffer before the loop");
        }

        if (index.Type.Text != "int" || AffineOrTerm(index) is not { } affine)
        {
            throw Obstacle(origin, "an index does not advance by one with the loop's", "lay out the elements in the order of the loop");
        }

        if (affine.Terms.Any(t => IsRead(t.Value)))
        {
            throw Obstacle(origin, "an index depends on what the loop reads from a buffer", "read it before the loop");
        }

        return new ElementAccess(buffer, affine, store, origin);
    }

    /// <summary>The value is computed in the loop from an element of a buffer.</summary>
    private bool IsRead(Value value) => _inside.Contains(value.Id) && IrRewriter.Walk(Loop.Body).First(o => o.Results.Contains(value)) is { } op && (op is not (Constant or Opaque { Effect: Effect.Pure }) || op.Operands.Any(IsRead));

    /// <summary>
    /// An element that one iteration writes, no other reads or writes: in one buffer the indices are the same, and two buffers lie apart, which is known or
    /// seen as the loop is entered. Sums may meet.
    /// </summary>
    private void FindDependences()
    {
        var apart = new List<(Value, Value)>();
        ElementAccess[] all = _accesses.Values.ToArray();
        foreach (ElementAccess written in all.Where(a => a.Store is not null))
        {
            // What is only added to may be added to in any order: each addition reads its elements when the one before has written.
            foreach (ElementAccess other in all.Where(a => !ReferenceEquals(a, written) && !(written.Store!.Adds && a is { Store.Adds: true })))
            {
                if (written.Buffer.Equals(other.Buffer))
                {
                    if (written.Index.IsAlong && Affine.Difference(written.Index, other.Index) is { Terms.IsEmpty: false })
                    {
                        // Two rows of a matrix: whether they meet is seen as the loop is entered.
                        if (!_distant.Any(d => d.Written.IsSame(written.Index) && d.Other.IsSame(other.Index)))
                        {
                            _distant.Add((written.Index, other.Index));
                        }
                    }
                    else if (!written.Index.IsAlong || !other.Index.IsSame(written.Index))
                    {
                        throw Obstacle(written.Origin, "one iteration may read or write an element of '" + (written.Buffer.Name ?? "a buffer") + "' that another writes", "write to another buffer");
                    }
                }
                else if (!_memory.AreApart(written.Buffer, other.Buffer) && !apart.Any(p => (p.Item1.Equals(written.Buffer) && p.Item2.Equals(other.Buffer)) || (p.Item2.Equals(written.Buffer) && p.Item1.Equals(other.Buffer))))
                {
                    if (written.Buffer.Type.Element != other.Buffer.Type.Element)
                    {
                        throw Obstacle(written.Origin, "'" + (written.Buffer.Name ?? "a buffer") + "' may lie in the memory of '" + (other.Buffer.Name ?? "another") + "'", "write to a buffer that the method makes");
                    }

                    apart.Add((written.Buffer, other.Buffer));
                }
            }
        }

        Apart = apart;
        FindMeeting(all.Where(a => a is { Store.Adds: true, Index.IsAlong: true }).ToArray());
        var ranges = new List<ElementAccess>();
        foreach (ElementAccess access in all.Where(a => !ranges.Any(r => r.Buffer.Equals(a.Buffer) && r.Index.IsSame(a.Index))))
        {
            ranges.Add(access);
        }

        Ranges = ranges;
        if (_real == RealKind.None)
        {
            throw Obstacle(Loop.Origin, "it computes no real numbers", "");
        }
    }

    /// <summary>Sums into elements that may be the same in another iteration of the vector, or the same memory: each has to be written before the next is read.</summary>
    private void FindMeeting(ElementAccess[] sums)
    {
        foreach (ElementAccess sum in sums)
        {
            if (sums.Any(o => !IsSame(o, sum) && !AreKnownApart(o, sum)))
            {
                _meeting.Add(sum);
            }
        }
    }

    private bool AreKnownApart(ElementAccess a, ElementAccess b) => !a.Buffer.Equals(b.Buffer)
        ? _memory.AreApart(a.Buffer, b.Buffer) || Apart.Any(p => (p.Item1.Equals(a.Buffer) && p.Item2.Equals(b.Buffer)) || (p.Item1.Equals(b.Buffer) && p.Item2.Equals(a.Buffer)))
        : _distant.Any(d => (d.Written.IsSame(a.Index) && d.Other.IsSame(b.Index)) || (d.Written.IsSame(b.Index) && d.Other.IsSame(a.Index)));
}
