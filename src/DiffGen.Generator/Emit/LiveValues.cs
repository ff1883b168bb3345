using System;
using System.Collections.Generic;

namespace DiffGen.Generator.Emit;

/// <summary>Live values, by the class of their names: only values of one class, or without a name, can come to share a variable.</summary>
internal sealed class LiveValues
{
    /// <summary>The ids of each class: an array is never changed, so that copies share it.</summary>
    private readonly Dictionary<int, int[]> _byClass;

    public LiveValues()
        : this([])
    {
    }

    private LiveValues(Dictionary<int, int[]> byClass) => _byClass = byClass;

    /// <summary>The ids of all classes.</summary>
    public IEnumerable<int[]> All => _byClass.Values;

    /// <summary>The ids of one class.</summary>
    public int[] Of(int number) => _byClass.TryGetValue(number, out int[]? ids) ? ids : [];

    public void Add(int number, int id)
    {
        int[] ids = Of(number);
        if (Array.IndexOf(ids, id) < 0)
        {
            int[] more = new int[ids.Length + 1];
            ids.CopyTo(more, 0);
            more[ids.Length] = id;
            _byClass[number] = more;
        }
    }

    public void Remove(int number, int id)
    {
        int[] ids = Of(number);
        int at = Array.IndexOf(ids, id);
        if (at < 0)
        {
            return;
        }

        if (ids.Length == 1)
        {
            _byClass.Remove(number);
            return;
        }

        int[] less = new int[ids.Length - 1];
        Array.Copy(ids, less, at);
        Array.Copy(ids, at + 1, less, at, less.Length - at);
        _byClass[number] = less;
    }

    public void UnionWith(LiveValues other)
    {
        foreach (KeyValuePair<int, int[]> entry in other._byClass)
        {
            if (!_byClass.TryGetValue(entry.Key, out int[]? own))
            {
                _byClass[entry.Key] = entry.Value;
            }
            else if (!ReferenceEquals(own, entry.Value))
            {
                foreach (int id in entry.Value)
                {
                    Add(entry.Key, id);
                }
            }
        }
    }

    public LiveValues Copy() => new(new Dictionary<int, int[]>(_byClass));
}
