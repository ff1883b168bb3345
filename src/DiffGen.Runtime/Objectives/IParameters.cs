using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// A set of parameters: all its real numbers lie in one flat buffer, which optimizers, estimators and files see as a span.
/// </summary>
/// <remarks>
/// The generator implements it for every class or record of parameters that is marked <see cref="DifferentiableAttribute"/>, and shows the numbers
/// as named, shaped views besides. A gradient of such a class is an object of the same class: its <see cref="Parameters"/> is the gradient, number
/// by number. A class without the generator implements the interface by hand.
/// </remarks>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public interface IParameters<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>
    /// All numbers, in the order of their declaration, arrays row by row, a nested set of parameters in its place. The buffer itself, not a copy:
    /// what is written to it is what the views read. It is the same memory for as long as the object lives.
    /// </summary>
    Span<R> Parameters { get; }

    /// <summary>The number of all numbers: the length of <see cref="Parameters"/>.</summary>
    int ParameterCount { get; }
}
