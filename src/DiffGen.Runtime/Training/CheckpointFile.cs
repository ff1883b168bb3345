using System;
using System.Buffers;
using System.Buffers.Binary;
using System.IO;
using System.Security.Cryptography;

namespace DiffGen.Training;

/// <summary>
/// The bytes of a checkpoint: "DIFFGEN" and a zero, the version of the format, the state, the length of the state, SHA-256 of all that comes before.
/// </summary>
internal static class CheckpointFile
{
    public const int HeadLength = 12;
    public const int TailLength = 8 + SHA256.HashSizeInBytes;
    private const int Version = 1;
    private const int ChunkLength = 1 << 16;

    private static ReadOnlySpan<byte> Magic => "DIFFGEN\0"u8;

    public static void Write<TState>(Stream stream, TState state)
        where TState : IStateful, allows ref struct
    {
        using HashingWriter writer = new(stream);
        writer.Write(Magic);
        WriteInt32(writer, Version);
        state.VisitState(new StateWriter(writer));
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, writer.Written - HeadLength);
        writer.Write(length);
        writer.Finish();
    }

    /// <summary>What is wrong with a file; null if nothing is.</summary>
    public static string? Fault(Stream stream)
    {
        if (stream.Length < HeadLength + TailLength)
        {
            return $"it has {stream.Length} bytes, which is less than an empty checkpoint; it was cut off";
        }

        Span<byte> head = stackalloc byte[HeadLength];
        stream.Position = 0;
        stream.ReadExactly(head);
        if (!head[..8].SequenceEqual(Magic))
        {
            return "it does not begin as a checkpoint does";
        }

        int version = BinaryPrimitives.ReadInt32LittleEndian(head[8..]);
        if (version != Version)
        {
            return $"it has the format {version}; this version of the library reads {Version}";
        }

        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] chunk = new byte[ChunkLength];
        stream.Position = 0;
        for (long left = stream.Length - SHA256.HashSizeInBytes; left > 0;)
        {
            int count = (int)Math.Min(left, chunk.Length);
            stream.ReadExactly(chunk, 0, count);
            hash.AppendData(chunk, 0, count);
            left -= count;
        }

        Span<byte> stored = stackalloc byte[SHA256.HashSizeInBytes];
        stream.ReadExactly(stored);
        if (!stored.SequenceEqual(hash.GetHashAndReset()))
        {
            return "its checksum is not that of its content; it is damaged or was cut off";
        }

        stream.Position = stream.Length - TailLength;
        Span<byte> length = stackalloc byte[8];
        stream.ReadExactly(length);
        return BinaryPrimitives.ReadInt64LittleEndian(length) == stream.Length - HeadLength - TailLength ? null : "its length is not the one that it states";
    }

    private static void WriteInt32(HashingWriter writer, int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        writer.Write(bytes);
    }

    /// <summary>Collects bytes in chunks, which are hashed and written.</summary>
    private sealed class HashingWriter(Stream stream) : IBufferWriter<byte>, IDisposable
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private byte[] _chunk = new byte[ChunkLength];
        private int _count;

        public long Written { get; private set; }

        public void Advance(int count)
        {
            _count += count;
            Written += count;
        }

        public Memory<byte> GetMemory(int sizeHint = 0)
        {
            Reserve(sizeHint);
            return _chunk.AsMemory(_count);
        }

        public Span<byte> GetSpan(int sizeHint = 0)
        {
            Reserve(sizeHint);
            return _chunk.AsSpan(_count);
        }

        public void Finish()
        {
            Flush();
            stream.Write(_hash.GetHashAndReset());
        }

        public void Dispose() => _hash.Dispose();

        private void Reserve(int size)
        {
            size = Math.Max(size, 1);
            if (size <= _chunk.Length - _count)
            {
                return;
            }

            Flush();
            if (size > _chunk.Length)
            {
                _chunk = new byte[size];
            }
        }

        private void Flush()
        {
            _hash.AppendData(_chunk, 0, _count);
            stream.Write(_chunk, 0, _count);
            _count = 0;
        }
    }
}
