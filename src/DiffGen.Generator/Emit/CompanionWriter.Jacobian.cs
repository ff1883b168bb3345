using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Emit;

/// <summary>The Jacobian: runs of the forward companion, a column each, or of the reverse companion, a row each.</summary>
internal sealed partial class CompanionWriter
{
    /// <param name="original">The method as it was lowered.</param>
    /// <param name="writes">What methods write.</param>
    /// <param name="jvp">Its forward companion; null where that is written by hand.</param>
    /// <param name="vjp">Its reverse companion; null where that is written by hand.</param>
    public void Jacobian(IrFunction original, Writes writes, Derivative? jvp, JoinedSweeps? vjp)
    {
        IrType real = CompanionSignature.JacobianElement(_function)!;
        var entry = new Entry(_function, NewNames(), Region.Empty);
        entry.Jacobian(real);
        var counts = _function.Arguments.Where(a => a.Type.Buffer == BufferKind.Jagged).ToDictionary(a => a, a => entry.Names.Numbered(Plain(a) + "Count"));
        ImmutableArray<JacobianPart> parts = JacobianPart.Of(_function, original, writes, a => counts.TryGetValue(a, out string? counted) ? counted : a.Name + (a.Type.IsModel ? "." + ParameterClass.ParameterCount : ".Length"));
        Extent rows = parts.Aggregate(Extent.Of(0), (sum, p) => sum + p.Rows), columns = parts.Aggregate(Extent.Of(0), (sum, p) => sum + p.Columns);
        Docs(
            "All partial derivatives of <see cref=\"" + _shape.Cref + "\"/>, row by row. Rows: " + Named(parts.Where(p => p.HasRows)) + "; columns: " + Named(parts.Where(p => p.HasColumns)) + ".",
            entry,
            _function.ResultType is null ? null : "The value.");
        _writer.Line(Generated);
        Optimized();
        _writer.Open(_shape.Modifiers + _shape.JacobianDispatch + _result + " " + _function.Name + "Jacobian" + _shape.TypeParameters + "(" + string.Join(", ", entry.Declarations(keepDefaults: false)) + ")" + _shape.Constraints);
        ImmutableArray<JacobianMethod> together = RunsTogether(jvp, vjp, parts, rows, columns);
        new JacobianBody(this, entry, real, parts, rows, columns, counts, together).Write();
        _writer.Close();
        _writer.Line();
        foreach (JacobianMethod method in together)
        {
            Together(method);
        }
    }

    private static string Plain(IrArgument argument) => argument.IsReceiver ? "receiver" : argument.Name.TrimStart('@');

    private static string Named(IEnumerable<JacobianPart> parts)
    {
        string[] names = parts.Select(p => p.Argument is null ? "the result" + Members(p)
            : p.Argument.IsReceiver ? "the receiver" + Members(p)
            : "<paramref name=\"" + p.Argument.Name.TrimStart('@') + "\"/>" + Members(p)).ToArray();
        return names.Length == 0 ? "none" : string.Join(", ", names);

        static string Members(JacobianPart part) => part.Type.Layout is not { Kind: not CompositeKind.Model } layout ? ""
            : " (" + string.Join(", ", layout.Leaves.Where(l => l.IsActive).Select(l => string.Join(".", l.Path.Select(f => f.Name.TrimStart('@'))))) + (part.IsMemory ? " of each element" : "") + ")";
    }
}
