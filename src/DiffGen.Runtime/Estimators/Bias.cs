namespace DiffGen;

/// <summary>How the mean of an estimator's gradients relates to the gradient of the objective.</summary>
public enum Bias
{
    /// <summary>Every estimate is the gradient, up to rounding.</summary>
    Exact,

    /// <summary>The mean of the estimates is the gradient.</summary>
    Unbiased,

    /// <summary>The mean of the estimates is the gradient of a smoothed objective; which smoothing depends on the noise.</summary>
    UnbiasedForSmoothed,

    /// <summary>The mean of the estimates is another direction.</summary>
    Biased,
}
