using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace DiffGen.Generator.Emit;

/// <summary>A number of numbers: so many, and so many for each element of some buffers.</summary>
internal readonly struct Extent
{
    private readonly ImmutableArray<(int Factor, string Count)> _terms;

    private Extent(int constant, ImmutableArray<(int Factor, string Count)> terms)
    {
        Constant = constant;
        _terms = terms;
    }

    /// <summary>What it is where it has no other terms.</summary>
    public int Constant { get; }

    /// <summary>It is known when the code is written.</summary>
    public bool IsConstant => Terms.Length == 0;

    private ImmutableArray<(int Factor, string Count)> Terms => _terms.IsDefault ? ImmutableArray<(int, string)>.Empty : _terms;

    /// <summary>A number.</summary>
    public static Extent Of(int constant) => new(constant, ImmutableArray<(int, string)>.Empty);

    /// <summary>So many for each of what an expression counts.</summary>
    public static Extent Of(int factor, string count) => new(0, ImmutableArray.Create((factor, count)));

    public static Extent operator +(Extent a, Extent b) => new(a.Constant + b.Constant, a.Terms.AddRange(b.Terms));

    /// <summary>The sum as a <c>long</c>.</summary>
    public string AsLong => IsConstant || Constant > 0
        ? string.Join(" + ", Terms.Select(t => Text(t, "L")).Prepend(Text(Constant) + "L"))
        : string.Join(" + ", Terms.Select((t, i) => i == 0 ? t.Factor == 1 ? "(long)" + t.Count : Text(t, "L") : Text(t, "L")));

    /// <summary>The sum as an <c>int</c>.</summary>
    public override string ToString() => IsConstant || Constant > 0
        ? string.Join(" + ", Terms.Select(t => Text(t, "")).Prepend(Text(Constant)))
        : string.Join(" + ", Terms.Select(t => Text(t, "")));

    private static string Text((int Factor, string Count) term, string suffix) => term.Factor == 1 ? term.Count : Text(term.Factor) + suffix + " * " + term.Count;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
