using System;
using System.Linq;
using DiffGen.Samples.Data;
using Xunit;

namespace DiffGen.Samples.Tests;

public sealed class DrawnDigitsTests
{
    [Fact]
    public void A_seed_draws_the_same_digits_however_many()
    {
        Digits many = DrawnDigits.Draw(60, 7);
        Digits few = DrawnDigits.Draw(25, 7);

        Assert.True(few.Images.SequenceEqual(many.First(25).Images));
        Assert.True(few.Labels.SequenceEqual(many.First(25).Labels));
    }

    [Fact]
    public void Another_seed_draws_others()
    {
        Assert.False(DrawnDigits.Draw(25, 7).Images.SequenceEqual(DrawnDigits.Draw(25, 8).Images));
    }

    [Fact]
    public void Pixels_are_between_background_and_ink()
    {
        Digits digits = DrawnDigits.Draw(500, 3);

        for (int i = 0; i < digits.Count; i++)
        {
            float[] image = digits.Image(i).ToArray();
            Assert.All(image, pixel => Assert.InRange(pixel, 0, 1));
            Assert.InRange(image.Average(), 0.03f, 0.4f);
            Assert.True(image.Max() > 0.6f);
        }
    }

    [Fact]
    public void Each_digit_is_drawn_about_as_often_as_any_other()
    {
        byte[] labels = DrawnDigits.Draw(2000, 5).Labels.ToArray();

        for (int digit = 0; digit < 10; digit++)
        {
            Assert.InRange(labels.Count(label => label == digit), 140, 260);
        }
    }

    [Fact]
    public void The_nearest_mean_image_names_most_digits_but_not_all()
    {
        DigitSet digits = DigitSet.Split("", DrawnDigits.Draw(3000, 1));
        float[][] means = [.. Enumerable.Range(0, 10).Select(digit => MeanImage(digits.Train, digit))];

        int right = 0;
        for (int i = 0; i < digits.HeldBack.Count; i++)
        {
            float[] image = digits.HeldBack.Image(i).ToArray();
            int nearest = Enumerable.Range(0, 10).MinBy(digit => Distance(image, means[digit]));
            right += nearest == digits.HeldBack.Labels[i] ? 1 : 0;
        }

        Assert.InRange((double)right / digits.HeldBack.Count, 0.6, 0.98);
    }

    private static float[] MeanImage(Digits digits, int digit)
    {
        float[] mean = new float[Digits.PixelsPerImage];
        int count = 0;
        for (int i = 0; i < digits.Count; i++)
        {
            if (digits.Labels[i] == digit)
            {
                ReadOnlySpan<float> image = digits.Image(i);
                for (int p = 0; p < mean.Length; p++)
                {
                    mean[p] += image[p];
                }

                count++;
            }
        }

        return [.. mean.Select(sum => sum / count)];
    }

    private static float Distance(float[] a, float[] b)
    {
        return a.Zip(b, (x, y) => (x - y) * (x - y)).Sum();
    }
}
