using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Vectorize;

/// <summary>
/// Vectors that are added up in memory, <c>sum = sum + x * y</c>, with product and sum fused where the processor can. Of such sums alone: <c>x y - x y</c> must stay zero.
/// </summary>
internal sealed class FusedLaneSums
{
    private readonly LaneShape _shape;
    private readonly Dictionary<int, int> _uses = [];
    private readonly HashSet<int> _sums;

    private FusedLaneSums(LaneShape shape, HashSet<int> sums)
    {
        _shape = shape;
        _sums = sums;
    }

    /// <param name="body">The body of a kernel.</param>
    /// <param name="shape">Its vectors.</param>
    /// <param name="sums">The additions to such memory.</param>
    public static Region Run(Region body, LaneShape shape, HashSet<int> sums)
    {
        var pass = new FusedLaneSums(shape, sums);
        foreach (Op op in IrRewriter.Walk(body))
        {
            foreach (Value used in op.Operands.Concat(op.Regions.SelectMany(r => r.Yields)))
            {
                pass._uses[used.Id] = pass._uses.TryGetValue(used.Id, out int count) ? count + 1 : 1;
            }
        }

        return pass.Visit(body);
    }

    private Region Visit(Region region)
    {
        Dictionary<int, Opaque> products = UsedOnce("{0} * {1}"), negated = UsedOnce("-{0}");
        var fused = new HashSet<int>();
        ImmutableArray<Op> ops = region.Ops.Select(op => Fused(op) ?? IrRewriter.Map(op, v => v, Visit)).ToImmutableArray();
        return region with { Ops = fused.Count == 0 ? ops : ops.RemoveAll(o => o is Opaque { Result: { } result } && fused.Contains(result.Id)) };

        Dictionary<int, Opaque> UsedOnce(string template) => region.Ops.OfType<Opaque>().Where(o => o.Template == template && o.Result is { } result && result.Type == _shape.Reals && _uses.TryGetValue(result.Id, out int uses) && uses == 1).ToDictionary(o => o.Result!.Id);

        Opaque? Fused(Op op)
        {
            if (op is not Opaque { Template: "{0} + {1}", Result: { } result } sum || !_sums.Contains(result.Id))
            {
                return null;
            }

            (Value before, Value added) = (sum.Arguments[0], sum.Arguments[1]);
            bool isNegated = negated.TryGetValue(added.Id, out Opaque? negation);
            Value factors = isNegated ? negation!.Arguments[0] : added;
            if (!products.TryGetValue(factors.Id, out Opaque? product))
            {
                return null;
            }

            fused.Add(added.Id);
            fused.Add(factors.Id);
            return sum with
            {
                Template = _shape.Spelled(isNegated ? "{V}.MultiplyAddEstimate(-{0}, {1}, {2})" : "{V}.MultiplyAddEstimate({0}, {1}, {2})"),
                Arguments = ImmutableArray.Create(product.Arguments[0], product.Arguments[1], before),
                Precedence = Precedences.Call,
            };
        }
    }
}
