using System;
using DiffGen;
using DiffGen.Samples.Data;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>Goes through digits in mini-batches, in another order each epoch. The last digits that fill no batch are left out of the epoch.</summary>
internal sealed class MiniBatches
{
    private readonly Digits _digits;
    private readonly NoiseKey _key;
    private readonly int[] _order;
    private readonly double[] _uniforms;
    private readonly float[] _images;
    private readonly byte[] _labels;

    public MiniBatches(Digits digits, int size, NoiseKey key)
    {
        size = Math.Min(size, digits.Count);
        _digits = digits;
        _key = key;
        _order = new int[digits.Count];
        _uniforms = new double[digits.Count];
        _images = new float[size * Digits.PixelsPerImage];
        _labels = new byte[size];
    }

    public int PerEpoch => _digits.Count / _labels.Length;

    /// <summary>The images of the current batch.</summary>
    public ReadOnlySpan<float> Images => _images;

    /// <summary>The labels of the current batch.</summary>
    public ReadOnlySpan<byte> Labels => _labels;

    /// <summary>Shuffles the digits (Fisher and Yates); the order depends on the key and the epoch alone.</summary>
    public void Shuffle(int epoch)
    {
        _key.FillUniform<double>(_uniforms, (uint)epoch);
        for (int i = 0; i < _order.Length; i++)
        {
            _order[i] = i;
        }

        for (int i = _order.Length - 1; i > 0; i--)
        {
            int j = (int)(_uniforms[i] * (i + 1));
            (_order[i], _order[j]) = (_order[j], _order[i]);
        }
    }

    /// <summary>Makes a batch of the epoch the current one.</summary>
    public void Load(int batch)
    {
        _digits.CopyTo(_order.AsSpan(batch * _labels.Length, _labels.Length), _images, _labels);
    }
}
