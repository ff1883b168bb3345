using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Emit;

/// <summary>
/// <c>s = Math.Sin(x); … c = Math.Cos(x);</c> as <c>(s, c) = Math.SinCos(x);</c>, which takes two thirds of the time, and half of it on vectors: one reduction of the angle serves both. A derivative
/// has the cosine wherever the method has the sine.
/// </summary>
internal static class SinesAndCosines
{
    private const string VectorSine = "global::DiffGen.VectorMath.Sin({0})", VectorCosine = "global::DiffGen.VectorMath.Cos({0})";

    /// <param name="body">A body as it is to be written.</param>
    /// <returns>The body where sine and cosine of one angle, in one region, are computed together; the body itself where there are none.</returns>
    public static Region Joined(Region body) => body.Walked.Any(o => HalfOf(o) is { IsSine: true }) && body.Walked.Any(o => HalfOf(o) is { IsSine: false }) ? Visit(body) : body;

    private static Region Visit(Region region)
    {
        var first = new Dictionary<(int Angle, string Home), (int At, Half Half)>();
        var ops = new List<Op>();
        foreach (Op op in region.Ops)
        {
            if (HalfOf(op) is not { } half)
            {
                ops.Add(op.Regions.IsEmpty ? op : IrRewriter.Map(op, v => v, Visit));
            }
            else if (!first.TryGetValue((half.Angle.Id, half.Home), out var other))
            {
                first.Add((half.Angle.Id, half.Home), (ops.Count, half));
                ops.Add(op);
            }
            else if (other.Half.IsSine == half.IsSine)
            {
                ops.Add(op);
            }
            else
            {
                (Value sine, Value cosine) = half.IsSine ? (half.Result, other.Half.Result) : (other.Half.Result, half.Result);
                ops[other.At] = new SineAndCosine(ops[other.At].Origin, sine, cosine, half.Home + ".SinCos({0})", half.Angle);
                first.Remove((half.Angle.Id, half.Home));
            }
        }

        return region with { Ops = ops.ToImmutableArray() };
    }

    /// <summary>The sine or the cosine of an angle, and what has the function: <c>global::System.Math</c>.</summary>
    private static Half? HalfOf(Op op)
    {
        (string? template, Value? result) = op switch
        {
            Apply { Primitive: "Sin" or "Cos" } apply => (PrimitiveTable.Get(apply.Primitive).Template(apply.Result.Type), apply.Result),
            Opaque { Result: not null, Template: VectorSine or VectorCosine } lanes => (lanes.Template, lanes.Result),
            _ => (null, null),
        };
        bool isSine = template?.EndsWith(".Sin({0})", System.StringComparison.Ordinal) == true;
        return result is not null && (isSine || template?.EndsWith(".Cos({0})", System.StringComparison.Ordinal) == true)
            ? new Half(result, op.Operands[0], template!.Substring(0, template.Length - ".Sin({0})".Length), isSine)
            : null;
    }

    private sealed record Half(Value Result, Value Angle, string Home, bool IsSine);
}

/// <summary><c>(sine, cosine) = template(angle)</c>, as it is written.</summary>
internal sealed record SineAndCosine(int Origin, Value Sine, Value Cosine, string Template, Value Angle) : Op(Origin)
{
    public override ImmutableArray<Value> Results => Kept.Of(Sine, Cosine);

    public override ImmutableArray<Value> Operands => Angle.Alone;
}
