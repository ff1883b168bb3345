using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Emit;

/// <summary>The node gradient of a method with node sites.</summary>
internal sealed partial class CompanionWriter
{
    private static readonly IrType s_nodeNoise = new("global::DiffGen.NodeNoise", RealKind.None, BufferKind.None, "", true);
    private static readonly IrType s_noiseKey = new("global::DiffGen.NoiseKey", RealKind.None, BufferKind.None, "", true);

    public void NodeGradient(NodeGradient gradient)
    {
        KeyOverload();
        if (_shape.HandWritten.Contains(CompanionSignature.NodeGradient + CompanionSignature.Noise))
        {
            return;
        }

        (Region body, int nextId) = Pipeline.Joined(gradient.Function, gradient.Sweeps with { Parameters = gradient.Sweeps.Parameters.Add(new DerivativeParameter(gradient.Noise, null)) });
        var source = new Value(nextId, s_nodeNoise, "noise");
        body = Sites(gradient, body, source);
        var entry = new Entry(_function, NewNames(), body);
        entry.Noise(source, "noise", s_nodeNoise, "The noise of the nodes: its key, step, example and distribution.");
        entry.Gradients(gradient.Sweeps.Parameters, takesCotangents: false);
        NodeDocs(entry);
        Method("NodeGradient", entry, GradResult(), Yields.Reverse(_function), body, comments: false);
    }

    /// <summary>The body, behind what it needs before it: among that the noise of its sites, if it asks for any.</summary>
    private Region Sites(NodeGradient gradient, Region body, Value source, params Op[] before)
    {
        if (IrRewriter.Walk(body).Any(o => o.Operands.Contains(gradient.Noise)))
        {
            string rented = _recording + ".Sites({0}, " + gradient.Sites.ToString(CultureInfo.InvariantCulture) + ")";
            before = [.. before, new Opaque(-1, gradient.Noise, rented, ImmutableArray.Create(source), Effect.Unknown, Precedences.Call)];
        }

        return body with { Ops = body.Ops.InsertRange(0, before) };
    }

    /// <summary>It only throws, so that calls of it compile while the error is shown at its place.</summary>
    public void RefusedNodeGradient()
    {
        KeyOverload();
        if (_shape.HandWritten.Contains(CompanionSignature.NodeGradient + CompanionSignature.Noise))
        {
            return;
        }

        var entry = new Entry(_function, NewNames(), Region.Empty);
        entry.Noise(null, "noise", s_nodeNoise, "");
        entry.Gradients(ImmutableArray<DerivativeParameter>.Empty, takesCotangents: false);
        _writer.Line(Generated);
        _writer.Line(NodeHead(entry) + " =>");
        _writer.Line("    throw new global::System.NotSupportedException(\"" + _function.Name + " has no node gradient: see the DiffGen errors of the build.\");");
        _writer.Line();
    }

    /// <summary>Gaussian noise of step 0 and example 0 of a key.</summary>
    private void KeyOverload()
    {
        if (_shape.HandWritten.Contains(CompanionSignature.NodeGradient))
        {
            return;
        }

        var entry = new Entry(_function, NewNames(), Region.Empty);
        entry.Noise(null, "key", s_noiseKey, "The key of the noise, which is Gaussian: another one for each call, such as <c>key.Split(step)</c>.");
        entry.Gradients(ImmutableArray<DerivativeParameter>.Empty, takesCotangents: false);
        string key = entry.Extras[0].Name;
        NodeDocs(entry);
        _writer.Line(Generated);
        _writer.Line(NodeHead(entry) + " =>");
        _writer.Line("    " + _function.Name + "NodeGradient" + _shape.TypeParameters + "(" + string.Join(", ", entry.Passed.Select(p => p == key ? "new " + s_nodeNoise.Text + "(" + key + ")" : p)) + ");");
        _writer.Line();
    }

    private string NodeHead(Entry entry) => _shape.Modifiers + _shape.Dispatch + GradResult() + " " + _function.Name + "NodeGradient" + _shape.TypeParameters + "(" + string.Join(", ", entry.Declarations(keepDefaults: false)) + ")" + _shape.Constraints;

    private void NodeDocs(Entry entry) => Docs(
        "The value of <see cref=\"" + _shape.Cref + "\"/> and an unbiased estimate of its gradient by node perturbation: exact where no path leads through a <see cref=\"global::DiffGen.Node\"/> site. Gradient buffers are overwritten.",
        entry,
        "The value and the gradients of the scalar parameters.");
}
