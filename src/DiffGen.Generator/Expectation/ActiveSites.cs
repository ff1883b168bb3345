using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Expectation;

/// <summary>Which sites have parameters that are differentiated: what is active where every path goes on; where one ends in a score there is less of it.</summary>
internal sealed class ActiveSites
{
    private readonly Opaque[] _sites;

    public ActiveSites(IrFunction function)
    {
        _sites = Of(function);
        Activity = Activity.Of(Surrogate.Paths(function, _sites.Where(MayHavePath).Select(s => s.Result!.Id)));
    }

    public Activity Activity { get; }

    public static Opaque[] Of(IrFunction function) => IrRewriter.Walk(function.Body).OfType<Opaque>().Where(o => o.Site is not null).ToArray();

    /// <summary>A parameter of the site is differentiated.</summary>
    public bool IsActive(Opaque site) => SiteChoices.Parameters(site).Any(IsActive);

    /// <summary>Whether a parameter of a site is differentiated; a draw that has a path is where its own parameters are.</summary>
    public bool IsActive(Value parameter) => _sites.FirstOrDefault(s => s.Result!.Equals(parameter)) is { } drawn ? MayHavePath(drawn) && IsActive(drawn) : Activity.IsActive(parameter);

    private static bool MayHavePath(Opaque site) => !Distribution.Find(site.Site!.Distribution)!.IsDiscrete && site.Site.Strategy is not ("Score" or "Stop" or Alternatives.Done);
}
