using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Checkpoint;

/// <summary>
/// The reverse of <c>z[i] += f</c> takes the gradient from the element, leaves zero, and gives it back to what was read: <c>g = zGrad[i]; zGrad[i] = 0; …; zGrad[i] += g;</c>
/// becomes <c>g = zGrad[i]; …</c>, where nothing between reads the element.
/// </summary>
internal static class KeptElements
{
    /// <param name="region">A region of the reverse sweep, or of a loop that is undone at once.</param>
    /// <param name="firstDerivative">Values from this id on were made by the compiler: no gradient buffer has one below it.</param>
    public static Region Run(Region region, int firstDerivative) => Run(region, firstDerivative, [.. IrRewriter.Walk(region).OfType<Constant>().Where(c => c.Text == "0").Select(c => c.Result.Id)]);

    private static Region Run(Region region, int firstDerivative, HashSet<int> zeros)
    {
        Op[] ops = [.. region.Ops.Select(op => op switch
        {
            If branch => branch with { Then = Run(branch.Then, firstDerivative, zeros), Else = Run(branch.Else, firstDerivative, zeros) },
            For loop => loop with { Body = Run(loop.Body, firstDerivative, zeros) },
            While loop => loop with { Body = Run(loop.Body, firstDerivative, zeros) },
            _ => op,
        })];
        var dropped = new HashSet<int>();
        for (int clear = 0; clear < ops.Length; clear++)
        {
            if (ops[clear] is Store { Adds: false, Leaf: < 0 } cleared && cleared.Buffer.Id >= firstDerivative && zeros.Contains(cleared.Stored.Id)
                && Taken(ops, clear) is { } taken && GivenBack(ops, clear, taken, firstDerivative) is { } back)
            {
                dropped.Add(clear);
                dropped.Add(back);
            }
        }

        return region with { Ops = ops.Where((_, i) => !dropped.Contains(i)).ToImmutableArray() };
    }

    /// <summary>What the element held, read just before.</summary>
    private static Value? Taken(Op[] ops, int clear)
    {
        var cleared = (Store)ops[clear];
        for (int i = clear - 1; i >= 0 && ops[i] is Load or Apply or Constant or Remark or Opaque { Effect: Effect.Pure }; i--)
        {
            if (ops[i] is Load load && load.Buffer.Equals(cleared.Buffer) && load.Index.Equals(cleared.Index))
            {
                return load.Result;
            }
        }

        return null;
    }

    /// <summary>Where it is added again, if nothing between reads a gradient buffer or overwrites one. What is added between comes to the same.</summary>
    private static int? GivenBack(Op[] ops, int clear, Value taken, int firstDerivative)
    {
        var cleared = (Store)ops[clear];
        for (int i = clear + 1; i < ops.Length; i++)
        {
            switch (ops[i])
            {
                case Store { Adds: true, Leaf: < 0 } back when back.Buffer.Equals(cleared.Buffer) && back.Index.Equals(cleared.Index) && back.Stored.Equals(taken):
                    return i;
                case Apply or Constant or Remark or Opaque { Effect: Effect.Pure } or Store { Adds: true } or Pop { IsContent: false, IsBlock: false }:
                case Load load when load.Buffer.Id < firstDerivative:
                    continue;
                default:
                    return null;
            }
        }

        return null;
    }
}
