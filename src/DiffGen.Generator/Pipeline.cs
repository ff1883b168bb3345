using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Emit;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Normalize;

namespace DiffGen.Generator;

/// <summary>A marked method and every method its derivatives go through: all that the stages behind the front end see.</summary>
internal sealed record LinkedMethod(MethodShape Shape, IrFunction Function, bool IsRefused, EquatableArray<IrFunction> Callees, EquatableArray<string> RefusedCallees)
{
    /// <summary>Hessian-vector products of others go through sweeps with tangents that only this method's own file can hold.</summary>
    public bool OffersSweepTangents { get; init; }

    /// <summary>Inner loops run several iterations at a time.</summary>
    public bool VectorizesLoops { get; init; } = true;
}

/// <summary>A diagnostic of a stage: an id, the method and origin it belongs to (-1: the method's name; -2-i: its parameter i), its arguments.</summary>
internal sealed record StageFinding(string Id, string Function, int Origin, string Arguments);

/// <summary>The generated file of one marked method.</summary>
internal sealed record EmittedFile(string Name, string Text, EquatableArray<StageFinding> Findings);

/// <summary>The stages behind the front end, in their order.</summary>
internal static partial class Pipeline
{
    public static EmittedFile Run(LinkedMethod linked)
    {
        var findings = new List<StageFinding>();
        string text;
        try
        {
            text = linked.IsRefused || linked.RefusedCallees.Items.Length > 0 ? Refused(linked) : Companions(linked, findings);
        }
        catch (UnsupportedException unsupported)
        {
            (string function, int origin) = Locate(linked.Function.Origins, unsupported.Origin, linked.Function.Key);
            findings.Add(new StageFinding(unsupported.Id, function, origin, unsupported.Construct + "\u001f" + unsupported.Instead));
            text = RefusedByItself(linked);
        }
        catch (IrRuleBrokenException broken)
        {
            findings.Add(new StageFinding("DG9001", linked.Function.Key, -1, linked.Function.Name + "\u001f" + broken.Stage + "\u001f" + broken.Message));
            text = RefusedByItself(linked);
        }
        catch (Exception other) when (other is not OperationCanceledException)
        {
            findings.Add(new StageFinding("DG9001", linked.Function.Key, -1, linked.Function.Name + "\u001f" + other.GetType().Name + "\u001f" + other.Message));
            text = RefusedByItself(linked);
        }

        if (linked.Shape.IsUnmarked)
        {
            // Nobody asked: what cannot be derived is left out.
            findings.RemoveAll(f => f.Id != "DG9001");
        }

        return new EmittedFile(linked.Shape.FileName, text, new EquatableArray<StageFinding>(findings.ToImmutableArray()));
    }

    private static string Companions(LinkedMethod linked, List<StageFinding> findings)
    {
        Dictionary<string, IrFunction> withSites = ByKey(linked);
        if (!SeesWhatItNames(linked.Function, withSites, findings) || !HomesAreTheirArrays(linked.Function, withSites, findings))
        {
            return Refused(linked);
        }

        Dictionary<string, IrFunction> functions = Functions(withSites);
        var inliner = new Inliner(functions, linked.Function.DeclaringType);
        IrFunction original = functions[linked.Function.Key];
        IrFunction function = Prepared(original, inliner);
        var writes = new Writes(functions);
        if (HasSites(function, functions, []))
        {
            return Expectation(linked, function, functions, inliner, writes, findings);
        }

        if (function.WantsLab)
        {
            throw new UnsupportedException(-1, "The estimator lab of '" + function.Name + "', which has no sampling sites,", "leave out EstimatorLab = true");
        }

        if (function.WantsExpectationHvp)
        {
            throw new UnsupportedException(-1, "Second derivatives of the expectation of '" + function.Name + "', which has no sampling sites,", "leave out ExpectationHvp = true, or write Hvp = true");
        }

        if (function.Jacobian is not null && writes.FirstEffect(original) is { } effect)
        {
            (string where, int origin) = Locate(original.Origins, effect.Origin, original.Key);
            findings.Add(new StageFinding("DG1004", where, origin, "An effect that the Jacobian of '" + function.Name + "' would have once in each of its runs\u001fleave out Jacobian = true, or the effect"));
            return RefusedByItself(linked);
        }

        foreach (IrFunction loop in functions.Values.Where(f => f.LoopOf is not null))
        {
            if (writes.FirstEffect(loop) is { } repeated)
            {
                (string where, int origin) = Locate(loop.Origins, repeated.Origin, loop.LoopOf!);
                findings.Add(new StageFinding("DG1010", where, origin, "An effect in a loop with Diff.Checkpoint(), which reverse mode runs again,\u001fmove the effect out of the loop, or leave out Diff.Checkpoint()"));
                return Refused(linked);
            }
        }

        // What is run again must find what it found.
        if (writes.FirstEffect(original) is not null)
        {
            foreach (IrFunction again in Called(function, functions, inliner).Where(c => c.RunsAgain))
            {
                if (writes.FirstRead(again) is { } read && writes.FirstEffect(again) is null)
                {
                    (string where, int origin) = Locate(again.Origins, read.Origin, again.Key);
                    findings.Add(new StageFinding("DG1010", where, origin, "A read of what '" + function.Name + "' may change before " + (again.LoopOf is null ? "'" + again.Name + "', which is marked [Checkpoint]," : "the loop with Diff.Checkpoint()") + " is run again\u001fread it before, into a " + (again.LoopOf is null ? "parameter, or leave out [Checkpoint]" : "local, or leave out Diff.Checkpoint()")));
                }
            }

            if (findings.Count > 0)
            {
                return Refused(linked);
            }
        }

        if (function.Batch is not null && original.Arguments.FirstOrDefault(a => a.IsMemory && Enumerable.Range(a.First, a.Count).Any(k => writes.Reach(original, k))) is { } shared)
        {
            int at = original.Arguments.IndexOf(shared) - (original.Arguments[0].IsReceiver ? 1 : 0);
            findings.Add(new StageFinding("DG0010", original.Key, at < 0 ? -1 : -2 - at, (shared.IsReceiver ? "A receiver" : "The buffer '" + shared.Name + "'") + " that the method may write\u001fwrite to a buffer that the method makes: all calls see this one"));
            return RefusedByItself(linked);
        }

        if (function.Rule is { IsWhole: true })
        {
            var ruled = new CompanionWriter(linked.Shape, function, functions, inliner) { VectorizesLoops = linked.VectorizesLoops, HasSites = linked.Shape.IsExported && NodeGradients.HasSites(linked.Function, withSites) };
            if (function.ResultType is { IsReal: true })
            {
                if (function.Rule.Gradient is null)
                {
                    ruled.RuleGradient();
                }

                ruled.Objective();
            }

            if (function.Jacobian is not null)
            {
                ruled.Jacobian(original, writes, null, null);
            }

            Batches(ruled, function, new Dictionary<string, BatchBody>(StringComparer.Ordinal), findings);
            if (linked.Shape.IsStatic)
            {
                Members(ruled, function, functions, inliner, findings);
            }

            return ruled.ToString();
        }

        Activity activity = Derivations.Of(functions).ActivityOf(function);
        foreach (Refusal refusal in activity.Refusals())
        {
            (string where, int origin) = Locate(function.Origins, refusal.Origin, function.Key);
            findings.Add(refusal.Escape is null
                ? new StageFinding("DG1011", where, origin, CallName(refusal.Template))
                : new StageFinding("DG1012", where, origin, refusal.Escape));
        }

        if (findings.Count > 0)
        {
            return Refused(linked);
        }

        RequireNewResult(function, activity, isCallee: false);
        RequireConstants(function, activity, writes);

        bool derivable = true;
        foreach (IrFunction callee in Called(function, functions, inliner))
        {
            derivable &= IsDerivable(Prepared(callee, inliner), functions, findings);
        }

        if (!derivable)
        {
            return Refused(linked);
        }

        foreach (IrFunction warned in Called(function, functions, inliner).Where(c => !c.IsMarked && c.Rule is null).Select(c => Prepared(c, inliner)).Append(function))
        {
            Warn(warned, warned == function ? activity : Derivations.Of(functions).ActivityOf(warned), findings);
        }

        var writer = new CompanionWriter(linked.Shape, function, functions, inliner) { VectorizesLoops = linked.VectorizesLoops, HasEffects = linked.Shape.IsExported && writes.FirstEffect(original) is { } lasting && lasting is not (Store or Fill or Copy), HasSites = linked.Shape.IsExported && NodeGradients.HasSites(linked.Function, withSites) };
        if (linked.Shape.IsUnmarked)
        {
            HiddenMembers(linked, writer, original, function, functions, inliner, findings);
            return writer.ToString();
        }

        IrRule? rule = function.Rule;
        var batches = new Dictionary<string, BatchBody>(StringComparer.Ordinal);
        Derivative? forward = null;
        if (rule?.Jvp is null)
        {
            Derivative jvp = forward = Jvp(function, functions);
            writer.Jvp(jvp);
            batches[BatchSignature.Jvp] = new BatchBody(BatchSignature.Jvp, jvp.Body, jvp.NextId, jvp.Parameters, Yields.Forward(function));
        }

        if (rule?.Vjp is null)
        {
            Sweeps vjp = Reverse(function, functions, overwrite: false);
            Tell(function, vjp.Loops, functions, findings);
            writer.Vjp(vjp);
        }

        if (function.ResultType is { IsReal: true } && rule?.Vjp is not null)
        {
            if (rule.Gradient is null)
            {
                writer.RuleGradient();
            }

            TellHiddenState(writer.Objective(), function, findings);
        }
        else if (function.ResultType is { IsReal: true })
        {
            Sweeps gradient = Reverse(function, functions, overwrite: true);
            if (rule?.Gradient is null)
            {
                writer.Gradient(gradient);
                if (function.Batch is not null)
                {
                    // Where a call throws, what a batch leaves in its outputs is not specified.
                    Sweeps batched = Reverse(function, functions, overwrite: true, isBatched: true);
                    (Region joined, int nextId) = Joined(function, batched);
                    batches[BatchSignature.Gradient] = new BatchBody(BatchSignature.Gradient, BatchBody.Adding(joined, batched.Parameters.Select(p => p.Value)), nextId, batched.Parameters, Yields.Reverse(function));
                }
            }

            TellHiddenState(writer.Objective(), function, findings);
            NodeGradient(linked, withSites, inliner, writer, findings);
            NodeDifference(linked, withSites, inliner, writer, findings);
            if (function.WantsHvp)
            {
                Dictionary<string, IrFunction> loops = TensorLoops.Run(functions);
                IrFunction looped = loops == functions ? function : Prepared(loops[function.Key], new Inliner(loops, function.DeclaringType));
                writer.Hvp(Hvp(looped, loops == functions ? gradient : Reverse(looped, loops, overwrite: true), loops), looped);
            }
        }

        if (function.Jacobian is not null)
        {
            JoinedSweeps? reverse = null;
            if (rule?.Vjp is null)
            {
                // Where the method throws, what the Jacobian holds is not specified.
                Sweeps sweeps = Reverse(function, functions, overwrite: false, isBatched: true);
                (Region joined, int nextId) = Joined(function, sweeps);
                reverse = new JoinedSweeps(sweeps.Parameters, joined, nextId);
            }

            writer.Jacobian(original, writes, forward, reverse);
        }

        batches[BatchSignature.Primal] = new BatchBody(BatchSignature.Primal, function.Body, function.NextId, ImmutableArray<DerivativeParameter>.Empty, Yields.Forward(function).Where(y => y.Role == Yields.Role.Value).ToImmutableArray());
        Batches(writer, function, batches, findings);

        HiddenMembers(linked, writer, original, function, functions, inliner, findings);
        TellScalar(writer, functions, findings);
        if (function.IsParallel && !writer.RunsInParts)
        {
            string why = linked.Shape.IsStatic ? "no loop outside of others has iterations that meet in sums alone and are undone as soon as they have run, and there is no batch" : "it is not static";
            findings.Add(new StageFinding("DG3010", function.Key, -1, function.Name.TrimStart('@') + "\u001f" + why));
        }

        return writer.ToString();
    }

    private static Dictionary<string, IrFunction> ByKey(LinkedMethod linked) =>
        linked.Callees.Items.Append(linked.Function).GroupBy(f => f.Key).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    /// <summary>The methods as the passes take them: without node sites, simplified, the parts of checkpointed loops among them, but for loops that draw.</summary>
    private static Dictionary<string, IrFunction> Functions(Dictionary<string, IrFunction> withSites) =>
        withSites.Values.SelectMany(f => CheckpointedLoops.Run(Simplified(NodeSites.Removed(f)), loop => IrRewriter.Inside(loop).Any(o => Draws(o, withSites, [])))).ToDictionary(f => f.Key, f => f.LoopOf is null ? IrVerifier.Check(f, "CheckpointedLoops") : Simplified(f), StringComparer.Ordinal);

    /// <summary>The batch companions: in lanes where there is a body and it can, else call by call.</summary>
    private static void Batches(CompanionWriter writer, IrFunction function, Dictionary<string, BatchBody> bodies, List<StageFinding> findings)
    {
        if (function.Batch is not { } batch)
        {
            return;
        }

        foreach ((string suffix, bool isWanted) in new[] { (BatchSignature.Primal, batch.Primal), (BatchSignature.Jvp, batch.Jvp), (BatchSignature.Gradient, batch.Gradient) })
        {
            if (isWanted && writer.Batch(suffix, batch.InLanes && bodies.TryGetValue(suffix, out BatchBody? body) ? body : null) is { } obstacle && !findings.Any(f => f.Id == "DG3001"))
            {
                (string where, int origin) = Locate(function.Origins, obstacle.Origin, function.Key);
                findings.Add(new StageFinding("DG3001", where, origin, function.Name + suffix + "\u001f" + obstacle.Obstacle + "\u001f" + obstacle.Instead));
            }
        }
    }
}
