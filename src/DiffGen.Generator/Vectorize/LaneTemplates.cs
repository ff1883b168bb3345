using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Vectorize;

/// <summary>C# on integers and truth values as C# on vectors. What is not here is done lane by lane.</summary>
internal static class LaneTemplates
{
    /// <summary>What the reverse sweep makes of a copy, and of a fill.</summary>
    public const string ReverseCopy = "global::DiffGen.CompilerServices.Buffers.ReverseCopy({0}, {1});", SumAndClear = "global::DiffGen.CompilerServices.Buffers.SumAndClear(";

    /// <summary>
    /// A number of a Jacobian: the buffer, how many rows and columns there are, the column or row of the lane, the row or column of the number, the number. On vectors: the column or row of the first lane.
    /// </summary>
    public const string StoreColumn = Lanes + "StoreColumn({0}, {2}, {3}, {4}, {5});", StoreRow = Lanes + "StoreRow({0}, {1}, {2}, {3}, {4}, {5});";

    /// <summary>x y + sum, and sum - x y, fused where the processor can. Of sums alone, which are rounded in another order anyhow: x y - x y must stay zero.</summary>
    public const string MultiplyAdd = "{V}.MultiplyAddEstimate({0}, {1}, {2})", MultiplySubtract = "{V}.MultiplyAddEstimate(-{0}, {1}, {2})";

    /// <summary>Math.Sign, which throws where its operand is no number.</summary>
    public const string Sign = "global::System.Math.Sign({0})", SingleSign = "global::System.MathF.Sign({0})";

    public const string StrongMultiply = Lanes + "StrongMultiply({0}, {1})";

    /// <summary>A factor of which lanes that are negligible are zero, unless all are to be kept: the factor, what becomes of it. In lanes alone; nothing in the source is written so.</summary>
    public const string DropNegligible = Negligible + "Drop({0}, {1})";

    /// <summary>Nothing was left out, or …: the start of the condition, of what becomes of it.</summary>
    public const string HasKept = "{0}[0] != " + Negligible + "LeftOut";

    public const string Negligible = "global::DiffGen.CompilerServices.NegligibleLanes.";

    /// <summary>Marks which of the vectors side by side are not zero in an element: the marks, which of them, memory of vectors, the element.</summary>
    public const string Mark = Lanes + "Mark({0}, {1}, {2}, {3});";

    /// <summary>The same, and a mark of less than zero where a number is not of moderate size.</summary>
    public const string MarkModerate = Lanes + "MarkModerate({0}, {1}, {2}, {3});";

    /// <summary>A mark of less than zero where a number that is the same for all columns is not of moderate size: the marks, which of them, the buffer, the element.</summary>
    public const string MarkNumber = Jacobians + "MarkModerate({0}, {1}, {2}, {3});";

    /// <summary>A mark is set for the vector of columns: <c>true</c> in a kernel of one vector.</summary>
    public const string Moves = "moves {0}";

    public const string Lanes = "global::DiffGen.CompilerServices.Lanes.", Jacobians = "global::DiffGen.CompilerServices.Jacobians.";

    /// <summary>The form of a pure operation on vectors, every operand being one; null where it has none.</summary>
    public static (string Template, int Precedence)? Find(Opaque op, LaneShape shape)
    {
        IrType result = op.Result!.Type;
        ImmutableArray<IrType> types = op.Arguments.Select(a => a.Type).ToImmutableArray();
        bool areBools = types.All(t => t.Text == "bool"), areReals = types.All(t => t.IsReal), areIntegers = types.All(t => IsInteger(t) || t.IsEnum);
        string template = op.Template;
        if (result.Text == "bool" && (areReals || areIntegers) && types.Length == 2 && Comparison(template) is { } comparison)
        {
            (string name, bool negated) = comparison;
            string text = (negated ? "~" : "") + (areReals ? "{V}.As{N}({V}." + name + "({0}, {1}))" : "{V}." + name + "({0}, {1})");
            return (text, negated ? Precedences.Unary : Precedences.Call);
        }

        if (areBools && result.Text == "bool")
        {
            return template switch
            {
                "{0} == {1}" => ("{V}.Equals({0}, {1})", Precedences.Call),
                "{0} != {1}" or "{0} ^ {1}" => ("~{V}.Equals({0}, {1})", Precedences.Unary),
                "{0} && {1}" or "{0} & {1}" => ("{0} & {1}", Precedences.And),
                "{0} || {1}" or "{0} | {1}" => ("{0} | {1}", Precedences.Or),
                "!{0}" => ("~{0}", Precedences.Unary),
                "{0}" => ("{0}", Precedences.Call),
                _ => null,
            };
        }

        if (areReals && types.Length == 1)
        {
            return template switch
            {
                "double.IsNaN({0})" or "float.IsNaN({0})" => ("~{V}.As{N}({V}.Equals({0}, {0}))", Precedences.Unary),
                "(int){0}" when types[0].Real == shape.Real => (Lanes + "ToInt32({0})", Precedences.Call),
                "(long){0}" when shape.Real != RealKind.Float => ("{V}.ConvertToInt64({0})", Precedences.Call),
                "{0}" => ("{0}", Precedences.Call),
                _ => null,
            };
        }

        if (areIntegers && IsInteger(result))
        {
            return template switch
            {
                "{0} + {1}" or "{0} - {1}" => Wrapped(template, Precedences.Additive, result, shape),
                "{0} * {1}" => Wrapped(template, Precedences.Multiplicative, result, shape),
                "-{0}" => Wrapped(template, Precedences.Unary, result, shape),
                "~{0}" => Wrapped(template, Precedences.Unary, result, shape),
                "{0} & {1}" => (template, Precedences.And),
                "{0} | {1}" => (template, Precedences.Or),
                "global::System.Math.Max({0}, {1})" => ("{V}.Max({0}, {1})", Precedences.Call),
                "global::System.Math.Min({0}, {1})" => ("{V}.Min({0}, {1})", Precedences.Call),
                "{0}" => (template, Precedences.Call),
                _ when template == "(" + result.Text + "){0}" && (result.Text is "int" or "long" or "uint") => Wrapped("{0}", Precedences.Call, result, shape),
                _ => null,
            };
        }

        return null;
    }

    /// <summary>C# that may run for lanes that are off: it neither throws nor does anything else.</summary>
    public static bool IsSafe(Opaque op) => op.Effect == Effect.Pure && (op.Template is
        "{0} + {1}" or "{0} - {1}" or "{0} * {1}" or "{0} & {1}" or "{0} | {1}" or "{0} ^ {1}" or "{0} << {1}" or "{0} >> {1}" or "{0} >>> {1}"
        or "{0} == {1}" or "{0} != {1}" or "{0} < {1}" or "{0} <= {1}" or "{0} > {1}" or "{0} >= {1}" or "{0} is {1}"
        or "{0} && {1}" or "{0} || {1}" or "!{0}" or "-{0}" or "~{0}" or "{0}" or "{0}, {1}" or "{0}.Length"
        or "global::System.Math.Max({0}, {1})" or "global::System.Math.Min({0}, {1})" or "global::System.Math.Max(0, {0})"
        || (op.Result is { } result && (IsInteger(result.Type) || result.Type.IsReal) && op.Template == "(" + result.Type.Text + "){0}" && op.Arguments.All(a => IsInteger(a.Type) || a.Type.IsReal || a.Type.IsEnum))
        || op.Template is "double.IsNaN({0})" or "float.IsNaN({0})");

    public static bool IsInteger(IrType type) => type.Text is "int" or "long" or "short" or "ushort" or "sbyte" or "byte" or "char" or "uint" or "ulong" or "nint" or "nuint";

    private static (string Name, bool Negated)? Comparison(string template) => template switch
    {
        "{0} < {1}" or "{0} is < {1}" => ("LessThan", false),
        "{0} <= {1}" or "{0} is <= {1}" => ("LessThanOrEqual", false),
        "{0} > {1}" or "{0} is > {1}" => ("GreaterThan", false),
        "{0} >= {1}" or "{0} is >= {1}" => ("GreaterThanOrEqual", false),
        "{0} == {1}" => ("Equals", false),
        "{0} != {1}" => ("Equals", true),
        _ => null,
    };

    /// <summary>The result brought back into the range of its type, as unchecked C# does.</summary>
    private static (string Template, int Precedence)? Wrapped(string template, int precedence, IrType result, LaneShape shape) => (result.Text, shape.Real) switch
    {
        ("int", RealKind.Float) or ("long", not RealKind.Float) => (template, precedence),
        ("int", _) => (Lanes + "WrapInt32(" + template + ")", Precedences.Call),
        ("uint", not RealKind.Float) => (Lanes + "WrapUInt32(" + template + ")", Precedences.Call),
        _ => null,
    };
}
