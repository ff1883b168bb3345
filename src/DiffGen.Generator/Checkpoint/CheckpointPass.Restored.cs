using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Checkpoint;

/// <summary>
/// Memory that the reverse sweep leads back. <c>r[i] = x;</c> with the reverse sweep's <c>x̄ += r̄[i]; r̄[i] = 0;</c> becomes <c>old = r[i]; r[i] = x;</c> with
/// <c>r[i] = old; x̄ += r̄[i]; r̄[i] = 0;</c>: then the memory is, wherever the reverse sweep stands, as it was there in the forward sweep.
/// </summary>
internal sealed partial class CheckpointPass
{
    /// <summary>The two sweeps with the memory led back that was chosen for that.</summary>
    private (Region Forward, Region Backward) Restored(Region forward, Region backward, IEnumerable<int> fused)
    {
        var stores = new HashSet<int>(_restored.SelectMany(_memory!.Stores));
        int count = 0;
        var atOnce = new HashSet<int>(fused);
        (forward, backward) = Visit(forward, backward);
        if (count < stores.Count)
        {
            throw new UnsupportedException(-1, "memory that is written where the reverse sweep does not come by", "write it elsewhere");
        }

        return (forward, backward);

        (Region Forward, Region Backward) Visit(Region ahead, Region behind)
        {
            List<Op> ops = [.. ahead.Ops], undo = [.. behind.Ops];
            foreach (Op op in ahead.Ops.Where(o => o.Mirror > 0 && !atOnce.Contains(o.Mirror)))
            {
                int at = ops.IndexOf(op), undoAt = undo.FindLastIndex(o => o.Mirror == -op.Mirror);
                if (undoAt < 0)
                {
                    continue;
                }

                switch (op)
                {
                    case Store store when stores.Contains(store.Mirror):
                        {
                            Value? old = Loaded(ops, at, store);
                            if (old is null)
                            {
                                old = _builder.New(store.Buffer.Type.ElementType);
                                ops.Insert(at, new Load(store.Origin, old, store.Buffer, store.Index));
                            }

                            undo.Insert(undoAt, new Store(store.Origin, store.Buffer, store.Index, old, Adds: false));
                            count++;
                            break;
                        }

                    case If branch:
                        {
                            var undone = (If)undo[undoAt];
                            (Region then, Region undoThen) = Visit(branch.Then, undone.Then);
                            (Region otherwise, Region undoElse) = Visit(branch.Else, undone.Else);
                            ops[at] = branch with { Then = then, Else = otherwise };
                            undo[undoAt] = undone with { Then = undoThen, Else = undoElse };
                            break;
                        }

                    case For or While:
                        {
                            var undone = (For)undo[undoAt];
                            (Region body, Region undoBody) = Visit(op is For counted ? counted.Body : ((While)op).Body, undone.Body);
                            ops[at] = op is For loop ? loop with { Body = body } : (While)op with { Body = body };
                            undo[undoAt] = undone with { Body = undoBody };
                            break;
                        }
                }
            }

            return (ahead with { Ops = ops.ToImmutableArray() }, behind with { Ops = undo.ToImmutableArray() });
        }
    }

    /// <summary>What a load ahead of a store has read from its element already.</summary>
    private Value? Loaded(List<Op> ops, int at, Store store)
    {
        int root = _memory!.RootOf(store.Buffer);
        for (int i = at - 1; i >= 0 && !_memory.IsWritten(ops[i], root); i--)
        {
            if (ops[i] is Load { Leaf: < 0 } load && load.Buffer.Equals(store.Buffer) && load.Index.Equals(store.Index))
            {
                return load.Result;
            }
        }

        return null;
    }

    private bool IsRestored(Value buffer) => _memory is not null && _restored.Contains(_memory.RootOf(buffer));

    /// <summary>
    /// The position in the reverse region from which on an operation reads what it read: all writes behind it are undone. Null where a write behind it is undone nowhere.
    /// </summary>
    private int? ReadFrom(Op op, Region forward, Region backward)
    {
        if (op is not Load load || !IsRestored(load.Buffer))
        {
            return 0;
        }

        int root = _memory!.RootOf(load.Buffer), from = 0;
        foreach (Op write in forward.Ops.SkipWhile(o => !o.Results.Contains(load.Result)).Skip(1).Where(o => _memory.IsWritten(o, root)))
        {
            int undo = write.Mirror > 0 ? LastIndex(backward, -write.Mirror) : -1;
            if (undo < 0)
            {
                return null;
            }

            from = System.Math.Max(from, undo + 1);
        }

        return from;
    }

    private static int LastIndex(Region region, int mirror)
    {
        int at = region.Ops.Length - 1;
        while (at >= 0 && region.Ops[at].Mirror != mirror)
        {
            at--;
        }

        return at;
    }
}
