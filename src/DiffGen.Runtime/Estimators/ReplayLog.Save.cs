using System;
using System.Buffers.Binary;
using System.IO;
using System.Runtime.CompilerServices;

namespace DiffGen;

/// <content>The form of a log in a file: little-endian, a header of 24 bytes, then for each record the step in 4 bytes and the scalars.</content>
public sealed partial class ReplayLog<R>
{
    private static int ScalarBytes => Unsafe.SizeOf<R>();

    /// <summary>Writes the log; <see cref="ReplayLog.Load{R}"/> reads it.</summary>
    /// <param name="stream">The stream.</param>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Span<byte> header = stackalloc byte[ReplayLog.HeaderBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(header, ReplayLog.Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], ReplayLog.Version);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], (ushort)ScalarBytes);
        BinaryPrimitives.WriteUInt64LittleEndian(header[8..], Configuration);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], Directions);
        BinaryPrimitives.WriteInt32LittleEndian(header[20..], Count);
        stream.Write(header);

        byte[] record = new byte[sizeof(uint) + (Directions * ScalarBytes)];
        for (int i = 0; i < Count; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(record, _steps[i]);
            ReadOnlySpan<R> scalars = ScalarsOf(i);
            for (int j = 0; j < scalars.Length; j++)
            {
                Span<byte> place = record.AsSpan(sizeof(uint) + (j * ScalarBytes), ScalarBytes);
                if (typeof(R) == typeof(float))
                {
                    BinaryPrimitives.WriteSingleLittleEndian(place, (float)(object)scalars[j]);
                }
                else
                {
                    BinaryPrimitives.WriteDoubleLittleEndian(place, (double)(object)scalars[j]);
                }
            }

            stream.Write(record);
        }
    }
}
