using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Expectation;

/// <summary>
/// Memory that belongs to an iteration though it was made ahead of the loop: the method's own, used in the loop alone, and overwritten in each iteration before it is read there. What it holds is as old as the iteration.
/// </summary>
internal static class IterationMemory
{
    /// <summary>For each such memory, in how many loops all that uses it is in the same iteration.</summary>
    /// <param name="function">A method with sampling sites.</param>
    /// <param name="buffers">Which of its buffers share memory.</param>
    public static IReadOnlyDictionary<int, int> Depths(IrFunction function, BufferRoots buffers)
    {
        var depths = new Dictionary<int, int>();
        if (!IrRewriter.Walk(function.Body).Any(o => o is Allocate) || !IrRewriter.Walk(function.Body).Any(o => o is For or While))
        {
            return depths;
        }

        var facts = LoopFacts.Of(function);
        var overwritten = new OverwrittenMemory(facts.Buffers, facts.Integers);
        Dictionary<int, int> all = Uses(function.Body, facts.Buffers);
        foreach ((Op loop, Region body, int depth) in Loops(function.Body, 1))
        {
            Dictionary<int, int> inside = Uses(body, facts.Buffers);
            foreach (int memory in overwritten.In(loop, facts[loop].Accesses.Where(IsOfContent)).Where(m => inside[m] == all[m]))
            {
                if (facts.Buffers.Sources(memory).Single() is Allocate allocate)
                {
                    int root = buffers.RootOf(allocate.Result);
                    depths[root] = depths.TryGetValue(root, out int before) ? System.Math.Max(before, depth) : depth;
                }
            }
        }

        return depths;
    }

    /// <summary>A draw reads its parameters and overwrites all of the buffer that it fills; a check gives no value.</summary>
    private static bool IsOfContent(MemoryAccess access) => access.Op is not Opaque opaque || (!opaque.IsCheck && (opaque.Site is null || SiteChoices.Filled(opaque).Contains(access.Buffer) == (access.Kind == AccessKind.Write)));

    /// <summary>How many operations use the content of each memory.</summary>
    private static Dictionary<int, int> Uses(Region region, BufferRoots buffers) => IrRewriter.Walk(region)
        .Where(o => o is not View && !IntegerForms.IsLength(o) && o is not Opaque { IsCheck: true })
        .SelectMany(o => o.Operands.Where(v => v.Type.IsBuffer).Select(buffers.RootOf).Distinct())
        .GroupBy(r => r).ToDictionary(g => g.Key, g => g.Count());

    private static IEnumerable<(Op Loop, Region Body, int Depth)> Loops(Region region, int depth)
    {
        foreach (Op op in region.Ops)
        {
            Region? body = op switch { For counted => counted.Body, While test => test.Body, _ => null };
            if (body is not null)
            {
                yield return (op, body, depth);
            }

            foreach ((Op, Region, int) inner in IrRewriter.RegionsOf(op).SelectMany(r => Loops(r, body is null ? depth : depth + 1)))
            {
                yield return inner;
            }
        }
    }
}
