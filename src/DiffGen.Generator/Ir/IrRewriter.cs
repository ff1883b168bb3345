using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace DiffGen.Generator.Ir;

/// <summary>Structural recursion over operations: substitution of operands, renaming of definitions, visits.</summary>
internal static class IrRewriter
{
    /// <summary>The same operation with each value it mentions (operands, results, carried values, yields) mapped; regions are mapped by <paramref name="region"/>.</summary>
    public static Op Map(Op op, Func<Value, Value> value, Func<Region, Region> region)
    {
        ImmutableArray<Value> All(ImmutableArray<Value> values) => values.Select(value).ToImmutableArray();
        Value? Maybe(Value? v) => v is null ? null : value(v);
        return op switch
        {
            Constant o => o with { Result = value(o.Result) },
            Apply o => o with { Result = value(o.Result), Arguments = All(o.Arguments) },
            Opaque o => o with { Result = Maybe(o.Result), Arguments = All(o.Arguments) },
            Load o => o with { Result = value(o.Result), Buffer = value(o.Buffer), Index = value(o.Index) },
            Store o => o with { Buffer = value(o.Buffer), Index = value(o.Index), Stored = value(o.Stored) },
            Allocate o => o with { Result = value(o.Result), Length = value(o.Length) },
            View o => o with { Result = value(o.Result), Buffer = value(o.Buffer), Start = Maybe(o.Start), Length = Maybe(o.Length) },
            Fill o => o with { Buffer = value(o.Buffer), Filler = Maybe(o.Filler) },
            NodeSite o => o with { Result = Maybe(o.Result), Node = value(o.Node) },
            SiteBaseline o => o with { Draw = value(o.Draw), Baseline = value(o.Baseline) },
            Copy o => o with { Source = value(o.Source), Destination = value(o.Destination) },
            Call o => o with { Outputs = All(o.Outputs), Arguments = All(o.Arguments) },
            If o => o with { Outputs = All(o.Outputs), Condition = value(o.Condition), Then = region(o.Then), Else = region(o.Else) },
            For o => o with
            {
                Outputs = All(o.Outputs),
                Index = value(o.Index),
                Start = value(o.Start),
                Bound = value(o.Bound),
                Step = value(o.Step),
                Initial = All(o.Initial),
                Carried = All(o.Carried),
                Body = region(o.Body),
            },
            While o => o with { Outputs = All(o.Outputs), Initial = All(o.Initial), Carried = All(o.Carried), Condition = region(o.Condition), Body = region(o.Body) },
            Throw o => o with { Arguments = All(o.Arguments) },
            Push o => o with { Saved = value(o.Saved) },
            Pop o => o with { Result = value(o.Result) },
            Remark o => o,
            _ => throw new InvalidOperationException("no mapping for " + op.GetType().Name),
        };
    }

    /// <summary>Every value in the region replaced as the table says.</summary>
    public static Region Substitute(Region region, IReadOnlyDictionary<Value, Value> table)
    {
        if (table.Count == 0)
        {
            return region;
        }

        Value Of(Value v)
        {
            while (table.TryGetValue(v, out Value? next))
            {
                v = next;
            }

            return v;
        }

        Region Go(Region r) => new(r.Ops.Select(o => Map(o, Of, Go)).ToImmutableArray(), r.Yields.Select(Of).ToImmutableArray());
        return Go(region);
    }

    /// <summary>The regions an operation holds.</summary>
    public static IEnumerable<Region> RegionsOf(Op op) => op switch
    {
        If branch => [branch.Then, branch.Else],
        For loop => [loop.Body],
        While loop => [loop.Condition, loop.Body],
        _ => [],
    };

    /// <summary>The values that an operation defines inside its regions besides those of their operations: indices and carried values.</summary>
    public static IEnumerable<Value> RegionArguments(Op op) => op switch
    {
        For loop => loop.Carried.Insert(0, loop.Index),
        While loop => loop.Carried,
        _ => ImmutableArray<Value>.Empty,
    };

    /// <summary>Every operation of the region, outer before inner, in order.</summary>
    public static IEnumerable<Op> Walk(Region region)
    {
        foreach (Op op in region.Ops)
        {
            yield return op;
            foreach (Region inner in RegionsOf(op))
            {
                foreach (Op nested in Walk(inner))
                {
                    yield return nested;
                }
            }
        }
    }
}
