using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Vectorize;

/// <summary>
/// Memory that all vectors of a kernel add to has a number for each element: four vectors that are added up first take a few operations more for the sum of their lanes, and memory
/// an eighth of the room. A gradient of thousands of vectors would go through the second-level cache for each point.
/// </summary>
internal static class SharedTotals
{
    /// <summary>The sum of the lanes.</summary>
    public const string Total = LaneTemplates.Lanes + "Total({0})";

    /// <summary>Memory of numbers.</summary>
    public static IrType Numbers(LaneShape shape) => IrType.BufferOf(BufferKind.Span, shape.Real == RealKind.Float ? "float" : "double", shape.Real == RealKind.Float ? RealKind.Float : RealKind.Double);

    /// <summary>The shared memory of vectors, and parts of it, whose vectors are only added up behind the loop.</summary>
    /// <param name="kernel">The body of a kernel.</param>
    /// <param name="behind">What stands behind its loop over lanes.</param>
    /// <param name="shared">Memory to which all vectors add, and parts of it.</param>
    /// <param name="shape">The vectors.</param>
    public static IEnumerable<int> Find(Region kernel, IReadOnlyList<Op> behind, HashSet<int> shared, LaneShape shape)
    {
        string sum = shape.Spelled("{V}.Sum({0})");
        Op[] all = [.. behind.SelectMany(o => IrRewriter.Inside(o).Prepend(o))];
        var refused = new HashSet<int>();
        foreach (Op op in all)
        {
            foreach (Value buffer in op.Operands.Where(v => shared.Contains(v.Id)))
            {
                if (!IsSeen(op) && (op is not Load load || !all.All(o => o is Opaque { Arguments.Length: 1 } opaque && opaque.Template == sum || !o.Operands.Concat(o.Regions.SelectMany(r => r.Yields)).Contains(load.Result))))
                {
                    refused.Add(buffer.Id);
                }
            }
        }

        View[] views = [.. kernel.Walked.OfType<View>()];
        IEnumerable<Value> made = kernel.Walked.SelectMany(o => o is Allocate or View ? o.Results : Enumerable.Empty<Value>());
        return made.Where(v => shared.Contains(v.Id) && v.Type.Element == shape.Reals.Text && !refused.Contains(Root(v))).Select(v => v.Id).ToArray();

        int Root(Value buffer) => views.FirstOrDefault(v => v.Result.Equals(buffer)) is { } view ? Root(view.Buffer) : buffer.Id;
    }

    /// <summary>What stands behind the loop, of numbers in the place of vectors: <c>sum[j] += Sum(lanes[j])</c> becomes <c>sum[j] += numbers[j]</c>.</summary>
    /// <param name="behind">What stands there.</param>
    /// <param name="totals">The memory of numbers.</param>
    /// <param name="same">What stands for it.</param>
    /// <param name="shape">The vectors.</param>
    /// <param name="builder">Gives new values.</param>
    public static IEnumerable<Op> Behind(IReadOnlyList<Op> behind, HashSet<int> totals, Func<Value, Value> same, LaneShape shape, IrBuilder builder) => Visit(new Region(behind.ToImmutableArray(), ImmutableArray<Value>.Empty), totals, same, shape, builder).Ops;

    /// <summary>It compares the sums with what was left out of them, of numbers or of vectors.</summary>
    private static bool IsSeen(Op op) => op is Opaque { Effect: Effect.Reads } seen && seen.Template.StartsWith(LaneTemplates.HasKept, StringComparison.Ordinal);

    private static Region Visit(Region region, HashSet<int> totals, Func<Value, Value> same, LaneShape shape, IrBuilder builder)
    {
        var numbers = new Dictionary<int, Value>();
        var sums = new Dictionary<Value, Value>();
        var ops = ImmutableArray.CreateBuilder<Op>();
        foreach (Op op in region.Ops)
        {
            if (op is Load load && totals.Contains(load.Buffer.Id))
            {
                Value number = numbers[load.Result.Id] = builder.New(Numbers(shape).ElementType);
                ops.Add(load with { Result = number, Buffer = same(load.Buffer) });
            }
            else if (op is Opaque { Arguments.Length: 1, Result: { } sum } opaque && numbers.TryGetValue(opaque.Arguments[0].Id, out Value? number))
            {
                sums[sum] = number;
            }
            else if (IsSeen(op))
            {
                ops.Add(IrRewriter.Map(op, v => v.Type.IsBuffer ? same(v) : v, r => r));
            }
            else
            {
                ops.Add(IrRewriter.Map(op, v => v, r => Visit(r, totals, same, shape, builder)));
            }
        }

        return IrRewriter.Substitute(region with { Ops = ops.ToImmutable() }, sums);
    }
}
