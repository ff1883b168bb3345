namespace DiffGen;

/// <summary>What of a layer gets noise.</summary>
public enum PerturbedPart
{
    /// <summary>Its weights: <c>Node.Site(w)</c> on the weights, weight perturbation. One noise for all occurrences and all examples of a batch.</summary>
    Weights,

    /// <summary>Its nodes: <c>a = Node.Site(a)</c>. A noise for each occurrence and each example.</summary>
    Nodes,
}
