using System;

namespace DiffGen.Generator.Ir;

/// <summary>Something for each of the ids of values: one place for each id, in pages that are made where there is something to keep.</summary>
/// <param name="capacity">The ids below this are expected; others may come.</param>
internal sealed class IdTable<T>(int capacity = 0)
    where T : class
{
    private const int Bits = 6, Size = 1 << Bits;

    private T?[]?[] _pages = new T?[]?[(capacity + Size - 1) >> Bits];

    /// <summary>What there is for an id; null where there is nothing.</summary>
    public T? this[int id]
    {
        get
        {
            int page = id >> Bits;
            return (uint)page < (uint)_pages.Length && _pages[page] is { } items ? items[id & (Size - 1)] : null;
        }

        set
        {
            int page = id >> Bits;
            if (page >= _pages.Length)
            {
                Array.Resize(ref _pages, Math.Max(page + 1, 2 * _pages.Length));
            }

            (_pages[page] ??= new T?[Size])[id & (Size - 1)] = value;
        }
    }

    public void Clear()
    {
        foreach (T?[]? page in _pages)
        {
            if (page is not null)
            {
                Array.Clear(page, 0, Size);
            }
        }
    }
}
