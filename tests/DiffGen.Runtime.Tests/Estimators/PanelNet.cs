using System;
using System.Numerics;

namespace DiffGen.Runtime.Tests.Estimators;

/// <summary>The tanh net of <see cref="LayeredNet{R}"/> with the loss ½‖a_L − y‖² + λ/2 ‖θ‖², many examples at a time.</summary>
/// <param name="widths">The widths, that of the inputs first.</param>
/// <param name="inputs">The inputs of the examples, one after another.</param>
/// <param name="targets">The targets y.</param>
internal readonly struct PanelNet<R>(int[] widths, R[] inputs, R[] targets) : IBatchedLayers<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    public double Penalty { get; init; }

    /// <summary>A fault: each example is credited with the inputs of the one before it.</summary>
    public bool IsCreditedToTheNext { get; init; }

    /// <summary>The example whose loss throws; −1: none does.</summary>
    public int Broken { get; init; } = -1;

    public int ExampleCount => inputs.Length / widths[0];

    public int LayerCount => widths.Length - 1;

    public int LayerWidth(int layer) => widths[layer + 1];

    public void Forward(ReadOnlySpan<R> parameters, ReadOnlySpan<int> examples, int layer, ReadOnlySpan<R> earlier, Span<R> nodes)
    {
        Span<R> z = stackalloc R[examples.Length * widths[layer]];
        Inputs(examples, layer, earlier, z);
        (int start, int weights) = PlaceOf(layer);
        DenseLayer.Forward(parameters.Slice(start, weights), parameters.Slice(start + weights, widths[layer + 1]), z, nodes);
    }

    public void Loss(ReadOnlySpan<R> parameters, ReadOnlySpan<int> examples, ReadOnlySpan<R> nodes, Span<R> losses)
    {
        int width = widths[^1];
        ReadOnlySpan<R> outputs = nodes[^(examples.Length * width)..];
        R penalty = R.Zero, half = R.CreateTruncating(0.5);
        foreach (R p in parameters)
        {
            penalty += R.CreateTruncating(Penalty / 2) * p * p;
        }

        for (int n = 0; n < examples.Length; n++)
        {
            losses[n] = examples[n] == Broken ? throw new TimeoutException($"{Broken}") : penalty;
            for (int i = 0; i < width; i++)
            {
                R e = outputs[(n * width) + i] - targets[(examples[n] * width) + i];
                losses[n] += half * e * e;
            }
        }
    }

    public void PullLayer(ReadOnlySpan<R> parameters, ReadOnlySpan<int> examples, int layer, ReadOnlySpan<R> earlier, ReadOnlySpan<R> cotangents, Span<R> gradient)
    {
        int width = widths[layer];
        Span<R> z = stackalloc R[examples.Length * width];
        Inputs(examples, layer, earlier, z);
        if (IsCreditedToTheNext)
        {
            R[] first = z[..width].ToArray();
            z[width..].CopyTo(z);
            first.CopyTo(z[^width..]);
        }

        (int start, int weights) = PlaceOf(layer);
        DenseLayer.Pull(cotangents, z, gradient.Slice(start, weights), gradient.Slice(start + weights, widths[layer + 1]));
    }

    public void PullLoss(ReadOnlySpan<R> parameters, ReadOnlySpan<int> examples, ReadOnlySpan<R> nodes, Span<R> gradient)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            gradient[i] += R.CreateTruncating(examples.Length * Penalty) * parameters[i];
        }
    }

    private (int Start, int Weights) PlaceOf(int layer)
    {
        int start = 0;
        for (int l = 0; l < layer; l++)
        {
            start += (widths[l] + 1) * widths[l + 1];
        }

        return (start, widths[layer] * widths[layer + 1]);
    }

    private void Inputs(ReadOnlySpan<int> examples, int layer, ReadOnlySpan<R> earlier, Span<R> z)
    {
        int width = widths[layer];
        for (int n = 0; layer == 0 && n < examples.Length; n++)
        {
            inputs.AsSpan(examples[n] * width, width).CopyTo(z[(n * width)..]);
        }

        for (int j = 0; layer > 0 && j < z.Length; j++)
        {
            z[j] = R.Tanh(earlier[^z.Length..][j]);
        }
    }
}
