using System;
using DiffGen;

namespace SigmoidBeliefNetwork;

/// <summary>
/// A sigmoid belief network with one layer of coins, p(h) p(x | h), and the network that guesses the coins behind an image, q(h | x) (Neal, "Connectionist learning of belief networks", Artificial
/// Intelligence 56, 1992). All probabilities are given by their logits.
/// </summary>
[Differentiable]
internal sealed partial class BeliefNetwork(int pixels, int coins)
{
    /// <summary>The logits of the coins, p(h).</summary>
    [Shape(nameof(coins))] public partial Span<double> Prior { get; }

    /// <summary>From coins to the logits of pixels, p(x | h).</summary>
    [Shape(nameof(pixels), nameof(coins))] public partial Span<double> Decoder { get; }

    [Shape(nameof(pixels))] public partial Span<double> DecoderBias { get; }

    /// <summary>From pixels to the logits of coins, q(h | x).</summary>
    [Shape(nameof(coins), nameof(pixels))] public partial Span<double> Encoder { get; }

    [Shape(nameof(coins))] public partial Span<double> EncoderBias { get; }

    public int Pixels => DecoderBias.Length;

    public int Coins => Prior.Length;
}
