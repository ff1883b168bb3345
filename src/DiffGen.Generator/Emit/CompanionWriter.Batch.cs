using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Vectorize;

namespace DiffGen.Generator.Emit;

/// <summary>
/// The batch companions: as many calls as a vector has lanes at a time, as long as there are so many left; the rest, and what cannot run in lanes, call
/// by call through the method's own companions.
/// </summary>
internal sealed partial class CompanionWriter
{
    /// <summary>Pairs of buffers up to which each is looked at; of more it is asked first whether they lie one behind the other.</summary>
    private const int MostPairs = 24;

    private static readonly int[] s_widths = [512, 256, 128];

    /// <summary>A batch companion.</summary>
    /// <param name="suffix">Which one.</param>
    /// <param name="body">What a call runs; null where the batch runs call by call.</param>
    /// <returns>Why the batch runs call by call, where it was to run in lanes.</returns>
    public NotInLanesException? Batch(string suffix, BatchBody? body)
    {
        IReadOnlyList<BatchParameter> parameters = BatchSignature.Of(_function, suffix);
        var names = new Names(parameters.Select(p => p.Name).Append(_recording));
        string count = names.Numbered("count");
        var kernels = new List<(int Bits, LaneKernel Kernel, IReadOnlyList<(Value Value, string Name)> Known)>();
        NotInLanesException? obstacle = null;
        try
        {
            foreach (int bits in body is null ? System.Array.Empty<int>() : s_widths)
            {
                (LaneKernel kernel, IReadOnlyList<(Value, string)> known) = body!.InLanes(_function, parameters, count, bits);
                kernels.Add((bits, kernel, known));
            }
        }
        catch (NotInLanesException found)
        {
            obstacle = found;
            kernels.Clear();
        }

        BatchDocs(suffix, parameters);
        _writer.Line(Generated);
        Optimized();
        _writer.Open(BatchHead(suffix, parameters));
        BatchChecks(parameters);

        if (BatchInParts(suffix, parameters, names))
        {
            _writer.Line(Generated);
            Optimized();
            _writer.Open(BatchHead(suffix, parameters, run: true));
        }

        string name(int bits) => _function.Name + suffix + "Lanes" + bits + "_" + StableHash.Of(_function.Key);
        BatchCalls(suffix, parameters, names, kernels.Select(k => (k.Bits, name(k.Bits), k.Kernel)).ToArray());
        _writer.Close();
        _writer.Line();
        foreach ((int bits, LaneKernel kernel, IReadOnlyList<(Value Value, string Name)> known) in kernels)
        {
            string declarations = string.Join(", ", parameters.Select(p => p.Text).Append("int " + count).Concat(UsesRecording(kernel.Body) ? [RecordingType + " " + _recording] : []));
            _writer.Line(Generated);
            Optimized();
            _writer.Open((_shape.IsStatic ? "private static " : "private ") + BatchSignature.Result(_function, suffix) + " " + name(bits) + _shape.TypeParameters + "(" + declarations + ")" + _shape.Constraints);
            BodyPrinter.Print(_writer, known, kernel.Body, _function.Origins, CallName, this, _recording, comments: suffix != BatchSignature.Gradient, unchecks: _shape.ChecksOverflow, taken: names.Taken, readOnly: known.Where(k => !k.Value.Type.IsBuffer).Select(k => k.Value.Id).ToArray());
            _writer.Close();
            _writer.Line();
        }

        return obstacle;
    }

    /// <param name="suffix">Which companion.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="run">The method behind it that runs a part of the batch.</param>
    private string BatchHead(string suffix, IReadOnlyList<BatchParameter> parameters, bool run = false)
    {
        IrArgument[] returned = suffix == BatchSignature.Gradient ? BatchSignature.Returned(_function).ToArray() : [];
        var taken = new HashSet<string>(StringComparer.Ordinal);
        string result = returned.Length switch
        {
            0 => "void",
            1 => returned[0].Type.Declared,
            _ => "(" + string.Join(", ", returned.Select(a => a.Type.Declared + " " + ElementName(a, "Grad", taken))) + ")",
        };
        return (run ? "private static " : _shape.Modifiers) + result + " " + _function.Name + suffix + (run ? "Part_" + StableHash.Of(_function.Key) : "") + _shape.TypeParameters + "(" + string.Join(", ", parameters.Select(p => p.Text)) + ")" + _shape.Constraints;
    }

    private void BatchDocs(string suffix, IReadOnlyList<BatchParameter> parameters)
    {
        string what = suffix switch
        {
            BatchSignature.Primal => "The values of <see cref=\"" + _shape.Cref + "\"/> for a batch of calls.",
            BatchSignature.Jvp => "The values of <see cref=\"" + _shape.Cref + "\"/> for a batch of calls, and their tangents (forward mode).",
            _ => "The values of <see cref=\"" + _shape.Cref + "\"/> for a batch of calls, and their gradients (reverse mode). All gradients are overwritten; those of what the calls share are summed over the batch.",
        };
        _writer.Line("/// <summary>" + what + " Spans with an element per call are all of one length.</summary>");
        foreach (BatchParameter parameter in parameters)
        {
            string of = parameter.Argument is null ? "" : parameter.Argument.IsReceiver ? "the receiver" : "<paramref name=\"" + parameter.Argument.Name.TrimStart('@') + "\"/>";
            string text = parameter.Role switch
            {
                BatchRole.Argument => parameter.IsPerCall ? "Of each call, as of <see cref=\"" + _shape.Cref + "\"/>." : "Of all calls, as of <see cref=\"" + _shape.Cref + "\"/>.",
                BatchRole.Tangent => "Tangent of " + of + (parameter.IsPerCall ? ", of each call." : "."),
                BatchRole.Value => "The value of each call; overwritten.",
                BatchRole.ResultTangent => "The tangent of each value; overwritten.",
                _ => "The gradient with respect to " + of + (parameter.IsPerCall ? ", of each call; overwritten." : ", summed over the batch; as long as it; overwritten."),
            };
            _writer.Line("/// <param name=\"" + parameter.Name.TrimStart('@') + "\">" + text + "</param>");
        }

        if (suffix == BatchSignature.Gradient && BatchSignature.Returned(_function).Any())
        {
            _writer.Line("/// <returns>The gradients of the uniform parameters, summed over the batch.</returns>");
        }

        _writer.Line("/// <exception cref=\"global::System.ArgumentException\">A span has another length than it must have, or one that is written overlaps another.</exception>");
    }

    /// <summary>How many calls there are, in C#.</summary>
    private static string Calls(IReadOnlyList<BatchParameter> parameters) => (parameters.FirstOrDefault(p => p.Role == BatchRole.Argument && p.IsPerCall) ?? parameters.First(p => p.Role == BatchRole.Value)).Name + ".Length";

    private void BatchChecks(IReadOnlyList<BatchParameter> parameters)
    {
        var checks = new List<string>();
        BatchParameter[] perCall = parameters.Where(p => p.IsPerCall).ToArray();
        foreach (BatchParameter parameter in perCall.Skip(1))
        {
            checks.Add("global::DiffGen.CompilerServices.Arguments.SameLength(" + parameter.Name + ".Length, " + perCall[0].Name + ".Length, nameof(" + parameter.Name + "), nameof(" + perCall[0].Name + "));");
        }

        foreach (BatchParameter parameter in parameters.Where(p => !p.IsPerCall && p.Role != BatchRole.Argument && p.Argument!.IsMemory))
        {
            Lengths(checks, parameter.Name, parameter.Argument!);
        }

        Buffer[] memory = parameters.Where(p => p.IsPerCall || MayShare(p.Argument!.Type, p.Passing)).Select(Of).ToArray();
        var pairs = new List<string>();
        for (int i = 0; i < memory.Length; i++)
        {
            if (memory[i].IsWritten)
            {
                Overlap(pairs, memory[i], memory.Where((m, k) => k != i && (k < i || !m.IsWritten)));
            }
        }

        Lines(checks);
        if (pairs.Count <= MostPairs || memory.Any(m => m.Type.Buffer is not (BufferKind.Span or BufferKind.ReadOnlySpan)))
        {
            Lines(pairs);
            return;
        }

        _writer.Line("// Buffers that lie one behind the other share no memory.");
        _writer.Open("if (!(" + InOrder(memory) + "))");
        Lines(pairs);
        _writer.Close();

        void Lines(List<string> lines)
        {
            foreach (string line in lines)
            {
                _writer.Line(line);
            }
        }

        static Buffer Of(BatchParameter p)
        {
            if (p.IsPerCall)
            {
                string element = p.Type.Substring(p.Type.IndexOf('<') + 1, p.Type.Length - p.Type.IndexOf('<') - 2);
                return new Buffer(p.Name, p.Name, IrType.BufferOf(p.IsWritten ? BufferKind.Span : BufferKind.ReadOnlySpan, element, RealKind.None), p.IsWritten, p.Role == BatchRole.Argument, p.Role == BatchRole.Tangent);
            }

            IrType type = p.Argument!.Type;
            return type.IsModel
                ? new Buffer(p.Name, p.Name + "." + ParameterClass.Parameters, type.Layout!.Leaves[0].Type, p.IsWritten, p.Role == BatchRole.Argument, p.Role == BatchRole.Tangent)
                : new Buffer(p.Name, p.Name, p.IsWritten ? type.AsSpan() : type, p.IsWritten, p.Role == BatchRole.Argument, p.Role == BatchRole.Tangent);
        }
    }

    /// <summary>Buffers that are read lie in the order of the parameters, those that are written too, and all of the one before all of the other.</summary>
    private static string InOrder(Buffer[] memory)
    {
        Buffer[] read = memory.Where(m => !m.IsWritten).ToArray(), written = memory.Where(m => m.IsWritten).ToArray();
        IEnumerable<string> orders = Chain(read).Concat(Chain(written));
        if (read.Length > 0)
        {
            orders = orders.Append("(" + Before(read[read.Length - 1], written[0]) + " || " + Before(written[written.Length - 1], read[0]) + ")");
        }

        return string.Join(" && ", orders);

        static IEnumerable<string> Chain(Buffer[] buffers) => buffers.Skip(1).Select((b, i) => Before(buffers[i], b));

        static string Before(Buffer a, Buffer b) => "global::DiffGen.CompilerServices.Arguments.IsBefore<" + ElementOf(a.Type) + ", " + ElementOf(b.Type) + ">(" + a.Text + ", " + b.Text + ")";
    }

    private void BatchCalls(string suffix, IReadOnlyList<BatchParameter> parameters, Names names, (int Bits, string Name, LaneKernel Kernel)[] kernels)
    {
        string calls = Calls(parameters), done = names.Numbered("done"), call = names.Numbered("call");
        IrArgument[] returned = suffix == BatchSignature.Gradient ? BatchSignature.Returned(_function).ToArray() : [];
        string[] sums = returned.Select(a => names.Numbered(a.Name.TrimStart('@') + "Grad")).ToArray();
        BatchParameter[] cleared = parameters.Where(p => p.Role == BatchRole.Grad && !p.IsPerCall).ToArray();
        for (int i = 0; i < returned.Length; i++)
        {
            _writer.Line(returned[i].Type.Text + " " + sums[i] + " = " + (returned[i].Type.Real == RealKind.Generic ? returned[i].Type.Text + ".Zero" : "0") + ";");
        }

        foreach (BatchParameter buffer in cleared)
        {
            _writer.Line(Clear(buffer));
        }

        if (kernels.Length > 0)
        {
            InLanes();
        }

        _writer.Open("for (int " + call + " = " + (kernels.Length > 0 ? done : "0") + "; " + call + " < " + calls + "; " + call + "++)");
        OneCall(suffix, parameters, names, call, returned, sums, cleared.Length > 0);
        _writer.Close();
        if (sums.Length > 0)
        {
            _writer.Line();
            _writer.Line(sums.Length == 1 ? "return " + sums[0] + ";" : "return (" + string.Join(", ", sums) + ");");
        }

        void InLanes()
        {
            bool records = kernels.Any(k => UsesRecording(k.Kernel.Body)), throws = kernels.Any(k => k.Kernel.MayThrow);
            _writer.Line("int " + done + " = 0;");
            if (records)
            {
                _writer.Line(RecordingType + " " + _recording + " = " + RecordingType + ".Rent();");
            }

            if (records || throws)
            {
                _writer.Open("try");
            }

            for (int i = 0; i < kernels.Length; i++)
            {
                (int bits, string name, LaneKernel kernel) = kernels[i];
                int lanes = new LaneShape(bits, _function.ResultType!.Real).Count;
                _writer.Open((i == 0 ? "if" : "else if") + " (global::System.Runtime.Intrinsics.Vector" + bits + ".IsHardwareAccelerated && " + calls + " >= " + lanes + ")");
                _writer.Line(done + " = " + calls + " & ~" + (lanes - 1) + ";");
                string target = sums.Length == 0 ? "" : (sums.Length == 1 ? sums[0] : "(" + string.Join(", ", sums) + ")") + " = ";
                string arguments = string.Join(", ", parameters.Select(p => (p.Passing == Passing.In ? "in " : "") + p.Name).Append(done).Concat(UsesRecording(kernel.Body) ? [_recording] : []));
                _writer.Line(target + name + _shape.TypeParameters + "(" + arguments + ");");
                _writer.Close();
            }

            if (!records && !throws)
            {
                return;
            }

            _writer.Close();
            if (throws)
            {
                _writer.Open("catch (global::System.Exception)");
                _writer.Line("// Some call throws: call by call, the first that does is met first.");
                _writer.Line(done + " = 0;");
                for (int i = 0; i < returned.Length; i++)
                {
                    _writer.Line(sums[i] + " = 0;");
                }

                foreach (BatchParameter buffer in cleared)
                {
                    _writer.Line(Clear(buffer));
                }

                _writer.Close();
            }

            if (records)
            {
                _writer.Open("finally");
                _writer.Line(_recording + ".Return();");
                _writer.Close();
            }

            _writer.Line();
        }
    }

    private static string Clear(BatchParameter buffer) => buffer.Argument!.Type switch
    {
        { IsModel: true } => buffer.Name + "." + ParameterClass.Parameters + ".Clear();",
        { Buffer: BufferKind.Matrix } => "global::System.Array.Clear(" + buffer.Name + ");",
        { Buffer: BufferKind.Jagged } => "global::DiffGen.CompilerServices.JaggedArrays.Clear(" + buffer.Name + ");",
        _ => buffer.Name + ".Clear();",
    };

    /// <summary>One call, through the companion for single calls.</summary>
    private void OneCall(string suffix, IReadOnlyList<BatchParameter> parameters, Names names, string call, IrArgument[] returned, string[] sums, bool addsToBuffers)
    {
        string At(BatchParameter p) => p.IsPerCall ? p.Name + "[" + call + "]" : (p.Passing == Passing.In ? "in " : "") + p.Name;
        string own = string.Join(", ", parameters.Where(p => p.Role == BatchRole.Argument).Select(At));
        string value = At(parameters.First(p => p.Role == BatchRole.Value));
        switch (suffix)
        {
            case BatchSignature.Primal:
                _writer.Line(value + " = " + Itself("") + "(" + own + ");");
                return;
            case BatchSignature.Jvp:
                string tangents = string.Join(", ", parameters.Where(p => p.Role == BatchRole.Tangent).Select(At));
                _writer.Line("(" + value + ", " + At(parameters.First(p => p.Role == BatchRole.ResultTangent)) + ") = " + Itself("Jvp") + "(" + Joined(own, tangents) + ");");
                return;
        }

        // The gradients of shared buffers are added to, which the gradient companion would overwrite.
        string buffers = string.Join(", ", parameters.Where(p => p.Role == BatchRole.Grad && !p.IsPerCall).Select(p => p.Name));
        string text = addsToBuffers
            ? Itself("Vjp") + "(" + Joined(own, _function.ResultType!.Real == RealKind.Generic ? _function.ResultType.Text + ".One" : "1", buffers) + ")"
            : Itself("Gradient") + "(" + own + ")";
        var targets = new List<string> { value };
        var added = new List<string>();
        foreach (IrArgument argument in Returned())
        {
            int at = Array.IndexOf(returned, argument);
            if (at < 0)
            {
                targets.Add(At(parameters.First(p => p.Role == BatchRole.Grad && p.Argument == argument)));
                continue;
            }

            string one = names.Numbered(argument.Name.TrimStart('@') + "GradOfCall");
            targets.Add(one);
            added.Add(sums[at] + " += " + one + ";");
            _writer.Line(argument.Type.Text + " " + one + ";");
        }

        _writer.Line((targets.Count == 1 ? targets[0] : "(" + string.Join(", ", targets) + ")") + " = " + text + ";");
        foreach (string line in added)
        {
            _writer.Line(line);
        }
    }

    private static string Joined(params string[] parts) => string.Join(", ", parts.Where(p => p.Length > 0));

    /// <summary>The method, or a companion of it, as code calls it where a parameter may have its name.</summary>
    private string Itself(string suffix)
    {
        string name = _function.CallName.Substring(_function.DeclaringType.Length).Split('<')[0];
        return (_shape.IsStatic ? _function.DeclaringType : "this") + name + suffix + _shape.TypeParameters;
    }
}
