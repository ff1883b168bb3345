using System;

namespace DiffGen.Generator.Ir;

/// <summary>A number for each of the ids of values: zero where none has been set. In pages, as <see cref="IdTable{T}"/>.</summary>
internal sealed class IdNumbers
{
    private const int Bits = 6, Size = 1 << Bits;

    private int[]?[] _pages = [];

    public int this[int id]
    {
        get
        {
            int page = id >> Bits;
            return (uint)page < (uint)_pages.Length && _pages[page] is { } numbers ? numbers[id & (Size - 1)] : 0;
        }

        set
        {
            int page = id >> Bits;
            if (page >= _pages.Length)
            {
                Array.Resize(ref _pages, Math.Max(page + 1, 2 * _pages.Length));
            }

            (_pages[page] ??= new int[Size])[id & (Size - 1)] = value;
        }
    }
}
