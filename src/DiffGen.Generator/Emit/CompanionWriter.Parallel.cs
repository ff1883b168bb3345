using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Checkpoint;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Simplify;
using DiffGen.Generator.Vectorize;

namespace DiffGen.Generator.Emit;

/// <summary>
/// Loops that run in parts on several threads: a method that divides the iterations and adds up what the parts give, a struct that holds what all parts see, and a
/// method that runs a part.
/// </summary>
internal sealed partial class CompanionWriter
{
    private const string Chunks = "global::DiffGen.CompilerServices.Chunks";

    private readonly List<(ParallelLoop Loop, Func<Value, Value, bool> AreApart, string Suffix)> _parallelLoops = [];

    /// <summary>Whether a loop or a batch of the companions written so far runs in parts.</summary>
    public bool RunsInParts { get; private set; }

    private Region InParts(Region body, IReadOnlyList<Value> parameters, Func<Value, Value, bool> areApart, string suffix)
    {
        if (!_function.IsParallel || !_shape.IsStatic)
        {
            return body;
        }

        (Region changed, IReadOnlyList<ParallelLoop> loops) = ParallelLoops.Run(Companion(body, parameters), areApart, loop => _function.Name + suffix + "Parts" + (loop == 0 ? "" : "_" + loop) + "_" + StableHash.Of(_function.Key), _shape.TypeParameters);
        _parallelLoops.AddRange(loops.Select(l => (l, areApart, suffix)));
        RunsInParts |= loops.Count > 0;
        return changed;
    }

    /// <summary>The methods that run loops in parts.</summary>
    private void PartsOfLoops()
    {
        (ParallelLoop Loop, Func<Value, Value, bool> AreApart, string Suffix)[] loops = [.. _parallelLoops];
        _parallelLoops.Clear();
        for (int i = 0; i < loops.Length; i++)
        {
            (ParallelLoop loop, Func<Value, Value, bool> areApart, string suffix) = loops[i];
            var names = new Names([_recording, "chunk", "chunks", "first", "behind", "sums", "work"]);
            IReadOnlyList<(Value Value, string Name)> known = [.. loop.Range.Parameters.Select(p => (p.Value, names.Numbered((p.Value.Name ?? "value").TrimStart('@'))))];
            var parts = known.Where(k => loop.Sums.Contains(k.Value)).ToDictionary(k => k.Value.Id, k => names.Numbered(k.Name + "Parts"));
            Divided(loop, known, parts, names);
            Work(loop, known, parts);
            Part(loop, known, names, areApart, suffix + "Part" + (i == 0 ? "" : "_" + i));
        }
    }

    private static string Sums(ParallelLoop loop) => loop.Count switch { 0 => "void", 1 => loop.Sum.Text, _ => "(" + string.Join(", ", Enumerable.Repeat(loop.Sum.Text, loop.Count)) + ")" };

    /// <summary>Divides the iterations, runs the parts, and adds up what they give, the first part first.</summary>
    private void Divided(ParallelLoop loop, IReadOnlyList<(Value Value, string Name)> known, Dictionary<int, string> parts, Names names)
    {
        string from = known[known.Count - 2].Name, to = known[known.Count - 1].Name;
        (Value Value, string Name)[] sums = [.. known.Where(k => loop.Sums.Contains(k.Value))];
        string[] copied = [.. sums.Where(s => !loop.Own.Contains(s.Value.Id)).Select(s => "(long)" + s.Name + ".Length").DefaultIfEmpty("0")];
        _writer.Line("/// <summary>Iterations in parts, which may run on several threads, and what they add to each sum; false where one of them throws.</summary>");
        _writer.Line(Generated);
        Optimized();
        _writer.Open("private static " + OuterLoopVectorizer.ResultType(loop.Count, loop.Sum).Text + " " + loop.Name + _shape.TypeParameters + "(" + string.Join(", ", known.Select(k => Declaration(k.Value.Type, k.Name))) + ")" + _shape.Constraints);
        _writer.Line("int chunks = " + Chunks + ".Count((long)" + to + " - " + from + ", " + string.Join(" + ", copied) + ");");
        _writer.Line(RecordingType + " " + _recording + " = " + RecordingType + ".Rent();");
        _writer.Open("try");
        _writer.Open("var work = new " + loop.Name + "Work" + _shape.TypeParameters);
        foreach ((Value _, string name) in known)
        {
            _writer.Line(name + " = " + name + ",");
        }

        foreach ((Value value, string name) in sums)
        {
            _writer.Line(parts[value.Id] + " = " + _recording + ".Zeros<" + value.Type.Element + ">(" + (loop.Own.Contains(value.Id) ? "" : "chunks * ") + name + ".Length),");
        }

        _writer.Line("sums = " + _recording + ".Zeros<" + loop.Sum.Text + ">(chunks * " + loop.Count + "),");
        _writer.Line("chunks = chunks,");
        _writer.Close("};");
        _writer.Line(Chunks + ".Run(ref work, chunks);");
        string[] totals = [.. Enumerable.Range(0, loop.Count).Select(_ => names.Numbered("sum"))];
        foreach (string total in totals)
        {
            _writer.Line(loop.Sum.Text + " " + total + " = 0;");
        }

        if (loop.Count > 0 || sums.Any(s => !loop.Own.Contains(s.Value.Id)))
        {
            _writer.Open("for (int chunk = 0; chunk < chunks; chunk++)");
            for (int k = 0; k < totals.Length; k++)
            {
                _writer.Line(totals[k] + " += work.sums[" + (loop.Count == 1 ? "chunk" : "chunk * " + loop.Count + (k == 0 ? "" : " + " + k)) + "];");
            }

            foreach ((Value value, string name) in sums.Where(s => !loop.Own.Contains(s.Value.Id)))
            {
                _writer.Line("global::DiffGen.CompilerServices.Buffers.Accumulate(" + PartOf("work." + parts[value.Id], name) + ", " + name + ");");
            }

            _writer.Close();
        }

        foreach ((Value value, string name) in sums.Where(s => loop.Own.Contains(s.Value.Id)))
        {
            _writer.Line("global::DiffGen.CompilerServices.Buffers.Accumulate(work." + parts[value.Id] + ", " + name + ");");
        }

        _writer.Line("return " + (loop.Count == 0 ? "true" : "(true, " + string.Join(", ", totals) + ")") + ";");
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
    }

    private static string PartOf(string parts, string buffer) => parts + ".Slice(chunk * " + buffer + ".Length, " + buffer + ".Length)";

    /// <summary>What all parts see.</summary>
    private void Work(ParallelLoop loop, IReadOnlyList<(Value Value, string Name)> known, Dictionary<int, string> parts)
    {
        string from = known[known.Count - 2].Name, to = known[known.Count - 1].Name;
        _writer.Line(Generated);
        _writer.Open("private ref struct " + loop.Name + "Work" + _shape.TypeParameters + " : global::DiffGen.CompilerServices.IChunks" + _shape.Constraints);
        foreach ((Value value, string name) in known)
        {
            _writer.Line("public " + Declaration(value.Type, name) + ";");
            if (loop.Sums.Contains(value))
            {
                _writer.Line("public " + Declaration(value.Type.AsSpan(), parts[value.Id]) + ";");
            }
        }

        _writer.Line("public global::System.Span<" + loop.Sum.Text + "> sums;");
        _writer.Line("public int chunks;");
        _writer.Line();
        Optimized();
        _writer.Open("public void Run(int chunk)");
        _writer.Line("(int first, int behind) = " + Chunks + ".Range(" + from + ", " + to + ", chunks, chunk);");
        _writer.Line(RecordingType + " " + _recording + " = " + RecordingType + ".Rent();");
        _writer.Open("try");
        IEnumerable<string> arguments = known.Take(known.Count - 2).Select(k => !loop.Sums.Contains(k.Value) ? k.Name : loop.Own.Contains(k.Value.Id) ? parts[k.Value.Id] : PartOf(parts[k.Value.Id], k.Name)).Concat(["first", "behind", _recording]);
        string targets = loop.Count switch
        {
            0 => "",
            1 => "sums[chunk] = ",
            _ => "(" + string.Join(", ", Enumerable.Range(0, loop.Count).Select(k => "sums[chunk * " + loop.Count + (k == 0 ? "" : " + " + k) + "]")) + ") = ",
        };
        _writer.Line(targets + loop.Name + "Part" + _shape.TypeParameters + "(" + string.Join(", ", arguments) + ");");
        _writer.Close();
        _writer.Open("finally");
        _writer.Line(_recording + ".Return();");
        _writer.Close();
        _writer.Close();
        _writer.Close();
        _writer.Line();
    }

    /// <summary>Runs a part.</summary>
    private void Part(ParallelLoop loop, IReadOnlyList<(Value Value, string Name)> known, Names names, Func<Value, Value, bool> areApart, string suffix)
    {
        Value[] parameters = [.. known.Select(k => k.Value)];
        Region body = ScratchArrays.Run(Vectorized(RecordedBlocks.Run(OuterVectorized(loop.Range.Body, parameters, AreApart, suffix), parameters), _function, parameters, AreApart));
        _writer.Line(Generated);
        Optimized();
        _writer.Open("private static " + Sums(loop) + " " + loop.Name + "Part" + _shape.TypeParameters + "(" + string.Join(", ", known.Select(k => Declaration(k.Value.Type, k.Name)).Append(RecordingType + " " + _recording)) + ")" + _shape.Constraints);
        BodyPrinter.Print(_writer, known, body, _function.Origins, CallName, this, _recording, comments: true, unchecks: _shape.ChecksOverflow, taken: names.Taken, readOnly: known.Where(k => !k.Value.Type.IsBuffer).Select(k => k.Value.Id).ToArray());
        _writer.Close();
        _writer.Line();
        OuterKernels();

        // What a part adds to is memory of its own.
        bool AreApart(Value a, Value b) => loop.Sums.Contains(a) || loop.Sums.Contains(b) || areApart(a, b);
    }
}
