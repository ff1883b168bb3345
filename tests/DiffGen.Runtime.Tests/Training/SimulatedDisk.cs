using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using DiffGen.Training;

namespace DiffGen.Runtime.Tests;

/// <summary>Ends a process, or a machine.</summary>
internal sealed class KilledException : Exception;

/// <summary>What is left of a disk after a run was ended.</summary>
public enum Loss
{
    /// <summary>The process alone was ended: all that it did is there.</summary>
    Process,

    /// <summary>Power was lost: bytes that were not flushed are gone; new names have come through.</summary>
    UnflushedBytes,

    /// <summary>The same, and names that were not flushed are as before.</summary>
    UnflushedBytesAndNames,
}

/// <summary>A disk that counts its operations and ends the run at one of them: before it, or in the middle of a write.</summary>
internal sealed class SimulatedDisk : ICheckpointFiles
{
    private readonly Dictionary<string, FileData> _names = [];
    private Dictionary<string, FileData> _flushedNames = [];

    /// <summary>The operation, from 0, at which the run is ended; −1 for none.</summary>
    public int KillAt { get; set; } = -1;

    public int Operations { get; private set; }

    /// <summary>Planted fault: nothing is ever flushed.</summary>
    public bool ForgetsToFlush { get; init; }

    public byte[] Content(string name) => [.. _names[name].Bytes];

    public IReadOnlyList<string> List() => [.. _names.Keys];

    public Stream Read(string name) => new MemoryStream([.. _names[name].Bytes], writable: false);

    public Stream Create(string name)
    {
        Count();
        FileData file = new();
        _names[name] = file;
        return new FileStreamOf(this, file);
    }

    public void Sync(Stream stream) => stream.Flush();

    public void Rename(string from, string to)
    {
        Count();
        if (_names.ContainsKey(to))
        {
            throw new IOException($"{to} exists");
        }

        _names[to] = _names[from];
        _names.Remove(from);
    }

    public void SyncDirectory()
    {
        Count();
        if (!ForgetsToFlush)
        {
            _flushedNames = new(_names);
        }
    }

    public void Delete(string name)
    {
        Count();
        _names.Remove(name);
    }

    public string PathOf(string name) => "disk/" + name;

    /// <summary>A file that is there from the beginning, such as the metrics.</summary>
    public Stream OpenOrCreate(string name)
    {
        if (!_names.TryGetValue(name, out FileData? file))
        {
            _names[name] = file = new FileData();
        }

        _flushedNames[name] = file;
        return new FileStreamOf(this, file);
    }

    /// <summary>The disk as the next run finds it.</summary>
    public SimulatedDisk After(Loss loss)
    {
        Dictionary<string, FileData> names = loss == Loss.UnflushedBytesAndNames ? _flushedNames : _names;
        SimulatedDisk next = new() { ForgetsToFlush = ForgetsToFlush };
        foreach ((string name, FileData file) in names)
        {
            int kept = loss == Loss.Process ? file.Bytes.Count : file.Flushed;
            next._names[name] = new FileData { Bytes = [.. file.Bytes.Take(kept)], Flushed = kept };
        }

        next._flushedNames = new(next._names);
        return next;
    }

    private void Count(Action? halfway = null)
    {
        if (Operations++ == KillAt)
        {
            halfway?.Invoke();
            throw new KilledException();
        }
    }

    private sealed class FileData
    {
        public List<byte> Bytes { get; set; } = [];

        public int Flushed { get; set; }
    }

    private sealed class FileStreamOf(SimulatedDisk disk, FileData file) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => true;

        public override bool CanWrite => true;

        public override long Length => file.Bytes.Count;

        public override long Position { get; set; }

        public override void Flush()
        {
            disk.Count();
            if (!disk.ForgetsToFlush)
            {
                file.Flushed = file.Bytes.Count;
            }
        }

        public override void SetLength(long value)
        {
            disk.Count();
            file.Bytes.RemoveRange((int)value, file.Bytes.Count - (int)value);
            file.Flushed = Math.Min(file.Flushed, (int)value);
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            Assert(Position == file.Bytes.Count);
            byte[] bytes = buffer[offset..(offset + count)];
            disk.Count(() => file.Bytes.AddRange(bytes.Take(count / 2)));
            file.Bytes.AddRange(bytes);
            Position += count;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        private static void Assert(bool condition)
        {
            if (!condition)
            {
                throw new InvalidOperationException("Only appending is simulated.");
            }
        }
    }
}
