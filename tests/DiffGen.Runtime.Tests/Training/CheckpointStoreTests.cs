using System;
using System.IO;
using System.Linq;
using DiffGen.Training;
using Xunit;

namespace DiffGen.Runtime.Tests;

public sealed class CheckpointStoreTests : IDisposable
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"diffgen-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    [Fact]
    public void Two_generations_stay()
    {
        CheckpointStore store = new(_directory, "run");
        Sample sample = new();
        Assert.Null(store.Restore(sample));
        for (long i = 1; i <= 5; i++)
        {
            sample.Number = i;
            sample.Buffer[1] = i;
            Assert.Equal(i, store.Save(sample));
        }

        Assert.Equal(["run.000000000004.checkpoint", "run.000000000005.checkpoint"], Directory.GetFiles(_directory).Select(Path.GetFileName).Order());
        Sample restored = new();
        RestoredCheckpoint? checkpoint = new CheckpointStore(_directory, "run").Restore(restored);
        Assert.Equal(5, checkpoint!.Generation);
        Assert.Equal(Path.Combine(_directory, "run.000000000005.checkpoint"), checkpoint.Path);
        Assert.Empty(checkpoint.Refused);
        Assert.Equal(5, restored.Number);
        Assert.Equal([0, 5, double.NaN], restored.Buffer);
        Assert.Null(new CheckpointStore(_directory, "other").Restore(restored));
    }

    /// <summary>Every bit of every byte counts: the head, the names, the numbers, the checksum.</summary>
    [Fact]
    public void Every_flipped_byte_is_refused_and_the_previous_checkpoint_used()
    {
        string newest = SaveTwo();
        byte[] good = File.ReadAllBytes(newest);
        Assert.InRange(good.Length, 60, 400);
        for (int i = 0; i < good.Length; i++)
        {
            foreach (byte mask in (byte[])[1, 0x80, 0xFF])
            {
                byte[] bad = [.. good];
                bad[i] ^= mask;
                AssertRefused(newest, bad);
            }
        }
    }

    [Fact]
    public void Every_truncation_and_extension_is_refused()
    {
        string newest = SaveTwo();
        byte[] good = File.ReadAllBytes(newest);
        for (int length = 0; length < good.Length; length++)
        {
            AssertRefused(newest, good[..length]);
        }

        AssertRefused(newest, [.. good, 0]);
        AssertRefused(newest, [.. good, .. good]);
    }

    [Fact]
    public void If_all_are_damaged_each_is_named()
    {
        string newest = SaveTwo();
        foreach (string file in Directory.GetFiles(_directory))
        {
            File.WriteAllText(file, "no checkpoint, though it is long enough to be one");
        }

        Sample sample = new();
        string message = Assert.Throws<InvalidDataException>(() => new CheckpointStore(_directory, "run").Restore(sample)).Message;
        Assert.Contains(newest, message, StringComparison.Ordinal);
        Assert.Contains("run.000000000001.checkpoint", message, StringComparison.Ordinal);
        Assert.Equal(0, sample.Number);
    }

    /// <summary>After a damaged one, the good one before it stays until another good one is there.</summary>
    [Fact]
    public void A_damaged_checkpoint_does_not_push_out_the_last_good_one()
    {
        string newest = SaveTwo();
        File.WriteAllBytes(newest, File.ReadAllBytes(newest)[..^1]);
        CheckpointStore store = new(_directory, "run");
        Sample sample = new();
        store.Restore(sample);
        Assert.Equal(3, store.Save(sample));
        Assert.Equal([1, 2, 3], Numbers());
        Assert.Equal(4, store.Save(sample));
        Assert.Equal([3, 4], Numbers());

        int[] Numbers() => [.. Directory.GetFiles(_directory).Order().Select(path => path[^12] - '0')];
    }

    [Fact]
    public void A_checkpoint_of_another_run_is_named_and_changes_nothing()
    {
        SaveTwo();
        Sample other = new(4);
        string message = Assert.Throws<InvalidDataException>(() => new CheckpointStore(_directory, "run").Restore(other)).Message;
        Assert.Contains("run.000000000002.checkpoint", message, StringComparison.Ordinal);
        Assert.Contains("'buffer' has 3 numbers in the state, but 4 here", message, StringComparison.Ordinal);
        Assert.Equal(0, other.Number);
    }

    /// <summary>A left-over temporary file and files of other names are not taken for checkpoints.</summary>
    [Fact]
    public void Other_files_are_left_alone()
    {
        Directory.CreateDirectory(_directory);
        string[] others = ["run.checkpoint.new", "run.checkpoint", "run.1.checkpoint", "run.x.checkpoint", "runner.000000000009.checkpoint", "run.-00000000001.checkpoint"];
        foreach (string name in others)
        {
            File.WriteAllText(Path.Combine(_directory, name), "?");
        }

        CheckpointStore store = new(_directory, "run");
        Sample sample = new();
        Assert.Null(store.Restore(sample));
        Assert.Equal(1, store.Save(sample));
        Assert.Equal(1, store.Restore(sample)!.Generation);
        Assert.All(others.Skip(1), name => Assert.Equal("?", File.ReadAllText(Path.Combine(_directory, name))));
    }

    /// <summary>More than one chunk, in pieces larger than a chunk.</summary>
    [Fact]
    public void Large_states()
    {
        Sample sample = new(100_000) { Number = 7 };
        sample.Buffer[99_999] = Math.PI;
        CheckpointStore store = new(_directory);
        store.Save(sample);
        Sample restored = new(100_000);
        store.Restore(restored);
        Assert.Equal(sample.Buffer, restored.Buffer);
        Assert.Equal(7, restored.Number);
    }

    [Fact]
    public void Bad_names()
    {
        Assert.Equal("name", Assert.ThrowsAny<ArgumentException>(() => new CheckpointStore(_directory, "a/b")).ParamName);
        Assert.Equal("name", Assert.ThrowsAny<ArgumentException>(() => new CheckpointStore(_directory, "")).ParamName);
        Assert.Equal("directory", Assert.ThrowsAny<ArgumentException>(() => new CheckpointStore("")).ParamName);
    }

    private string SaveTwo()
    {
        CheckpointStore store = new(_directory, "run");
        store.Save(new Sample { Number = 1 });
        store.Save(new Sample { Number = 2 });
        return Path.Combine(_directory, "run.000000000002.checkpoint");
    }

    private void AssertRefused(string newest, byte[] content)
    {
        File.WriteAllBytes(newest, content);
        Sample sample = new();
        RestoredCheckpoint checkpoint = new CheckpointStore(_directory, "run").Restore(sample)!;
        Assert.Equal(1, checkpoint.Generation);
        Assert.Equal(1, sample.Number);
        RefusedCheckpoint refused = Assert.Single(checkpoint.Refused);
        Assert.Equal(newest, refused.Path);
        Assert.NotEmpty(refused.Reason);
    }

    private sealed class Sample(int count = 3) : IStateful
    {
        private bool _flag = true;

        public long Number { get; set; }

        public double[] Buffer { get; } = [.. new double[count - 1], double.NaN];

        public void VisitState(StateVisitor visitor)
        {
            long number = Number;
            visitor.Number("number", ref number);
            Number = number;
            visitor.Flag("flag", ref _flag);
            visitor.Buffer<double>("buffer", Buffer);
        }
    }
}
