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
    private sealed class JacobianBody
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
            bool records = !_together.IsEmpty || isForward != false || _parts.Any(p => p.IsMemory && (p.IsWritten || (p.IsActive && !p.HasColumns)));
            if (records)
            {
                _writer.Line(RecordingType + " " + _recording + " = " + RecordingType + ".Rent();");
                _writer.Open("try");
            }

            Save();
            string otherwise = "else";
            if (!_together.IsEmpty)
            {
                string chosen = Name("isForward");
                string isDone = Together(chosen, rows, columns, value);
                isForward = null;
                _writer.Open((RunsForResult ? "else if (" : "if (!" + isDone + " && ") + chosen + ")");
                otherwise = RunsForResult ? "else" : "else if (!" + isDone + ")";
            }
            else if (isForward is null)
            {
                _writer.Open("if (" + columnCount + " <= " + ForwardRunsInOneReverse + " * " + rowCount + ")");
            }

            if (isForward != false)
            {
                Forward(columns, row, value, result);
            }

            if (isForward is null)
            {
                _writer.Close();
                _writer.Open(otherwise);
            }

            if (isForward != true)
            {
                Reverse(rows, columns, row, value, result);
            }

            if (isForward is null)
            {
                _writer.Close();
            }

            if (records)
            {
                _writer.Close();
                _writer.Open("finally");
                _writer.Line(_recording + ".Return();");
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

        /// <summary>Runs on vectors leave the result to a run of the method itself.</summary>
        private bool RunsForResult => HasResult && !JacobianKernel.GivesResult(_function);

        /// <summary>Several columns or rows to a run. Where the method throws, what follows does it one by one: there it throws what it throws.</summary>
        /// <returns>The variable that says whether it is done.</returns>
        private string Together(string isForward, string rows, string columns, string value)
        {
            string lanes = Name("lanes"), isDone = Name("isDone");
            bool hasColumns = _together.Any(m => m.IsForward), hasRows = _together.Any(m => !m.IsForward);
            _writer.Line("(bool " + isForward + ", int " + lanes + ") = " + Jacobians + "Runs<" + _real.Text + ">(" + rows + ", " + columns + ", " + (hasColumns ? "true" : "false") + ", " + (hasRows ? "true" : "false") + ");");
            _writer.Line("bool " + isDone + " = false;");
            _writer.Open("if (" + lanes + " > 1)");
            _writer.Open("try");
            if (hasColumns)
            {
                _writer.Line("// Forward mode: one run for as many columns as a vector has lanes.");
                Runs(isForward, columns, "column", _together.Where(m => m.IsForward).ToArray());
            }

            if (hasRows)
            {
                _writer.Line("// Reverse mode: one run for as many rows as a vector has lanes.");
                Runs("!" + isForward, rows, "row", _together.Where(m => !m.IsForward).ToArray());
            }

            _writer.Line(isDone + " = true;");
            _writer.Close();
            _writer.Open("catch (global::System.Exception)");
            _writer.Line("// One by one: the method throws there what it throws.");
            _writer.Close();
            _writer.Close();
            _writer.Line();
            if (RunsForResult)
            {
                _writer.Open("if (" + isDone + ")");
                Restore();
                _writer.Line(value + " = " + Itself() + ";");
                _writer.Close();
            }

            return isDone;

            void Runs(string condition, string count, string stem, JacobianMethod[] methods)
            {
                string at = Name(stem);
                _writer.Open("for (int " + at + " = 0; " + condition + " && " + at + " < " + count + "; " + at + " += " + lanes + ")");
                Restore();
                string arguments = "(" + string.Join(", ", _function.Arguments.Select(a => a.Name).Concat([_jacobian, rows, columns]).Concat(HasResult && !RunsForResult ? ["new global::System.Span<" + _companions._result + ">(ref " + value + ")"] : []).Concat([at, at + " + " + lanes, _recording])) + ");";
                for (int i = 0; i < methods.Length; i++)
                {
                    _writer.Open(((i > 0 ? "else " : "") + (i < methods.Length - 1 ? "if (" + lanes + " == " + Extent.Of(methods[i].Lanes) + ")" : "")).TrimEnd());
                    _writer.Line(methods[i].Name + _shape.TypeParameters + arguments);
                    _writer.Close();
                }

                _writer.Close();
                _writer.Line();
            }
        }

        /// <summary>The method itself, where there is no number to write.</summary>
        private void RunPlainly() => _writer.Line((HasResult ? "return " : "") + Itself() + ";");

        private string Itself() => (_shape.IsStatic ? _function.CallName : "this" + _function.CallName.Substring(_function.DeclaringType.Length)) + "(" + string.Join(", ", _entry.Passed.Take(Primals.Length)) + ")";

        /// <summary>The method's own arguments.</summary>
        private List<string> Passed() => _entry.Passed.Take(Primals.Length).Select((text, k) => _finals.TryGetValue(Primals[k], out string? final) ? "out " + final : text).ToList();

        private IrArgument[] Primals => _function.Arguments.Where(a => !a.IsReceiver).ToArray();

        /// <summary>What the method writes is kept as it is before the first run.</summary>
        private void Save()
        {
            foreach (JacobianPart part in _parts.Where(p => p is { IsWritten: true, Argument: { Passing: not Passing.Out } }))
            {
                IrArgument argument = part.Argument!;
                string own = argument.Name, initial = Name(Plain(argument) + "Initial"), count = part.Numbers.ToString();
                IrType type = argument.Type;
                if (!argument.IsMemory)
                {
                    _writer.Line(type.Declared + " " + initial + " = " + own + ";");
                    _restores.Add(own + " = " + initial + ";");
                }
                else if (type.Buffer == BufferKind.Jagged)
                {
                    Keep(type.Element, count, Jacobians + "Read(" + own + ", " + initial + ");", Jacobians + "Write<" + type.Element + ">(" + initial + ", " + own + ");");
                }
                else if (type.Buffer == BufferKind.Matrix && type.Real == RealKind.None)
                {
                    _writer.Line(type.Text + " " + initial + " = (" + type.Text + ")" + own + ".Clone();");
                    _restores.Add("global::System.Array.Copy(" + initial + ", " + own + ", " + own + ".Length);");
                }
                else
                {
                    string element = ElementOf(type.IsModel ? type.Layout!.Leaves[0].Type : type);
                    string memory = type.IsModel ? own + "." + ParameterClass.Parameters
                        : type.Buffer == BufferKind.Matrix ? Jacobians + "Numbers(" + own + ")"
                        : IsArray(type) ? "global::System.MemoryExtensions.AsSpan(" + own + ")"
                        : own;
                    if (type.Real == RealKind.None && !type.IsModel && !IsNumber(element))
                    {
                        // Elements that may hold references lie in no recording.
                        _writer.Line(element + "[] " + initial + " = " + memory + ".ToArray();");
                        _restores.Add("global::System.MemoryExtensions.AsSpan(" + initial + ").CopyTo(" + memory + ");");
                    }
                    else
                    {
                        Keep(element, type.Layout is not null && !type.IsModel ? own + ".Length" : count, memory + ".CopyTo(" + initial + ");", initial + ".CopyTo(" + memory + ");");
                    }
                }

                void Keep(string element, string length, string save, string restore)
                {
                    _writer.Line("global::System.Span<" + element + "> " + initial + " = " + _recording + ".Block<" + element + ">(" + length + ");");
                    _writer.Line(save);
                    _restores.Add(restore);
                }
            }
        }

        private void Restore() => _restores.ForEach(r => _writer.Line(r));

        /// <summary>One run for each column: the tangent of its number is one, all others are zero; the tangents of what the method leaves are the column.</summary>
        private void Forward(string columns, string row, string value, string result)
        {
            string tangents = Name("tangents"), column = Name("column"), index = Name("i");
            _writer.Line("// Forward mode: one run for each column, with the tangent of its number one.");
            _writer.Line(_span + " " + tangents + " = " + _recording + ".Block<" + _real.Text + ">(" + columns + ");");
            var memory = ActiveMemory.ToDictionary(p => p, p => new Memory(this, p, DerivativeNames.Tangent(Plain(p.Argument!))));
            foreach (JacobianPart part in ActiveMemory)
            {
                memory[part].Declare(tangents);
            }

            _writer.Open("for (int " + column + " = 0; " + column + " < " + columns + "; " + column + "++)");
            Restore();
            _writer.Line(tangents + ".Clear();");
            foreach (JacobianPart part in ActiveMemory.Where(p => !p.HasColumns))
            {
                _writer.Line(memory[part].Numbers + ".Clear();");
            }

            _writer.Line(tangents + "[" + column + "] = " + _one + ";");
            foreach (JacobianPart part in ActiveMemory)
            {
                memory[part].Hand();
            }

            List<string> pass = Passed();
            var references = new Dictionary<JacobianPart, string>();
            foreach (JacobianPart part in _parts.Where(p => p.Argument is { IsActive: true }))
            {
                Passing passing = part.Argument!.Passing;
                if (part.IsMemory)
                {
                    pass.Add(memory[part].Text);
                }
                else if (passing == Passing.Out)
                {
                    references[part] = Name(DerivativeNames.Tangent(Plain(part.Argument)));
                    pass.Add("out " + part.Type.Declared + " " + references[part]);
                }
                else
                {
                    string tangent = Compose(part, at => tangents + "[" + (part.FirstColumn + Extent.Of(at)) + "]");
                    if (passing == Passing.Ref)
                    {
                        references[part] = Name(DerivativeNames.Tangent(Plain(part.Argument)));
                        _writer.Line(part.Type.Declared + " " + references[part] + " = " + tangent + ";");
                        tangent = "ref " + references[part];
                    }

                    pass.Add(tangent);
                }
            }

            string call = Call("Jvp", pass);
            bool isPair = _function.ResultType is { HoldsReals: true };
            _writer.Line((isPair ? "var " + result + " = " : HasResult ? value + " = " : "") + call + ";");
            if (isPair)
            {
                _writer.Line(value + " = " + result + ".Item1;");
            }

            _writer.Line("int " + row + " = 0;");
            string target = _jacobian + "[" + row + "++ * " + columns + " + " + column + "] = ";
            foreach (JacobianPart part in _parts.Where(p => p.HasRows))
            {
                if (part.IsMemory)
                {
                    memory[part].Take();
                    _writer.Open("for (int " + index + " = 0; " + index + " < " + memory[part].Numbers + ".Length; " + index + "++)");
                    _writer.Line(target + memory[part].Numbers + "[" + index + "];");
                    _writer.Close();
                    continue;
                }

                foreach (string leaf in Read(part, part.Argument is null ? result + ".Item2" : references[part]))
                {
                    _writer.Line(target + leaf + ";");
                }
            }

            _writer.Close();
        }

        /// <summary>One run for each row: the cotangent of its number is one, all others are zero; the cotangents of what the method was given are the row.</summary>
        private void Reverse(string rows, string columns, string row, string value, string result)
        {
            string gradients = Name("gradients");
            _writer.Line("// Reverse mode: one run for each row, with the cotangent of its number one.");
            var memory = ActiveMemory.ToDictionary(p => p, p => new Memory(this, p, DerivativeNames.Grad(Plain(p.Argument!))));
            foreach (JacobianPart part in ActiveMemory)
            {
                memory[part].Declare(null);
            }

            _writer.Open("for (int " + row + " = 0; " + row + " < " + rows + "; " + row + "++)");
            Restore();
            _writer.Line(_span + " " + gradients + " = " + _jacobian + ".Slice(" + row + " * " + columns + ", " + columns + ");");
            _writer.Line(gradients + ".Clear();");
            foreach (JacobianPart part in ActiveMemory)
            {
                if (part.HasColumns)
                {
                    memory[part].Slice(gradients);
                }
                else
                {
                    _writer.Line(memory[part].Numbers + ".Clear();");
                }

                if (part.HasRows)
                {
                    bool isFirst = part.FirstRow is { IsConstant: true, Constant: 0 };
                    string first = Parenthesized(part.FirstRow);
                    string at = isFirst ? row : row + " - " + first;
                    _writer.Open("if (" + (isFirst ? "" : row + " >= " + part.FirstRow + " && ") + at + " < " + part.Numbers + ")");
                    _writer.Line(memory[part].Numbers + "[" + at + "] = " + _one + ";");
                    _writer.Close();
                    _writer.Line();
                }

                memory[part].Hand();
            }

            List<string> pass = Passed();
            var references = new Dictionary<JacobianPart, string>();
            foreach (JacobianPart part in _parts.Where(p => p.IsActive))
            {
                Passing passing = part.Argument?.Passing ?? Passing.Out;
                if (part.IsMemory)
                {
                    pass.Add(memory[part].Text);
                    continue;
                }

                if (passing is not (Passing.Ref or Passing.Out))
                {
                    continue;
                }

                string seed = part.HasRows ? Compose(part, at => row + " == " + (part.FirstRow + Extent.Of(at)) + " ? " + _one + " : " + _zero) : "default(" + part.Type.Declared + ")!";
                if (passing == Passing.Ref)
                {
                    references[part] = Name(DerivativeNames.Grad(Plain(part.Argument!)));
                    _writer.Line(part.Type.Declared + " " + references[part] + " = " + seed + ";");
                    seed = "ref " + references[part];
                }

                pass.Add(seed);
            }

            IrArgument[] returned = CompanionSignature.Returned(_function).ToArray();
            int count = returned.Length + (HasResult ? 1 : 0);
            string call = Call("Vjp", pass);
            string Item(int k) => count == 1 ? result : result + ".Item" + Extent.Of(k + 1);
            _writer.Line((count == 0 ? "" : count == 1 && HasResult ? value + " = " : "var " + result + " = ") + call + ";");
            if (count > 1 && HasResult)
            {
                _writer.Line(value + " = " + Item(0) + ";");
            }

            foreach (JacobianPart part in _parts.Where(p => p.HasColumns))
            {
                if (part.IsMemory)
                {
                    memory[part].Take();
                    continue;
                }

                string whole = references.TryGetValue(part, out string? reference) ? reference : Item(System.Array.IndexOf(returned, part.Argument!) + (HasResult ? 1 : 0));
                int at = 0;
                foreach (string leaf in Read(part, whole))
                {
                    _writer.Line(gradients + "[" + (part.FirstColumn + Extent.Of(at++)) + "] = " + leaf + ";");
                }
            }

            _writer.Close();
        }

        private string Call(string suffix, IEnumerable<string> arguments) =>
            (_shape.IsStatic ? _function.DeclaringType : "this") + "." + _function.Name + suffix + _shape.TypeParameters + "(" + string.Join(", ", arguments) + ")";

        /// <summary>A value whose differentiated leaves are the texts given, by their number among these.</summary>
        private string Compose(JacobianPart part, System.Func<int, string> leaf)
        {
            if (!part.Type.IsComposite)
            {
                return leaf(0);
            }

            _companions.Need(part.Type.Layout!);
            int at = 0, asked = 0;
            return CompositeText.Compose(part.Type.Layout!, _function.Key, _ => part.ActiveLeaves.Contains(asked++) ? leaf(at++) : null);
        }

        /// <summary>The differentiated leaves of a variable.</summary>
        private IEnumerable<string> Read(JacobianPart part, string variable)
        {
            if (!part.Type.IsComposite)
            {
                return [variable];
            }

            _companions.Need(part.Type.Layout!);
            return part.ActiveLeaves.Select(k => CompositeText.Read(variable, part.Type.Layout!.Leaves[k], part.Type.Layout!, _function.Key));
        }

        private string Name(string stem) => _entry.Names.Numbered(stem);

        private static bool IsArray(IrType type) => type.Buffer == BufferKind.Array || type.IsDeclaredArray;

        private static string Parenthesized(Extent extent) => extent.IsConstant ? extent.ToString() : "(" + extent + ")";

        /// <summary>The tangent or cotangent of a buffer or model: its numbers in a row, and, where the companions take something else, that.</summary>
        private sealed class Memory
        {
            private readonly JacobianBody _body;
            private readonly JacobianPart _part;
            private readonly IrArgument _argument;
            private readonly string? _object;

            public Memory(JacobianBody body, JacobianPart part, string name)
            {
                _body = body;
                _part = part;
                _argument = part.Argument!;
                Numbers = body.Name(name);
                _object = part.Type.IsModel || part.Type.Buffer is BufferKind.Matrix or BufferKind.Jagged ? body.Name(name + "Whole") : null;
            }

            /// <summary>The span of its numbers.</summary>
            public string Numbers { get; }

            /// <summary>The argument that the companion takes.</summary>
            public string Text => _object ?? (_part.Type.Layout is { } layout ? Cast + _body._real.Text + ", " + layout.Text + ">(" + Numbers + ")" : Numbers);

            /// <summary>Makes room for it: a slice of all that is given, or, without columns, memory of its own.</summary>
            public void Declare(string? all)
            {
                if (!_part.HasColumns)
                {
                    _body._writer.Line(_body._span + " " + Numbers + " = " + _body._recording + ".Block<" + _body._real.Text + ">(" + _part.Numbers + ");");
                }
                else if (all is not null)
                {
                    Slice(all);
                }

                if (_object is not null)
                {
                    string own = _argument.Name;
                    _body._writer.Line(_part.Type.Declared + " " + _object + " = " + (_part.Type.IsModel ? own + "." + ParameterClass.NewLike + "()"
                        : _part.Type.Buffer == BufferKind.Jagged ? Jagged + "Zeros(" + own + ")"
                        : "new " + _body._real.Text + "[" + own + ".GetLength(0), " + own + ".GetLength(1)]") + ";");
                }
            }

            public void Slice(string all) => _body._writer.Line(_body._span + " " + Numbers + " = " + all + ".Slice(" + _part.FirstColumn + ", " + _part.Numbers + ");");

            /// <summary>Its numbers go where the companion takes them.</summary>
            public void Hand() => Move(_part.Type.Buffer == BufferKind.Jagged ? Jacobians + "Write<" + _body._real.Text + ">(" + Numbers + ", " + _object + ");" : Numbers + ".CopyTo(" + Whole + ");");

            /// <summary>Its numbers come from where the companion left them.</summary>
            public void Take() => Move(_part.Type.Buffer == BufferKind.Jagged ? Jacobians + "Read(" + _object + ", " + Numbers + ");" : Whole + ".CopyTo(" + Numbers + ");");

            private string Whole => _part.Type.IsModel ? _object + "." + ParameterClass.Parameters : Jacobians + "Numbers(" + _object + ")";

            private void Move(string text)
            {
                if (_object is not null)
                {
                    _body._writer.Line(text);
                }
            }
        }
    }
}
