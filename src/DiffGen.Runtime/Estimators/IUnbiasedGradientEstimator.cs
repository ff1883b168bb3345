using System.Numerics;

namespace DiffGen;

/// <summary>
/// An estimator whose mean is the gradient: <see cref="Bias.Unbiased"/> or <see cref="Bias.Exact"/>. Code that no other estimator may enter demands it by
/// <c>where TEstimator : IUnbiasedGradientEstimator&lt;R&gt;</c>.
/// </summary>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public interface IUnbiasedGradientEstimator<R> : IGradientEstimator<R>, ISmoothedGradientEstimator<R>
    where R : unmanaged, IFloatingPointIeee754<R>;
