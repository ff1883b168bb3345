namespace DiffGen;

/// <summary>How the orthogonal directions of <see cref="OrthogonalForwardGradient{R}"/> are made.</summary>
public enum OrthogonalDirections
{
    /// <summary>
    /// Uniformly distributed among all frames, by Gram and Schmidt's procedure on Gaussian noise: orthogonal for any K and n. K²n operations a step and K·n numbers, for K of a hundred or less.
    /// </summary>
    Haar,

    /// <summary>
    /// Rows of a Hadamard matrix times random signs: vⱼᵢ = Hⱼᵢrᵢ, K·n operations a step and no memory, for any K and models of any size. Orthogonal where n is a multiple of the power of two from
    /// K on; else the last coordinates, fewer than that power, leave inner products of at most their number.
    /// </summary>
    Hadamard,
}
