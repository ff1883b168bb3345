using System.Collections.Generic;
using System.Linq;
using DiffGen.Samples.Data;
using GradientsWithoutBackprop.Experiments;
using Xunit;

namespace DiffGen.Samples.Tests;

public sealed class MiniBatchesTests
{
    private static readonly Digits Numbered = new(
        [.. Enumerable.Range(0, 103).SelectMany(image => Enumerable.Repeat((float)image, Digits.PixelsPerImage))],
        [.. Enumerable.Range(0, 103).Select(image => (byte)(image % 10))]);

    [Fact]
    public void An_epoch_meets_no_digit_twice_and_leaves_out_less_than_a_batch()
    {
        List<float> met = Epoch(new MiniBatches(Numbered, 10, new NoiseKey(1)), 1);

        Assert.Equal(100, met.Count);
        Assert.Equal(100, met.Distinct().Count());
    }

    [Fact]
    public void The_order_depends_on_the_key_and_the_epoch_alone()
    {
        MiniBatches batches = new(Numbered, 10, new NoiseKey(1));
        List<float> first = Epoch(batches, 1);
        List<float> second = Epoch(batches, 2);

        Assert.NotEqual(first, second);
        Assert.Equal(first, Epoch(batches, 1));
        Assert.NotEqual(first, Epoch(new MiniBatches(Numbered, 10, new NoiseKey(2)), 1));
    }

    [Fact]
    public void Labels_go_with_their_images()
    {
        MiniBatches batches = new(Numbered, 10, new NoiseKey(1));
        batches.Shuffle(1);
        batches.Load(3);

        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(batches.Images[i * Digits.PixelsPerImage] % 10, batches.Labels[i]);
        }
    }

    [Fact]
    public void A_batch_is_never_larger_than_the_set()
    {
        MiniBatches batches = new(Numbered, 1000, new NoiseKey(1));

        Assert.Equal(1, batches.PerEpoch);
        Assert.Equal(103, batches.Labels.Length);
    }

    private static List<float> Epoch(MiniBatches batches, int epoch)
    {
        List<float> met = [];
        batches.Shuffle(epoch);
        for (int batch = 0; batch < batches.PerEpoch; batch++)
        {
            batches.Load(batch);
            for (int i = 0; i < batches.Labels.Length; i++)
            {
                met.Add(batches.Images[i * Digits.PixelsPerImage]);
            }
        }

        return met;
    }
}
