using System.Linq;

namespace DiffGen.Generator.Ir;

/// <summary>The precision of a real number, or none for what is no real number.</summary>
internal enum RealKind
{
    None,
    Double,
    Float,

    /// <summary>A type parameter that stands for either.</summary>
    Generic,

    /// <summary>Of a buffer: its elements are composites, each leaf of which has a type of its own.</summary>
    Mixed,
}

/// <summary>How a buffer is held: an array, a two-dimensional one, an array of arrays, a span that may be written, or one that may not.</summary>
internal enum BufferKind
{
    None,
    Array,
    Matrix,
    Jagged,
    Span,
    ReadOnlySpan,
}

/// <summary>
/// The type of a value. <paramref name="Text"/> is its C# spelling; <paramref name="Real"/> the precision of a real number or of the
/// elements of a buffer; <paramref name="Element"/> the spelling of a buffer's elements.
/// </summary>
internal sealed record IrType(string Text, RealKind Real, BufferKind Buffer, string Element, bool IsUnmanaged)
{
    public static readonly IrType Double = new("double", RealKind.Double, BufferKind.None, "", true);
    public static readonly IrType Float = new("float", RealKind.Float, BufferKind.None, "", true);
    public static readonly IrType Int = new("int", RealKind.None, BufferKind.None, "", true);
    public static readonly IrType Bool = new("bool", RealKind.None, BufferKind.None, "", true);
    public static readonly IrType Long = new("long", RealKind.None, BufferKind.None, "", true);

    /// <summary>The parts of a composite, or of the elements of a buffer of composites: that buffer is one of their numbers, in order.</summary>
    public CompositeType? Layout { get; init; }

    /// <summary>The parts of an element, where the buffer holds composites as C# does: a load or store takes one leaf of one element.</summary>
    public CompositeType? Members { get; init; }

    /// <summary>Elements that hold no references: the recording has room for them.</summary>
    public bool HasPlainElements => Members is null || Members.Leaves.All(l => l.Type.IsUnmanaged);

    /// <summary>A buffer of composites that the user declares as an array.</summary>
    public bool IsDeclaredArray { get; init; }

    /// <summary>A struct, tuple or vector that the IR holds as its leaves.</summary>
    public bool IsComposite => Layout is not null && Buffer == BufferKind.None;

    /// <summary>A class of parameters: its numbers and the object itself.</summary>
    public bool IsModel => Layout?.Kind == CompositeKind.Model;

    /// <summary>How many numbers of the buffer an element of the source is.</summary>
    public int Stride => IsBuffer && Layout is not null ? Layout.Leaves.Length : 1;

    /// <summary>The spelling of the type in the user's code.</summary>
    public string Declared => Layout is null ? Text : Buffer == BufferKind.None ? Layout.Text : BufferOf(IsDeclaredArray ? BufferKind.Array : Buffer, Layout.Text, RealKind.None).Text;

    /// <summary>An enum whose values fit an <c>int</c>.</summary>
    public bool IsEnum { get; init; }

    /// <summary>It, or a part of it, has a derivative where it is not marked otherwise.</summary>
    public bool HoldsReals => IsComposite ? Layout!.IsActive : Real != RealKind.None;

    /// <summary>A single real number.</summary>
    public bool IsReal => Real != RealKind.None && Buffer == BufferKind.None;

    public bool IsBuffer => Buffer != BufferKind.None;

    /// <summary>A buffer of real numbers: it has a gradient buffer where it is active.</summary>
    public bool IsRealBuffer => Real != RealKind.None && Buffer != BufferKind.None;

    /// <summary>A type that may live on the stack only.</summary>
    public bool IsSpan => Buffer is BufferKind.Span or BufferKind.ReadOnlySpan;

    /// <summary>A type parameter that stands for a real type.</summary>
    public static IrType OfParameter(string name) => new(name, RealKind.Generic, BufferKind.None, "", true);

    public static IrType OfReal(RealKind kind) => kind == RealKind.Float ? Float : Double;

    /// <summary>The type of one element of this buffer.</summary>
    public IrType ElementType => Members is not null ? Of(Members) : Real == RealKind.Generic ? OfParameter(Element) : Real != RealKind.None ? OfReal(Real) : new IrType(Element, RealKind.None, BufferKind.None, "", true);

    /// <summary>The type of its gradient: a span, or for a matrix a matrix.</summary>
    public IrType AsSpan() => As(Buffer is BufferKind.Matrix or BufferKind.Jagged ? Buffer : BufferKind.Span) with { Layout = Layout };

    /// <summary>Another kind of buffer with the same numbers, or elements.</summary>
    public IrType As(BufferKind kind) => BufferOf(kind, Element, Real) with { Members = Members };

    /// <summary>A composite.</summary>
    public static IrType Of(CompositeType layout) => new(layout.Text, RealKind.None, BufferKind.None, "", false) { Layout = layout };

    /// <summary>A pair of indices into a matrix: written where it is used, never held in a variable.</summary>
    public static readonly IrType Pair = new("(pair)", RealKind.None, BufferKind.None, "", false);

    public static IrType BufferOf(BufferKind kind, string element, RealKind real) => new(
        kind switch
        {
            BufferKind.Array => element + "[]",
            BufferKind.Matrix => element + "[,]",
            BufferKind.Jagged => element + "[][]",
            BufferKind.Span => "global::System.Span<" + element + ">",
            _ => "global::System.ReadOnlySpan<" + element + ">",
        },
        real,
        kind,
        element,
        false);
}
