namespace DiffGen;

/// <summary>The distribution of the random directions of an estimator. Each has mean 0 and covariance I.</summary>
public enum DirectionNoise
{
    /// <summary>Independent standard Gaussians. The total variance of a forward gradient is (n + 1)‖∇f‖².</summary>
    Gaussian,

    /// <summary>Independent signs (Rademacher's distribution). The total variance of a forward gradient is (n − 1)‖∇f‖².</summary>
    Rademacher,
}
