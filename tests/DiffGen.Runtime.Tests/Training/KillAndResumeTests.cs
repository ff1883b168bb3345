using System;
using System.Linq;
using System.Text;
using DiffGen.Training;
using Xunit;

namespace DiffGen.Runtime.Tests;

/// <summary>A run that is ended at any operation on the disk, and started again, ends bit for bit as one that was left alone.</summary>
public sealed class KillAndResumeTests
{
    private const string Metrics = "metrics.csv";

    [Theory]
    [InlineData(Loss.Process)]
    [InlineData(Loss.UnflushedBytes)]
    [InlineData(Loss.UnflushedBytesAndNames)]
    public void At_every_operation(Loss loss)
    {
        SimulatedDisk undisturbed = new();
        float[] expected = Train(undisturbed);
        Assert.True(undisturbed.Operations > 50);
        Assert.All(expected, v => Assert.True(float.IsFinite(v) && v != 0));
        for (int kill = 0; kill < undisturbed.Operations; kill++)
        {
            // The second run is ended too, somewhere else.
            SimulatedDisk first = new() { KillAt = kill };
            Assert.Throws<KilledException>(() => Train(first));
            SimulatedDisk second = first.After(loss);
            second.KillAt = kill * 7 % 50;
            float[]? actual = null;
            SimulatedDisk last = second;
            try
            {
                actual = Train(second);
            }
            catch (KilledException)
            {
                last = second.After(loss);
                actual = Train(last);
            }

            Assert.True(expected.SequenceEqual(actual), $"ended at operation {kill}");
            Assert.Equal(undisturbed.Content(Metrics), last.Content(Metrics));

            // Three where the run was ended before the oldest of them was removed, and had nothing more to write.
            Assert.InRange(last.List().Count(name => name.EndsWith(".checkpoint", StringComparison.Ordinal)), 2, 3);
        }
    }

    /// <summary>The test above sees what it is to see: a task that forgets where its noise was ends elsewhere.</summary>
    [Fact]
    public void A_task_that_forgets_its_noise_is_seen()
    {
        SimulatedDisk undisturbed = new();
        float[] expected = Train(undisturbed, forgets: true);
        SimulatedDisk killed = new() { KillAt = undisturbed.Operations / 2 };
        Assert.Throws<KilledException>(() => Train(killed, forgets: true));
        Assert.NotEqual(expected, Train(killed.After(Loss.Process), forgets: true));
    }

    /// <summary>Without flushing, losing power leaves no checkpoint that is whole, and this is said.</summary>
    [Fact]
    public void A_disk_that_never_flushes_is_seen()
    {
        SimulatedDisk disk = new() { ForgetsToFlush = true };
        Train(disk);
        Assert.Contains("No checkpoint can be used", Assert.Throws<System.IO.InvalidDataException>(() => Train(disk.After(Loss.UnflushedBytes))).Message, StringComparison.Ordinal);
    }

    /// <summary>A run with more epochs goes on where one with fewer ended.</summary>
    [Fact]
    public void More_epochs_later()
    {
        SimulatedDisk whole = new(), parts = new();
        float[] expected = Train(whole);
        Train(parts, epochs: 1);
        Assert.Equal(expected, Train(parts));
        Assert.Equal(Encoding.UTF8.GetString(whole.Content(Metrics)), Encoding.UTF8.GetString(parts.Content(Metrics)));
    }

    private static float[] Train(SimulatedDisk disk, bool forgets = false, int epochs = 3)
    {
        float[] parameters = [0.1f, 0.2f, 0.3f, 0.4f, 0.5f];
        TrainingOptions options = new()
        {
            Epochs = epochs,
            BatchSize = 3,
            DropLast = false,
            Seed = 11,
            Checkpoints = new CheckpointStore(disk, "run"),
            CheckpointEvery = 3,
            MetricsPath = Metrics,
            MetricsEvery = 1,
            Patience = 100,
            RestoreBest = false,
            Time = new StillClock(),
        };
        new TrainingLoop<float>(options) { OpenMetrics = disk.OpenOrCreate }.Run(new RegressionTask { ForgetsNoise = forgets }, parameters);
        return parameters;
    }
}
