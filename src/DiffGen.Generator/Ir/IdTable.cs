using System;

namespace DiffGen.Generator.Ir;

/// <summary>Something for each of the ids of values: one place for each id up to the largest.</summary>
/// <param name="capacity">The ids below this are expected; others may come.</param>
internal sealed class IdTable<T>(int capacity = 0)
    where T : class
{
    private T?[] _items = new T?[capacity];

    /// <summary>The ids from this on have nothing.</summary>
    private int _end;

    /// <summary>What there is for an id; null where there is nothing.</summary>
    public T? this[int id]
    {
        get => (uint)id < (uint)_items.Length ? _items[id] : null;
        set
        {
            if (id >= _items.Length)
            {
                Array.Resize(ref _items, Math.Max(id + 1, 2 * _items.Length));
            }

            _items[id] = value;
            _end = Math.Max(_end, id + 1);
        }
    }

    public void Clear()
    {
        Array.Clear(_items, 0, _end);
        _end = 0;
    }
}
