using System;

namespace DiffGen.Generator.Ir;

/// <summary>A set of ids of values: one bit for each id up to the largest.</summary>
internal sealed class IdSet
{
    private ulong[] _words;

    /// <param name="capacity">The ids below this are expected; others may come.</param>
    public IdSet(int capacity = 0) => _words = new ulong[(capacity + 63) >> 6];

    /// <summary>How many ids are in it.</summary>
    public int Count { get; private set; }

    public bool Contains(int id)
    {
        int word = id >> 6;
        return (uint)word < (uint)_words.Length && (_words[word] & (1UL << id)) != 0;
    }

    /// <returns>Whether it was not in the set before.</returns>
    public bool Add(int id)
    {
        int word = id >> 6;
        if (word >= _words.Length)
        {
            Array.Resize(ref _words, Math.Max(word + 1, 2 * _words.Length));
        }

        ulong bit = 1UL << id;
        if ((_words[word] & bit) != 0)
        {
            return false;
        }

        _words[word] |= bit;
        Count++;
        return true;
    }

    public void Remove(int id)
    {
        if (Contains(id))
        {
            _words[id >> 6] &= ~(1UL << id);
            Count--;
        }
    }
}
