using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using DiffGen.Training;
using Xunit;

namespace DiffGen.Runtime.Tests;

public sealed class TrainingLoopTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("diffgen-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    /// <summary>On a real disk: the files are there, and another run goes on from them.</summary>
    [Fact]
    public void Trains_reports_and_goes_on()
    {
        Recorder recorder = new();
        float[] whole = new float[5], parts = new float[5];
        TrainingResult once = new TrainingLoop<float>(new TrainingOptions { Epochs = 8, BatchSize = 4 }).Run(new RegressionTask(), whole);
        Assert.Equal((TrainingEnd.Completed, 16, 8), (once.End, once.Steps, once.Epochs));
        Assert.Null(once.Restored);
        Assert.True(double.IsFinite(once.Loss));

        TrainingOptions Options(int epochs) => new()
        {
            Epochs = epochs,
            BatchSize = 4,
            Checkpoints = new CheckpointStore(_directory),
            MetricsPath = Path.Combine(_directory, "metrics.jsonl"),
            MetricsFormat = MetricsFormat.JsonLines,
            Observer = recorder,
        };
        Assert.Equal(6, new TrainingLoop<float>(Options(3)).Run(new RegressionTask(), parts).Steps);
        Array.Clear(parts);
        TrainingResult rest = new TrainingLoop<float>(Options(8)).Run(new RegressionTask(), parts);
        Assert.Equal(whole, parts);
        Assert.Equal((once.Steps, once.Loss), (rest.Steps, rest.Loss));
        Assert.Equal(once.Metrics, rest.Metrics);
        Assert.Equal(3, rest.Restored!.Generation);
        Assert.Equal(rest.Restored, recorder.From);

        Assert.Equal(Enumerable.Range(1, 16).Select(s => (long)s), recorder.Steps.Select(p => p.Step));
        Assert.All(recorder.Steps, p => Assert.Equal(p.Step % 2 == 0, p.EpochEnded));
        Assert.Equal((8L, 8L, "error", 16L), (recorder.Steps[^1].Epoch, recorder.Steps[^1].Epochs, recorder.Steps[^1].MetricName, recorder.Steps[^1].Steps));
        Assert.Equal(rest.Metrics[0], recorder.Steps[^1].Metric);
        Assert.Equal(rest.Loss, recorder.Steps[^1].Loss);

        string[] lines = File.ReadAllLines(Path.Combine(_directory, "metrics.jsonl"));
        Assert.Equal(8, lines.Length);
        JsonElement last = JsonDocument.Parse(lines[^1]).RootElement;
        Assert.Equal(16, last.GetProperty("step").GetInt64());
        Assert.Equal(rest.Loss, last.GetProperty("epoch loss").GetDouble());
        Assert.Equal(rest.Metrics[1], last.GetProperty("bias").GetDouble());
    }

    [Fact]
    public void Every_example_comes_once_in_an_epoch()
    {
        List<int[]> batches = [];
        new TrainingLoop<float>(new TrainingOptions { Epochs = 2, BatchSize = 4, DropLast = false }).Run(new RegressionTask { OnStep = batches.Add }, new float[5]);
        Assert.Equal([4, 4, 2, 4, 4, 2], batches.Select(b => b.Length));
        Assert.Equal(Enumerable.Range(0, 10), batches.Take(3).SelectMany(b => b).Order());
        Assert.Equal(Enumerable.Range(0, 10), batches.Skip(3).SelectMany(b => b).Order());
        Assert.NotEqual(batches.Take(3).SelectMany(b => b), batches.Skip(3).SelectMany(b => b));
    }

    [Fact]
    public void Early_stopping_gives_the_best_parameters_back()
    {
        // The mean losses of the epochs, one step each.
        double[] losses = [5, 4, 4.5, 4.2, 3.99, 4, 4, 4, 4];
        int step = 0;
        List<float[]> seen = [];
        float[] x = new float[5];
        RegressionTask task = new() { Report = _ => losses[step++] };
        Recorder recorder = new() { OnReport = () => seen.Add([.. x]) };
        TrainingOptions options = new() { Epochs = 9, BatchSize = 10, Patience = 2, StopMargin = 0.1, Observer = recorder };
        TrainingResult result = new TrainingLoop<float>(options).Run(task, x);
        Assert.Equal((TrainingEnd.EarlyStopped, 5, 4.0), (result.End, result.Steps, result.Best));
        Assert.Equal(seen[1], x);
        Assert.NotEqual(seen[4], x);
    }

    [Fact]
    public void A_metric_that_is_to_rise()
    {
        TrainingOptions options = new() { Epochs = 20, BatchSize = 5, Patience = 0, StopMetric = "bias", LargerIsBetter = true };
        TrainingResult result = new TrainingLoop<float>(options).Run(new RegressionTask(), new float[5]);
        Assert.Equal(TrainingEnd.EarlyStopped, result.End);
        Assert.True(result.Best > result.Metrics[1]);
        TrainingOptions unknown = new() { Epochs = 1, Patience = 0, StopMetric = "accuracy" };
        string message = Assert.Throws<ArgumentException>(() => new TrainingLoop<float>(unknown).Run(new RegressionTask(), new float[5])).Message;
        Assert.Contains("'accuracy'", message, StringComparison.Ordinal);
        Assert.Contains("error, bias", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelling_writes_a_checkpoint()
    {
        float[] whole = new float[5], parts = new float[5];
        new TrainingLoop<float>(new TrainingOptions { Epochs = 3, BatchSize = 2 }).Run(new RegressionTask(), whole);
        using CancellationTokenSource source = new();
        TrainingOptions Options() => new() { Epochs = 3, BatchSize = 2, Checkpoints = new CheckpointStore(_directory) };
        int steps = 0;
        RegressionTask task = new() { OnStep = _ => Stop() };
        TrainingResult cancelled = new TrainingLoop<float>(Options()).Run(task, parts, source.Token);
        Assert.Equal((TrainingEnd.Cancelled, 7, 1), (cancelled.End, cancelled.Steps, cancelled.Epochs));
        Array.Clear(parts);
        TrainingResult rest = new TrainingLoop<float>(Options()).Run(new RegressionTask(), parts, CancellationToken.None);
        Assert.Equal(whole, parts);
        Assert.Equal(15, rest.Steps);

        void Stop()
        {
            if (++steps == 7)
            {
                source.Cancel();
            }
        }
    }

    [Theory]
    [InlineData(double.NaN, true, 3)]
    [InlineData(double.PositiveInfinity, true, 3)]
    [InlineData(double.NaN, false, 6)]
    [InlineData(1e6, true, 3)]
    public void Divergence(double bad, bool stops, int expectedSteps)
    {
        int step = 0;
        RegressionTask task = new() { Report = loss => ++step == 3 ? bad : 1 };
        TrainingOptions options = new() { Epochs = 6, BatchSize = 10, StopWhenNotFinite = stops, DivergenceFactor = double.IsFinite(bad) ? 100 : double.PositiveInfinity };
        TrainingResult result = new TrainingLoop<float>(options).Run(task, new float[5]);
        Assert.Equal((expectedSteps == 6 ? TrainingEnd.Completed : TrainingEnd.Diverged, expectedSteps), (result.End, result.Steps));
    }

    [Fact]
    public void A_damaged_checkpoint_is_reported_and_the_previous_one_used()
    {
        TrainingOptions Options(Recorder? observer = null) => new() { Epochs = 4, BatchSize = 10, Checkpoints = new CheckpointStore(_directory), Observer = observer };
        float[] whole = new float[5], again = new float[5];
        new TrainingLoop<float>(Options()).Run(new RegressionTask(), whole);
        string newest = Path.Combine(_directory, "training.000000000004.checkpoint");
        byte[] content = File.ReadAllBytes(newest);
        content[100] ^= 4;
        File.WriteAllBytes(newest, content);
        Recorder recorder = new();
        TrainingResult result = new TrainingLoop<float>(Options(recorder)).Run(new RegressionTask(), again);
        Assert.Equal(whole, again);
        Assert.Equal(newest, Assert.Single(result.Restored!.Refused).Path);
        Assert.Single(recorder.Steps);
    }

    [Fact]
    public void A_checkpoint_of_another_order_is_refused()
    {
        TrainingOptions Options(int size, ulong seed = 0) => new() { Epochs = 1, BatchSize = size, Seed = seed, Checkpoints = new CheckpointStore(_directory) };
        new TrainingLoop<float>(Options(5)).Run(new RegressionTask(), new float[5]);
        foreach (TrainingOptions options in (TrainingOptions[])[Options(2), Options(5, 1)])
        {
            float[] x = new float[5];
            string message = Assert.Throws<InvalidDataException>(() => new TrainingLoop<float>(options).Run(new RegressionTask(), x)).Message;
            Assert.Contains("order by seed 0 of 10 examples in batches of 5", message, StringComparison.Ordinal);
            Assert.Equal(new float[5], x);
        }
    }

    [Fact]
    public void Csv_rows()
    {
        string path = Path.Combine(_directory, "metrics.csv");
        TrainingOptions options = new() { Epochs = 2, BatchSize = 5, MetricsPath = path, MetricsEvery = 1, Time = new StillClock() };
        TrainingResult result = new TrainingLoop<float>(options).Run(new RegressionTask(), new float[5]);
        string[] lines = File.ReadAllLines(path);
        Assert.Equal("step,epoch,loss,epoch loss,seconds,error,bias", lines[0]);
        Assert.Equal(5, lines.Length);
        Assert.StartsWith("1,1,", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",,0,,", lines[1], StringComparison.Ordinal);
        string[] last = lines[4].Split(',');
        Assert.Equal(["4", "2"], last[..2]);
        Assert.Equal(result.Loss, double.Parse(last[3], CultureInfo.InvariantCulture));
        Assert.Equal(result.Metrics, last[5..].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)));
    }

    /// <summary>A step of the loop allocates nothing of its own between two checkpoints, rows and reports.</summary>
    [Fact]
    public void Steps_allocate_nothing()
    {
        Assert.Equal(Bytes(1), Bytes(2001), 2000.0);

        static double Bytes(int epochs)
        {
            TrainingLoop<float> loop = new(new TrainingOptions { Epochs = epochs, BatchSize = 1 });
            RegressionTask task = new();
            float[] x = new float[5];
            double least = double.PositiveInfinity;
            for (int i = 0; i < 3; i++)
            {
                task = new();
                long before = GC.GetAllocatedBytesForCurrentThread();
                loop.Run(task, x);
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            return least;
        }
    }

    [Fact]
    public void Bad_options_are_named()
    {
        Assert.Equal("options.Epochs", Assert.ThrowsAny<ArgumentException>(() => new TrainingLoop<float>(new() { Epochs = -1 })).ParamName);
        Assert.Equal("options.BatchSize", Assert.ThrowsAny<ArgumentException>(() => new TrainingLoop<float>(new() { Epochs = 1, BatchSize = 0 })).ParamName);
        Assert.Equal(TrainingEnd.Completed, new TrainingLoop<float>(new() { Epochs = 0 }).Run(new RegressionTask(), new float[5]).End);
    }

    private sealed class Recorder : ITrainingObserver
    {
        public List<TrainingProgress> Steps { get; } = [];

        public RestoredCheckpoint? From { get; private set; }

        public Action? OnReport { get; init; }

        public void Report(in TrainingProgress progress)
        {
            Steps.Add(progress);
            OnReport?.Invoke();
        }

        public void Restored(RestoredCheckpoint checkpoint) => From = checkpoint;
    }
}
