using System;
using System.Buffers.Binary;
using System.IO;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffGen;

/// <summary>Reads <see cref="ReplayLog{R}"/> from files.</summary>
public static class ReplayLog
{
    internal const uint Magic = 0x4C524744; // "DGRL"
    internal const ushort Version = 1;
    internal const int HeaderBytes = 24;

    /// <summary>Reads a log.</summary>
    /// <param name="stream">The stream, at the beginning of what <see cref="ReplayLog{R}.Save"/> wrote.</param>
    /// <typeparam name="R">The real type that it was saved with.</typeparam>
    /// <returns>The log.</returns>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    /// <exception cref="InvalidDataException">What the stream holds is not a log of this real type, or is cut off.</exception>
    public static ReplayLog<R> Load<R>(Stream stream)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        ArgumentNullException.ThrowIfNull(stream);
        int scalarBytes = Unsafe.SizeOf<R>();
        Span<byte> header = stackalloc byte[HeaderBytes];
        ReadWhole(stream, header, "its header");
        uint magic = BinaryPrimitives.ReadUInt32LittleEndian(header);
        ushort version = BinaryPrimitives.ReadUInt16LittleEndian(header[4..]), size = BinaryPrimitives.ReadUInt16LittleEndian(header[6..]);
        int directions = BinaryPrimitives.ReadInt32LittleEndian(header[16..]), count = BinaryPrimitives.ReadInt32LittleEndian(header[20..]);
        if (magic != Magic || version != Version || directions < 1 || count < 0)
        {
            throw new InvalidDataException($"The stream does not hold a replay log of version {Version}.");
        }

        if (size != scalarBytes)
        {
            throw new InvalidDataException($"The log holds scalars of {size} bytes, but {typeof(R)} has {scalarBytes}; load it with the type that it was saved with.");
        }

        ReplayLog<R> log = new(BinaryPrimitives.ReadUInt64LittleEndian(header[8..]), directions);
        byte[] record = new byte[sizeof(uint) + (directions * scalarBytes)];
        R[] scalars = new R[directions];
        for (int i = 0; i < count; i++)
        {
            ReadWhole(stream, record, $"record {i} of {count}");
            for (int j = 0; j < directions; j++)
            {
                ReadOnlySpan<byte> place = record.AsSpan(sizeof(uint) + (j * scalarBytes), scalarBytes);
                scalars[j] = typeof(R) == typeof(float)
                    ? (R)(object)BinaryPrimitives.ReadSingleLittleEndian(place)
                    : (R)(object)BinaryPrimitives.ReadDoubleLittleEndian(place);
            }

            log.Append(BinaryPrimitives.ReadUInt32LittleEndian(record), scalars);
        }

        return log;
    }

    private static void ReadWhole(Stream stream, Span<byte> buffer, string what)
    {
        if (stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) < buffer.Length)
        {
            throw new InvalidDataException($"The replay log is cut off in {what}.");
        }
    }
}
