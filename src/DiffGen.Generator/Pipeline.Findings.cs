using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Emit;
using DiffGen.Generator.Expectation;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Vectorize;

namespace DiffGen.Generator;

/// <summary>What the stages tell of a method, and where.</summary>
internal static partial class Pipeline
{
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
    private static void TellHiddenState(string? objective, IrFunction function, List<StageFinding> findings)
    {
        if (objective is not null && HiddenChance.Find(function) is { } hidden)
        {
            (string where, int origin) = Locate(function.Origins, hidden.Origin, function.Key);
            findings.Add(new StageFinding("DG2008", where, origin, hidden.Called + "\u001f" + objective));
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
