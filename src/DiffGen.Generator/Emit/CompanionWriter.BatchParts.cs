using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Emit;

/// <summary>Batches that run in parts on several threads: the public companion divides the calls, and adds up what the parts give, the first part first.</summary>
internal sealed partial class CompanionWriter
{
    /// <summary>The rest of the public companion, and what all parts see; false where the batch runs as a whole.</summary>
    private bool BatchInParts(string suffix, IReadOnlyList<BatchParameter> parameters, Names names)
    {
        BatchParameter[] shared = [.. parameters.Where(p => p.Role == BatchRole.Grad && !p.IsPerCall && p.Argument!.IsMemory)];
        IrArgument[] returned = suffix == BatchSignature.Gradient ? [.. BatchSignature.Returned(_function)] : [];
        if (!_function.IsParallel || !_shape.IsStatic || shared.Any(p => p.Argument!.Type is { IsModel: true } or { Buffer: BufferKind.Matrix or BufferKind.Jagged } or { Members: not null }) || returned.Any(a => !a.Type.IsReal || a.Type != returned[0].Type))
        {
            return false;
        }

        RunsInParts = true;
        string calls = Calls(parameters), hash = StableHash.Of(_function.Key);
        string part = _function.Name + suffix + "Part_" + hash + _shape.TypeParameters, work = _function.Name + suffix + "Work_" + hash;
        string real = returned.Length > 0 ? returned[0].Type.Text : _function.ResultType!.Text;
        string chunk = names.Numbered("chunk"), chunks = names.Numbered("chunks"), sums = names.Numbered("sums"), first = names.Numbered("first"), behind = names.Numbered("behind"), all = names.Numbered("work");
        var parts = shared.ToDictionary(p => p.Name, p => names.Numbered(p.Name + "Parts"));
        string[] totals = [.. returned.Select(a => names.Numbered(a.Name.TrimStart('@') + "Total"))];

        _writer.Line("int " + chunks + " = " + Chunks + ".Count(" + calls + ", " + string.Join(" + ", shared.Select(p => "(long)" + p.Name + ".Length").DefaultIfEmpty("0")) + ");");
        _writer.Line(RecordingType + " " + _recording + " = " + RecordingType + ".Rent();");
        _writer.Open("try");
        _writer.Open("var " + all + " = new " + work + _shape.TypeParameters);
        foreach (BatchParameter parameter in parameters)
        {
            _writer.Line(parameter.Name + " = " + parameter.Name + ",");
        }

        foreach (BatchParameter buffer in shared)
        {
            _writer.Line(parts[buffer.Name] + " = " + _recording + ".Zeros<" + buffer.Argument!.Type.Element + ">(" + chunks + " * " + buffer.Name + ".Length),");
        }

        _writer.Line(sums + " = " + _recording + ".Zeros<" + real + ">(" + chunks + " * " + returned.Length + "),");
        _writer.Line(chunks + " = " + chunks + ",");
        _writer.Close("};");
        _writer.Line(Chunks + ".Run(ref " + all + ", " + chunks + ");");
        foreach (BatchParameter buffer in shared)
        {
            _writer.Line(Clear(buffer));
        }

        for (int i = 0; i < returned.Length; i++)
        {
            _writer.Line(returned[i].Type.Text + " " + totals[i] + " = " + (returned[i].Type.Real == RealKind.Generic ? returned[i].Type.Text + ".Zero" : "0") + ";");
        }

        if (returned.Length + shared.Length > 0)
        {
            _writer.Open("for (int " + chunk + " = 0; " + chunk + " < " + chunks + "; " + chunk + "++)");
            for (int i = 0; i < returned.Length; i++)
            {
                _writer.Line(totals[i] + " += " + all + "." + Sum(i) + ";");
            }

            foreach (BatchParameter buffer in shared)
            {
                _writer.Line("global::DiffGen.CompilerServices.Buffers.Accumulate(" + Own(all + "." + parts[buffer.Name], buffer) + ", " + buffer.Name + ");");
            }

            _writer.Close();
        }

        if (returned.Length > 0)
        {
            _writer.Line("return " + (returned.Length == 1 ? totals[0] : "(" + string.Join(", ", totals) + ")") + ";");
        }

        _writer.Close();
        _writer.Open("finally");
        _writer.Line(_recording + ".Return();");
        _writer.Close();
        _writer.Close();
        _writer.Line();

        _writer.Line(Generated);
        _writer.Open("private ref struct " + work + _shape.TypeParameters + " : global::DiffGen.CompilerServices.IChunks" + _shape.Constraints);
        foreach (BatchParameter parameter in parameters)
        {
            _writer.Line("public " + parameter.Type + " " + parameter.Name + ";");
        }

        foreach (BatchParameter buffer in shared)
        {
            _writer.Line("public " + buffer.Argument!.Type.AsSpan().Text + " " + parts[buffer.Name] + ";");
        }

        _writer.Line("public global::System.Span<" + real + "> " + sums + ";");
        _writer.Line("public int " + chunks + ";");
        _writer.Line();
        Optimized();
        _writer.Open("public void Run(int " + chunk + ")");
        _writer.Line("(int " + first + ", int " + behind + ") = " + Chunks + ".Range(0, " + calls + ", " + chunks + ", " + chunk + ");");
        IEnumerable<string> arguments = parameters.Select(p => (p.Passing == Passing.In ? "in " : "") + (p.IsPerCall ? p.Name + ".Slice(" + first + ", " + behind + " - " + first + ")" : parts.TryGetValue(p.Name, out string? own) ? Own(own, p) : p.Name));
        string target = returned.Length switch
        {
            0 => "",
            1 => Sum(0) + " = ",
            _ => "(" + string.Join(", ", returned.Select((_, i) => Sum(i))) + ") = ",
        };
        _writer.Line(target + part + "(" + string.Join(", ", arguments) + ");");
        _writer.Close();
        _writer.Close();
        _writer.Line();
        return true;

        string Sum(int i) => sums + "[" + (returned.Length == 1 ? chunk : chunk + " * " + returned.Length + (i == 0 ? "" : " + " + i)) + "]";

        string Own(string buffer, BatchParameter of) => buffer + ".Slice(" + chunk + " * " + of.Name + ".Length, " + of.Name + ".Length)";
    }
}
