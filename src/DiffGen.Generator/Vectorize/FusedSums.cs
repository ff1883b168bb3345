using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Vectorize;

/// <summary>Sums that loops carry, to which they add products: <c>s + x * y</c>.</summary>
internal sealed class FusedSums
{
    private readonly HashSet<int> _sums = [];
    private readonly Dictionary<int, Apply> _products;

    /// <param name="body">A body.</param>
    public FusedSums(Region body)
    {
        var uses = new Dictionary<int, int>();
        foreach (Value used in body.Walked.SelectMany(o => o.Operands.Concat(o.Regions.SelectMany(r => r.Yields))).Concat(body.Yields))
        {
            uses[used.Id] = uses.TryGetValue(used.Id, out int n) ? n + 1 : 1;
        }

        _products = body.Walked.OfType<Apply>().Where(a => a.Primitive == "Multiply" && uses.TryGetValue(a.Result.Id, out int n) && n == 1).ToDictionary(a => a.Result.Id);
        foreach (For loop in body.Walked.OfType<For>())
        {
            _sums.UnionWith(loop.Carried.Where((c, k) => c.Type.IsReal && Accumulations.Of(loop.Body, c, k) == CarryKind.Sum).Select(c => c.Id));
        }
    }

    /// <summary>The product that an operation adds to a sum, or takes from it, and nothing else uses.</summary>
    public (Apply Product, Value Sum)? Of(Apply apply) => apply.Primitive switch
    {
        "Add" or "Subtract" when _sums.Contains(apply.Arguments[0].Id) && _products.TryGetValue(apply.Arguments[1].Id, out Apply? product) => (product, apply.Arguments[0]),
        "Add" when _sums.Contains(apply.Arguments[1].Id) && _products.TryGetValue(apply.Arguments[0].Id, out Apply? product) => (product, apply.Arguments[1]),
        _ => null,
    };
}
