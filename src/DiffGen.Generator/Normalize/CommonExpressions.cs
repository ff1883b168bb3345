using System.Collections.Generic;
using System.Collections.Immutable;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Simplify;

namespace DiffGen.Generator.Normalize;

/// <summary>
/// <c>b = x * y; c = x * y * y;</c> becomes <c>p = x * y; b = p; c = p * y;</c>: real numbers that one sequence of statements computes twice are computed once. The method's
/// results keep their bits, and the reverse sweep has one cotangent for all uses, p̄ = b̄ + c̄ y, that goes back through the expression once.
/// </summary>
internal static class CommonExpressions
{
    /// <param name="body">The body of a method.</param>
    /// <returns>The body, in which no unnamed number is computed twice between two ends of a block.</returns>
    public static Region Run(Region body)
    {
        var same = new Dictionary<Value, Value>();
        Collect(body, same);
        return IrRewriter.Substitute(Without(body, same), same);
    }

    /// <summary>What a block computes is not looked for in the blocks inside: its gradient would have to be carried through them.</summary>
    private static void Collect(Region region, Dictionary<Value, Value> same)
    {
        var available = new AvailableExpressions();
        foreach (Op op in region.Ops)
        {
            if (op is Apply { Result.Type.IsReal: true } apply)
            {
                var mapped = (Apply)IrRewriter.Map(apply, v => same.TryGetValue(v, out Value? first) ? first : v, r => r);
                if (available.Find(mapped) is not { } known)
                {
                    available.Add(mapped, apply.Result);
                }
                else if (apply.Result.Name is null)
                {
                    same[apply.Result] = known;
                }
            }

            foreach (Region inner in op.Regions)
            {
                Collect(inner, same);
            }
        }
    }

    private static Region Without(Region region, Dictionary<Value, Value> same) => same.Count == 0
        ? region
        : region with { Ops = IrRewriter.Map(region.Ops.RemoveAll(o => o is Apply apply && same.ContainsKey(apply.Result)), o => o.Regions.IsEmpty ? o : IrRewriter.Map(o, v => v, r => Without(r, same))) };
}
