using System;
using System.Buffers.Binary;

namespace DiffGen.Samples.Tests;

/// <summary>The bytes of IDX files, right ones and wrong ones.</summary>
internal static class IdxFiles
{
    public const uint ImagesMagic = 0x803;
    public const uint LabelsMagic = 0x801;

    /// <summary>Images whose pixels count up from 0 to 255 and again.</summary>
    public static byte[] Images(int count, uint magic = ImagesMagic, uint rows = 28, uint columns = 28, uint? stated = null)
    {
        byte[] file = new byte[16 + count * (int)(rows * columns)];
        BinaryPrimitives.WriteUInt32BigEndian(file, magic);
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(4), stated ?? (uint)count);
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(8), rows);
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(12), columns);
        for (int i = 16; i < file.Length; i++)
        {
            file[i] = (byte)(i - 16);
        }

        return file;
    }

    /// <summary>Labels 0, 1, … 9, 0, ….</summary>
    public static byte[] Labels(int count, uint magic = LabelsMagic, uint? stated = null)
    {
        byte[] file = new byte[8 + count];
        BinaryPrimitives.WriteUInt32BigEndian(file, magic);
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(4), stated ?? (uint)count);
        for (int i = 0; i < count; i++)
        {
            file[8 + i] = (byte)(i % 10);
        }

        return file;
    }
}
