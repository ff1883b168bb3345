using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Checkpoint;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Emit;
using DiffGen.Generator.Expectation;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Normalize;
using DiffGen.Generator.Primitives;
using DiffGen.Generator.Simplify;
using DiffGen.Generator.Vectorize;

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
    /// <summary>By the method with its calls inlined, what <see cref="Prepared"/> makes of it: companions, members and checks all begin with that.</summary>
    private static readonly ConditionalWeakTable<IrFunction, IrFunction> s_prepared = new();

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
        if (!HomesAreTheirArrays(linked.Function, withSites, findings))
        {
            return Refused(linked);
        }

        Dictionary<string, IrFunction> functions = Functions(withSites);
        var inliner = new Inliner(functions);
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
                IrFunction looped = loops == functions ? function : Prepared(loops[function.Key], new Inliner(loops));
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

    /// <summary>Members that callers go through: those of this method, and those of helpers that have no companions of their own.</summary>
    private static void HiddenMembers(LinkedMethod linked, CompanionWriter writer, IrFunction original, IrFunction function, Dictionary<string, IrFunction> functions, Inliner inliner, List<StageFinding> findings, bool withSweepTangents = true)
    {
        if ((linked.Shape.IsExported || inliner.IsCalled(original)) && IsReached(original))
        {
            Members(writer, original, functions, inliner, findings);
        }

        foreach (IrFunction callee in Called(function, functions, inliner).Where(c => !writer.HasOwnMembers(c)))
        {
            Members(writer, callee, functions, inliner, findings);
        }

        if (withSweepTangents)
        {
            SweepTangents(writer, original, linked.OffersSweepTangents || linked.Shape.IsUnmarked, linked.Shape.IsExported, functions, inliner);
        }
    }

    /// <summary>Node perturbation, where there is a site. A method whose sites are all in methods that it calls does without where it cannot have it.</summary>
    private static void NodeGradient(LinkedMethod linked, Dictionary<string, IrFunction> withSites, Inliner inliner, CompanionWriter writer, List<StageFinding> findings)
    {
        if ((!NodeGradients.HasSites(linked.Function, withSites) && !linked.Function.HasNodeExamples) || RefuseMisnamed(linked, findings, CompanionSignature.NodeGradient) || CompanionSignature.OfSites[0].Overloads.All(linked.Shape.HandWritten.Contains))
        {
            return;
        }

        try
        {
            if (linked.Function.VirtualRoot is not null)
            {
                throw new UnsupportedException(-1, "A virtual method", "mark a method that is not virtual and let the virtual one call it");
            }

            NodeGradient gradient = NodeGradients.Of(withSites, linked.Function.Key, inliner);
            writer.NodeGradient(gradient);
            foreach (RecordedLoop loop in gradient.Recorded)
            {
                (string where, int origin) = Locate(gradient.Function.Origins, loop.Origin, linked.Function.Key);
                findings.Add(new StageFinding("DG3005", where, origin, linked.Function.Name + "NodeGradient\u001f" + loop.Obstacle));
            }

            foreach (SiteFreePart part in SiteFreeParts.Of(gradient.Function))
            {
                IrArgument argument = gradient.Function.Arguments[part.Index];
                int receivers = gradient.Function.Arguments[0].IsReceiver ? 1 : 0;
                findings.Add(new StageFinding("DG3011", linked.Function.Key, argument.IsReceiver ? -1 : -2 - (part.Index - receivers), argument.Name.TrimStart('@') + "\u001f" + linked.Function.Name + "NodeGradient\u001f"
                    + (part.HasNodes ? "reaches the result through nodes and past all of them: what comes past them" : "reaches the result past all nodes: its gradient")));
            }

            foreach ((Op site, Op? decision) in NodeInfluence.Of(gradient.Function).Uncertain.GroupBy(u => (u.Decision ?? u.Site).Origin).Select(g => g.First()))
            {
                (string where, int origin) = Locate(gradient.Function.Origins, (decision ?? site).Origin, linked.Function.Key);
                if (where == linked.Function.Key || !(withSites.TryGetValue(where, out IrFunction? owner) && owner.IsMarked))
                {
                    string what = decision switch { null => "which elements are nodes here", If => "this branch, which holds a Node.Site", _ => "how often this loop runs, which holds a Node.Site" };
                    findings.Add(new StageFinding("DG2007", where, origin, linked.Function.Name + "NodeGradient\u001f" + what));
                }
            }
        }
        catch (UnsupportedException unsupported)
        {
            bool isOwn = NodeSites.AreIn(linked.Function) || linked.Function.HasNodeExamples;
            (string where, int origin) = Locate(linked.Function.Origins, isOwn && unsupported.Origin < linked.Function.Origins.Length ? unsupported.Origin : -1, linked.Function.Key);
            findings.Add(new StageFinding(isOwn ? "DG1014" : "DG3004", where, origin, linked.Function.Name + "NodeGradient\u001f" + unsupported.Construct + "\u001f" + unsupported.Instead));
            if (isOwn)
            {
                writer.RefusedNodeGradient();
            }
        }
    }

    /// <summary>Node perturbation by the difference of two runs, where it is asked for.</summary>
    private static void NodeDifference(LinkedMethod linked, Dictionary<string, IrFunction> withSites, Inliner inliner, CompanionWriter writer, List<StageFinding> findings)
    {
        if (!linked.Function.WantsNodeDifference || RefuseMisnamed(linked, findings, CompanionSignature.NodeDifference) || linked.Shape.HandWritten.Contains(CompanionSignature.NodeDifference))
        {
            return;
        }

        ImmutableArray<OriginText> origins = linked.Function.Origins;
        try
        {
            if (linked.Function.VirtualRoot is not null)
            {
                throw new UnsupportedException(-1, "A virtual method", "mark a method that is not virtual and let the virtual one call it");
            }

            writer.NodeDifference(NodeDifferences.Of(withSites, linked.Function.Key, inliner, ref origins));
        }
        catch (UnsupportedException unsupported)
        {
            (string where, int origin) = Locate(origins, unsupported.Origin, linked.Function.Key);
            findings.RemoveAll(f => f.Id == "DG2007" && f.Function == where && f.Origin == origin);
            if (!findings.Any(f => f.Id == "DG1014"))
            {
                findings.Add(new StageFinding("DG1016", where, origin, linked.Function.Name + "NodeDifference\u001f" + unsupported.Construct + "\u001f" + unsupported.Instead));
            }

            writer.RefusedNodeDifference();
        }
    }

    /// <summary>Says which methods have the name of a companion by hand and another signature.</summary>
    private static bool RefuseMisnamed(LinkedMethod linked, List<StageFinding> findings, params string[] suffixes)
    {
        Misnamed[] misnamed = linked.Shape.Misnamed.Where(m => suffixes.Contains(m.Suffix)).ToArray();
        findings.AddRange(misnamed.Select(m => new StageFinding("DG0003", linked.Function.Key, -1, m.Name + "\u001f" + linked.Function.Name + "\u001f" + m.Expected)));
        return misnamed.Length > 0;
    }

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

    /// <summary>What Hessian-vector products go through, where callees are not inlined: this method's own, and a caller's that cannot hold this body.</summary>
    private static void SweepTangents(CompanionWriter writer, IrFunction function, bool isOffered, bool isExported, Dictionary<string, IrFunction> functions, Inliner inliner)
    {
        isOffered &= (isExported || inliner.IsCalled(function)) && IsReached(function);
        if (!isOffered && !function.WantsHvp)
        {
            return;
        }

        Dictionary<string, IrFunction> loops = TensorLoops.Run(functions);
        if (loops != functions)
        {
            (functions, inliner, function) = (loops, new Inliner(loops), loops[function.Key]);
        }

        var made = new List<(IrFunction Callee, System.Action Write)>();
        try
        {
            foreach (IrFunction callee in Called(Prepared(function, inliner), functions, inliner).Concat(isOffered ? [function] : []).Where(c => c.Rule is null))
            {
                if (callee.IsElsewhere && callee.Key != function.Key)
                {
                    if (!callee.WantsHvp)
                    {
                        throw callee.Foreign is null
                            ? new UnsupportedException(-1, "The second derivative of the virtual method '" + callee.Name + "'", "mark it [Differentiable(Hvp = true)], and what overrides it")
                            : new UnsupportedException(-1, "The second derivative of '" + callee.Name + "', of another assembly,", "mark it [Differentiable(Hvp = true)] there");
                    }

                    continue;
                }

                IrFunction prepared = Prepared(callee, inliner);
                Sweeps sweeps = Reverse(prepared, functions, overwrite: false, isCallee: true);
                if (prepared.RunsAgain)
                {
                    Derivative reverse = ReverseTangent(prepared, sweeps, functions);
                    made.Add((prepared, () => writer.ReverseTangent(prepared, reverse)));
                }
                else
                {
                    Derivative forward = ForwardTangent(prepared, sweeps, functions), pullback = PullbackTangent(prepared, sweeps, functions);
                    made.Add((prepared, () => writer.SweepTangents(prepared, forward, pullback)));
                }
            }
        }
        catch (UnsupportedException unsupported)
        {
            if (!function.WantsHvp)
            {
                return;
            }

            throw new UnsupportedException(-1, unsupported.Construct, unsupported.Instead) { Id = unsupported.Id };
        }

        foreach ((IrFunction _, System.Action write) in made.Where(m => m.Callee.Key == function.Key || !writer.HasOwnSweepTangents(m.Callee)))
        {
            write();
        }
    }

    /// <summary>Both sweeps of a callee as one body, which yields the gradients only.</summary>
    private static IrFunction Again(IrFunction callee, Sweeps sweeps, Dictionary<string, IrFunction> functions)
    {
        (Region body, int nextId) = Joined(callee, sweeps with { Forward = sweeps.Forward with { Yields = ImmutableArray<Value>.Empty } });
        ImmutableArray<IrParameter> parameters = callee.Parameters.AddRange(sweeps.Parameters.Select(p => new IrParameter(p.Value, p.Value.Name!, "", null, NoDiff: false, IsOutput: false)));
        var reverse = new IrFunction(callee.Key, callee.Name, parameters, null, body, nextId, callee.Origins);
        body = Simplifier.Run(DeadCalls.Remove(reverse, functions), ref nextId, sweeps.FirstDerivative);
        return IrVerifier.Check(reverse.With(body, nextId), "DeadCalls");
    }

    private static Derivative ReverseTangent(IrFunction callee, Sweeps sweeps, Dictionary<string, IrFunction> functions)
    {
        IrFunction reverse = Again(callee, sweeps, functions);
        Derivative derivative = Simplified(reverse, ForwardPass.RunOverReverse(reverse, Activity.Of(reverse), functions), sweeps.FirstDerivative);
        return derivative with { Parameters = sweeps.Parameters.AddRange(derivative.Parameters) };
    }

    private static Derivative ForwardTangent(IrFunction callee, Sweeps sweeps, Dictionary<string, IrFunction> functions)
    {
        var forward = new IrFunction(callee.Key, callee.Name, callee.Parameters, callee.ResultType, sweeps.Forward, sweeps.NextId, callee.Origins) { Arguments = callee.Arguments, Outputs = callee.Outputs };
        return Simplified(forward, ForwardPass.Run(forward, Activity.Of(forward), functions), sweeps.FirstDerivative);
    }

    private static Derivative PullbackTangent(IrFunction callee, Sweeps sweeps, Dictionary<string, IrFunction> functions)
    {
        var parameters = sweeps.Parameters.Select(p => new IrParameter(p.Value, p.Value.Name!, "", null, NoDiff: false, IsOutput: false)).ToImmutableArray();
        var pullback = new IrFunction(callee.Key, callee.Name, parameters, null, sweeps.Backward, sweeps.NextId, callee.Origins);
        Derivative derivative = Simplified(pullback, ForwardPass.RunOverReverse(pullback, Activity.Of(pullback), functions), sweeps.FirstDerivative);
        return derivative with { Parameters = sweeps.Parameters.AddRange(derivative.Parameters) };
    }

    private static Derivative Simplified(IrFunction function, Derivative derivative, int firstDerivative)
    {
        int nextId = derivative.NextId;
        Check(function, derivative.Parameters, derivative.Body, nextId, "Forward over reverse");
        Region body = Simplifier.Run(derivative.Body, ref nextId, firstDerivative);
        Check(function, derivative.Parameters, body, nextId, "Simplify");
        return derivative with { Body = body, NextId = nextId };
    }

    private static void Members(CompanionWriter writer, IrFunction callee, Dictionary<string, IrFunction> functions, Inliner inliner, List<StageFinding> findings)
    {
        IrFunction prepared = Prepared(callee, inliner);
        if (!writer.IsCalledByName(callee))
        {
            IrFunction inlined = inliner.Run(callee);
            writer.Primal(inlined.With(ScratchMemory.Run(inlined), inlined.NextId));
        }

        if (callee.Rule is { IsForward: true })
        {
            writer.RuleTangent(callee);
        }
        else
        {
            writer.Tangent(prepared, Jvp(prepared, functions));
        }

        if (callee.Rule is { IsReverse: true })
        {
            writer.RuleForwardAndPullback(callee);
        }
        else
        {
            Sweeps sweeps = Reverse(prepared, functions, overwrite: false, isCallee: true);
            if (!callee.IsMarked)
            {
                Tell(prepared, sweeps.Loops, functions, findings);
            }

            if (prepared.RunsAgain)
            {
                writer.Reverse(prepared, sweeps, Again(prepared, sweeps, functions).Body);
            }
            else
            {
                writer.ForwardAndPullback(prepared, sweeps);
            }
        }
    }

    /// <summary>The methods that are called, not inlined, by the method and by those so called.</summary>
    private static List<IrFunction> Called(IrFunction function, Dictionary<string, IrFunction> functions, Inliner inliner)
    {
        var found = new List<IrFunction>();
        var open = new Queue<IrFunction>([function]);
        while (open.Count > 0)
        {
            foreach (Call call in IrRewriter.Walk(open.Dequeue().Body).OfType<Call>())
            {
                if (functions.TryGetValue(call.Callee, out IrFunction? callee) && callee.Key != function.Key && !found.Any(f => f.Key == callee.Key))
                {
                    found.Add(callee);
                    open.Enqueue(Prepared(callee, inliner));
                }
            }
        }

        return found;
    }

    /// <summary>Calls go through members of the method: of a virtual one, where its arguments are values of the IR.</summary>
    private static bool IsReached(IrFunction function) => function.VirtualRoot is null || function.IsPlain;

    /// <summary>Whether no one can tell the copies that homes hold from the arrays that a loop assigns.</summary>
    private static bool HomesAreTheirArrays(IrFunction function, Dictionary<string, IrFunction> functions, List<StageFinding> findings)
    {
        var inliner = new Inliner(functions);
        var program = new HomeAliases.Program(functions, inliner.Run);
        if (!program.HasHomes)
        {
            return true;
        }

        foreach (IrFunction each in Called(inliner.Run(function), functions, inliner).Where(c => !c.IsElsewhere && c.Rule is null).Append(function))
        {
            IrFunction inlined = inliner.Run(each);
            try
            {
                HomeAliases.Check(inlined, program);
            }
            catch (UnsupportedException unsupported)
            {
                (string where, int origin) = Locate(inlined.Origins, unsupported.Origin, each.Key);
                findings.Add(new StageFinding(unsupported.Id, where, origin, unsupported.Construct + "\u001f" + unsupported.Instead));
            }
        }

        return findings.Count == 0;
    }

    /// <summary>An array result shares no memory with anything that the caller knows: it has a gradient of its own.</summary>
    private static void RequireNewResult(IrFunction function, Activity activity, bool isCallee)
    {
        // What an entry gives as an array of structs is a copy; what a callee gives is not.
        if (function.ResultType is { IsRealBuffer: true } result && (isCallee || !result.IsDeclaredArray) && activity.Buffers.Sources(activity.Buffers.RootOf(function.Body.Yields[0])).Any(s => s is not (Allocate or Call or Constant)))
        {
            throw new UnsupportedException(-1, "an array result that is not made in the method", "return a new array, or a copy: ToArray()");
        }
    }

    /// <summary>A callee that writes a buffer which counts as a constant there would leave the derivatives of what it overwrites.</summary>
    private static void RequireConstants(IrFunction function, Activity activity, Writes writes)
    {
        foreach (Call call in IrRewriter.Walk(function.Body).OfType<Call>())
        {
            if (writes.FirstConstant(call, activity.IsActive) is { } parameter)
            {
                throw new UnsupportedException(call.Origin, "A call that writes to its [NoDiff] parameter '" + parameter.Name.TrimStart('@') + "', with a buffer that holds active values,", "leave out [NoDiff], or pass a buffer of constants");
            }
        }
    }

    /// <summary>Whether the members that calls of a method go through can be made. A marked callee says itself why not; for a helper it is said here.</summary>
    private static bool IsDerivable(IrFunction callee, Dictionary<string, IrFunction> functions, List<StageFinding> findings)
    {
        if (callee.Rule is { IsWhole: true } || callee.IsElsewhere)
        {
            return true;
        }

        try
        {
            Activity activity = Derivations.Of(functions).ActivityOf(callee);
            RequireNewResult(callee, activity, isCallee: true);
            RequireConstants(callee, activity, new Writes(functions));
            Jvp(callee, functions);
            Reverse(callee, functions, overwrite: false, isCallee: true);
            Refusal? refusal = activity.Refusals().FirstOrDefault();
            if (refusal is not null && !callee.IsMarked)
            {
                (string where, int origin) = Locate(callee.Origins, refusal.Origin, callee.Key);
                findings.Add(refusal.Escape is null ? new StageFinding("DG1011", where, origin, CallName(refusal.Template)) : new StageFinding("DG1012", where, origin, refusal.Escape));
            }

            return refusal is null;
        }
        catch (UnsupportedException unsupported)
        {
            if (!callee.IsMarked)
            {
                (string where, int origin) = Locate(callee.Origins, unsupported.Origin, callee.Key);
                findings.Add(new StageFinding(unsupported.Id, where, origin, unsupported.Construct + "\u001f" + unsupported.Instead));
            }

            return false;
        }
    }

    private static IrFunction Simplified(IrFunction function)
    {
        int nextId = function.NextId;
        Region body = Simplifier.Run(function.Body, ref nextId, int.MaxValue);
        return IrVerifier.Check(function.With(body, nextId), "Simplify");
    }

    private static IrFunction Prepared(IrFunction function, Inliner inliner) => s_prepared.GetValue(inliner.Run(function), static inlined =>
    {
        IrVerifier.Check(inlined, "Inliner");
        int nextId = inlined.NextId;
        Region body = Simplifier.Run(ScratchMemory.Run(inlined), ref nextId, int.MaxValue);
        IrVerifier.Check(inlined.With(body, nextId), "Simplify");
        return IrVerifier.Check(inlined.With(CommonExpressions.Run(body), nextId), "CommonExpressions");
    });

    private static Derivative Jvp(IrFunction function, Dictionary<string, IrFunction> functions) =>
        Derivations.Of(functions).Forward(function, () => NewJvp(function, functions));

    private static Derivative NewJvp(IrFunction function, Dictionary<string, IrFunction> functions)
    {
        Derivative derivative = ForwardPass.Run(function, Derivations.Of(functions).ActivityOf(function), functions);
        int nextId = derivative.NextId;
        Check(function, derivative.Parameters, derivative.Body, nextId, "Forward");
        Region body = Simplifier.Run(derivative.Body, ref nextId, derivative.FirstDerivative);
        Check(function, derivative.Parameters, body, nextId, "Simplify");
        return derivative with { Body = body, NextId = nextId };
    }

    private static Sweeps Reverse(IrFunction function, Dictionary<string, IrFunction> functions, bool overwrite, bool isCallee = false, bool isBatched = false) =>
        Derivations.Of(functions).Reverse(function, (overwrite, isCallee, isBatched), () => NewReverse(function, functions, overwrite, isCallee, isBatched));

    private static Sweeps NewReverse(IrFunction function, Dictionary<string, IrFunction> functions, bool overwrite, bool isCallee, bool isBatched)
    {
        bool apart = isCallee && !function.RunsAgain, keepsValue = !isCallee && !function.WantsHvp && !function.WantsExpectationHvp && !IrRewriter.Walk(function.Body).Any(o => o is Apply { Primitive: PrimitiveTable.Attach });
        var known = Derivations.Of(functions);
        IrFunction numbered = known.Numbered(function, (!isBatched, keepsValue), () => Numbered(function, !isBatched, keepsValue));
        Sweeps sweeps = ReversePass.Run(numbered, known.ActivityOf(numbered), functions, overwrite, isCallee, apart);

        // Simplified before what is needed is counted: a gradient that is zero needs nothing.
        int nextId = sweeps.NextId;
        Region backward = Simplifier.Run(sweeps.Backward, ref nextId, sweeps.FirstDerivative);
        backward = Simplifier.Run(CotangentChains.Run(backward, ref nextId), ref nextId, sweeps.FirstDerivative);
        CheckpointedSweeps saved = CheckpointPass.Run(numbered, sweeps with { Backward = backward, NextId = nextId }, new Writes(functions), apart, isCallee ? FusedLoops.None : isBatched ? FusedLoops.All : FusedLoops.KeepGradients, restores: true);
        nextId = saved.NextId;
        (Region forward, Region undone) = keepsValue ? ChosenIterations.WithoutValues(saved.Forward, saved.Backward) : (saved.Forward, saved.Backward);
        forward = KeptElements.Run(forward, sweeps.FirstDerivative);
        undone = KeptElements.Run(undone, sweeps.FirstDerivative);
        return sweeps with { Forward = forward, Backward = undone, NextId = nextId, Saved = saved.Saved, Loops = saved.Loops.Select(l => LoopRecords.Of(l, functions)).OfType<LoopRecord>().ToImmutableArray() };
    }

    private static IrFunction Numbered(IrFunction function, bool chooses, bool keepsValue)
    {
        function = IrVerifier.Check(RunningIndices.Run(function), "RunningIndices");
        function = IrVerifier.Check(function.With(InvariantLoads.Run(function), function.NextId), "InvariantLoads");
        function = chooses ? IrVerifier.Check(ChosenIterations.Run(function, keepsValue), "ChosenIterations") : function;
        int nextId = function.NextId;
        Region body = NumberedLoops.Run(ChosenViews.Run(function.Body, ref nextId), ref nextId);
        return IrVerifier.Check(function.With(body, nextId), "Normalize");
    }

    /// <summary>Forward over reverse: the gradient companion, differentiated in the direction of the tangents.</summary>
    private static Derivative Hvp(IrFunction function, Sweeps gradient, Dictionary<string, IrFunction> functions)
    {
        (Region body, int nextId) = Joined(function, gradient);
        ImmutableArray<IrParameter> parameters = function.Parameters.AddRange(gradient.Parameters.Select(p =>
            new IrParameter(p.Value, p.Value.Name!, "", null, NoDiff: false, IsOutput: false) { TangentName = DerivativeNames.Hvp(p.Of!.Name) }));
        var whole = new IrFunction(function.Key, function.Name, parameters, function.ResultType, body, nextId, function.Origins) { Arguments = function.Arguments, Outputs = function.Outputs };
        Derivative derivative = ForwardPass.RunOverReverse(whole, Activity.Of(whole), functions);
        nextId = derivative.NextId;
        Check(whole, derivative.Parameters, derivative.Body, nextId, "Forward over reverse");
        Region simplified = Simplifier.Run(derivative.Body, ref nextId, gradient.FirstDerivative);
        Check(whole, derivative.Parameters, simplified, nextId, "Simplify");

        // Tangents of the parameters, then gradient buffers, then products.
        var extra = derivative.Parameters.Where(p => !gradient.Parameters.Any(g => ReferenceEquals(g.Value.Name, p.Of!.Name)))
            .Concat(gradient.Parameters)
            .Concat(derivative.Parameters.Where(p => gradient.Parameters.Any(g => ReferenceEquals(g.Value.Name, p.Of!.Name))).Select(p => new DerivativeParameter(p.Value, gradient.Parameters.First(g => ReferenceEquals(g.Value.Name, p.Of!.Name)).Of)));
        return derivative with { Parameters = extra.ToImmutableArray(), Body = simplified, NextId = nextId };
    }

    /// <summary>The two sweeps as one body that yields the result and the gradients.</summary>
    public static (Region Body, int NextId) Joined(IrFunction function, Sweeps sweeps)
    {
        string saves = sweeps.Saved.Length == 0 ? "" : "; save " + string.Join(", ", sweeps.Saved.Select(s => "`" + s + "`")) + " for the reverse sweep";
        var ops = sweeps.Forward.Ops.Insert(0, new Remark(-1, "Forward sweep: run the method" + saves + "."))
            .Add(new Remark(-1, Remarks.Reverse))
            .AddRange(sweeps.Backward.Ops);
        var body = new Region(ops, sweeps.Forward.Yields.AddRange(sweeps.Backward.Yields));
        int nextId = sweeps.NextId;
        Check(function, sweeps.Parameters, body, nextId, "Checkpoint");
        body = Simplifier.Run(Surrogate.WithoutPaths(body), ref nextId, sweeps.FirstDerivative);
        if (RepeatedBranches.Run(body, ref nextId) is var shared && !ReferenceEquals(shared, body))
        {
            body = Simplifier.Run(shared, ref nextId, sweeps.FirstDerivative);
        }

        Check(function, sweeps.Parameters, body, nextId, "Simplify");
        return (body, nextId);
    }

    /// <summary>One of the two sweeps, for a method of its own.</summary>
    public static Region Simplified(Region body, Sweeps sweeps)
    {
        int nextId = sweeps.NextId;
        return Simplifier.Run(body, ref nextId, sweeps.FirstDerivative);
    }

    private static void Check(IrFunction function, ImmutableArray<DerivativeParameter> extra, Region body, int nextId, string stage)
    {
        ImmutableArray<IrParameter> parameters = function.Parameters.AddRange(extra.Select(e => new IrParameter(e.Value, e.Value.Name!, "", null, true, false)));
        IrVerifier.Check(new IrFunction(function.Key, function.Name, parameters, function.ResultType, body, nextId, function.Origins), stage);
    }

    /// <summary>Where derivatives of a method are zero for all arguments.</summary>
    private static void Warn(IrFunction function, Activity activity, List<StageFinding> findings)
    {
        LostDerivatives.Found lost = LostDerivatives.Of(function, activity);
        foreach (Opaque op in (function.WantsNodeDifference ? [] : lost.Casts).Concat(lost.States))
        {
            (string where, int origin) = Locate(function.Origins, op.Origin, function.Key);
            findings.Add(new StageFinding(op.MutableState is null ? "DG2003" : "DG2004", where, origin, op.MutableState ?? ""));
        }

        // What one virtual method ignores another that overrides it, or that it overrides, may use.
        foreach (LostDerivatives.ZeroGradient zero in function is { IsMarked: true, VirtualRoot: null } ? lost.Arguments : [])
        {
            // A difference is asked for since derivatives are lost.
            if (zero.IsUsed && function.WantsNodeDifference)
            {
                continue;
            }

            int parameter = function.Arguments.IndexOf(zero.Argument) - (function.Arguments[0].IsReceiver ? 1 : 0);
            findings.Add(new StageFinding(zero.IsUsed ? "DG2005" : "DG2002", function.Key, zero.Argument.IsReceiver ? -1 : -2 - parameter, zero.Argument.Name));
        }
    }

    /// <summary>An objective is evaluated again and again: at the same point it is to be the same.</summary>
    private static void TellHiddenState(bool isObjective, IrFunction function, List<StageFinding> findings)
    {
        if (isObjective && HiddenChance.Find(function) is { } hidden)
        {
            (string where, int origin) = Locate(function.Origins, hidden.Origin, function.Key);
            findings.Add(new StageFinding("DG2008", where, origin, hidden.Called + "\u001f" + function.Name + "Objective"));
        }
    }

    /// <summary>What the loops of a method save; those of a marked method that is spliced into it are told there.</summary>
    private static void Tell(IrFunction function, ImmutableArray<LoopRecord> loops, Dictionary<string, IrFunction> functions, List<StageFinding> findings)
    {
        foreach (LoopRecord loop in loops)
        {
            (string where, int origin) = Locate(function.Origins, loop.Origin, function.Key);
            if (where == function.Key || !(functions.TryGetValue(where, out IrFunction? owner) && owner.IsMarked))
            {
                findings.Add(new StageFinding("DG3002", where, origin, loop.Bytes + "\u001f" + loop.What));
            }
        }
    }

    /// <summary>The loops that run one iteration at a time; those of a marked method that is spliced in are told there, those in the place of rules nowhere.</summary>
    private static void TellScalar(CompanionWriter writer, Dictionary<string, IrFunction> functions, List<StageFinding> findings)
    {
        foreach ((IrFunction function, NotInLanesException obstacle) in writer.LoopObstacles.Where(o => o.Obstacle.Instead.Length > 0))
        {
            (string where, int origin) = Locate(function.Origins, obstacle.Origin, function.Key);
            if (where == writer.Key || !(functions.TryGetValue(where, out IrFunction? owner) && (owner.IsMarked || owner.Rule is not null)))
            {
                findings.Add(new StageFinding("DG3006", where, origin, obstacle.Obstacle + "\u001f" + obstacle.Instead));
            }
        }
    }

    private static (string Function, int Origin) Locate(ImmutableArray<OriginText> origins, int origin, string key) =>
        origin >= 0 && origin < origins.Length ? (origins[origin].Function, origins[origin].Ordinal) : (key, -1);

    /// <summary>The method that a template calls, for a message.</summary>
    private static string CallName(string template)
    {
        if (template.StartsWith("(", StringComparison.Ordinal) && template.EndsWith("){0}", StringComparison.Ordinal))
        {
            return "the conversion to " + template.Substring(1, template.Length - 5).Replace("global::", "");
        }

        int open = template.IndexOf('(');
        string head = (open > 0 ? template.Substring(0, open) : template).Replace("global::", "").Replace("{0}.", "").Trim();
        return head.Length == 0 || head.Contains("{") ? "this conversion" : head;
    }
}
