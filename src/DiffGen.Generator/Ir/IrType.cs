namespace DiffGen.Generator.Ir;

/// <summary>The precision of a real number, or none for what is no real number.</summary>
internal enum RealKind
{
    None,
    Double,
    Float,
}

/// <summary>How a buffer is held: an array, a two-dimensional one, a span that may be written, or one that may not.</summary>
internal enum BufferKind
{
    None,
    Array,
    Matrix,
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

    /// <summary>A single real number.</summary>
    public bool IsReal => Real != RealKind.None && Buffer == BufferKind.None;

    public bool IsBuffer => Buffer != BufferKind.None;

    /// <summary>A buffer of real numbers: it has a gradient buffer where it is active.</summary>
    public bool IsRealBuffer => Real != RealKind.None && Buffer != BufferKind.None;

    /// <summary>A type that may live on the stack only.</summary>
    public bool IsSpan => Buffer is BufferKind.Span or BufferKind.ReadOnlySpan;

    public static IrType OfReal(RealKind kind) => kind == RealKind.Float ? Float : Double;

    /// <summary>The type of one element of this buffer.</summary>
    public IrType ElementType => Real != RealKind.None ? OfReal(Real) : new IrType(Element, RealKind.None, BufferKind.None, "", true);

    /// <summary>The type of its gradient: a span, or for a matrix a matrix.</summary>
    public IrType AsSpan() => BufferOf(Buffer == BufferKind.Matrix ? BufferKind.Matrix : BufferKind.Span, Element, Real);

    /// <summary>A pair of indices into a matrix: written where it is used, never held in a variable.</summary>
    public static readonly IrType Pair = new("(pair)", RealKind.None, BufferKind.None, "", false);

    public static IrType BufferOf(BufferKind kind, string element, RealKind real) => new(
        kind switch
        {
            BufferKind.Array => element + "[]",
            BufferKind.Matrix => element + "[,]",
            BufferKind.Span => "global::System.Span<" + element + ">",
            _ => "global::System.ReadOnlySpan<" + element + ">",
        },
        real,
        kind,
        element,
        false);
}
