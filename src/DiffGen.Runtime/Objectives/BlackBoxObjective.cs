using System;
using System.Numerics;

namespace DiffGen;

/// <summary>An objective of which only the value is known: a simulation, an accuracy, a measurement. Estimators that evaluate take it; those that differentiate throw.</summary>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
/// <param name="value">The function.</param>
public readonly struct BlackBoxObjective<R>(BlackBox<R> value) : IObjective<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private readonly BlackBox<R> _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <inheritdoc/>
    public R Value(ReadOnlySpan<R> parameters) => _value(parameters);

    /// <summary>Not known.</summary>
    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always.</exception>
    public R Gradient(ReadOnlySpan<R> parameters, Span<R> gradient) => throw Unknown("gradient");

    /// <summary>Not known.</summary>
    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always.</exception>
    public R Jvp(ReadOnlySpan<R> parameters, ReadOnlySpan<R> tangent, out R directional) => throw Unknown("directional derivative");

    private static NotSupportedException Unknown(string what) => new(
        $"A black box has no {what}. Use an estimator that only evaluates: WeightPerturbation, CentralWeightPerturbation, Spsa, ErrorDescent, EvolutionStrategy or RankedEvolutionStrategy.");
}
