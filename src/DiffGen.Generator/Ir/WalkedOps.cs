using System;
using System.Collections.Immutable;

namespace DiffGen.Generator.Ir;

/// <summary>The operations of a region and of those inside it, kept as <see cref="KeptList{T}"/> keeps its list.</summary>
internal struct WalkedOps : IEquatable<WalkedOps>
{
    private Walk? _walk;

    public ImmutableArray<Op> Of(ImmutableArray<Op> ops)
    {
        Walk? walk = _walk;
        if (walk is null || walk.Of != ops)
        {
            _walk = walk = new Walk(ops, All(ops));
        }

        return walk.All;
    }

    public readonly bool Equals(WalkedOps other) => true;

    public override readonly bool Equals(object? obj) => obj is WalkedOps;

    public override readonly int GetHashCode() => 0;

    private static ImmutableArray<Op> All(ImmutableArray<Op> ops)
    {
        int count = Count(ops);
        if (count == ops.Length)
        {
            return ops;
        }

        var all = ImmutableArray.CreateBuilder<Op>(count);
        Add(all, ops);
        return all.MoveToImmutable();
    }

    private static int Count(ImmutableArray<Op> ops)
    {
        int count = ops.Length;
        foreach (Op op in ops)
        {
            foreach (Region inner in op.Regions)
            {
                count += Count(inner.Ops);
            }
        }

        return count;
    }

    private static void Add(ImmutableArray<Op>.Builder all, ImmutableArray<Op> ops)
    {
        foreach (Op op in ops)
        {
            all.Add(op);
            foreach (Region inner in op.Regions)
            {
                Add(all, inner.Ops);
            }
        }
    }

    /// <summary>What was walked, and what there was.</summary>
    private sealed class Walk(ImmutableArray<Op> of, ImmutableArray<Op> all)
    {
        public ImmutableArray<Op> Of { get; } = of;

        public ImmutableArray<Op> All { get; } = all;
    }
}
