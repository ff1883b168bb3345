using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Vectorize;

/// <summary>
/// How large the numbers are that a loop makes of tangents and factors by products and sums, if those are of moderate size, at most 2ᵇ: <c>|x y| ≤ 2ᵐ⁺ⁿ</c>, <c>|x + y| ≤ 2ᵐᵃˣ⁽ᵐ,ⁿ⁾⁺¹</c>, and a sum of all
/// that a loop adds, of less than 2³² numbers, 2³² times the largest.
/// </summary>
/// <param name="memory">What defines values.</param>
/// <param name="shape">The vectors.</param>
/// <param name="isModerate">It is a vector of numbers that are known to be of moderate size.</param>
internal sealed class TangentSizes(KernelMemory memory, LaneShape shape, Func<Value, bool> isModerate)
{
    /// <summary>The bits of a loop's index.</summary>
    private const int IndexBits = 32;

    private readonly Dictionary<int, Size?> _sizes = [];

    /// <summary>What is of moderate size, as the runtime looks at it: at most 1e30, or 1e12 in single precision.</summary>
    private int Moderate => shape.Real == RealKind.Float ? 40 : 100;

    /// <summary>Beyond that a number might not be finite.</summary>
    private int Largest => shape.Real == RealKind.Float ? 126 : 1022;

    /// <summary>It is finite in every lane.</summary>
    public bool IsBounded(Value vector) => Of(vector) is { Carried: null };

    private Size? Of(Value value)
    {
        if (!_sizes.TryGetValue(value.Id, out Size? size))
        {
            size = Find(value);
            _sizes[value.Id] = size = size is { } found && found.Bits <= Largest ? size : null;
        }

        return size;
    }

    private Size? Find(Value value) => memory.DefinitionOf(value) switch
    {
        Constant constant when constant.Text == shape.Reals.Text + ".Zero" => new Size(0, null),
        Constant { Result.Type.IsReal: true } constant when double.TryParse(constant.Text.TrimEnd('f'), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && !double.IsNaN(number) && !double.IsInfinity(number) => new Size((int)Math.Ceiling(Math.Log(Math.Max(1, Math.Abs(number)), 2)), null),
        _ when isModerate(value) => new Size(Moderate, null),
        For loop when loop.Carried.Contains(value) => new Size(0, value),
        For { Exit: < 0 } loop when loop.Outputs.IndexOf(value) is >= 0 and var k => Added(loop, k),
        Opaque opaque => Find(opaque),
        Apply apply => Find(apply),
        _ => null,
    };

    private Size? Find(Opaque opaque) => opaque.Template switch
    {
        "-{0}" => Of(opaque.Arguments[0]),
        "{0} + {1}" or "{0} - {1}" => Sum(Of(opaque.Arguments[0]), Of(opaque.Arguments[1])),
        "{0} * {1}" => Product(Of(opaque.Arguments[0]), Of(opaque.Arguments[1])),
        { } template when template == shape.Spelled(LaneTemplates.MultiplyAdd) || template == shape.Spelled(LaneTemplates.MultiplySubtract) =>
            Sum(Product(Of(opaque.Arguments[0]), Of(opaque.Arguments[1])), Of(opaque.Arguments[2])),
        _ => null,
    };

    private Size? Find(Apply apply) => apply.Primitive switch
    {
        "Negate" => Of(apply.Arguments[0]),
        "Add" or "Subtract" => Sum(Of(apply.Arguments[0]), Of(apply.Arguments[1])),
        "Multiply" => Product(Of(apply.Arguments[0]), Of(apply.Arguments[1])),
        _ => null,
    };

    /// <summary>What a loop makes of a number that it adds to.</summary>
    private Size? Added(For loop, int k) =>
        Of(loop.Initial[k]) is { } start && Of(loop.Body.Yields[k]) is { } end && (end.Carried is null || end.Carried.Equals(loop.Carried[k])) ? new Size(Math.Max(start.Bits, end.Bits + IndexBits) + 1, start.Carried) : null;

    private static Size? Sum(Size? a, Size? b) => a is { } x && b is { } y && (x.Carried is null || y.Carried is null) ? new Size(Math.Max(x.Bits, y.Bits) + 1, x.Carried ?? y.Carried) : null;

    private static Size? Product(Size? a, Size? b) => a is { Carried: null } x && b is { Carried: null } y ? new Size(x.Bits + y.Bits, null) : null;

    /// <param name="Bits">It is at most two to this power, but for what is added to.</param>
    /// <param name="Carried">The number of a loop that it adds to; null where it adds to none.</param>
    private readonly record struct Size(int Bits, Value? Carried);
}
