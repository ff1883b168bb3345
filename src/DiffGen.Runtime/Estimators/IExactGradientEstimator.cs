using System.Numerics;

namespace DiffGen;

/// <summary>
/// An estimator whose every estimate is the gradient, up to rounding: <see cref="Bias.Exact"/>. What compares gradients of several points, such as a line search, demands it
/// by <c>where TEstimator : IExactGradientEstimator&lt;R&gt;</c>.
/// </summary>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public interface IExactGradientEstimator<R> : IUnbiasedGradientEstimator<R>
    where R : unmanaged, IFloatingPointIeee754<R>;
