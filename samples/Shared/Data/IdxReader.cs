using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;

namespace DiffGen.Samples.Data;

/// <summary>
/// Reads files of the IDX format that the MNIST digits are published in: a magic number (0, 0, element type, rank), the sizes, the bytes;
/// big endian; plain, or compressed where the name ends in .gz. Whatever is not exactly that is a <see cref="DataFileException"/>.
/// </summary>
internal static class IdxReader
{
    private const uint ImagesMagic = 0x0000_0803; // bytes, rank 3
    private const uint LabelsMagic = 0x0000_0801; // bytes, rank 1

    /// <summary>The pixels of all images (0 to 255), and how many images there are.</summary>
    public static (byte[] Pixels, int Count) ReadImages(string path)
    {
        using IdxFile file = new(path);
        uint count = file.ReadHeader(ImagesMagic, "images");
        uint rows = file.ReadSize("the number of rows");
        uint columns = file.ReadSize("the number of columns");
        if (rows != Digits.Side || columns != Digits.Side)
        {
            throw file.Problem($"found images of {rows} x {columns} pixels, expected {Digits.Side} x {Digits.Side}");
        }

        return (file.ReadRest((long)count * Digits.PixelsPerImage, $"{count} images of {Digits.Side} x {Digits.Side}"), (int)count);
    }

    /// <summary>The labels, each from 0 to 9.</summary>
    public static byte[] ReadLabels(string path)
    {
        using IdxFile file = new(path);
        uint count = file.ReadHeader(LabelsMagic, "labels");
        byte[] labels = file.ReadRest(count, $"{count} labels");
        int wrong = labels.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)9);
        return wrong < 0 ? labels : throw file.Problem($"found label {labels[wrong]} at index {wrong}, expected 0 to 9");
    }

    /// <summary>One open file.</summary>
    private sealed class IdxFile : IDisposable
    {
        private readonly string _path;
        private readonly FileStream _file;
        private readonly Stream _content;
        private readonly bool _compressed;
        private long _position;

        public IdxFile(string path)
        {
            _path = path;
            try
            {
                _file = File.OpenRead(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new DataFileException(path, $"cannot be opened: {e.Message}", e);
            }

            _compressed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
            _content = _compressed ? new GZipStream(_file, CompressionMode.Decompress) : _file;
        }

        public DataFileException Problem(string problem)
        {
            return new DataFileException(_path, problem);
        }

        /// <summary>Checks the magic number and gives the first size, that of the whole.</summary>
        public uint ReadHeader(uint magic, string what)
        {
            uint found = ReadSize("the magic number");
            if (found != magic)
            {
                throw Problem($"found the magic number 0x{found:X8}, expected 0x{magic:X8} (IDX {what})");
            }

            uint count = ReadSize($"the number of {what}");
            return count > 0 ? count : throw Problem($"found 0 {what}, expected at least one");
        }

        /// <summary>One big-endian number of the header.</summary>
        public uint ReadSize(string what)
        {
            byte[] bytes = Read(4);
            return bytes.Length == 4
                ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
                : throw Problem($"truncated: found {_position} bytes, expected {what} at byte {_position - bytes.Length}");
        }

        /// <summary>Everything after the header, which must be exactly <paramref name="length"/> bytes.</summary>
        public byte[] ReadRest(long length, string what)
        {
            if (length > Array.MaxLength)
            {
                throw Problem($"found a header that claims {what}, expected at most {Array.MaxLength} bytes");
            }

            byte[] rest = Read(length);
            if (rest.Length < length)
            {
                throw Problem($"truncated: found {rest.Length} bytes after the header, expected {length} ({what})");
            }

            if (Read(1).Length > 0)
            {
                throw Problem($"found more than the {length} bytes expected after the header ({what})");
            }

            CheckTrailer();
            return rest;
        }

        public void Dispose()
        {
            _content.Dispose();
            _file.Dispose();
        }

        /// <summary>
        /// Up to <paramref name="length"/> bytes, fewer at the end of the file. The memory taken follows what the file holds,
        /// not what its header claims.
        /// </summary>
        private byte[] Read(long length)
        {
            using MemoryStream bytes = new();
            byte[] block = new byte[Math.Min(length, 1 << 16)];
            try
            {
                while (bytes.Length < length)
                {
                    int wanted = (int)Math.Min(block.Length, length - bytes.Length);
                    int got = _content.Read(block, 0, wanted);
                    if (got == 0)
                    {
                        break;
                    }

                    bytes.Write(block, 0, got);
                }
            }
            catch (Exception e) when (e is InvalidDataException or IOException)
            {
                throw new DataFileException(_path, $"found damage after {_position + bytes.Length} bytes{(_compressed ? " of content" : "")}, expected a whole file: {e.Message}", e);
            }

            _position += bytes.Length;
            return bytes.ToArray();
        }

        /// <summary>The last four bytes of a gzip file are the length of its content: they show a file that goes on after its end.</summary>
        private void CheckTrailer()
        {
            if (!_compressed)
            {
                return;
            }

            Span<byte> trailer = stackalloc byte[4];
            _file.Position = Math.Max(0, _file.Length - trailer.Length);
            _file.ReadExactly(trailer);
            uint stated = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
            if (stated != (uint)_position)
            {
                throw Problem($"found bytes after the compressed data, or a cut end: the file's last bytes state a content of {stated} bytes, expected {_position}");
            }
        }
    }
}
