using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Expectation;

/// <summary>
/// Sites whose gradient is made of what the costs would be for other draws: what depends on the draw, and nothing else, is run again with each of them, from the same streams. Each cost c behind
/// the site becomes <c>Attach(c, e)</c>: its value, and the derivative of e, so that the site itself is a constant from here on. The last site comes first: what an earlier one runs again is e
/// and no longer c, so its costs are expectations over all that follows.
/// </summary>
/// <remarks>
/// Enumerate: e = Σ P(v; θ) c(v). Measure-valued, DisARM and ARM: e = c + stop(w (c(x₊) − c(x₋))) (θ − stop θ), as ∂E c/∂θ = E[w (c(x₊) − c(x₋))] at a fixed c. MuProp: see <see cref="Expanded"/>. REBAR: see <see cref="Contrasted"/>. All of c(v) is one run of the method for
/// the value v: draws that follow are made again where their parameters, or their places on the stream, depend on v. Runs for two values share noise, so no score may be charged with the costs of both.
/// </remarks>
internal sealed partial class Alternatives
{
    /// <summary>What the strategy of a site becomes when this is done: a draw that no cost needs to be charged with.</summary>
    public const string Done = "Alternatives";

    /// <summary>The strategy of a draw in the expansion of a cost: its path, jumps or not, as any factor of a control variate will do.</summary>
    public const string Followed = "Followed";

    /// <summary>How many operations the compiler adds for a site unasked, and at all.</summary>
    public const int LargestUnasked = 256, Largest = 4096;

    private readonly HashSet<int> _attached;
    private readonly HashSet<int> _products;
    private readonly IrFunction _function;
    private readonly IrBuilder _builder;
    private readonly Opaque _site;
    private readonly ActiveSites _active;
    private readonly DrawSlice _slice;
    private readonly Dictionary<Use, Value> _replaced = [];
    private readonly bool _isAsked;

    /// <summary>For each cost that another is attached to, how often it is run for one draw.</summary>
    private readonly Dictionary<int, int> _runs;
    private int _runsHere = 1;
    private bool _isBounded;
    private int _added;

    private Alternatives(IrFunction function, Opaque site, bool isAsked, HashSet<int> attached, HashSet<int> products, Dictionary<int, int> runs)
    {
        _runs = runs;
        _isAsked = isAsked;
        _attached = attached;
        _products = products;
        _function = function;
        _builder = new IrBuilder(function.NextId) { Origin = site.Origin };
        _site = site;
        _active = new ActiveSites(function);
        _slice = DrawSlice.Of(function, site, _active.Activity.Buffers);
    }

    /// <param name="function">A method with sampling sites.</param>
    /// <param name="declined">Sites without a strategy that are not to be enumerated, be it as cheap as it may.</param>
    public static AlternativesOutcome Run(IrFunction function, ISet<int> declined)
    {
        var outcome = new AlternativesOutcome { Function = function };
        HashSet<int> attached = [];
        Dictionary<int, int> runs = [];
        foreach (Opaque site in ActiveSites.Of(function).Reverse())
        {
            string strategy = site.Site!.Strategy;
            bool isAsked = strategy is "Enumerate" or "MeasureValued" or "DisArm" or "Arm" or "MuProp" or "Rebar" or "GumbelSoftmax";
            if (!isAsked && !(!declined.Contains(site.Result!.Id) && strategy == "Auto" && site.Site.Distribution is "Bernoulli" or "BernoulliLogit" or "Categorical" or "Binomial"))
            {
                continue;
            }

            Opaque asked = isAsked ? site : site with { Site = site.Site with { Strategy = "Enumerate" } };
            IrFunction before = Replaced(outcome.Function, site, asked);
            Require(asked);
            if (!new ActiveSites(before).IsActive(asked))
            {
                outcome.Function = isAsked ? Replaced(before, asked, Finished(asked)) : outcome.Function;
                continue;
            }

            // What is tried unasked leaves no trace where it does not work.
            HashSet<int> attachedBefore = [.. attached], products = [.. outcome.Products];
            try
            {
                var alternatives = new Alternatives(CommonSums.Apart(before, asked), asked, isAsked, attachedBefore, products, runs);
                IrFunction after = alternatives.Replace();
                if (alternatives._replaced.Count > 0)
                {
                    string what = strategy != "Auto" ? ", as asked for" : ": the values are few" + (alternatives._isBounded ? ", and else, with more than " + function.EnumerationBudget.ToString("N0", CultureInfo.InvariantCulture) + " runs in a call, the score function" : "");
                    _ = strategy == "GumbelSoftmax" && outcome.Biased.Add(site.Result!.Id);
                    outcome.Texts[site.Result!.Id] = alternatives.Described + what + "; " + alternatives._added + " operations are added";
                    outcome.Added[site.Result.Id] = alternatives._added;
                    _ = !isAsked && outcome.Unasked.Add(site.Result.Id);
                }

                outcome.Function = after;
                attached = attachedBefore;
                outcome.Products = products;
            }
            catch (TooLargeException tooLarge)
            {
                outcome.TooLarge[site.Result!.Id] = tooLarge.Construct;
            }
            catch (UnsupportedException) when (!isAsked)
            {
            }
        }

        return outcome;
    }

    private static Opaque Finished(Opaque site) => site with { Site = site.Site! with { Strategy = Done } };

    private static IrFunction Replaced(IrFunction function, Opaque site, Opaque other)
    {
        Region Go(Region region) => new(region.Ops.Select(o => ReferenceEquals(o, site) ? other : o is If or For or While ? IrRewriter.Map(o, v => v, Go) : o).ToImmutableArray(), region.Yields);

        return ReferenceEquals(site, other) ? function : function.With(Go(function.Body), function.NextId);
    }

    private IrFunction Replace()
    {
        int[] whole = _slice.Ops.Where(o => IrRewriter.RegionsOf(o).Any()).SelectMany(o => o.Results).Select(r => r.Id).Concat(_attached).ToArray();
        var dependence = Dependence.Of(_function, _active.Activity.Buffers, new HashSet<int>());
        var terms = CostTerms.Of(_function, dependence, new CostTerms.Bounds { Whole = [.. whole], IsFactor = v => !_active.Activity.IsActive(v) });
        if (!_isAsked && IsAffine(terms, dependence))
        {
            throw _slice.Refused("A draw that its mean can stand for: a draw", "leave the strategy out");
        }

        foreach (CostTerm term in terms)
        {
            Mark[] marks = dependence.Of(term.Value, term.Use).Where(m => m.Key.Site == _site.Result!.Id).Select(m => m.Value).ToArray();
            if (marks.Length == 0)
            {
                continue;
            }

            if (!IsAtHome(term.Use) || marks.Any(m => m.Level < dependence.LoopsOf(_site.Result!.Id).Length))
            {
                throw _slice.Refused("A draw that decides more than the costs that are added up behind it in its own block: a draw", "draw at the top of the method, or of a loop whose iterations are independent, or take Strategy.Score");
            }

            _replaced[term.Use] = term.Value;
        }

        Region body = Rewritten(_function.Body);
        return IrVerifier.Check(_function.With(body, _builder.NextId), "Alternatives");
    }

    /// <summary>All costs are affine in the draw: its mean takes its place.</summary>
    private bool IsAffine(IEnumerable<CostTerm> terms, Dependence dependence)
    {
        var affinity = new Affinity(_function, dependence, _site);
        return SiteChoices.Row(_site).HasMean && _site.Result!.Type.Text != "bool" && Name != "Categorical" && terms.Where(t => dependence.Of(t.Value, t.Use).Keys.Any(w => w.Site == _site.Result.Id)).All(affinity.Holds);
    }

    /// <summary>The use is by an operation of the site's region, or hands something out of it.</summary>
    private bool IsAtHome(Use use)
    {
        if (use.Of < 0)
        {
            return ReferenceEquals(_slice.Home, _function.Body);
        }

        Op? holder = IrRewriter.Walk(_function.Body).FirstOrDefault(o => o.Results.Any(r => r.Id == use.Of));
        return holder switch
        {
            If branch when use.Slot is CostTerms.Then or CostTerms.Else => ReferenceEquals(use.Slot == CostTerms.Then ? branch.Then : branch.Else, _slice.Home),
            For loop when use.Slot == CostTerms.Body => ReferenceEquals(loop.Body, _slice.Home),
            While loop when use.Slot == CostTerms.Body => ReferenceEquals(loop.Body, _slice.Home),
            null => false,
            _ => _slice.Home.Ops.Any(o => ReferenceEquals(o, holder)),
        };
    }

    private Region Rewritten(Region region)
    {
        bool isHome = ReferenceEquals(region, _slice.Home);
        _builder.Open();
        foreach (Op op in region.Ops)
        {
            _builder.Origin = op.Origin;
            _builder.Add(op switch
            {
                _ when ReferenceEquals(op, _site) => Finished(_site),
                If branch => branch with { Then = Yielding(branch, branch.Then, CostTerms.Then), Else = Yielding(branch, branch.Else, CostTerms.Else) },
                For loop => loop with { Initial = Replaced(loop.Initial, loop.Outputs, CostTerms.Initial), Body = Yielding(loop, loop.Body, CostTerms.Body) },
                While loop => loop with { Initial = Replaced(loop.Initial, loop.Outputs, CostTerms.Initial), Body = Yielding(loop, loop.Body, CostTerms.Body) },
                Apply apply when isHome => apply with { Arguments = apply.Arguments.Select((a, k) => Replaced(a, new Use(apply.Result.Id, k))).ToImmutableArray() },
                _ => op,
            });
        }

        return _builder.Close(ReferenceEquals(region, _function.Body) ? region.Yields.Select((v, k) => Replaced(v, new Use(-1, k))).ToImmutableArray() : region.Yields);
    }

    /// <summary>A region of an operation; what it hands out is replaced at its end.</summary>
    private Region Yielding(Op holder, Region region, int slot)
    {
        Region inner = Rewritten(region);
        if (region.EndsInThrow || !holder.Results.Any(r => _replaced.ContainsKey(new Use(r.Id, slot))))
        {
            return inner;
        }

        _builder.Open();
        _builder.AddRange(inner.Ops);
        return _builder.Close(region.Yields.Select((v, k) => Replaced(v, new Use(holder.Results[k].Id, slot))).ToImmutableArray());
    }

    private ImmutableArray<Value> Replaced(ImmutableArray<Value> values, ImmutableArray<Value> outputs, int slot) =>
        values.Select((v, k) => Replaced(v, new Use(outputs[k].Id, slot))).ToImmutableArray();

    private Value Replaced(Value value, Use use)
    {
        if (!_replaced.ContainsKey(use))
        {
            return value;
        }

        int before = _builder.NextId;
        if (!_isAsked)
        {
            return Attached(value, WithinBudget(value, use), before);
        }

        Value expected = _site.Site!.Strategy switch
        {
            "GumbelSoftmax" => Relaxed(value),
            "MuProp" => Expanded(value),
            "Rebar" => Contrasted(value),
            "Enumerate" => Enumerated(value),
            _ => Differenced(value),
        };
        return Attached(value, expected, before);
    }

    private Value Attached(Value value, Value expected, int before)
    {
        _added += _builder.NextId - before;
        if (!_isAsked && _added > LargestUnasked)
        {
            throw new TooLargeException(_site.Origin, "that would add more than " + LargestUnasked + " operations");
        }

        if (_added > Largest)
        {
            throw _slice.Refused("More than " + Largest + " operations that are run again behind a draw", "let fewer draws depend on one another, or take Strategy.Score");
        }

        Value attached = _builder.Apply(PrimitiveTable.Attach, value.Type, value, expected);
        _attached.Add(attached.Id);
        _runs[attached.Id] = _runsHere;
        return attached;
    }
}
