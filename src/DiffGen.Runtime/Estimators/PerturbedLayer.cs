namespace DiffGen;

/// <summary>The size of a layer, as far as it matters to noise.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Weights">The number of its weights, at least 1.</param>
/// <param name="Nodes">The number of its nodes, at least 1.</param>
/// <param name="Occurrences">How often its nodes are met in one pass of one example: the steps of a recurrent layer, the positions of a convolution. At least 1.</param>
public readonly record struct PerturbedLayer(string Name, long Weights, long Nodes, long Occurrences = 1);
