using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Emit;
using DiffGen.Generator.Expectation;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Normalize;
using DiffGen.Generator.Simplify;

namespace DiffGen.Generator;

/// <summary>Second derivatives of the expectation of a method with sampling sites: forward over reverse of a surrogate that has them.</summary>
internal static partial class Pipeline
{
    /// <summary>Writes <c>FExpectationHvp</c>, or says why there is none.</summary>
    private static void SecondDerivatives(CompanionWriter writer, IrFunction function, Dictionary<string, IrFunction> functions, Inliner inliner, Writes writes)
    {
        const string Hvp = "in second derivatives of an expectation", Without = "leave out ExpectationHvp = true";
        if (IrRewriter.Walk(function.Body).OfType<Opaque>().FirstOrDefault(o => o.Site is not null && o.Arguments.Any(a => a.Type.Real == RealKind.Generic)) is { } generic)
        {
            throw new UnsupportedException(generic.Origin, "A draw of a generic real type " + Hvp, "write the method for double or float, or " + Without);
        }

        if (IrRewriter.Walk(function.Body).OfType<SiteBaseline>().FirstOrDefault() is { } baseline)
        {
            throw new UnsupportedException(baseline.Origin, "A baseline that the method gives, " + Hvp + ",", "mark a method without it, or " + Without);
        }

        if (IrRewriter.Walk(function.Body).FirstOrDefault(o => o.IsCheckpointed) is { } checkpointed)
        {
            throw new UnsupportedException(checkpointed.Origin, "Diff.Checkpoint() in a loop that draws, " + Hvp + ",", "leave out Diff.Checkpoint(), or " + Without);
        }

        if (MovedJumps.In(function, functions, isSecond: true) is { } kink)
        {
            throw new UnsupportedException(kink.Origin, "A jump or a kink that moves in a draw with a differentiated parameter, " + Hvp + ",", "let the parameter move the draw: Sample.LogNormal(mu, sigma, ref noise) for 's * Math.Exp(sigma * z)'; or " + Without);
        }

        SiteChoices choices = SiteChoices.Of(function, [], isSecond: true);
        IrFunction surrogate = IrVerifier.Check(Surrogate.RunTwice(function, choices), "Surrogate of second order");
        int nextId = surrogate.NextId;
        surrogate = IrVerifier.Check(surrogate.With(Simplifier.Run(surrogate.Body, ref nextId, int.MaxValue), nextId), "Simplify");
        Activity activity = Activity.Of(surrogate);
        if (activity.Refusals().FirstOrDefault() is { } refusal)
        {
            throw new UnsupportedException(refusal.Origin, CallName(refusal.Template) + " " + Hvp, Without);
        }

        if (IrRewriter.Walk(surrogate.Body).OfType<Call>().FirstOrDefault() is { } call)
        {
            throw new UnsupportedException(call.Origin, "A call of a recursive, large or checkpointed method, or of one with a rule by hand, " + Hvp + ",", "make the method that is called smaller, or " + Without);
        }

        if (!ReferenceEquals(TensorLoops.Run(functions), functions))
        {
            throw new UnsupportedException(-1, "TensorPrimitives " + Hvp, "write a loop, or " + Without);
        }

        RequireConstants(surrogate, activity, writes);
        string[] sites = ActiveSites.Of(function).Select(s => "Sample." + s.Site!.Distribution + ": " + choices.Sites[s.Result!.Id].Text + ".").ToArray();
        writer.ExpectationHvp(surrogate, Pipeline.Hvp(surrogate, Reverse(surrogate, functions, overwrite: true), functions), sites);
    }
}
