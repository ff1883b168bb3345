using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Analysis;

/// <summary>
/// Memory that each iteration of a loop overwrites before it reads it: what an iteration leaves there, no other one sees. Followed in the order of the program are the
/// sections that are certainly written so far; every read must lie in one. A store in a branch writes nothing for certain behind it.
/// </summary>
internal sealed class OverwrittenMemory(BufferRoots buffers, IntegerForms integers)
{
    /// <summary>The elements from <paramref name="First"/> up to, without, <paramref name="End"/>; none where that is not larger.</summary>
    private sealed record Section(IntegerForm First, IntegerForm End);

    /// <param name="loop">A loop.</param>
    /// <param name="accesses">The accesses in it.</param>
    public ImmutableHashSet<int> In(Op loop, IEnumerable<MemoryAccess> accesses)
    {
        Region body = loop is For counted ? counted.Body : ((While)loop).Body;
        return integers.HasCarriedBuffers ? ImmutableHashSet<int>.Empty : accesses.Where(a => a.Kind != AccessKind.Read).Select(a => a.Root).Distinct()
            .Where(root => IsFirstWritten(body, root, accesses.Where(a => a.Root == root).ToArray()) && !(loop is While test && IrRewriter.Walk(test.Condition).Any(o => o.Operands.Any(v => v.Type.IsBuffer && buffers.RootOf(v) == root))))
            .ToImmutableHashSet();
    }

    private bool IsFirstWritten(Region body, int root, MemoryAccess[] accesses)
    {
        // Memory that is chosen when the method runs is not one memory; an addition reads; a leaf that is written leaves the others of its element.
        if (accesses.Any(a => a.Kind == AccessKind.Add || a.Buffer.Type.Members is not null) || buffers.Sources(root).Count() != 1)
        {
            return false;
        }

        var byOp = accesses.ToLookup(a => a.Op, ReferenceComparer.Instance);
        return Follow(body, []);

        bool Follow(Region region, List<Section> written)
        {
            foreach (Op op in region.Ops)
            {
                MemoryAccess[] here = byOp[op].ToArray();
                if (here.Any(a => a.Kind == AccessKind.Read && !IsRead(a, written)))
                {
                    return false;
                }

                switch (op)
                {
                    case Store store when here.Length > 0:
                        if (here[0].Index is { } at && Next(at) is { } next)
                        {
                            written.Add(new Section(at, next));
                        }

                        break;
                    case Fill fill when here.Length > 0:
                        Cover(fill.Buffer, integers.LengthOf(fill.Buffer), written);
                        break;
                    case Copy copy when here.Any(a => a.Kind == AccessKind.Write):
                        Cover(copy.Destination, integers.LengthOf(copy.Source), written);
                        break;
                    case Opaque { Site: not null } when here.FirstOrDefault(a => a.Kind == AccessKind.Write) is { } filled && here.All(a => a.Kind == AccessKind.Write):
                        Cover(filled.Buffer, integers.LengthOf(filled.Buffer), written);
                        break;
                    case If branch:
                        var inElse = new List<Section>(written);
                        if (!Follow(branch.Then, new List<Section>(written)) || !Follow(branch.Else, inElse))
                        {
                            return false;
                        }

                        break;
                    case For inner:
                        var inside = new List<Section>(written);
                        inside.AddRange(WrittenBy(inner, soFar: true));
                        if (!Follow(inner.Body, inside))
                        {
                            return false;
                        }

                        written.AddRange(WrittenBy(inner, soFar: false));
                        break;
                    case While inner when !Follow(inner.Condition, new List<Section>(written)) || !Follow(inner.Body, new List<Section>(written)):
                        return false;
                }
            }

            return true;
        }

        // All of a buffer that the method knows by its whole memory, whatever its length is.
        void Cover(Value buffer, IntegerForm? length, List<Section> written)
        {
            if (integers.StartOf(buffer) is { } start && length is not null && start + length is { } end)
            {
                written.Add(new Section(start, end));
            }
        }

        // for (j = a; j < b; j++) t[j + c] = …  writes a + c … b + c; before its iteration j, a + c … j + c.
        IEnumerable<Section> WrittenBy(For inner, bool soFar)
        {
            if (inner.Exit >= 0 || integers.UnitStep(inner) is not { } step)
            {
                yield break;
            }

            IntegerForm index = IntegerForm.Of(inner.Index), start = integers.FormOf(inner.Start), bound = integers.FormOf(inner.Bound);
            IntegerForm? past = inner.Comparison.Length == 1 ? bound : step > 0 ? Next(bound) : bound - IntegerForm.Constant(1);
            foreach (Op op in inner.Body.Ops.Where(o => o is Store))
            {
                MemoryAccess? access = byOp[op].FirstOrDefault();
                if (access?.Index is not { } at || at.FactorOf(inner.Index.Id)?.Number != 1 || at - index is not { } offset || past is null || offset.Values.Any(v => integers.VariesIn(inner, v)))
                {
                    continue;
                }

                IntegerForm? first, end;
                if (step > 0)
                {
                    first = start + offset;
                    end = (soFar ? index : past) + offset;
                }
                else
                {
                    first = Next(soFar ? index : past) + offset;
                    end = Next(start) + offset;
                }

                if (first is not null && end is not null)
                {
                    yield return new Section(first, end);
                }
            }
        }

        bool IsRead(MemoryAccess access, List<Section> written)
        {
            if (access.Index is { } index && Next(index) is { } next && IsIn(new Section(index, next), written))
            {
                return true;
            }

            // Some element of the buffer.
            return integers.StartOf(access.Buffer) is { } start && start + integers.LengthOf(access.Buffer) is { } end && IsIn(new Section(start, end), written);
        }
    }

    private bool IsIn(Section read, List<Section> written)
    {
        if (written.Any(w => Contains(w, read)))
        {
            return true;
        }

        // a … b and b … c are a … c.
        for (int i = 0; i < written.Count; i++)
        {
            for (int j = 0; j < written.Count; j++)
            {
                if (i != j && written[i].End.Equals(written[j].First) && Contains(new Section(written[i].First, written[j].End), read))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool Contains(Section outer, Section inner) => inner.First - outer.First is { } before && integers.IsNotNegative(before) && outer.End - inner.End is { } behind && integers.IsNotNegative(behind);

    private static IntegerForm? Next(IntegerForm form) => form + IntegerForm.Constant(1);
}
