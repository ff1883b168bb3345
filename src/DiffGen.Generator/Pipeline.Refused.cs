using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Emit;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Normalize;

namespace DiffGen.Generator;

/// <summary>What is emitted for a method that is refused.</summary>
internal static partial class Pipeline
{
    private static string Refused(LinkedMethod linked) => linked.Shape.IsUnmarked ? "" : IsCalledOnObjects(linked) ? Declared(linked) : CompanionWriter.Refused(linked.Shape, linked.Function);

    /// <summary>Callers in other types go through members of the object, and do not look at the body: those members are there even where they cannot be made.</summary>
    private static bool IsCalledOnObjects(LinkedMethod linked) =>
        linked.Function.VirtualRoot is not null || (!linked.Shape.IsStatic && linked.Function.IsPlain && !linked.Function.Arguments.Any(a => a.IsReceiver));

    /// <summary>
    /// The same where only companions of this method were refused. Members for callers can be had all the same (their sweeps stand apart, and they are no Jacobians
    /// and no batches), callers see no more than that they can (<see cref="IsDerivable"/>), and so they are there.
    /// </summary>
    private static string RefusedByItself(LinkedMethod linked)
    {
        if (linked.Shape.IsUnmarked || linked.Function.VirtualRoot is not null)
        {
            return Refused(linked);
        }

        foreach (bool withSweepTangents in new[] { true, false })
        {
            try
            {
                if (RefusedWithMembers(linked, withSweepTangents) is { } text)
                {
                    return text;
                }
            }
            catch (Exception other) when (other is not OperationCanceledException)
            {
                // Callers find the same.
            }
        }

        return Refused(linked);
    }

    private static string? RefusedWithMembers(LinkedMethod linked, bool withSweepTangents)
    {
        var told = new List<StageFinding>();
        Dictionary<string, IrFunction> functions = Functions(ByKey(linked));
        var inliner = new Inliner(functions, linked.Function.DeclaringType);
        IrFunction original = functions[linked.Function.Key];
        IrFunction function = Prepared(original, inliner);
        if (!inliner.IsCalled(original) || function.Rule is { IsWhole: true } || HasSites(function, functions, []) || !Called(function, functions, inliner).Append(original).All(c => IsDerivable(Prepared(c, inliner), functions, told)))
        {
            return null;
        }

        CompanionWriter writer = CompanionWriter.Refused(linked.Shape, function, functions, inliner, linked.VectorizesLoops);
        HiddenMembers(linked, writer, original, function, functions, inliner, told, withSweepTangents);
        return writer.ToString();
    }

    /// <summary>The companions and members of a method that is called on objects, without their bodies.</summary>
    private static string Declared(LinkedMethod linked)
    {
        IrFunction method = linked.Function;
        var members = new List<(CallMode Mode, ImmutableArray<DerivativeParameter> Parameters)>();
        if (IsReached(method))
        {
            // A body that does nothing has the parameters that any body has.
            int nextId = method.NextId;
            Constant[] nothing = method.Outputs.Select(o => new Constant(-1, new Value(nextId++, o.Type, null), o.Type.IsReal ? "0" : "default")).ToArray();
            var region = new Region(nothing.ToImmutableArray<Op>(), nothing.Select(c => c.Result).ToImmutableArray());
            IrFunction hollow = method.With(region, nextId);
            var functions = new Dictionary<string, IrFunction>(StringComparer.Ordinal) { [method.Key] = hollow };
            Sweeps sweeps = Reverse(hollow, functions, overwrite: false, isCallee: true);
            members.Add((CallMode.Tangent, Jvp(hollow, functions).Parameters));
            members.Add((CallMode.Forward, ImmutableArray<DerivativeParameter>.Empty));
            members.Add((CallMode.Pullback, sweeps.Parameters));
            if (method.WantsHvp)
            {
                members.Add((CallMode.ForwardTangent, ForwardTangent(hollow, sweeps, functions).Parameters));
                members.Add((CallMode.PullbackTangent, PullbackTangent(hollow, sweeps, functions).Parameters));
            }
        }

        return CompanionWriter.Declared(linked.Shape, method, members);
    }
}
