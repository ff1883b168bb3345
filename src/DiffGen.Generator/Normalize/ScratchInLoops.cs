using System.Linq;
using System.Collections.Immutable;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Normalize;

/// <summary><c>stackalloc</c> inside a loop would take new stack in every iteration: there it becomes scratch, given back at the iteration's end.</summary>
internal static class ScratchInLoops
{
    public static Region Run(Region body) => Visit(body, false);

    private static Region Visit(Region region, bool inLoop) => region with
    {
        Ops = region.Ops.Select(op => op switch
        {
            Allocate { Memory: Memory.Stack } allocate when inLoop => allocate with { Memory = Memory.Zeros },
            For loop => loop with { Body = Visit(loop.Body, true) },
            While loop => loop with { Condition = Visit(loop.Condition, true), Body = Visit(loop.Body, true) },
            If branch => branch with { Then = Visit(branch.Then, inLoop), Else = Visit(branch.Else, inLoop) },
            _ => op,
        }).ToImmutableArray(),
    };
}
