using System.Collections.Immutable;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Emit;

/// <summary>The node gradient by the difference of two runs, of a method that asks for it.</summary>
internal sealed partial class CompanionWriter
{
    public void NodeDifference(NodeGradient gradient)
    {
        Value sigma = gradient.Sigma!;
        (Region body, int nextId) = Pipeline.Joined(gradient.Function, gradient.Sweeps with
        {
            Parameters = gradient.Sweeps.Parameters.Add(new DerivativeParameter(gradient.Noise, null)).Add(new DerivativeParameter(sigma, null)),
        });
        var source = new Value(nextId, s_nodeNoise, "noise");
        Entry entry = DifferenceEntry(source, sigma, gradient.Sweeps.Parameters, Sites(gradient, body, source, RequireSigma(sigma)), out body);
        Method(CompanionSignature.NodeDifference, entry, GradResult(), Yields.Reverse(_function), body, comments: false);
    }

    /// <summary>It only throws, so that calls of it compile while the error is shown at its place.</summary>
    public void RefusedNodeDifference()
    {
        Entry entry = DifferenceEntry(null, null, ImmutableArray<DerivativeParameter>.Empty, Region.Empty, out _);
        _writer.Line(Generated);
        _writer.Line(_shape.Modifiers + _shape.Dispatch + GradResult() + " " + _function.Name + CompanionSignature.NodeDifference + _shape.TypeParameters + "(" + string.Join(", ", entry.Declarations(keepDefaults: false)) + ")" + _shape.Constraints + " =>");
        _writer.Line("    throw new global::System.NotSupportedException(\"" + _function.Name + " has no node difference: see the DiffGen errors of the build.\");");
        _writer.Line();
    }

    private Entry DifferenceEntry(Value? source, Value? sigma, ImmutableArray<DerivativeParameter> gradients, Region region, out Region body)
    {
        body = region;
        var entry = new Entry(_function, NewNames(), body);
        entry.Noise(source, "noise", s_nodeNoise, "The noise of the nodes: its key, step, example and distribution.");
        entry.Noise(sigma, "sigma", _function.ResultType!, "The size σ of the noise, finite and not zero.");
        entry.Gradients(gradients, takesCotangents: false);
        Docs(
            "The value of <see cref=\"" + _shape.Cref + "\"/> and an estimate of its gradient by node perturbation, from the difference of a run with noise of size <paramref name=\"sigma\"/> at the nodes and one without; exact where no path leads through a <see cref=\"global::DiffGen.Node\"/> site. Gradient buffers are overwritten.",
            entry,
            "The value and the gradients of the scalar parameters.");
        return entry;
    }

    private static Opaque RequireSigma(Value sigma) =>
        new(-1, null, "global::DiffGen.CompilerServices.Arguments.Perturbation({0});", ImmutableArray.Create(sigma), Effect.Unknown, Precedences.Call);
}
