using System;
using System.Linq;

namespace DiffGen.Generator.Ir;

/// <summary>What a member of a class of parameters is in its buffer.</summary>
internal enum ParameterKind
{
    /// <summary>One number.</summary>
    Scalar,

    /// <summary>Numbers in a row, with a shape.</summary>
    View,

    /// <summary>All numbers of another such class.</summary>
    Part,

    /// <summary>It is refused: declared, so that the class compiles but for the error.</summary>
    Refused,
}

/// <summary>A member whose numbers lie in the buffer.</summary>
/// <param name="Name">Its name as C# spells it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Type">Its type as C# spells it.</param>
/// <param name="Modifiers">The modifiers of its declaration, which its implementation repeats.</param>
/// <param name="Accessors">Its accessors with their modifiers: <c>get</c>, <c>private set</c>.</param>
/// <param name="Arguments">Of a view its extents, outermost first; of a part what its constructor takes.</param>
/// <param name="HasDocs">The user wrote a docstring.</param>
internal sealed record ParameterMember(
    string Name, ParameterKind Kind, string Type, string Modifiers, EquatableArray<string> Accessors, EquatableArray<ParameterArgument> Arguments, bool HasDocs)
{
    /// <summary>Its name without <c>@</c>.</summary>
    public string PlainName => Name.TrimStart('@');
}

/// <summary>An extent of a view, or an argument of a part's constructor.</summary>
/// <param name="Parameter">The parameter of the part's constructor; of an extent nothing.</param>
/// <param name="Size">The name of the <see cref="ParameterSize"/>.</param>
internal sealed record ParameterArgument(string Parameter, string Size);

/// <summary>A value that shapes are made of, taken when the buffer is made and never again.</summary>
/// <param name="Name">The name that <c>[Shape]</c> gives, as C# spells it.</param>
/// <param name="Type">Its type as C# spells it.</param>
/// <param name="Source">Where it comes from.</param>
internal sealed record ParameterSize(string Name, string Type, ParameterSizeSource Source)
{
    /// <summary>An extent of a view: at least zero.</summary>
    public bool IsExtent { get; init; }

    /// <summary>Of a constructor's parameter in a class whose buffer is made late, the field that keeps it.</summary>
    public string Field { get; init; } = "";
}

/// <summary>Where a <see cref="ParameterSize"/> comes from.</summary>
internal enum ParameterSizeSource
{
    /// <summary>A parameter of the primary constructor: known to the initialisers of fields.</summary>
    ConstructorParameter,

    /// <summary>A constant or static member.</summary>
    StaticMember,

    /// <summary>A member of the object, which a constructor sets: known when the first number is asked for.</summary>
    InstanceMember,
}

/// <summary>What copying and comparing a record needs.</summary>
/// <param name="HasBase">It derives from another record.</param>
/// <param name="Fields">The members with a field, the user's own: what a copy takes over.</param>
/// <param name="RecordParts">The parts that are records, and so compare by value.</param>
/// <param name="HasRequired">Some member is <c>required</c>.</param>
/// <param name="WritesEquals">The user wrote no <c>Equals</c> of its own.</param>
/// <param name="WritesHashCode">The user wrote no <c>GetHashCode</c>.</param>
internal sealed record ParameterRecord(
    bool HasBase, EquatableArray<RecordField> Fields, EquatableArray<string> RecordParts, bool HasRequired, bool WritesEquals, bool WritesHashCode);

/// <summary>A field of a record, or the property or event that it stands behind.</summary>
/// <param name="Name">Its name as C# spells it.</param>
/// <param name="Type">Its type as C# spells it.</param>
internal sealed record RecordField(string Name, string Type);

/// <summary>A class or record of parameters: what its generated part is written from.</summary>
/// <param name="Namespace">The namespace, or nothing for the global one.</param>
/// <param name="Types">The class and the types around it, outermost first, each as <c>partial class Name</c>.</param>
/// <param name="Name">Its name as C# spells it.</param>
/// <param name="FileName">The name of the generated file.</param>
/// <param name="Real"><c>float</c> or <c>double</c>; nothing where no member tells.</param>
/// <param name="IsSealed">Nothing can derive from it.</param>
/// <param name="Members">The members in the buffer, in its order.</param>
/// <param name="Sizes">What the shapes are made of, in the order of their first use.</param>
/// <param name="Record">Of a record what its copies need, else null.</param>
/// <param name="Storage">Names that the user's members leave free: of the field that holds the buffer, of its type.</param>
/// <param name="IsRefused">There is an error: the members are declared and throw.</param>
/// <param name="Taken">Names of generated members that the user's members have.</param>
internal sealed record ParameterClass(
    string Namespace,
    EquatableArray<string> Types,
    string Name,
    string FileName,
    string Real,
    bool IsSealed,
    EquatableArray<ParameterMember> Members,
    EquatableArray<ParameterSize> Sizes,
    ParameterRecord? Record,
    StorageNames Storage,
    bool IsRefused,
    EquatableArray<string> Taken)
{
    /// <summary>The numbers, all of them.</summary>
    public const string Parameters = "Parameters";

    /// <summary>How many there are.</summary>
    public const string ParameterCount = "ParameterCount";

    /// <summary>Makes a model of the same shapes.</summary>
    public const string NewLike = "NewLike";

    /// <summary>Makes a model of the same shapes over a given buffer: how parts lie in the buffer of the whole.</summary>
    public const string WithParametersIn = "WithParametersIn";

    /// <summary>The method that gives a member's place in <see cref="Parameters"/>.</summary>
    public static string OffsetOf(string member) => "ParameterOffset_" + member.TrimStart('@');

    /// <summary>The buffer is made when it is first asked for, and not before the constructor runs.</summary>
    public bool IsLazy => Sizes.Items.Any(s => s.Source == ParameterSizeSource.InstanceMember);

    /// <summary>
    /// What the generated part adds to the class, without bodies: a source to bind marked methods against, which the user's own text
    /// holds the views for.
    /// </summary>
    public string Declarations()
    {
        if (Real.Length == 0)
        {
            return "";
        }

        string span = "global::System.Span<" + Real + ">";
        string members = string.Join(" ", new (string Name, string Text)[]
        {
            (Parameters, "public " + span + " " + Parameters + " => throw null!;"),
            (ParameterCount, "public int " + ParameterCount + " => throw null!;"),
            (NewLike, "public " + Name + " " + NewLike + "() => throw null!;"),
        }.Where(m => !Taken.Items.Contains(m.Name)).Select(m => m.Text));
        string types = string.Join(" { ", Types.Items);
        string text = types + Interface + " { " + members + string.Concat(Types.Items.Select(_ => " }"));
        return Namespace.Length == 0 ? text : "namespace " + Namespace + " { " + text + " }";
    }

    /// <summary>The list of the interface that the class implements, where its members are not taken.</summary>
    public string Interface => Real.Length == 0 || Taken.Items.Contains(Parameters) || Taken.Items.Contains(ParameterCount) ? "" : " : global::DiffGen.IParameters<" + Real + ">";
}

/// <summary>The names of what holds the buffer, different from all of the user's.</summary>
/// <param name="Field">The field of the class.</param>
/// <param name="Property">The property of a class whose buffer is made late.</param>
/// <param name="Type">The nested type.</param>
internal sealed record StorageNames(string Field, string Property, string Type);
