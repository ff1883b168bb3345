using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Checkpoint;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Normalize;
using DiffGen.Generator.Simplify;

namespace DiffGen.Generator;

/// <summary>The body of a node gradient.</summary>
/// <param name="Function">The method with its calls opened, its sites numbered.</param>
/// <param name="Sweeps">Its two sweeps.</param>
/// <param name="Noise">The noise of the sites: a value that the body does not define.</param>
/// <param name="Sites">How many sites there are, those that get no noise among them.</param>
internal sealed record NodeGradient(IrFunction Function, Sweeps Sweeps, Value Noise, int Sites)
{
    /// <summary>The loops whose iterations are recorded, since no site lies in some path from one to the next.</summary>
    public ImmutableArray<RecordedLoop> Recorded { get; init; } = ImmutableArray<RecordedLoop>.Empty;

    /// <summary>The size of the noise, a value that the body does not define; null where the noise is in tangents.</summary>
    public Value? Sigma { get; init; }
}

/// <summary>A loop whose iterations are recorded.</summary>
/// <param name="Origin">The loop's.</param>
/// <param name="Obstacle">What goes from one iteration to the next, in words.</param>
internal sealed record RecordedLoop(int Origin, string Obstacle);

/// <summary>
/// The stages of <c>FNodeGradient</c>, node perturbation in its forward form: the forward sweep runs the method with noise ξ added to the tangent at each
/// site, which gives D, the derivative of the loss along all noise; the reverse sweep hands D ξ back from each site, whatever cotangent arrives there,
/// and 1 from the loss. Every path from a parameter has one first site or none: the mean of the first part is the gradient of what goes through sites, the second part is
/// that of the rest, exactly.
/// </summary>
internal static class NodeGradients
{
    /// <param name="functions">The methods that may be reached, with their sites.</param>
    /// <param name="key">The method.</param>
    /// <param name="members">How the ordinary companions inline: which calls have members to go through.</param>
    /// <exception cref="UnsupportedException">A site is met in a call that cannot be inlined, or a stage cannot do without an ordinary companion's help.</exception>
    public static NodeGradient Of(Dictionary<string, IrFunction> functions, string key, Inliner members)
    {
        IrFunction function = Prepared(functions, key, members, out int sites);
        int firstDerivative = function.NextId, nextId = firstDerivative;
        Value directional = new(nextId++, function.ResultType!, "directional"), noise = new(nextId++, NoiseType, "nodes");
        ImmutableArray<RecordedLoop> recorded = ImmutableArray<RecordedLoop>.Empty;
        Dictionary<int, IterationPullback> finished = function.HasNodeExamples ? Examples(function, functions, noise, ref nextId, firstDerivative) : Finished(function, functions, noise, ref nextId, firstDerivative, out recorded);
        IrFunction numbered = function.With(function.Body, nextId);
        var credit = new NodeCredit(directional, noise) { Finished = finished.ToDictionary(f => f.Key, f => f.Value.Finished) };
        Value[] sums = finished.Values.Select(f => f.Finished).Where(f => f.IsOfExamples).Select(f => f.Sum!).ToArray();
        Sweeps sweeps = ReversePass.RunToSites(numbered, Activity.Of(numbered, NodeView.Ends, sums), functions, credit);
        IrFunction forwardOnly = numbered.With(sweeps.Forward, sweeps.NextId);
        Derivative tangents = ForwardPass.RunFromSites(forwardOnly, Activity.Of(forwardOnly, NodeView.Sources), functions, noise);

        Region forward = NodeSites.Without(tangents.Body, _ => true, out IReadOnlyDictionary<Value, Value> same);
        var replaced = same.ToDictionary(s => s.Key, s => s.Value);
        replaced[directional] = forward.Yields[forward.Yields.Length - 1] with { Name = directional.Name };
        forward = Named(forward, replaced[directional]);
        forward = IrRewriter.Substitute(forward with { Yields = forward.Yields.RemoveAt(forward.Yields.Length - 1) }, replaced);
        Region backward = WithReplay(IrRewriter.Substitute(sweeps.Backward, replaced), noise);

        nextId = tangents.NextId;
        backward = Simplifier.Run(backward, ref nextId, firstDerivative);
        IrFunction plain = NodeSites.Removed(numbered);
        var writes = new Writes(functions);
        forward = Undone(forward, finished, plain, replaced, ref nextId, writes);
        sweeps = sweeps with { Forward = forward, Backward = backward, NextId = nextId, FirstDerivative = firstDerivative };
        CheckpointedSweeps saved = CheckpointPass.Run(plain, sweeps, writes, apart: false, FusedLoops.None);
        sweeps = sweeps with { Forward = saved.Forward, Backward = saved.Backward, NextId = saved.NextId, Saved = saved.Saved, Parameters = sweeps.Parameters };
        return new NodeGradient(numbered, sweeps, noise, sites) { Recorded = recorded };
    }

    /// <summary>The type of the noise of the sites.</summary>
    public static readonly IrType NoiseType = new(NodeNoiseText.Type, RealKind.None, BufferKind.None, "", false);

    /// <summary>The method with every call opened that can be, the sites that count numbered, its loops numbered.</summary>
    /// <exception cref="UnsupportedException">A site is met in a call that cannot be inlined, or a stage cannot do without an ordinary companion's help.</exception>
    public static IrFunction Prepared(Dictionary<string, IrFunction> functions, string key, Inliner members, out int sites)
    {
        IrFunction function = Opened(functions, key, out sites);
        RequireSeen(function, functions, members);

        // What no parameter reaches without crossing a site has nothing to be credited for: no noise.
        Activity reached = Activity.Of(function, NodeView.Ends);
        function = NodeSites.Without(function, s => !reached.IsActive(s.Node));
        int nextId = function.NextId;
        function = function.With(NumberedLoops.Run(ChosenViews.Run(function.Body, ref nextId), ref nextId), nextId);
        return IrVerifier.Check(function.With(function.Body, nextId), "Normalize");
    }

    /// <summary>The loops whose iterations are undone as soon as they have run, and those whose iterations are recorded.</summary>
    public static Dictionary<int, IterationPullback> Finished(IrFunction function, Dictionary<string, IrFunction> functions, Value noise, ref int nextId, int firstDerivative, out ImmutableArray<RecordedLoop> recorded)
    {
        Activity ends = Activity.Of(function, NodeView.Ends);
        var finished = new Dictionary<int, IterationPullback>();
        var others = ImmutableArray.CreateBuilder<RecordedLoop>();
        foreach (Op loop in LoopsWithSites(function))
        {
            if (CutLoop.Of(function, ends, loop, out string? obstacle) is { } cut)
            {
                finished.Add(loop.Mirror, IterationPullback.Of(function, cut, functions, noise, ref nextId, firstDerivative));
            }
            else
            {
                others.Add(new RecordedLoop(loop.Origin, obstacle!));
            }
        }

        recorded = others.ToImmutable();
        return finished;
    }

    /// <summary>The loop over examples, whose iterations are undone as soon as they have run.</summary>
    /// <exception cref="UnsupportedException">There is not one such loop, or its iterations meet in more than a sum.</exception>
    private static Dictionary<int, IterationPullback> Examples(IrFunction function, Dictionary<string, IrFunction> functions, Value noise, ref int nextId, int firstDerivative)
    {
        Op[] loops = LoopsWithSites(function).Where(loop => IrRewriter.Walk(loop is For counted ? counted.Body : ((While)loop).Body).Any(o => o is NodeSite)).ToArray();
        if (loops.Length != 1)
        {
            throw loops.Length == 0
                ? new UnsupportedException(-1, "NodeExamples = true without a loop at the top of the method that has a Node.Site which a parameter reaches", "write the loop over the examples there, or leave out NodeExamples = true")
                : new UnsupportedException(loops[1].Origin, "A second loop with a Node.Site in a method marked NodeExamples = true", "put its nodes into the loop over the examples, or into another method");
        }

        CutLoop loop = CutLoop.Of(function, Activity.Of(function, NodeView.Ends), loops[0], out string? obstacle) ?? throw ExampleLoop.Refused(loops[0], obstacle!);
        return new Dictionary<int, IterationPullback> { [loops[0].Mirror] = IterationPullback.Of(function, loop, functions, noise, ref nextId, firstDerivative, ExampleLoop.SumOf(function, loop)) };
    }

    private static IEnumerable<Op> LoopsWithSites(IrFunction function) => function.Body.Ops.Where(o => o is For or While && IrRewriter.RegionsOf(o).Any(r => IrRewriter.Walk(r).Any(n => n is NodeSite)));

    /// <summary>The forward sweep with the reverse of an iteration at the end of each loop's that is undone as it runs.</summary>
    public static Region Undone(Region forward, Dictionary<int, IterationPullback> finished, IrFunction plain, IReadOnlyDictionary<Value, Value> replaced, ref int nextId, Writes writes)
    {
        var ops = new List<Op>();
        foreach (Op op in forward.Ops)
        {
            ops.AddRange(finished.TryGetValue(op.Mirror, out IterationPullback? pullback) ? pullback.Applied(plain, op, replaced, ref nextId, writes) : [op]);
        }

        return forward with { Ops = ops.ToImmutableArray() };
    }

    /// <summary>A reverse sweep that replays noise says so first.</summary>
    public static Region WithReplay(Region backward, Value noise) => IrRewriter.Walk(backward).Any(o => o.Operands.Contains(noise))
        ? backward with { Ops = backward.Ops.Insert(0, new Opaque(-1, null, NodeNoiseText.Replay, ImmutableArray.Create(noise), Effect.Unknown, Primitives.Precedences.Call)) }
        : backward;

    /// <summary>The region with a value under another name.</summary>
    private static Region Named(Region region, Value named) =>
        new(region.Ops.Select(o => IrRewriter.Map(o, v => v.Equals(named) ? named : v, r => Named(r, named))).ToImmutableArray(), region.Yields.Select(v => v.Equals(named) ? named : v).ToImmutableArray());

    /// <summary>The method with every call opened that can be, its sites numbered as they stand in the text: those that fall away leave the numbers of the others alone.</summary>
    private static IrFunction Opened(Dictionary<string, IrFunction> functions, string key, out int sites)
    {
        IrFunction inlined = NodeSites.Numbered(IrVerifier.Check(new Inliner(functions, functions[key].DeclaringType, isWhole: true).Run(functions[key]), "Inliner"));
        sites = IrRewriter.Walk(inlined.Body).Count(o => o is NodeSite);
        int nextId = inlined.NextId;
        Region body = Simplifier.Run(ScratchMemory.Run(inlined), ref nextId, int.MaxValue);
        return IrVerifier.Check(inlined.With(body, nextId), "Simplify");
    }

    /// <summary>No site lies in a call that is left, and every such call has members.</summary>
    private static void RequireSeen(IrFunction function, Dictionary<string, IrFunction> functions, Inliner members)
    {
        foreach (Call call in IrRewriter.Walk(function.Body).OfType<Call>())
        {
            if (!functions.TryGetValue(call.Callee, out IrFunction? callee))
            {
                continue;
            }

            if (Reaches(callee, functions, new HashSet<string>(StringComparer.Ordinal)))
            {
                throw new UnsupportedException(call.Origin, "A call of '" + callee.Name + "', which meets Node.Site and is recursive, virtual, private to another type, of another project or has a rule by hand,", callee.Foreign is null ? "put Node.Site into methods that can be inlined" : "make its result a node here, of a method without sites there, or differentiate by FGradient");
            }

            if (!members.IsCalled(callee))
            {
                throw new UnsupportedException(call.Origin, "A method that has more than " + Inliner.LargestWhole.ToString(System.Globalization.CultureInfo.InvariantCulture) + " operations with its calls opened", "make it smaller");
            }
        }
    }

    private static bool Reaches(IrFunction function, Dictionary<string, IrFunction> functions, HashSet<string> seen) =>
        seen.Add(function.Key) && (NodeSites.AreIn(function) || function.Foreign is { HasSites: true } || IrRewriter.Walk(function.Body).OfType<Call>().Any(c => functions.TryGetValue(c.Callee, out IrFunction? next) && Reaches(next, functions, seen)));

    /// <summary>The method, or one that it reaches, has a site.</summary>
    public static bool HasSites(IrFunction function, Dictionary<string, IrFunction> functions) => Reaches(function, functions, new HashSet<string>(StringComparer.Ordinal));
}
