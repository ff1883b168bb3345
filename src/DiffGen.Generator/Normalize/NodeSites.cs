using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Normalize;

/// <summary>The node sites of a method: taken out for every companion but the node gradient, numbered for that one.</summary>
internal static class NodeSites
{
    public static bool AreIn(IrFunction function) => IrRewriter.Walk(function.Body).Any(o => o is NodeSite);

    /// <summary><c>a = Node.Site(b); f(a)</c> becomes <c>f(b)</c>.</summary>
    public static IrFunction Removed(IrFunction function) => AreIn(function) ? Without(function, _ => true) : function;

    /// <summary>The method without some of its sites.</summary>
    public static IrFunction Without(IrFunction function, Func<NodeSite, bool> which)
    {
        Region body = Without(function.Body, which, out IReadOnlyDictionary<Value, Value> same);
        return function.With(IrRewriter.Substitute(body, same), function.NextId);
    }

    /// <summary>The region without the sites' operations, and what their results are to be replaced by.</summary>
    public static Region Without(Region region, Func<NodeSite, bool> which, out IReadOnlyDictionary<Value, Value> same)
    {
        var table = new Dictionary<Value, Value>();
        foreach (NodeSite site in IrRewriter.Walk(region).OfType<NodeSite>().Where(s => s.Result is not null && which(s)))
        {
            table[site.Result!] = site.Node;
        }

        same = table;
        return Visit(region);

        Region Visit(Region r) => r with { Ops = r.Ops.Where(o => !(o is NodeSite site && which(site))).Select(o => IrRewriter.Map(o, v => v, Visit)).ToImmutableArray() };
    }

    /// <summary>Numbers the sites from 0 in the order of the text.</summary>
    public static IrFunction Numbered(IrFunction function)
    {
        int next = 0;
        return function.With(Visit(function.Body), function.NextId);

        Region Visit(Region region) => region with { Ops = region.Ops.Select(o => o is NodeSite site ? site with { Number = next++ } : IrRewriter.Map(o, v => v, Visit)).ToImmutableArray() };
    }
}
