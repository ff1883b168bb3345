using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Emit;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Normalize;
using DiffGen.Generator.Simplify;

namespace DiffGen.Generator;

/// <summary>Members that callers go through.</summary>
internal static partial class Pipeline
{
    /// <summary>Members that callers go through: those of this method, and those of helpers that have no companions of their own.</summary>
    private static void HiddenMembers(LinkedMethod linked, CompanionWriter writer, IrFunction original, IrFunction function, Dictionary<string, IrFunction> functions, Inliner inliner, List<StageFinding> findings, bool withSweepTangents = true)
    {
        if ((linked.Shape.IsExported || inliner.IsCalled(original)) && IsReached(original))
        {
            Members(writer, original, functions, inliner, findings);
        }

        // The tangents of a callee's sweeps, where they stand here, call what the callee calls.
        bool holdsSweepTangents = withSweepTangents && (function.WantsHvp || linked.OffersSweepTangents || linked.Shape.IsUnmarked);
        foreach (IrFunction callee in Called(function, functions, inliner, c => writer.HasOwnMembers(c) && (!holdsSweepTangents || writer.HasOwnSweepTangents(c))).Where(c => !writer.HasOwnMembers(c)))
        {
            Members(writer, callee, functions, inliner, findings);
        }

        if (withSweepTangents)
        {
            SweepTangents(writer, original, linked.OffersSweepTangents || linked.Shape.IsUnmarked, linked.Shape.IsExported, functions, inliner);
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
            (functions, inliner, function) = (loops, new Inliner(loops, function.DeclaringType), loops[function.Key]);
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
                            ? new UnsupportedException(-1, "The second derivative of '" + callee.Name + "', called on an object,", "mark it [Differentiable(Hvp = true)], and what overrides it")
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

        HashSet<string> held = [.. Called(Prepared(function, inliner), functions, inliner, writer.HasOwnSweepTangents).Where(c => !writer.HasOwnSweepTangents(c)).Select(c => c.Key), function.Key];
        foreach ((IrFunction _, System.Action write) in made.Where(m => held.Contains(m.Callee.Key)))
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

    /// <summary>The methods that are called, not inlined, by the method and by those so called; not by those that stand elsewhere, where that is asked for.</summary>
    private static List<IrFunction> Called(IrFunction function, Dictionary<string, IrFunction> functions, Inliner inliner, Func<IrFunction, bool>? standsElsewhere = null)
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
                    if (standsElsewhere?.Invoke(callee) != true)
                    {
                        open.Enqueue(Prepared(callee, inliner));
                    }
                }
            }
        }

        return found;
    }

    /// <summary>Calls go through members of the method: of a virtual one, where its arguments are values of the IR.</summary>
    private static bool IsReached(IrFunction function) => function.VirtualRoot is null || function.IsPlain;
}
