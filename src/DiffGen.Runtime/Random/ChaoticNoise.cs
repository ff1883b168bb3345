using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// The logistic map at r = 4: a deterministic source that is white, though each number determines the next one. Mean 0, variance 1, no
/// correlations; neighbours depend on one another, v′ = √2 (1 − v²), so variances are not those of independent noise.
/// </summary>
/// <remarks>
/// Ulam and von Neumann, "On combination of stochastic and deterministic processes", Bulletin of the AMS 53 (1947): at r = 4 the map keeps the
/// distribution with the density 1/(π√(x(1 − x))), of mean ½ and variance ⅛.
/// </remarks>
/// <param name="key">The key of the starts of its orbits.</param>
public sealed class ChaoticNoise(NoiseKey key) : IWhiteNoise
{
    private readonly LogisticMapNoise _map = new(key);

    /// <summary>The key of the starts.</summary>
    public NoiseKey Key => _map.Key;

    /// <inheritdoc/>
    public ulong Identity => _map.Identity;

    /// <inheritdoc/>
    public void Fill<R>(Span<R> destination, uint step, uint instance = 0, uint example = 0)
        where R : unmanaged, IFloatingPointIeee754<R> => _map.Fill(destination, step, instance, example);
}
