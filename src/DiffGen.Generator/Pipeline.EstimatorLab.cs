using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Emit;
using DiffGen.Generator.Expectation;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Normalize;
using DiffGen.Generator.Primitives;
using DiffGen.Generator.Simplify;

namespace DiffGen.Generator;

/// <summary>The lab of a method with sampling sites: its estimator with each strategy at all sites that it applies to.</summary>
internal static partial class Pipeline
{
    private static readonly (string Strategy, Func<Distribution, bool> Applies)[] s_strategies =
    [
        ("Score", _ => true),
        ("Reparameterise", d => !d.IsDiscrete),
        ("Enumerate", d => d.IsDiscrete),
        ("MeasureValued", d => Measures.Known.Contains(d.Name)),
        ("DisArm", d => d.Name == "BernoulliLogit"),
        ("Arm", d => d.Name == "BernoulliLogit"),
        ("MuProp", d => d.IsDiscrete && d.Name != "Categorical"),
        ("Rebar", d => d.Name is "Bernoulli" or "BernoulliLogit"),
        ("StraightThrough", d => d.IsDiscrete && d.Name != "Categorical"),
        ("GumbelSoftmax", d => d.Name is "Bernoulli" or "BernoulliLogit"),
    ];

    /// <summary>Writes an estimator for each strategy that can be had, and what compares them; gives the surrogates.</summary>
    private static List<IrFunction> EstimatorLab(CompanionWriter writer, IrFunction function, Dictionary<string, IrFunction> functions, Inliner inliner, Writes writes)
    {
        if (function.Arguments.FirstOrDefault(a => a.IsActive && a.IsMemory && (a.Type.IsModel || a.Type.Buffer is BufferKind.Matrix or BufferKind.Jagged || !a.Type.IsRealBuffer)) is { } argument)
        {
            throw new UnsupportedException(-1, "The estimator lab of '" + function.Name + "', whose parameter '" + argument.Name.TrimStart('@') + "' is neither a number nor a span of numbers,", "leave out EstimatorLab = true");
        }

        var surrogates = new List<IrFunction>();
        var active = new ActiveSites(function);
        Opaque[] sites = ActiveSites.Of(function).Where(active.IsActive).ToArray();
        foreach ((string strategy, Func<Distribution, bool> applies) in s_strategies.Prepend(("", _ => false)))
        {
            var chosen = new HashSet<Op>(sites.Where(s => applies(SiteChoices.Row(s))));
            if (strategy.Length > 0 && chosen.Count == 0)
            {
                continue;
            }

            try
            {
                IrFunction variant = WithStrategy(function, chosen, strategy);
                (AlternativesOutcome alternatives, SiteChoices choices) = Decide(variant);
                IrFunction surrogate = SurrogateOf(alternatives.Function, choices);
                Activity activity = Activity.Of(surrogate);
                if (activity.Refusals().Any())
                {
                    continue;
                }

                RequireConstants(surrogate, activity, writes);
                if (Called(surrogate, functions, inliner).Any(c => !IsDerivable(Prepared(c, inliner), functions, [])))
                {
                    continue;
                }

                writer.LabEstimator(strategy.Length == 0 ? "as written" : strategy, IsBiased(alternatives, choices), surrogate, Reverse(surrogate, functions, overwrite: true) with { FirstDerivative = function.NextId });
                surrogates.Add(surrogate);
            }
            catch (UnsupportedException)
            {
                // The strategy does not apply to this method.
            }
        }

        writer.Lab(function);
        return surrogates;
    }

    private static IrFunction WithStrategy(IrFunction function, HashSet<Op> sites, string strategy)
    {
        Region Go(Region region) => new(region.Ops.Select(o => sites.Contains(o) ? (Opaque)o with { Site = ((Opaque)o).Site! with { Strategy = strategy } } : o is If or For or While ? IrRewriter.Map(o, v => v, Go) : o).ToImmutableArray(), region.Yields);

        return sites.Count == 0 ? function : function.With(Go(function.Body), function.NextId);
    }

    private static bool IsBiased(AlternativesOutcome alternatives, SiteChoices choices) => alternatives.Biased.Count > 0 || choices.Sites.Values.Any(c => c.Warning is not null);

    private static IrFunction SurrogateOf(IrFunction function, SiteChoices choices)
    {
        IrFunction surrogate = IrVerifier.Check(Surrogate.Run(function, choices), "Surrogate");
        int nextId = surrogate.NextId;
        return IrVerifier.Check(surrogate.With(Simplifier.Run(surrogate.Body, ref nextId, int.MaxValue), nextId), "Simplify");
    }
}
