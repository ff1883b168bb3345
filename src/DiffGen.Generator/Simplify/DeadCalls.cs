using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Simplify;

/// <summary>
/// Removes calls of which nothing is needed, from a body that is run again for its gradients: neither their results, nor what they leave in
/// buffers, which are copies. Only of methods that do nothing else besides.
/// </summary>
internal static class DeadCalls
{
    /// <param name="reverse">A method that is run again: its buffers are copies, and what it leaves in them is not looked at.</param>
    /// <param name="functions">The methods that it calls.</param>
    public static Region Remove(IrFunction reverse, IReadOnlyDictionary<string, IrFunction> functions)
    {
        var buffers = new BufferRoots(reverse);
        var writes = new Writes(functions);
        Op[] ops = IrRewriter.Walk(reverse.Body).ToArray();
        var read = new HashSet<int>(ops.SelectMany(o => o.Operands.Concat(IrRewriter.RegionsOf(o).SelectMany(r => r.Yields))).Concat(reverse.Body.Yields).Select(v => v.Id));
        return Visit(reverse.Body);

        Region Visit(Region region) => region with
        {
            Ops = region.Ops.Where(o => o is not Call call || !IsDead(call)).Select(o => o is If branch ? branch with { Then = Visit(branch.Then), Else = Visit(branch.Else) } : o).ToImmutableArray(),
        };

        bool IsDead(Call call) => call.Mode == CallMode.Primal
            && functions.TryGetValue(call.Callee, out IrFunction? callee) && callee.RunsAgain
            && !call.Outputs.Any(o => read.Contains(o.Id))
            && Enumerable.Range(0, call.Arguments.Length).All(i => !call.Arguments[i].Type.IsBuffer || !writes.IsWritten(call, i) || !IsReadBehind(call, buffers.RootOf(call.Arguments[i])));

        bool IsReadBehind(Call call, int root) => buffers.Sources(root).Any(s => s is Opaque)
            || ops.SkipWhile(o => !ReferenceEquals(o, call)).Skip(1).Any(o => o is not (View or Allocate or Opaque { Effect: Effect.Pure }) && o.Operands.Any(v => v.Type.IsBuffer && buffers.RootOf(v) == root));
    }
}
