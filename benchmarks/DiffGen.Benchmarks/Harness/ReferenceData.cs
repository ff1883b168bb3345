using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace DiffGen.Benchmarks.Harness;

/// <summary>
/// Arrays by name, from a file: the bytes "DGB1", a count, and for each array its name, its type (0 = double, 1 = int), its rank, its lengths and its
/// numbers, little endian, the last index fastest.
/// </summary>
internal sealed class ReferenceData
{
    private readonly Dictionary<string, double[]> _arrays = [];

    private ReferenceData(BinaryReader reader)
    {
        if (!reader.ReadBytes(4).AsSpan().SequenceEqual("DGB1"u8))
        {
            throw new InvalidDataException("The file does not start with DGB1.");
        }

        for (int count = reader.ReadInt32(); count > 0; count--)
        {
            string name = Encoding.UTF8.GetString(reader.ReadBytes(reader.ReadInt32()));
            bool integers = reader.ReadInt32() == 1;
            int rank = reader.ReadInt32();
            long length = 1;
            for (int dimension = 0; dimension < rank; dimension++)
            {
                length *= reader.ReadInt64();
            }

            double[] numbers = new double[length];
            for (int i = 0; i < numbers.Length; i++)
            {
                numbers[i] = integers ? reader.ReadInt32() : reader.ReadDouble();
            }

            _arrays.Add(name, numbers);
        }
    }

    public double[] this[string name] => _arrays[name];

    public int[] Integers(string name) => [.. this[name].Select(number => (int)number)];

    /// <summary>The arrays of a problem, or null where no folder is given.</summary>
    /// <exception cref="FileNotFoundException">The folder has no such file.</exception>
    public static ReferenceData? Load(string? folder, string name)
    {
        if (folder is null)
        {
            return null;
        }

        using BinaryReader reader = new(File.OpenRead(Path.Combine(folder, name + ".dgb")));
        return new ReferenceData(reader);
    }
}
