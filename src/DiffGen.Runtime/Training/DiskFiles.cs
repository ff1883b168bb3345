using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

namespace DiffGen.Training;

/// <summary>The files of a directory.</summary>
internal sealed class DiskFiles(string directory) : ICheckpointFiles
{
    private const int ReadOnly = 0;

    public IReadOnlyList<string> List()
    {
        if (!Directory.Exists(directory))
        {
            return [];
        }

        string[] paths = Directory.GetFiles(directory);
        return Array.ConvertAll(paths, path => Path.GetFileName(path));
    }

    public Stream Read(string name) => new FileStream(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read);

    public Stream Create(string name)
    {
        Directory.CreateDirectory(directory);
        return new FileStream(PathOf(name), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
    }

    public void Sync(Stream stream) => ((FileStream)stream).Flush(flushToDisk: true);

    public void Rename(string from, string to) => File.Move(PathOf(from), PathOf(to));

    /// <summary>On Windows, NTFS writes names through its journal, and there is nothing to call.</summary>
    public void SyncDirectory()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        int descriptor = Open(Encoding.UTF8.GetBytes(Path.GetFullPath(directory) + '\0'), ReadOnly);
        if (descriptor < 0)
        {
            throw Failure("opened");
        }

        int result = FSync(descriptor);
        IOException? failure = result == 0 ? null : Failure("synchronized");
        _ = Close(descriptor);
        if (failure is not null)
        {
            throw failure;
        }
    }

    public void Delete(string name) => File.Delete(PathOf(name));

    public string PathOf(string name) => Path.Combine(directory, name);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FSync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);

    private IOException Failure(string what) => new($"The directory '{directory}' could not be {what}: {Marshal.GetLastPInvokeErrorMessage()}");
}
