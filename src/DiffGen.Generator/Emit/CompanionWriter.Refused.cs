using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Emit;

/// <summary>The companions of a method that is refused.</summary>
internal sealed partial class CompanionWriter
{
    /// <summary>Companions that only throw, so that calls of them compile while the error is shown at its place.</summary>
    public static string Refused(MethodShape shape, IrFunction function)
    {
        var writer = new CompanionWriter(shape, function, new Dictionary<string, IrFunction>(), null);
        Names names = writer.NewNames();
        ImmutableArray<(string Text, Value? Value, string Name)> tangents = function.Parameters.Where(p => p.IsActive).Select(p => (Declaration(TangentType(p), names.Parameter(DerivativeNames.Tangent(p.Name))), (Value?)null, "")).ToImmutableArray();
        writer.Stub(function.Name + "Jvp", writer.JvpResult(), tangents.Select(t => t.Text));
        names = writer.NewNames();
        var vjp = new List<string>();
        if (function.ResultType is { Real: not RealKind.None } result)
        {
            vjp.Add(Declaration(result, names.Parameter("valueGrad")));
        }

        vjp.AddRange(function.Parameters.Where(p => p.IsActive && p.Value.Type.IsBuffer).Select(p => Declaration(p.Value.Type.AsSpan(), names.Parameter(DerivativeNames.Grad(p.Name)))));
        writer.Stub(function.Name + "Vjp", writer.GradResult(), vjp);
        if (function.ResultType is { IsReal: true })
        {
            writer.Stub(function.Name + "Gradient", writer.GradResult(), vjp.Skip(1));
            if (function.WantsHvp)
            {
                names = writer.NewNames();
                IrParameter[] active = function.Parameters.Where(p => p.IsActive).ToArray(), buffers = active.Where(p => p.Value.Type.IsBuffer).ToArray();
                writer.Stub(
                    function.Name + "Hvp",
                    writer.HvpResult(),
                    active.Select(p => Declaration(TangentType(p), names.Parameter(DerivativeNames.Tangent(p.Name))))
                        .Concat(buffers.Select(p => Declaration(p.Value.Type.AsSpan(), names.Parameter(DerivativeNames.Grad(p.Name)))))
                        .Concat(buffers.Select(p => Declaration(p.Value.Type.AsSpan(), names.Parameter(DerivativeNames.Hvp(p.Name))))).ToArray());
            }
        }

        return writer.ToString();
    }

    private void Stub(string name, string result, IEnumerable<string> extra)
    {
        _writer.Line(Generated);
        _writer.Line(_shape.Modifiers + result + " " + name + "(" + string.Join(", ", _function.Parameters.Select(p => p.Text).Concat(extra)) + ") =>");
        _writer.Line("    throw new global::System.NotSupportedException(\"" + _function.Name + " has no derivative: see the DiffGen errors of the build.\");");
        _writer.Line();
    }
}
