using System;
using DiffGen;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>First weights.</summary>
internal static class Weights
{
    /// <summary>Writes Gaussian weights of a layer, of variance <paramref name="gain"/>/<paramref name="inputs"/>, to the first inputs × outputs numbers.</summary>
    public static void Fill(Span<float> layer, int inputs, int outputs, double gain, NoiseKey key)
    {
        Span<float> weights = layer[..(inputs * outputs)];
        float deviation = (float)Math.Sqrt(gain / inputs);
        key.FillGaussian(weights, 0);
        foreach (ref float weight in weights)
        {
            weight *= deviation;
        }
    }
}
