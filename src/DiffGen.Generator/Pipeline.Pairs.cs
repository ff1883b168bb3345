using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Expectation;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Normalize;

namespace DiffGen.Generator;

/// <summary>
/// Estimates of several samples without baselines: a coin that is not enumerated goes by DisARM there. Its costs are run for an antithetic pair, which is twice more in each sample; where there is one sample, or where a
/// baseline learns from sample to sample, it goes by its score.
/// </summary>
internal static partial class Pipeline
{
    private const int MostPairs = 8;

    /// <summary>What is said of such a site.</summary>
    private const string InPairs = "; of several samples without baselines DisARM, as its costs can be run again for an antithetic pair";

    /// <summary>The coins by their logits, each drawn once in a call, that would go by their scores, and whose costs can be run again.</summary>
    private static HashSet<Op> Paired(IrFunction function, AlternativesOutcome alternatives, SiteChoices choices)
    {
        var paired = new HashSet<Op>();
        if (IrRewriter.Walk(function.Body).Any(o => o.IsCheckpointed))
        {
            return paired;
        }

        var repeated = new HashSet<Op>(IrRewriter.Walk(function.Body).Where(o => o is For or While).SelectMany(o => IrRewriter.Inside(o)));
        foreach (Opaque coin in ActiveSites.Of(function).Where(s => s.Site is { Strategy: "Auto", Distribution: "BernoulliLogit" } && !repeated.Contains(s) && !alternatives.Texts.ContainsKey(s.Result!.Id) && choices.Sites[s.Result.Id] is { Route: SiteRoute.Score, MeanUses.Count: 0 }).Take(MostPairs))
        {
            try
            {
                (AlternativesOutcome tried, _) = Decide(WithStrategy(function, [.. paired, coin], "DisArm"));
                if (tried.Added.TryGetValue(coin.Result!.Id, out int added) && added <= Alternatives.LargestUnasked)
                {
                    paired.Add(coin);
                }
            }
            catch (UnsupportedException)
            {
                // It goes by its score.
            }
        }

        return paired;
    }

    /// <summary>The estimator with those pairs; null where there are none, or where it cannot be had.</summary>
    private static PairedEstimator? Pairs(IrFunction function, AlternativesOutcome alternatives, SiteChoices choices, Dictionary<string, IrFunction> functions, Inliner inliner, Writes writes)
    {
        HashSet<Op> paired = Paired(function, alternatives, choices);
        if (paired.Count == 0)
        {
            return null;
        }

        try
        {
            (AlternativesOutcome inPairs, SiteChoices chosen) = Decide(WithStrategy(function, paired, "DisArm"));
            IrFunction surrogate = SurrogateOf(inPairs.Function, chosen);
            Activity activity = Activity.Of(surrogate);
            if (activity.Refusals().Any() || Called(surrogate, functions, inliner).Any(c => !IsDerivable(Prepared(c, inliner), functions, [])))
            {
                return null;
            }

            RequireConstants(surrogate, activity, writes);
            Sweeps gradient = Reverse(surrogate, functions, overwrite: true) with { FirstDerivative = function.NextId }, vjp = Reverse(surrogate, functions, overwrite: false) with { FirstDerivative = function.NextId };
            return new PairedEstimator(paired, surrogate, gradient, vjp);
        }
        catch (UnsupportedException)
        {
            return null;
        }
    }
}
