using System;
using DiffGen;

namespace SigmoidBeliefNetwork;

/// <summary>A way to estimate the gradient of the bound.</summary>
internal abstract class GradientSource(string name, bool isBiased = false)
{
    public string Name => name;

    public bool IsBiased => isBiased;

    /// <summary>Adds <paramref name="weight"/> times an estimate of the gradient of the bound of one image.</summary>
    public abstract void Add(BeliefNetwork network, ReadOnlySpan<double> image, ref Noise noise, double weight, BeliefNetwork gradient);
}
