using System;
using System.IO;
using System.Linq;
using System.Numerics;
using DiffGen.Runtime.Tests.Estimators;
using Xunit;

namespace DiffGen.Runtime.Tests;

/// <summary>Perturbations from chaos and from files: row P13 of the formulas.</summary>
public sealed class NoiseSourceTests
{
    private static readonly double[] s_g = [3, -4, 0, 1, 2];

    [Theory]
    [InlineData(DirectionNoise.Gaussian)]
    [InlineData(DirectionNoise.Rademacher)]
    [InlineData(DirectionNoise.Uniform)]
    public void Keyed_noise_looks_white(DirectionNoise noise)
    {
        NoiseReport report = NoiseReport.Of(new KeyedNoise(new NoiseKey(81), noise), 1 << 18);
        Assert.True(report.LooksWhite, report.ToString());
        Assert.Contains("looks white", report.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Mean 0, variance 1 and no correlation, though E[v²v′] = √2 (1 − E[v⁴]) = −√2/2 tells that neighbours depend.</summary>
    [Fact]
    public void The_logistic_map_at_4_is_white_and_dependent()
    {
        ChaoticNoise source = new(new NoiseKey(82));
        NoiseReport report = NoiseReport.Of(source, 1 << 19);
        Assert.True(report.LooksWhite, report.ToString());
        Assert.Equal(16, report.Correlations.Length);

        double[] v = new double[200];
        double sum = 0, squares = 0;
        for (uint t = 0; t < 2000; t++)
        {
            source.Fill<double>(v, t);
            double mean = Enumerable.Range(0, 199).Average(i => v[i] * v[i] * v[i + 1]);
            sum += mean;
            squares += mean * mean;
        }

        double error = Math.Sqrt(((squares / 2000) - (sum / 2000 * (sum / 2000))) / 2000);
        Assert.InRange(((sum / 2000) + Math.Sqrt(0.5)) / error, -5, 5);
    }

    [Fact]
    public void Other_rates_of_the_map_are_reported_and_whitened()
    {
        LogisticMapNoise raw = new(new NoiseKey(83), 3.8);
        NoiseReport report = NoiseReport.Of(raw, 1 << 18);
        Assert.False(report.LooksWhite);
        Assert.True(Math.Abs(report.MeanScore) > 5 && Math.Abs(report.CorrelationScores[0]) > 5);
        Assert.Contains("not white", report.ToString(), StringComparison.Ordinal);

        WhitenedNoise white = new(raw, order: 32);
        report = NoiseReport.Of(white, 1 << 18);
        Assert.True(report.LooksWhite, report.ToString());
    }

    /// <summary>A record of a device: bytes with an offset, a drift that correlates neighbours, and a skewed distribution.</summary>
    [Fact]
    public void A_skewed_and_correlated_record_is_reported_and_whitened()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, Record(1 << 20));
            RecordedNoise raw = RecordedNoise.FromBytes(path, new NoiseKey(84));
            Assert.Equal(1 << 20, raw.Count);
            Assert.False(NoiseReport.Of(raw, 1 << 18).LooksWhite);

            WhitenedNoise white = new(raw);
            NoiseReport report = NoiseReport.Of(white, 1 << 18);
            Assert.True(report.LooksWhite, report.ToString());

            // The estimator's test passes with the whitened record and fails with the raw one, which somebody promised to be white.
            Draws.Of(new ForwardGradient<double>(white), new Linear<double>(s_g), new double[5], s_g, 250_000).AssertUnbiased();
            Draws.Of(new ForwardGradient<double>(new Promised(raw)), new Linear<double>(s_g), new double[5], s_g, 100_000).AssertBiased();
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Chaos_makes_unbiased_forward_gradients()
    {
        Draws.Of(new ForwardGradient<double>(new ChaoticNoise(new NoiseKey(85))), new Linear<double>(s_g), new double[5], s_g, 100_000).AssertUnbiased();
        Draws.Of(new ForwardGradient<float>(new ChaoticNoise(new NoiseKey(86))), new Linear<float>([3, -4, 0, 1, 2]), new float[5], s_g, 100_000).AssertUnbiased();
        Draws.Of(new ForwardGradient<double>(new Promised(new LogisticMapNoise(new NoiseKey(85), 3.8))), new Linear<double>(s_g), new double[5], s_g, 100_000).AssertBiased();
    }

    [Fact]
    public void Sources_are_addressed()
    {
        INoiseSource[] sources =
        [
            new KeyedNoise(new NoiseKey(87)), new ChaoticNoise(new NoiseKey(87)), new RecordedNoise(Enumerable.Range(0, 5000).Select(i => Math.Sin(i * i)).ToArray(), new NoiseKey(87)),
            new WhitenedNoise(new LogisticMapNoise(new NoiseKey(87), 3.9)),
        ];
        foreach (INoiseSource source in sources)
        {
            double[] first = new double[700], again = new double[300], other = new double[300];
            source.Fill<double>(first, 3, 2, 1);
            source.Fill<double>(again, 3, 2, 1);
            Assert.Equal(first[..300], again);
            source.Fill<double>(other, 3, 2, 2);
            Assert.NotEqual(again, other);
            source.Fill<double>(other, 3, 1, 1);
            Assert.NotEqual(again, other);
            source.Fill<double>(other, 4, 2, 1);
            Assert.NotEqual(again, other);

            float[] single = new float[300];
            source.Fill<float>(single, 3, 2, 1);
            Assert.Throws<NotSupportedException>(() => source.Fill<Half>(new Half[3], 0));
            if (source is not KeyedNoise)
            {
                Assert.Equal(again.Select(x => (float)x), single);
            }
        }

        Assert.Equal(sources.Length, sources.Select(s => s.Identity).Distinct().Count());
    }

    [Fact]
    public void A_record_is_read_around_its_end()
    {
        double[] record = [1, 2, 3, 4, 5], numbers = new double[12];
        new RecordedNoise(record, new NoiseKey(88)).Fill<double>(numbers, 0);
        for (int i = 0; i < 11; i++)
        {
            Assert.Equal((numbers[i] % 5) + 1, numbers[i + 1]);
        }
    }

    [Fact]
    public void Bad_sources_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new RecordedNoise([], new NoiseKey(1)));
        Assert.Contains("record[1]", Assert.Throws<ArgumentException>(() => new RecordedNoise([1, double.NaN], new NoiseKey(1))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogisticMapNoise(new NoiseKey(1), 4.1));
        Assert.Throws<ArgumentException>(() => new WhitenedNoise(new RecordedNoise([2, 2, 2], new NoiseKey(1))));
        Assert.Throws<ArgumentException>(() => new WhitenedNoise(new RecordedNoise([1, -1], new NoiseKey(1))));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WhitenedNoise(new ChaoticNoise(new NoiseKey(1)), -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WhitenedNoise(new ChaoticNoise(new NoiseKey(1)), 16, 1500));
        Assert.Throws<ArgumentNullException>(() => new WhitenedNoise(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => NoiseReport.Of(new ChaoticNoise(new NoiseKey(1)), 1000));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KeyedNoise(new NoiseKey(1), (DirectionNoise)17));
    }

    private static byte[] Record(int count)
    {
        double[] uniforms = new double[count];
        new NoiseKey(89).FillUniform<double>(uniforms, 0);
        byte[] bytes = new byte[count];
        double drift = 0;
        for (int i = 0; i < count; i++)
        {
            drift = (0.7 * drift) - (12 * Math.Log(uniforms[i])) - 12;
            bytes[i] = (byte)Math.Clamp(90 + drift, 0, 255);
        }

        return bytes;
    }

    /// <summary>A source that is said to be white and is not.</summary>
    private sealed class Promised(INoiseSource source) : IWhiteNoise
    {
        public ulong Identity => source.Identity;

        public void Fill<R>(Span<R> destination, uint step, uint instance = 0, uint example = 0)
            where R : unmanaged, IFloatingPointIeee754<R> => source.Fill(destination, step, instance, example);
    }
}
