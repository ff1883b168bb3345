using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Vectorize;

namespace DiffGen.Generator.Emit;

/// <summary>The runs of a Jacobian that compute several columns, or rows, at once.</summary>
internal sealed partial class CompanionWriter
{
    private sealed partial class JacobianBody
    {
        /// <summary>Runs on vectors leave the result to a run of the method itself.</summary>
        private bool RunsForResult => HasResult && !JacobianKernel.GivesResult(_function);

        /// <summary>Several columns or rows to a run. Where the method throws, what follows does it one by one: there it throws what it throws.</summary>
        /// <returns>The variable that says whether it is done.</returns>
        private string Together(string isForward, string rows, string columns, string value)
        {
            string lanes = Name("lanes"), isDone = Name("isDone");
            bool hasColumns = _together.Any(m => m.IsForward), hasRows = _together.Any(m => !m.IsForward);
            _writer.Line("(bool " + isForward + ", int " + lanes + ") = " + Jacobians + "Runs<" + _real.Text + ">(" + rows + ", " + columns + ", " + Extent.Of(_together.Where(m => m.IsForward).Select(m => m.Vectors).DefaultIfEmpty().Max()) + ", " + (hasRows ? "true" : "false") + ");");
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
                string Arguments(JacobianMethod method) => "(" + string.Join(", ", _function.Arguments.Select(a => a.Name).Concat([_jacobian, rows, columns]).Concat(HasResult && !RunsForResult ? ["new global::System.Span<" + _companions._result + ">(ref " + value + ")"] : []).Concat([at, at + " + " + lanes]).Concat(method.Records ? [_recording] : [])) + ");";
                for (int i = 0; i < methods.Length; i++)
                {
                    _writer.Open(((i > 0 ? "else " : "") + (i < methods.Length - 1 ? "if (" + lanes + " == " + Extent.Of(methods[i].Lanes) + ")" : "")).TrimEnd());
                    _writer.Line(methods[i].Name + _shape.TypeParameters + Arguments(methods[i]));
                    _writer.Close();
                }

                _writer.Close();
                _writer.Line();
            }
        }
    }
}
