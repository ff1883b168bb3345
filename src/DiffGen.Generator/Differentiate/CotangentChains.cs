using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Differentiate;

/// <summary>
/// What a loop of the reverse sweep hands from iteration to iteration is a cotangent times the derivative of one iteration:
/// <c>g = g - g * b + g * a * c</c> becomes <c>g = g * (1 + (a * c - b))</c>. The derivative does not wait for the iteration before, and there is one
/// operation instead of a chain of them that does.
/// </summary>
internal sealed class CotangentChains
{
    private readonly IrBuilder _builder;
    private readonly Dictionary<int, Apply> _applied;

    private CotangentChains(Region body, IrBuilder builder)
    {
        _builder = builder;
        _applied = body.Ops.OfType<Apply>().ToDictionary(a => a.Result.Id);
    }

    /// <param name="backward">A reverse sweep.</param>
    /// <param name="nextId">The first free value id; afterwards the first free one again.</param>
    public static Region Run(Region backward, ref int nextId)
    {
        var builder = new IrBuilder(nextId);
        Region changed = Visit(backward, builder);
        nextId = builder.NextId;
        return changed;
    }

    private static Region Visit(Region region, IrBuilder builder) => region with
    {
        Ops = region.Ops.Select(op => op switch
        {
            If branch => branch with { Then = Visit(branch.Then, builder), Else = Visit(branch.Else, builder) },
            For { IsOfSite: true } => op,
            For loop => loop with { Body = Shortened(loop with { Body = Visit(loop.Body, builder) }, builder) },
            _ => op,
        }).ToImmutableArray(),
    };

    private static Region Shortened(For loop, IrBuilder builder)
    {
        Region body = loop.Body;
        for (int k = 0; k < loop.Carried.Length; k++)
        {
            if (loop.Carried[k].Type.IsReal)
            {
                body = new CotangentChains(body, builder).Shortened(body, loop.Carried[k], body.Yields[k]);
            }
        }

        return body;
    }

    private Region Shortened(Region body, Value carried, Value next)
    {
        var dependent = new HashSet<int> { carried.Id };
        foreach (Op op in body.Ops.Where(o => o.Operands.Concat(Inside(o)).Any(v => dependent.Contains(v.Id))))
        {
            dependent.UnionWith(op.Results.Select(r => r.Id));
        }

        // What does not come of the cotangent is added last, and stays so: g * a + b.
        Value target = next;
        while (_applied.TryGetValue(target.Id, out Apply? sum) && sum.Primitive is "Add" or "Subtract" && sum.Arguments.Count(a => dependent.Contains(a.Id)) == 1)
        {
            target = sum.Arguments.First(a => dependent.Contains(a.Id));
        }

        // The first value that all of it comes of, each term once: the cotangent, or what is left of the cotangent and a gradient that comes in.
        foreach (Value source in body.Ops.OfType<Apply>().Select(a => a.Result).Where(v => dependent.Contains(v.Id)).Prepend(carried).TakeWhile(v => !v.Equals(target)))
        {
            var chain = new Dictionary<int, int>();
            if (Length(target, source, dependent, chain) is not { } length)
            {
                continue;
            }

            if (length < 2)
            {
                break;
            }

            int at = body.Ops.IndexOf(_applied[target.Id], 0, ReferenceComparer.Instance);
            _builder.Origin = body.Ops[at].Origin;
            _builder.Open();
            bool isStrong = chain.Keys.Any(id => _applied.TryGetValue(id, out Apply? a) && a.Primitive == "StrongMultiply");
            Value factor = Whole(Factor(target, source, dependent, []), target);
            _builder.Add(new Apply(_builder.Origin, target, isStrong ? "StrongMultiply" : "Multiply", ImmutableArray.Create(source, factor)));
            return body with { Ops = body.Ops.RemoveAt(at).InsertRange(at, _builder.Close().Ops) };
        }

        return body;
    }

    private static IEnumerable<Value> Inside(Op op) => IrRewriter.RegionsOf(op).SelectMany(r => IrRewriter.Walk(r).SelectMany(o => o.Operands.Concat(IrRewriter.RegionsOf(o).SelectMany(i => i.Yields))).Concat(r.Yields));

    /// <summary>How many operations lie between two values, where the second is the first times what does not depend on it; null where it is not.</summary>
    private int? Length(Value value, Value source, HashSet<int> dependent, Dictionary<int, int> known)
    {
        if (value.Equals(source))
        {
            return 0;
        }

        if (known.TryGetValue(value.Id, out int length))
        {
            return length < 0 ? null : length;
        }

        int? found = null;
        if (dependent.Contains(value.Id) && _applied.TryGetValue(value.Id, out Apply? apply))
        {
            found = apply.Primitive switch
            {
                "Negate" => Length(apply.Arguments[0], source, dependent, known),
                "Add" or "Subtract" when Length(apply.Arguments[0], source, dependent, known) is { } a && Length(apply.Arguments[1], source, dependent, known) is { } b => Math.Max(a, b) + 1,
                "Multiply" or "StrongMultiply" when !dependent.Contains(apply.Arguments[1].Id) => Length(apply.Arguments[0], source, dependent, known) + 1,
                "Multiply" when !dependent.Contains(apply.Arguments[0].Id) => Length(apply.Arguments[1], source, dependent, known) + 1,
                _ => null,
            };
        }

        known[value.Id] = found ?? -1;
        return found;
    }

    /// <summary>What the source is multiplied by: so many times one, and the rest, which is null for zero. Small numbers are added up before they meet the one, whose digits they would lose.</summary>
    private (int Ones, Value? Others) Factor(Value value, Value source, HashSet<int> dependent, Dictionary<int, (int Ones, Value? Others)> known)
    {
        if (value.Equals(source))
        {
            return (1, null);
        }

        if (known.TryGetValue(value.Id, out (int Ones, Value? Others) factor))
        {
            return factor;
        }

        Apply apply = _applied[value.Id];
        switch (apply.Primitive)
        {
            case "Negate":
                (int ones, Value? rest) = Of(apply.Arguments[0]);
                factor = (-ones, rest is null ? null : _builder.Apply("Negate", value.Type, rest));
                break;
            case "Add" or "Subtract":
                (int Ones, Value? Others) a = Of(apply.Arguments[0]), b = Of(apply.Arguments[1]);
                bool adds = apply.Primitive == "Add";
                factor = (
                    adds ? a.Ones + b.Ones : a.Ones - b.Ones,
                    b.Others is null ? a.Others
                        : a.Others is not null ? _builder.Apply(apply.Primitive, value.Type, a.Others, b.Others)
                        : adds ? b.Others
                        : _builder.Apply("Negate", value.Type, b.Others));
                break;
            default:
                // A derivative that is zero, times one that is infinite, is zero where the cotangent would have been.
                Value? first = Multiplied(apply.Arguments[0]), second = Multiplied(apply.Arguments[1]);
                factor = (0, first is null ? second : second is null ? first : _builder.Apply(apply.Primitive, value.Type, first, second));
                break;
        }

        known[value.Id] = factor;
        return factor;

        (int Ones, Value? Others) Of(Value argument) => Factor(argument, source, dependent, known);

        // Null for one.
        Value? Multiplied(Value argument) => !dependent.Contains(argument.Id) ? argument : Of(argument) is (1, null) ? null : Whole(Of(argument), argument);
    }

    private Value Whole((int Ones, Value? Others) factor, Value like)
    {
        if (factor.Ones == 0)
        {
            return factor.Others ?? _builder.Constant(like.Type, "0");
        }

        Value one = _builder.Constant(like.Type, "1");
        Value ones = Enumerable.Repeat(one, Math.Abs(factor.Ones)).Aggregate((x, y) => _builder.Apply("Add", like.Type, x, y));
        ones = factor.Ones < 0 ? _builder.Apply("Negate", like.Type, ones) : ones;
        return factor.Others is null ? ones : _builder.Apply("Add", like.Type, ones, factor.Others);
    }
}
