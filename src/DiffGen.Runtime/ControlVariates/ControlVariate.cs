using System;

namespace DiffGen;

/// <summary>A differentiable function that stands in for a cost between its values: any function leaves an estimate unbiased, one that is close to the cost takes variance out of it.</summary>
/// <param name="z">Where it is taken: one latent number for each coin or category.</param>
/// <param name="gradient">Receives its gradient with respect to them; overwritten. It must be the gradient of a continuous function.</param>
/// <returns>Its value.</returns>
public delegate double ControlVariate(ReadOnlySpan<double> z, Span<double> gradient);
