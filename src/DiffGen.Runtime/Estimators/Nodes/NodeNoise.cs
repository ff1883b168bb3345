using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// The noise of the node sites of one pass: a number for each (site, instance, element), the same whenever it is asked for. What code that perturbs nodes draws from, in a pass and in its replay.
/// </summary>
/// <remarks>
/// <para>
/// Plain data. A site's key is <see cref="NoiseKey.Split"/> of the run's key by the site's number; the counter holds step, example, instance and element. So sites are independent, and a site
/// keeps its noise when others are added to the program.
/// </para>
/// <para>
/// Gaps and repeats change the variance and leave the mean. With gaps a cotangent's variance is S + (E[ξ⁴]/(1 − Sparsity) − 2) āᵢ². The mean of the estimates for the repeats 0 … K − 1, all else alike,
/// has the variance (n/K − 1)S in place of (n − 1)S/K, where each site has a number of nodes, elements times occurrences, that is a multiple of the power of two from K on, or where as many sites
/// of one node have numbers one after the other; with n = K such nodes it is exact. Element i of instance k at site s is signed by column s + k·length + i of the matrix.
/// </para>
/// </remarks>
/// <param name="Key">The key of the run.</param>
/// <param name="Step">The step of the run.</param>
/// <param name="Example">The example within a batch.</param>
/// <param name="Distribution">The distribution.</param>
/// <param name="Sparsity">
/// The probability that a node is left alone, from 0 to 1 − 10⁻⁹; the noise of the others is larger by 1/√(1 − Sparsity). Not with <see cref="DirectionNoise.Sphere"/>.
/// </param>
/// <param name="Repeat">
/// The number of an estimate among several that are averaged: the noise of repeats of one key, step and example is orthogonal, rows of a Hadamard matrix times the same signs. Other
/// than 0 only with <see cref="DirectionNoise.Rademacher"/> and without gaps.
/// </param>
public readonly record struct NodeNoise(
    NoiseKey Key, uint Step = 0, uint Example = 0, DirectionNoise Distribution = DirectionNoise.Gaussian, double Sparsity = 0, uint Repeat = 0)
{
    /// <summary>Fills a buffer with the noise of one occurrence of a site.</summary>
    /// <typeparam name="R"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="destination">Receives a number for each element of the site's value.</param>
    /// <param name="site">The number of the site in the program.</param>
    /// <param name="instance">The how-manieth time the site is met in the pass. No two occurrences may share one: they would be perturbed alike.</param>
    /// <exception cref="ArgumentOutOfRangeException">The distribution is unknown, or gaps or a repeat do not fit it.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="R"/> is another type.</exception>
    public void Fill<R>(Span<R> destination, uint site, uint instance)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        Check("noise");
        NoiseKey key = Key.Split(site);
        Distribution.Fill(key, destination, Step, instance, Example);
        if (Sparsity > 0)
        {
            double density = 1 - Sparsity;
            ThresholdFill.Keep(SparseMask.Key(key), destination, ThresholdFill.Of(density), SparseMask.Factor<R>(density), Step, instance, Example, BlockLanes.IsSupported);
        }
        else if (Repeat > 0)
        {
            HadamardRows.Flip(destination, Repeat, site + ((ulong)instance * (ulong)destination.Length));
        }
    }

    /// <summary>The settings fit one another.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They do not; names <paramref name="name"/>.</exception>
    internal void Check(string name)
    {
        _ = Distribution.Known();
        if (Sparsity is not (>= 0 and <= 1 - ThresholdFill.Least))
        {
            throw new ArgumentOutOfRangeException(name, Sparsity, $"{name}.Sparsity is {Sparsity}; it must be between 0 and 1 - {ThresholdFill.Least}, so that some nodes get noise.");
        }

        if (Sparsity > 0 && Distribution == DirectionNoise.Sphere)
        {
            throw new ArgumentOutOfRangeException(
                name, Sparsity, $"{name}.Sparsity is {Sparsity} and {name}.Distribution is Sphere, whose numbers are not independent once some are left out; use Gaussian, Rademacher or Uniform.");
        }

        if (Repeat > 0 && (Distribution != DirectionNoise.Rademacher || Sparsity > 0))
        {
            throw new ArgumentOutOfRangeException(
                name, Repeat, $"{name}.Repeat is {Repeat} with the distribution {Distribution} and the sparsity {Sparsity}; only signs without gaps are orthogonal, so use Rademacher and 0, or another step for each estimate.");
        }
    }

    /// <summary>The noise of one occurrence of a site whose value is one number: the first that <see cref="Fill"/> gives.</summary>
    /// <typeparam name="R"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="site">The number of the site in the program.</param>
    /// <param name="instance">The how-manieth time the site is met in the pass.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The distribution is unknown.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="R"/> is another type.</exception>
    public R Number<R>(uint site, uint instance)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        R number = default;
        Fill(new Span<R>(ref number), site, instance);
        return number;
    }
}
