using System;
using System.Collections.Generic;
using System.Numerics;

namespace DiffGen.Training;

/// <summary>What is trained, and how: the data, the model, the estimator of gradients and the optimizer. The loop does the rest.</summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public interface ITrainingTask<R> : IStateful
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>The number of examples.</summary>
    int ExampleCount { get; }

    /// <summary>The names of the numbers that <see cref="Evaluate"/> measures; none by default.</summary>
    IReadOnlyList<string> MetricNames => [];

    /// <summary>Makes one step on a mini-batch: computes a gradient and moves the parameters.</summary>
    /// <param name="examples">The numbers of its examples, from 0.</param>
    /// <param name="parameters">The parameters, changed in place.</param>
    /// <returns>The loss before the step.</returns>
    double Step(ReadOnlySpan<int> examples, Span<R> parameters);

    /// <summary>Measures the model, such as on examples held back. Called after every epoch; does nothing by default.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="metrics">Receives the numbers, in the order of their names.</param>
    void Evaluate(ReadOnlySpan<R> parameters, Span<double> metrics)
    {
    }
}
