using System;
using System.IO;
using System.IO.Compression;

namespace DiffGen.Samples.Tests;

/// <summary>A folder with data files, deleted at the end of a test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("diffgen");

    public string Path => _folder.FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string Write(string name, byte[] content)
    {
        File.WriteAllBytes(this[name], content);
        return this[name];
    }

    public string WriteCompressed(string name, byte[] content)
    {
        return Write(name, Compress(content));
    }

    public static byte[] Compress(byte[] content)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return compressed.ToArray();
    }

    public void Dispose()
    {
        _folder.Delete(recursive: true);
    }
}
