using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Analysis;

/// <summary>
/// A loop whose iterations are examples: noise in one moves what that one adds to the loss, and nothing else. So <c>∂lₘ/∂aₙ = 0</c> for m ≠ n, and the derivative of lₙ along the noise of iteration n alone
/// estimates what its nodes are to be credited with.
/// </summary>
internal static class ExampleLoop
{
    /// <summary>The position, among what the iterations hand on, of the sum in which they meet.</summary>
    /// <param name="function">The method, its sites numbered.</param>
    /// <param name="loop">The loop.</param>
    /// <exception cref="UnsupportedException">They meet in something else besides, or a node lies between the sum and the result.</exception>
    public static int SumOf(IrFunction function, CutLoop loop)
    {
        Activity noise = Activity.Of(function, NodeView.Sources);
        int[] reached = Enumerable.Range(0, loop.Carried.Length).Where(i => noise.IsActive(loop.Carried[i])).ToArray();
        if (reached.Length == 0)
        {
            throw Refused(loop.Loop, "that nothing is added to a sum which its nodes reach");
        }

        if (reached.Length > 1)
        {
            throw Refused(loop.Loop, Name(loop.Carried[reached[0]]) + " and " + Name(loop.Carried[reached[1]]) + ", which noise reaches and which go on to the next iteration");
        }

        int sum = reached[0];
        if (!CutLoop.IsSum(loop.Body, loop.Carried[sum], loop.Body.Yields[sum]))
        {
            throw Refused(loop.Loop, Name(loop.Carried[sum]) + ", which noise reaches and which is no sum that iterations only add to");
        }

        if (loop.First.Length > 0 || (loop.Sum >= 0 && loop.Sum != sum))
        {
            throw Refused(loop.Loop, Name(loop.First.Length > 0 ? loop.First[0] : loop.Carried[loop.Sum]) + ", which goes on to the next iteration besides the loss");
        }

        ImmutableArray<Op> behind = function.Body.Ops.RemoveRange(0, function.Body.Ops.IndexOf(loop.Loop) + 1);
        if (behind.SelectMany(o => IrRewriter.RegionsOf(o).SelectMany(r => IrRewriter.Walk(r)).Prepend(o)).FirstOrDefault(o => o is NodeSite) is { } site)
        {
            throw new UnsupportedException(site.Origin, "A Node.Site behind the loop over the examples", "leave it out: what the examples' losses are made into has its exact derivative");
        }

        Value result = function.Body.Yields[Enumerable.Range(0, function.Outputs.Length).First(i => function.Outputs[i].Argument < 0)];
        foreach (Value buffer in Written(loop.Body).Where(b => b.Type.IsRealBuffer && noise.IsActive(b)))
        {
            int[] root = [noise.Buffers.RootOf(buffer)];
            if (Activity.From(function, loop.Body, root).IsActive(loop.Body.Yields[sum]) && IsMadeOutside(root[0]))
            {
                throw Refused(loop.Loop, Name(buffer) + ", from which an iteration may read what another one left");
            }

            if (Activity.From(function, new Region(behind, function.Body.Yields), root).IsActive(result))
            {
                throw Refused(loop.Loop, Name(buffer) + ", which noise reaches and which is read behind the loop");
            }
        }

        return sum;

        bool IsMadeOutside(int root)
        {
            var inside = new HashSet<Op>(IrRewriter.Walk(loop.Body));
            return noise.Buffers.Sources(root).Any(s => s is null || !inside.Contains(s));
        }
    }

    /// <summary>The loop's iterations cannot be examples.</summary>
    public static UnsupportedException Refused(Op loop, string obstacle) => new(
        loop.Origin,
        "In the loop over the examples, " + obstacle + ",",
        "let an iteration read parameters and data, compute in memory of its own, which it makes, clears or fills from the first element to the last, and add its loss to one sum; or leave out NodeExamples = true");

    private static IEnumerable<Value> Written(Region body) => IrRewriter.Walk(body).SelectMany(op => op switch
    {
        Store store => [store.Buffer],
        Fill fill => [fill.Buffer],
        Copy copy => [copy.Destination],
        NodeSite { Result: null } site => [site.Node],
        Call or Opaque { Effect: Effect.Unknown } => op.Operands.Where(o => o.Type.IsBuffer),
        _ => Enumerable.Empty<Value>(),
    }).Distinct();

    private static string Name(Value value) => value.Name is { } name ? "'" + name.TrimStart('@') + "'" : "a value";
}
