using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Expectation;

/// <summary>Baselines that a method gives. E[b s] = 0 holds for one that does not depend on the draw whose score s is: it may be made of anything before it, and of nothing that it decides.</summary>
internal static class SiteBaselines
{
    /// <summary>The origin of the first that depends on its own draw; null where there is none.</summary>
    public static int? OfItself(IrFunction function)
    {
        SiteBaseline[] given = IrRewriter.Walk(function.Body).OfType<SiteBaseline>().ToArray();
        if (given.Length == 0)
        {
            return null;
        }

        var buffers = new BufferRoots(function);
        Opaque[] sites = ActiveSites.Of(function);
        return given.FirstOrDefault(b => DrawSlice.Of(function, sites.Single(s => s.Result!.Equals(b.Draw)), buffers).Has(b.Baseline))?.Origin;
    }
}
