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

namespace DiffGen.Generator;

/// <summary>Derivatives of a method, each simplified and checked.</summary>
internal static partial class Pipeline
{
    /// <summary>By the method with its calls inlined, what <see cref="Prepared"/> makes of it: companions, members and checks all begin with that.</summary>
    private static readonly ConditionalWeakTable<IrFunction, IrFunction> s_prepared = new();

    private static Derivative Simplified(IrFunction function, Derivative derivative, int firstDerivative)
    {
        int nextId = derivative.NextId;
        Check(function, derivative.Parameters, derivative.Body, nextId, "Forward over reverse");
        Region body = Simplifier.Run(derivative.Body, ref nextId, firstDerivative);
        Check(function, derivative.Parameters, body, nextId, "Simplify");
        return derivative with { Body = body, NextId = nextId };
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
}
