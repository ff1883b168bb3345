namespace DiffGen;

/// <summary>
/// How the mean of an estimator's gradients relates to the gradient of the objective. Each estimator's type says it as well, by the interface that it implements, so
/// that code can demand it: <see cref="IExactGradientEstimator{R}"/>, <see cref="IUnbiasedGradientEstimator{R}"/>,
/// <see cref="ISmoothedGradientEstimator{R}"/>. An option that biases is a type of its own.
/// </summary>
public enum Bias
{
    /// <summary>Every estimate is the gradient, up to rounding.</summary>
    Exact,

    /// <summary>The mean of the estimates is the gradient.</summary>
    Unbiased,

    /// <summary>
    /// The mean of the estimates is the gradient of a smoothed objective, the more so the gradient the smaller the perturbation; which smoothing depends on the noise
    /// (<see cref="DirectionNoise"/>).
    /// </summary>
    UnbiasedForSmoothed,

    /// <summary>The mean of the estimates is something else.</summary>
    Biased,
}
