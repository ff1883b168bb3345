using System.Collections.Generic;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Expectation;

/// <summary>The estimator of several samples in which coins go by antithetic pairs.</summary>
/// <param name="Coins">Their sites.</param>
/// <param name="Surrogate">What is differentiated.</param>
/// <param name="Gradient">The sweeps that overwrite gradients.</param>
/// <param name="Vjp">The sweeps that add to them.</param>
internal sealed record PairedEstimator(HashSet<Op> Coins, IrFunction Surrogate, Sweeps Gradient, Sweeps Vjp);
