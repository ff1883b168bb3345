using System;
using System.Numerics;

namespace DiffGen;

/// <summary>A scalar function of one flat buffer of parameters.</summary>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
/// <param name="parameters">The point.</param>
/// <returns>The value.</returns>
public delegate R BlackBox<R>(ReadOnlySpan<R> parameters)
    where R : unmanaged, IFloatingPointIeee754<R>;
