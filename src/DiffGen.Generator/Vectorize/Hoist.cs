using System.Collections.Generic;
using System.Collections.Immutable;
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

    private static Region Take(Region body, ImmutableArray<Value> arguments, List<Op> before)
    {
        var inside = new HashSet<int>();
        AddAll(arguments);
        foreach (Op op in IrRewriter.Walk(body))
        {
            AddAll(op.Results);
            AddAll(op.RegionArguments);
        }

        var left = ImmutableArray.CreateBuilder<Op>(body.Ops.Length);
        foreach (Op op in body.Ops)
        {
            if (UsesNone(op.Operands) && IsFree(op))
            {
                before.Add(op);
                foreach (Value result in op.Results)
                {
                    inside.Remove(result.Id);
                }
            }
            else
            {
                left.Add(op);
            }
        }

        return left.Count == body.Ops.Length ? body : body with { Ops = left.ToImmutable() };

        void AddAll(ImmutableArray<Value> values)
        {
            foreach (Value value in values)
            {
                inside.Add(value.Id);
            }
        }

        bool UsesNone(ImmutableArray<Value> operands)
        {
            foreach (Value operand in operands)
            {
                if (inside.Contains(operand.Id))
                {
                    return false;
                }
            }

            return true;
        }
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
