using System;
using System.Collections.Immutable;

namespace DiffGen.Generator.Ir;

/// <summary>
/// A list that an operation keeps of its own parts, so as not to make it anew each time it is asked for. It has no part in what makes operations equal; in a copy made by
/// <c>with</c>, whose parts may be others, it is made again.
/// </summary>
internal struct KeptList<T> : IEquatable<KeptList<T>>
    where T : class
{
    private ImmutableArray<T> _list;

    public ImmutableArray<T> Of(T first)
    {
        ImmutableArray<T> list = _list;
        return !list.IsDefault && ReferenceEquals(list[0], first) ? list : _list = ImmutableArray.Create(first);
    }

    public ImmutableArray<T> Of(T first, T second)
    {
        ImmutableArray<T> list = _list;
        return !list.IsDefault && list.Length == 2 && ReferenceEquals(list[0], first) && ReferenceEquals(list[1], second) ? list : _list = ImmutableArray.Create(first, second);
    }

    public ImmutableArray<T> Of(T first, T second, T third)
    {
        ImmutableArray<T> list = _list;
        return !list.IsDefault && list.Length == 3 && ReferenceEquals(list[0], first) && ReferenceEquals(list[1], second) && ReferenceEquals(list[2], third) ? list : _list = ImmutableArray.Create(first, second, third);
    }

    /// <summary>An item, and a list behind it.</summary>
    public ImmutableArray<T> Of(T first, ImmutableArray<T> rest)
    {
        ImmutableArray<T> list = _list;
        if (!list.IsDefault && list.Length == rest.Length + 1 && ReferenceEquals(list[0], first) && EndsIn(list, rest))
        {
            return list;
        }

        var all = ImmutableArray.CreateBuilder<T>(rest.Length + 1);
        all.Add(first);
        all.AddRange(rest);
        return _list = all.MoveToImmutable();
    }

    /// <summary>Three items, and a list behind them.</summary>
    public ImmutableArray<T> Of(T first, T second, T third, ImmutableArray<T> rest)
    {
        ImmutableArray<T> list = _list;
        if (!list.IsDefault && list.Length == rest.Length + 3 && ReferenceEquals(list[0], first) && ReferenceEquals(list[1], second) && ReferenceEquals(list[2], third) && EndsIn(list, rest))
        {
            return list;
        }

        var all = ImmutableArray.CreateBuilder<T>(rest.Length + 3);
        all.Add(first);
        all.Add(second);
        all.Add(third);
        all.AddRange(rest);
        return _list = all.MoveToImmutable();
    }

    public readonly bool Equals(KeptList<T> other) => true;

    public override readonly bool Equals(object? obj) => obj is KeptList<T>;

    public override readonly int GetHashCode() => 0;

    private static bool EndsIn(ImmutableArray<T> list, ImmutableArray<T> rest)
    {
        int from = list.Length - rest.Length;
        for (int i = 0; i < rest.Length; i++)
        {
            if (!ReferenceEquals(list[from + i], rest[i]))
            {
                return false;
            }
        }

        return true;
    }
}
