using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Expectation;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator;

/// <summary>
/// Estimates of several samples without baselines: of a coin or a category that is not enumerated, and that all of the result answers to, the score is that of the result less the mean result of the other samples. Where a draw answers
/// for a part of the result only, that mean is no better than none.
/// </summary>
internal static partial class Pipeline
{
    /// <summary>What is said of such a site.</summary>
    private const string LeavingOneOut = "; of several samples without baselines less the mean result of the others (leave one out)";

    /// <summary>Those sites, by their places among the sites that score.</summary>
    private static int[] LeaveOneOut(IrFunction original, IrFunction function, AlternativesOutcome alternatives, SiteChoices choices, PairedEstimator? pairs, Writes writes)
    {
        if (pairs is not null || !LeavesArguments(original, writes) || writes.FirstEffect(original, o => o is Opaque { Site: not null }) is not null)
        {
            return [];
        }

        var given = new HashSet<int>(IrRewriter.Walk(function.Body).OfType<SiteBaseline>().Select(b => b.Draw.Id));
        Opaque[] scored = [.. Surrogate.Scored(function, choices)];
        return Enumerable.Range(0, scored.Length).Where(k => scored[k] is { Site: { Strategy: "Auto", Of: < 0, Distribution: "Bernoulli" or "BernoulliLogit" or "Categorical" } } site
            && !alternatives.Texts.ContainsKey(site.Result!.Id)
            && !given.Contains(site.Result.Id)
            && !choices.CopiesOf(site).Any()
            && choices.AnswersForAll(site)).ToArray();
    }
}
