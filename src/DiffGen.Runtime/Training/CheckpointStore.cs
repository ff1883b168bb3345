using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace DiffGen.Training;

/// <summary>Keeps the last two checkpoints of a run in a directory.</summary>
/// <remarks>
/// <para>
/// A checkpoint is written to a temporary file, which is flushed to the disk, renamed, and its directory flushed: whenever the process or the machine
/// stops, the files are the old ones, or the old ones and the new one. Only then is the one before the last removed.
/// </para>
/// <para>
/// Files are called <c>name.000000000001.checkpoint</c> and so on, and carry a checksum. One store, of one process, may write at a time.
/// </para>
/// </remarks>
public sealed class CheckpointStore
{
    private const string Extension = ".checkpoint";

    private readonly ICheckpointFiles _files;
    private readonly string _name;
    private readonly HashSet<long> _refused = [];

    /// <summary>Makes a store. Nothing is read or written.</summary>
    /// <param name="directory">The directory; made when the first checkpoint is written.</param>
    /// <param name="name">The name of the run, the beginning of the names of its files.</param>
    /// <exception cref="ArgumentException">The directory is empty, or the name is not part of a file's name.</exception>
    public CheckpointStore(string directory, string name = "training")
        : this(new DiskFiles(directory), name)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
    }

    /// <summary>Makes a store over other files; for tests.</summary>
    internal CheckpointStore(ICheckpointFiles files, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.AsSpan().ContainsAny(Path.GetInvalidFileNameChars()))
        {
            throw new ArgumentException($"name is '{name}'; it must be part of a file's name.", nameof(name));
        }

        _files = files;
        _name = name;
    }

    /// <summary>Writes a checkpoint.</summary>
    /// <typeparam name="TState">The type of the object; may be a ref struct.</typeparam>
    /// <param name="state">What is to be kept.</param>
    /// <returns>Its number.</returns>
    /// <exception cref="ArgumentNullException">The state is null.</exception>
    /// <exception cref="IOException">A file could not be written; the checkpoints before are as they were.</exception>
    public long Save<TState>(TState state)
        where TState : IStateful, allows ref struct
    {
        if (state is null)
        {
            throw new ArgumentNullException(nameof(state));
        }

        List<long> generations = Generations();
        long generation = generations.Count == 0 ? 1 : checked(generations[0] + 1);
        string temporary = $"{_name}{Extension}.new";
        using (Stream stream = _files.Create(temporary))
        {
            CheckpointFile.Write(stream, state);
            _files.Sync(stream);
        }

        _files.Rename(temporary, FileOf(generation));
        _files.SyncDirectory();

        // Of those that are good, this one and the last before it stay; damaged ones go with the last good one that is older.
        long oldest = generations.FirstOrDefault(g => !_refused.Contains(g), generation);
        foreach (long older in generations.Where(g => g < oldest))
        {
            _files.Delete(FileOf(older));
        }

        return generation;
    }

    /// <summary>Restores the newest checkpoint that is whole.</summary>
    /// <typeparam name="TState">The type of the object; may be a ref struct.</typeparam>
    /// <param name="state">Who receives it; put together like the one that was kept.</param>
    /// <returns>Which one it was, and which newer ones are damaged; null if there is no checkpoint.</returns>
    /// <exception cref="ArgumentNullException">The state is null.</exception>
    /// <exception cref="ArgumentException">The state is a structure: what would be restored is a copy of it.</exception>
    /// <exception cref="InvalidDataException">
    /// All checkpoints are damaged, or the newest whole one is of something put together in another way; says which and what. Nothing is changed.
    /// </exception>
    public RestoredCheckpoint? Restore<TState>(TState state)
        where TState : IStateful, allows ref struct
    {
        if (state is null)
        {
            throw new ArgumentNullException(nameof(state));
        }

        StateSnapshot.RequireReference<TState>(nameof(state));
        List<RefusedCheckpoint> refused = [];
        foreach (long generation in Generations())
        {
            string path = _files.PathOf(FileOf(generation));
            using Stream stream = _files.Read(FileOf(generation));
            if (CheckpointFile.Fault(stream) is string fault)
            {
                refused.Add(new RefusedCheckpoint(path, fault));
                _refused.Add(generation);
                continue;
            }

            try
            {
                StateReader.Restore(ref state, stream, CheckpointFile.HeadLength, stream.Length - CheckpointFile.TailLength);
            }
            catch (InvalidDataException e)
            {
                throw new InvalidDataException($"The checkpoint '{path}' is not one of this run. {e.Message} Use another directory or name, or go on with the same settings.", e);
            }

            return new RestoredCheckpoint(path, generation, refused);
        }

        return refused.Count == 0
            ? null
            : throw new InvalidDataException($"No checkpoint can be used. {string.Join(" ", refused.Select(r => $"'{r.Path}': {r.Reason}."))} Remove them to begin anew.");
    }

    private string FileOf(long generation) => string.Create(CultureInfo.InvariantCulture, $"{_name}.{generation:D12}{Extension}");

    /// <summary>The numbers of all checkpoints, newest first.</summary>
    private List<long> Generations()
    {
        List<long> generations = [];
        foreach (string file in _files.List())
        {
            if (file.StartsWith(_name + ".", StringComparison.Ordinal)
                && file.EndsWith(Extension, StringComparison.Ordinal)
                && file.Length > _name.Length + 1 + Extension.Length
                && long.TryParse(file.AsSpan((_name.Length + 1)..^Extension.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long generation)
                && FileOf(generation) == file)
            {
                generations.Add(generation);
            }
        }

        generations.Sort((a, b) => b.CompareTo(a));
        return generations;
    }
}
