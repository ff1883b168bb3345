using System;
using System.Collections.Immutable;
using System.Linq;

namespace DiffGen.Generator.Ir;

/// <summary>How a composite value is made of its parts in C#.</summary>
internal enum CompositeKind
{
    /// <summary><c>default(T) with { A = a, … }</c>.</summary>
    Struct,

    /// <summary><c>(a, b)</c>.</summary>
    Tuple,

    /// <summary><c>new Vector3(x, y, z)</c>.</summary>
    Vector,

    /// <summary>An object of a class of parameters: all its numbers, and the object.</summary>
    Model,
}

/// <summary>A part of a composite.</summary>
/// <param name="Name">The member that reads it.</param>
/// <param name="Type">Its type; a composite again, or a leaf.</param>
/// <param name="NoDiff">It is a constant.</param>
/// <param name="Accessor">The field behind it, where no member that everyone sees reads and writes it; else null.</param>
internal sealed record CompositeField(string Name, IrType Type, bool NoDiff, string? Accessor)
{
    /// <summary>The field behind it, where the member is no place that can be written through a reference to the whole; else null.</summary>
    public string? Storage { get; init; }

    /// <summary>It is a property that can be assigned through a reference to the whole.</summary>
    public bool IsSettable { get; init; }
}

/// <summary>A number, or what is no number, at the end of a path through a composite.</summary>
/// <param name="Path">The fields that lead to it.</param>
/// <param name="Type">Its type, no composite.</param>
/// <param name="NoDiff">It, or a field on its path, is a constant.</param>
internal sealed record Leaf(ImmutableArray<CompositeField> Path, IrType Type, bool NoDiff)
{
    /// <summary>What the leaf of a variable is called: <c>PositionX</c> behind the variable's name.</summary>
    public string Suffix => string.Concat(Path.Select(p => CompositeType.Capital(p.Name)));

    /// <summary>It has a tangent and a gradient.</summary>
    public bool IsActive => !NoDiff && Type.Real != RealKind.None;
}

/// <summary>A struct, tuple or vector that holds real numbers: in the IR it is its leaves, each a value of its own.</summary>
internal sealed record CompositeType(string Text, CompositeKind Kind, ImmutableArray<CompositeField> Fields)
{
    private ImmutableArray<Leaf> _leaves;

    /// <summary>The leaves in the order of the fields.</summary>
    public ImmutableArray<Leaf> Leaves
    {
        get
        {
            if (_leaves.IsDefault)
            {
                _leaves = Fields.SelectMany(f => f.Type.Layout is { } inner && f.Type.IsComposite
                    ? inner.Leaves.Select(l => new Leaf(l.Path.Insert(0, f), l.Type, l.NoDiff || f.NoDiff))
                    : [new Leaf(ImmutableArray.Create(f), f.Type, f.NoDiff)]).ToImmutableArray();
            }

            return _leaves;
        }
    }

    /// <summary>The precision of its leaves, where all are active real numbers of one: then a buffer of it is a buffer of numbers.</summary>
    public RealKind Uniform => Kind is CompositeKind.Struct or CompositeKind.Vector && Leaves.Length > 0 && Leaves.All(l => l.IsActive && l.Type == Leaves[0].Type && l.Type.IsReal) ? Leaves[0].Type.Real : RealKind.None;

    /// <summary>A field's name behind a variable's.</summary>
    public static string Capital(string name)
    {
        string plain = name.TrimStart('@');
        return plain.Length == 0 ? "" : char.ToUpperInvariant(plain[0]) + plain.Substring(1);
    }

    /// <summary>Some leaf has a derivative.</summary>
    public bool IsActive => Leaves.Any(l => l.IsActive);

    public bool Equals(CompositeType? other) => other is not null && other.Text == Text;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);
}
