using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Vectorize;

namespace DiffGen.Generator.Emit;

/// <summary>Tangents and cotangents of buffers and models.</summary>
internal sealed partial class CompanionWriter
{
    private sealed partial class JacobianBody
    {
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
