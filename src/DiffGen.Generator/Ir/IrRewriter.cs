using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace DiffGen.Generator.Ir;

/// <summary>Structural recursion over operations: substitution of operands, renaming of definitions, visits.</summary>
internal static class IrRewriter
{
    /// <summary>
    /// The same operation with each value it mentions (operands, results, carried values, yields) mapped, in that order; regions are mapped by <paramref name="region"/>. Where nothing
    /// changes, an operation with results is the same object; one without, which could stand twice in a method, is always a new one.
    /// </summary>
    public static Op Map(Op op, Func<Value, Value> value, Func<Region, Region> region)
    {
        switch (op)
        {
            case Constant o:
                {
                    Value result = value(o.Result);
                    return ReferenceEquals(result, o.Result) ? o : o with { Result = result };
                }

            case Apply o:
                {
                    Value result = value(o.Result);
                    ImmutableArray<Value> arguments = Map(o.Arguments, value);
                    return ReferenceEquals(result, o.Result) && arguments == o.Arguments ? o : o with { Result = result, Arguments = arguments };
                }

            case Opaque o:
                {
                    Value? result = Maybe(o.Result);
                    ImmutableArray<Value> arguments = Map(o.Arguments, value);
                    return result is not null && ReferenceEquals(result, o.Result) && arguments == o.Arguments ? o : o with { Result = result, Arguments = arguments };
                }

            case Load o:
                {
                    Value result = value(o.Result), buffer = value(o.Buffer), index = value(o.Index);
                    return ReferenceEquals(result, o.Result) && ReferenceEquals(buffer, o.Buffer) && ReferenceEquals(index, o.Index) ? o : o with { Result = result, Buffer = buffer, Index = index };
                }

            case Store o:
                return o with { Buffer = value(o.Buffer), Index = value(o.Index), Stored = value(o.Stored) };
            case Allocate o:
                return o with { Result = value(o.Result), Length = value(o.Length) };
            case View o:
                {
                    Value result = value(o.Result), buffer = value(o.Buffer);
                    Value? start = Maybe(o.Start), length = Maybe(o.Length);
                    return ReferenceEquals(result, o.Result) && ReferenceEquals(buffer, o.Buffer) && ReferenceEquals(start, o.Start) && ReferenceEquals(length, o.Length) ? o : o with { Result = result, Buffer = buffer, Start = start, Length = length };
                }

            case Fill o:
                return o with { Buffer = value(o.Buffer), Filler = Maybe(o.Filler) };
            case NodeSite o:
                return o with { Result = Maybe(o.Result), Node = value(o.Node) };
            case SiteBaseline o:
                return o with { Draw = value(o.Draw), Baseline = value(o.Baseline) };
            case SiteTemperature o:
                return o with { Draw = value(o.Draw), Temperature = value(o.Temperature) };
            case Copy o:
                return o with { Source = value(o.Source), Destination = value(o.Destination) };
            case Call o:
                return o with { Outputs = Map(o.Outputs, value), Arguments = Map(o.Arguments, value) };
            case If o:
                return o with { Outputs = Map(o.Outputs, value), Condition = value(o.Condition), Then = region(o.Then), Else = region(o.Else) };
            case For o:
                return o with
                {
                    Outputs = Map(o.Outputs, value),
                    Index = value(o.Index),
                    Start = value(o.Start),
                    Bound = value(o.Bound),
                    Step = value(o.Step),
                    Initial = Map(o.Initial, value),
                    Carried = Map(o.Carried, value),
                    Body = region(o.Body),
                };
            case While o:
                return o with { Outputs = Map(o.Outputs, value), Initial = Map(o.Initial, value), Carried = Map(o.Carried, value), Condition = region(o.Condition), Body = region(o.Body) };
            case Throw o:
                return o with { Arguments = Map(o.Arguments, value) };
            case Push o:
                return o with { Saved = value(o.Saved) };
            case Pop o:
                return o with { Result = value(o.Result) };
            case Remark o:
                return o;
            default:
                throw new InvalidOperationException("no mapping for " + op.GetType().Name);
        }

        Value? Maybe(Value? v) => v is null ? null : value(v);
    }

    /// <summary>Each value mapped; the list itself where none changes.</summary>
    public static ImmutableArray<Value> Map(ImmutableArray<Value> values, Func<Value, Value> value)
    {
        // Most operations have one operand, or two.
        switch (values.Length)
        {
            case 0:
                return values;
            case 1:
                Value only = value(values[0]);
                return ReferenceEquals(only, values[0]) ? values : only.Alone;
            case 2:
                Value left = value(values[0]), right = value(values[1]);
                return ReferenceEquals(left, values[0]) && ReferenceEquals(right, values[1]) ? values : ImmutableArray.Create(left, right);
        }

        for (int i = 0; i < values.Length; i++)
        {
            Value first = value(values[i]);
            if (ReferenceEquals(first, values[i]))
            {
                continue;
            }

            var mapped = ImmutableArray.CreateBuilder<Value>(values.Length);
            for (int k = 0; k < i; k++)
            {
                mapped.Add(values[k]);
            }

            mapped.Add(first);
            for (int k = i + 1; k < values.Length; k++)
            {
                mapped.Add(value(values[k]));
            }

            return mapped.MoveToImmutable();
        }

        return values;
    }

    /// <summary>The values at some positions; the list itself where these are all of them.</summary>
    public static ImmutableArray<Value> Pick(ImmutableArray<Value> values, int[] positions)
    {
        if (positions.Length == values.Length)
        {
            return values;
        }

        var picked = ImmutableArray.CreateBuilder<Value>(positions.Length);
        foreach (int position in positions)
        {
            picked.Add(values[position]);
        }

        return picked.MoveToImmutable();
    }

    /// <summary>Each operation mapped; the list itself where none changes.</summary>
    public static ImmutableArray<Op> Map(ImmutableArray<Op> ops, Func<Op, Op> map)
    {
        for (int i = 0; i < ops.Length; i++)
        {
            Op first = map(ops[i]);
            if (ReferenceEquals(first, ops[i]))
            {
                continue;
            }

            var mapped = ImmutableArray.CreateBuilder<Op>(ops.Length);
            mapped.AddRange(ops, i);
            mapped.Add(first);
            for (int k = i + 1; k < ops.Length; k++)
            {
                mapped.Add(map(ops[k]));
            }

            return mapped.MoveToImmutable();
        }

        return ops;
    }

    /// <summary>Every value in the region replaced as the table says.</summary>
    public static Region Substitute(Region region, IReadOnlyDictionary<Value, Value> table)
    {
        if (table.Count == 0)
        {
            return region;
        }

        Func<Value, Value> of = Of;
        Func<Region, Region> go = null!;
        Func<Op, Op> map = o => Map(o, of, go);
        go = r => new(Map(r.Ops, map), Map(r.Yields, of));
        return go(region);

        Value Of(Value v)
        {
            while (table.TryGetValue(v, out Value? next))
            {
                v = next;
            }

            return v;
        }
    }

    /// <summary>The regions an operation holds.</summary>
    public static ImmutableArray<Region> RegionsOf(Op op) => op.Regions;

    /// <summary>The values that an operation defines inside its regions besides those of their operations: indices and carried values.</summary>
    public static ImmutableArray<Value> RegionArguments(Op op) => op.RegionArguments;

    /// <summary>Every operation of the region, outer before inner, in order.</summary>
    public static ImmutableArray<Op> Walk(Region region) => region.Walked;

    /// <summary>Every operation inside another, outer before inner, in order.</summary>
    public static IEnumerable<Op> Inside(Op op)
    {
        ImmutableArray<Region> regions = op.Regions;
        return regions.Length switch
        {
            0 => [],
            1 => regions[0].Walked,
            _ => regions[0].Walked.Concat(regions[1].Walked),
        };
    }
}
