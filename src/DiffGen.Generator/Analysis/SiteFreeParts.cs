using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Normalize;

namespace DiffGen.Generator.Analysis;

/// <summary>An argument from which a path leads to the result past all node sites.</summary>
/// <param name="Index">The number of the argument.</param>
/// <param name="HasNodes">Other paths from it go through sites.</param>
internal sealed record SiteFreePart(int Index, bool HasNodes);

/// <summary>
/// Which part of a node gradient is without noise: what comes from the result to an argument by a path without a site. A walk forward from each argument alone, to which sites are
/// ends; of memory that may hold several things it may find a path that is none.
/// </summary>
internal static class SiteFreeParts
{
    /// <param name="function">The method with its calls opened, its sites and loops numbered.</param>
    public static IEnumerable<SiteFreePart> Of(IrFunction function)
    {
        IrFunction plain = NodeSites.Removed(function);
        Influence lasting = Influence.Of(plain, new BufferRoots(plain), smooth: true);
        NodeSite[] sites = IrRewriter.Walk(function.Body).OfType<NodeSite>().Where(s => lasting.Has(s.Node)).ToArray();
        for (int i = 0; i < function.Arguments.Length; i++)
        {
            IrArgument argument = function.Arguments[i];
            IrFunction alone = With(function, p => p >= argument.First && p < argument.First + argument.Count);
            if (alone.Parameters.Any(p => p.IsActive) && Activity.Of(alone, NodeView.Ends) is { } activity && activity.IsActive(function.Body.Yields[0]))
            {
                yield return new SiteFreePart(i, sites.Any(s => activity.IsActive(s.Node)));
            }
        }
    }

    /// <summary>The method with every parameter a constant but some.</summary>
    private static IrFunction With(IrFunction function, System.Func<int, bool> isKept) =>
        new(function.Key, function.Name, function.Parameters.Select((p, i) => isKept(i) ? p : p with { NoDiff = true }).ToImmutableArray(), function.ResultType, function.Body, function.NextId, function.Origins)
        {
            Arguments = function.Arguments,
            Outputs = function.Outputs,
        };
}
