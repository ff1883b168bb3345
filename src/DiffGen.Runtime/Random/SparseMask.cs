using System;
using System.Numerics;

namespace DiffGen;

/// <summary>What noise with gaps is made of besides the noise itself.</summary>
internal static class SparseMask
{
    /// <summary>The key of the choice of the elements that are perturbed: of its own, so that the choice says nothing of the perturbation.</summary>
    public static NoiseKey Key(NoiseKey noise) => noise.Split(0x6D61736B);

    /// <summary>1/√p, which makes up for the elements that are left out.</summary>
    public static R Factor<R>(double density)
        where R : unmanaged, IFloatingPointIeee754<R> => R.CreateTruncating(1 / Math.Sqrt(density));
}
