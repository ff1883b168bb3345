namespace DiffGen;

/// <summary>What of one layer is better perturbed.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Part">The part whose noise leaves less variance; the nodes where both leave the same.</param>
/// <param name="WeightVariance">The total variance of the layer's gradient with noise in its weights, in units of S, the squared norm of the gradient.</param>
/// <param name="NodeVariance">That with noise in its nodes.</param>
public readonly record struct PerturbationChoice(PerturbedLayer Layer, PerturbedPart Part, double WeightVariance, double NodeVariance);
