using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Vectorize;

/// <summary>What a loop hands from iteration to iteration.</summary>
internal sealed partial class InnerLoop
{
    private readonly HashSet<int> _partialSums = [];

    /// <summary>A sum that the loop carries, somewhere on its way.</summary>
    public bool IsPartialSum(Value value) => _partialSums.Contains(value.Id);

    private Dictionary<int, int>? _uses;
    private Dictionary<int, Apply>? _products;

    /// <summary>Something in the loop uses the value.</summary>
    public bool IsUsed(Value value) => (_uses ??= Uses()).ContainsKey(value.Id);

    /// <summary>The products that are used once.</summary>
    public IReadOnlyDictionary<int, Apply> Products => _products ??= IrRewriter.Walk(Loop.Body).OfType<Apply>()
        .Where(a => a.Primitive == "Multiply" && (_uses ??= Uses()).TryGetValue(a.Result.Id, out int n) && n == 1)
        .ToDictionary(a => a.Result.Id);

    private void ReadCarried()
    {
        Dictionary<int, int> uses = _uses ??= Uses();
        Forms = Enumerable.Range(0, Loop.Carried.Length).Select(k => FormOf(k, uses)).ToImmutableArray();
        for (int k = 0; k < Forms.Length; k++)
        {
            if (Forms[k] == CarriedForm.Counter)
            {
                // p = p₀ + (i - i₀)
                _affine[Loop.Carried[k].Id] = Affine.Difference(Affine.Sum(Affine.Index, AffineOrTerm(Loop.Initial[k])!)!, AffineOrTerm(Loop.Start)!)!;
            }

            if (Forms[k] != CarriedForm.Last)
            {
                Vary(Loop.Carried[k], Loop.Origin);
            }
        }
    }

    private CarriedForm FormOf(int k, Dictionary<int, int> uses)
    {
        Value carried = Loop.Carried[k], next = Loop.Body.Yields[k];
        if (!uses.ContainsKey(carried.Id) && !next.Type.IsBuffer)
        {
            return CarriedForm.Last;
        }

        if (carried.Type.Text == "int" && IrRewriter.Walk(Loop.Body).FirstOrDefault(o => o.Results.Contains(next)) is Opaque { Template: "{0} + {1}" or "{0} - {1}" } step
            && step.Arguments[0].Equals(carried) && Number(step.Arguments[1]) is { } number && (step.Template[4] == '+' ? number : -(long)number) == (Descends ? -1 : 1))
        {
            return CarriedForm.Counter;
        }

        foreach ((CarriedForm form, string[] operations) in carried.Type.IsReal ? s_reductions : [])
        {
            var chain = new HashSet<int> { carried.Id };
            int seen = Follow(Loop.Body, chain, operations);
            if (chain.Contains(next.Id) && seen + 1 == chain.Sum(id => uses.TryGetValue(id, out int n) ? n : 0))
            {
                if (form == CarriedForm.Sum)
                {
                    _partialSums.UnionWith(chain);
                }

                return form;
            }
        }

        throw Obstacle(Loop.Origin, (carried.Name is null ? "a value" : "'" + carried.Name + "'") + " of one iteration depends on the one before", "write the loop so that iterations meet in sums alone");
    }

    private static readonly (CarriedForm Form, string[] Operations)[] s_reductions =
    [
        (CarriedForm.Sum, ["Add", "Subtract"]),
        (CarriedForm.Largest, ["Max"]),
        (CarriedForm.Smallest, ["Min"]),
    ];

    /// <summary>The partial results of a reduction, and how often one goes into the next: x + f, f + x, x - f, and branches that both give one.</summary>
    private static int Follow(Region region, HashSet<int> chain, string[] operations)
    {
        int seen = 0;
        foreach (Op op in region.Ops)
        {
            switch (op)
            {
                case Apply apply when operations.Contains(apply.Primitive):
                    bool first = chain.Contains(apply.Arguments[0].Id), second = apply.Primitive != "Subtract" && chain.Contains(apply.Arguments[1].Id);
                    if (first != second && !(apply.Primitive == "Subtract" && chain.Contains(apply.Arguments[1].Id)))
                    {
                        chain.Add(apply.Result.Id);
                        seen++;
                    }

                    break;
                case If branch:
                    seen += Follow(branch.Then, chain, operations) + Follow(branch.Else, chain, operations);
                    for (int i = 0; i < branch.Outputs.Length; i++)
                    {
                        if (chain.Contains(branch.Then.Yields[i].Id) && chain.Contains(branch.Else.Yields[i].Id))
                        {
                            chain.Add(branch.Outputs[i].Id);
                            seen += 2;
                        }
                    }

                    break;
            }
        }

        return seen;
    }

    /// <summary>How often each value is used in the loop, as an operand or as what a region yields.</summary>
    private Dictionary<int, int> Uses()
    {
        var uses = new Dictionary<int, int>();
        Count(Loop.Body);
        return uses;

        void Count(Region region)
        {
            foreach (Value used in region.Ops.SelectMany(o => o.Operands).Concat(region.Yields))
            {
                uses[used.Id] = uses.TryGetValue(used.Id, out int n) ? n + 1 : 1;
            }

            foreach (Region inner in region.Ops.SelectMany(o => o.Regions))
            {
                Count(inner);
            }
        }
    }
}
