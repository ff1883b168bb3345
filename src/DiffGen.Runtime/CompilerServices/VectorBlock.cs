using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace DiffGen.CompilerServices;

/// <summary>Four vectors that stand side by side in memory: an element of what several columns of a Jacobian, or several points of a loop, have for themselves. Used by generated code.</summary>
/// <typeparam name="V">The type of the vectors.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage("Design", "CA1051", Justification = "Memory is made of them: each is read and written at its place.")]
public struct VectorBlock<V>
    where V : unmanaged
{
    /// <summary>The vector of the first columns or points.</summary>
    public V V0;

    /// <summary>The vector of those behind them.</summary>
    public V V1;

    /// <summary>The third.</summary>
    public V V2;

    /// <summary>The last.</summary>
    public V V3;
}
