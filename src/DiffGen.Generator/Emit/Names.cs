using System;
using System.Collections.Generic;

namespace DiffGen.Generator.Emit;

/// <summary>Parameter names in use: the later of two that collide ends in <c>_</c>.</summary>
internal sealed class Names(IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = new(taken, StringComparer.Ordinal);

    /// <summary>All names given out so far.</summary>
    public IEnumerable<string> Taken => _taken;

    /// <summary>A name of the compiler's own: later ones are numbered.</summary>
    public string Numbered(string stem)
    {
        string name = stem;
        for (int k = 1; !_taken.Add(name); k++)
        {
            name = stem + k.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return name;
    }

    public string Parameter(string name)
    {
        while (!_taken.Add(name))
        {
            name += "_";
        }

        return name;
    }
}
