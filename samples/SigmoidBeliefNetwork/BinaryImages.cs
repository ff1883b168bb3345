using System;
using DiffGen.Samples.Data;

namespace SigmoidBeliefNetwork;

/// <summary>Digits in black and white, 14 × 14 pixels of 0 and 1: each the mean of four, from a threshold on.</summary>
internal sealed class BinaryImages
{
    public const int Side = Digits.Side / 2;
    public const int Pixels = Side * Side;
    private const float Threshold = 0.4f;
    private readonly double[] _pixels;

    public BinaryImages(Digits digits)
    {
        Count = digits.Count;
        _pixels = new double[Count * Pixels];
        for (int image = 0; image < Count; image++)
        {
            ReadOnlySpan<float> grey = digits.Image(image);
            for (int p = 0; p < Pixels; p++)
            {
                int corner = (2 * (p / Side) * Digits.Side) + (2 * (p % Side));
                float mean = 0.25f * (grey[corner] + grey[corner + 1] + grey[corner + Digits.Side] + grey[corner + Digits.Side + 1]);
                _pixels[(image * Pixels) + p] = mean >= Threshold ? 1 : 0;
            }
        }
    }

    public int Count { get; }

    public ReadOnlySpan<double> this[int image] => _pixels.AsSpan(image * Pixels, Pixels);
}
