using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Vectorize;

namespace DiffGen.Generator.Emit;

/// <summary>Loops over vectors that have methods of their own, behind the companion that calls them.</summary>
internal sealed partial class CompanionWriter
{
    private readonly List<LoopMethod> _loopMethods = [];

    private Region Outlined(Region body, IEnumerable<Value> parameters, string suffix)
    {
        (Region changed, IReadOnlyList<LoopMethod> methods) = OutlinedLoops.Run(
            parameters.ToArray(),
            body,
            loop => _function.Name + suffix + "Loop" + (loop == 0 ? "" : loop.ToString(System.Globalization.CultureInfo.InvariantCulture)) + "_" + StableHash.Of(_function.Key),
            _shape.TypeParameters);
        _loopMethods.AddRange(methods);
        return changed;
    }

    private void LoopMethods()
    {
        foreach (LoopMethod method in _loopMethods)
        {
            var names = new Names([_recording]);
            (Value Value, string Name)[] known = [.. method.Parameters.Select(v => (v, names.Numbered(v.Name ?? Stem(v.Type))))];
            _writer.Line(Generated);
            Optimized();
            _writer.Open((_shape.IsStatic ? "private static " : "private ") + (method.Result?.Text ?? "void") + " " + method.Name + _shape.TypeParameters + "(" + string.Join(", ", known.Select(k => Declaration(k.Value.Type, k.Name))) + ")" + _shape.Constraints);
            BodyPrinter.Print(_writer, known, method.Body, _function.Origins, CallName, this, _recording, comments: false, unchecks: _shape.ChecksOverflow, taken: names.Taken, readOnly: known.Select(k => k.Value.Id).ToArray());
            _writer.Close();
            _writer.Line();
        }

        _loopMethods.Clear();
    }

    /// <summary>What stands for a value without a name, as in the method that calls.</summary>
    private static string Stem(IrType type) => type.IsBuffer || type.Text.StartsWith("ref ", System.StringComparison.Ordinal) ? "buffer" : type.Text == "int" ? "k" : "value";
}
