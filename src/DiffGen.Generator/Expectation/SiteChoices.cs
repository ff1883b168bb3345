using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Expectation;

/// <summary>
/// Chooses a route for each pair of site and cost: what the user says where that is sound, and else the path where it is continuous, and the score. A way of the draw that leads to a cost by
/// the score leads to no other cost by the path.
/// </summary>
internal sealed class SiteChoices
{
    private readonly IrFunction _function;
    private readonly HashSet<int> _products;
    private readonly bool _isSecond;
    private readonly Opaque[] _sites;
    private readonly ActiveSites _active;
    private readonly HashSet<int> _densities = [];
    private Dictionary<Use, Marks> _terms = [];
    private IReadOnlyCollection<CostTerm> _costs = [];
    private HashSet<int> _sums = [];

    private SiteChoices(IrFunction function, HashSet<int> products, bool isSecond)
    {
        _isSecond = isSecond;
        _function = function;
        _products = products;
        _sites = ActiveSites.Of(function);
        _active = new ActiveSites(function);
    }

    /// <summary>The choice for each site, by the id of its draw.</summary>
    public Dictionary<int, SiteChoice> Sites { get; } = [];

    /// <summary>For each term of the cost, what it depends on.</summary>
    public IReadOnlyDictionary<Use, Marks> Terms => _terms;

    /// <summary>Values that terms are added up in.</summary>
    public ISet<int> Sums => _sums;

    /// <summary>The loops around the sites.</summary>
    public Dependence Dependence { get; private set; } = null!;

    /// <summary>A site whose score is charged with costs that share its noise with it, as they come from runs for several values of a draw; null where there is none.</summary>
    public Opaque? Coupled { get; private set; }

    /// <param name="function">The method.</param>
    /// <param name="products">Its products of probabilities and costs.</param>
    /// <param name="isSecond">For second derivatives: a path where the first one is continuous.</param>
    public static SiteChoices Of(IrFunction function, HashSet<int> products, bool isSecond = false)
    {
        var choices = new SiteChoices(function, products, isSecond);
        choices.Choose();
        choices.Coupled = choices._terms.Keys.Select(choices.CoupledIn).FirstOrDefault(s => s is not null);
        return choices;
    }

    /// <summary>
    /// A term that is charged with several copies of one draw, with copies from runs for different values, or with one from a loop over all values: E[c ∂ log p] is of one copy, and the others share its noise.
    /// </summary>
    private Opaque? CoupledIn(Use term)
    {
        Opaque[] charged = _sites.Where(s => Sites[s.Result!.Id].Scored.Contains(term)).ToArray();
        var values = new Dictionary<int, int>();
        var copied = new HashSet<int>();
        return charged.FirstOrDefault(s => !copied.Add(s.Site!.Of < 0 ? s.Result!.Id : s.Site.Of)
            || s.Site.Worlds.Any(w => w.Value < 0 || (values.TryGetValue(w.Site, out int value) && value != w.Value) || (values[w.Site] = w.Value) < 0));
    }

    /// <summary>The loops around sites that score, and what carries draws from one iteration to the next; see <see cref="Dependence.Plates"/>.</summary>
    public IEnumerable<(Op Loop, string? Carrier)> Plates()
    {
        var levels = new Dictionary<int, int>();
        foreach (KeyValuePair<Use, Marks> term in _terms)
        {
            foreach (KeyValuePair<Way, Mark> way in term.Value.Where(w => Sites[w.Key.Site].Scored.Contains(term.Key)))
            {
                levels[way.Key.Site] = levels.TryGetValue(way.Key.Site, out int level) ? System.Math.Min(level, way.Value.Level) : way.Value.Level;
            }
        }

        return Dependence.Plates(levels, _sums);
    }

    /// <summary>The choices for the copies of a site in what is run again for other draws.</summary>
    public IEnumerable<SiteChoice> CopiesOf(Opaque site) => _sites.Where(s => s.Site!.Of == site.Result!.Id).Select(s => Sites[s.Result!.Id]);

    public static Distribution Row(Opaque site) => Distribution.Find(site.Site!.Distribution)!;

    /// <summary>The parameters of its distribution.</summary>
    public static ImmutableArray<Value> Parameters(Opaque site) => site.Arguments.Take(Row(site).Parameters.Length).ToImmutableArray();

    /// <summary>The buffer that it draws into, where there is one.</summary>
    public static IEnumerable<Value> Filled(Opaque site) => site.Arguments.Skip(Row(site).Parameters.Length).Where(a => a.Type.IsBuffer);

    /// <summary>The costs that the score of each of its draws is charged with are the whole result: it depends on the draws of the site, and is put together behind all of them.</summary>
    public bool AnswersForAll(Opaque site)
    {
        SiteChoice choice = Sites[site.Result!.Id];
        if (choice is not { Route: SiteRoute.Score, MeanUses.Count: 0 })
        {
            return false;
        }

        Op[] ops = IrRewriter.Walk(_function.Body).ToArray();
        var zeros = new HashSet<int>(ops.OfType<Constant>().Where(c => c.Text.Trim('f', 'd', '.', '0', '-').Length == 0).Select(c => c.Result.Id));
        var repeated = new HashSet<int>(ops.Where(o => o is For or While).SelectMany(o => IrRewriter.Inside(o)).SelectMany(o => o.Results).Select(r => r.Id));
        var loops = new HashSet<int>(ops.Where(o => o is For or While).SelectMany(o => o.Results).Select(r => r.Id));
        return _costs.All(t => zeros.Contains(t.Value.Id) || (choice.Scored.Contains(t.Use) && !repeated.Contains(t.Use.Of) && !(loops.Contains(t.Use.Of) && t.Use.Slot is CostTerms.Body or CostTerms.Condition)));
    }

    private void Choose()
    {
        foreach (Opaque site in _sites)
        {
            string strategy = site.Site!.Strategy;
            if (strategy is not (Alternatives.Done or Alternatives.Followed or "Auto" or "Stop" or "Score" or "Reparameterise" or "ImplicitReparameterise") || (Row(site).IsDiscrete && strategy is "Reparameterise" or "ImplicitReparameterise"))
            {
                throw new UnsupportedException(site.Origin, "The strategy '" + strategy + "' at this site of Sample." + site.Site.Name, Row(site).IsDiscrete ? "take Strategy.Score, or leave it out" : "take Strategy.Reparameterise or Strategy.Score, or leave it out");
            }

            if (strategy == "Score")
            {
                _densities.Add(site.Result!.Id);
            }
        }

        do
        {
            Dependence = Dependence.Of(_function, _active.Activity.Buffers, _densities, _isSecond);
            var bounds = new CostTerms.Bounds { Products = _products };
            _costs = CostTerms.Of(_function, Dependence, bounds);
            _terms = _costs.ToDictionary(t => t.Use, t => Dependence.Of(t));
            _sums = bounds.Sums;
            Sites.Clear();
            foreach (Opaque site in _sites)
            {
                Sites[site.Result!.Id] = Choice(site);
            }
        }
        while (EndsPath());
    }

    /// <summary>The last site that has no path left: a path that enters its parameters ends in its density, and may jump behind.</summary>
    private bool EndsPath()
    {
        Opaque? last = _sites.LastOrDefault(s => Sites[s.Result!.Id].Route == SiteRoute.Score && !Row(s).IsDiscrete && !_densities.Contains(s.Result.Id));
        return last is not null && _densities.Add(last.Result!.Id);
    }

    private SiteChoice Choice(Opaque site)
    {
        int id = site.Result!.Id;
        Distribution row = Row(site);
        string strategy = site.Site!.Strategy;
        if (!_active.IsActive(site))
        {
            return new SiteChoice(SiteRoute.Constant, "a constant: its parameters depend on nothing that is differentiated") { IsFixed = true };
        }

        if (strategy == "Stop")
        {
            return new SiteChoice(SiteRoute.Constant, "stopped: nothing goes through it");
        }

        Use[] terms = _terms.Where(t => t.Value.Keys.Any(w => w.Site == id)).Select(t => t.Key).ToArray();
        if (terms.Length == 0)
        {
            return new SiteChoice(SiteRoute.Constant, "nothing: no cost depends on it");
        }

        if (strategy == Alternatives.Followed)
        {
            return new SiteChoice(SiteRoute.Path, "the path of the draw, in an expansion");
        }

        HashSet<Use> affine = strategy == "Auto" && row.HasMean && !_isSecond ? Affine(site, terms) : [];
        var means = new HashSet<int>(affine.SelectMany(t => _terms[t].Keys).Where(w => w.Site == id).Select(w => w.Use));
        string besides = affine.Count == 0 ? "" : ", its mean for " + Costs(affine.Count);
        terms = terms.Where(t => !affine.Contains(t)).ToArray();
        if (terms.Length == 0)
        {
            return new SiteChoice(SiteRoute.Mean, "its mean: what follows is affine in the draw") { MeanUses = means };
        }

        Op? jump = terms.SelectMany(t => _terms[t]).Where(w => w.Key.Site == id).Select(w => w.Value.Jump).FirstOrDefault(j => j is not null);
        bool isPathAsked = strategy is "Reparameterise" or "ImplicitReparameterise";
        if (_isSecond && isPathAsked && (jump is not null || !SecondOrder.HasPath(row.Name)))
        {
            throw new UnsupportedException(site.Origin, "The path of a draw of Sample." + row.Name + ", as asked for, in second derivatives" + (jump is null ? "" : ": there the first derivative jumps, at " + Where(jump) + ", and"), "leave the strategy out, or take Strategy.Score: the score function sees the jump");
        }

        if (!row.IsDiscrete && (isPathAsked || (strategy == "Auto" && jump is null && !row.IsCircular && !_densities.Contains(id) && !(_isSecond && !SecondOrder.HasPath(row.Name)))))
        {
            return new SiteChoice(SiteRoute.Path, strategy != "Auto" ? "the path of the draw, as asked for" : affine.Count > 0 ? "the path of the draw for " + Costs(terms.Length) + besides + ": what follows is continuous in it" : "the path of the draw: what follows is continuous in it")
            {
                Warning = jump is null ? null : Where(jump),
                MeanUses = means,
            };
        }

        // What the path may not take, and then all costs that the same ways lead to.
        bool isWhole = row.IsDiscrete || strategy == "Score" || row.IsCircular || _densities.Contains(id);
        var scored = new HashSet<Use>(terms.Where(t => isWhole || _terms[t].Any(w => w.Key.Site == id && w.Value.Jump is not null)));
        var plain = new HashSet<int>();
        int before;
        do
        {
            before = scored.Count + plain.Count;
            plain.UnionWith(scored.SelectMany(t => _terms[t].Keys).Where(w => w.Site == id).Select(w => w.Use));
            scored.UnionWith(terms.Where(t => _terms[t].Keys.Any(w => w.Site == id && plain.Contains(w.Use))));
        }
        while (scored.Count + plain.Count != before);

        string why = strategy == "Score" ? "as asked for" : row.IsDiscrete ? "the draw is discrete" : row.IsCircular ? "the draw is an angle, whose path jumps" : "its path may jump" + (jump is null ? "" : " at " + Where(jump));
        if (_isSecond && !SecondOrder.HasDensity(row, k => _active.IsActive(site.Arguments[k])))
        {
            throw new UnsupportedException(site.Origin, "A draw of Sample." + row.Name + " by its score in second derivatives (" + why + ")", "draw from a distribution whose log-probability has second derivatives here, such as Normal, let its other parameters be constants, or leave out ExpectationHvp = true");
        }

        for (int k = 0; k < row.Parameters.Length; k++)
        {
            if (row.MovesSupport.Contains(row.Parameters[k]) && _active.IsActive(site.Arguments[k]))
            {
                throw new UnsupportedException(site.Origin, "A draw of Sample." + site.Site.Name + " whose parameter '" + row.Parameters[k] + "' moves the range of values (by its score: " + why + ")", "draw between constants and scale the draw, and let what follows be continuous in it");
            }
        }

        string score = besides.Length > 0 || scored.Count < terms.Length ? "the score function for " + Costs(scored.Count) : "the score function";
        return scored.Count == terms.Length
            ? new SiteChoice(SiteRoute.Score, score + besides + ": " + why) { Scored = scored, PlainUses = plain, MeanUses = means }
            : new SiteChoice(SiteRoute.Both, score + ", the path of the draw for " + Costs(terms.Length - scored.Count) + besides + ": " + why) { Scored = scored, PlainUses = plain, MeanUses = means };
    }

    /// <summary>The terms that are affine in the draw, and whose ways from it lead to no other terms.</summary>
    private HashSet<Use> Affine(Opaque site, Use[] terms)
    {
        int id = site.Result!.Id;
        var affinity = new Affinity(_function, Dependence, site);

        // Copies of one draw share their noise: none may be the coefficient of another.
        int original = site.Site!.Of < 0 ? id : site.Site.Of;
        HashSet<int> copies = [.. _sites.Where(s => s.Result!.Id != id && (s.Result.Id == original || s.Site!.Of == original)).Select(s => s.Result!.Id)];
        HashSet<Use> affine = [.. _costs.Where(t => terms.Contains(t.Use) && affinity.Holds(t) && !_terms[t.Use].Keys.Any(w => copies.Contains(w.Site))).Select(t => t.Use)];
        int before;
        do
        {
            before = affine.Count;
            var others = new HashSet<int>(terms.Where(t => !affine.Contains(t)).SelectMany(t => _terms[t].Keys).Where(w => w.Site == id).Select(w => w.Use));
            affine.RemoveWhere(t => _terms[t].Keys.Any(w => w.Site == id && others.Contains(w.Use)));
        }
        while (affine.Count != before);
        return affine;
    }

    private static string Costs(int count) => count == 1 ? "one cost" : count + " costs";

    private string Where(Op jump)
    {
        string text = _function.StatementOf(jump.Origin).Split('\n')[0].Trim();
        return text.Length == 0 ? "a comparison, a rounding or a call without a derivative" : "'" + text + "'";
    }
}
