using System.Collections.Generic;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Emit;

/// <summary>
/// Which values are live at one time, of those that might come to share a variable: two of one class of names, or one without a name and any other.
/// Each has a bit; those of a class stand together, those without a name (class 0) first, so that a class is a few words.
/// </summary>
internal sealed class Interference
{
    private const int Bits = 64;

    /// <summary>The bit of an id, and 1; 0 where it has none.</summary>
    private readonly IdNumbers _places = new();

    /// <summary>By bit, the class.</summary>
    private readonly int[] _classes;

    /// <summary>By class, the first of its words and the one behind its last; neighbours may share a word.</summary>
    private readonly (int First, int End)[] _words;

    /// <summary>By bit, what was live where the value was defined: the words of class 0, then those of its own class; all words for one of class 0.</summary>
    private readonly ulong[]?[] _rows;

    /// <summary>How many words hold all bits.</summary>
    private readonly int _count;

    /// <param name="values">The values that might come to share a variable, each with the number of its class.</param>
    public Interference(IReadOnlyList<(int Id, int Class)> values)
    {
        int classes = 1;
        foreach ((int _, int number) in values)
        {
            classes = System.Math.Max(classes, number + 1);
        }

        int[] next = new int[classes + 1];
        foreach ((int _, int number) in values)
        {
            next[number + 1]++;
        }

        // Class 0 ends with a word.
        next[1] = (next[1] + Bits - 1) / Bits * Bits;
        _words = new (int, int)[classes];
        for (int number = 0; number < classes; number++)
        {
            next[number + 1] += next[number];
            _words[number] = (next[number] / Bits, (next[number + 1] + Bits - 1) / Bits);
        }

        _classes = new int[next[classes]];
        _rows = new ulong[]?[next[classes]];
        _count = (next[classes] + Bits - 1) / Bits;
        foreach ((int id, int number) in values)
        {
            _classes[next[number]] = number;
            _places[id] = ++next[number];
        }
    }

    /// <summary>A set of live values, with nothing in it.</summary>
    public LiveValues NoneLive() => new(_count);

    /// <summary>Puts a value into a set of live ones.</summary>
    /// <returns>Whether it has a bit.</returns>
    public bool Enter(LiveValues live, int id)
    {
        int place = _places[id] - 1;
        if (place < 0)
        {
            return false;
        }

        live.Words[place / Bits] |= 1UL << place;
        return true;
    }

    public void Leave(LiveValues live, int id)
    {
        int place = _places[id] - 1;
        if (place >= 0)
        {
            live.Words[place / Bits] &= ~(1UL << place);
        }
    }

    /// <summary>A value is defined where others are live.</summary>
    public void AddAll(int id, LiveValues live)
    {
        int place = _places[id] - 1;
        if (place < 0)
        {
            return;
        }

        ulong[] row = RowOf(place);
        (int first, int end) = _words[_classes[place]];
        int unnamed = _classes[place] == 0 ? _count : _words[0].End;
        for (int i = 0; i < unnamed; i++)
        {
            row[i] |= live.Words[i];
        }

        for (int i = 0; unnamed + i < row.Length; i++)
        {
            row[unnamed + i] |= live.Words[first + i];
        }
    }

    /// <summary>Two values are live at one time.</summary>
    public void Add(int a, int b)
    {
        int place = _places[a] - 1, other = _places[b] - 1;
        if (place >= 0 && other >= 0 && WordOf(place, other) is var word and >= 0)
        {
            RowOf(place)[word] |= 1UL << other;
        }
        else if (place >= 0 && other >= 0 && WordOf(other, place) is var back and >= 0)
        {
            RowOf(other)[back] |= 1UL << place;
        }
    }

    /// <summary>Whether two values are live at one time.</summary>
    public bool Has(int a, int b)
    {
        int place = _places[a] - 1, other = _places[b] - 1;
        return place >= 0 && other >= 0 && (IsIn(place, other) || IsIn(other, place));
    }

    private bool IsIn(int place, int other) => _rows[place] is { } row && WordOf(place, other) is var word and >= 0 && (row[word] & (1UL << other)) != 0;

    /// <summary>The word of a row that holds the bit of another value; -1 where the row does not tell of it.</summary>
    private int WordOf(int place, int other)
    {
        int number = _classes[place];
        return number == 0 || _classes[other] == 0 ? other / Bits
            : number == _classes[other] ? _words[0].End + (other / Bits) - _words[number].First
            : -1;
    }

    private ulong[] RowOf(int place)
    {
        (int first, int end) = _words[_classes[place]];
        return _rows[place] ??= new ulong[_classes[place] == 0 ? _count : _words[0].End + end - first];
    }
}
