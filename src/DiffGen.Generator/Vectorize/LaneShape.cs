using System.Text;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Vectorize;

/// <summary>
/// The vectors of a kernel: so many bits wide, a lane as wide as the kernel's real numbers. Integers, enums and truth values lie in lanes of
/// the same width: <c>long</c> beside <c>double</c>, <c>int</c> beside <c>float</c>; a truth value is all bits or none.
/// </summary>
/// <param name="Bits">512, 256 or 128.</param>
/// <param name="Real">The precision of the real numbers that differ from lane to lane.</param>
internal sealed record LaneShape(int Bits, RealKind Real)
{
    public int Count => Bits / (Real == RealKind.Float ? 32 : 64);

    /// <summary>The static class of the vectors, as code spells it.</summary>
    public string Class { get; } = "global::System.Runtime.Intrinsics.Vector" + Bits;

    /// <summary>The type that stands for integers in a lane.</summary>
    public string Integer => Real == RealKind.Float ? "int" : "long";

    public IrType Reals { get; } = Vector(Bits, Real == RealKind.Float ? "float" : "double");

    public IrType Integers { get; } = Vector(Bits, Real == RealKind.Float ? "int" : "long");

    /// <summary>The vector that holds a value of a type in each lane; null where there is none.</summary>
    public IrType? Of(IrType type) => type.IsReal && type.Real == Real ? Reals : !type.IsReal && !type.IsBuffer && Holds(type) ? Integers : null;

    /// <summary>A lane has room for every value of the type.</summary>
    public bool Holds(IrType type) => type.IsEnum || type.Text is "bool" or "int" or "short" or "ushort" or "sbyte" or "byte" or "char" || (Real != RealKind.Float && type.Text is "long" or "uint");

    /// <summary>Memory that has a vector where the scalar method has an element.</summary>
    public IrType? BufferOf(IrType buffer) => Of(buffer.ElementType) is { } element ? IrType.BufferOf(BufferKind.Span, element.Text, RealKind.None) : null;

    /// <summary>A template with the names of this shape: {V} the class, {R} and {N} the real and integer types' names, {I} the integer type.</summary>
    public string Spelled(string template)
    {
        StringBuilder? spelled = null;
        int written = 0;
        for (int at = template.IndexOf('{'); at >= 0 && at + 2 < template.Length; at = template.IndexOf('{', at + 1))
        {
            if (template[at + 2] == '}' && NameOf(template[at + 1]) is { } name)
            {
                spelled = (spelled ?? new StringBuilder(2 * template.Length)).Append(template, written, at - written).Append(name);
                written = at + 3;
            }
        }

        return spelled is null ? template : spelled.Append(template, written, template.Length - written).ToString();
    }

    private string? NameOf(char letter) => letter switch
    {
        'V' => Class,
        'I' => Integer,
        'N' => Real == RealKind.Float ? "Int32" : "Int64",
        'R' => Real == RealKind.Float ? "Single" : "Double",
        _ => null,
    };

    private static IrType Vector(int bits, string element) => new("global::System.Runtime.Intrinsics.Vector" + bits + "<" + element + ">", RealKind.None, BufferKind.None, "", true);
}
