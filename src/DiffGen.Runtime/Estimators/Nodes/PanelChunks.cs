using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// D = (L(σξ) − L)/σ of each example of a chunk, by two passes that compute each layer of all of them at once; then each layer's Dξ, all examples together, is pulled back at the nodes of the clean pass.
/// </summary>
/// <param name="layers">The layers.</param>
/// <param name="source">The noise: layer l of example n is noise at (step, instance l, n).</param>
/// <param name="sigma">The perturbation's size σ.</param>
/// <param name="step">The step.</param>
internal readonly struct PanelChunks<R, TLayers>(TLayers layers, IWhiteNoise source, double sigma, uint step) : IChunks<R>
    where R : unmanaged, IFloatingPointIeee754<R>
    where TLayers : IBatchedLayers<R>
{
    public double Add(ReadOnlySpan<R> parameters, ReadOnlySpan<int> examples, int first, ChunkBuffers<R> own)
    {
        int count = examples.Length, nodes = 0;
        for (int layer = 0; layer < layers.LayerCount; layer++)
        {
            nodes = checked(nodes + layers.LayerWidth(layer));
        }

        int panel = checked(nodes * count);
        Span<R> scratch = own.Scratch(checked((3 * panel) + (2 * count)));
        Span<R> clean = scratch[..panel], noisy = scratch.Slice(panel, panel), noise = scratch.Slice(2 * panel, panel);
        Span<R> losses = scratch.Slice(3 * panel, count), perturbed = scratch.Slice((3 * panel) + count, count);
        Draw(noise, count, first);
        Pass(parameters, examples, [], clean, losses);
        Pass(parameters, examples, noise, noisy, perturbed);
        Credit(noise, losses, perturbed, own);
        for (int layer = 0, start = 0; layer < layers.LayerCount; layer++)
        {
            int size = layers.LayerWidth(layer) * count;
            layers.PullLayer(parameters, examples, layer, clean[..start], noise.Slice(start, size), own.Sum);
            start += size;
        }

        layers.PullLoss(parameters, examples, clean, own.Sum);
        double value = 0;
        foreach (R loss in losses)
        {
            value += double.CreateTruncating(loss);
        }

        return value;
    }

    private void Draw(Span<R> noise, int count, int first)
    {
        for (int layer = 0, start = 0; layer < layers.LayerCount; layer++)
        {
            int width = layers.LayerWidth(layer);
            for (int n = 0; n < count; n++, start += width)
            {
                source.Fill(noise.Slice(start, width), step, (uint)layer, (uint)(first + n));
            }
        }
    }

    /// <summary>The nodes, each layer with its noise added where there is noise, and the losses.</summary>
    private void Pass(ReadOnlySpan<R> parameters, ReadOnlySpan<int> examples, ReadOnlySpan<R> noise, Span<R> nodes, Span<R> losses)
    {
        for (int layer = 0, start = 0; layer < layers.LayerCount; layer++)
        {
            int size = layers.LayerWidth(layer) * examples.Length;
            Span<R> now = nodes.Slice(start, size);
            layers.Forward(parameters, examples, layer, nodes[..start], now);
            if (!noise.IsEmpty)
            {
                ScaledSums.MultiplyAdd(noise.Slice(start, size), R.CreateTruncating(sigma), now);
            }

            start += size;
        }

        layers.Loss(parameters, examples, nodes, losses);
    }

    /// <summary>ξ ← Dξ, with the D of each example.</summary>
    private void Credit(Span<R> noise, ReadOnlySpan<R> losses, ReadOnlySpan<R> perturbed, ChunkBuffers<R> own)
    {
        ProbedValue counter = default;
        for (int n = 0; n < losses.Length; n++)
        {
            R slope = R.CreateTruncating(counter.Difference(perturbed[n], losses[n]) / sigma);
            for (int layer = 0, start = 0; layer < layers.LayerCount; layer++)
            {
                int width = layers.LayerWidth(layer);
                Span<R> row = noise.Slice(start + (n * width), width);
                ScaledSums.Multiply(row, slope, row);
                start += width * losses.Length;
            }
        }

        own.Unresolved += counter.Unresolved;
    }
}
