namespace DiffGen;

/// <summary>
/// The distribution of the random directions v of an estimator. Each has mean 0 and covariance I, so each is unbiased in a forward gradient; they differ
/// in variance, and in the smoothing of the objective that finite differences imply.
/// </summary>
public enum DirectionNoise
{
    /// <summary>
    /// Independent standard Gaussians. The total variance of a forward gradient is (n + 1)‖∇f‖². Differences are unbiased for the objective smoothed by the same
    /// Gaussian.
    /// </summary>
    Gaussian,

    /// <summary>
    /// Independent signs (Rademacher's distribution): the least variance, one random bit each. The total variance of a forward gradient is (n − 1)‖∇f‖². Component i of a difference is
    /// unbiased for the derivative of the objective smoothed by signs in the other coordinates and a uniform on (−1, 1) in coordinate i.
    /// </summary>
    Rademacher,

    /// <summary>
    /// Uniform on the sphere of radius √n. The total variance of a forward gradient is (n − 1)‖∇f‖². Differences are unbiased for the objective smoothed over the ball of
    /// that radius (Flaxman, Kalai and McMahan, SODA 2005).
    /// </summary>
    Sphere,

    /// <summary>
    /// Independent uniforms on (−√3, √3). The variance of coordinate i of a forward gradient is ‖∇f‖² − 0.2 (∂ᵢf)². Component i of a difference is unbiased for the derivative of the
    /// objective smoothed by such uniforms in the other coordinates and the density ∝ 3 − t² in coordinate i.
    /// </summary>
    Uniform,
}
