using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Checkpoint;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Vectorize;

namespace DiffGen.Generator.Emit;

/// <summary>Outer loops on vectors: methods of their own behind the companion that calls them.</summary>
internal sealed partial class CompanionWriter
{
    private readonly List<OuterKernel> _outerKernels = [];

    /// <summary>Loops for the iterations that do not fill a vector of an outer loop.</summary>
    private readonly HashSet<Op> _remainders = new(ReferenceComparer.Instance);

    private Region OuterVectorized(Region body, IReadOnlyList<Value> parameters, Func<Value, Value, bool> areApart, string suffix)
    {
        if (!VectorizesLoops || _function.IsScalar)
        {
            return body;
        }

        (Region changed, IReadOnlyList<OuterKernel> kernels, HashSet<Op> left) = OuterLoopVectorizer.Run(
            Companion(body, parameters),
            areApart,
            origin => !IsScalar(_function, origin),
            (loop, vectors, bits) => _function.Name + suffix + "Lanes" + (vectors > 1 ? vectors + "x" : "") + bits + (loop == 0 ? "" : "_" + loop) + "_" + StableHash.Of(_function.Key),
            _shape.TypeParameters);
        _outerKernels.AddRange(kernels);
        _remainders.UnionWith(left);
        return changed;
    }

    /// <summary>The methods that run iterations together, and give up where one throws.</summary>
    private void OuterKernels()
    {
        string modifiers = _shape.IsStatic ? "private static " : "private ";
        foreach (OuterKernel kernel in _outerKernels)
        {
            var names = new Names([_recording]);
            (Value Value, string Name)[] given = [.. kernel.Free.Append(kernel.Kernel.First!).Append(kernel.Kernel.Count).Select(v => (v, names.Numbered(v.Name ?? "value")))];
            string? negligible = kernel.LeftOut is { } left ? names.Numbered(left.State.Name!) : null;
            (Value Value, string Name)[] known = negligible is null ? given : [.. given, (kernel.LeftOut!.State, negligible)];
            string declared = string.Join(", ", given.Select(k => Declaration(k.Value.Type, k.Name))), parameters = string.Join(", ", known.Select(k => Declaration(k.Value.Type, k.Name))), body = kernel.Name + "Body";
            string sums = kernel.Count switch { 0 => "void", 1 => kernel.Sum.Text, _ => "(" + string.Join(", ", Enumerable.Repeat(kernel.Sum.Text, kernel.Count)) + ")" };
            string call = body + _shape.TypeParameters + "(" + string.Join(", ", known.Select(k => k.Name).Append(_recording)) + ");";
            _writer.Line("/// <summary>Iterations that run together, and what they add to each sum; false where one of them throws.</summary>");
            _writer.Line(Generated);
            Optimized();
            _writer.Open(modifiers + OuterLoopVectorizer.ResultType(kernel.Count, kernel.Sum).Text + " " + kernel.Name + _shape.TypeParameters + "(" + declared + ")" + _shape.Constraints);
            _writer.Line(RecordingType + " " + _recording + " = " + RecordingType + ".Rent();");
            if (negligible is not null)
            {
                _writer.Line("global::System.Span<int> " + negligible + " = stackalloc int[1];");
            }

            _writer.Open("try");
            if (negligible is not null)
            {
                string read = string.Join(" + ", kernel.LeftOut!.Inputs.Select(i => i.Input).Where(i => i.Type.IsBuffer).Select((i, n) => (n == 0 ? "(long)" : "") + given.Single(g => g.Value.Equals(i)).Name + ".Length").DefaultIfEmpty("0"));
                _writer.Line(negligible + "[0] = " + LaneTemplates.Negligible + "Start(" + read + ", " + given[given.Length - 1].Name + " - " + given[given.Length - 2].Name + ");");
            }

            switch (kernel.Count)
            {
                case 0:
                    _writer.Line(call);
                    Repeat(call);
                    _writer.Line("return true;");
                    break;
                case 1 when negligible is null:
                    _writer.Line("return (true, " + call.Substring(0, call.Length - 1) + ");");
                    break;
                default:
                    string[] items = [.. Enumerable.Range(0, kernel.Count).Select(_ => names.Numbered("sum"))];
                    string declaration = string.Join(", ", items.Select(i => kernel.Sum.Text + " " + i));
                    _writer.Line((items.Length == 1 ? declaration : "(" + declaration + ")") + " = " + call);
                    Repeat((items.Length == 1 ? items[0] : "(" + string.Join(", ", items) + ")") + " = " + call);
                    _writer.Line("return (true, " + string.Join(", ", items) + ");");
                    break;
            }

            _writer.Close();
            _writer.Open("catch (global::System.Exception)");
            _writer.Line("// The iterations run one by one: the first that throws is found there.");
            _writer.Line("return default;");
            _writer.Close();
            _writer.Open("finally");
            _writer.Line(_recording + ".Return();");
            _writer.Close();
            _writer.Close();
            _writer.Line();
            _writer.Line(Generated);
            Optimized();
            _writer.Open(modifiers + sums + " " + body + _shape.TypeParameters + "(" + parameters + ", " + RecordingType + " " + _recording + ")" + _shape.Constraints);
            BodyPrinter.Print(_writer, known, RecordedBlocks.Run(kernel.Kernel.Body, known.Select(k => k.Value)), _function.Origins, CallName, this, _recording, comments: true, unchecks: _shape.ChecksOverflow, taken: names.Taken, readOnly: known.Where(k => !k.Value.Type.IsBuffer).Select(k => k.Value.Id).ToArray());
            _writer.Close();
            _writer.Line();

            void Repeat(string statement)
            {
                if (negligible is not null)
                {
                    _writer.Open("if (" + negligible + "[0] == " + LaneTemplates.Negligible + "Again)");
                    _writer.Line("// What was left out is not far below all else.");
                    _writer.Line(statement);
                    _writer.Close();
                }
            }
        }

        _outerKernels.Clear();
        _remainders.Clear();
    }
}
