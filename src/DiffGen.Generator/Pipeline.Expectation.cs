using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Emit;
using DiffGen.Generator.Expectation;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Normalize;
using DiffGen.Generator.Simplify;

namespace DiffGen.Generator;

/// <summary>The stages of a method with sampling sites.</summary>
internal static partial class Pipeline
{
    /// <summary>The method draws, itself or through what it calls.</summary>
    private static bool HasSites(IrFunction function, Dictionary<string, IrFunction> functions, HashSet<string> seen) => IrRewriter.Walk(function.Body).Any(o => Draws(o, functions, seen));

    private static bool Draws(Op op, Dictionary<string, IrFunction> functions, HashSet<string> seen) =>
        op is Opaque { Site: not null } || (op is Call call && seen.Add(call.Callee) && functions.TryGetValue(call.Callee, out IrFunction? callee) && HasSites(callee, functions, seen));

    /// <summary>The companions of a method with sampling sites. Loops that would take much memory run twice, where they can.</summary>
    private static string Expectation(LinkedMethod linked, IrFunction function, Dictionary<string, IrFunction> functions, Inliner inliner, Writes writes, List<StageFinding> findings)
    {
        RequireExpectation(function, functions, writes);
        if (LongLoops.Asked(function) is { } asked)
        {
            try
            {
                var found = new List<StageFinding>();
                string text = ExpectationOf(linked, asked, functions, inliner, writes, found);
                findings.AddRange(found);
                return text;
            }
            catch (UnsupportedException)
            {
                // They are recorded.
            }
        }

        return ExpectationOf(linked, function, functions, inliner, writes, findings);
    }

    /// <summary>The companions of a method with sampling sites: those of its surrogate.</summary>
    private static string ExpectationOf(LinkedMethod linked, IrFunction function, Dictionary<string, IrFunction> functions, Inliner inliner, Writes writes, List<StageFinding> findings)
    {
        if (RefuseMisnamed(linked, findings, CompanionSignature.ExpectationGradient, CompanionSignature.ExpectationVjp))
        {
            return Refused(linked);
        }

        IrFunction original = function;
        (AlternativesOutcome alternatives, SiteChoices choices) = Decide(function);
        function = alternatives.Function;
        PairedEstimator? pairs = Pairs(original, alternatives, choices, functions, inliner, writes);
        int[] leftOut = LeaveOneOut(original, function, alternatives, choices, pairs, writes);
        var leavingOneOut = new HashSet<int>(leftOut.Select(k => Surrogate.Scored(function, choices)[k].Result!.Id));
        var sites = new List<string>();
        foreach (Opaque site in ActiveSites.Of(original))
        {
            (SiteChoice choice, string text) = Told(site, alternatives, choices);
            text += pairs?.Coins.Contains(site) == true ? InPairs : leavingOneOut.Contains(site.Result!.Id) ? LeavingOneOut : "";
            (string where, int origin) = Locate(function.Origins, site.Origin, function.Key);
            string name = "Sample." + site.Site!.Name;
            sites.Add(name + ": " + text + ".");
            if (choice.Warning is not null)
            {
                findings.Add(new StageFinding("DG2006", where, origin, name + "\u001f" + choice.Warning));
            }
            else if (!choice.IsFixed)
            {
                findings.Add(new StageFinding("DG3003", where, origin, name + "\u001f" + text));
            }

            if (alternatives.TooLarge.TryGetValue(site.Result!.Id, out string? reason))
            {
                findings.Add(new StageFinding("DG3007", where, origin, name + "\u001f" + reason));
            }
        }

        foreach ((Op loop, string? carrier) in choices.Plates().Where(l => l.Loop is not For { IsOfSite: true }).GroupBy(l => l.Loop.Origin).Select(g => g.FirstOrDefault(l => l.Carrier is not null) is { Loop: not null } carried ? carried : g.First()))
        {
            (string where, int origin) = Locate(function.Origins, loop.Origin, function.Key);
            string what = carrier is null
                ? "iterations meet in sums only: a draw answers for the costs of its own iteration"
                : "a draw answers for the costs of later iterations, too, since " + (carrier.Length == 0 ? "what it decides is" : "'" + carrier.TrimStart('@') + "', which it decides, is") + " handed on; " + Kept(function, choices, loop);
            findings.Add(new StageFinding("DG3008", where, origin, what));
        }

        IrFunction surrogate = SurrogateOf(function, choices);
        Activity activity = Activity.Of(surrogate);
        foreach (Refusal refusal in activity.Refusals())
        {
            (string where, int origin) = Locate(surrogate.Origins, refusal.Origin, surrogate.Key);
            findings.Add(refusal.Escape is null ? new StageFinding("DG1011", where, origin, CallName(refusal.Template)) : new StageFinding("DG1012", where, origin, refusal.Escape));
        }

        RequireConstants(surrogate, activity, writes);
        bool derivable = findings.All(f => !f.Id.StartsWith("DG1", StringComparison.Ordinal));
        foreach (IrFunction callee in Called(surrogate, functions, inliner))
        {
            derivable &= IsDerivable(Prepared(callee, inliner), functions, findings);
        }

        if (!derivable)
        {
            return Refused(linked);
        }

        Warn(surrogate, activity, findings);
        TellParameters(original, alternatives, choices, findings);
        var writer = new CompanionWriter(linked.Shape, surrogate, functions, inliner);

        // What the surrogate has besides the method's own may go.
        Sweeps gradient = Reverse(surrogate, functions, overwrite: true) with { FirstDerivative = original.NextId };
        Sweeps vjp = Reverse(surrogate, functions, overwrite: false) with { FirstDerivative = original.NextId };
        RequireTwice(function, gradient.Loops.AddRange(vjp.Loops));
        Tell(surrogate, vjp.Loops, functions, findings);
        writer.Expectation(original, gradient, vjp, pairs, sites, Surrogate.Scored(function, choices), leftOut, IsBiased(alternatives, choices), LeavesArguments(original, writes));
        if (original.WantsExpectationHvp && !RefuseMisnamed(linked, findings, CompanionSignature.ExpectationHvp) && !linked.Shape.HandWritten.Contains(CompanionSignature.ExpectationHvp))
        {
            SecondDerivatives(writer, original, functions, inliner, writes);
        }

        IEnumerable<IrFunction> surrogates = (original.WantsLab ? EstimatorLab(writer, original, functions, inliner, writes) : []).Prepend(surrogate).Concat(pairs is null ? [] : [pairs.Surrogate]);
        foreach (IrFunction callee in surrogates.SelectMany(s => Called(s, functions, inliner, writer.HasOwnMembers)).GroupBy(c => c.Key).Select(g => g.First()).Where(c => !writer.HasOwnMembers(c)))
        {
            Members(writer, callee, functions, inliner, findings);
        }

        return writer.ToString();
    }

    /// <summary>What becomes of the scores of a loop whose draws answer for later iterations.</summary>
    private static string Kept(IrFunction function, SiteChoices choices, Op loop) =>
        loop.IsCheckpointed ? "it is run twice, the first time for its costs, and nothing of it is recorded"
        : ForwardLoops.Obstacle(function, choices, new ScoreSums(choices), loop) is { } obstacle ? "its scores are recorded, as its draws " + obstacle
        : "its scores are recorded; Diff.Checkpoint() at its beginning asks to run it twice instead";

    /// <summary>A loop that draws, and of which nothing is to be kept, must not need to keep anything.</summary>
    private static void RequireTwice(IrFunction function, IEnumerable<LoopRecord> records)
    {
        foreach (Op loop in IrRewriter.Walk(function.Body).Where(o => o.IsCheckpointed))
        {
            if (records.FirstOrDefault(r => r.Origin == loop.Origin) is { } record)
            {
                throw new UnsupportedException(loop.Origin, "Diff.Checkpoint() in a loop that draws, and whose reverse sweep needs more than sums (" + record.What + "),", "let draws alone decide what goes from one iteration to the next, or leave out Diff.Checkpoint()");
            }
        }
    }

    /// <summary>Run twice, the method is given the same both times, but for its streams.</summary>
    private static bool LeavesArguments(IrFunction function, Writes writes) =>
        function.Arguments.All(a => a.Passing is not (Passing.Ref or Passing.Out) || a.Type.Text == StreamUse.Stream) && Enumerable.Range(0, function.Parameters.Length).All(i => !function.Parameters[i].Value.Type.IsBuffer || !writes.Reach(function, i));

    /// <summary>Which sites run costs again, and what is chosen for the others. Where what is run again unasked would tie draws together that others score, it is left.</summary>
    private static (AlternativesOutcome Alternatives, SiteChoices Choices) Decide(IrFunction function)
    {
        HashSet<int> declined = [], straight = [];
        IrFunction original = function;
        function = StraightThrough.Run(function, straight);
        while (true)
        {
            AlternativesOutcome outcome = Alternatives.Run(function, declined);
            outcome.Biased.UnionWith(straight);
            foreach (int site in straight)
            {
                outcome.Texts[site] = "straight through, as if the draw were its mean, as asked for: biased";
            }

            if (!ReferenceEquals(outcome.Function, original))
            {
                int nextId = outcome.Function.NextId;
                outcome.Function = IrVerifier.Check(outcome.Function.With(Simplifier.Run(outcome.Function.Body, ref nextId, int.MaxValue), nextId), "Simplify");
            }

            SiteChoices choices = SiteChoices.Of(outcome.Function, outcome.Products);
            if (choices.Coupled is not { } coupled)
            {
                return (outcome, choices);
            }

            int[] unasked = coupled.Site!.Worlds.Select(w => w.Site).Where(outcome.Unasked.Contains).ToArray();
            if (unasked.Length == 0)
            {
                throw new UnsupportedException(coupled.Origin, "A draw of Sample." + coupled.Site.Name + " by its score, in what is run again for every value of an earlier draw and cannot be taken apart,", "take Strategy.Score for the earlier draw, or Strategy.Enumerate for this one");
            }

            declined.UnionWith(unasked);
        }
    }

    /// <summary>What is said of a site that the user wrote: where only copies of it take part in the derivative, what is chosen for them.</summary>
    private static (SiteChoice Choice, string Text) Told(Opaque site, AlternativesOutcome alternatives, SiteChoices choices)
    {
        SiteChoice own = choices.Sites[site.Result!.Id];
        if (alternatives.Texts.TryGetValue(site.Result.Id, out string? text))
        {
            return (own, text);
        }

        SiteChoice[] copies = choices.CopiesOf(site).ToArray();
        SiteChoice told = copies.FirstOrDefault(c => c.Warning is not null) ?? (own.Route == SiteRoute.Constant && !own.IsFixed ? copies.FirstOrDefault(c => c.Route != SiteRoute.Constant) : null) ?? own;
        return (told, told.Text);
    }

    /// <summary>Which parameters reach the cost past all draws: with the derivative of the simulated cost, alone or besides what the sites give.</summary>
    private static void TellParameters(IrFunction function, AlternativesOutcome alternatives, SiteChoices choices, List<StageFinding> findings)
    {
        var buffers = new BufferRoots(function);
        Influence direct = Influence.Of(function, buffers, smooth: true);
        Influence sites = Influence.On(function, buffers, ActiveSites.Of(function)
            .Where(s => alternatives.Texts.ContainsKey(s.Result!.Id) || Told(s, alternatives, choices).Choice.Route != SiteRoute.Constant)
            .SelectMany(s => SiteChoices.Parameters(s)));
        for (int i = 0; i < function.Arguments.Length; i++)
        {
            IrArgument argument = function.Arguments[i];
            IrParameter[] leaves = function.Parameters.Skip(argument.First).Take(argument.Count).Where(p => p.IsActive).ToArray();
            if (!argument.IsReceiver && leaves.Any(p => direct.Has(p.Value)))
            {
                string text = leaves.Any(p => sites.Has(p.Value)) ? "enters distributions and costs: its estimate is the sum of what the sites give and of the derivative of the simulated cost" : "reaches the cost through no site: its estimate is the derivative of the simulated cost";
                findings.Add(new StageFinding("DG3009", function.Key, -2 - (i - (function.Arguments[0].IsReceiver ? 1 : 0)), argument.Name.TrimStart('@') + "\u001f" + text));
            }
        }
    }

    /// <summary>What a method with sampling sites must not be.</summary>
    private static void RequireExpectation(IrFunction function, Dictionary<string, IrFunction> functions, Writes writes)
    {
        string method = "of '" + function.Name + "', which has sampling sites,";
        if (function.WantsHvp || function.Jacobian is not null)
        {
            throw new UnsupportedException(-1, "The " + (function.WantsHvp ? "Hessian-vector product " : "Jacobian ") + method, function.WantsHvp ? "write ExpectationHvp = true in the place of Hvp = true: second derivatives of the expectation" : "leave out Jacobian = true");
        }

        if (function.Batch is not null)
        {
            throw new UnsupportedException(-1, "Batch companions " + method, "leave out Batch = true");
        }

        if (function.VirtualRoot is not null)
        {
            throw new UnsupportedException(-1, "Virtual dispatch " + method, "let a method that is not virtual draw");
        }

        if (function.Rule is not null)
        {
            throw new UnsupportedException(-1, "A rule by hand " + method, "leave out the rule, or the sites");
        }

        if (function.ResultType is not { IsReal: true })
        {
            throw new UnsupportedException(-1, "The result " + method, "return the cost as one double or float");
        }

        for (int i = 0; i < function.Arguments.Length; i++)
        {
            IrArgument argument = function.Arguments[i];
            string name = "The parameter '" + argument.Name.TrimStart('@') + "' ";
            if (argument.IsActive && argument.Passing is Passing.Ref or Passing.Out && argument.Type.HoldsReals)
            {
                throw new UnsupportedException(-1, name + method + " which is passed by reference,", "pass it by value");
            }

            if (argument.IsActive && argument.Type.IsComposite && !argument.Type.IsModel)
            {
                throw new UnsupportedException(-1, name + method + " which is a struct,", "pass its numbers, or a buffer of them");
            }

            for (int k = 0; k < argument.Count; k++)
            {
                if (function.Parameters[argument.First + k] is { IsActive: true, Value.Type.IsBuffer: true } && writes.Reach(function, argument.First + k))
                {
                    throw new UnsupportedException(-1, name + method + " which is written,", "write to a local buffer, or mark it [NoDiff]");
                }
            }
        }

        Op? carrier = IrRewriter.Walk(function.Body).FirstOrDefault(o => o is For or While && IrRewriter.RegionArguments(o).Any(v => v.Type.IsBuffer));
        if (carrier is not null)
        {
            throw new UnsupportedException(carrier.Origin, "A loop that swaps buffers in a method with sampling sites", "copy the numbers from one buffer into the other");
        }

        if (!function.Arguments.Any(a => a.Type.Text == StreamUse.Stream && a.Passing == Passing.Ref) || function.Arguments.Any(a => a.Type.Text == StreamUse.Stream && a.Passing != Passing.Ref))
        {
            throw new UnsupportedException(-1, "A stream " + method + " which is not a parameter passed by 'ref',", "take 'ref Noise noise'");
        }

        if (HiddenChance.Find(function) is { } hidden)
        {
            throw new UnsupportedException(hidden.Origin, hidden.Called, "draw from the stream: Sample.X(…, ref noise)") { Id = "DG1015" };
        }

        if (StreamUse.Repeated(function) is { } repeated)
        {
            throw new UnsupportedException(repeated, "A draw from a stream that has stood here before: it is the same draw again,", "pass the stream on by 'ref', draw from it in the loop, or split it by the loop's index");
        }

        if (SiteBaselines.OfItself(function) is { } own)
        {
            throw new UnsupportedException(own, "The baseline of a draw", "compute it of what is known before the draw") { Id = "DG1017" };
        }

        if (MovedJumps.In(function, functions) is { } jump)
        {
            throw new UnsupportedException(jump.Origin, "A jump that moves in a draw with a differentiated parameter", "let the parameter move the draw: Sample.Bernoulli(p, ref noise) for 'u < p', Sample.Normal(mu, sigma, ref noise) for 'mu + sigma * x'; or write Diff.Stop(…) around the parameter in it");
        }

        Call? call = IrRewriter.Walk(function.Body).OfType<Call>().FirstOrDefault(c => functions.TryGetValue(c.Callee, out IrFunction? callee) && HasSites(callee, functions, []));
        if (call is not null)
        {
            throw new UnsupportedException(call.Origin, "A call of a recursive or large method with sampling sites, or of one marked [Checkpoint],", "draw in '" + function.Name + "' itself, or make the method that draws smaller");
        }
    }
}
