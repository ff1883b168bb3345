using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Analysis;

/// <summary>
/// Which operations certainly do not throw: an access whose index is proved to lie in its buffer, arithmetic, comparisons. Everything else may.
/// </summary>
internal sealed class Exceptions(IntegerForms integers, IEnumerable<Value> neverNull)
{
    private static readonly Regex s_harmless = new(@"^(\{0\} (\+|-|\*|<|<=|>|>=|==|!=|&&|\|\||&|\||\^|<<|>>|>>>) \{1\}|[-!~]?\{0\}|\((int|long|uint|ulong|short|ushort|byte|sbyte|float|double|char|nint|nuint)\)\{0\}|global::System\.Math\.(Max|Min)\(\{0\}, \{1\}\))$", RegexOptions.Compiled);

    private static readonly HashSet<string> s_conversions = ["FromInteger", "Widen", "Narrow", "Convert"];

    private readonly HashSet<int> _neverNull = [.. neverNull.Select(v => v.Id)];

    /// <summary>Whether something in the operation may throw.</summary>
    public bool MayThrow(Op op) => op switch
    {
        Constant or Remark or Fill => false,
        Apply apply => !s_conversions.Contains(apply.Primitive) && PrimitiveTable.Get(apply.Primitive) is { Lanes: null } or { LanesThrow: not null },
        Opaque { Effect: Effect.Pure } opaque => !(IsNotNull(opaque) && (IntegerForms.IsLength(opaque) || (s_harmless.IsMatch(opaque.Template) && opaque.Arguments.All(a => a.Type.IsUnmanaged)) || IsSafeDivision(opaque))),
        Load load => !IsInside(load.Buffer, load.Index),
        Store store => !IsInside(store.Buffer, store.Index),
        View view => !IsPart(view),
        Copy copy => !(IsKnown(copy.Source) && IsKnown(copy.Destination) && IsNotNegative(integers.LengthOf(copy.Destination) - integers.LengthOf(copy.Source))),
        Allocate { Length.Type.Text: "int" } allocate => !integers.IsNotNegative(integers.FormOf(allocate.Length)),
        If branch => MayThrow(branch.Then) || MayThrow(branch.Else),
        For loop => MayThrow(loop.Body),
        While loop => MayThrow(loop.Condition) || MayThrow(loop.Body),
        _ => true,
    };

    private bool MayThrow(Region region) => region.Ops.Any(MayThrow);

    private bool IsNotNull(Opaque opaque) => opaque.Arguments.All(a => !a.Type.IsBuffer || IsKnown(a));

    /// <summary>A span, or an array that is there.</summary>
    private bool IsKnown(Value buffer) => buffer.Type.IsSpan || _neverNull.Contains(buffer.Id);

    private bool IsSafeDivision(Opaque opaque) => opaque.Template is "{0} / {1}" or "{0} % {1}" && integers.FormOf(opaque.Arguments[1]).Number is { } divisor && divisor is not (0 or -1);

    private bool IsInside(Value buffer, Value index)
    {
        if (!IsKnown(buffer) || index.Type.Text != "int" || buffer.Type.Buffer is BufferKind.Matrix or BufferKind.Jagged)
        {
            return false;
        }

        IntegerForm at = integers.FormOf(index);
        return integers.IsNotNegative(at) && IsNotNegative(integers.LengthOf(buffer) - at - IntegerForm.Constant(1));
    }

    private bool IsPart(View view)
    {
        if (view.Buffer.Type.Buffer is BufferKind.Matrix or BufferKind.Jagged)
        {
            return false;
        }

        if (view.Start is null)
        {
            return view.Length is null;
        }

        if (!IsKnown(view.Buffer) || view.Start.Type.Text != "int" || view.Length is not (null or { Type.Text: "int" }))
        {
            return false;
        }

        IntegerForm start = integers.FormOf(view.Start), length = view.Length is null ? IntegerForm.Zero : integers.FormOf(view.Length);
        return integers.IsNotNegative(start) && integers.IsNotNegative(length) && IsNotNegative(integers.LengthOf(view.Buffer) - start - length);
    }

    private bool IsNotNegative(IntegerForm? form) => form is not null && integers.IsNotNegative(form);
}
