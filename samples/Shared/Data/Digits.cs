using System;

namespace DiffGen.Samples.Data;

/// <summary>Images of digits with their labels: 28 × 28 pixels each, row by row, from 0 (background) to 1 (ink).</summary>
internal sealed class Digits
{
    public const int Side = 28;
    public const int PixelsPerImage = Side * Side;
    public const int Classes = 10;

    private readonly float[] _pixels;
    private readonly byte[] _labels;

    public Digits(float[] pixels, byte[] labels)
    {
        if (pixels.Length != labels.Length * PixelsPerImage)
        {
            throw new ArgumentException($"{labels.Length} labels need {labels.Length * PixelsPerImage} pixels, not {pixels.Length}.", nameof(pixels));
        }

        _pixels = pixels;
        _labels = labels;
    }

    public int Count => _labels.Length;

    public ReadOnlySpan<byte> Labels => _labels;

    public ReadOnlySpan<float> Images => _pixels;

    public ReadOnlySpan<float> Image(int index)
    {
        return _pixels.AsSpan(index * PixelsPerImage, PixelsPerImage);
    }

    /// <summary>The digits at <paramref name="indices"/>, in that order.</summary>
    public Digits Pick(ReadOnlySpan<int> indices)
    {
        Digits picked = new(new float[indices.Length * PixelsPerImage], new byte[indices.Length]);
        CopyTo(indices, picked._pixels, picked._labels);
        return picked;
    }

    /// <summary>The first <paramref name="count"/> digits, or all if there are fewer.</summary>
    public Digits First(int count)
    {
        return count < Count ? new Digits(_pixels[..(count * PixelsPerImage)], _labels[..count]) : this;
    }

    /// <summary>Writes the digits at <paramref name="indices"/> one after the other.</summary>
    public void CopyTo(ReadOnlySpan<int> indices, Span<float> images, Span<byte> imageLabels)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            Image(indices[i]).CopyTo(images[(i * PixelsPerImage)..]);
            imageLabels[i] = _labels[indices[i]];
        }
    }
}
