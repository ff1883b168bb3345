using System;
using System.Numerics;
using DiffGen.CompilerServices;
using DiffGen.Transforms;

namespace DiffGen;

/// <summary>Clipping of the gradient of each example by itself, before they are summed (Abadi et al., "Deep learning with differential privacy", CCS 2016).</summary>
public static class PerExampleClip
{
    /// <summary>sum += g·min(1, limit/‖g‖).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="gradient">The gradient g of one example.</param>
    /// <param name="limit">The largest norm, at least 0.</param>
    /// <param name="sum">Accumulated into.</param>
    /// <returns>The norm ‖g‖.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or the buffers overlap; nothing is changed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative, infinite or NaN.</exception>
    public static double Add<R>(ReadOnlySpan<R> gradient, double limit, Span<R> sum)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        Settings.NonNegative(limit);
        Arguments.SameLength(sum.Length, gradient.Length, nameof(sum), nameof(gradient));
        Arguments.Disjoint<R, R>(sum, gradient, nameof(sum), nameof(gradient));
        double norm = Norms.Euclidean(gradient);
        Sweep.AddScaled(sum, gradient, norm > limit ? limit / norm : 1);
        return norm;
    }
}
