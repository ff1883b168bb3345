using System.Numerics;

namespace DiffGen.Transforms;

/// <summary>What happens to one element of an update, written once, for all lanes of a vector.</summary>
/// <typeparam name="R">The real type.</typeparam>
internal interface ISweepRule<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>How many buffers of state are read and written, from 0 to 3.</summary>
    static abstract int StateCount { get; }

    /// <summary>Whether the second buffer is read.</summary>
    static abstract bool ReadsOther { get; }

    /// <summary>Computes one vector of elements.</summary>
    /// <param name="update">The update, read and written.</param>
    /// <param name="other">The other buffer, such as the parameters; meaningless where it is not read.</param>
    /// <param name="a">The first state.</param>
    /// <param name="b">The second.</param>
    /// <param name="c">The third.</param>
    void Apply(ref Vector<R> update, Vector<R> other, ref Vector<R> a, ref Vector<R> b, ref Vector<R> c);
}
