using System.Collections.Generic;
using System.IO;

namespace DiffGen.Training;

/// <summary>The operations on files that checkpoints are made of, one by one, so that a test can end them anywhere.</summary>
internal interface ICheckpointFiles
{
    /// <summary>The names of all files.</summary>
    IReadOnlyList<string> List();

    /// <summary>Opens a file for reading.</summary>
    Stream Read(string name);

    /// <summary>Opens a file for writing; what it held is gone.</summary>
    Stream Create(string name);

    /// <summary>Waits until what was written to a stream is on the disk.</summary>
    void Sync(Stream stream);

    /// <summary>Gives a file a new name in one go. No file has that name.</summary>
    void Rename(string from, string to);

    /// <summary>Waits until new names are on the disk.</summary>
    void SyncDirectory();

    /// <summary>Removes a file.</summary>
    void Delete(string name);

    /// <summary>How a file is called in messages.</summary>
    string PathOf(string name);
}
