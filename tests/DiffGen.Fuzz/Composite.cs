using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DiffGen.Fuzz;

internal enum CompositeKind
{
    /// <summary>A positional record struct.</summary>
    Record,

    /// <summary>A struct with public fields.</summary>
    Fields,
    Tuple,
    Vector,
}

/// <summary>A member of a composite: a number, active or not, or a composite itself.</summary>
/// <param name="Type">double, float, int, or the name of <paramref name="Inner"/>.</param>
internal sealed record Member(string Name, string Type, bool IsActive, Composite? Inner = null);

/// <summary>A type of a fixed number of real numbers: a marked struct, a tuple, a vector. Outside of the programs it is an array of its active numbers.</summary>
internal sealed record Composite(string Name, CompositeKind Kind, ImmutableArray<Member> Members, bool IsReadOnly = false)
{
    public static Composite Vector3 { get; } = new("Vector3", CompositeKind.Vector, [new("X", "float", true), new("Y", "float", true), new("Z", "float", true)]);

    /// <summary>How many active numbers it holds.</summary>
    public int Count => Members.Sum(m => m.Inner is { } inner ? inner.Count : m.IsActive ? 1 : 0);

    public bool HasInactive => Members.Any(m => m.Inner is { } inner ? inner.HasInactive : !m.IsActive);

    public bool IsFloat => Members.Any(m => m.Inner is { } inner ? inner.IsFloat : m.IsActive && m.Type == "float");

    public bool Equals(Composite? other) => other is not null && Name == other.Name;

    public override int GetHashCode() => Name.GetHashCode(System.StringComparison.Ordinal);

    /// <summary>The paths to the active numbers, in order: <c>.A</c>, <c>.B.C</c>.</summary>
    public IEnumerable<string> Paths(bool active = true) => Members.SelectMany(m => m.Inner is { } inner ? inner.Paths(active).Select(p => "." + m.Name + p) : m.IsActive == active ? ["." + m.Name] : []);

    /// <summary>The composite that a type names in a program, null for any other type.</summary>
    public static Composite? Parse(TypeSyntax type, SyntaxNode root)
    {
        if (type is TupleTypeSyntax tuple)
        {
            return new Composite(type.ToString(), CompositeKind.Tuple, [.. tuple.Elements.Select((e, i) => Of(e.Identifier.Text is { Length: > 0 } name ? name : "Item" + (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), e.Type, true))]);
        }

        if (type.ToString() == "Vector3")
        {
            return Vector3;
        }

        return type is IdentifierNameSyntax name2 && root.DescendantNodes().OfType<TypeDeclarationSyntax>().FirstOrDefault(d => d is StructDeclarationSyntax or RecordDeclarationSyntax && d.Identifier.Text == name2.Identifier.Text) is { } declaration
            ? Declared(declaration)
            : null;

        Member Of(string member, TypeSyntax memberType, bool active) =>
            Parse(memberType, root) is { } inner ? new Member(member, inner.Name, true, inner) : new Member(member, memberType.ToString(), active && memberType.ToString() is "double" or "float");

        Composite Declared(TypeDeclarationSyntax node)
        {
            bool isReadOnly = node.Modifiers.Any(SyntaxKind.ReadOnlyKeyword);
            return node is RecordDeclarationSyntax { ParameterList: { } list }
                ? new Composite(node.Identifier.Text, CompositeKind.Record, [.. list.Parameters.Select(p => Of(p.Identifier.Text, p.Type!, p.AttributeLists.Count == 0))], isReadOnly)
                : new Composite(node.Identifier.Text, CompositeKind.Fields, [.. node.Members.OfType<FieldDeclarationSyntax>().Where(f => !f.Modifiers.Any(SyntaxKind.StaticKeyword))
                    .SelectMany(f => f.Declaration.Variables.Select(v => Of(v.Identifier.Text, f.Declaration.Type, f.AttributeLists.Count == 0)))], isReadOnly);
        }
    }

    public static Composite Declared(TypeDeclarationSyntax declaration, SyntaxNode root) => Parse(SyntaxFactory.IdentifierName(declaration.Identifier.Text), root)!;
}
