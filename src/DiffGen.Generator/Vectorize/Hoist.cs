using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Vectorize;

/// <summary>Takes out of a loop what is the same in all of its iterations.</summary>
internal static class Hoist
{
    /// <param name="region">A region of lane code.</param>
    public static Region Run(Region region)
    {
        var ops = new List<Op>();
        foreach (Op op in region.Ops)
        {
            switch (op)
            {
                case If branch:
                    ops.Add(branch with { Then = Run(branch.Then), Else = Run(branch.Else) });
                    break;
                case For loop:
                    Region body = Take(Run(loop.Body), loop.Carried.Add(loop.Index), ops);
                    ops.Add(loop with { Body = body });
                    break;
                case While loop:
                    Region repeated = Take(Run(loop.Body), loop.Carried, ops);
                    ops.Add(loop with { Body = repeated });
                    break;
                default:
                    ops.Add(op);
                    break;
            }
        }

        return region with { Ops = ops.ToImmutableArray() };
    }

    private static Region Take(Region body, IEnumerable<Value> arguments, List<Op> before)
    {
        var inside = new HashSet<int>(arguments.Select(a => a.Id).Concat(IrRewriter.Walk(body).SelectMany(o => o.Results.Concat(IrRewriter.RegionArguments(o))).Select(r => r.Id)));
        var left = new List<Op>();
        foreach (Op op in body.Ops)
        {
            if (IsFree(op) && op.Operands.All(o => !inside.Contains(o.Id)))
            {
                before.Add(op);
                inside.ExceptWith(op.Results.Select(r => r.Id));
            }
            else
            {
                left.Add(op);
            }
        }

        return body with { Ops = left.ToImmutableArray() };
    }

    /// <summary>It neither throws nor reads memory that may be written.</summary>
    private static bool IsFree(Op op) => op switch
    {
        Constant constant => !constant.Result.Type.IsBuffer,
        Apply apply => Primitives.PrimitiveTable.Get(apply.Primitive) is { LanesThrow: null } row && (row.IntegerOperands.Length == 0 || row.Name == "FromInteger"),
        Opaque opaque => LaneTemplates.IsSafe(opaque) || (opaque.Effect == Effect.Pure && opaque.Template.StartsWith("global::System.Runtime.Intrinsics.", System.StringComparison.Ordinal) && !opaque.Template.Contains("GetReference")),
        _ => false,
    };
}
