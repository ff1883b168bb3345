using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Normalize;

/// <summary>
/// <c>stackalloc</c> that is more than one block at the top of the method becomes scratch of the recording: inside a loop it would take new
/// stack in every iteration; inside a branch, or chosen by one, C# would not let the span out.
/// </summary>
internal static class ScratchMemory
{
    public static Region Run(IrFunction function)
    {
        var buffers = new BufferRoots(function);
        var chosen = new HashSet<int>(IrRewriter.Walk(function.Body).OfType<If>().SelectMany(b => b.Outputs).Where(o => o.Type.IsBuffer).Select(buffers.RootOf));
        return Visit(function.Body, top: true);

        Region Visit(Region region, bool top) => region with
        {
            Ops = region.Ops.Select(op => op switch
            {
                Allocate { Memory: Memory.Stack } allocate when !top || chosen.Contains(buffers.RootOf(allocate.Result)) => allocate with { Memory = Memory.Zeros },
                For loop => loop with { Body = Visit(loop.Body, false) },
                While loop => loop with { Condition = Visit(loop.Condition, false), Body = Visit(loop.Body, false) },
                If branch => branch with { Then = Visit(branch.Then, false), Else = Visit(branch.Else, false) },
                _ => op,
            }).ToImmutableArray(),
        };
    }
}
