using System;
using DiffGen;

namespace GridWorld;

/// <summary>A way to the gradient of a policy's value.</summary>
/// <param name="name">Its name in tables.</param>
/// <param name="plays">Plays for one estimate; 0 where there is no chance in it.</param>
internal abstract class PolicyGradient(string name, int plays)
{
    public string Name => name;

    public int Plays => plays;

    /// <summary>Adds <paramref name="weight"/> times an estimate to <paramref name="gradient"/>.</summary>
    public abstract void Add(World world, ReadOnlySpan<double> policy, ref Noise noise, double weight, Span<double> gradient);

    /// <summary>Any start is as likely as any other.</summary>
    protected static int DrawStart(World world, ref Noise noise)
    {
        return world.Starts[Math.Min((int)(Sample.Uniform(0.0, 1.0, ref noise) * world.Starts.Length), world.Starts.Length - 1)];
    }
}
