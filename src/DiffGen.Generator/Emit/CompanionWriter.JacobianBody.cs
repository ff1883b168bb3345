using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Vectorize;

namespace DiffGen.Generator.Emit;

/// <summary>How a Jacobian is computed: by runs of the forward companion, a column each, or of the reverse companion, a row each.</summary>
internal sealed partial class CompanionWriter
{
    /// <summary>
    /// How many runs of the forward companion cost as much as one of the reverse companion. A tangent doubles the work of the method, or a little
    /// more; the reverse sweep takes twice the method's work, the forward sweep before it once, and the recording in between about as much again.
    /// </summary>
    private const int ForwardRunsInOneReverse = 2;

    /// <summary>The statements of one Jacobian.</summary>
    private sealed partial class JacobianBody
    {
        private const string Cast = "global::System.Runtime.InteropServices.MemoryMarshal.Cast<";
        private const string Jagged = "global::DiffGen.CompilerServices.JaggedArrays.";
        private const string Jacobians = "global::DiffGen.CompilerServices.Jacobians.";

        private readonly CompanionWriter _companions;
        private readonly CodeWriter _writer;
        private readonly IrFunction _function;
        private readonly MethodShape _shape;
        private readonly Entry _entry;
        private readonly string _jacobian;
        private readonly IrType _real;
        private readonly string _span;
        private readonly string _one;
        private readonly string _zero;
        private readonly ImmutableArray<JacobianPart> _parts;
        private readonly Extent _rows;
        private readonly Extent _columns;
        private readonly Dictionary<IrArgument, string> _counts;
        private readonly List<string> _restores = [];
        private readonly Dictionary<IrArgument, string> _finals = [];
        private readonly string _recording;
        private readonly ImmutableArray<JacobianMethod> _together;

        public JacobianBody(CompanionWriter companions, Entry entry, IrType real, ImmutableArray<JacobianPart> parts, Extent rows, Extent columns, Dictionary<IrArgument, string> counts, ImmutableArray<JacobianMethod> together)
        {
            _companions = companions;
            _writer = companions._writer;
            _function = companions._function;
            _shape = companions._shape;
            _recording = companions._recording;
            _entry = entry;
            _jacobian = entry.Extras[0].Name;
            _real = real;
            _span = "global::System.Span<" + real.Text + ">";
            (_one, _zero) = real.Real switch
            {
                RealKind.Generic => (real.Text + ".One", real.Text + ".Zero"),
                RealKind.Float => ("1f", "0f"),
                _ => ("1.0", "0.0"),
            };
            _parts = parts;
            _rows = rows;
            _columns = columns;
            _counts = counts;
            _together = together;
        }

        private bool IsEmpty => _rows is { IsConstant: true, Constant: 0 } || _columns is { IsConstant: true, Constant: 0 };

        private bool MayBeEmpty => _rows.Constant == 0 || _columns.Constant == 0;

        private bool HasResult => _function.ResultType is not null;

        /// <summary>Buffers and models with a tangent.</summary>
        private IEnumerable<JacobianPart> ActiveMemory => _parts.Where(p => p.IsMemory && p.IsActive);

        public void Write()
        {
            foreach (KeyValuePair<IrArgument, string> counted in _counts)
            {
                _writer.Line("int " + counted.Value + " = " + Jacobians + "Count(" + counted.Key.Name + ");");
            }

            string rowCount = Name("rowCount"), columnCount = Name("columnCount");
            _writer.Line("long " + rowCount + " = " + _rows.AsLong + ";");
            _writer.Line("long " + columnCount + " = " + _columns.AsLong + ";");
            _writer.Line(Jacobians + "RequireLength(" + _jacobian + ".Length, " + rowCount + ", " + columnCount + ", nameof(" + _jacobian + "));");
            foreach (string check in _companions.Checks(_entry))
            {
                _writer.Line(check);
            }

            // A run reads what the one before it must not have written.
            foreach (IrArgument read in _function.Arguments.Where(a => a is { Passing: Passing.In, Type: { Buffer: BufferKind.None, IsModel: false }, IsActive: true } && (a.Type.IsReal || a.Type.Layout is { Uniform: not RealKind.None })))
            {
                _writer.Line("global::DiffGen.CompilerServices.Arguments.Disjoint<" + _real.Text + ", " + read.Type.Declared + ">(" + _jacobian + ", new global::System.ReadOnlySpan<" + read.Type.Declared + ">(in " + read.Name + "), nameof(" + _jacobian + "), nameof(" + read.Name + "));");
            }

            if (IsEmpty)
            {
                RunPlainly();
                return;
            }

            if (MayBeEmpty)
            {
                _writer.Open("if (" + _jacobian + ".IsEmpty)");
                RunPlainly();
                if (!HasResult)
                {
                    _writer.Line("return;");
                }

                _writer.Close();
                _writer.Line();
            }

            string rows = Name("rows"), columns = Name("columns"), row = Name("row"), value = Name("value"), result = Name("result");
            _writer.Line("int " + rows + " = (int)" + rowCount + ", " + columns + " = (int)" + columnCount + ";");
            if (HasResult)
            {
                _writer.Line(_companions._result + " " + value + " = default!;");
            }

            foreach (IrArgument given in _function.Arguments.Where(a => a.Passing == Passing.Out))
            {
                // What is passed "in" may be the same variable: it keeps its value until the last run is over.
                _finals[given] = Name(Plain(given) + "Final");
                _writer.Line(given.Type.Declared + " " + _finals[given] + " = default!;");
            }

            bool? isForward = _rows.IsConstant && _columns.IsConstant ? _columns.Constant <= ForwardRunsInOneReverse * _rows.Constant : null;
            bool recordsOneByOne = isForward != false || _parts.Any(p => p.IsMemory && p.IsActive && !p.HasColumns);
            if (!_together.IsEmpty && !_together.Any(m => m.Records) && !Saved.Any(p => p.IsMemory))
            {
                // What runs on vectors needs no recording: only where it comes to runs one by one is one taken.
                Save();
                string chosen = Name("isForward"), isDone = Together(chosen, rows, columns, value);
                _writer.Open("if (!" + isDone + ")");
                WithRecording(true, () => OneByOne(chosen, "else"));
                _writer.Close();
            }
            else if (!_together.IsEmpty)
            {
                WithRecording(true, () =>
                {
                    Save();
                    string chosen = Name("isForward"), isDone = Together(chosen, rows, columns, value);
                    OneByOne(RunsForResult ? chosen : "!" + isDone + " && " + chosen, RunsForResult ? "else" : "else if (!" + isDone + ")", (RunsForResult ? "else " : "") + "if (");
                });
            }
            else
            {
                WithRecording(recordsOneByOne || Saved.Any(p => p.IsMemory), () =>
                {
                    Save();
                    if (isForward is null)
                    {
                        OneByOne(columnCount + " <= " + ForwardRunsInOneReverse + " * " + rowCount, "else");
                    }
                    else if (isForward.Value)
                    {
                        Forward(columns, row, value, result);
                    }
                    else
                    {
                        Reverse(rows, columns, row, value, result);
                    }
                });
            }

            void OneByOne(string condition, string otherwise, string when = "if (")
            {
                _writer.Open(when + condition + ")");
                Forward(columns, row, value, result);
                _writer.Close();
                _writer.Open(otherwise);
                Reverse(rows, columns, row, value, result);
                _writer.Close();
            }

            if (HasResult || _finals.Count > 0)
            {
                _writer.Line();
            }

            foreach (KeyValuePair<IrArgument, string> final in _finals)
            {
                _writer.Line(final.Key.Name + " = " + final.Value + ";");
            }

            if (HasResult)
            {
                _writer.Line("return " + value + ";");
            }
        }

        private void WithRecording(bool isNeeded, System.Action body)
        {
            if (!isNeeded)
            {
                body();
                return;
            }

            _writer.Line(RecordingType + " " + _recording + " = " + RecordingType + ".Rent();");
            _writer.Open("try");
            body();
            _writer.Close();
            _writer.Open("finally");
            _writer.Line(_recording + ".Return();");
            _writer.Close();
        }

        /// <summary>The method itself, where there is no number to write.</summary>
        private void RunPlainly() => _writer.Line((HasResult ? "return " : "") + Itself() + ";");

        private string Itself() => (_shape.IsStatic ? _function.CallName : "this" + _function.CallName.Substring(_function.DeclaringType.Length)) + "(" + string.Join(", ", _entry.Passed.Take(Primals.Length)) + ")";

        /// <summary>The method's own arguments.</summary>
        private List<string> Passed() => _entry.Passed.Take(Primals.Length).Select((text, k) => _finals.TryGetValue(Primals[k], out string? final) ? "out " + final : text).ToList();

        private IrArgument[] Primals => _function.Arguments.Where(a => !a.IsReceiver).ToArray();
    }
}
