using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Checkpoint;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Normalize;
using DiffGen.Generator.Primitives;
using DiffGen.Generator.Simplify;

namespace DiffGen.Generator;

/// <summary>
/// The stages of <c>FNodeDifference</c>, node perturbation by the difference of two runs: the forward sweep is the method itself, then the method runs again with σξ added at each site, and
/// D = (L(σξ) − L)/σ. The reverse sweep is that of <see cref="NodeGradients"/>: each site hands back D ξ, at the values of the run without noise.
/// </summary>
internal static class NodeDifferences
{
    /// <param name="functions">The methods that may be reached, with their sites.</param>
    /// <param name="key">The method.</param>
    /// <param name="members">How the ordinary companions inline: which calls have members to go through.</param>
    /// <param name="origins">Receives the origins of the method with its calls opened, which an exception's is one of.</param>
    /// <exception cref="UnsupportedException">The two runs cannot be compared, or cannot both be done.</exception>
    public static NodeGradient Of(Dictionary<string, IrFunction> functions, string key, Inliner members, ref ImmutableArray<OriginText> origins)
    {
        IrFunction function = NodeGradients.Prepared(functions, key, members, out int sites);
        origins = function.Origins;
        int firstDerivative = function.NextId, nextId = firstDerivative;
        Value directional = new(nextId++, function.ResultType!, "directional"), noise = new(nextId++, NodeGradients.NoiseType, "nodes"), sigma = new(nextId++, function.ResultType!, "sigma");
        var writes = new Writes(functions);
        if (function.HasNodeExamples)
        {
            throw new UnsupportedException(-1, "NodeExamples = true, for which each example would have to be run twice before the next,", "mark a method for one example with NodeDifference = true, and take the mean by CompiledNodePerturbation");
        }

        RequireComparable(function, writes);

        Dictionary<int, IterationPullback> finished = NodeGradients.Finished(function, functions, noise, ref nextId, firstDerivative, out ImmutableArray<RecordedLoop> recorded);
        IrFunction numbered = function.With(function.Body, nextId);
        var credit = new NodeCredit(directional, noise) { Finished = finished.ToDictionary(f => f.Key, f => f.Value.Finished) };
        Sweeps sweeps = ReversePass.RunToSites(numbered, Activity.Of(numbered, NodeView.Ends), functions, credit);
        nextId = sweeps.NextId;
        Region forward = Counted(sweeps.Forward, noise, out IReadOnlyDictionary<Value, Value> same);
        forward = IrRewriter.Substitute(forward, same);
        Region backward = NodeGradients.WithReplay(IrRewriter.Substitute(sweeps.Backward, same), noise);
        backward = Simplifier.Run(backward, ref nextId, firstDerivative);
        IrFunction plain = NodeSites.Removed(numbered);
        forward = NodeGradients.Undone(forward, finished, plain, same, ref nextId, writes);
        sweeps = sweeps with { Forward = forward, Backward = backward, NextId = nextId, FirstDerivative = firstDerivative };
        CheckpointedSweeps saved = CheckpointPass.Run(plain, sweeps, writes, apart: false, FusedLoops.None);
        nextId = saved.NextId;

        PerturbedRun noisy = PerturbedRun.Of(function, p => NeedsCopy(function, p, writes), noise, sigma, ref nextId);
        int result = Enumerable.Range(0, function.Outputs.Length).First(i => function.Outputs[i].Argument < 0);
        Value difference = new(nextId++, function.ResultType!, "difference");
        ImmutableArray<Op> ops = noisy.Before
            .AddRange(saved.Forward.Ops)
            .Add(new Remark(-1, Remarks.Perturbed))
            .Add(new Opaque(-1, null, NodeNoiseText.Again, ImmutableArray.Create(noise), Effect.Unknown, Precedences.Call))
            .AddRange(noisy.Run.Ops)
            .Add(new Apply(-1, difference, "Subtract", ImmutableArray.Create(noisy.Run.Yields[result], saved.Forward.Yields[result])))
            .Add(new Apply(-1, directional, "Divide", ImmutableArray.Create(difference, sigma)));
        sweeps = sweeps with { Forward = saved.Forward with { Ops = ops }, Backward = saved.Backward, NextId = nextId, Saved = saved.Saved };
        return new NodeGradient(numbered, sweeps, noise, sites) { Recorded = recorded, Sigma = sigma };
    }

    /// <summary>Both runs meet the same sites as often, nothing but what the caller is given shows that there were two, and what the difference sees is what is to be differentiated.</summary>
    private static void RequireComparable(IrFunction function, Writes writes)
    {
        if (!IrRewriter.Walk(function.Body).Any(o => o is NodeSite))
        {
            throw new UnsupportedException(-1, "A method without a Node.Site that an active parameter reaches", "mark a value with Node.Site, or leave out NodeDifference = true");
        }

        NodeInfluence noise = NodeInfluence.Of(function);
        // What noise reaches is called with it: a difference of two calls is what is asked for.
        if (writes.FirstEffect(function, o => o.Results.Length > 0 && o.Operands.Any(noise.Has)) is { } effect)
        {
            throw new UnsupportedException(effect.Origin, "An effect that the two runs would have twice", "move it out of the method");
        }

        if (noise.Uncertain.Count > 0)
        {
            (Op site, Op? decision) = noise.Uncertain[0];
            throw new UnsupportedException(
                (decision ?? site).Origin,
                decision is null ? "A Node.Site in a part of a buffer that noise at a site chooses" : (decision is If ? "A branch" : "A loop") + " that noise at a site decides, with a Node.Site in it,",
                "the two runs would meet other nodes; take the node gradient, whose one run decides as the method does, or let numbers decide that no site reaches");
        }

        if (noise.Stopped.FirstOrDefault() is { } stopped)
        {
            throw new UnsupportedException(stopped.Origin, "Diff.Stop of a number that noise reaches, which a difference of two runs would see,", "pass it to a [NoDiff] parameter if the difference is to see it");
        }

        foreach (IrParameter parameter in function.Parameters.Where(p => p.Value.Type.IsBuffer && NeedsCopy(function, p, writes)))
        {
            if (!parameter.Value.Type.IsRealBuffer || parameter.Value.Type.Members is not null || parameter.Value.Type.Buffer is not (BufferKind.Span or BufferKind.ReadOnlySpan or BufferKind.Array))
            {
                throw new UnsupportedException(-1, "A write to '" + parameter.Name.TrimStart('@') + "', which is no span and no array of real numbers,", "give the method a span of numbers to write to");
            }
        }
    }

    /// <summary>The memory of the parameter is written, or has a site.</summary>
    private static bool NeedsCopy(IrFunction function, IrParameter parameter, Writes writes)
    {
        if (!parameter.Value.Type.IsBuffer)
        {
            return false;
        }

        var roots = new BufferRoots(function);
        return IrRewriter.Walk(function.Body).Any(o => o is NodeSite { Result: null } site && roots.RootOf(site.Node) == roots.RootOf(parameter.Value))
            || writes.Reach(function, function.Parameters.IndexOf(parameter));
    }

    /// <summary>A sweep whose sites add no noise and count how often they are met, and what the sites' results are to be replaced by.</summary>
    private static Region Counted(Region region, Value noise, out IReadOnlyDictionary<Value, Value> same)
    {
        _ = NodeSites.Without(region, _ => true, out same);
        return Visit(region);

        Region Visit(Region r) => r with
        {
            Ops = r.Ops.Select(o => o is NodeSite site
                ? new Opaque(o.Origin, null, NodeNoiseText.Pass(site), ImmutableArray.Create(noise), Effect.Unknown, Precedences.Call)
                : IrRewriter.Map(o, v => v, Visit)).ToImmutableArray(),
        };
    }
}
