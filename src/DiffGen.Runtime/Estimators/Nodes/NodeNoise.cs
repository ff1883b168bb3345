using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// The noise of the node sites of one pass: a number for each (site, instance, element), the same whenever it is asked for. What code that perturbs nodes draws from, in a pass and in its replay.
/// </summary>
/// <remarks>
/// Plain data. A site's key is <see cref="NoiseKey.Split"/> of the run's key by the site's number; the counter holds step, example, instance and element. So sites are independent, and a site
/// keeps its noise when others are added to the program.
/// </remarks>
/// <param name="Key">The key of the run.</param>
/// <param name="Step">The step of the run.</param>
/// <param name="Example">The example within a batch.</param>
/// <param name="Distribution">The distribution.</param>
public readonly record struct NodeNoise(NoiseKey Key, uint Step = 0, uint Example = 0, DirectionNoise Distribution = DirectionNoise.Gaussian)
{
    /// <summary>Fills a buffer with the noise of one occurrence of a site.</summary>
    /// <typeparam name="R"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="destination">Receives a number for each element of the site's value.</param>
    /// <param name="site">The number of the site in the program.</param>
    /// <param name="instance">The how-manieth time the site is met in the pass. No two occurrences may share one: they would be perturbed alike.</param>
    /// <exception cref="ArgumentOutOfRangeException">The distribution is unknown.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="R"/> is another type.</exception>
    public void Fill<R>(Span<R> destination, uint site, uint instance)
        where R : unmanaged, IFloatingPointIeee754<R> => Distribution.Known().Fill(Key.Split(site), destination, Step, instance, Example);

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
