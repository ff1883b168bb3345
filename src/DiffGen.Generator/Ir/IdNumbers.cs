using System;

namespace DiffGen.Generator.Ir;

/// <summary>A number for each of the ids of values: zero where none has been set.</summary>
internal sealed class IdNumbers
{
    private int[] _numbers = [];

    public int this[int id]
    {
        get => (uint)id < (uint)_numbers.Length ? _numbers[id] : 0;
        set
        {
            if (id >= _numbers.Length)
            {
                Array.Resize(ref _numbers, Math.Max(id + 1, 2 * _numbers.Length));
            }

            _numbers[id] = value;
        }
    }
}
