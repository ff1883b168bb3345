using System.Collections.Generic;
using System.Runtime.CompilerServices;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Analysis;

/// <summary>Operations are told apart by what they are, not by what is in them.</summary>
internal sealed class ReferenceComparer : IEqualityComparer<Op>
{
    public static readonly ReferenceComparer Instance = new();

    public bool Equals(Op? x, Op? y) => ReferenceEquals(x, y);

    public int GetHashCode(Op op) => RuntimeHelpers.GetHashCode(op);
}
