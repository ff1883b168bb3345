using System;
using System.Numerics;

namespace DiffGen.Checking;

/// <summary>A function from n numbers to m numbers at a point, with companions that claim to give its derivative there.</summary>
/// <typeparam name="R">The type that the function is computed in.</typeparam>
internal interface IChecked<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>The names of the m results; an empty one where there is but one.</summary>
    string[] Results { get; }

    /// <summary>The names of the companions.</summary>
    string[] Companions { get; }

    /// <summary>y = f(x).</summary>
    /// <param name="x">A point, of length n.</param>
    /// <param name="y">Receives the results, m of them.</param>
    void Value(ReadOnlySpan<R> x, Span<double> y);

    /// <summary>∂f/∂v at the point, as a companion has it.</summary>
    /// <param name="companion">The place of the companion.</param>
    /// <param name="v">The direction, of length n.</param>
    /// <param name="derivative">Receives the derivatives of the m results.</param>
    void Along(int companion, ReadOnlySpan<R> v, Span<double> derivative);
}
