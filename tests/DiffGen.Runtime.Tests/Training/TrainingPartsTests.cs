using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using DiffGen.Training;
using Xunit;

namespace DiffGen.Runtime.Tests;

public sealed class TrainingPartsTests
{
    /// <summary>Each position of each example is equally likely: χ² with 24 degrees of freedom stays below 59.7 (p = 10⁻⁴) for a fixed seed.</summary>
    [Fact]
    public void Shuffles_are_uniform()
    {
        const int n = 5, epochs = 4000;
        BatchOrder order = new(n, n, new NoiseKey(17));
        int[,] counts = new int[n, n];
        for (int e = 0; e < epochs; e++)
        {
            ReadOnlySpan<int> batch = order.Next();
            for (int i = 0; i < n; i++)
            {
                counts[i, batch[i]]++;
            }
        }

        double expected = epochs / (double)n;
        Assert.True(counts.Cast<int>().Sum(c => (c - expected) * (c - expected) / expected) < 59.7);
    }

    /// <summary>An epoch's order depends on key and epoch alone, also beyond the numbers that are drawn at once.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(5000)]
    public void An_order_goes_on_from_its_position(int count)
    {
        BatchOrder whole = new(count, 3, new NoiseKey(2), dropLast: false), later = new(count, 3, new NoiseKey(2), dropLast: false);
        Assert.Equal((count + 2) / 3, whole.BatchesPerEpoch);
        List<int> firstEpoch = [];
        for (int b = 0; b < whole.BatchesPerEpoch; b++)
        {
            firstEpoch.AddRange(whole.Next());
        }

        Assert.Equal(Enumerable.Range(0, count), firstEpoch.Order());
        Assert.NotEqual(Enumerable.Range(0, count), firstEpoch);
        whole.Next();
        Assert.Equal((1, 1), (whole.Epoch, whole.Batch));
        later.Next();
        StateSnapshot.Restore(later, StateSnapshot.Take(whole));
        for (int b = 0; b < 2 * whole.BatchesPerEpoch; b++)
        {
            Assert.Equal(whole.Next().ToArray(), later.Next().ToArray());
        }
    }

    [Fact]
    public void Orders_without_shuffling_and_small_data()
    {
        BatchOrder plain = new(5, 2, new NoiseKey(1), shuffle: false);
        Assert.Equal([0, 1, 2, 3, 0, 1], ((int[])[.. plain.Next(), .. plain.Next(), .. plain.Next()]));
        Assert.Equal(3, new BatchOrder(3, 100, new NoiseKey(1)).Next().Length);
        Assert.Equal("batchSize", Assert.ThrowsAny<ArgumentException>(() => new BatchOrder(3, 0, default)).ParamName);
        Assert.Equal("exampleCount", Assert.ThrowsAny<ArgumentException>(() => new BatchOrder(0, 1, default)).ParamName);
        BatchOrder order = new(100, 7, new NoiseKey(1));
        Allocations.AssertNone(() => order.Next());
    }

    [Fact]
    public void Speed_and_time_left()
    {
        StillClock clock = new();
        ProgressMeter meter = new(1000, 0, clock);
        Assert.True(double.IsNaN(meter.StepsPerSecond));
        Assert.Null(meter.Remaining);
        clock.Advance(0.1);
        meter.Update(10);
        Assert.Null(meter.Remaining);
        clock.Advance(0.9);
        meter.Update(100);
        Assert.Equal(100, meter.StepsPerSecond);
        Assert.Equal(TimeSpan.FromSeconds(9), meter.Remaining);
        clock.Advance(10);
        meter.Update(600);
        Assert.Equal(100 - (50 * (1 - Math.Exp(-1))), meter.StepsPerSecond, 1e-9);
        Assert.Equal(400 / meter.StepsPerSecond, meter.Remaining!.Value.TotalSeconds, 1e-6);
        Assert.Equal(TimeSpan.FromSeconds(11), meter.Elapsed);

        ProgressMeter later = new(1000, 0, clock);
        clock.Advance(5);
        StateSnapshot.Restore(later, StateSnapshot.Take(meter));
        Assert.Equal(TimeSpan.FromSeconds(16), later.Elapsed);
        clock.Advance(2);
        Assert.Equal(TimeSpan.FromSeconds(18), later.Elapsed);
    }

    [Fact]
    public void Console_lines()
    {
        StillClock clock = new();
        StringWriter lines = new() { NewLine = "\n" }, live = new() { NewLine = "\n" };
        ConsoleProgress whole = new(lines), rewriting = new(live, live: true, time: clock);
        TrainingProgress progress = new(5, 20, 1, 4, 0.123456789, "accuracy", double.NaN, false, double.NaN, TimeSpan.FromSeconds(3), null);
        TrainingProgress later = progress with { Step = 6, StepsPerSecond = 12.3456, Remaining = TimeSpan.FromSeconds(3725), Metric = 0.5 };
        TrainingProgress end = progress with { Step = 20, Epoch = 4, Metric = 0.91, EpochEnded = true, Elapsed = TimeSpan.FromHours(30) };
        foreach (TrainingProgress p in (TrainingProgress[])[progress, later, end])
        {
            whole.Report(p);
            rewriting.Report(p);
        }

        Assert.Equal("epoch 4/4  step 20/20  loss 0.12346  accuracy 0.91  30:00:00\n", lines.ToString());

        // The second report came too early.
        string first = "epoch 1/4  step 5/20  loss 0.12346  0:00:03", last = "epoch 4/4  step 20/20  loss 0.12346  accuracy 0.91  30:00:00";
        Assert.Equal($"\r{first}\r{last}\n", live.ToString());
        clock.Advance(1);
        rewriting.Report(later);
        clock.Advance(1);
        rewriting.Report(progress);
        string middle = "epoch 1/4  step 6/20  loss 0.12346  accuracy 0.5  12.35 steps/s  1:02:05 left";
        Assert.Equal($"\r{first}\r{last}\n\r{middle}\r{first.PadRight(middle.Length)}", live.ToString());

        StringWriter restored = new() { NewLine = "\n" };
        new ConsoleProgress(restored).Restored(new RestoredCheckpoint("a.1", 1, [new("a.2", "it was cut off")]));
        Assert.Equal("refused 'a.2': it was cut off\ngoes on from 'a.1'\n", restored.ToString());
    }

    [Fact]
    public void Metrics_files()
    {
        using MemoryStream stream = new();
        using MetricsFile csv = new(stream, "m.csv", MetricsFormat.Csv, "step", "a \"b\", c");
        csv.Append(1, null);
        csv.Append(2, double.NaN);
        csv.Append(1e300, 0.1);
        Assert.Equal("step,\"a \"\"b\"\", c\"\n1,\n2,NaN\n1E+300,0.1\n", Text(stream));

        using MemoryStream lines = new();
        using MetricsFile json = new(lines, "m.jsonl", MetricsFormat.JsonLines, "step", "x");
        json.Append(1, null);
        json.Append(2, double.NaN);
        json.Append(3, double.NegativeInfinity);
        json.Append(4, 0.1);
        Assert.Equal("{\"step\":1}\n{\"step\":2,\"x\":\"NaN\"}\n{\"step\":3,\"x\":\"-Infinity\"}\n{\"step\":4,\"x\":0.1}\n", Text(lines));

        Assert.Equal("values", Assert.Throws<ArgumentException>(() => json.Append(1)).ParamName);
        Assert.Equal("columns", Assert.Throws<ArgumentException>(() => new MetricsFile(new MemoryStream(), "", MetricsFormat.Csv, "a", "a")).ParamName);
    }

    /// <summary>Rows that were written after the checkpoint are cut off; a file that has lost rows is named.</summary>
    [Fact]
    public void Metrics_files_go_on_from_a_checkpoint()
    {
        using MemoryStream stream = new();
        using MetricsFile first = new(stream, "m.csv", MetricsFormat.Csv, "step");
        first.Append(1);
        byte[] state = StateSnapshot.Take(first);
        first.Append(2);
        using MetricsFile second = new(stream, "m.csv", MetricsFormat.Csv, "step");
        StateSnapshot.Restore(second, state);
        second.Append(3);
        Assert.Equal("step\n1\n3\n", Text(stream));

        using MetricsFile anew = new(stream, "m.csv", MetricsFormat.Csv, "step");
        anew.Append(9);
        Assert.Equal("step\n9\n", Text(stream));

        using MemoryStream empty = new();
        using MetricsFile lost = new(empty, "m.csv", MetricsFormat.Csv, "step");
        StateSnapshot.Restore(lost, state);
        Assert.Contains("'m.csv' has 0 bytes, but had 7", Assert.Throws<InvalidDataException>(() => lost.Append(2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Early_stopping()
    {
        EarlyStopping<double> early = new(1, patience: 1, margin: 0.5);
        Assert.True(early.Observe(10, [1]));
        Assert.False(early.Observe(9.6, [2]));
        Assert.False(early.ShouldStop);
        Assert.True(early.Observe(9.4, [3]));
        Assert.False(early.Observe(double.NaN, [4]));
        EarlyStopping<double> copy = new(1, 1, 0.5);
        StateSnapshot.Restore(copy, StateSnapshot.Take(early));
        Assert.False(copy.ShouldStop);
        Assert.False(copy.Observe(9.4, [5]));
        Assert.True(copy.ShouldStop);
        Assert.Equal((9.4, 2, 3), (copy.Best, copy.BestObservation, copy.BestParameters[0]));
        Assert.Equal("parameters", Assert.Throws<ArgumentException>(() => copy.Observe(1, [1, 2])).ParamName);
    }

    [Fact]
    public void Divergence()
    {
        DivergenceMonitor monitor = new(factor: 10, decay: 0.5);
        Assert.False(monitor.Observe(1));
        Assert.False(monitor.Observe(10));
        Assert.Equal(((0.5 * 0.5) + (0.5 * 10)) / 0.75, monitor.Average, 1e-14);
        DivergenceMonitor copy = new(factor: 10, decay: 0.5);
        StateSnapshot.Restore(copy, StateSnapshot.Take(monitor));
        Assert.True(copy.Observe(20));
        Assert.True(monitor.Observe(double.NegativeInfinity));
        Assert.Equal("factor", Assert.ThrowsAny<ArgumentException>(() => new DivergenceMonitor(1)).ParamName);
    }

    private static string Text(MemoryStream stream) => Encoding.UTF8.GetString(stream.ToArray());
}
