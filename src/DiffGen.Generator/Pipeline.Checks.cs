using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Emit;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Normalize;

namespace DiffGen.Generator;

/// <summary>What a method must keep to.</summary>
internal static partial class Pipeline
{
    /// <summary>Whether no one can tell the copies that homes hold from the arrays that a loop assigns.</summary>
    private static bool HomesAreTheirArrays(IrFunction function, Dictionary<string, IrFunction> functions, List<StageFinding> findings)
    {
        var inliner = new Inliner(functions, function.DeclaringType);
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

    /// <summary>
    /// Whether all that is written into the method's type can be seen from there: an unmarked method of another type that calls a hidden one, which stands in its own type alone, cannot.
    /// </summary>
    private static bool SeesWhatItNames(IrFunction function, Dictionary<string, IrFunction> functions, List<StageFinding> findings)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Follow(function);
        return findings.Count == 0;

        void Follow(IrFunction caller)
        {
            foreach (Call call in IrRewriter.Walk(caller.Body).OfType<Call>())
            {
                if (!functions.TryGetValue(call.Callee, out IrFunction? callee) || callee.IsElsewhere)
                {
                    continue;
                }

                bool staysInItsType = callee is { NamesPrivateMembers: true, IsMarked: true } && callee.DeclaringType != function.DeclaringType;
                if (staysInItsType && !callee.IsVisible && !caller.IsMarked && !IsInside(function.DeclaringType, callee.DeclaringType) && !IsInside(function.DeclaringType, caller.DeclaringType))
                {
                    (string where, int origin) = Locate(caller.Origins, call.Origin, caller.Key);
                    findings.Add(new StageFinding("DG1013", where, origin, caller.Name + "\u001f" + callee.Name));
                }
                else if (!staysInItsType && seen.Add(callee.Key))
                {
                    Follow(callee);
                }
            }
        }

        static bool IsInside(string type, string outer) => type == outer || type.StartsWith(outer + ".", StringComparison.Ordinal);
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
}
