using System.Numerics;

namespace DiffGen;

/// <summary>
/// An estimator whose mean is the gradient of the objective or of a smoothed one: <see cref="Bias.UnbiasedForSmoothed"/>, <see cref="Bias.Unbiased"/> or
/// <see cref="Bias.Exact"/>. Code that no other estimator may enter demands it by <c>where TEstimator : ISmoothedGradientEstimator&lt;R&gt;</c>.
/// </summary>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public interface ISmoothedGradientEstimator<R> : ILayeredGradientEstimator<R>
    where R : unmanaged, IFloatingPointIeee754<R>;
