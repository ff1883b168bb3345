namespace DiffGen;

/// <summary>
/// A source whose numbers have mean 0 and variance 1 and are uncorrelated: E[v] = 0 and E[v vᵀ] = I for the numbers v of an address, and for those of
/// different addresses together. This is all that makes a perturbation estimator unbiased; whoever implements it promises it.
/// </summary>
public interface IWhiteNoise : INoiseSource;
