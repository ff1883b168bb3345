using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Vectorize;

namespace DiffGen.Generator.Emit;

/// <summary>A run of the forward companion for each column of a Jacobian, or of the reverse companion for each row.</summary>
internal sealed partial class CompanionWriter
{
    private sealed partial class JacobianBody
    {
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
    }
}
