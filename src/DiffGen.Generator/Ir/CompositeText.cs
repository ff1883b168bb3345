using System;
using System.Collections.Immutable;
using System.Linq;

namespace DiffGen.Generator.Ir;

/// <summary>Composites in C#: made of their leaves, and read leaf by leaf.</summary>
internal static class CompositeText
{
    /// <summary>The expression that makes a composite; a leaf that is null is left at its default.</summary>
    /// <param name="type">The composite.</param>
    /// <param name="scope">What tells the members of one generated file from those of another.</param>
    /// <param name="leaf">The text of each leaf, asked in order.</param>
    public static string Compose(CompositeType type, string scope, Func<Leaf, string?> leaf) => Compose(type, scope, ImmutableArray<CompositeField>.Empty, false, leaf) ?? "default(" + type.Text + ")";

    /// <summary>The expression that reads a leaf of a composite held by a variable.</summary>
    public static string Read(string variable, Leaf leaf, CompositeType type, string scope)
    {
        string text = variable;
        CompositeType holder = type;
        foreach (CompositeField field in leaf.Path)
        {
            text = field.Name.Length == 0 ? text : field.Accessor is null ? text + "." + field.Name : FieldOf(holder, field, scope) + "(ref global::System.Runtime.CompilerServices.Unsafe.AsRef(in " + text + "))";
            holder = field.Type.Layout ?? holder;
        }

        return text;
    }

    /// <summary>The expression for a leaf of a composite as a place to write to.</summary>
    /// <param name="reference">A reference to the composite: a variable, or an element of a buffer.</param>
    /// <param name="leaf">The leaf.</param>
    /// <param name="type">The composite.</param>
    /// <param name="scope">What tells the members of one generated file from those of another.</param>
    public static string Place(string reference, Leaf leaf, CompositeType type, string scope)
    {
        string text = reference;
        CompositeType holder = type;
        for (int i = 0; i < leaf.Path.Length; i++)
        {
            CompositeField field = leaf.Path[i];
            text = IsPlace(field, isLast: i + 1 == leaf.Path.Length) ? text + "." + field.Name : FieldOf(holder, field, scope) + "(ref " + text + ")";
            holder = field.Type.Layout ?? holder;
        }

        return text;
    }

    /// <summary>The member's name may be written to, or, at the end of a path, assigned.</summary>
    public static bool IsPlace(CompositeField field, bool isLast) => field.Storage is null || (isLast && field.IsSettable);

    /// <summary>The name of the accessor of a field that no open member stands for.</summary>
    public static string FieldOf(CompositeType holder, CompositeField field, string scope) => "Field_" + new string(field.Name.Where(char.IsLetterOrDigit).ToArray()) + "_" + StableHash.Of(holder.Text + "." + (field.Accessor ?? field.Storage) + scope);

    /// <summary>The name of the method that adds the active leaves of an element to those of another.</summary>
    public static string AddOf(CompositeType type, string scope) => "Add_" + StableHash.Of(type.Text + scope);

    /// <summary>The name of the method that makes a composite with fields that no open member stands for.</summary>
    public static string MakeOf(CompositeType type, string scope) => "Make_" + StableHash.Of(type.Text + scope);

    /// <summary>It is made by a method of ours, since not all of its fields can be set from outside.</summary>
    public static bool NeedsMake(CompositeType type) => type.Fields.Any(f => f.Accessor is not null);

    private static string? Compose(CompositeType type, string scope, ImmutableArray<CompositeField> path, bool noDiff, Func<Leaf, string?> leaf)
    {
        string?[] parts = type.Fields.Select(f => f.Type.IsComposite
            ? Compose(f.Type.Layout!, scope, path.Add(f), noDiff || f.NoDiff, leaf)
            : leaf(new Leaf(path.Add(f), f.Type, noDiff || f.NoDiff))).ToArray();
        if (parts.All(p => p is null))
        {
            return null;
        }

        string Part(int i) => parts[i] ?? "default(" + type.Fields[i].Type.Declared + ")!";
        switch (type.Kind)
        {
            case CompositeKind.Tuple:
                return "(" + string.Join(", ", Enumerable.Range(0, parts.Length).Select(Part)) + ")";
            case CompositeKind.Vector:
                return "new " + type.Text + "(" + string.Join(", ", Enumerable.Range(0, parts.Length).Select(Part)) + ")";
            default:
                if (NeedsMake(type))
                {
                    return MakeOf(type, scope) + "(" + string.Join(", ", Enumerable.Range(0, parts.Length).Select(Part)) + ")";
                }

                return "default(" + type.Text + ") with { " + string.Join(", ", Enumerable.Range(0, parts.Length).Where(i => parts[i] is not null).Select(i => type.Fields[i].Name + " = " + parts[i])) + " }";
        }
    }
}
