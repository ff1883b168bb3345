using System;
using DiffGen;
using GradientsWithoutBackprop.Models;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>
/// A task that needs no files: ten classes around means of deviation .45 in 64 dimensions, with noise of deviation 1 and four shared factors of strength .7; 2,000 examples to learn from and 1,000 to test with.
/// </summary>
internal static class Blobs
{
    private const int Width = 64;
    private const int Hidden = 32;
    private const int Train = 2000;
    private const int Test = 1000;
    private const int Factors = 4;

    public static ClassificationTask Make(NoiseKey key)
    {
        float[] means = new float[TanhNetwork.Classes * Width];
        float[] factors = new float[Factors * Width];
        key.FillGaussian<float>(means, 0, 0);
        key.FillGaussian<float>(factors, 0, 1);
        float[] inputs = new float[(Train + Test) * Width];
        byte[] labels = new byte[Train + Test];
        Span<float> strengths = stackalloc float[Factors];
        for (int n = 0; n < labels.Length; n++)
        {
            labels[n] = (byte)(n % TanhNetwork.Classes);
            Span<float> row = inputs.AsSpan(n * Width, Width);
            key.FillGaussian(row, 1, 0, (uint)n);
            key.FillGaussian(strengths, 1, 1, (uint)n);
            for (int i = 0; i < Width; i++)
            {
                row[i] += 0.45f * means[labels[n] * Width + i];
                for (int f = 0; f < Factors; f++)
                {
                    row[i] += 0.7f * factors[f * Width + i] * strengths[f];
                }
            }
        }

        return new ClassificationTask("blobs in 64 dimensions", Width, Hidden, inputs[..(Train * Width)], labels[..Train], inputs[(Train * Width)..], labels[Train..]);
    }
}
