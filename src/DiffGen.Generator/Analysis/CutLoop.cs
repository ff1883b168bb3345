using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Analysis;

/// <summary>
/// A loop in which a site lies in every path from one iteration to the next: each iteration is undone as soon as it has run, and nothing of it is kept.
/// </summary>
/// <param name="Loop">A numbered loop at the top of the method.</param>
/// <param name="Body">Its body.</param>
/// <param name="Free">What an iteration reads from outside, parts of buffers left out.</param>
/// <param name="Prefix">Constants from outside, and how parts of buffers are made of them: without these an iteration could not tell which of its buffers share memory.</param>
/// <param name="Outside">The active values among the free ones: numbers, and buffers that the loop does not write.</param>
/// <param name="First">Those of <paramref name="Outside"/>, and carried values, that hold something active when the first iteration begins and in no other: what a learnt state begins with.</param>
/// <param name="Sum">The position of the one carried value that paths without a site reach: a sum to which each iteration adds. -1 where there is none.</param>
internal sealed record CutLoop(Op Loop, Region Body, ImmutableArray<Value> Free, ImmutableArray<Op> Prefix, ImmutableArray<Value> Outside, ImmutableArray<Value> First, int Sum)
{
    /// <summary>The loop's iterations hand on.</summary>
    public ImmutableArray<Value> Carried => Loop is For counted ? counted.Carried : ((While)Loop).Carried;

    /// <summary>What they have before the first iteration.</summary>
    public ImmutableArray<Value> Initial => Loop is For counted ? counted.Initial : ((While)Loop).Initial;

    /// <param name="function">A method whose loops are numbered.</param>
    /// <param name="ends">Its activity up to the sites.</param>
    /// <param name="loop">A loop at the top of it.</param>
    /// <param name="obstacle">What is in the way, in words; null where nothing is.</param>
    public static CutLoop? Of(IrFunction function, Activity ends, Op loop, out string? obstacle)
    {
        (ImmutableArray<Value> carried, Region body) = loop is For counted ? (counted.Carried, counted.Body) : (((While)loop).Carried, ((While)loop).Body);
        obstacle = null;
        int sum = -1;
        var first = new List<Value>();
        var firstRoots = new HashSet<int>();
        for (int i = 0; i < carried.Length && obstacle is null; i++)
        {
            if (carried[i].Type.IsRealBuffer)
            {
                obstacle = Name(carried[i]) + ", a buffer that is another in each iteration";
            }
            else if (carried[i].Type.IsReal && ends.IsActive(carried[i]))
            {
                if (!ends.IsActive(body.Yields[i]))
                {
                    first.Add(carried[i]);
                    continue;
                }

                if (!IsSum(body, carried[i], body.Yields[i]))
                {
                    obstacle = Name(carried[i]) + ", which goes from one iteration to the next by a path without a site";
                }
                else if (sum >= 0)
                {
                    obstacle = Name(carried[i]) + " and " + Name(carried[sum]) + ", two sums that paths without a site reach";
                }

                sum = i;
            }
        }

        var inside = new HashSet<Op>(IrRewriter.Walk(body));
        foreach (Op op in inside)
        {
            if (obstacle is not null)
            {
                return null;
            }

            if (op is Call call && call.Arguments.Any(ends.IsActive))
            {
                obstacle = "a call that cannot be opened";
            }

            Value[] written = op switch
            {
                Store store => [store.Buffer],
                Fill fill => [fill.Buffer],
                Copy copy => [copy.Destination],
                NodeSite { Result: null } site => [site.Node],
                Opaque { Effect: Effect.Unknown } opaque => [.. opaque.Arguments.Where(a => a.Type.IsRealBuffer)],
                _ => [],
            };
            foreach (Value buffer in written.Where(b => b.Type.IsRealBuffer && ends.HeldAtEntry(loop).Contains(ends.Buffers.RootOf(b))))
            {
                int root = ends.Buffers.RootOf(buffer);
                if (ends.Buffers.Sources(root).Any(s => s is null || !inside.Contains(s)))
                {
                    if (!ends.HeldAtExit(loop).Contains(root) && ends.Buffers.Sources(root).Take(2).Count() == 1)
                    {
                        firstRoots.Add(root);
                        continue;
                    }

                    obstacle = Name(buffer) + ", whose content goes from one iteration to the next, or into the first, by a path without a site";
                }
            }
        }

        (Value[] free, Op[] prefix) = Closed(function, Regions.Free(body).Except(IrRewriter.RegionArguments(loop)));
        if (free.FirstOrDefault(v => v.Type.IsBuffer && function.Body.Ops.Any(o => o is If && o.Results.Contains(v))) is { } chosen)
        {
            obstacle = Name(chosen) + ", a buffer that a branch chooses";
        }

        Value[] outside = free.Where(v => v.Type.Real != RealKind.None && ends.IsActive(v) && (!v.Type.IsBuffer || ends.HeldAtEntry(loop).Contains(ends.Buffers.RootOf(v)))).ToArray();
        if (obstacle is null && outside.FirstOrDefault(v => v.Type.Buffer is BufferKind.Matrix or BufferKind.Jagged) is { } matrix)
        {
            obstacle = Name(matrix) + ", which is no span and no array of numbers";
        }

        first.AddRange(outside.Where(v => v.Type.IsBuffer && firstRoots.Contains(ends.Buffers.RootOf(v))));
        return obstacle is null ? new CutLoop(loop, body, free.ToImmutableArray(), prefix.ToImmutableArray(), outside.ToImmutableArray(), first.ToImmutableArray(), sum) : null;
    }

    /// <summary>The values that a region reads from outside, with constants and parts of buffers traced to what they are made of.</summary>
    private static (Value[] Free, Op[] Prefix) Closed(IrFunction function, IEnumerable<Value> values)
    {
        var open = new Queue<Value>(values);
        var seen = new HashSet<Value>(open);
        var free = new List<Value>();
        var prefix = new HashSet<Op>();
        while (open.Count > 0)
        {
            Value value = open.Dequeue();
            if (function.Body.Ops.FirstOrDefault(o => o is Constant or View && o.Results.Contains(value)) is { } made)
            {
                prefix.Add(made);
                foreach (Value operand in made.Operands.Where(seen.Add))
                {
                    open.Enqueue(operand);
                }
            }
            else
            {
                free.Add(value);
            }
        }

        return (free.ToArray(), function.Body.Ops.Where(prefix.Contains).ToArray());
    }

    private static string Name(Value value) => value.Name is { } name ? "'" + name.TrimStart('@') + "'" : "a value";

    /// <summary><c>carried + …</c>, and neither the carried value nor any partial sum is used for anything else.</summary>
    public static bool IsSum(Region body, Value carried, Value yielded)
    {
        var definitions = IrRewriter.Walk(body).SelectMany(o => o.Results.Select(r => (r.Id, Op: o))).ToDictionary(d => d.Id, d => d.Op);
        return Uses(body, carried) == 1 && IsChain(yielded);

        bool IsChain(Value value) => value.Equals(carried) || (Uses(body, value) == 1 && definitions.TryGetValue(value.Id, out Op? op) && op switch
        {
            Apply { Primitive: "Add" } sum => Reaches(sum.Arguments[0]) != Reaches(sum.Arguments[1]) && IsChain(sum.Arguments[Reaches(sum.Arguments[0]) ? 0 : 1]),
            Apply { Primitive: "Subtract" } difference => !Reaches(difference.Arguments[1]) && IsChain(difference.Arguments[0]),
            If branch => IsChain(branch.Then.Yields[branch.Outputs.IndexOf(value)]) && IsChain(branch.Else.Yields[branch.Outputs.IndexOf(value)]),
            For inner => IsLoop(inner.Body, inner.Outputs.IndexOf(value), inner.Carried, inner.Initial),
            While inner => IsLoop(inner.Body, inner.Outputs.IndexOf(value), inner.Carried, inner.Initial),
            _ => false,
        });

        // An inner loop goes on with what there is so far.
        bool IsLoop(Region region, int at, ImmutableArray<Value> inside, ImmutableArray<Value> before) => IsSum(region, inside[at], region.Yields[at]) && IsChain(before[at]);

        bool Reaches(Value value) => value.Equals(carried) || (definitions.TryGetValue(value.Id, out Op? op) && op switch
        {
            Apply { Primitive: "Add" or "Subtract" } sum => sum.Arguments.Any(Reaches),
            If branch => Reaches(branch.Then.Yields[branch.Outputs.IndexOf(value)]) || Reaches(branch.Else.Yields[branch.Outputs.IndexOf(value)]),
            For inner => Reaches(inner.Initial[inner.Outputs.IndexOf(value)]),
            While inner => Reaches(inner.Initial[inner.Outputs.IndexOf(value)]),
            _ => false,
        });
    }

    /// <summary>How often a value is used; of the arms of a branch, one is run.</summary>
    private static int Uses(Region region, Value value) => region.Yields.Count(y => y.Equals(value))
        + region.Ops.Sum(o => o.Operands.Count(v => v.Equals(value)) + (o is If branch ? System.Math.Max(Uses(branch.Then, value), Uses(branch.Else, value)) : IrRewriter.RegionsOf(o).Sum(r => Uses(r, value))));
}
